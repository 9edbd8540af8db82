"""A name translated word by word: "Innerlijke Poort" is 内关, for each word renders one of its characters. Pure text, no files.

Every author translates the names of points anew, so no list holds them all. What is stored is how each language renders
each character; a name is meant if its every character is accounted for, and no word is left over.
"""

from __future__ import annotations

import re

from ..lite import TYPE_CHECKING, NamedTuple, Protocol
from .fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILLER = "*"  # stands for a character where words that say nothing are listed
ELSE = "-"  # and phrases that are something else, though a name could be read so: "eau de source"
WHOLE = "="  # before a word that counts only whole
# Characters of the body, its places, sizes and complaints: a name of nothing else is what any phrase may say ("upper abdomen",
# "muscle spasm", "back of the head"), and is not taken.
_PLAIN = frozenset(fold(
    "上中下內外前後旁側大小長短平正定直偏曲交會率完角尖頂端間際里面聚"
    "頭囟髮目眼睛瞳耳聽聰鼻口唇齒龈舌廉頤頰顴頷眉鬢腦髎孔骨椎脊脊膂背腰肩髃髎臂臑肘腕手掌指足趾膝蘭髖髀跗踝股腿腹肚脘臍胸膻膺乳肋胃肺心肝脾腎膽囊膀胱腸闌尾"
    "血脈筋縮急喘哀結咳勞托提俞募輒横橫泣啞瘂飛神聰鳴息痞奇宜邪風"
))  # fmt: skip
_COMPOUNDING = frozenset({"dutch", "german"})
_COMMON = 10  # renderings of a character in a language, the commonest first, by which a name may be taken
_LEAST = 3  # letters of a part of a compound
_JOINT = 3  # letters between two parts of a compound: "Himmel-s-fenster"
_ENDING = 5  # letters after the last part
_MOST_PARTS = 4  # of a compound
_MOST_WORDS, _MOST_LETTERS = 8, 80


# Articles before a name in German, French, Italian, Spanish, Portuguese and Dutch; readers type it without.
_ARTICLE = re.compile(r"^(?:(?:der|die|das|de|het|les?|la|il|lo|i|gli|el|los|las|os?|as?) |l['’])", re.I)


def bare(name: str) -> str:
    """Return a translated name without its article."""
    return _ARTICLE.sub("", name)


class Renderings(Protocol):
    """What this needs to know of the data."""

    def beginnings(self, keys: list[str]) -> list[tuple[str, str, str, int]]:
        """Return (beginning, language, characters, rank) for each beginning of a word that is among the keys."""

    def standard_characters(self) -> list[tuple[str, str]]:
        """Return (code, characters) of every point's standard name."""


def stored(language: str, characters: str, words: list[str]) -> Iterator[tuple[str, str, str, int]]:
    """Yield (beginning, language, characters, rank) for the renderings as the data writes them: "himm", "=ohr", "vor+=haus"."""
    for rank, word in enumerate(words):
        for beginning, rendering in _beginnings(characters, word):
            yield beginning, language, rendering, rank if characters != FILLER else 0


def _beginnings(characters: str, word: str) -> Iterator[tuple[str, str]]:
    if characters == ELSE:
        yield WHOLE + fold(word), ELSE
        return
    parts = [(WHOLE if part.startswith(WHOLE) else "") + fold(part) for part in word.split("+")]
    for i, part in enumerate(parts):
        others = "".join(f"+{other}" for j, other in enumerate(parts) if j != i)
        yield part, ("".join(map(fold, characters)) if characters != FILLER else FILLER) + others


class Meant(NamedTuple):
    """A point whose name is rendered: the languages, whether words do that commonly do, and whether they tell it.

    One word does not, for it may be anything, nor does a name that speaks of nothing but the body.
    """

    languages: set[str]
    common: bool
    telling: bool


def meant(typed: str, names: Renderings) -> dict[str, Meant]:
    """Return the codes of the points whose names `typed` renders."""
    words = [fold(word) for word in re.findall(r"[^\W_]+", typed)] if len(typed) <= _MOST_LETTERS else []
    if not words or len(words) > _MOST_WORDS or sum(map(len, words)) < _LEAST:
        return {}
    starts = {word: (0, *range(_LEAST, len(word) - 2)) for word in words}
    keys = {word[i:j] for word in words for i in starts[word] for j in range(i + 2, len(word) + 1)}.union(words)
    phrase = WHOLE + "".join(words)
    rows = names.beginnings(sorted({*keys, *(WHOLE + key for key in keys), phrase}))
    if any(beginning == phrase and characters == ELSE for beginning, _, characters, _ in rows):
        return {}
    points = [(code, frozenset(fold(characters))) for code, characters in names.standard_characters() if characters]
    named = dict(points)
    fillers = {(row[1], row[0][1:]) for row in rows if row[2] == FILLER}
    usual = [row for row in rows if row[3] < _COMMON]
    found: dict[str, Meant] = {}
    for language in sorted({row[1] for row in rows}):
        several = sum((language, word) not in fillers for word in words) > 1  # one word may be anything
        all_read = set(_in_language(language, words, rows, points))
        common = set(_in_language(language, words, usual, [p for p in points if p[0] in all_read]))
        for code in all_read:
            before = found.get(code, Meant(set(), False, False))
            telling = before.telling or (code in common and several and not named[code] <= _PLAIN)
            found[code] = Meant({*before.languages, language}, before.common or code in common, telling)
    return found


def _in_language(
    language: str, words: list[str], rows: Iterable[tuple[str, str, str, int]], points: list[tuple[str, frozenset[str]]]
) -> Iterator[str]:
    beginnings: dict[str, list[str]] = {}
    for beginning, of, characters, _ in rows:
        if of == language:
            beginnings.setdefault(beginning, []).append(characters)
    options = [_options(word, words, beginnings, language in _COMPOUNDING) for word in words]
    if all(options):
        yield from (code for code, characters in points if _renders(options, characters))


def _options(word: str, words: list[str], beginnings: dict[str, list[str]], compounds: bool) -> list[frozenset[str]]:
    """Return what a word may render: sets of characters; nothing, for an article."""
    nothing: list[frozenset[str]] = [frozenset()] if FILLER in beginnings.get(WHOLE + word, ()) else []
    whole = nothing + _sets(beginnings.get(WHOLE + word, ()), words)
    for end in range(2, len(word) + 1):
        whole += _sets(beginnings.get(word[:end], ()), words)
    return list(dict.fromkeys([*whole, *(_parts(word, words, beginnings) if compounds else [])]))


def _parts(word: str, words: list[str], beginnings: dict[str, list[str]]) -> set[frozenset[str]]:
    """Return what the parts of a compound render together, two of them at least."""
    whole: set[frozenset[str]] = set()
    reached: dict[int, set[frozenset[str]]] = {0: {frozenset()}}
    for count in range(_MOST_PARTS):
        further: dict[int, set[frozenset[str]]] = {}
        for at, before in reached.items():
            for end in range(at + _LEAST, len(word) + 1):
                part = word[at:end]
                here = _sets([*beginnings.get(part, ()), *beginnings.get(WHOLE + part, ())], words)
                together = {one | other for one in before for other in here}
                if count and len(word) - end <= _ENDING:
                    whole |= together
                if together:
                    for following in range(end, min(end + _JOINT, len(word) - _LEAST) + 1):
                        further.setdefault(following, set()).update(together)
        reached = further
    return whole


def _sets(rows: Iterable[str], words: list[str]) -> list[frozenset[str]]:
    out = []
    for row in rows:
        characters, *others = row.split("+")
        if characters not in {FILLER, ELSE} and all(any(_begins(word, other) for word in words) for other in others):
            out.append(frozenset(characters))
    return out


def _begins(word: str, beginning: str) -> bool:
    return word == beginning[1:] if beginning.startswith(WHOLE) else word.startswith(beginning)


def _renders(options: list[list[frozenset[str]]], name: frozenset[str]) -> bool:
    """Return whether each word can be given characters of the name so that none of it is left."""
    fitting = [{one for one in each if one <= name} for each in options]
    left = {name}
    for each in fitting:
        left = {rest - one for rest in left for one in each}
    return frozenset() in left
