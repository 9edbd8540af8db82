"""Which near miss may be taken for a name? A wrong point is worse than none, so only slips that leave no doubt.

A word that is whole pinyin may be a name of something else ("feng shui" is not a slip of GB-31 Fēngshì): there one
syllable may differ, and only by what people mix up (zh and z, ch and c, sh and s, n and ng); in names of three syllables
and more, by any one letter.
"""

from collections.abc import Sequence

from . import pinyin
from .near import Near, close_and_alone

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def taken_for(typed: str, key: str, found: Sequence[Near]) -> Near | None:
    """Return the one near name that the folded `key` may be taken for; None if there is doubt."""
    own = pinyin.split(typed) or pinyin.split(key)
    if own is None:
        return close_and_alone(key, found)
    alike = [n for n in found if (theirs := pinyin.split(n.shown)) and _slip(own, theirs)]
    if len(alike) == 1:
        closer = [n for n in found if n.distance < alike[0].distance]
        return None if closer else alike[0]
    return None


def _slip(own: list[str], theirs: list[str]) -> bool:
    if len(own) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(own, theirs, strict=True) if a != b]
    if all(_sound(a) == _sound(b) for a, b in differing):
        return len(differing) <= max(1, len(own) - 2)
    return len(own) > 2 and len(differing) == 1 and _one_letter(*differing[0])


def _sound(syllable: str) -> str:
    for long, short in _ALIKE:
        if syllable.startswith(long):
            syllable = short + syllable[2:]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


def _one_letter(a: str, b: str) -> bool:
    """Return whether `a` and `b` differ by one letter: too many, too few or another."""
    if abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return sum(x != y for x, y in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
