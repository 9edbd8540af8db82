"""`acu search`, `acu related`, `acu combine` and `acu codes`: rows about points."""

import os
from collections.abc import Iterator

from ..errors import FOUND, AcuError
from ..library import paths
from ..library.index import Index, open_index
from ..lite import Any
from ..names.resolve import resolve
from ..render import records as out
from .output import TAIL, TREES, Options, array, close, envelope, one_point, parsed, say_left_out, written_rows
from .pager import Paged

DEFAULT_LIMIT = 20


def search(words: list[str], options: Options, filters: Any = None, why: bool = False) -> int:
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
    if form in TREES:
        envelope(
            {
                "query": out.dumps(query),
                "urgent": out.dumps(answer.urgent),
                "results": array(rows, options),
                "total": str(len(answer.results)),
                "left_out": out.dumps(answer.left_out),
            },
            errors,
            form,
        )
    else:
        with Paged(form == "table"):
            if answer.urgent and (form in {"table", "markdown"} and rows):
                _urgent_lines(answer.urgent, form, options)
            else:
                for line in answer.urgent:
                    out.note(f"URGENT: {line}")
            if form == "table" and not options.fields:
                rows = [_for_people(row, why) for row in rows]
            written_rows(rows, form, options, f"Points for {query}")
    for remark in answer.remarks if answer.results else []:
        out.note(f"acu: {remark}")
    if answer.results and len(rows) < len(answer.results):
        out.note(f"acu: the first {len(rows)} of {len(answer.results)}; --limit 0 shows all.")
    say_left_out(answer.left_out, filters.safe_in)
    return close(errors)


def _for_people(row: dict[str, Any], why: bool) -> dict[str, Any]:
    """Return the columns of a row that a person reads; a point that people press themselves is marked."""
    shown = {key: row[key] for key in ("code", "pinyin", "chinese", "english", "score")}
    shown["why"] = row["reckoning"] if why else row["why"]
    if row["pressed"]:
        shown["why"] = [*shown["why"], "can be pressed by oneself"]
    return {**shown, "cautions": row["cautions"]}


def _with_notes(index: Index, query: str, answer: Any, picked: Any, why: bool) -> Any:
    """Return the answer with the user's own notes; without a notes file, as it is."""
    if not os.path.isfile(paths.notes()):
        return answer
    from ..noted import with_notes

    return with_notes(index, query, answer, picked, why)


def _urgent_lines(lines: list[str], form: str, options: Options) -> None:
    if form == "markdown":
        for line in lines:
            out.out(f"> **URGENT:** {out.clean(line)}\n")
        return
    from ..render.table import Screen

    Screen(options.color).urgent(lines)


def related(words: list[str], options: Options, kinds: tuple[str, ...] = (), graph: str = "") -> int:
    """Print the points that belong with one, each with its kind and reason, or the graph of them."""
    from ..relate import relations

    if kinds:
        kinds = _kinds(kinds)

    form = options.resolved()
    index = open_index()
    found = one_point(words, index, options, form, {"point": "null", "related": "[]"})
    if isinstance(found, AcuError):
        return found.exit_code
    rows = relations(index, parsed(index.record(found.code) + "}"))
    rows = [row for row in rows if not kinds or row["kind"] in kinds]
    code, pinyin, chinese, english = index.rows("SELECT code, pinyin, chinese, english FROM points WHERE code = ?", found.code)[0]  # fmt: skip
    point = {"code": code, "pinyin": pinyin, "chinese": chinese, "english": english}
    if graph:
        from ..render.graph import GRAPHS

        out.out(GRAPHS[graph](point, rows))
        return FOUND
    errors = [] if rows else [AcuError("not_found", f"no point belongs with {code} in this way", "Leave out --kind to see every kind.", " ".join(words))]  # fmt: skip
    if form in TREES:
        envelope({"point": out.dumps(point), "related": array(rows, options)}, errors, form)
    else:
        title = f"Points that belong with {code} {pinyin} {chinese}"
        written_rows(rows, form, options, title)
    return close(errors)


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


def combine(words: list[str], options: Options) -> int:
    """Print the published combinations that hold all these points, or that serve this complaint."""
    import json

    form = options.resolved()
    index = open_index()
    query = " ".join(words)
    if not query.strip():
        raise AcuError("usage", "combine needs points or a complaint", "Try `acu combine KI-1 PC-8`.")
    ids = _holding(index, words) or _serving(index, query)
    rows = [json.loads(t) for i in sorted(ids) for (t,) in index.rows("SELECT json FROM combinations WHERE id = ?", i)]
    errors = [] if rows else [AcuError("not_found", f"no combination is listed for {query[:60]!r}", "Name fewer points, or a plainer word.", query)]  # fmt: skip
    if form in TREES:
        envelope({"combinations": array(rows, options)}, errors, form)
    else:
        written_rows(rows, form, options, f"Combinations for {query}")
    return close(errors)


def _holding(index: Index, words: list[str]) -> set[int]:
    """Return the combinations that hold every point named; empty if not every word, or the whole, is a point."""
    for names in (words, [" ".join(words)]):
        try:
            codes = [resolve(name, index, exact=True).code for name in names]
        except AcuError:
            continue
        held = [{i for (i,) in index.rows("SELECT id FROM combination_codes WHERE code = ?", code)} for code in codes]
        return set.intersection(*held)
    return set()


def _serving(index: Index, query: str) -> set[int]:
    from ..searching import terms_in

    ids: set[int] = set()
    for term in terms_in(index, query):
        ids |= {i for (i,) in index.rows("SELECT id FROM combination_terms WHERE term = ?", term)}
    return ids


def codes(words: list[str], options: Options) -> int:
    """Print how every convention writes a point: its codes, readings and names, each with where it is used."""
    form = options.resolved()
    index = open_index()
    found = one_point(words, index, options, form, {"codes": "[]"})
    if isinstance(found, AcuError):
        return found.exit_code
    record = parsed(index.record(found.code) + TAIL)
    rows = [{"code": found.code, **row} for row in _conventions(index, record)]
    if form in TREES:
        envelope({"codes": array(rows, options)}, [], form)
    else:
        written_rows(rows, form, options, f"How {found.code} is written")
    return FOUND


def _conventions(index: Index, record: dict[str, Any]) -> Iterator[dict[str, str]]:
    from ..names.fold import is_east
    from ..names.pinyin import plain, split, wade_giles, with_numbers

    number = record["number"]
    seen: set[tuple[str, str]] = set()
    pairs = index.rows("SELECT convention, written FROM abbreviations WHERE channel = ? AND convention <> 'name' ORDER BY convention <> 'who', convention, length(written), written", record["channel"])  # fmt: skip
    for convention, written in pairs:
        word = len(written) > 3 and not written.isupper() and "." not in written and written.isalpha()
        joint = "" if written.startswith("EX") or any(map(is_east, written)) else " " if word else "-"
        text = f"{written}{joint}{number}"
        if (convention, text) not in seen:
            seen.add((convention, text))
            yield {"convention": convention, "written": text, "kind": "code", "note": ""}
    names = record["names"]
    syllables = split(names["pinyin"]) or []
    readings = [
        ("pinyin", names["pinyin"]), ("pinyin with numbers", with_numbers(names["pinyin"])),
        ("pinyin without tones", " ".join(syllables).replace("v", "ü").capitalize() or plain(names["pinyin"])),
        ("Wade–Giles", "-".join(map(wade_giles, syllables))), ("simplified characters", names["simplified"]),
        ("traditional characters", names["traditional"]), *(("English", e) for e in names["english"]),
        ("Korean", names["korean"]), ("Japanese", names["japanese"]), ("kana", names["kana"]),
        ("Vietnamese", names["vietnamese"]),
    ]  # fmt: skip
    for convention, text in readings:
        if text:
            yield {"convention": convention, "written": text, "kind": "name", "note": ""}
    for other in names["other"]:
        yield {"convention": "another name", "written": other["name"], "kind": "name", "note": other["note"] or ""}
