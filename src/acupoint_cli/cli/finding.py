"""`acu search`, `acu related` and `acu combine`: rows about points."""

from __future__ import annotations

from .. import saying
from ..errors import FOUND, AcuError
from ..library import paths
from ..library.index import Index, open_index
from ..lite import TYPE_CHECKING, Any
from ..names.resolve import resolve
from ..render import records as out
from .output import (
    TREES,
    Options,
    array,
    cautions_of,
    close,
    dangers_first,
    envelope,
    one_point,
    parsed,
    say_left_out,
    written_rows,
)

if TYPE_CHECKING:
    from ..library.filters import Filters, Picked
    from ..searching import Answer

DEFAULT_LIMIT = 20
SPARE = "where"  # the column of a table that a narrow screen goes without
PRESSED = "may be pressed, says a source"


def search(words: list[str], options: Options, filters: Filters | None = None, why: bool = False) -> int:
    """Print the points for a complaint, best first, each with the reasons for its place."""
    from ..library.filters import Filters, pick
    from ..searching import nothing
    from ..searching import search as find

    filters = filters or Filters()
    form = options.resolved()
    index = open_index()
    query = " ".join(words)
    picked = pick(index, filters)
    answer = _with_notes(index, query, find(index, query, picked, why), picked, why)
    limit = DEFAULT_LIMIT if filters.limit is None else filters.limit
    rows = answer.results[:limit] if limit else answer.results
    errors = [] if answer.results else [nothing(query, answer)]
    if answer.urgent:
        from .dangers import say_urgent

        say_urgent(answer.urgent, form, options, bool(rows))
    if form in TREES:
        envelope(
            {
                "query": out.dumps(query),
                "urgent": out.dumps(answer.urgent),
                "results": array(rows, options),
                "total": str(len(answer.results)),
                "left_out": out.dumps(answer.left_out),
                "remarks": out.dumps([*answer.told, *answer.remarks]),
            },
            errors,
            form,
        )
    else:
        if form == "table" and not options.fields:
            rows = _for_people(index, rows, why)
        written_rows(rows, form, options, f"Points for {query}", (SPARE,))
    for remark in [*answer.told, *(answer.remarks if answer.results else [])]:
        saying.note(f"acu: {remark}")
    if answer.results and len(rows) < len(answer.results):
        saying.note(f"acu: the first {len(rows)} of {len(answer.results)}; --limit 0 shows all.")
    say_left_out(answer.left_out, filters.safe_in)
    return close(errors)


def _for_people(index: Index, rows: list[dict[str, Any]], why: bool) -> list[dict[str, Any]]:
    """Return what a person reads of rows, dangers first; a point that a source has pressed is marked.

    The region is a column to spare, for a wide screen.
    """
    region: dict[str, str] = dict(index.rows("SELECT code, region FROM points"))
    shown = []
    for row in rows:
        told = row["reckoning"] if why else row["why"]
        told = [*told, PRESSED] if row["pressed"] else told
        shown.append({**row, "why": told, SPARE: region.get(row["code"], "")})
    return [{key: row[key] for key in ("code", "pinyin", "chinese", "english", "cautions", SPARE, "score", "why")} for row in shown]  # fmt: skip


def _with_notes(index: Index, query: str, answer: Answer, picked: Picked, why: bool) -> Answer:
    """Return the answer with the user's own notes; without a notes file, as it is."""
    if not paths.has_notes():
        return answer
    from ..noted import with_notes

    return with_notes(index, query, answer, picked, why)


def related(
    words: list[str], options: Options, kinds: tuple[str, ...] = (), graph: str = "", filters: Filters | None = None
) -> int:  # fmt: skip
    """Print the points that belong with one, each with its kind, reason and cautions, or the graph of them."""
    from ..relate import relations

    if kinds:
        kinds = _kinds(kinds)

    form = options.resolved()
    if graph and (options.format != "auto" or options.fields):
        asked = f"--format {options.format}" if options.format != "auto" else "--fields"
        raise AcuError("usage", f"--graph prints {graph}, not what {asked} asks for", "Leave one of them out.")
    index = open_index()
    unsafe: dict[str, str] = {}
    if filters:
        from ..library.filters import pick

        unsafe = pick(index, filters).unsafe
    found = one_point(words, index, options, form, {"point": "null", "related": "[]", "left_out": "[]"})
    if isinstance(found, AcuError):
        return found.exit_code
    rows = relations(index, parsed(index.record(found.code) + "}"))
    rows = [row for row in rows if not kinds or row["kind"] in kinds]
    left_out = [{"code": c, "kind": unsafe[c]} for c in dict.fromkeys(row["code"] for row in rows) if c in unsafe]
    rows = [row for row in rows if row["code"] not in unsafe]
    told = cautions_of(index, {row["code"] for row in rows})
    rows = [{**row, "cautions": told.get(row["code"], [])} for row in rows]
    code, pinyin, chinese, english = index.rows("SELECT code, pinyin, chinese, english FROM points WHERE code = ?", found.code)[0]  # fmt: skip
    point = {"code": code, "pinyin": pinyin, "chinese": chinese, "english": english}
    if graph:
        from ..render.graph import GRAPHS

        out.out(GRAPHS[graph](point, rows))
        say_left_out(left_out, filters.safe_in if filters else ())
        return FOUND
    errors = [] if rows else [AcuError("not_found", f"no point belongs with {code} in this way", "Leave out --kind and --safe-in to see every one.", " ".join(words))]  # fmt: skip
    if form in TREES:
        parts = {"point": out.dumps(point), "related": array(rows, options), "left_out": out.dumps(left_out)}
        envelope(parts, errors, form)
    else:
        if form == "table" and not options.fields:
            rows = _told_once([dangers_first(row) for row in rows])
        title = f"Points that belong with {code} {pinyin} {chinese}"
        written_rows(rows, form, options, title, ("english",))
    say_left_out(left_out, filters.safe_in if filters else ())
    return close(errors)


def _told_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows for people: a point that comes again points back to its cautions instead of repeating them."""
    told: set[str] = set()
    out_rows = []
    for row in rows:
        again = row["code"] in told and bool(row["cautions"])
        out_rows.append({**row, "cautions": ["as above"]} if again else row)
        told.add(row["code"])
    return out_rows


def _kinds(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return kinds as they are written; raises AcuError (usage) for one that is none."""
    from ..names.fold import fold
    from ..relate import KINDS

    known = {fold(kind): kind for kind in KINDS}
    for kind in typed:
        if fold(kind) not in known:
            raise AcuError(
                "usage",
                f"--kind {kind!r} is unknown",
                f"Choose from: {', '.join(k.replace(' ', '-') for k in KINDS)}.",
                kind,
            )
    return tuple(known[fold(kind)] for kind in typed)


def combine(words: list[str], options: Options, filters: Filters | None = None) -> int:
    """Print the published combinations that hold all these points, or that serve this complaint."""
    import json

    from ..library.filters import Filters, pick
    from ..searching import terms_in
    from ..searching.flags import urgent
    from ..searching.whom import for_whom
    from .dangers import combined, say_urgent

    filters = filters or Filters()
    form = options.resolved()
    index = open_index()
    query = " ".join(words)
    words = _members(words)
    if not words:
        raise AcuError("usage", "combine needs points or a complaint", "Try `acu combine KI-1 PC-8`.", query)
    picked = pick(index, filters)
    held, doubt = _holding(index, words)
    words = [part for word in words for part in word.split()]
    points = [] if held else _codes_among(index, words)
    rest = [word for word in words if word not in points]
    ids = held or (_serving(index, " ".join(rest)) if rest else set())
    if points and rest:  # "KI-1 insomnia": for the complaint, and with the point
        ids &= _holding(index, points)[0]
    rows = [json.loads(t) for i in sorted(ids) for (t,) in index.rows("SELECT json FROM combinations WHERE id = ?", i)]
    if doubt and not rows:
        raise doubt
    rows, left_out = combined(index, rows, picked)
    hint = f"All hold a point left out for {', '.join(filters.safe_in)}." if left_out else "Name fewer points, or a plainer complaint, such as heel pain."  # fmt: skip
    errors = [] if rows else [AcuError("not_found", f"no combination is listed for {query[:60]!r}", hint, query)]
    advice = [] if held else urgent(index, query, terms_in(index, query))
    told = [] if held else for_whom(query, filters.safe_in)
    say_urgent(advice, form, options, bool(rows))
    if form in TREES:
        parts = {"urgent": out.dumps(advice), "combinations": array(rows, options), "left_out": out.dumps(left_out)}
        envelope({**parts, "remarks": out.dumps(told)}, errors, form)
    else:
        if form == "table" and not options.fields:
            rows = [dangers_first(row, "codes") for row in rows]
        written_rows(rows, form, options, f"Combinations for {query}")
    for line in told:
        saying.note(f"acu: {line}")
    say_left_out(left_out, filters.safe_in)
    return close(errors)


def _members(words: list[str]) -> list[str]:
    """Return the members of a list typed with commas, in one argument or several, or else the arguments; none is blank."""
    from ..searching.query import LIST_MARKS

    typed = " ".join(words)
    if set(typed) & set(LIST_MARKS):
        words = typed.translate(dict.fromkeys(map(ord, LIST_MARKS), ",")).split(",")
    return [word.strip() for word in words if word.strip()]


def _holding(index: Index, words: list[str]) -> tuple[set[int], AcuError | None]:
    """Return the combinations that hold every point named, none if not every word, or the whole, is a point.

    And what is to be said if nothing else is found: that one of the words names several points.
    """
    doubt = None
    for names in (words, [part for word in words for part in word.split()], [" ".join(words)]):
        try:
            codes = [resolve(name, index, exact=True).code for name in names]
        except AcuError as error:
            doubt = doubt or (error if error.code == "ambiguous" else None)
            continue
        held = [{i for (i,) in index.rows("SELECT id FROM combination_codes WHERE code = ?", code)} for code in codes]
        return set.intersection(*held), None
    return set(), doubt


def _codes_among(index: Index, words: list[str]) -> list[str]:
    """Return the words that are codes of points; raises AcuError (out_of_range) for a code that cannot be."""
    from ..names import codes as written

    found = []
    for word in words:
        code = written.parse(word)
        if code and written.readings(code.prefix, index, code.first):
            resolve(word, index, exact=True)
            found.append(word)
    return found


def _serving(index: Index, query: str) -> set[int]:
    from ..searching import terms_in

    ids: set[int] = set()
    for term in terms_in(index, query):
        ids |= {i for (i,) in index.rows("SELECT id FROM combination_terms WHERE term = ?", term)}
    return ids
