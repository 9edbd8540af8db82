"""What do the words mean? Words of a complaint to terms of the vocabulary, slips and unknown words said."""

from __future__ import annotations

from ..errors import AcuError
from ..library.index import Index
from ..lite import NamedTuple
from ..names.lexicon import SPATIAL
from ..names.words import stems, telling, tokens
from .query import Part
from .runs import Cut, cut
from .trade import Named, by_action, by_code, by_name, by_pattern, by_role

_MOST_UNKNOWN = 5  # words that are said to be unknown
_MOST_NEAR = 3  # terms that are named where none is meant


class Asked(NamedTuple):
    """One complaint: its words, the terms it means, terms that hold these, terms that share words with it, words left over,
    phrases in quotes, and points that it names in the words of the trade.

    `beside`: the words left over stand beside terms and only weigh for the points of these. `place`: the word that tells
    that they mean a place.
    """

    text: str
    terms: list[str]
    broader: list[str]
    partial: list[str]
    words: list[str]
    phrases: list[str]
    named: list[Named]
    beside: bool
    place: str


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
    text = " ".join([part.text, *(f'"{p}"' for p in part.phrases)]).strip()
    asked = Asked(text, terms, [], [], [], phrases, [], False, "")
    try:
        named, whole = by_code(index, part.text)
    except AcuError as error:
        remarks.append(f"{error.line().removeprefix('Error: ')}")
        return asked
    if whole:
        return asked._replace(named=named)
    typed = {token for n in named for token in tokens(n.why.partition(": ")[2])}
    words = [word for word in words if word not in typed]
    named += by_pattern(index, words) if len(words) > 1 else []
    meant = _cut(index, words, part.text)
    for name in meant.lacking:
        near = index.one("SELECT near FROM lacking WHERE name = ? LIMIT 1", name)
        remarks.append(f"Nothing is listed for {name} itself{f'; nearest known: {near}' if near else ''}.")
    if named and named[0].kind == "pattern" and not meant.whole:
        return asked._replace(named=named)  # a pattern is one thing, whatever its words are besides
    if meant.left and not named:
        named = by_role(index, words, bool(meant.terms)) or by_action(index, words, bool(meant.terms))
        named = named or ([] if meant.terms else by_name(index, part.text))
        if named and not meant.terms:
            kept = [] if named[0].kind == "role" else stems(telling(words))
            return asked._replace(named=named, words=kept)
    unknown: list[str] = []
    if not named or named[0].kind != "role":
        mended, unknown = _slips(index, meant, remarks)
        if not mended and len(unknown) > meant.known + len(meant.left) - len(unknown):
            return asked  # what little is understood would mislead
        if mended:
            words = [mended.get(word, word) for word in words]
            meant = _cut(index, words, part.text)
    terms = [*terms, *meant.terms]
    known = [word for word in meant.left if word not in unknown]
    place = "" if terms or not known else next((w for w in words if w in SPATIAL), "")
    left, partial = _leftovers(index, stems(known), terms, bool(unknown), [] if place else remarks)
    if named and named[0].kind == "role":
        left, partial = [], []
    unique = list(dict.fromkeys(terms))
    wider = [w for term in unique for (w,) in index.rows("SELECT wider FROM broader WHERE term = ?", term)]
    wider = [term for term in dict.fromkeys(wider) if term not in unique]
    partial = [term for term in dict.fromkeys(partial) if term not in (*unique, *wider)]
    return Asked(text, unique, wider, partial, left, phrases, named, bool(unique), place)


def _cut(index: Index, words: list[str], typed: str) -> Cut:
    """Return the words cut into terms, what is left over without those that say who is to be treated."""
    meant = cut(index, words)
    if not meant.left:
        return meant
    from .whom import without_whom

    return meant._replace(left=without_whom(typed, meant.left, not meant.terms))


def _slips(index: Index, meant: Cut, remarks: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the words that are one slip away from a known one, with that, and the words that are unknown; both are said.

    Where most words are known nowhere, no slip is mended: the words are another language's.
    """
    strange = [word for word in meant.left if not _known(index, stems([word])[0])]
    slips = {word: _nearest(index, word) for word in strange}
    mended = {word: near[0] for word, (near, sure) in slips.items() if sure}
    if len(mended) < len(strange) and 2 * len(strange) > meant.known + len(meant.left):
        mended = {}
    for word, taken in mended.items():
        remarks.append(f"{word!r} was taken for {taken!r}.")
    unknown = [word for word in strange if word not in mended]
    if unknown:
        near = slips[unknown[0]][0] if len(unknown) == 1 else []
        shown = ", ".join(map(repr, unknown[:_MOST_UNKNOWN]))
        like = f"; near it: {', '.join(near)}" if near else ""
        remarks.append(f"{shown} {'is' if len(unknown) == 1 else 'are'} unknown{like}.")
    return mended, unknown


def _leftovers(index: Index, words: list[str], terms: list[str], more: bool, remarks: list[str]) -> tuple[list[str], list[str]]:  # fmt: skip
    """Return those of the words left over that may be looked for, and terms that hold them; `more`: others are unknown."""
    if not words:
        return [], []
    holding = {word: [t for (t,) in index.rows("SELECT term FROM term_words WHERE word = ?", word)] for word in words}
    if terms:  # a word beside a term narrows it, and leads nowhere else
        narrower = {t for term in terms for (t,) in index.rows("SELECT term FROM broader WHERE wider = ?", term)}
        return words, [t for held in holding.values() for t in held if t in narrower]
    shared = _sharing(holding, more, remarks)
    return ([] if more and not shared else words), shared


def _sharing(holding: dict[str, list[str]], more: bool, remarks: list[str]) -> list[str]:
    """Return the terms that hold most of the words, if that is more than one of several; else they are only named.

    `more`: there were unknown words besides.
    """
    flat = [t for held in holding.values() for t in held]
    counts = {t: flat.count(t) for t in flat}
    most = max(counts.values(), default=0)
    best = [t for t in counts if counts[t] == most]
    if (len(holding) == 1 and not more) or (most > 1 and 2 * most >= len(holding)):
        return best
    if best:
        remarks.append(f"No complaint of these words together is known; nearest: {', '.join(best[:_MOST_NEAR])}.")
    return []


def _exact(index: Index, phrase: str) -> list[str]:
    return [t for (t,) in index.rows("SELECT term FROM words WHERE phrase = ? ORDER BY term", " ".join(tokens(phrase)))]


def _known(index: Index, word: str) -> bool:
    if index.one("SELECT 1 FROM term_words WHERE word = ?", word):
        return True
    quoted = word.replace('"', " ").strip()
    return bool(quoted) and bool(index.one("SELECT 1 FROM texts WHERE texts MATCH ?", f'"{quoted}"'))


def _nearest(index: Index, word: str) -> tuple[list[str], bool]:
    """Return the known words nearest to `word`, and whether the first may be taken for it.

    A plain word of English is never taken for another.
    """
    base = stems([word])[0]
    if len(base) < 4 or len(base) > 40 or not base.isascii():
        return [], False
    from ..names.near import allowed, nearest_words, slips

    words = [w for (w,) in index.rows("SELECT DISTINCT word FROM term_words")]
    near = nearest_words(base, words)
    if not near:
        return [], False
    from ..names.plain import is_english

    if is_english(word):
        return [], False
    sure = near[0][:1] == base[:1] and slips(base, near[0]) <= allowed(len(base))
    return near, sure
