"""How a point is written in a convention: for `--codes` of cards and rows and for `acu scan --replace`."""

import re
from typing import Any

from ..errors import AcuError
from ..library.index import Index

# Conventions of `--codes`, in the order of the help; each a column of the abbreviations, but for the last three.
CODES = ("who", "deadman", "english", "french", "german", "italian", "spanish", "portuguese", "dutch", "chinese", "pinyin", "hanzi")  # fmt: skip


def checked(convention: str) -> str:
    """Return a convention as it is asked for; raises AcuError (usage) if there is none of that name."""
    name = convention.strip().casefold()
    if name not in CODES:
        raise AcuError("usage", f"--codes {convention!r} is no convention", f"Choose from: {', '.join(CODES)}.")
    return name


def written(code: str, convention: str, index: Index) -> str:
    """Return a code of ours as a convention writes it: "LI-4" is "L.I.-4" in deadman, "Di 4" in german.

    Extra points, and channels that a convention has no letters for, keep the WHO code.
    """
    from ..names import extras

    if convention == "who":
        return code
    rows = index.rows("SELECT pinyin, chinese, channel, number FROM points WHERE code = ?", code)
    if not rows:
        return code
    pinyin, chinese, channel, number = rows[0]
    if convention in {"pinyin", "hanzi"}:
        return str(pinyin if convention == "pinyin" else chinese)
    if convention == "deadman" and channel.startswith("EX"):
        return extras.written(code) or code
    letters = _letters(channel, convention, index)
    if not letters:
        return code
    joint = "" if convention == "chinese" or channel.startswith("EX") else " " if convention == "german" else "-"
    return f"{letters}{joint}{number}"


# Of several abbreviations the one in use: the first of these, else the shortest that is not a word.
_USED = {
    ("deadman", "LI"): "L.I.", ("deadman", "SI"): "S.I.", ("english", "TE"): "TE", ("english", "LR"): "LR",
    ("german", "SP"): "Mi", ("german", "SI"): "Dü", ("german", "CV"): "Ren", ("german", "GV"): "Du",
    ("german", "GB"): "Gb", ("german", "TE"): "3E", ("french", "SP"): "RP", ("french", "CV"): "VC",
    ("french", "GV"): "VG", ("french", "KI"): "R", ("italian", "LI"): "GI", ("spanish", "SP"): "B",
    ("spanish", "LI"): "IG", ("spanish", "PC"): "MC", ("spanish", "CV"): "VC", ("spanish", "GV"): "VG",
    ("portuguese", "PC"): "CS", ("chinese", "TE"): "三焦", ("spanish", "TE"): "TR",
}  # fmt: skip


def _letters(channel: str, convention: str, index: Index) -> str:
    if (convention, channel) in _USED:
        return _USED[convention, channel]
    own = [w for (w,) in index.rows("SELECT written FROM abbreviations WHERE convention = ? AND channel = ?", convention, channel)]  # fmt: skip
    short = [w for w in own if len(w) <= 3] or own
    if convention == "english":
        short = [channel] if channel in own else short
    return min(short, key=lambda w: (len(w), w)) if short else ""


# Keys of a point whose codes a card looks up by itself, to print them with their names.
LOOKED_UP = frozenset(["related", "level_with", "measures", "fractions"])
_NOT_TEXT = frozenset(["channel", "sources", "cites", "source", "names", "match", "condition"])
_CODE = re.compile(
    r"(?<![\w-])(?:(?:LU|LI|ST|SP|HT|SI|BL|KI|PC|TE|GB|LR|CV|GV)-\d{1,2}|EX-[A-Z]{1,2}\d{1,2}|(?:MN?|N)-[A-Z]{2}-\d{1,2})(?!\d)"
)


def recoded(
    record: dict[str, Any], convention: str, index: Index, kept: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return a record with the codes in all its texts as a convention writes them, but for codes that stand
    alone under the keys in `kept`."""
    seen: dict[str, str] = {}

    def one(match: re.Match[str]) -> str:
        code = match[0]
        if code not in seen:
            seen[code] = written(code, convention, index)
        return seen[code]

    def walk(value: Any, whole: bool) -> Any:
        """`whole`: a text that is nothing but a code changes too."""
        if isinstance(value, str):
            return value if not whole and _CODE.fullmatch(value) else _CODE.sub(one, value)
        if isinstance(value, list):
            return [walk(item, whole) for item in value]
        if isinstance(value, dict):
            return {k: v if k in _NOT_TEXT else walk(v, whole) for k, v in value.items()}
        return value

    return {k: v if k in _NOT_TEXT else walk(v, k not in kept) for k, v in record.items()}
