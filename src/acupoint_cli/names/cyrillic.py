"""Chinese in Cyrillic letters: the Palladius transcription of each pinyin syllable, as Russian books print names.

And which name is meant where a book spells by ear, or from English letters: Шаошанг, гунь-сунь, Конгзуй.
"""

from __future__ import annotations

from collections.abc import Iterable

from . import pinyin

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь",
    "uang": "уан", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян",
    "ing": "ин", "iong": "юн", "v": "юй", "ve": "юэ", "van": "юань", "vn": "юнь",
}  # fmt: skip
_WHOLE = {
    "er": "эр", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю",
    "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань",
    "yun": "юнь", "yo": "йо", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань",
    "wen": "вэнь", "wang": "ван", "weng": "вэн",
}  # fmt: skip


def palladius(syllable: str) -> str:
    """Return a plain pinyin syllable in Cyrillic, "quan" to "цюань"; "" if the table has none."""
    return pinyin.respelled(syllable, _INITIALS, _FINALS, _WHOLE)


# What spellings by ear do not tell apart, in this order: written out of English letters, softness, i and y.
_ALIKE = (
    ("дж", "з"), ("дз", "з"), ("чж", "з"), ("цз", "з"), ("кс", "с"), ("ш", "с"), ("щ", "с"), ("ч", "ц"), ("нг", "н"),
    ("ь", ""), ("ъ", ""), ("э", "е"), ("ё", "е"), ("ы", "и"), ("й", "и"), ("иа", "я"), ("ие", "е"), ("иу", "ю"), ("уе", "у"), ("он", "ун"),
)  # fmt: skip
_SHORTEST = 4  # letters of a skeleton that may stand for a name


def is_cyrillic(text: str) -> bool:
    """Return whether all letters of a text are Cyrillic."""
    return any(c.isalpha() for c in text) and all("а" <= c <= "ё" or not c.isalpha() for c in text.casefold())


def skeleton(text: str) -> str:
    """Return a Cyrillic name as an ear takes it that does not know the language: гунь-сунь and гунсунь, "гунсун"."""
    out = "".join(c for c in text.casefold() if c.isalpha())
    for heard, plain in _ALIKE:
        out = out.replace(heard, plain)
    return out


def heard(typed: str, spelled: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the codes of the names that `typed` is a spelling of by ear, and of those a slip away, nearest first.

    `spelled` holds (name in Palladius' transcription, code). Only if nothing sounds alike are цз and ц one sound, as
    where a book prints цин for цзин.
    """
    from .near import distance

    own = skeleton(typed)
    if len(own) < _SHORTEST:
        return [], []
    letters = "".join(c for c in typed.casefold() if c.isalpha())
    spelled = list(spelled)
    printed = [code for name, code in spelled if distance(letters, name) == 1]  # a slip of the printer is as likely
    sounds = [(skeleton(name), code) for name, code in spelled]
    for merged in (False, True):
        mine = own.replace("з", "ц") if merged else own
        found = [code for sound, code in sounds if (sound.replace("з", "ц") if merged else sound) == mine]
        if found:
            return list(dict.fromkeys([*found, *printed])), []
    slips = [code for sound, code in sounds if abs(len(sound) - len(own)) < 2 and distance(sound, own) == 1]
    return [], list(dict.fromkeys(slips))
