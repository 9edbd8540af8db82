"""A code in many words: "36ème point du méridien de l'Estomac", "Stomach Thirty-Six", "胃经第36穴". Pure text, no files."""

from __future__ import annotations

import re
from functools import cache

from . import codes
from .fold import fold, is_east
from .resolve import POINT, Names, coded

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty")
# First to tenth where the word comes before "point"; more are printed as digits.
_ORDINALS = {
    "french": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "spanish": "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo",
    "italian": "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
    "portuguese": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "german": "erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
    "english": "first second third fourth fifth sixth seventh eighth ninth tenth",
}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
_WHOLE_TENS = range(20, 70, 10)
_MOST_WORDS = 9
_HAN = {c: n for n, c in enumerate("一二三四五六七八九", 1)}

# Words for "channel" that people write before or behind its name, folded.
CHANNEL = frozenset(
    ["meridien", "meridian", "meridiano", "meridians", "meridiaan", "channel", "canal", "canale", "kinh", "leitbahn"]
)
_FILLING = frozenset(
    ["of", "the", "on", "l", "le", "la", "les", "el", "il", "lo", "o", "a", "d", "de", "do", "da", "du", "des", "di", "del",
     "della", "dello", "dell", "dei", "der", "das", "den", "van", "het", "no", "nr", "number", "numero", "nummer", "cua", "thu"]
)  # fmt: skip
_DIGITS = re.compile(r"(\d{1,2})(?:er|re|e|ère|ème|ième|th|st|nd|rd|[ºª°.])?", re.IGNORECASE)
_ROMAN = re.compile(r"(?<=[^\W\d_])\s?\([IVX]{1,4}\)\s?(?=\d)")  # "V(VII)65": the channel's number besides
_EASTERN = re.compile(
    r"(?P<channel>[^\d\s]{1,8}?)(?P<of>의|的|の)?\s?(?P<nth>第)?\s?(?P<number>\d{1,2}|[一二三四五六]?十?[一二三四五六七八九]?)\s?"
    r"(?P<counter>번째|번|番目|番|号|號|个|個)?\s?(?:의|的|の)?\s?(?:穴位|穴|혈|경혈)?"
)


@cache
def _numbers() -> tuple[dict[str, int], dict[str, int]]:
    """Return every cardinal and every ordinal this module reads, folded, with its number."""
    cardinals = {word: n for n, word in enumerate((*_UNITS, *_TEENS), 1)}
    for ten, word in enumerate(_TENS, 2):
        cardinals[word] = ten * 10
        cardinals.update({word + unit: ten * 10 + n for n, unit in enumerate(_UNITS, 1)})
    ordinals = {fold(word): n for words in _ORDINALS.values() for n, word in enumerate(words.split(), 1)}
    for word, number in cardinals.items():
        unit = next((u for u in _IRREGULAR if word.endswith(u)), "")
        stem = (
            word.removesuffix(unit) + _IRREGULAR[unit] if unit else word.removesuffix("y") + "ie" * word.endswith("y")
        )
        ordinals[stem if unit else stem + "th"] = number
    return cardinals, ordinals


def counted(typed: str, names: Names) -> list[str] | None:
    """Return the points of a code in many words; None if `typed` is none.

    One number, and a channel in any language's words, are left when articles and the words for point, channel and
    number are taken away. A number in words comes behind the channel ("Stomach Three") or before the word for point.
    """
    if any(is_east(c) for c in typed):
        return _eastern(typed, names)
    if typed[-1:].isdecimal() and "s " in typed and (fits := coded(typed.replace("s ", " "), names)):
        return fits  # "large intestines 4"
    bare = _ROMAN.sub("", typed).replace("/", " ")  # "Lien/Pancreas 5"
    if bare != typed and (fits := coded(bare, names)):
        return fits
    words = [w for w in re.split(r"[\s'’]+", bare) if w]
    if not 1 < len(words) <= _MOST_WORDS or fold(words[-1]) in _FILLING:
        return None
    plainly = " ".join(w for w in words if fold(w) not in POINT and fold(w) not in _FILLING)
    if any(fold(w) in POINT for w in words) and any(map(str.isdecimal, plainly)) and (fits := coded(plainly, names)):
        return fits  # "ponto PC6"
    rest: list[str] = []
    said: list[tuple[int, str]] = []
    last, point, points = False, False, False
    for word in words:
        key = fold(word)
        told = _number(word, key)
        last = told is not None or (last and key in POINT and not key.endswith("points"))  # "Spleen Six Point"
        if told is not None:
            said.append(told)
        elif key in POINT or key in CHANNEL or key in _FILLING:
            point, points = point or key in POINT, points or key.endswith("points")
        else:
            rest.append(word)
    if len(said) == 2 and said[0][0] in _WHOLE_TENS and said[1][0] < 10 and {kind for _, kind in said} == {"cardinal"}:
        said = [(said[0][0] + said[1][0], "cardinal")]  # "Thirty Six"
    if len(said) != 1 or not rest:
        return None
    number, kind = said[0]
    counts = {"digits": last or not points, "cardinal": last, "ordinal": point}[kind]  # "3 kidney points" counts them
    if not counts or (kind == "digits" and len(rest) == len(words) - 1):
        return None
    channel = " ".join(rest)
    fits = coded(f"{channel} {number}", names) or coded(f"{channel.removesuffix('s')} {number}", names)
    return fits or coded(f"{number} {channel}", names) or _anywhere(channel, number, names) or None


def _number(word: str, key: str) -> tuple[int, str] | None:
    """Return the number that a word is, and whether in digits, as a cardinal or an ordinal."""
    digits = _DIGITS.fullmatch(word)
    if digits:
        return int(digits[1]), "digits"
    cardinals, ordinals = _numbers()
    if key in cardinals:
        return cardinals[key], "cardinal"
    return (ordinals[key], "ordinal") if key in ordinals else None


def _eastern(typed: str, names: Names) -> list[str] | None:
    match = _EASTERN.fullmatch(typed.strip())
    if match is None or not match["number"] or not any(match[part] for part in ("of", "nth", "counter")):
        return None
    number = int(match["number"]) if match["number"].isdecimal() else _han_number(match["number"])
    channel = match["channel"]
    return coded(f"{channel}{number}", names) or _anywhere(channel, number, names) or None


def _han_number(digits: str) -> int:
    tens, ten, units = digits.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(units, 0)


def _anywhere(channel: str, number: int, names: Names) -> list[str]:
    """Return the points that a channel of whatever convention has of this number, asked for or not."""
    channels = {on for _, on in names.channels(codes.key(channel)) if not on.startswith("EX")}
    return [f"{on}-{number}" for on in sorted(channels) if len(channel) > 1 and names.holds(on, number)]
