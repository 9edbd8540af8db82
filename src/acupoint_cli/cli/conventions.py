"""How a point is written in a convention: for `--codes` of cards and rows and for `acu scan --replace`."""

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
