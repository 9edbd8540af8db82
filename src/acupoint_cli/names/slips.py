"""Which near miss may be taken for a name? A wrong point is worse than none, so only slips that leave no doubt.

Only a standard name is taken, and only if one point has a name so near. A word that is whole pinyin may be a name of
something else ("feng shui" is not GB-31 Fēngshì): there only what people mix up may differ (zh and z, ch and c, sh and s,
n and ng), in names of three syllables also one letter of one syllable. Any other word is taken for a long name one or two
letters away, for a short one if nothing is wrong but an h, a doubled letter, two swapped letters or one that is missing:
"darling" is no slip of Dàlíng. English names must be of two words and more, as typed and as meant.
"""

from collections.abc import Callable, Sequence

from . import pinyin
from .fold import fold, gists
from .near import Near, distance

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("xh", "x"), ("th", "t"), ("ng", "n"))
LEAST, LONG, LONGER = 6, 9, 12  # letters


def taken_for(typed: str, key: str, found: Sequence[Near], standard: Callable[[Near], bool]) -> Near | None:
    """Return the one near name that the folded `key` may be taken for; None if there is doubt.

    `found` is what near.nearest gave; `standard` says whether a name is a point's own.
    """
    if len(key) < LEAST:
        return None
    fit = _as_english if gists(typed) and _english(found) else _as_pinyin
    ranked = [(grade, n) for n in found if standard(n) and (grade := fit(typed, key, n))]
    best = min((grade for grade, _ in ranked), default=0)
    taken = [n for grade, n in ranked if grade == best]
    if len(taken) != 1:
        return None
    # What sounds alike may be as near by letters to another name; a slip of the letters may not.
    reach = taken[0].distance - (1 if best == 1 else 0)
    return None if any(n.distance <= reach for n in found if n is not taken[0]) else taken[0]


def likeliest(key: str, found: Sequence[Near], standard: Callable[[Near], bool]) -> list[Near]:
    """Return near names in the order in which they may have been meant: by what the ear tells apart, then by letters.

    A point's own name goes before an older or foreign one, the same beginning before another.
    """
    heard = _heard(key)

    def order(near: Near) -> tuple[float, bool, int, bool, str]:
        target = fold(near.shown)
        apart: float = distance(heard, _heard(target)) + (0 if standard(near) else 1)
        apart += -0.5 if sorted(target) == sorted(key) else 0.5 if target[:1] != key[:1] else 0
        return apart, near.code.startswith("EX"), near.distance, target[-1:] != key[-1:], near.code

    return sorted(found, key=order)


def _english(found: Sequence[Near]) -> bool:
    return bool(found) and not pinyin.has_marks(found[0].shown) and " " in found[0].shown


def _as_english(typed: str, key: str, name: Near) -> int:
    """Return 1 if a phrase may be a slip of an English name of several words, else 0; "Ling Shu" is whole pinyin, not Lung Shu."""
    if (
        pinyin.split(typed) is not None
        or " " not in name.shown
        or pinyin.has_marks(name.shown)
        or key[0] != fold(name.shown)[0]
    ):
        return 0
    return int(name.distance <= (1 if len(key) < LONGER else 2))


def _as_pinyin(typed: str, key: str, name: Near) -> int:
    """Return how sure a slip of a pinyin name is, 1 surest; 0 if it is none."""
    theirs = pinyin.split(name.shown)
    if theirs is None:
        return 0
    target = "".join(theirs)
    own = pinyin.split(typed) or pinyin.split(key)
    if _heard(key) == _heard(target):
        if own is None or len(own) != len(theirs):
            return 1
        odd = [(a, b) for a, b in zip(own, theirs, strict=True) if a != b]
        return 1 if len(odd) <= max(1, len(theirs) - 2) and all(_heard(a) == _heard(b) for a, b in odd) else 0
    if own is not None:
        odd = [(a, b) for a, b in zip(own, theirs, strict=True) if a != b] if len(own) == len(theirs) else []
        return 2 if len(theirs) > 2 and len(odd) == 1 and name.distance == 1 else 0
    if key[0] != target[0]:
        return 0
    if _swapped(key, target):
        return 1
    if len(key) >= LEAST + 1 and len(key) + 1 == len(target) and name.distance == 1:
        return 2
    if len(theirs) > 2 and min(len(key), len(target)) >= LONG:
        return 2 if name.distance <= (1 if len(key) < LONGER else 2) else 0
    return 0


def _heard(word: str) -> str:
    """Return a word without what the ear does not tell apart: h after a consonant, g after n, doubled letters."""
    for long, short in _ALIKE:
        word = word.replace(long, short)
    return "".join(c for i, c in enumerate(word) if not i or c != word[i - 1])


def _swapped(a: str, b: str) -> bool:
    """Return whether two neighbouring letters changed places, or one letter jumped over another pair: Zighou, Zhigou."""
    if len(a) != len(b) or sorted(a) != sorted(b):
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return bool(apart) and apart[-1] - apart[0] <= 2
