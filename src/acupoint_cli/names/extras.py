"""Extra points in other lists: the codes with M, N and MN of American and British books. Pure data, no files.

The letters say where a book had the point from (miscellaneous, new), then the region, then a number; M-HN-20 and N-HN-20
are two points, but a few are printed with either letter. Points that no EX number is agreed on are ours under such a code.
"""

from __future__ import annotations

from functools import cache

from ..lite import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# code of our list -> its numbers in theirs; only numbers seen in a book's or a page's text beside the point's name
_NUMBERS = {
    "EX-HN1": ("M-HN-1",), "EX-HN3": ("M-HN-3",), "EX-HN4": ("M-HN-6",), "EX-HN5": ("M-HN-9",),
    "EX-HN8": ("M-HN-14",), "EX-HN11": ("M-HN-37",), "EX-HN12": ("M-HN-20",), "EX-HN13": ("M-HN-20",), "EX-HN15": ("M-HN-30",),
    "EX-HN22": ("N-HN-54", "M-HN-54"), "EX-CA1": ("M-CA-18",), "EX-B1": ("M-BW-1",), "EX-B2": ("M-BW-35",),
    "EX-B4": ("M-BW-16",), "EX-B8": ("M-BW-25",), "EX-UE2": ("M-UE-29",), "EX-UE9": ("M-UE-22",), "EX-UE10": ("M-UE-9",),
    "EX-UE11": ("M-UE-1",), "EX-LE2": ("M-LE-27",), "EX-LE5": ("MN-LE-16",), "EX-LE6": ("M-LE-23",),
    "EX-LE7": ("M-LE-13",), "EX-LE10": ("M-LE-8",),
}  # fmt: skip

_LISTS = frozenset({"M", "N", "MN"})
HEADS = ("M-HN", "M-CA", "M-BW", "M-UE", "M-LE", "MN-LE", "N-HN", "N-UE", "N-BW", "N-LE", "N-CA")


def is_extra(code: str) -> bool:
    """Return whether a code, or its letters alone, is an extra point's: "EX-HN3", "N-HN-20", "EX-B"."""
    letters, _, rest = code.partition("-")
    return letters == "EX" or (letters in _LISTS and rest[:1].isalpha())


def convention(channel: str) -> str:
    """Return the convention that a channel's own letters belong to: WHO's, but for "N-HN" of the English lists."""
    return "english" if is_extra(channel) and not channel.startswith("EX") else "who"


def aliases(code: str) -> Iterator[str]:
    """Yield the canonical form "MHN-3" of every number that those books give a point of ours."""
    for theirs in _NUMBERS.get(code, ()):
        head, number = theirs.rsplit("-", 1)
        yield f"{head.replace('-', '')}-{number}"


def written(code: str) -> str | None:
    """Return how those books write an extra point, "M-HN-3"; None where they list none."""
    return _NUMBERS.get(code, (None,))[0]


@cache
def half_number() -> re.Pattern[str]:
    """Return the pattern of "GV 24.5": popular books number Yintang half-way between its neighbours on the Governing vessel."""
    import re

    return re.compile(
        r"(?<![^\W_])(G\.?V|Gv|gv|DU|Du|du|DM|VG|vg|LG|TM|Governing Vessel|governing vessel)[ .\-]{0,2}24[.,]5(?!\d|[.,]\d)"
    )


def half(text: str) -> str:
    """Return a text with the half number that is in use, "GV 24.5", as the whole one of other books, "GV-29"."""
    return half_number().sub(r"\1-29", text) if "24.5" in text or "24,5" in text else text
