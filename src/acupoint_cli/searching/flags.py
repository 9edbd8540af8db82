"""Words that may mean an emergency whatever else is asked: the advice to seek care comes before any point."""

from collections.abc import Iterator

from ..library.index import Index
from ..names.fold import is_han
from ..names.words import stems, tokens

LONGEST = 9  # words, or characters of an unbroken Chinese run, of a flag


def red_flags(index: Index, query: str) -> list[str]:
    """Return the advice for every red flag in the query, in the order in which they stand there."""
    words = tokens(query)
    found: list[str] = []
    for phrase in _phrases(words):
        line = index.one("SELECT line FROM flags WHERE phrase = ?", phrase)
        if line and line not in found:
            found.append(line)
    return found


def _phrases(words: list[str]) -> Iterator[str]:
    for form in (words, stems(words)):
        for at in range(len(form)):
            for end in range(at + 1, min(len(form), at + LONGEST) + 1):
                yield " ".join(form[at:end])
    for run in words:
        if is_han(run[0]):
            for at in range(len(run)):
                for end in range(at + 2, min(len(run), at + LONGEST) + 1):
                    yield run[at:end]
