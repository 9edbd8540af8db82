"""Which of the user's own notes answer a search? They lead the answer: nobody knows better what was written."""

from typing import Any

from .errors import AcuError
from .library import notes, paths
from .library.filters import Picked
from .library.index import Index
from .names.fold import is_han
from .names.words import stems, tokens
from .searching import Answer, index_order, terms_in
from .searching.query import LIST_MARKS, parse

WEIGHT = 100.0  # see docs/search.md: more than a complaint earns elsewhere
EXCERPT = 60  # letters of a note that a reason shows
MOST_REASONS = 6


def with_notes(index: Index, query: str, answer: Answer, picked: Picked, reckon: bool = False) -> Answer:
    """Return the answer with the points whose note matches the query first, each with the note as a reason.

    A note matches if it holds all words of a complaint, or all words of a term that the query means. Where the query
    names fields, only points that pass them are led by their notes.
    """
    if not paths.has_notes():
        return answer
    asked = parse(query)
    hits = _hits(notes.texts(), [[*tokens(p.text), *tokens(" ".join(p.phrases))] for p in asked.parts], terms_in(index, query))  # fmt: skip
    found = {row["code"]: row for row in answer.results}
    told = {entry["code"] for entry in answer.left_out}
    codes = [c for c in index_order(index, hits) if picked.passes(c) and (not asked.fields or c in found or c in told)]
    left_out = [*answer.left_out, *({"code": c, "kind": picked.unsafe[c]} for c in codes if c in picked.unsafe and c not in told)]  # fmt: skip
    codes = [c for c in codes if c not in picked.unsafe]
    mine = [_row(found.get(code) or _bare(index, code), hits[code], reckon) for code in codes]
    mine.sort(key=lambda row: -row["score"])
    rest = [row for row in answer.results if row["code"] not in set(codes)]
    remarks = answer.remarks if answer.results or not mine else []
    return answer._replace(results=[*mine, *rest], left_out=left_out, remarks=remarks)


def matching(index: Index, query: str, texts: dict[str, str]) -> dict[str, str]:
    """Return an excerpt of every note that holds the words of a query, or of a term that it means, by code."""
    for mark in (*LIST_MARKS, "/"):
        query = query.replace(mark, "\0")
    try:
        terms = [term for part in query.split("\0") for term in terms_in(index, part)]
    except AcuError:  # what is no query of search may still be words of a note
        terms = []
    return _hits(texts, [tokens(part) for part in query.split("\0")], terms)


def _hits(texts: dict[str, str], wanted: list[list[str]], terms: list[str]) -> dict[str, str]:
    wanted = [words for words in [*wanted, *map(tokens, terms)] if words]
    return {code: excerpt(text, wanted) for code, text in texts.items() if any(_holds(text, w) for w in wanted)}


def _holds(text: str, words: list[str]) -> bool:
    held = set(stems(tokens(text)))
    flat = "".join(text.split())
    return all(word in flat if is_han(word[0]) else stem in held for word, stem in zip(words, stems(words), strict=True))  # fmt: skip


def excerpt(text: str, wanted: list[list[str]]) -> str:
    """Return the first line of a note that holds a wanted word, shortened around it."""
    flat = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    words = {stem for each in wanted for stem in stems(each)} | {w for each in wanted for w in each}
    line = next((x for x in flat if words & set(stems(tokens(x)))), flat[0] if flat else "")
    if len(line) <= EXCERPT:
        return line
    low = line.casefold()
    at = min((i for w in words if (i := low.find(w)) >= 0), default=0)
    start = max(0, min(at - EXCERPT // 3, len(line) - EXCERPT))
    piece = line[start : start + EXCERPT].strip()
    return ("…" if start else "") + piece + ("…" if start + EXCERPT < len(line) else "")


def _bare(index: Index, code: str) -> dict[str, Any]:
    """Return the row of search for a point that nothing but its note speaks for."""
    import json

    row = json.loads(index.one("SELECT row FROM points WHERE code = ?", code))
    pressed = index.one("SELECT 1 FROM facets WHERE kind = 'pressed' AND value = 'yes' AND code = ?", code)
    named = {key: row[key] for key in ("code", "pinyin", "chinese", "english")}
    return {**named, "score": 0.0, "why": [], "cautions": row["cautions"], "grade": None, "pressed": bool(pressed), "reckoning": []}  # fmt: skip


def _row(row: dict[str, Any], note: str, reckon: bool) -> dict[str, Any]:
    why = f"your note: {note}"
    reckoning = [f"+{WEIGHT:.2f} {why}", *row["reckoning"]] if reckon else []
    score = round(row["score"] + WEIGHT, 1)
    return {**row, "score": score, "why": [why, *row["why"]][:MOST_REASONS], "reckoning": reckoning}
