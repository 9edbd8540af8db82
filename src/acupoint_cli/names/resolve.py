"""Which point is meant? Tiers, never sums: a higher tier ends the search.

1 code; 2 standard name as written; 3 another name as written; 4 standard name folded; 5 another name folded; 6 near miss.
"""

import unicodedata
from typing import NamedTuple, Protocol

from ..errors import AcuError
from . import codes, pinyin
from .fold import fold, is_han, written

STANDARD_WRITTEN, OTHER_WRITTEN, STANDARD_FOLDED, OTHER_FOLDED = 2, 3, 4, 5
LONGEST = 200  # no name is longer


class Found(NamedTuple):
    """The point meant: its code, how it was taken, and for a near miss the name that was taken instead."""

    code: str
    kind: str  # code, exact, folded, near
    score: float = 100.0
    taken: str = ""


class Names(codes.Abbreviations, Protocol):
    """What names need to know of the data."""

    def span(self, channel: str) -> list[int]:
        """Return the numbers of the points of a channel."""

    def holds(self, channel: str, number: int) -> bool:
        """Return whether a channel has a point of this number."""

    def alias(self, code: str) -> list[str]:
        """Return the points that carry `code` in another list ("GV-29")."""

    def called(self, key: str, *tiers: int) -> list[tuple[int, str]]:
        """Return (tier, code) for every point whose name has this key in one of the tiers."""

    def all_names(self) -> list[tuple[str, str, str]]:
        """Return (folded name, code, name as shown) of every name that may be misspelt."""

    def titles(self, found: list[str]) -> list[str]:
        """Return "KI-1 Yǒngquán 涌泉 (foot)" for each code."""

    def channel_name(self, channel: str) -> str:
        """Return the written form of codes of a channel, "KI"."""


def resolve(query: str, names: Names, exact: bool = False) -> Found:
    """Return the point that `query` names.

    Raises AcuError: usage for an empty name, out_of_range for a code that cannot be, ambiguous, not_found.
    """
    typed = " ".join(unicodedata.normalize("NFC", query).split())
    if not typed or not any(c.isalnum() for c in typed):
        if not typed:
            raise AcuError("usage", "an empty name names no point", "Give a code or a name, such as KI-1.", query)
        raise _not_found(query, [], names)
    if len(typed) > LONGEST:
        raise AcuError("not_found", f"a name of {len(typed)} letters is no point's", "", query)
    return _by_code(typed, query, names) or _by_name(typed, query, names) or _by_nearness(typed, query, names, exact)


def _by_code(typed: str, query: str, names: Names) -> Found | None:
    code = codes.parse(typed)
    if code is None:
        return None
    channels = codes.readings(code.prefix, names)
    if not channels:
        return None
    number = int(code.digits) if len(code.digits) < 6 else 10**6
    fits: list[str] = []
    for channel in channels:
        name = _written_code(channel, number)
        if names.holds(channel, number):
            fits.append(name)
        else:
            fits += names.alias(name)
    fits = list(dict.fromkeys(fits))
    if len(fits) == 1:
        return Found(fits[0], "code")
    if fits:
        raise _ambiguous(query, fits, names)
    ranges = " and ".join(f"{channel} has points {_range(names.span(channel))}" for channel in channels)
    hint = f"{ranges}."
    raise AcuError(
        "out_of_range", f"there is no {_written_code(channels[0], code.digits.lstrip('0') or '0')}", hint, query
    )


def _written_code(channel: str, number: int | str) -> str:
    return f"{channel}{number}" if channel.startswith("EX") else f"{channel}-{number}"


def _range(numbers: list[int]) -> str:
    if not numbers:
        return "of no number (it borrows its points from other channels)"
    last = max(n for i, n in enumerate(numbers) if n == numbers[0] + i)
    text = str(numbers[0]) if last == numbers[0] else f"{numbers[0]} to {last}"
    rest = [str(n) for n in numbers if n > last]
    return " and ".join([text, *rest])


def _by_name(typed: str, query: str, names: Names) -> Found | None:
    as_written = {written(typed)}
    folded = {fold(typed)}
    numbered = pinyin.numbered(typed)
    if numbered:
        as_written.add(numbered)
        folded.add("".join(c for c in numbered if not c.isdigit()))
    if any(map(is_han, typed)) and typed.endswith("穴") and len(typed) > 2:
        as_written.add(written(typed[:-1]))
        folded.add(fold(typed[:-1]))
    low = typed.casefold()
    if low.endswith(" point") and len(low) > 8:
        as_written.add(written(typed[:-6]))
        folded.add(fold(typed[:-6]))
    hits = [h for key in as_written for h in names.called(key, STANDARD_WRITTEN, OTHER_WRITTEN)]
    hits = hits or [h for key in folded if key for h in names.called(key, STANDARD_FOLDED, OTHER_FOLDED)]
    if not hits:
        return None
    tier = min(tier for tier, _ in hits)
    found = list(dict.fromkeys(code for t, code in sorted(hits) if t == tier))
    if len(found) > 1:
        raise _ambiguous(query, found, names)
    return Found(found[0], "exact" if tier in {STANDARD_WRITTEN, OTHER_WRITTEN} else "folded")


def _by_nearness(typed: str, query: str, names: Names, exact: bool) -> Found:
    key = "".join(c for c in fold(typed) if not c.isdigit())
    if len(key) < 3 or not key.isascii():
        raise _not_found(query, [], names)
    from .near import close_and_alone, nearest

    found = nearest(key, names.all_names())
    # Whole pinyin is a word of its own ("feng shui"), not a slip of another word as long (GB-31 Fēngshì).
    own_word = pinyin.split(typed)
    found_words = [pinyin.split(n.shown) for n in found[:1]]
    same_length = own_word and found_words and found_words[0] and len(own_word) == len(found_words[0])
    taken = None if exact or same_length else close_and_alone(key, found)
    if taken is None:
        raise _not_found(query, [n.code for n in found[:4]], names)
    return Found(taken.code, "near", taken.score, taken.shown)


def _ambiguous(query: str, found: list[str], names: Names) -> AcuError:
    listed = ", ".join(names.titles(found))
    return AcuError("ambiguous", f"{query!r} may be {listed}", "Give the code.", query, tuple(found))


def _not_found(query: str, near: list[str], names: Names) -> AcuError:
    shown = query if len(query) <= 60 else query[:57] + "..."
    hint = f"Did you mean {' or '.join(names.titles(near))}?" if near else "Try `acu search` for a complaint."
    return AcuError("not_found", f"no point is called {shown!r}", hint, query, tuple(near))
