"""Chinese in Czech letters: the standard transcription of each pinyin syllable, as Czech books print names (šang-jang, tchien-ču)."""

from . import pinyin

_INITIALS = {
    "b": "p", "p": "pch", "m": "m", "f": "f", "d": "t", "t": "tch", "n": "n", "l": "l", "g": "k", "k": "kch", "h": "ch",
    "j": "ť", "q": "čch", "x": "s", "zh": "č", "ch": "čch", "sh": "š", "r": "ž", "z": "c", "c": "cch", "s": "s",
}  # fmt: skip
_FINALS = {
    "a": "a", "o": "o", "e": "e", "ai": "aj", "ei": "ej", "ao": "ao", "ou": "ou", "an": "an", "en": "en", "ang": "ang",
    "eng": "eng", "ong": "ung", "u": "u", "ua": "ua", "uo": "uo", "uai": "uaj", "ui": "uej", "uan": "uan", "un": "un",
    "uang": "uang", "i": "i", "ia": "ia", "ie": "ie", "iao": "iao", "iu": "iou", "ian": "ien", "in": "in",
    "iang": "iang", "ing": "ing", "iong": "iung", "v": "ü", "ve": "üe", "van": "üan", "vn": "ün",
}  # fmt: skip
_WHOLE = {
    "er": "er", "zi": "c", "ci": "cch", "si": "s", "zhi": "č", "chi": "čch", "shi": "š", "ri": "ž", "yi": "i", "ya": "ja",
    "ye": "jie", "yao": "jao", "you": "jou", "yan": "jen", "yin": "jin", "yang": "jang", "ying": "jing", "yong": "jung",
    "yu": "jü", "yue": "jüe", "yuan": "jüan", "yun": "jün", "wu": "wu", "wa": "wa", "wo": "wo", "wai": "waj",
    "wei": "wej", "wan": "wan", "wen": "wen", "wang": "wang", "weng": "weng",
}  # fmt: skip


def transcribed(syllable: str) -> str:
    """Return a plain pinyin syllable in Czech letters, "quan" to "čchüan"; "" if the table has none."""
    return pinyin.respelled(syllable, _INITIALS, _FINALS, _WHOLE)
