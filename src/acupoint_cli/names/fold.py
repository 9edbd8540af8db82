"""One way of folding for queries and data: what does not matter in a name is dropped the same way on both sides."""

import unicodedata

from .characters import FOLDED, KANA

_VOICED = "\u3099\u309a"  # marks of kana: か and が are two syllables
# Russian and Ukrainian letters that transcriptions of Chinese print for one another.
_CYRILLIC = {ord("э"): "е", ord("є"): "е", ord("і"): "и", ord("ґ"): "г", ord("ъ"): None}
_ONE_FORM: dict[int, int | str | None] = {**FOLDED, **KANA, ord("đ"): "d", **_CYRILLIC}

# Hangul: initials and vowels by number. An initial r is written n or dropped in South Korea (루곡 as 누곡, 려태 as 여태),
# and books do so inside a name too (양로, 양노), so all are brought to one form.
_N, _R, _NONE = 2, 5, 11
_I_OR_Y = frozenset([2, 3, 6, 7, 12, 17, 20])


def is_han(char: str) -> bool:
    """Return whether `char` is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def is_east(char: str) -> bool:
    """Return whether `char` is a Chinese character, a Japanese kana or a Korean syllable."""
    return is_han(char) or "\u3040" <= char <= "\u30ff" or "가" <= char <= "힣"


def written(text: str) -> str:
    """Fold only case, width and blanks: the key for names "as written", tone marks kept."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def fold(text: str) -> str:
    """Drop case, tone marks, blanks and punctuation, and bring variant characters together.

    "Yǒng-Quán" gives "yongquan"; "ü" gives "u"; a letter of any script stays.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    # Letters of mathematics are capitals only once they are decomposed, and some capitals decompose only once folded.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if c in _VOICED or (c.isalnum() and not unicodedata.combining(c)))
    return "".join(map(_hangul, unicodedata.normalize("NFC", bare).translate(_ONE_FORM)))


def _hangul(char: str) -> str:
    """Return a syllable of Hangul as South Korea writes it at the start of a word, 량 as 양; any other letter as it is."""
    if not "가" <= char <= "힣":
        return char
    initial, rest = divmod(ord(char) - 0xAC00, 588)
    if initial not in {_N, _R}:
        return char
    return chr(0xAC00 + (_NONE if rest // 28 in _I_OR_Y else _N) * 588 + rest)


_SMALL = frozenset(["the", "of", "in", "on", "at", "to", "a", "an", "and", "with", "s"])
_AMERICAN = {"centre": "center", "labour": "labor", "fibre": "fiber", "grey": "gray", "storey": "story"}


def gists(text: str) -> set[str]:
    """Return an English name folded without its small words: "Joining of the Valleys" gives "#joiningvalley".

    A plural s is dropped, British and American spellings are one, and "Gate of Fluids" gives "#fluidgate" too. Empty
    for a single word or what is no ASCII: there is no gist in it.
    """
    plain = text.casefold().replace("’", "'").replace("'s", "").replace("-", " ")
    if not plain.isascii():
        return set()
    parts = [[_singular(w) for w in part.split() if w not in _SMALL] for part in f" {plain} ".split(" of ")]
    words = [w for part in parts for w in part]
    if len(words) < 2:
        return set()
    turned = [w for part in reversed(parts) for w in part]
    return {"#" + "".join(order) for order in (words, turned)}


def _singular(word: str) -> str:
    word = fold(_AMERICAN.get(word, word))
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
