"""A name and a number, or two names, side by side: "Hegu (LI 4)", "B40-Weizhong", "中府(LU1Zhongfu)", "합곡(合谷)".

All parts must be understood, and mean the same point; only beside a code may a name be a slip of that point's. Where name and number disagree nothing is guessed, but for the
numbers that older books give to the second line of the Bladder channel: "BL-54 Weizhong" is BL-40, and that is said.
"""

from __future__ import annotations

import re

from ..lite import NamedTuple
from .fold import fold, is_han
from .resolve import Names, coded, named

_BETWEEN = re.compile(r"\s*[()\[\]（）【】,，、;:：/=]\s*|\s+[–—-]\s+|\s*[–—]\s*|(?<=\d)\.\s+")
_SPACED = re.compile(r"([^\W\d_]) ?[-–] ?(\d)")  # "SP - 4" is one part
_CODE_FIRST = re.compile(
    r"((?:\d?[^\W\d_]{1,3}|[^\W\d_]+(?:[ .-][^\W\d_]+){0,2})[ .\-]{0,2}\d{1,2})(?![\d.])[ \-]?(\D.*)"
)
_CODE_LAST = re.compile(
    r"(.*[^\W\d_])(?<! EX)(?<! [MN])(?<! MN)[ \-]((?:[^\W\d_]{1,4}|(?:EX|MN?|N)-?[A-Z]{1,2})[ .\-]{0,2}\d{1,2})",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?<=[^\W\d_])\s?\([IVX]{1,4}\)\s?(?=\d)")  # "V(VII)65": the channel's number besides
_OF = frozenset(["de", "do", "da", "du", "des", "di", "del", "della", "dello", "dei", "der", "des", "la", "el", "le"])
_EMPTY = frozenset(["extra", "ex", "point", "acupoint", "punto", "ponto", "punkt"])


class Said(NamedTuple):
    """What the parts mean together: points, "code" or "folded", whether they disagree ("several": codes), an old number."""

    codes: tuple[str, ...]
    kind: str
    disagree: bool = False
    old: str = ""


def renumbered(code: str) -> str | None:
    """Return today's code of a point of the second Bladder line as older books number it: "BL-54" gives "BL-40"."""
    if not code.startswith("BL-"):
        return None
    number = int(code[3:])
    return f"BL-{number + 5}" if 36 <= number <= 49 else f"BL-{number - 14}" if 50 <= number <= 54 else None


def both(typed: str, names: Names) -> Said | None:
    """Return what the parts of `typed` mean together; None if there is one part, or one that is not understood."""
    plain = _ROMAN.sub("", " ".join(w for w in typed.split() if fold(w) not in _OF and fold(w) not in _EMPTY))
    code = coded(plain, names) if plain != typed and any(c.isdigit() for c in plain) else None
    if code:
        return Said(tuple(code), "code")
    typed = _SPACED.sub(r"\1-\2", typed)
    parts = [p for part in _BETWEEN.split(typed) for p in _pieces(part.strip(), names) if p]
    parts = [p for p in parts if fold(p) not in _EMPTY]
    if len(parts) < 2 or len(parts) > 5:
        return None
    numbers: list[list[str]] = []
    called: list[list[str]] = []
    unknown: list[str] = []
    for part in parts:
        code = coded(part, names)
        if code is not None:
            numbers.append(code)
            continue
        found = named(part, names)[1]
        if found:
            called.append(found)
        else:
            unknown.append(part)
    if unknown and not (len(unknown) == len(numbers) == 1 and _slip_of(unknown[0], numbers[0], names)):
        return None
    sets = [set(found) for found in [*numbers, *called]]
    common = set.intersection(*sets)
    if common:
        return Said(tuple(sorted(common)), "code" if numbers else "folded")
    for number in numbers:
        for printed in number:
            now = renumbered(printed)
            if now and all(now in found for found in called) and called:
                return Said((now,), "code", old=printed)
    codes_seen = tuple(dict.fromkeys(code for found in [*called, *numbers] for code in found))
    kind = "code" if called else "several"
    return Said(codes_seen, kind, disagree=True) if len(codes_seen) > 1 and numbers else None


def _slip_of(part: str, codes: list[str], names: Names) -> bool:
    """Return whether a name that is none may be a slip of a name of one of these points: "Zuanzhu" of BL-2."""
    from .near import distance

    key = fold(part)
    reach = 0 if len(key) < 4 else 1 if len(key) < 6 else 2
    return any(code in codes and distance(key, folded) <= reach for folded, code, _ in names.all_names())


def _pieces(part: str, names: Names) -> list[str]:
    """Return a part in pieces if it holds a code and a name, or names in two scripts; else the part alone."""
    if not part or coded(part, names) is not None or named(part, names)[1]:
        return [part]
    for pattern in (_CODE_FIRST, _CODE_LAST):
        match = pattern.fullmatch(part)
        if match and any(coded(piece, names) is not None for piece in match.groups()):
            return [match[1], match[2]]
    han = "".join(c for c in part if is_han(c))
    rest = " ".join("".join(" " if is_han(c) else c for c in part).split())
    return [han, rest] if han and rest else [part]
