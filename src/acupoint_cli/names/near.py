"""Near misses, for names and for complaints; the only home of RapidFuzz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..lite import NamedTuple

LEAST_LENGTH = 5  # a shorter word is one slip away from too many others


class Near(NamedTuple):
    """A name close to what was typed: its edit distance, what it names, and how it is written."""

    distance: int
    code: str
    shown: str
    score: float


def allowed(length: int) -> int:
    """Return how many slips are forgiven in a name of `length` letters."""
    return 0 if length < LEAST_LENGTH else 1 if length < 9 else 2


def nearest(key: str, names: Sequence[tuple[str, str, str]], reach: int = 3) -> list[Near]:
    """Return the names within `reach` slips of the folded `key`, one for each code, nearest first.

    `names` holds (folded name, code, name as shown). A slip is a letter too many, too few, wrong, or two swapped.
    """
    if len(key) < 3 or len(key) > 60:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    hits = extract(
        key,
        [name[0] for name in names],
        scorer=OSA.distance,
        score_cutoff=min(reach, max(1, len(key) // 3)),
        limit=None,
        processor=None,
    )
    best: dict[str, tuple[tuple[float, ...], Near]] = {}
    for folded, distance, at in hits:
        code = names[at][1]
        score = round(100 * (1 - distance / max(len(key), len(folded))), 1)
        rank = (distance, abs(len(folded) - len(key)), -score)  # of two names as near, the one of the same length
        if code not in best or rank < best[code][0]:
            best[code] = rank, Near(int(distance), code, names[at][2], score)
    return sorted((near for _, near in best.values()), key=lambda n: (n.distance, -n.score, n.code))


def distance(a: str, b: str) -> int:
    """Return how many slips lie between two words."""
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b)


def close_and_alone(key: str, found: Sequence[Near]) -> Near | None:
    """Return the one near name that may be taken for `key`: few slips, the same first letter, nothing as near."""
    if not found or found[0].distance > allowed(len(key)):
        return None
    first = found[0]
    rivals = [n for n in found[1:] if n.distance <= first.distance or (first.distance == 2 and n.distance <= 3)]
    return None if rivals else first


def nearest_words(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to `limit` words that `word` may be a slip of, nearest first."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    reach = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    hits = extract(word, list(words), scorer=OSA.distance, score_cutoff=reach, limit=limit)
    return [hit[0] for hit in hits]


def slips(word: str, other: str) -> int:
    """Return how many letters too many, too few, wrong or swapped part two words."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other))
