"""How the code of a point is written in a convention: "LI-4" is "L.I.-4" in deadman, "Di 4" in german. Pure text, no files.

One way for cards and rows (`--codes`), for `acu scan --replace` and for `acu codes`.
"""

from __future__ import annotations

from ..lite import TYPE_CHECKING
from . import extras
from .fold import is_east

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Conventions that codes can be written in, in the order of the help; letters of all but `who` are of the abbreviations.
CODES = ("who", "deadman", "english", "french", "german", "italian", "spanish", "portuguese", "dutch", "chinese", "pinyin", "hanzi")  # fmt: skip
NAMES = frozenset(["pinyin", "hanzi"])  # conventions that write a point's name, not a code

# Of several abbreviations the one in use: the first of these, else the shortest that is not a word.
_USED = {
    ("deadman", "LI"): "L.I.", ("deadman", "SI"): "S.I.", ("english", "TE"): "TE", ("english", "LR"): "LR",
    ("german", "SP"): "Mi", ("german", "SI"): "Dü", ("german", "CV"): "Ren", ("german", "GV"): "Du",
    ("german", "GB"): "Gb", ("german", "TE"): "3E", ("french", "SP"): "RP", ("french", "CV"): "VC",
    ("french", "GV"): "VG", ("french", "KI"): "R", ("italian", "LI"): "GI", ("spanish", "SP"): "B",
    ("spanish", "LI"): "IG", ("spanish", "PC"): "MC", ("spanish", "CV"): "VC", ("spanish", "GV"): "VG",
    ("portuguese", "PC"): "CS", ("chinese", "TE"): "三焦", ("spanish", "TE"): "TR",
}  # fmt: skip
_LONGEST_SHORT = 3  # letters of an abbreviation; a longer one is a channel's name written out


def written(code: str, channel: str, number: int, convention: str, letters: Iterable[tuple[str, str]]) -> str:
    """Return a code of ours as a convention writes it; `letters` are (convention, abbreviation) of its channel.

    Extra points, and channels that a convention has no letters for, keep the WHO code.
    """
    if convention == "who":
        return code
    if convention == "deadman" and channel.startswith("EX"):
        return extras.written(code) or code
    used = _used(channel, convention, [w for name, w in letters if name == convention])
    return _joined(used, number, convention) if used else code


def all_written(code: str, channel: str, number: int, letters: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (convention, code) for every way to write a code of ours, WHO's first and of each convention the one in use."""
    letters = list(letters)
    conventions = sorted({name for name, _ in letters} | {"deadman"}, key=lambda name: (name != "who", name))
    for convention in conventions:
        own = [w for name, w in letters if name == convention]
        first = written(code, channel, number, convention, letters)
        others = sorted((_joined(w, number, convention) for w in own), key=lambda text: (len(text), text))
        for text in dict.fromkeys([first, *others] if own or first != code else []):
            yield convention, text


def _used(channel: str, convention: str, own: list[str]) -> str:
    """Return the letters in use, of all that a convention has for a channel; "" if it has none."""
    if (convention, channel) in _USED:
        return _USED[convention, channel]
    if convention == "english" and channel in own:
        return channel
    short = [w for w in own if len(w) <= _LONGEST_SHORT] or own
    return min(short, key=lambda w: (len(w), w)) if short else ""


def _joined(letters: str, number: int, convention: str) -> str:
    """Return letters and number as they stand together: "GI-4", "Di 4", "Dickdarm 4", "大肠4", "EX-HN3"."""
    if letters.startswith("EX") or any(map(is_east, letters)):
        return f"{letters}{number}"
    word = len(letters) > _LONGEST_SHORT and not letters.isupper() and letters.replace(" ", "").isalpha()
    return f"{letters}{' ' if word or convention == 'german' else '-'}{number}"
