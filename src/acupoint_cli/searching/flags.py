"""Words that may mean an emergency whatever else is asked: the advice to seek care comes before any point."""

from collections.abc import Iterator

from ..library.index import Index
from ..names.fold import is_han
from ..names.lexicon import ASIDE
from ..names.words import bag, stems, tokens

LONGEST = 9  # words, or characters of an unbroken Chinese run, of a flag
_LONGEST_BAG = 6  # words within which those of a flag may stand in another order
_AROUND = 2  # words on either side that may make a word another thing: "food poisoning"


def red_flags(index: Index, query: str) -> list[str]:
    """Return the advice for every red flag in the query, in the order in which they stand there."""
    words = tokens(query)
    found: list[str] = []
    for phrase, at in _phrases(words):
        line = index.one("SELECT line FROM flags WHERE phrase = ?", phrase)
        if line and line not in found and not (at is not None and _part_of_a_term(index, words, at)):
            found.append(line)
    return found


def urgent(index: Index, query: str, terms: list[str]) -> list[str]:
    """Return the advice for every red flag in the query, and for every term it means that can be an emergency."""
    # A term that is a red flag itself has its advice already.
    lines = (index.one("SELECT line FROM urgent WHERE term = ?", t) for t in terms if not red_flags(index, t))
    return list(dict.fromkeys([*red_flags(index, query), *(line for line in lines if line)]))


def _phrases(words: list[str]) -> Iterator[tuple[str, int | None]]:
    """Yield every phrase that may be a flag, and for a single word its place."""
    base = stems(words)
    for at in range(len(words)):
        yield words[at], at  # as it stands: a burning foot is no burn
        for end in range(at + 2, min(len(words), at + LONGEST) + 1):
            yield " ".join(words[at:end]), None
            yield " ".join(base[at:end]), None
            if end - at <= _LONGEST_BAG:
                key = bag(words[at:end], ASIDE)
                if key:
                    yield key, None
    for run in words:
        if is_han(run[0]):
            for at in range(len(run)):
                for end in range(at + 2, min(len(run), at + LONGEST) + 1):
                    yield run[at:end], None


def _part_of_a_term(index: Index, words: list[str], at: int) -> bool:
    """Return whether the word stands within a longer word of the vocabulary, which has its own advice if it needs one."""
    for start in range(max(0, at - _AROUND), at + 1):
        for end in range(at + 1, min(len(words), at + 1 + _AROUND) + 1):
            if end - start > 1 and index.rows(
                "SELECT 1 FROM words WHERE phrase = ? LIMIT 1", " ".join(words[start:end])
            ):
                return True
    return False
