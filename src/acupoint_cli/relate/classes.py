"""Relations by class of point: source and connecting, front and back, cleft and meeting, the same class elsewhere.

The rules as the correspondence textbook (zjx, chapter 1, section 5) and Cheng Xinnong (chapter 16) give them; a cleft with
the meeting point of blood as Cheng Xinnong combines LU-6 with BL-17 (chapter 17, explanation on coughing blood).
"""

from collections.abc import Iterator

from ..lite import Any
from .atlas import Atlas, Link

# A class larger than this says too little about two of its points to name them all.
_MOST_MEMBERS = 16


def by_class(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield what follows from the classes that a point belongs to."""
    yield from _source_connecting(atlas, record)
    yield from _confluent(atlas, record)
    yield from _same_class(atlas, record)
    yield from _front_back(atlas, record)
    yield from _cleft_meeting(atlas, record)


def _source_connecting(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    channel = record["channel"]
    pair = atlas.channel(channel).get("pair")
    held = {r["role"] for r in record["roles"] if atlas.own(record["code"], r["role"])}
    for mine, theirs, what in (("luo-connecting", "yuan-source", "source"), ("yuan-source", "luo-connecting", "connecting")):  # fmt: skip
        partner = atlas.holder(theirs, pair)
        if pair and mine in held and partner:
            reason = f"source–connecting pair: {what} point of the {atlas.channel_name(pair)}, coupled with the {atlas.channel_name(channel)}"  # fmt: skip
            yield Link(partner, "source-connecting", reason, atlas.role_sources(mine, theirs))


def _confluent(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    if "confluent" in {r["role"] for r in record["roles"]}:
        for vessel, entry in atlas.channels.items():
            opens = entry.get("opens") or {}
            if opens.get("opening") == record["code"] and opens.get("coupled"):
                reason = f"opens the vessel that is paired with the {atlas.channel_name(vessel)}"
                yield Link(str(opens["coupled"]), "confluent", reason, atlas.role_sources("confluent"))


def _same_class(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    pair = atlas.channel(record["channel"]).get("pair")
    for role in record["roles"]:
        key = role["role"]
        if key == "meeting":
            continue
        label = class_name(atlas, key)
        partner = atlas.holder(key, pair) if atlas.own(record["code"], key) else None
        sources = atlas.role_sources(key)
        if pair and partner:
            yield Link(partner, "paired channel", f"{label} of the coupled {atlas.channel_name(pair)} channel", sources)
        if len(atlas.members[key]) <= _MOST_MEMBERS:
            for code in atlas.members[key]:
                if code != partner:
                    theirs = [r for r in atlas.by_code[code]["roles"] if r["role"] == key]
                    detail = theirs[0]["detail"] if theirs else None
                    what = f" {detail}" if detail else f" of the {atlas.channel_name(atlas.by_code[code]['channel'])}"
                    yield Link(code, "same role", f"{label}{what}", sources)


def class_name(atlas: Atlas, role: str) -> str:
    """Return "Luo-connecting point" for luo-connecting."""
    label = str(((atlas.roles.get(role) or {}).get("names") or {}).get("english") or role)
    return label if label.lower().endswith(("point", "points")) else f"{label} point"


def _front_back(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    for mine, theirs, word in (("back-shu", "front-mu", "front collecting"), ("front-mu", "back-shu", "back transporting")):  # fmt: skip
        details = {r["detail"] for r in record["roles"] if r["role"] == mine and r["detail"]}
        for code in atlas.members[theirs] if details else ():
            shared = details & {r["detail"] for r in atlas.by_code[code]["roles"] if r["role"] == theirs}
            for detail in sorted(shared):
                yield Link(code, "front and back", f"{word} point {detail}", atlas.role_sources(mine, theirs))


_CLEFT_SOURCES = ("cam", "zjx")
_MEETINGS = {"yin": ("of blood", "of the zang organs"), "yang": ("of the fu organs",)}


def _cleft_meeting(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """A cleft point is for what is acute in its organ, on the yin channels for bleeding; those of the vessels have no organ."""
    mine = atlas.channel(record["channel"])
    roles = {r["role"]: r["detail"] for r in record["roles"]}
    if "xi-cleft" in roles and atlas.own(record["code"], "xi-cleft"):
        for code in atlas.members["hui-influential"]:
            detail = next(r["detail"] for r in atlas.by_code[code]["roles"] if r["role"] == "hui-influential")
            if detail in _MEETINGS.get(str(mine.get("polarity")), ()):
                reason = f"meeting point {detail}, with the cleft point of the {atlas.channel_name(record['channel'])}"
                yield Link(code, "cleft and meeting", reason, _CLEFT_SOURCES)
    meets = roles.get("hui-influential")
    sides = [side for side, details in _MEETINGS.items() if meets in details]
    for code in atlas.members["xi-cleft"] if sides else ():
        theirs = atlas.by_code[code]["channel"]
        if atlas.own(code, "xi-cleft") and atlas.channel(theirs).get("polarity") in sides:
            reason = f"cleft point of the {atlas.channel_name(theirs)}, with the meeting point {meets}"
            yield Link(code, "cleft and meeting", reason, _CLEFT_SOURCES)
