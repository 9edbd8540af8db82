"""A name and a number, or two names, side by side: "Hegu (LI 4)", "B40-Weizhong", "中府(LU1Zhongfu)", "합곡(合谷)".

All parts must be understood, and mean the same point; only beside a code may a name be a slip of that point's, only
beside a name or a code may another code be of a convention that is not asked for ("J.12 Чжун-вань"). Where name and number disagree nothing is guessed, but for the
numbers that older books give to the second line of the Bladder channel: "BL-54 Weizhong" is BL-40, and that is said.
"""

from __future__ import annotations

import re

from ..lite import NamedTuple
from . import codes
from .fold import fold, is_han
from .resolve import Names, coded, named

_BETWEEN = re.compile(r"\s*[()\[\]（）【】,，、;:：/=]\s*|\s+[–—-]\s+|\s*[–—]\s*|(?<=\d)\.\s*(?=[^\W\d])")
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
# "36ème point du méridien de l'Estomac": what may stand between the number and the channel.
_COUNTED = re.compile(
    r"(?:the |le |il |el |o )?(\d{1,2})(?:er|e|ère|ème|ième|th|st|nd|rd|[ºª.])?\s+(?:point|punto|ponto|punkt)\s+(.+)",
    re.IGNORECASE,
)
_FILLING = _OF | frozenset(["of", "the", "on", "l", "d", "dell", "meridien", "meridian", "meridiano", "meridians", "channel", "canal", "canale"])  # fmt: skip
_VERTEBRAE = re.compile(r"([CLST])(?:[1-9]|1[0-2]) ?[-–/] ?\1?(?:[1-9]|1[0-2])", re.IGNORECASE)  # "L4-L5", "C5/6"
# The number of an extra point in a list of some book, which no two books share: beside its name it says nothing.
_LISTED_EXTRA = re.compile(r"(?:ex|extra)[ .\-]?\d{1,2}(?=\b)[ .\-:]*", re.IGNORECASE)


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
    if _VERTEBRAE.fullmatch(typed):
        return None
    return _spelled_out(typed, names) or _listed_extra(typed, names) or _side_by_side(typed, names)


def _spelled_out(typed: str, names: Names) -> Said | None:
    """Return the point of a code in many words: "8 de Circulación", "36ème point du méridien de l'Estomac"."""
    plain = _ROMAN.sub("", " ".join(w for w in typed.split() if fold(w) not in _OF and fold(w) not in _EMPTY))
    if match := _COUNTED.fullmatch(typed):
        channel = " ".join(w for w in re.split(r"[\s'’]+", match[2]) if fold(w) not in _FILLING)
        plain = f"{channel} {match[1]}"
    code = coded(plain, names) if plain != typed and any(c.isdigit() for c in plain) else None
    return Said(tuple(code), "code") if code else None


def _listed_extra(typed: str, names: Names) -> Said | None:
    """Return the extra point of "Ex-3 Yuyao": the number is that of some book's list, and no code."""
    match = _LISTED_EXTRA.match(typed)
    if not match or coded(match[0].strip(" .:-"), names) is not None:
        return None
    extra = [code for code in named(typed[match.end() :], names)[1] if code.startswith(("EX", "N-"))]
    return Said(tuple(extra), "folded") if extra else None


def _side_by_side(typed: str, names: Names) -> Said | None:
    parts = [p for part in _BETWEEN.split(_SPACED.sub(r"\1-\2", typed)) for p in _pieces(part.strip(), names) if p]
    parts = [p for p in parts if fold(p) not in _EMPTY]
    if len(parts) < 2 or len(parts) > 5:
        return None
    numbers: list[list[str]] = []
    wide: list[list[str]] = []  # what each number means in any convention at all
    called: list[list[str]] = []
    unknown: list[str] = []
    for part in parts:
        code, every = coded(part, names), _in_any_convention(part, names)
        found = named(part, names)[1] if code is None and not every else []
        if code is not None or every:
            numbers.append(code or [])
            wide.append([*every, *(code or [])])
        elif found:
            called.append(found)
        else:
            unknown.append(part)
    if not called and not any(numbers):
        return None
    if unknown and not (len(unknown) == len(numbers) == 1 and _slip_of(unknown[0], numbers[0], names)):
        return None
    for readings in (numbers, wide):
        common = set.intersection(*map(set, [*readings, *called]))
        if common:
            return Said(tuple(sorted(common)), "code" if numbers else "folded")
    return _at_odds(numbers, called)


def _at_odds(numbers: list[list[str]], called: list[list[str]]) -> Said | None:
    """Return what numbers and names mean that do not agree: today's code of an old number, or every point they name."""
    for printed in (code for number in numbers for code in number):
        now = renumbered(printed)
        if now and called and all(now in found for found in called):
            return Said((now,), "code", old=printed)
    seen = tuple(dict.fromkeys(code for found in [*called, *numbers] for code in found))
    return Said(seen, "code" if called else "several", disagree=True) if len(seen) > 1 and numbers else None


def _in_any_convention(part: str, names: Names) -> list[str]:
    """Return the points that a code means in whatever convention, asked for or not."""
    code = codes.parse(part)
    if code is None or len(code.digits) > 2:
        return []
    number = int(code.digits)
    channels = {channel for _, channel in names.channels(code.prefix) if not channel.startswith("EX")}
    return [f"{channel}-{number}" for channel in sorted(channels) if names.holds(channel, number)]


def _slip_of(part: str, meant: list[str], names: Names) -> bool:
    """Return whether a name that is none may be a slip of a name of one of these points: "Zuanzhu" of BL-2."""
    from .near import distance

    key = fold(part)
    reach = 0 if len(key) < 4 else 1 if len(key) < 6 else 2
    return any(code in meant and distance(key, folded) <= reach for folded, code, _ in names.all_names())


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
