"""Terms to points: who says that a point serves a complaint, and how much that counts.

One order, documented weights (docs/search.md): what books and papers prescribe for the complaint, graded; then main
indications, the more so the earlier the sources put them; then other indications; then names, places and actions; then
what commentary and combinations say. A point that serves more of the complaints asked for comes before one that serves
fewer.
"""

from __future__ import annotations

from ..errors import AcuError
from ..library.filters import Picked, pressed_codes
from ..library.index import Index
from ..lite import Any, NamedTuple
from ..names.words import tokens
from .query import Field, parse
from .understand import Asked, understand

# weights: see docs/search.md
GRADED = {"core": 18.0, "common": 10.0, "occasional": 4.0}
AGREED = 48.0  # for the whole weight of the sources behind the grade
MAIN, MAIN_EARLY, OTHER, CITED = 8.0, 4.0, 5.0, 0.4
BROADER = 0.7  # a term that holds the one asked for
PARTIAL = 0.4  # a term that merely holds a word of the query
NAME, PLACE, ACTION, TEXT, COMBINATION, PRESSED = 20.0, 4.0, 3.0, 1.0, 1.6, 8.0
FURTHER = 0.25  # each reason beside the weightiest
MOST_COMBINATIONS = 5  # further ones add nothing
MOST_REASONS = 6
_COLUMNS = (
    ("names", NAME, "name"),
    ("place", PLACE, "place"),
    ("actions", ACTION, "action"),
    ("meaning commentary combinations indications anatomy classics", TEXT, "text"),
)
_FIELD_WEIGHT = {"names": NAME, "place": PLACE, "actions": ACTION, "indications": OTHER}
_POSTINGS = "SELECT code, part, rank, cited, combined FROM postings WHERE term = ?"
_GRADED = "SELECT code, grade, share, why FROM graded WHERE term = ?"


class Reason(NamedTuple):
    """Why a point matched a part of the query, and how much that counts."""

    score: float
    why: str


class Answer(NamedTuple):
    """Ranked points and what to say besides."""

    urgent: list[str]
    results: list[dict[str, Any]]
    left_out: list[dict[str, str]]
    remarks: list[str]  # for standard error: what was taken for what, what is unknown
    told: list[str]  # for standard error, found or not: what holds for the one to be treated


class _Scored(NamedTuple):
    served: int
    score: float
    code: str
    why: list[str]
    reckoning: list[str]
    grade: str | None


def search(index: Index, query: str, picked: Picked, reckon: bool = False) -> Answer:
    """Return the points for `query`, best first; with `reckon` every reason of a row with what it adds.

    No results where nothing matches; `nothing` says so. Raises AcuError (usage) for a query that cannot be read.
    """
    asked = parse(query)
    remarks: list[str] = []
    parts = [p for p in (understand(index, part, remarks) for part in asked.parts) if p is not None]
    found: dict[str, list[list[Reason]]] = {}
    for i, part in enumerate(parts):
        for code, reasons in _reasons(index, part).items():
            found.setdefault(code, [[] for _ in parts])[i] = reasons
    from .flags import red_flags, urgent
    from .whom import for_whom

    if not any(part.terms or part.named for part in parts) and red_flags(index, query):
        found = {}  # an emergency that is no complaint of the vocabulary: words that chance to stand in a text lead nowhere
    if asked.fields:
        found = _in_fields(index, asked.fields, found, bool(parts))
    order = {code: i for i, code in enumerate(index_order(index, found))}
    passing = {code: reasons for code, reasons in found.items() if picked.passes(code) and code in order}
    left_out = [{"code": c, "kind": picked.unsafe[c]} for c in order if c in passing and c in picked.unsafe]
    scored = [_score(code, reasons) for code, reasons in passing.items() if code not in picked.unsafe]
    scored.sort(key=lambda s: (-s.served, -s.score, order[s.code]))
    advice = urgent(index, query, [term for part in parts for term in part.terms])
    return Answer(advice, _results(index, scored, reckon), left_out, remarks, for_whom(query, picked.safe_in))


def terms_in(index: Index, query: str) -> list[str]:
    """Return the terms that a query means, without those that only share a word with it."""
    understood = (understand(index, part, []) for part in parse(query).parts)
    return list(dict.fromkeys(term for part in understood if part for term in part.terms))


def nothing(query: str, answer: Answer) -> AcuError:
    """Return the error that says that no point was found, and what to try."""
    shown = query if len(query) <= 60 else query[:57] + "..."
    hint = " ".join(answer.remarks[-2:]) or "Try a plainer word, or `acu term` for the vocabulary."
    if len(answer.remarks) == 1 and hint.endswith("is unknown.") and query.isascii():
        hint += f" If it is a point's name: `acu show {query.strip()}`."
    if answer.told and not answer.remarks:
        hint = "Give a complaint as well."
    if answer.left_out:
        hint = f"{len(answer.left_out)} were left out as unsafe."
    return AcuError("not_found", f"no point is listed for {shown!r}", hint, query)


def index_order(index: Index, codes: Any) -> list[str]:
    """Return codes in the order of the channels."""
    wanted = set(codes)
    return [c for (c,) in index.rows("SELECT code FROM points ORDER BY ord") if c in wanted]


def _results(index: Index, scored: list[_Scored], reckon: bool) -> list[dict[str, Any]]:
    import json

    wanted = {s.code for s in scored}
    rows = {c: json.loads(r) for c, r in index.rows("SELECT code, row FROM points") if c in wanted}
    pressed = pressed_codes(index)
    return [
        {
            **{key: rows[s.code][key] for key in ("code", "pinyin", "chinese", "english")},
            "score": s.score,
            "why": s.why,
            "cautions": rows[s.code]["cautions"],
            "grade": s.grade,
            "pressed": s.code in pressed,
            "reckoning": s.reckoning if reckon else [],
        }
        for s in scored
    ]


def _matches(index: Index, columns: str, text: str) -> list[str]:
    """Return the codes whose texts match in the given columns; `text` is in the index's own query language."""
    return [c for (c,) in index.rows("SELECT code FROM texts WHERE texts MATCH ?", f"{{{columns}}} : ({text})")]


def _quoted(words: list[str]) -> str:
    """Return words, or phrases, that must all be there."""
    return " ".join('"' + w.replace('"', " ") + '"' for w in words if w.strip())


def _in_fields(
    index: Index, fields: list[Field], found: dict[str, list[list[Reason]]], complaints: bool
) -> dict[str, list[list[Reason]]]:
    """Return only points that pass every field, each with the fields as reasons; all that pass where no complaint is given."""
    for field in fields:
        codes = _matches(index, field.column, _quoted([field.text]))
        if not complaints:
            found = {c: found.get(c, []) for c in codes if c in found or field is fields[0]}
        reason = Reason(_FIELD_WEIGHT.get(field.column, TEXT), f"{field.label}: {field.text}")
        found = {code: [*found[code], [reason]] for code in codes if code in found}
    return found


def _reasons(index: Index, part: Asked) -> dict[str, list[Reason]]:
    found: dict[str, list[Reason]] = {}

    def add(code: str, score: float, why: str) -> None:
        found.setdefault(code, []).append(Reason(score, why))

    for share, terms in ((1.0, part.terms), (BROADER, part.broader), (PARTIAL, part.partial)):
        for term in terms:
            for code, grade, agreed, why in index.rows(_GRADED, term):
                add(code, share * (GRADED[grade] + AGREED * agreed), why)
            for code, where, rank, cited, combined in index.rows(_POSTINGS, term):
                agreed = CITED * min(cited, 5)
                if where == "main":
                    add(code, share * (MAIN + MAIN_EARLY / (1 + rank) + agreed), f"main indication: {term}")
                elif where == "other":
                    add(code, share * (OTHER + agreed), f"indication: {term}")
                if combined:
                    what = "1 combination" if combined == 1 else f"{combined} combinations"
                    add(code, share * COMBINATION * min(combined, MOST_COMBINATIONS), f"{what} for {term}")
    for term in part.terms:
        for code in _matches(index, "commentary", _quoted([" ".join(tokens(term))])):
            add(code, TEXT, f"commentary on {term}")
        for code, source in index.rows("SELECT code, source FROM pressed WHERE term = ?", term):
            add(code, PRESSED, f"pressed by oneself for {term} ({source})")
    for named in part.named:
        add(named.code, named.score, named.why)
    only = set(found) if part.beside else None  # a word beside a complaint adds no point of its own
    for words in ([part.words] if part.words else []) + [[phrase] for phrase in part.phrases]:
        for columns, weight, label in _COLUMNS:
            if _quoted(words):
                # A name that holds several of the words is hardly chance.
                sure = weight * len(words) if columns == "names" else weight
                for code in _matches(index, columns, _quoted(words)):
                    if only is None or code in only or words is not part.words:
                        add(code, sure, f"{label}: {' '.join(words)}")
    return _there(index, part, found) if part.place else found


def _there(index: Index, part: Asked, found: dict[str, list[Reason]]) -> dict[str, list[Reason]]:
    """Return the points whose place is told so ("between the eyebrows"), if there are any; else all that were found."""
    words = list(dict.fromkeys([part.place, *part.words]))
    near = " ".join('"' + w.replace('"', " ") + '"' for w in words)
    codes = _matches(index, "place", f"NEAR({near}, 6)")
    reason = Reason(PLACE, f"place: {' '.join(words)}")
    return {code: [reason] for code in codes} or found


def _score(code: str, reasons: list[list[Reason]]) -> _Scored:
    """Return how many complaints are served, the score, and the reasons, weightiest first.

    Within one complaint the best reason counts whole, each further one a quarter.
    """
    served, total = 0, 0.0
    why: list[str] = []
    reckoning: list[str] = []
    for part in reasons:
        ranked = sorted(part, key=lambda r: -r.score)
        served += bool(ranked)
        for i, reason in enumerate(ranked):
            adds = reason.score * (FURTHER if i else 1)
            total += adds
            reckoning.append(f"+{adds:.2f} {reason.why}")
        why += [r.why for r in ranked]
    grades = [g for g in GRADED if any(w.startswith(f"{g} for ") for w in why)]
    return _Scored(served, round(total, 1), code, list(dict.fromkeys(why))[:MOST_REASONS], reckoning, next(iter(grades), None))  # fmt: skip
