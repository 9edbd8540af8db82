"""Characters in place of others: which names a name in characters may be a slip of. Pure text.

One character of two and more is wrong, in its place. One that sounds the same (商揚 for 商陽) is the likeliest slip, for it
is what typing by sound gives; the sounds are those of the characters of the points' own names.
"""

from collections.abc import Iterable

from . import pinyin
from .fold import is_han, written

MOST = 4  # what is proposed


def sounds(names: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the syllables, without tones, of every character in (characters, pinyin)."""
    found: dict[str, set[str]] = {}
    for characters, reading in names:
        syllables = pinyin.split(reading) or []
        if len(syllables) == len(characters):
            for char, syllable in zip(written(characters), syllables, strict=True):
                found.setdefault(char, set()).add(syllable)
    return {char: frozenset(every) for char, every in found.items()}


def alike(typed: str, names: Iterable[tuple[str, str]], sound: dict[str, frozenset[str]]) -> list[str]:
    """Return the points (at most four) whose names differ from `typed` in one character, those that sound the same first.

    `names` holds (name as written, code). Empty if more are as near: then the name says too little.
    """
    key = written(typed)
    if len(key) < 2 or not all(map(is_han, key)):
        return []
    ranked: dict[str, bool] = {}
    for name, code in names:
        if len(name) != len(key):
            continue
        apart = [(a, b) for a, b in zip(key, name, strict=True) if a != b]
        if len(apart) == 1:
            same = bool(sound.get(apart[0][0], frozenset()) & sound.get(apart[0][1], frozenset()))
            ranked[code] = ranked.get(code, False) or same
    heard = [code for code, same in ranked.items() if same]
    if heard:
        return heard[:MOST]
    return list(ranked) if len(ranked) <= MOST else []
