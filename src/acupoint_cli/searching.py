"""Which points help? Words to terms, terms to points, each point with the reasons for its place.

One order, documented weights: a main indication counts most, the more so the earlier the sources put it; then other
indications; then names, places and actions; then what commentary and combinations say. A point that serves more of the
complaints asked for comes before one that serves fewer.
(Not named search.py: the package promises `acupoint_cli.search` as a function, and a module would take its name.)
"""

from typing import Any, NamedTuple

from .errors import AcuError
from .library.filters import Picked
from .library.index import Index
from .names.fold import is_han
from .names.words import stems, tokens

# weights: see docs/search.md
MAIN, MAIN_EARLY, OTHER, CITED = 10.0, 4.0, 4.0, 0.4
PARTIAL = 0.4  # a term that merely holds a word of the query
NAME, PLACE, ACTION, TEXT, COMBINATION = 8.0, 4.0, 3.0, 1.0, 0.8
MOST_COMBINATIONS = 5  # further ones add nothing
LONGEST_PHRASE = 7
MOST_LETTERS = 1000
_POSTINGS = "SELECT code, part, rank, cited, combined FROM postings WHERE term = ?"


class Reason(NamedTuple):
    """Why a point matched a part of the query, and how much that counts."""

    score: float
    why: str


class Asked(NamedTuple):
    """One complaint of the query: its words, the terms it means, terms that share a word, and words left over."""

    text: str
    terms: list[str]
    partial: list[str]
    words: list[str]


class Answer(NamedTuple):
    """Ranked points and what to say besides."""

    urgent: list[str]
    results: list[dict[str, Any]]
    left_out: list[dict[str, str]]
    remarks: list[str]  # for standard error: what was taken for what, what is unknown


def search(index: Index, query: str, picked: Picked) -> Answer:
    """Return the points for `query`, best first.

    No results where nothing matches; `nothing` says so. Raises AcuError (usage) for an empty or endless query.
    """
    if not query.strip():
        raise AcuError("usage", "there is nothing to search for", "Give a complaint, such as insomnia.", query)
    if len(query) > MOST_LETTERS:
        raise AcuError(
            "usage", f"a query of {len(query)} letters is too long", f"Give at most {MOST_LETTERS}.", query[:60]
        )
    remarks: list[str] = []
    understood = (_understand(index, part, remarks) for part in _parts(query))
    parts = [part for part in understood if part is not None]
    urgent = _urgent(index, parts)
    found: dict[str, list[list[Reason]]] = {}
    for i, part in enumerate(parts):
        for code, reasons in _reasons(index, part).items():
            found.setdefault(code, [[] for _ in parts])[i] = reasons
    passing = {code: reasons for code, reasons in found.items() if picked.passes(code)}
    left_out = [{"code": c, "kind": picked.unsafe[c]} for c in index_order(index, passing) if c in picked.unsafe]
    scored = [(*_score(reasons), code) for code, reasons in passing.items() if code not in picked.unsafe]
    order = {code: i for i, code in enumerate(index_order(index, passing))}
    scored.sort(key=lambda s: (-s[0], -s[1], order[s[3]]))
    rows = _rows(index, [s[3] for s in scored])
    results = []
    for _, score, why, code in scored:
        row = rows[code]
        results.append(
            {
                "code": code,
                "pinyin": row["pinyin"],
                "chinese": row["chinese"],
                "english": row["english"],
                "score": score,
                "why": why,
                "cautions": row["cautions"],
            }
        )
    return Answer(urgent, results, left_out, remarks)


def terms_in(index: Index, query: str) -> list[str]:
    """Return the terms that a query means, without those that only share a word with it."""
    understood = (_understand(index, part, []) for part in _parts(query))
    return list(dict.fromkeys(term for part in understood if part for term in part.terms))


def nothing(query: str, answer: Answer) -> AcuError:
    """Return the error that says that no point was found, and what to try."""
    shown = query if len(query) <= 60 else query[:57] + "..."
    hint = answer.remarks[-1] if answer.remarks else "Try a plainer word, or `acu term` for the vocabulary."
    if answer.left_out:
        hint = f"{len(answer.left_out)} were left out as unsafe."
    return AcuError("not_found", f"no point is listed for {shown!r}", hint, query)


def index_order(index: Index, codes: Any) -> list[str]:
    """Return codes in the order of the channels."""
    wanted = set(codes)
    return [c for (c,) in index.rows("SELECT code FROM points ORDER BY ord") if c in wanted]


def _rows(index: Index, codes: list[str]) -> dict[str, dict[str, Any]]:
    import json

    wanted = set(codes)
    return {c: json.loads(r) for c, r in index.rows("SELECT code, row FROM points") if c in wanted}


def _parts(query: str) -> list[str]:
    for mark in ",;，；、/\n":
        query = query.replace(mark, "\0")
    return [part.strip() for part in query.split("\0") if part.strip()]


def _understand(index: Index, text: str, remarks: list[str]) -> Asked | None:
    words = tokens(text)
    if not words:
        return None
    terms: list[str] = []
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
    partial: list[str] = []
    words_left: list[str] = []
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
        words_left.append(base)
        partial += [t for (t,) in index.rows("SELECT term FROM term_words WHERE word = ?", base)]
    if len(words_left) > 1:  # a term that holds more of the words says more
        counts = {t: partial.count(t) for t in partial}
        most = max(counts.values(), default=0)
        partial = [t for t in dict.fromkeys(partial) if counts[t] == most]
    unique = list(dict.fromkeys(terms))
    return Asked(text, unique, [t for t in dict.fromkeys(partial) if t not in unique], words_left)


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
        for end in range(min(len(run), at + 10), at + 1, -1):
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
    return bool(_matches(index, "names actions place meaning commentary combinations", [word]))


def _nearest(index: Index, word: str) -> tuple[list[str], bool] | None:
    """Return the known words nearest to `word`, and whether the first may be taken for it; None if none is near."""
    if len(word) < 4 or len(word) > 40 or not word.isascii():
        return None
    from .names.near import nearest_words

    words = [w for (w,) in index.rows("SELECT DISTINCT word FROM term_words")]
    near = nearest_words(word, words)
    if not near:
        return None
    one_slip = nearest_words(word, near, limit=2)
    sure = len(word) >= 5 and bool(one_slip) and one_slip[0][:1] == word[:1]
    return near, sure


def _urgent(index: Index, parts: list[Asked]) -> list[str]:
    out: list[str] = []
    for part in parts:
        for term in part.terms:
            line = index.one("SELECT line FROM urgent WHERE term = ?", term)
            if line and line not in out:
                out.append(line)
    return out


def _matches(index: Index, columns: str, words: list[str]) -> list[str]:
    """Return the codes whose texts hold all the words in the given columns."""
    quoted = " ".join('"' + w.replace('"', " ") + '"' for w in words if w.strip())
    if not quoted:
        return []
    return [c for (c,) in index.rows("SELECT code FROM texts WHERE texts MATCH ?", "{" + columns + "} : (" + quoted + ")")]  # fmt: skip


def _reasons(index: Index, part: Asked) -> dict[str, list[Reason]]:
    found: dict[str, list[Reason]] = {}

    def add(code: str, score: float, why: str) -> None:
        found.setdefault(code, []).append(Reason(score, why))

    for share, terms in ((1.0, part.terms), (PARTIAL, part.partial)):
        for term in terms:
            for code, where, rank, cited, combined in index.rows(_POSTINGS, term):
                if where == "main":
                    add(
                        code,
                        share * (MAIN + MAIN_EARLY / (1 + rank) + CITED * min(cited, 5)),
                        f"main indication: {term}",
                    )
                elif where == "other":
                    add(code, share * (OTHER + CITED * min(cited, 5)), f"indication: {term}")
                if combined:
                    what = "1 combination" if combined == 1 else f"{combined} combinations"
                    add(code, 4 * share * COMBINATION * min(combined, MOST_COMBINATIONS), f"{what} for {term}")
    for term in part.terms:
        for code in _matches(index, "commentary", [" ".join(tokens(term))]):
            add(code, TEXT, f"commentary on {term}")
    if part.words:
        for columns, weight, label in (("names", NAME, "name"), ("place", PLACE, "place"), ("actions", ACTION, "action"), ("meaning commentary combinations", TEXT, "text")):  # fmt: skip
            for code in _matches(index, columns, part.words):
                add(code, weight, f"{label}: {' '.join(part.words)}")
    return found


def _score(reasons: list[list[Reason]]) -> tuple[int, float, list[str]]:
    """Return how many complaints are served, the score, and the reasons, weightiest first.

    Within one complaint the best reason counts whole, each further one a quarter.
    """
    served, total, why = 0, 0.0, []
    for part in reasons:
        ranked = sorted(part, key=lambda r: -r.score)
        if ranked:
            served += 1
            total += ranked[0].score + 0.25 * sum(r.score for r in ranked[1:])
            why += [r.why for r in ranked]
    return served, round(total, 1), list(dict.fromkeys(why))[:6]
