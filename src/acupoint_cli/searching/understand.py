"""What do the words mean? Words of a complaint to terms of the vocabulary, slips and unknown words said."""

from __future__ import annotations

from ..library.index import Index
from ..lite import NamedTuple
from ..names.fold import is_han
from ..names.words import stems, tokens
from .query import Part

LONGEST_PHRASE = 7
_LONGEST_RUN = 10  # characters of a Chinese word


class Asked(NamedTuple):
    """One complaint: its words, the terms it means, terms that hold these, terms that share a word, words left over, phrases."""

    text: str
    terms: list[str]
    broader: list[str]
    partial: list[str]
    words: list[str]
    phrases: list[str]


def understand(index: Index, part: Part, remarks: list[str]) -> Asked | None:
    """Return what a complaint means; None if it has no words. `remarks` gains what is unknown or taken for another."""
    terms: list[str] = []
    phrases: list[str] = []
    for phrase in part.phrases:  # in quotes: that term, or that text, and nothing near it
        hit = _exact(index, phrase)
        terms += hit
        phrases += [] if hit else [phrase]
    words = tokens(part.text)
    if not words and not part.phrases:
        return None
    left: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST_PHRASE), at, -1):
            hit = _terms_of(index, words[at:end])
            if hit:
                terms += hit
                at = end
                break
        else:
            left += _han_terms(index, words[at], terms) if is_han(words[at][0]) else [words[at]]
            at += 1
    if left:
        from .flags import without_whom

        left = without_whom(part.text, left, not terms)
    words_left, partial = _leftovers(index, left, terms, remarks)
    unique = list(dict.fromkeys(terms))
    text = " ".join([part.text, *(f'"{p}"' for p in part.phrases)]).strip()
    wider = [w for term in unique for (w,) in index.rows("SELECT wider FROM broader WHERE term = ?", term)]
    wider = [term for term in dict.fromkeys(wider) if term not in unique]
    partial = [term for term in dict.fromkeys(partial) if term not in (*unique, *wider)]
    return Asked(text, unique, wider, partial, words_left, phrases)


def _leftovers(index: Index, left: list[str], terms: list[str], remarks: list[str]) -> tuple[list[str], list[str]]:
    """Return words that name no term by themselves, mended where they are one slip away, and terms that hold them."""
    words: list[str] = []
    partial: list[str] = []
    for word in left:
        base = stems([word])[0]
        if not _known(index, base):
            near = _nearest(index, base)
            if near is None:
                remarks.append(f"{word!r} is unknown.")
                continue
            taken, sure = near
            if not sure:
                remarks.append(f"{word!r} is unknown; near it: {', '.join(taken)}.")
                continue
            remarks.append(f"{word!r} was taken for {taken[0]!r}.")
            base = taken[0]
            again = _terms_of(index, [base])
            if again:
                terms += again
                continue
        words.append(base)
        partial += [t for (t,) in index.rows("SELECT term FROM term_words WHERE word = ?", base)]
    if len(words) > 1:  # a term that holds more of the words says more
        counts = {t: partial.count(t) for t in partial}
        most = max(counts.values(), default=0)
        partial = [t for t in dict.fromkeys(partial) if counts[t] == most]
    return words, partial


def _exact(index: Index, phrase: str) -> list[str]:
    return [t for (t,) in index.rows("SELECT term FROM words WHERE phrase = ? ORDER BY term", " ".join(tokens(phrase)))]


def _terms_of(index: Index, words: list[str]) -> list[str]:
    for phrase in dict.fromkeys((" ".join(words), " ".join(stems(words)))):
        hit = [t for (t,) in index.rows("SELECT term FROM words WHERE phrase = ? ORDER BY term", phrase)]
        if hit:
            return hit
    return []


def _han_terms(index: Index, run: str, terms: list[str]) -> list[str]:
    """Find the longest known words in an unbroken run of characters; return the pieces that are unknown."""
    left, at = [], 0
    while at < len(run):
        for end in range(min(len(run), at + _LONGEST_RUN), at + 1, -1):
            hit = _terms_of(index, [run[at:end]])
            if hit:
                terms += hit
                at = end
                break
        else:
            left.append(run[at])
            at += 1
    return ["".join(left)] if left else []


def _known(index: Index, word: str) -> bool:
    if index.one("SELECT 1 FROM term_words WHERE word = ?", word):
        return True
    quoted = word.replace('"', " ").strip()
    return bool(quoted) and bool(index.one("SELECT 1 FROM texts WHERE texts MATCH ?", f'"{quoted}"'))


def _nearest(index: Index, word: str) -> tuple[list[str], bool] | None:
    """Return the known words nearest to `word`, and whether the first may be taken for it; None if none is near."""
    if len(word) < 4 or len(word) > 40 or not word.isascii():
        return None
    from ..names.near import nearest_words

    words = [w for (w,) in index.rows("SELECT DISTINCT word FROM term_words")]
    near = nearest_words(word, words)
    if not near:
        return None
    one_slip = nearest_words(word, near, limit=2)
    sure = len(word) >= 5 and bool(one_slip) and one_slip[0][:1] == word[:1]
    return near, sure
