"""Words that may mean an emergency whatever else is asked: the advice to seek care comes before any point."""

from ..library.index import Index
from ..names.words import stems, tokens

LONGEST = 8  # words of a flag


def red_flags(index: Index, query: str) -> list[str]:
    """Return the advice for every red flag in the query, in the order in which they stand there."""
    words = tokens(query)
    found: list[str] = []
    for form in (words, stems(words)):
        for at in range(len(form)):
            for end in range(at + 1, min(len(form), at + LONGEST) + 1):
                line = index.one("SELECT line FROM flags WHERE phrase = ?", " ".join(form[at:end]))
                if line and line not in found:
                    found.append(line)
    return found
