"""Points named in running text: codes of any convention, names in pinyin, characters and other scripts.

A line is read at a time, so memory stays flat however long the text. A code counts where it cannot be anything else; a
name that is also a common word counts only beside a code or another point's name. A name and a code side by side are
one mention; where they disagree the mention has both candidates and no code.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from . import pinyin
from .codes import readings
from .fold import fold, is_han
from .resolve import Names

# Names that are also words of their own: the field, a channel, an organ, a pathogen.
COMMON = frozenset(
    [
        "dantian",
        "taiyang",
        "zigong",
        "mingmen",
        "jinggu",
        "dazhong",
        "shangqu",
        "qihai",
        "xuehai",
        "tianshu",
        "shendao",
        "benshen",
        "guanyuan",
        "jizhong",
        "yangguan",
        "zhongji",
        "baxie",
        "bafeng",
        "shixuan",
    ]
) - frozenset(["guanyuan", "zhongji", "qihai", "xuehai", "tianshu"])
COMMON_HAN = frozenset(["丹田", "太阳", "太陽", "子宫", "子宮", "命门", "命門", "印堂", "大包", "天井", "水道", "水分", "肩井", "中枢", "中樞", "神道", "风府", "腰眼", "肘尖", "耳尖", "胆囊", "膽囊", "阑尾", "闌尾", "人中", "天池", "少海", "上星", "中极", "太白", "太溪", "大陵", "大都", "然谷", "会阴", "會陰", "人迎", "屋翳", "悬颅", "大钟"]) - frozenset(
    ["印堂", "肩井", "风府", "人中", "太白", "太溪", "大陵", "然谷", "人迎", "屋翳", "悬颅", "大钟", "少海", "上星", "中极", "天井", "腰眼"]
)  # fmt: skip

# What follows a number and makes it no point: "ST 36 weeks", "P 5 of the book", "LI 4 mg".
_UNITS = re.compile(
    r"\s*(?:%|°|(?:weeks?|days?|hours?|minutes?|mins?|months?|years?|patients?|subjects?|cases?|times|mg|ml|mL|g|kg|cm|mm|Hz"
    r"|percent|of the|pages?|pp|volts?|mA)\b)"
)
_JOINT = re.compile(r"\s*[,，、;/&+]\s*(?:and\s+|or\s+)?|\s+(?:and|or|und|et|y|e|plus)\s+|\s*[和与與及、]\s*")
_THROUGH = re.compile(r"\s*(?:–|—|~|～|至|到|-)\s*|\s+(?:to|through|thru|bis|à|al|hasta)\s+")
_NUMBER = re.compile(r"0*([1-9]\d?)(?!\d|[.,]\d|[A-Za-z]{1,2}\d)")
_BETWEEN = re.compile(r"[\s(（\[,，:：.·\-–/]*")
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d|[.,]\d)")
_HEAD = re.compile(r"(?<![^\W\d_])(?:[A-Z]|[a-z]*[^\x00-\x7f\W\d_])[^\W\d_]*(?:['’\-][^\W\d_]+)*")
_ASCII_HEAD = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*(?:['\-][A-Za-z]+)*")
_LOWER = re.compile(r"(?<![^\W_])[a-z]{6,16}(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_CODES = frozenset({"code", "weak"})
_ALONE = frozenset({"code", "name"})  # kinds that count without company
_SINGLE_LOOSE = 1  # letters of an abbreviation that needs its number attached


class Mention(NamedTuple):
    """One point named: 1-based column, the words, its code (None where it may be several) and the candidates."""

    column: int
    text: str
    code: str | None
    candidates: tuple[str, ...]


class Scanner:
    """Finds mentions in lines of text; made once for an index."""

    def __init__(self, names: Names, all_names: Iterable[tuple[str, str, str]], abbreviations: Iterable[str]) -> None:
        """`all_names` holds (name as shown, code, "han" or "latin"); `abbreviations` every written abbreviation."""
        self.names = names
        self._spans: dict[str, frozenset[int]] = {}
        self._channels: dict[str, list[str]] = {}
        written = sorted({a for a in abbreviations if a.isascii()}, key=lambda a: (-len(a), a))
        heads = "|".join(re.escape(a).replace(r"\ ", r"\s?").replace(r"\.", r"\.?\s?") for a in written)
        self._code = re.compile(rf"(?<![^\W\d_])(?<!\d)({heads})(\.?[\s\-‐‑–.]{{0,2}})0*([1-9]\d?)(?!\d|[.,]\d)", re.IGNORECASE)  # fmt: skip
        self._code_end = re.compile(rf"(?<![^\W\d_])(?<!\d)({heads})(\.?[\s\-‐‑–.]{{0,2}})0*([1-9]\d?)$", re.IGNORECASE)
        han_heads = "|".join(sorted((re.escape(a) for a in abbreviations if a and is_han(a[0])), key=len, reverse=True))
        self._han_code = re.compile(rf"({han_heads})\s*([1-9]\d?)(?!\d)") if han_heads else None
        self._latin: dict[str, set[str]] = {}
        self._starts: set[str] = set()
        self._lower: set[str] = set()
        self._han: dict[str, set[str]] = {}
        self._han_first: dict[str, int] = {}
        for shown, code, script in all_names:
            if script == "han":
                self._han.setdefault(shown, set()).add(code)
                self._han_first[shown[0]] = max(self._han_first.get(shown[0], 0), len(shown))
            else:
                self._latin.setdefault(fold(shown), set()).add(code)
        for key in self._latin:
            self._starts.add(key[:2])
            if len(key) >= 6 and key not in COMMON and len(pinyin.split(key) or []) > 1:
                self._lower.add(key)

    # -- one line

    def line(self, text: str) -> list[Mention]:
        """Return the mentions of a line, from left to right."""
        codes = list(self._codes(text))
        taken = [(start, end) for start, end, _, _ in codes]
        words = [w for w in self._words(text) if not any(w[0] < e and s < w[1] for s, e in taken)]
        return self._joined(text, sorted([*codes, *words], key=lambda m: (m[0], -m[1])))

    def _codes(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
        """Yield (start, end, codes, kind) for every code, the members of ranges and lists one by one."""
        at = 0
        for digit in _DIGITS.finditer(text):
            # Only what stands before a number is looked at: few numbers, much text.
            if digit.start() < at:
                continue
            match = self._code_end.search(text, max(at, digit.start() - 26), digit.end())
            if match is None or not self._sound(text, match.start(), match.end(), match[1], match[2]):
                continue
            at = match.end()
            head, gap, digits = match.groups()
            channels = self._channels_of(head)
            found = self._fitting(channels, int(digits))
            if not found:
                continue
            # "L4" and "C7" are vertebrae too: one letter without a hyphen counts only beside another mention.
            weak = len(head) == 1 and "-" not in gap
            yield match.start(), match.end(), found, "weak" if weak else "code"
            if len(found) == 1:
                channel = found[0].rstrip("0123456789").rstrip("-")
                for member in self._members(text, at, channel, int(digits)):
                    yield member
                    at = member[1]
        if self._han_code:
            for match in self._han_code.finditer(text):
                found = self._fitting(self._channels_of(match[1]), int(match[2]))
                if found:
                    yield match.start(), match.end(), found, "code"

    def _sound(self, text: str, start: int, end: int, head: str, gap: str) -> bool:
        follows = text[end : end + 2]
        if follows[:1].isalpha() and not (follows[:1].isupper() and follows[1:2].islower()) and not is_han(follows[0]):
            return False  # "H7N9", "ST36a"
        letters = "".join(c for c in head if c.isalpha())
        if len(letters) == _SINGLE_LOOSE and (" " in gap or not head[0].isupper()):
            return False  # "P 5", "a1"
        if " " in gap and not head[0].isupper():
            return False  # "he 7"
        if not gap.strip("- ") and _UNITS.match(text, end):
            return False  # "ST 36 weeks"
        if letters.isascii() and letters.islower() and not gap.strip() and len(letters) < 2:
            return False
        before = text[start - 1 : start]
        return not (before in {"'", "’", ".", "-", "_"} and text[start - 2 : start - 1].isalnum())

    def _members(self, text: str, at: int, channel: str, last: int) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
        """Yield what a list or range after a code adds: ", 37 and 39", "–21", "to BL-21"."""
        while True:
            if through := _THROUGH.match(text, at):
                end = self._member_number(text, through.end(), channel)
                if end and last < end[0] and end[0] - last <= 30:
                    for number in range(last + 1, end[0] + 1):
                        yield through.end(), end[1], (self._written(channel, number),), "code"
                    at, last = end[1], end[0]
                    continue
            joint = _JOINT.match(text, at)
            listed = _NUMBER.match(text, joint.end()) if joint else None
            if listed is None or int(listed[1]) not in self._span(channel):
                return
            if _UNITS.match(text, listed.end()) or self._letter(text, listed.end()):
                return
            yield listed.start(), listed.end(), (self._written(channel, int(listed[1])),), "code"
            at, last = listed.end(), int(listed[1])

    def _member_number(self, text: str, at: int, channel: str) -> tuple[int, int] | None:
        if head := self._code.match(text, at):
            found = self._fitting(self._channels_of(head[1]), int(head[3]))
            return (int(head[3]), head.end()) if found and found[0].startswith(channel) else None
        number = _NUMBER.match(text, at)
        if number and int(number[1]) in self._span(channel) and not self._letter(text, number.end()):
            return int(number[1]), number.end()
        return None

    def _letter(self, text: str, at: int) -> bool:
        return text[at : at + 1].isalpha() and not is_han(text[at])

    def _channels_of(self, head: str) -> list[str]:
        key = fold(head)
        if key not in self._channels:
            self._channels[key] = readings(key, self.names)
        return self._channels[key]

    def _span(self, channel: str) -> frozenset[int]:
        if channel not in self._spans:
            self._spans[channel] = frozenset(self.names.span(channel))
        return self._spans[channel]

    def _fitting(self, channels: list[str], number: int) -> tuple[str, ...]:
        out = []
        for channel in channels:
            if number in self._span(channel):
                out.append(self._written(channel, number))
            else:
                out += self.names.alias(self._written(channel, number))
        return tuple(out)

    @staticmethod
    def _written(channel: str, number: int) -> str:
        return f"{channel}{number}" if channel.startswith("EX") else f"{channel}-{number}"

    # -- names

    def _words(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
        """Yield (start, end, codes, kind) for names; kind is "common" for what counts only beside another mention."""
        if not text.isascii():
            yield from self._han_words(text)
        end = 0
        for head in (_ASCII_HEAD if text.isascii() else _HEAD).finditer(text):
            if head.start() < end or not (head[0][:2].isascii() is False or fold(head[0][:2]) in self._starts):
                continue
            words = [head]
            while len(words) < 4 and text[words[-1].end() : words[-1].end() + 1] == " ":
                following = _WORD.match(text, words[-1].end() + 1)
                if following is None:
                    break
                words.append(following)
            for many in range(len(words), 0, -1):
                hit = self._latin_name(text, words[:many])
                if hit:
                    end = words[many - 1].end()
                    yield head.start(), end, *hit
                    break
        known = self._lower & set(_LOWER.findall(text))
        if known:
            for word in _LOWER.finditer(text):
                if word[0] in known:
                    yield word.start(), word.end(), tuple(sorted(self._latin[word[0]])), "name"

    def _latin_name(self, text: str, words: list[re.Match[str]]) -> tuple[tuple[str, ...], str] | None:
        start, end = words[0].start(), words[-1].end()
        if end - start > 40:
            return None
        if len(words) > 1:
            gaps = (text[words[i].end() : words[i + 1].start()] for i in range(len(words) - 1))
            if any(gap not in {" ", "  "} for gap in gaps):
                return None
        raw = text[start:end]
        key = fold(raw)
        codes = self._latin.get(key)
        if not codes or len(key) < 4:
            return None
        if len(words) > 1 and not all(w[0][0].isupper() for w in words):
            syllables = pinyin.split(raw)
            if not syllables or len(syllables) != len(words):
                return None  # "great bell": an English name counts with capitals only
        if len(codes) > 1 and pinyin.has_marks(raw):
            toned = pinyin.with_numbers(raw)
            exact = {c for _, c in self.names.called(toned or "", 2, 3)} & codes
            codes = exact or codes
        return tuple(sorted(codes)), "common" if key in COMMON else "name"

    def _han_words(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
        at = 0
        while at < len(text):
            longest = self._han_first.get(text[at], 0)
            for length in range(longest, 1, -1):
                codes = self._han.get(text[at : at + length])
                if codes:
                    kind = "common" if text[at : at + length] in COMMON_HAN else "name"
                    end = at + length
                    if text[end : end + 1] == "穴":
                        end, kind = end + 1, "name"
                    yield at, end, tuple(sorted(codes)), kind
                    at = end - 1
                    break
            at += 1

    # -- mentions

    def _joined(self, text: str, parts: list[tuple[int, int, tuple[str, ...], str]]) -> list[Mention]:
        out: list[Mention] = []
        i = 0
        while i < len(parts):
            start, end, codes, kind = parts[i]
            after = parts[i + 1] if i + 1 < len(parts) else None
            is_code, next_is_code = kind in _CODES, bool(after and after[3] in _CODES)
            if after and is_code != next_is_code and self._beside(text, end, after[0]):
                both = tuple(c for c in codes if c in after[2])
                opened = text[end : after[0]].strip()[:1] in {"(", "（", "["}
                stop = after[1] + (1 if opened and text[after[1] : after[1] + 1] in {")", "）", "]"} else 0)
                candidates = both or tuple(dict.fromkeys([*codes, *after[2]]))
                out.append(Mention(start + 1, text[start:stop], both[0] if len(both) == 1 else None, candidates))
                i += 2
                continue
            if kind not in _ALONE:
                before = parts[i - 1] if i else None
                backed = after and after[3] in _ALONE and self._near(text, end, after[0])
                if not backed and not (before and before[3] in _ALONE and self._near(text, before[1], start)):
                    i += 1
                    continue
            out.append(Mention(start + 1, text[start:end], codes[0] if len(codes) == 1 else None, codes))
            i += 1
        return out

    def _beside(self, text: str, end: int, start: int) -> bool:
        between = text[end:start]
        return len(between) <= 4 and bool(re.fullmatch(r"\s*[(（\[]?\s*|[\-–/,，:：]?\s?", between))

    def _near(self, text: str, end: int, start: int) -> bool:
        between = text[end:start]
        return len(between) <= 8 and bool(
            re.fullmatch(r"[\s()（）\[\],，、;/&+:：\-–]*(?:and|or|和|与|及)?\s*", between)
        )


def lines_of(raw: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield (1-based number, normalised text) of lines."""
    for number, line in enumerate(raw, 1):
        text = line.rstrip("\r\n")
        yield number, text if text.isascii() else unicodedata.normalize("NFC", text)
