"""Relations by the five phases of the transporting points: the Classic of Difficulties, chapters 64, 69 and 75."""

from collections.abc import Iterator

from ..lite import Any
from ..theory import GENERATED_BY, GENERATES, special
from .atlas import Atlas, Link

_RULE = ("classic-of-difficulties", "zjx", "cam")


def by_phase(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield what follows from the phase of a transporting point; nothing for other points."""
    phase, channel = record["phase"], record["channel"]
    if not phase:
        return
    yield from _mother_child(atlas, record)
    for code in atlas.order[channel]:
        theirs = atlas.by_code[code]["phase"]
        if theirs == GENERATED_BY[phase]:
            yield Link(code, "phase", f"{theirs} point of the same channel: {theirs} generates {phase}", _RULE)
        elif theirs == GENERATES[phase]:
            yield Link(code, "phase", f"{theirs} point of the same channel: {phase} generates {theirs}", _RULE)
    for code in atlas.phases[phase]:
        other = atlas.by_code[code]["channel"]
        if atlas.channel(other).get("phase") == phase:
            yield Link(code, "phase", f"{phase} point of the {phase} channel {other}", _RULE)
        elif atlas.channel(other).get("polarity") == atlas.channel(channel).get("polarity"):
            yield Link(code, "same phase", f"{phase} point of the {atlas.channel_name(other)}", atlas.role_sources("jing-well"))  # fmt: skip


def _mother_child(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Reinforce the mother for what is weak, drain the child for what is in excess: on the channel, or on its mother's or child's."""
    channel = record["channel"]
    mine = atlas.channel(channel).get("phase")
    what = special(record["phase"], mine)
    if mine is None or what is None:
        return
    name = atlas.channel_name(channel)
    for code in atlas.order[channel]:
        theirs = special(atlas.by_code[code]["phase"], mine)
        if theirs == "mother-point" and what == "child-point":
            yield Link(code, "mother and child", f"mother point of the {name}, reinforced where this one is drained", _RULE)  # fmt: skip
        elif theirs == "child-point" and what == "mother-point":
            yield Link(code, "mother and child", f"child point of the {name}, drained where this one is reinforced", _RULE)  # fmt: skip
    wanted = {"mother-point": GENERATED_BY[mine], "child-point": GENERATES[mine]}.get(what)
    for code in atlas.phases[record["phase"]] if wanted else ():
        other = atlas.channel(atlas.by_code[code]["channel"])
        if other.get("phase") == wanted and other.get("polarity") == atlas.channel(channel).get("polarity"):
            which = "mother" if what == "mother-point" else "child"
            theirs_name = atlas.channel_name(atlas.by_code[code]["channel"])
            yield Link(code, "mother and child", f"horary point of the {theirs_name}, the {which} of the {name}", _RULE)
