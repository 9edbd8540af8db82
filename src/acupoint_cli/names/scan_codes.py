"""Codes in running text: which numbers are points, with the lists and ranges that follow them."""

import os
import re
from collections.abc import Iterable, Iterator

from . import codes, extras
from .fold import is_han
from .resolve import Names

Part = tuple[int, int, tuple[str, ...], str]  # start, end, codes, kind

# What follows a number and makes it no point: "ST 36 weeks", "P 5 of the book", "LI 4 mg", "Du 20 mars".
_UNITS = re.compile(
    r"\s*(?:%|°|(?:weeks?|days?|hours?|minutes?|mins?|months?|years?|patients?|subjects?|cases?|times|mg|ml|mL|g|kg|cm|mm|Hz"
    r"|percent|of the|pages?|pp|volts?|mA|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre|au \d)\b)"
)
_JOINT = re.compile(r"\s*[,，、;/&+]\s*(?:and\s+|or\s+)?|\s+(?:and|or|und|et|y|e|plus)\s+|\s*[和与與及、]\s*")
_THROUGH = re.compile(r"\s*(?:–|—|~|～|至|到|-)\s*|\s+(?:to|through|thru|bis|à|al|hasta)\s+")
# A comma and two digits go on with a list ("36,37"); a dot, or a comma and one or three digits, with a decimal.
_NUMBER = re.compile(r"0*([1-9]\d?)(?!\d|\.\d|,\d(?!\d)|,\d{3}|[A-Za-z]{1,2}\d)")
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d|\.\d|,\d(?!\d)|,\d{3})")
_NOT_BEFORE = ("vitamin ", "vitamins ")
_FURTHER = re.compile(r"([A-Z]{2,4})[ .-]?[1-9]\d?(?!\d)")  # one more code without a blank before it
_GAPS = frozenset(" -‐‑–.\u00a0")
_LISTED = 8  # letters before a number within which a member of a list begins, its comma included
_REACH = 26  # letters before a number that are looked at
_KEPT = 5000  # heads whose meaning is remembered
_VERTEBRAE = {"c": 7, "l": 5, "s": 5}
_STRONG = frozenset({"who", "deadman", "english", "chinese", "pinyin", "name"})
# English abbreviations that are more often something else.
_LOOSE = frozenset({"co", "end", "hp", "he", "du"})


class Codes:
    """Finds codes of every convention in a line; made once for an index."""

    def __init__(self, names: Names, abbreviations: Iterable[str]) -> None:
        self.names = names
        self._spans: dict[str, frozenset[int]] = {}
        self._channels: dict[str, list[str]] = {}
        self._strength: dict[str, bool] = {}
        heads = [*abbreviations, *extras.HEADS]
        self._heads = {codes.key(a) for a in heads if not is_han(a[:1])}
        words = [a.casefold().replace(".", " ").replace("-", " ").split() for a in heads if not is_han(a[:1])]
        # Last words of names of several parts: "Large Intestine", "EX-HN"; only there is more than one word looked at.
        self._last = frozenset({w[-1] for w in words if len(w) > 1} | {"meridian", "channel"})
        self._keys: dict[str, str] = {}
        self._fits: dict[tuple[str, int], tuple[str, ...]] = {}
        self._known: dict[str, tuple[tuple[str, ...], str]] = {}
        self.alone: dict[str, tuple[str, ...]] = {}  # members of lists that need no company and begin with a capital
        han = "|".join(sorted((re.escape(a) for a in heads if a and is_han(a[0])), key=len, reverse=True))
        self._han = re.compile(rf"({han})\s*([1-9]\d?)(?!\d)") if han else None
        self._asked = bool(os.environ.get("ACU_CODES", "").strip())

    def parts(self, text: str) -> Iterator[Part]:
        """Yield every code, the members of ranges and lists one by one; kind "code", or "weak" if it needs company."""
        at = 0
        if "24.5" in text or "24,5" in text:
            for half in extras.half_number().finditer(text):
                if not _UNITS.match(text, half.end()):
                    yield *half.span(), tuple(self.names.alias("GV-29")), "code"
        for digit in _DIGITS.finditer(text):
            # Only what stands before a number is looked at: few numbers, much text.
            start, end = digit.span()
            if start < at or (text[start] == "0" and not text[start:end].strip("0")):
                continue
            listed = self._listed(text, at, start, end)
            known = self._known.get(listed) if listed else None
            if known is not None:
                at = end
                yield end - len(listed), end, *known
                continue
            number = int(text[start:end])
            head = self._head(text, at, start) if number < 100 else None
            if head is None:
                continue
            begin, letters, gap = head
            if not self._sound(text, begin, end, letters, gap):
                continue
            key = self._key(letters)
            found = self._fits.get((key, number))
            if found is None:
                found = self._fits[key, number] = self._fitting(self._read(key), number)
            if not found or self._decimal(text, end, found):
                continue
            at = end
            kind = self._kind(key, gap, number)
            if listed and end - begin == len(listed):
                if len(self._known) > _KEPT:
                    self._known.clear()
                    self.alone.clear()
                self._known[listed] = found, kind
                if kind == "code" and listed[0].isupper():
                    self.alone[listed] = found
            yield begin, end, found, kind
            if len(found) == 1:
                channel = found[0].rstrip("0123456789").rstrip("-")
                for member in self._members(text, at, channel, number, kind):
                    yield member
                    at = member[1]
        if self._han and not text.isascii():
            for match in self._han.finditer(text):
                found = self._fitting(self._read(self._key(match[1])), int(match[2]))
                if found:
                    yield match.start(), match.end(), found, "code"

    @staticmethod
    def _listed(text: str, floor: int, digit: int, end: int) -> str:
        """Return "ST 36" of "CV 12, ST 36, PC 6", else "": such a member means the same wherever it stands.

        It fills the room between two commas, or a comma and an end of the line, and a capital follows: no unit and no
        further number of a list.
        """
        if end != len(text) and (text[end : end + 2] != ", " or not text[end + 2 : end + 3].isupper()):
            return ""
        comma = text.rfind(", ", max(floor, digit - _LISTED), digit)
        if comma >= 0:
            return text[comma + 2 : end]
        return text[:end] if floor == 0 and digit <= _LISTED else ""

    def _head(self, text: str, floor: int, digit: int) -> tuple[int, str, str] | None:
        """Return (start, letters, gap) of the abbreviation before a number: "L.I.", "-" of "L.I.-4"."""
        floor = max(floor, digit - _REACH)
        end = digit
        while end > floor and digit - end < 3 and text[end - 1] in _GAPS:
            end -= 1
        start = end
        while start > floor and text[start - 1].isalpha():
            start -= 1
        if start == end:
            return None
        # "L.I.-4": the dot before the gap belongs to the letters
        while start - 1 > floor and text[start - 1] == "." and text[start - 2].isalpha():
            start -= 2
            while start > floor and text[start - 1].isalpha():
                start -= 1
        letters = text[start:end]
        key = self._key(letters)
        if (
            start > floor
            and letters[0] in "EeHh"
            and text[start - 1] == "3"
            and not text[start - 2 : start - 1].isalnum()
        ):
            return start - 1, "3" + letters, text[end:digit]
        if letters.casefold() in self._last:
            # Words of several parts: "Large Intestine 4", "Stomach meridian 36", "EX-HN 3", "M-HN-3"; the longest wins.
            for size in (3, 2):
                several = self._several(text, floor, start, size - 1)
                if several is not None and (
                    self._key(text[several:end]) in self._heads or self._is_channel(text[several:end])
                ):
                    return several, text[several:end], text[end:digit]
        if key not in self._heads:
            # Two names run together: "KID-1Hégǔ" begins with a capital after a digit; here only the end may be a head.
            return None
        if start and (text[start - 1].isdigit() and not text[start].isupper()):
            return None
        return start, letters, text[end:digit]

    def _several(self, text: str, floor: int, start: int, words: int) -> int | None:
        """Return where `words` more words before `start` begin, with one blank or hyphen between; None if there are not."""
        for _ in range(words):
            if start <= floor or text[start - 1] not in " -":
                return None
            start -= 1
            before = start
            while start > floor and text[start - 1].isalpha():
                start -= 1
            if start == before:
                return None
        return start

    def _is_channel(self, words: str) -> bool:
        return any(words.casefold().endswith(w) for w in ("meridian", "channel")) and bool(
            codes.readings(self._key(words), self.names)
        )

    def _sound(self, text: str, start: int, end: int, head: str, gap: str) -> bool:
        if not self._followed(text, end, head):
            return False
        if text[start:end] == "CO2" or text[max(0, start - 9) : start].casefold().endswith(_NOT_BEFORE):
            return False
        alone = len(head) == 1 or (len(head) == 2 and head[1] == ".")
        blank = " " in gap
        if alone and blank:
            return False  # "P 5"
        if (alone or blank) and not head[0].isupper() and not head[0].isdigit():
            return False  # "a1", "he 7"
        if _UNITS.match(text, end):
            return False  # "ST 36 weeks"
        before = text[start - 1 : start]
        if before == " " or not before:
            return True
        if before.isalpha() and not is_han(before):
            return False
        if before == "-" and text[start - 2 : start - 1].isdigit():
            return True  # "ID3-B62": one code after the other
        return not (before in {"'", "’", ".", "-", "_"} and text[start - 2 : start - 1].isalnum())

    def _decimal(self, text: str, end: int, found: tuple[str, ...]) -> bool:
        """Return whether a comma and two digits after a number are no further member of a list: "ST 2,50"."""
        more = text[end + 1 : end + 3]
        if text[end : end + 1] != "," or len(more) != 2 or not more.isdecimal():
            return False
        return not any(int(more) in self._span(code.rstrip("0123456789").rstrip("-")) for code in found)

    def _followed(self, text: str, end: int, head: str) -> bool:
        """Return whether a number may end here: not in "H7N9" or "ST36a", but in "KID-1Hégǔ", "KID-1before", "ST36ST37"."""
        follows = text[end : end + 3]
        if not follows[:1].isalpha() or is_han(follows[0]):
            return True
        if follows[0].isupper():
            if len(head) > 1 and (further := _FURTHER.match(text, end)):
                return self._key(further[1]) in self._heads  # "ST36ST37"
            return follows[1:2].islower()
        return len(head) > 1 and len(follows) == 3 and follows.isalpha() and follows.islower()

    def _kind(self, key: str, gap: str, number: int) -> str:
        if len(key) == 1:
            return "bone" if number <= _VERTEBRAE.get(key, 0) and "-" not in gap else "weak"
        if key not in self._strength:
            conventions = {name for name, _ in self.names.channels(key)} or {"name"}
            self._strength[key] = self._asked or (bool(conventions & _STRONG) and key not in _LOOSE)
        if self._strength[key] or (key in _LOOSE and ("-" in gap or not gap)):
            return "code"
        return "weak"

    def _members(self, text: str, at: int, channel: str, last: int, kind: str) -> Iterator[Part]:
        """Yield what a list or range after a code adds: ", 37 and 39", "–21", "to BL-21"."""
        while True:
            if through := _THROUGH.match(text, at):
                end = self._member_number(text, through.end(), channel)
                if end and last < end[0] and end[0] - last <= 30:
                    for number in range(last + 1, end[0] + 1):
                        if number in self._span(channel):
                            yield through.end(), end[1], (self._written(channel, number),), kind
                    at, last = end[1], end[0]
                    continue
            joint = _JOINT.match(text, at)
            listed = _NUMBER.match(text, joint.end()) if joint else None
            if listed is None or int(listed[1]) not in self._span(channel):
                return
            if _UNITS.match(text, listed.end()) or self._letter(text, listed.end()):
                return
            yield listed.start(), listed.end(), (self._written(channel, int(listed[1])),), kind
            at, last = listed.end(), int(listed[1])

    def _member_number(self, text: str, at: int, channel: str) -> tuple[int, int] | None:
        digit = _DIGITS.search(text, at, at + _REACH)
        head = self._head(text, at, digit.start()) if digit and digit.start() > at else None
        if digit and head and head[0] == at:
            found = self._fitting(self._read(self._key(head[1])), int(digit[0]))
            return (int(digit[0]), digit.end()) if found and found[0].startswith(channel) else None
        number = _NUMBER.match(text, at)
        if number and int(number[1]) in self._span(channel) and not self._letter(text, number.end()):
            return int(number[1]), number.end()
        return None

    def _letter(self, text: str, at: int) -> bool:
        return text[at : at + 1].isalpha() and not is_han(text[at])

    def _key(self, letters: str) -> str:
        key = self._keys.get(letters)
        if key is None:
            if len(self._keys) > _KEPT:
                self._keys.clear()
            key = self._keys[letters] = codes.key(letters)
        return key

    def _read(self, key: str) -> list[str]:
        if key not in self._channels:
            if len(self._channels) > _KEPT:
                self._channels.clear()
                self._fits.clear()
            self._channels[key] = codes.readings(key, self.names) or [key.upper()]
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
                out += self.names.alias(codes.alias(channel, number))
        return tuple(out)

    @staticmethod
    def _written(channel: str, number: int) -> str:
        return f"{channel}{number}" if channel.startswith("EX") else f"{channel}-{number}"
