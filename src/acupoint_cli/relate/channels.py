"""Relations by where a point lies: on the clock of the channels, on the other limb, at one level, next on the channel."""

from collections.abc import Iterator

from ..lite import Any
from ..names.extras import is_extra
from .atlas import Atlas, Link
from .classes import class_name

_MIRRORED = ("jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea", "yuan-source", "luo-connecting", "xi-cleft")  # fmt: skip
_MOST_AT_A_LEVEL = 12  # more at one landmark say too little


def around_the_clock(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield the entry point of the next channel for an exit point, and the exit point of the one before for an entry point."""
    held = {r["role"] for r in record["roles"]}
    channel = atlas.channel(record["channel"])
    name = atlas.channel_name(record["channel"])
    sources = atlas.role_sources("entry-point", "exit-point")
    for mine, theirs, to, words in (
        ("exit-point", "entry-point", "next", "entry point of the {other}, which follows the {name} on the clock"),
        ("entry-point", "exit-point", "previous", "exit point of the {other}, which the {name} follows on the clock"),
    ):
        partner = atlas.holder(theirs, channel.get(to)) if mine in held and channel.get(to) else None
        if partner:
            reason = words.format(other=atlas.channel_name(channel[to]), name=name)
            yield Link(partner, "entry and exit", reason, sources)


def mirrored(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield the point of the same class on the channel of the same name of the other limb: hand and foot yangming."""
    other = atlas.channel(record["channel"]).get("same_name")
    if not other:
        return
    limb = atlas.channel(other).get("limb")
    for role in record["roles"]:
        mine = role["role"] in _MIRRORED and atlas.own(record["code"], role["role"])
        partner = atlas.holder(role["role"], other) if mine else None
        if partner:
            label = class_name(atlas, role["role"])
            reason = f"{label} of the {atlas.channel_name(other)}, the channel of the same name on the {limb}"
            yield Link(partner, "mirror limb", reason, atlas.role_sources(role["role"]))


def at_the_same_level(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield points at the level of this one: named as such, or at the level of the same landmark."""
    code = record["code"]
    for level in record["level_with"]:
        if atlas.by_code[level] is not None:
            yield Link(level, "same level", "at the level of this point", _place(record))
        elif len(atlas.levels[level]) <= _MOST_AT_A_LEVEL:
            for other in atlas.levels[level]:
                yield Link(other, "same level", f"also level with: {_words(level)}", _place(atlas.by_code[other]))  # fmt: skip
    for other in atlas.levels[code]:
        yield Link(other, "same level", "its place is given at the level of this point", _place(atlas.by_code[other]))


def _words(landmark: str) -> str:
    """Return "spinous process T3 inferior border" for a landmark's id."""
    words = landmark.split("-")
    return " ".join(w.upper() if w[:1] in "ctls" and w[1:].isdecimal() else w for w in words)


def _place(record: dict[str, Any]) -> tuple[str, ...]:
    cites = record["cites"]
    return tuple(cites.get("level_with") or cites.get("location") or ())


def neighbours(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield the points before and after on the channel; extra points have no such order."""
    if is_extra(record["channel"]):
        return
    codes = atlas.order[record["channel"]]
    at = codes.index(record["code"])
    sources = _place(record)
    if at:
        yield Link(codes[at - 1], "neighbour", "the point before it on the channel", sources)
    if at + 1 < len(codes):
        yield Link(codes[at + 1], "neighbour", "the next point on the channel", sources)
