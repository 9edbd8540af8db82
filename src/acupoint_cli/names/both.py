"""A name and a number, or two names, side by side: "Hegu (LI 4)", "B40-Weizhong", "中府(LU1Zhongfu)", "합곡(合谷)".

All parts must be understood, and mean the same point; only beside a code may a name be a slip of that point's, only
beside a name or a code may another code be of a convention that is not asked for ("J.12 Чжун-вань"). Where name and number disagree nothing is guessed, but for the
numbers that older books give to the second line of the Bladder channel: "BL-54 Weizhong" is BL-40, and that is said.
"""

from __future__ import annotations

import re

from ..lite import NamedTuple
from . import codes, pinyin
from .counted import CHANNEL, counted
from .fold import fold, is_east, is_han
from .resolve import POINT, Names, coded, named

_BETWEEN = re.compile(
    r"\s*[()\[\]（）【】,，、;:：/=·•|]\s*|\s+[–—-]\s+|\s*[–—]\s*|(?<=\d)\.\s*(?=[^\W\d])|\s+(?:or|oder|ou|o|resp\.?|bzw\.?|aka)\s+"
)
_SPACED = re.compile(r"([^\W\d_]) ?[-–] ?(\d)")  # "SP - 4" is one part
_CODE_FIRST = re.compile(
    r"((?:\d?[^\W\d_]{1,3}|[^\W\d_]+(?:[ .-][^\W\d_]+){0,2})[ .\-]{0,2}\d{1,2})(?![\d.])[ \-]?(\D.*)"
)
_NUMBER_FIRST = re.compile(r"(\d{1,2} ?[^\W\d_]{1,3})[ \-]+(\D{3,})")
_NUMBER_LAST = re.compile(r"(\D{3,}?)[ \-]+(\d{1,2} ?[^\W\d_]{1,3})")  # "Taichong 3F"
_CODE_LAST = re.compile(
    r"(.*[^\W\d_])(?<! EX)(?<! [MN])(?<! MN)[ \-]((?:[^\W\d_]{1,4}|[^\W\d_]\.[^\W\d_]|(?:EX|MN?|N)-?[A-Z]{1,2})[ .\-]{0,2}\d{1,2})",
    re.IGNORECASE,
)
# Words that look like what a name means: two and more with capitals, or in quotes.
_GLOSS = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+(?: (?:(?:of|de|du|des|di|del|da|do|dei|von|der|zum|am)(?: (?:the |la |le )?[\w'’-]+)?|the|and|in|la|le|[A-ZÀ-Þ\d][\w'’-]*))+)|[“\"«„].+"
)
_VERTEBRAE = re.compile(r"[CLST](?:[1-9]|1[0-2]) ?[-–/_] ?[CLST]?(?:[1-9]|1[0-2])", re.IGNORECASE)  # "L4-L5", "C5/6"
# The number of an extra point in a list of some book, which no two books share: beside its name it says nothing.
_LISTED_EXTRA = re.compile(r"(?:ex|extra)[ .\-]?\d{1,2}(?=\b)[ .\-:]*", re.IGNORECASE)


_EXTRA = frozenset(["hn", "ca", "b", "ue", "le"])
_QUOTES = '“”"„«»'
# "CV (Ren) 12": the letters of two conventions before one number.
_TWICE = re.compile(
    r"^(?P<one>[^\W\d_]+(?: [^\W\d_]+){0,2})[ ]?[(\[/][ ]?(?P<other>[^\W\d_]{1,5})[)\]]?[ ]?-?(?P<number>\d{1,2})(?!\d)"
)
_FIRST_BRACKETED = re.compile(r"^\((\w+)\) ")  # "(Urinary) Bladder"


class Said(NamedTuple):
    """What the parts mean together: points, "code" or "folded", whether they disagree ("several": codes).

    And an old number that was read as today's, and words beside a code that are no name acu knows.
    """

    codes: tuple[str, ...]
    kind: str
    disagree: bool = False
    old: str = ""
    gloss: str = ""


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
    """Return the point of a code in many words: "8 de Circulación-Sexualidad", "36ème point du méridien de l'Estomac"."""
    code = counted(typed, names)
    return Said(tuple(code), "code") if code else None


def _listed_extra(typed: str, names: Names) -> Said | None:
    """Return the extra point of "Ex-3 Yuyao": the number is that of some book's list, and no code."""
    match = _LISTED_EXTRA.match(typed)
    if not match or coded(match[0].strip(" .:-"), names) is not None:
        return None
    extra = [code for code in named(typed[match.end() :], names)[1] if code.startswith(("EX", "N-"))]
    return Said(tuple(extra), "folded") if extra else None


def _side_by_side(typed: str, names: Names) -> Said | None:
    typed = _TWICE.sub(lambda twice: _once(twice, names), _FIRST_BRACKETED.sub(r"\1 ", typed))
    parts = [p for part in _BETWEEN.split(_SPACED.sub(r"\1-\2", typed)) for p in _pieces(part.strip(), names) if p]
    parts = [p for p in parts if not all(fold(word) in POINT for word in p.split())]
    if len(parts) < 2 or len(parts) > 5:
        return None
    numbers: list[list[str]] = []
    wide: list[list[str]] = []  # what each number means in any convention at all
    called: list[list[str]] = []
    unknown: list[str] = []
    channels: set[str] = set()  # "신유(방광)": of the points called so, the one on this channel
    for part in parts:
        bare = part.strip(_QUOTES)
        spelled = _spelled_out(bare, names)
        code = list(spelled.codes) if spelled else coded(bare, names)
        every = _in_any_convention(bare, names)
        found = named(bare, names)[1] if code is None and not every else []
        if code is not None or every:
            numbers.append(code or [])
            wide.append([*every, *(code or [])])
        elif found:
            called.append(found)
        elif on := _channel(part, names):
            channels.update(on)
        else:
            unknown.append(part)
    if channels:
        called, numbers, wide = (
            [[code for code in found if code.partition("-")[0] in channels] for found in each]
            for each in (called, numbers, wide)
        )
    if not any(called) and not any(wide if channels else numbers):
        return None
    sure = bool(numbers and called)  # beside a code and its name, what else stands there is a gloss
    if unknown and not sure and not (len(unknown) == len(numbers) == 1 and _slip_of(unknown[0], numbers[0], names)):
        return _glossed(numbers, called, unknown, names)
    for readings in (numbers, wide):
        common = set.intersection(*map(set, [*readings, *called]))
        if common:
            return Said(tuple(sorted(common)), "code" if numbers else "folded")
    return None if unknown else _at_odds(numbers, called)


def _once(twice: re.Match[str], names: Names) -> str:
    """Return "CV 12, Ren 12" of "CV (Ren) 12" if both are letters of channels, else the text as it is."""
    codes_of = [f"{twice[letters]} {twice['number']}" for letters in ("one", "other")]
    return ", ".join(codes_of) if all(_in_any_convention(code, names) for code in codes_of) else twice[0]


def _channel(part: str, names: Names) -> list[str]:
    """Return the channels that a part names: "방광", "méridien Estomac"."""
    bare = " ".join(word for word in part.split() if fold(word) not in CHANNEL)
    return codes.readings(codes.key(part), names) or (codes.readings(codes.key(bare), names) if bare else [])


def _glossed(numbers: list[list[str]], called: list[list[str]], unknown: list[str], names: Names) -> Said | None:
    """Return the point of a code beside what looks like its meaning: "CV 17 Central Altar"; the meaning is said to be unknown."""
    meant = set(numbers[0]).intersection(*map(set, numbers)) if numbers else set()
    if called or len(meant) != 1 or not all(map(_GLOSS.fullmatch, unknown)):
        return None
    if any(
        found and not meant.issubset(found)
        for gloss in unknown
        for word in gloss.split()
        if (found := named(word, names)[1])
    ):
        return None  # "Ear Shenmen (TF4)"
    return Said(tuple(meant), "code", gloss=", ".join(unknown))


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
    found = [f"{channel}-{number}" for channel in sorted(channels) if names.holds(channel, number)]
    # "B7 Yaoyan", "HN1 Sishencong": an extra point's number without its EX.
    extra = f"EX-{code.prefix.upper()}"
    return [*found, f"{extra}{number}"] if code.prefix in _EXTRA and names.holds(extra, number) else found


def _slip_of(part: str, meant: list[str], names: Names) -> bool:
    """Return whether a name that is none may be a slip of a name of one of these points: "Zuanzhu" of BL-2."""
    from .near import distance

    key = fold(" ".join(word for word in part.split() if fold(word) not in POINT))
    reach = 0 if len(key) < 4 else 1 if len(key) < 5 else 2
    return any(code in meant and distance(key, folded) <= reach for folded, code, _ in names.all_names())


def _pieces(part: str, names: Names) -> list[str]:
    """Return a part in pieces if it holds a code and a name, or names in two scripts; else the part alone."""
    if not part or coded(part, names) is not None or named(part, names)[1]:
        return [part]
    for script in (is_han, is_east):  # "合谷 Hegu", "hu gye 후계", "神門HE-7 “Shenmen”"
        own = "".join(c for c in part if script(c))
        rest = " ".join("".join(" " if script(c) else c for c in part).split())
        if own and rest and named(own, names)[1]:
            return [own, *_pieces(rest, names)]
    for pattern in (_CODE_FIRST, _NUMBER_FIRST, _CODE_LAST, _NUMBER_LAST):
        match = pattern.fullmatch(part)
        if match and any(
            coded(piece, names) is not None or _in_any_convention(piece, names) for piece in match.groups()
        ):
            return [piece for group in match.groups() for piece in _name_behind(group, names)]
    if own and rest:
        return [own, rest]
    return [part]


def _name_behind(part: str, names: Names) -> list[str]:
    """Return a gloss and the name before or behind it apart: "Palais céleste TIANFU"; else the part alone."""
    words = part.split()
    if len(words) > 1 and coded(part, names) is None and not named(part, names)[1]:
        if pinyin.split(words[-1]) and named(words[-1], names)[1]:
            return [" ".join(words[:-1]), words[-1]]
        if pinyin.split(words[0]) and named(words[0], names)[1]:
            return [words[0], " ".join(words[1:])]
    return [part]
