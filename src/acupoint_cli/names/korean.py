"""Hangul: the two readings of 兪, and the Revised Romanisation with and without the changes of sound between syllables."""

_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINALS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "h",
]

# What a final and the next initial become where they meet; finals k, l, m, n, ng, p are all that names have.
_MEETINGS = {
    ("k", "n"): "ngn", ("k", "m"): "ngm", ("k", "r"): "ngn", ("k", ""): "g", ("k", "h"): "kh",
    ("l", "n"): "ll", ("l", "r"): "ll", ("l", ""): "r", ("n", "r"): "ll",
    ("m", "r"): "mn", ("ng", "r"): "ngn",
    ("p", "n"): "mn", ("p", "m"): "mm", ("p", "r"): "mn", ("p", ""): "b", ("p", "h"): "ph",
}  # fmt: skip


_PLACES = frozenset("足手头腹腰膝口耳")  # parts of the body before a short name


def is_hangul(text: str) -> bool:
    """Return whether `text` is wholly Hangul syllables."""
    return bool(text) and all("가" <= c <= "힣" for c in text)


def _parts(syllable: str) -> tuple[str, str, str]:
    at = ord(syllable) - 0xAC00
    return _INITIALS[at // 588], _VOWELS[at % 588 // 28], _FINALS[at % 28]


def romanised(text: str) -> set[str]:
    """Return how a name in Hangul is spelled in Latin letters, folded: 족삼리 gives joksamni and joksamri.

    Both the sounds as they change (양릉천 yangneungcheon) and each syllable by itself (yangreungcheon, and with the
    initial l of older spellings yangleungcheon) are in use. Empty if `text` is not wholly Hangul.
    """
    if not is_hangul(text):
        return set()
    parts = [_parts(c) for c in text]
    plain = "".join(a + b + c for a, b, c in parts)
    spoken = ""
    for i, (initial, vowel, _) in enumerate(parts):
        if i:
            last = parts[i - 1][2]
            met = _MEETINGS.get((last, initial), last + initial)
        else:
            met = initial
        spoken += met + vowel
    spoken += parts[-1][2]
    liquid = "".join((a if a != "r" or not i else "l") + b + c for i, (a, b, c) in enumerate(parts))
    return {plain, spoken, liquid}


def transporting(text: str, han: str) -> str | None:
    """Return a name with the other reading of 兪, 신유 for 신수 and back; None if `han`, its characters, holds none.

    Dictionaries give 수 for a point that transports, schools say 유: books print both.
    """
    if len(text) != len(han):
        return None
    other = {"유": "수", "수": "유"}
    swapped = "".join(other.get(t, t) if h in "俞兪腧" else t for t, h in zip(text, han, strict=True))
    return swapped if swapped != text else None


def short(text: str, han: str) -> str | None:
    """Return a name without the part of the body before it, 삼리 for 족삼리; None if it has none, or is short already."""
    return text[1:] if len(text) == len(han) > 2 and han[0] in _PLACES else None
