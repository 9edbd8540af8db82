"""Pinyin: syllables, tones, and the Wade–Giles spelling of each syllable. Pure text, no files."""

import unicodedata

_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}

# Wade–Giles by pinyin syllable, the standard table; ü is written v on the left.
_WADE_INITIALS = {
    "b": "p", "p": "p'", "m": "m", "f": "f", "d": "t", "t": "t'", "n": "n", "l": "l", "g": "k", "k": "k'", "h": "h",
    "j": "ch", "q": "ch'", "x": "hs", "zh": "ch", "ch": "ch'", "sh": "sh", "r": "j", "z": "ts", "c": "ts'", "s": "s",
    "y": "y", "w": "w", "": "",
}  # fmt: skip

_FINALS_BY_INITIAL = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}

SYLLABLES = frozenset(i + f for i, finals in _FINALS_BY_INITIAL.items() for f in finals.split())
_LONGEST = max(map(len, SYLLABLES))


def plain(text: str) -> str:
    """Return `text` in lower case without tone marks; ü becomes v after n and l, where it differs from u, else u."""
    out: list[str] = []
    for char in unicodedata.normalize("NFD", text.casefold()):
        if char == "\u0308":
            if out and out[-1] == "u":
                out[-1] = "v" if len(out) > 1 and out[-2] in "nl" else "u"
        elif not unicodedata.combining(char):
            out.append(char)
    return "".join(out)


def has_marks(text: str) -> bool:
    """Return whether `text` carries a tone mark."""
    return any(char in _MARKS for char in unicodedata.normalize("NFD", text))


def split(text: str) -> list[str] | None:
    """Return the plain syllables of a name written in pinyin, or None if it is not wholly pinyin.

    "Yǒngquán" gives ["yong", "quan"]; an apostrophe, hyphen, space or capital letter always begins a syllable. Where
    several readings are possible the fewest syllables win, then the one whose later syllables begin with consonants.
    """
    words: list[str] = []
    for chunk in text.replace("’", "'").replace("-", "'").replace(" ", "'").split("'"):
        if chunk:
            words.append(plain(chunk))
    result: list[str] = []
    for word in words:
        parts = _split_word(word)
        if parts is None:
            return None
        result += parts
    return result or None


def _split_word(word: str) -> list[str] | None:
    best: dict[int, tuple[int, int, list[str]]] = {len(word): (0, 0, [])}
    for start in range(len(word) - 1, -1, -1):
        options = []
        for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
            if end in best and word[start:end] in SYLLABLES:
                count, vowels, rest = best[end]
                open_start = vowels + (1 if start and word[start] in "aeo" else 0)
                options.append((count + 1, open_start, [word[start:end], *rest]))
        if options:
            best[start] = min(options)
    return best[0][2] if 0 in best else None


def with_numbers(text: str) -> str | None:
    """Return pinyin with tone marks turned to numbers after each syllable, "yong3quan2", or None if it is no pinyin.

    A neutral tone has no number.
    """
    syllables = split(text)
    if syllables is None:
        return None
    marked = unicodedata.normalize("NFD", text.casefold())
    letters: list[tuple[str, int]] = []
    for char in marked:
        if char.isalpha():
            letters.append((char, 0))
        elif char in _MARKS and letters:
            letters[-1] = (letters[-1][0], _MARKS[char])
    out, at = [], 0
    for syllable in syllables:
        tone = max((t for _, t in letters[at : at + len(syllable)]), default=0)
        out.append(syllable + (str(tone) if tone else ""))
        at += len(syllable)
    return "".join(out)


def wade_giles(syllable: str) -> str:
    """Return the Wade–Giles spelling of a plain pinyin syllable, "quan" to "ch'üan"."""
    special = {
        "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "er": "erh",
        "e": "o", "yi": "i", "you": "yu", "yu": "yü", "yue": "yüeh", "yuan": "yüan", "yun": "yün", "ye": "yeh",
        "yan": "yen", "yong": "yung", "ge": "ko", "ke": "k'o", "he": "ho", "wo": "wo", "gui": "kuei", "kui": "k'uei",
    }  # fmt: skip
    if syllable in special:
        return special[syllable]
    initial = syllable[:2] if syllable[:2] in {"zh", "ch", "sh"} else syllable[:1]
    if initial not in _WADE_INITIALS or initial in "aeo":
        return syllable
    final = syllable[len(initial) :]
    palatal = initial in {"j", "q", "x"}
    if palatal and final.startswith("u"):
        final = "v" + final[1:]
    final = {
        "ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "ui": "ui", "uo": "uo", "e": "ê",
        "en": "ên", "eng": "êng", "ve": "üeh", "v": "ü", "van": "üan", "vn": "ün",
    }.get(final, final)  # fmt: skip
    if final == "uo" and initial not in {"g", "k", "h", "sh"}:
        final = "o"
    return _WADE_INITIALS[initial] + final


def numbered(text: str) -> str | None:
    """Return toned pinyin as "yong3quan2", whether the tones are typed as marks or as numbers; None without tones."""
    bare = text.replace("’", "'").replace("-", " ")
    if has_marks(bare):
        return with_numbers(bare)
    if not any(c in "12345" for c in bare) or not bare[-1].isdigit() or not bare[0].isalpha():
        return None
    out = []
    word = ""
    for char in bare.casefold().replace("u:", "v"):
        if char.isalpha():
            word += char
        elif char in "12345" and word:
            syllable = plain(word)
            if syllable not in SYLLABLES:
                return None
            out.append(syllable + (char if char != "5" else ""))
            word = ""
        elif char not in " '":
            return None
    return "".join(out) if out and not word else None


def respelled(syllable: str, initials: dict[str, str], finals: dict[str, str], whole: dict[str, str]) -> str:
    """Return a plain syllable in another transcription, of which these are the tables; "" if they have none.

    `whole` holds the syllables that are no sum of their parts. After j, q and x a u is ü, kept as v.
    """
    if syllable in whole:
        return whole[syllable]
    initial = syllable[:2] if syllable[:2] in {"zh", "ch", "sh"} else syllable[:1]
    if initial not in initials:
        return finals.get(syllable, "")
    final = syllable[len(initial) :]
    if initial in {"j", "q", "x"} and final[:1] == "u":
        final = "v" + final[1:]
    return initials[initial] + finals[final] if final in finals else ""
