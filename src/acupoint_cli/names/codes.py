"""Codes of every convention: "KI-1", "kid1", "K 1", "肾1", "36E", "Kidney 1", "EX-HN-3". Pure text, no files."""

from __future__ import annotations

import os
import unicodedata

from ..errors import AcuError
from ..lite import NamedTuple, Protocol
from .fold import fold

# Conventions that are read without being asked for. All others are tried only where these have no reading.
ENGLISH = ("who", "english", "deadman", "chinese", "pinyin", "name")
# Conventions that are read only if asked for: their abbreviations are words or initials of much else ("D3", "Long 7").
ASKED = frozenset({"dutch", "vietnamese", "czech", "polish", "russian", "roman", "latin", "initials"})
# Of those, but nothing else is written so.
_UNMISTAKABLE = frozenset(["bq", "dtr", "ttr", "ttu", "pericard", "maag", "milt", "nier", "blaas", "galblaas", "dikkedarm", "dunnedarm", "driewarmer"])  # fmt: skip
_SEPARATORS = frozenset(" -.‐‑–—_\u3000·")
_WORDS = ("meridian", "channel", "vessel", "point")


class Written(NamedTuple):
    """A code as typed: the folded abbreviation or channel name, and the number as digits."""

    prefix: str
    digits: str
    first: bool = False  # the number stands first


class Abbreviations(Protocol):
    """What a code needs to know of the data."""

    def channels(self, prefix: str) -> list[tuple[str, str]]:
        """Return (convention, channel) for every reading of a folded abbreviation."""

    def conventions(self) -> list[str]:
        """Return the names of all conventions, sorted."""


# Cyrillic letters that look like Latin ones, as Russian texts type them in codes.
_LOOKS = str.maketrans("авсенкморту", "abcehkmopty")


def key(prefix: str) -> str:
    """Fold an abbreviation or the name of a channel; ü becomes ue, for German Dü (SI) is not Du (GV)."""
    folded = fold(prefix.casefold().replace("ü", "ue").replace("u\u0308", "ue"))
    if not folded.isascii() and len(folded) < 4:
        looks = folded.translate(_LOOKS)
        return looks if looks.isascii() else folded
    return folded


def parse(text: str) -> Written | None:
    """Return the parts of `text` if it has the form of a code, number last ("KI-1") or first ("36E"); else None.

    Number first is the habit of French and its neighbours; see `readings`.

    Anything else in the text, such as the plus of "GV24+", makes it no code.
    """
    typed = unicodedata.normalize("NFKC", text).casefold().strip()
    if not typed or not all(
        c.isalpha() or c.isdecimal() or c in _SEPARATORS or unicodedata.combining(c) for c in typed
    ):
        return None
    end = len(typed)
    while end and typed[end - 1].isdecimal():
        end -= 1
    if end < len(typed):
        prefix, digits = typed[:end], typed[end:]
    else:
        start = 0
        while start < len(typed) and typed[start].isdecimal():
            start += 1
        prefix, digits = typed[start:], typed[:start]
    prefix = key(prefix)
    if not prefix or not digits or len(prefix) > 40 or not any(c.isalpha() for c in prefix):
        return None
    return Written(prefix, digits, end == len(typed))


def alias(channel: str, number: int | str) -> str:
    """Return how a code of another list is kept: "GV-29", "NHN-54"."""
    return f"{channel.replace('-', '')}-{number}"


# Conventions that also write the number first, "36E". In English "1st" and "5k" are no points.
NUMBER_FIRST = frozenset({"french", "spanish", "italian", "portuguese", "vietnamese", "chinese", "roman"})


def readings(prefix: str, abbreviations: Abbreviations, first: bool = False) -> list[str]:
    """Return the channels that an abbreviation means: one, several where languages collide, or none.

    `first`: the number stood first, so only conventions that write so are read. ACU_CODES names the conventions to read
    first ("french" or "german,italian"); then the English reading counts, and only if there is none, the readings of all
    other languages. Raises AcuError (usage) if ACU_CODES names a convention that there is not.
    """
    found = abbreviations.channels(prefix)
    if not found:
        for word in _WORDS:
            if prefix.endswith(word) and len(prefix) > len(word):
                found = abbreviations.channels(prefix[: -len(word)])
                break
    wanted = _wanted(abbreviations)
    if first:
        written_so = [(name, channel) for name, channel in found if name in NUMBER_FIRST]
        found = written_so or (found if NUMBER_FIRST.intersection(wanted) else [])
    for convention in wanted:
        mine = [channel for name, channel in found if name == convention]
        if mine:
            return sorted(set(mine))
    for convention in ENGLISH[:2]:
        mine = [channel for name, channel in found if name == convention]
        if mine:
            return sorted(set(mine))
    english = sorted({channel for name, channel in found if name in ENGLISH})
    return english or sorted({c for name, c in found if name not in ASKED or prefix in _UNMISTAKABLE})


def asked_for(prefix: str, abbreviations: Abbreviations) -> list[tuple[str, str]]:
    """Return (convention, channel) where an abbreviation is read only if ACU_CODES asks for the convention."""
    return [(name, channel) for name, channel in abbreviations.channels(prefix) if name in ASKED]


def asked() -> list[str]:
    """Return what ACU_CODES names, in its order, as it stands."""
    return [c.strip().casefold() for c in os.environ.get("ACU_CODES", "").split(",") if c.strip()]


def _wanted(abbreviations: Abbreviations) -> list[str]:
    """Return the conventions that ACU_CODES names, in its order."""
    wanted = asked()
    if wanted:
        known = abbreviations.conventions()
        for convention in wanted:
            if convention not in known:
                raise AcuError("usage", f"ACU_CODES {convention!r} is no convention", f"Choose from: {', '.join(known)}.")  # fmt: skip
    return wanted
