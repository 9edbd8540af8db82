"""What each command answers. The Typer commands and the short door call these; nothing of Typer is here.

Every function writes its answer and returns an exit code; what is wrong with a whole call is raised as AcuError.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import FOUND, NOTHING, AcuError, gravest
from ..library.index import Index, open_index
from ..names.resolve import Found, resolve
from ..render import records as out

DEFAULT_LIMIT = 20
_TAIL = ',"note":null,"match":null}'  # the two last keys of a point that nobody asked for by name


class Options(NamedTuple):
    """How to answer: format, keys to keep, a header for tsv, colour, and whether near misses are refused."""

    format: str = "auto"
    fields: tuple[str, ...] = ()
    header: bool = False
    color: str = "auto"
    exact: bool = False

    def resolved(self, piped: str = "tsv") -> str:
        """Return the format meant: auto is a table on a terminal, else `piped`; ACU_FORMAT replaces auto."""
        chosen = self.format
        if chosen == "auto":
            chosen = os.environ.get("ACU_FORMAT", "").strip().lower() or "auto"
            if chosen not in out.FORMATS:
                raise AcuError(
                    "usage", f"ACU_FORMAT {chosen!r} is no format", f"Choose from: {', '.join(out.FORMATS)}."
                )
        if chosen == "auto":
            return "table" if sys.stdout.isatty() else piped
        return chosen


# -- show


def show(names: Iterable[str], options: Options) -> int:
    """Print a card or record for each name, in order; what is not found is said on standard error."""
    form = options.resolved("plain")
    index = open_index()
    errors: list[AcuError] = []
    shown = _each(index, names, options, errors)
    if form == "jsonl":
        for text, _ in shown:
            out.out(_line(text, options))
    elif form in TREES:
        texts = [_line(text, options) for text, _ in shown]
        envelope({"points": "[" + ",\n".join(texts) + "]"}, errors, form)
    else:
        _written_points((_parsed(text) for text, _ in shown), form, options, index)
    return _close(errors)


def _each(index: Index, names: Iterable[str], options: Options, errors: list[AcuError]) -> Iterator[tuple[str, Found]]:
    """Yield the JSON text of every point named, with its note and match."""
    import json

    notes = _notes()
    cache: dict[str, str] = {}
    for name in names:
        try:
            found = resolve(name, index, options.exact)
        except AcuError as error:
            errors.append(error)
            continue
        if found.kind == "near":
            out.note(f"acu: {name!r} was taken for {found.taken} ({found.code}).")
        text = cache.get(found.code)
        if text is None:
            text = cache[found.code] = out.escape(index.record(found.code))
        match = {"query": name, "kind": found.kind, "score": int(found.score) if found.score == int(found.score) else found.score}  # fmt: skip
        note = notes.get(found.code)
        yield f'{text},"note":{out.dumps(note) if note else "null"},"match":{out.escape(json.dumps(match, ensure_ascii=False, separators=(",", ":")))}}}', found  # fmt: skip


def _notes() -> dict[str, str]:
    """Return the user's notes by code; none yet where there is no notes file."""
    return {}


def _parsed(text: str) -> dict[str, Any]:
    import json

    record = json.loads(text)
    assert isinstance(record, dict)
    return record


def _line(text: str, options: Options) -> str:
    if not options.fields:
        return text
    return out.dumps(_narrow(_parsed(text), options))


def _narrow(record: dict[str, Any], options: Options) -> dict[str, Any]:
    for field in options.fields:
        top = field.split(".")[0]
        if top not in record:
            raise AcuError("usage", f"--fields {field!r} is no key here", f"Choose from: {', '.join(record)}.")
    return out.narrowed(record, options.fields)


def _written_points(points: Iterable[dict[str, Any]], form: str, options: Options, index: Index) -> None:
    if form == "table":
        from ..render.table import Screen

        screen = Screen(options.color)
        context = Context(index)
        for record in points:
            screen.card(record, context)
    elif form == "tsv":
        for i, record in enumerate(points):
            for line in out.tsv([_narrow(record, options)], options.header and i == 0):
                out.out(line)
    elif form == "markdown":
        for record in points:
            title = f"{record['code']} {record['names']['pinyin']} {record['names']['simplified']}"
            out.out(out.to_markdown(title, _narrow(record, options)))
    else:
        for i, record in enumerate(points):
            if i:
                out.out("")
            for line in out.plain(_narrow(record, options)):
                out.out(line)


class Context:
    """What a card looks up besides its own record: words for keys, titles of points."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._entries: dict[tuple[str, str], dict[str, Any]] = {}

    def entry(self, kind: str, key: str) -> dict[str, Any]:
        """Return the record of a channel, role, term or source; empty if there is none."""
        if (kind, key) not in self._entries:
            text = self.index.one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, key)
            self._entries[kind, key] = _parsed(text) if text else {}
        return self._entries[kind, key]

    def title(self, code: str) -> str:
        """Return "KI-3 Tàixī" for a code; what is no code comes back as words."""
        row = self.index.rows("SELECT pinyin FROM points WHERE code = ?", code)
        return f"{code} {row[0][0]}" if row else landmark_words(code)


def landmark_words(key: str) -> str:
    """Return a landmark's id as words: "web-of-toes-2-3" gives "web of toes 2–3"."""
    words = ""
    for word in key.split("-"):
        joint = "–" if words[-1:].isdigit() and word.isdigit() else " "
        words += joint + word if words else word
    return words


def envelope(parts: dict[str, str], errors: list[AcuError], form: str) -> None:
    """Print the envelope of an answer from JSON text of its parts, as JSON or as the same tree in YAML."""
    text = out.envelope(parts, [e.record() for e in errors], pretty=form == "json" and sys.stdout.isatty())
    out.out(out.to_yaml(_parsed(text)).rstrip() if form == "yaml" else text)


TREES = frozenset({"json", "yaml"})


def _close(errors: list[AcuError]) -> int:
    for error in errors:
        sys.stdout.flush()
        out.note(error.line())
    return gravest([e.exit_code for e in errors])


# -- search, related, list


def search(words: list[str], options: Options, filters: Any = None) -> int:
    """Print the points for a complaint, best first, each with the reasons for its place."""
    from ..library.filters import Filters, pick
    from ..searching import nothing
    from ..searching import search as find

    filters = filters or Filters()
    form = options.resolved()
    index = open_index()
    query = " ".join(words)
    answer = find(index, query, pick(index, filters))
    limit = DEFAULT_LIMIT if filters.limit is None else filters.limit
    rows = answer.results[:limit] if limit else answer.results
    errors = [] if answer.results else [nothing(query, answer)]
    if form in TREES:
        envelope(
            {
                "query": out.dumps(query),
                "urgent": out.dumps(answer.urgent),
                "results": _array(rows, options),
                "left_out": out.dumps(answer.left_out),
            },
            errors,
            form,
        )
    else:
        if answer.urgent and (form in {"table", "markdown"} and rows):
            _urgent_lines(answer.urgent, form, options)
        else:
            for line in answer.urgent:
                out.note(f"URGENT: {line}")
        _written_rows(rows, form, options, f"Points for {query}")
    for remark in answer.remarks if answer.results else []:
        out.note(f"acu: {remark}")
    if answer.results and len(rows) < len(answer.results):
        out.note(f"acu: the first {len(rows)} of {len(answer.results)}; --limit 0 shows all.")
    _left_out(answer.left_out, filters.safe_in)
    return _close(errors)


def _urgent_lines(lines: list[str], form: str, options: Options) -> None:
    if form == "markdown":
        for line in lines:
            out.out(f"> **URGENT:** {out.clean(line)}\n")
        return
    from ..render.table import Screen

    Screen(options.color).urgent(lines)


def _left_out(left_out: list[dict[str, str]], safe_in: tuple[str, ...]) -> None:
    if safe_in:
        kinds = ", ".join(safe_in)
        names = ", ".join(entry["code"] for entry in left_out[:12]) + (", …" if len(left_out) > 12 else "")
        what = f"{len(left_out)} left out for {kinds}" + (f" ({names})" if names else "")
        out.note(f"acu: {what}. No listed caution is not proof of safety.")


def related(name: str, options: Options) -> int:
    """Print the points that belong with one, each with its kind and reason."""
    import json

    form = options.resolved()
    index = open_index()
    try:
        found = resolve(name, index, options.exact)
    except AcuError as error:
        if form in TREES:
            envelope({"point": "null", "related": "[]"}, [error], form)
        return _close([error])
    if found.kind == "near":
        out.note(f"acu: {name!r} was taken for {found.taken} ({found.code}).")
    rows = [json.loads(text) for (text,) in index.rows("SELECT json FROM related WHERE code = ? ORDER BY ord", found.code)]  # fmt: skip
    code, pinyin, chinese, english = index.rows("SELECT code, pinyin, chinese, english FROM points WHERE code = ?", found.code)[0]  # fmt: skip
    point = {"code": code, "pinyin": pinyin, "chinese": chinese, "english": english}
    if form in TREES:
        envelope({"point": out.dumps(point), "related": _array(rows, options)}, [], form)
    else:
        title = f"Points that belong with {code} {pinyin} {chinese}"
        _written_rows(rows, form, options, title)
    return FOUND


def list_points(options: Options, filters: Any = None) -> int:
    """Print all points, one a line, in the order of the channels."""
    import json

    from ..library.filters import Filters, pick

    filters = filters or Filters()
    form = options.resolved()
    index = open_index()
    picked = pick(index, filters)
    passing = [c for (c,) in index.rows("SELECT code FROM points ORDER BY ord") if picked.passes(c)]
    left_out = [{"code": c, "kind": picked.unsafe[c]} for c in passing if c in picked.unsafe]
    codes = [c for c in passing if c not in picked.unsafe]
    codes = codes[: filters.limit] if filters.limit else codes
    errors = [] if codes else [AcuError("not_found", "no point passes these filters", "Leave one out.")]
    if form in {"json", "jsonl", "yaml"}:
        texts = (out.escape(_line(index.record(code) + _TAIL, options)) for code in codes)
        if form == "jsonl":
            for text in texts:
                out.out(text)
        else:
            envelope({"points": "[" + ",\n".join(texts) + "]"}, errors, form)
    else:
        wanted = set(codes)
        rows = [json.loads(r) for c, r in index.rows("SELECT code, row FROM points ORDER BY ord") if c in wanted]
        _written_rows(rows, form, options, f"{len(rows)} points")
    _left_out(left_out, filters.safe_in)
    return _close(errors)


# -- combine


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
        envelope({"combinations": _array(rows, options)}, errors, form)
    else:
        _written_rows(rows, form, options, f"Combinations for {query}")
    return _close(errors)


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


# -- codes


def codes(name: str, options: Options) -> int:
    """Print how every convention writes a point: its codes, readings and names, each with where it is used."""
    form = options.resolved()
    index = open_index()
    try:
        found = resolve(name, index, options.exact)
    except AcuError as error:
        if form in TREES:
            envelope({"codes": "[]"}, [error], form)
        return _close([error])
    record = _parsed(index.record(found.code) + _TAIL)
    rows = [{"code": found.code, **row} for row in _conventions(index, record)]
    if form in TREES:
        envelope({"codes": _array(rows, options)}, [], form)
    else:
        _written_rows(rows, form, options, f"How {found.code} is written")
    return FOUND


def _conventions(index: Index, record: dict[str, Any]) -> Iterator[dict[str, str]]:
    from ..names.pinyin import plain, split, wade_giles, with_numbers

    number = record["number"]
    seen: set[tuple[str, str]] = set()
    pairs = index.rows("SELECT convention, written FROM abbreviations WHERE channel = ? AND convention <> 'name' ORDER BY convention <> 'who', convention, length(written), written", record["channel"])  # fmt: skip
    for convention, written in pairs:
        joint = "" if written.startswith("EX") or not written.isascii() else " " if len(written) > 5 else "-"
        text = f"{written}{joint}{number}"
        if (convention, text) not in seen:
            seen.add((convention, text))
            yield {"convention": convention, "written": text}
    names = record["names"]
    syllables = split(names["pinyin"]) or []
    readings = [
        ("pinyin", names["pinyin"]), ("pinyin with numbers", with_numbers(names["pinyin"])),
        ("pinyin without tones", " ".join(syllables).replace("v", "ü").capitalize() or plain(names["pinyin"])),
        ("Wade–Giles", "-".join(map(wade_giles, syllables))), ("simplified characters", names["simplified"]),
        ("traditional characters", names["traditional"]), *(("English", e) for e in names["english"]),
        ("Korean", names["korean"]), ("Japanese", names["japanese"]), ("kana", names["kana"]),
        ("Vietnamese", names["vietnamese"]), *((o["note"] or "another name", o["name"]) for o in names["other"]),
    ]  # fmt: skip
    for convention, text in readings:
        if text:
            yield {"convention": convention, "written": text}


# -- channel, role, term, source

_TITLES = {
    "channel": ("channels", ("code", "names.english", "names.pinyin", "names.simplified", "count", "phase", "hours", "pair")),
    "role": ("roles", ("role", "names.english", "names.simplified", "expected")),
    "term": ("terms", ("term", "area", "simplified", "synonyms")),
    "source": ("sources", ("key", "title", "authors", "year", "kind")),
}  # fmt: skip


def entry(kind: str, name: str | None, options: Options) -> int:
    """Print one channel, role, term or source whole; without a name all of them, a row each."""
    form = options.resolved("plain" if name is not None else "tsv")
    index = open_index()
    plural, columns = _TITLES[kind]
    if name is None:
        texts = [t for (t,) in index.rows("SELECT json FROM entries WHERE kind = ? ORDER BY ord", kind)]
    else:
        try:
            texts = [_find_entry(index, kind, name)]
        except AcuError as error:
            if form in TREES:
                envelope({plural: "[]"}, [error], form)
            return _close([error])
    if form in TREES:
        envelope({plural: "[" + ",\n".join(_line(out.escape(t), options) for t in texts) + "]"}, [], form)
    elif form == "jsonl":
        for text in texts:
            out.out(_line(out.escape(text), options))
    else:
        found = [_parsed(text) for text in texts]
        if name is None and form in {"table", "plain", "tsv", "markdown"}:
            rows = [_row_of(record, columns) for record in found]
            _written_rows(rows, "tsv" if form == "plain" else form, options, f"{len(rows)} {plural}")
        elif form == "table":
            from ..render.table import Screen

            Screen(options.color).entry(kind, found[0], Context(index))
        else:
            _written_entries(found, form, options)
    return FOUND


def _row_of(record: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    row = {}
    for column in columns:
        top, _, sub = column.partition(".")
        row[sub or top] = (record.get(top) or {}).get(sub) if sub else record.get(top)
    return row


def _written_entries(found: list[dict[str, Any]], form: str, options: Options) -> None:
    for record in found:
        narrowed = _narrow(record, options)
        if form == "plain":
            for line in out.plain(narrowed):
                out.out(line)
        elif form == "tsv":
            for line in out.tsv([narrowed], options.header):
                out.out(line)
        elif form == "markdown":
            out.out(out.to_markdown(str(next(iter(record.values()))), narrowed))


def _find_entry(index: Index, kind: str, name: str) -> str:
    from ..names import codes
    from ..names.fold import fold
    from ..names.words import stems, tokens

    if not name.strip():
        raise AcuError("usage", f"an empty name names no {kind}", f"`acu {kind}` lists them all.", name)
    keys: list[str] = []
    if kind == "channel":
        keys = codes.readings(fold(name), index)
    for folded in dict.fromkeys((fold(name), " ".join(stems(tokens(name))))):
        keys = keys or [k for (k,) in index.rows("SELECT DISTINCT key FROM entry_names WHERE kind = ? AND name = ? ORDER BY key", kind, folded)]  # fmt: skip
    if len(keys) == 1:
        return str(index.one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, keys[0]))
    if keys:
        raise AcuError("ambiguous", f"{name!r} may be {', '.join(keys)}", "Give one of these.", name, tuple(keys))
    from ..names.near import nearest_words

    shown = name if len(name) <= 60 else name[:57] + "..."
    known = [k for (k,) in index.rows("SELECT DISTINCT name FROM entry_names WHERE kind = ?", kind)]
    near = nearest_words(fold(name), known)[:3] if len(name) < 60 else []
    near = list(dict.fromkeys(k for n in near for (k,) in index.rows("SELECT key FROM entry_names WHERE kind = ? AND name = ?", kind, n)))  # fmt: skip
    hint = f"Did you mean {' or '.join(near)}?" if near else f"`acu {kind}` lists them all."
    raise AcuError("not_found", f"no {kind} is called {shown!r}", hint, name, tuple(near))


def _array(rows: list[dict[str, Any]], options: Options) -> str:
    return "[" + ",\n".join(out.dumps(_narrow(row, options)) for row in rows) + "]"


def _written_rows(rows: list[dict[str, Any]], form: str, options: Options, title: str) -> None:
    rows = [_narrow(row, options) for row in rows]
    if form == "jsonl":
        for row in rows:
            out.out(out.dumps(row))
    elif form == "table" and rows:
        from ..render.table import Screen

        Screen(options.color).rows(rows, title)
    elif form == "markdown" and rows:
        out.out(out.markdown_table(rows))
    elif form in {"tsv", "plain"}:
        for line in out.tsv(rows, options.header):
            out.out(line)


# -- names from standard input


def names_from(arguments: list[str]) -> Iterator[str]:
    """Yield the names of the arguments; "-" stands for standard input, a name a line, blank lines skipped."""
    for argument in arguments:
        if argument == "-":
            if sys.stdin is None:
                continue
            if sys.stdin.isatty():
                out.note("acu: type names, one a line; end with Ctrl-D.")
            for line in sys.stdin:
                if line.strip():
                    yield line.strip()
        else:
            yield argument


__all__ = ["NOTHING", "Options", "entry", "list_points", "names_from", "related", "search", "show"]
