"""The words of a complaint cut into terms: the longest runs of words first, wherever they stand."""

from __future__ import annotations

from ..library.index import Index
from ..lite import NamedTuple
from ..names.fold import is_han
from ..names.lexicon import LIGHT, SAME, STATES
from ..names.words import bag, stems, telling

LONGEST_PHRASE = 7
_LONGEST_RUN = 10  # characters of a Chinese word
_WORDS = "SELECT phrase, term, 0 FROM words WHERE phrase IN (?, ?, ?) UNION ALL SELECT phrase, name, 1 FROM lacking WHERE phrase IN (?, ?, ?)"  # fmt: skip


class Cut(NamedTuple):
    """What words mean: terms, complaints that nothing is listed for, words left that say something, and how many were taken.

    `whole`: one run took every word that says something.
    """

    terms: list[str]
    lacking: list[str]
    left: list[str]
    known: int
    whole: bool


def cut(index: Index, words: list[str]) -> Cut:
    """Return what the words mean. A word that says nothing alone leads nowhere alone, unless nothing else was asked."""
    lone = not telling(words)
    hits: dict[int, tuple[list[str], list[str]]] = {}
    taken: set[int] = set()
    alone: set[int] = set()  # places of runs of one word
    for length in range(min(len(words), LONGEST_PHRASE), 0, -1):
        for at in range(len(words) - length + 1):
            span = range(at, at + length)
            if taken.intersection(span) or (length == 1 and words[at] in LIGHT and not lone):
                continue
            found = found_by(index, words[at : at + length])
            if found != ([], []):
                hits[at] = found
                taken.update(span)
                alone.update(span if length == 1 else ())
    for at, word in enumerate(words):
        if word in STATES and (at in alone or at not in taken) and (states := _states(index, words, at)):
            hits[at] = (states, [])
            taken.add(at)
    heads = [word for word in words if word in STATES or SAME.get(word) == "pain"]
    for at, word in enumerate(words):  # "neck and shoulder pain": what is said of one part is said of the other
        if at not in taken and heads and word not in LIGHT and word not in heads and not is_han(word[0]):
            also = [t for head in dict.fromkeys(heads) for t in found_by(index, [word, head])[0]]
            if also:
                hits[at] = (also, [])
                taken.add(at)
    terms = [t for at in sorted(hits) for t in hits[at][0]]
    lacking = [t for at in sorted(hits) for t in hits[at][1]]
    known = sum(words[i] not in LIGHT for i in taken) or len(hits)
    left: list[str] = []
    for i, word in enumerate(words):
        if i in taken or word in LIGHT:
            continue
        if is_han(word[0]):
            before = len(terms)
            left += _han_terms(index, word, terms)
            known += len(terms) > before
        else:
            left.append(word)
    return Cut(terms, lacking, left, known, len(hits) == 1 and not left)


def _states(index: Index, words: list[str], at: int) -> list[str]:
    """Return the terms that a state makes with a word elsewhere: "cold and painful feet" are cold feet too."""
    others = [w for i, w in enumerate(words) if i != at and w not in LIGHT and w not in STATES]
    return list(dict.fromkeys(t for other in others for t in found_by(index, [words[at], other])[0]))


def found_by(index: Index, run: list[str]) -> tuple[list[str], list[str]]:
    """Return the terms that a run of words means, or else the complaint that nothing is listed for: as it stands, by its
    stems, in another order or form."""
    keys = [" ".join(run), " ".join(stems(run)), bag(run) if len(run) > 1 else ""]
    rows = index.rows(_WORDS, *keys, *keys)
    for key in keys:
        terms = sorted({t for phrase, t, lacking in rows if key and phrase == key and not lacking})
        lacking = sorted({t for phrase, t, lacking in rows if key and phrase == key and lacking})
        if lacking and not terms and len(run) == 1 and key != run[0]:  # "burning" is no burn
            continue
        if terms or lacking:
            return terms, [] if terms else lacking
    return [], []


def _han_terms(index: Index, run: str, terms: list[str]) -> list[str]:
    """Find the longest known words in an unbroken run of characters; return the pieces that are unknown."""
    left, at = [], 0
    while at < len(run):
        for end in range(min(len(run), at + _LONGEST_RUN), at + 1, -1):
            hit = found_by(index, [run[at:end]])[0]
            if hit:
                terms += hit
                at = end
                break
        else:
            left.append(run[at])
            at += 1
    return ["".join(left)] if left else []
