"""Points named in running text: codes of any convention, names in pinyin, characters and other scripts.

A line is read at a time, so memory stays flat however long the text. A code counts where it cannot be anything else; a
name that is also a common word, and an abbreviation that is also something else, count only beside another mention. A
name and a code side by side are one mention; where they disagree the mention has both candidates and no code, but for the
numbers that older books give to the second line of the Bladder channel.
"""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from .both import renumbered
from .resolve import Names
from .scan_codes import Codes, Part
from .scan_names import Words

_start = itemgetter(0)
_CODES = frozenset({"code", "weak", "bone"})
_ALONE = frozenset({"code", "name"})  # kinds that count without company
_BESIDE = re.compile(r"\s*[(（\[]?\s*|[\-–/,，:：]?\s?")
_NEAR = re.compile(r"[\s()（）\[\],，、;/&+:：\-–]*(?:and|or|und|et|y|e|和|与|及)?\s*")
_PLAIN = frozenset(["", " ", ", ", "、", ",", " and ", "; ", "/", " + ", " ("])  # the commonest, without a pattern
_SEVERING = frozenset(",，/")  # between a name and a code that disagree: two members of a list
_WRITTEN_OUT = 6  # letters of a channel's name with its number
_TOUCHING = frozenset(["", " ", " (", "(", "（", "-"])


class Mention(NamedTuple):
    """One point named: 1-based column, the words, its code (None where it may be several) and the candidates.

    `old` is the number as printed where an older numbering explains it ("BL-54" for BL-40), else empty.
    """

    column: int
    text: str
    code: str | None
    candidates: tuple[str, ...]
    old: str = ""


class Scanner:
    """Finds mentions in lines of text; made once for an index."""

    def __init__(self, names: Names, all_names: Iterable[tuple[str, str, str]], abbreviations: Iterable[str]) -> None:
        """`all_names` holds (name as shown, code, "name", "reading" or "east"); `abbreviations` every written one."""
        self._codes = Codes(names, abbreviations)
        self._words = Words(names, all_names)

    def line(self, text: str) -> list[Mention]:
        """Return the mentions of a line, from left to right."""
        listed = self._listed(text)
        if listed:
            return listed
        codes = sorted(self._codes.parts(text), key=_start)
        words = list(self._words.parts(text))
        if not codes and not words:
            return []
        if not words and all(part[3] == "code" for part in codes):
            return [Mention(start + 1, text[start:end], found[0] if len(found) == 1 else None, found) for start, end, found, _ in codes]  # fmt: skip
        return self._joined(text, _merged(codes, words))

    def _listed(self, text: str) -> list[Mention]:
        """Return the mentions of a line that is a list of codes met before, "ST 36, LI-4, PC 6", else none: the short way."""
        alone = self._codes.alone
        out, column = [], 1
        for member in text.split(", "):
            codes = alone.get(member)
            if codes is None:
                return []
            out.append(Mention(column, member, codes[0] if len(codes) == 1 else None, codes))
            column += len(member) + 2
        return out

    def _joined(self, text: str, parts: list[Part]) -> list[Mention]:
        out: list[Mention] = []
        backed = _backed(text, parts) if any(part[3] not in _ALONE for part in parts) else None
        i = 0
        while i < len(parts):
            start, end, codes, kind = parts[i]
            after = parts[i + 1] if i + 1 < len(parts) else None
            if (
                after
                and (kind in _CODES) != (after[3] in _CODES)
                and _beside(text, end, after[0])
                and (_SEVERING.isdisjoint(text[end : after[0]]) or _agree(codes, after[2], kind in _CODES))
            ):
                opened = text[end : after[0]].strip()[:1] in {"(", "（", "["}
                stop = after[1] + (1 if opened and text[after[1] : after[1] + 1] in {")", "）", "]"} else 0)
                out.append(_together(start, text[start:stop], codes, after[2], kind in _CODES))
                i += 2
                continue
            if kind in _ALONE or (backed and backed[i]):
                out.append(Mention(start + 1, text[start:end], codes[0] if len(codes) == 1 else None, codes))
            i += 1
        return out


def _merged(codes: list[Part], words: list[Part]) -> list[Part]:
    """Return codes and names in one row, left to right; a name that overlaps a code is left out."""
    out: list[Part] = list(codes)
    at = 0
    words.sort(key=_start)
    for word in words:
        while at < len(codes) and codes[at][1] <= word[0]:
            at += 1
        if at == len(codes) or codes[at][0] >= word[1]:
            out.append(word)
    if len(out) > len(codes):
        out.sort(key=_start)
    return out


def _backed(text: str, parts: list[Part]) -> list[bool]:
    """Return for each part whether company makes it count: a sure mention near by, or a list of three channels or names."""
    near = [_near(text, parts[i][1], parts[i + 1][0]) for i in range(len(parts) - 1)]
    out = [False] * len(parts)
    begin = 0
    for i in range(len(parts)):
        if i + 1 < len(parts) and near[i]:
            continue
        run = parts[begin : i + 1]
        if len(run) > 1:
            sure = any(part[3] in _ALONE for part in run)
            listed = [part for part in run if part[3] == "weak"]
            channels = {part[2][0].rstrip("0123456789") for part in listed}
            # A written-out channel tells more than an initial: "Magen 36, Dickdarm 4".
            told = len(channels) >= (
                2
                if all(part[1] - part[0] >= (_WRITTEN_OUT if text[part[0]].isascii() else 4) for part in listed)
                else 3
            )
            named = {part[2] for part in run if part[3] == "common" and not text[part[0]].isascii()}
            for j, part in enumerate(run, begin):
                out[j] = sure or (part[3] == "weak" and told) or (part[3] == "common" and len(named) >= 3)
        begin = i + 1
    return out


def _agree(first: tuple[str, ...], second: tuple[str, ...], code_first: bool) -> bool:
    numbers, called = (first, second) if code_first else (second, first)
    return any(code in called or renumbered(code) in called for code in numbers)


def _together(start: int, text: str, first: tuple[str, ...], second: tuple[str, ...], code_first: bool) -> Mention:
    """Return the mention of a code and a name side by side."""
    both = tuple(c for c in first if c in second)
    if both:
        return Mention(start + 1, text, both[0] if len(both) == 1 else None, both)
    numbers, called = (first, second) if code_first else (second, first)
    for code in numbers:
        now = renumbered(code)
        if now in called and now is not None:
            return Mention(start + 1, text, now, (now,), code)
    return Mention(start + 1, text, None, tuple(dict.fromkeys([*first, *second])))


def _beside(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between in _TOUCHING or (len(between) <= 4 and bool(_BESIDE.fullmatch(between)))


def _near(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between in _PLAIN or (len(between) <= 8 and bool(_NEAR.fullmatch(between)))
