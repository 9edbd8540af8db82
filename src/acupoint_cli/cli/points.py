"""`acu show` and `acu list`: whole points."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from .. import saying
from ..errors import AcuError
from ..library.index import Index, open_index
from ..lite import TYPE_CHECKING, Any
from ..names.resolve import Found, resolve
from ..render import records as out
from .output import (  # fmt: skip
    TREES,
    Options,
    close,
    dangers_first,
    envelope,
    line,
    match_of,
    narrow,
    own_notes,
    parsed,
    say_left_out,
    say_near,
    tail,
    written_rows,
)
from .typed import joined

if TYPE_CHECKING:
    from ..library.filters import Filters


def show(arguments: list[str], options: Options) -> int:
    """Print a card or record for each name, in order; what is not found is said on standard error."""
    form = options.resolved("plain")
    if options.brief:
        options = _brief(options, form)
    convention = _convention(options)
    index = open_index()
    names = names_from(joined(arguments, index, options.exact))
    errors: list[AcuError] = []
    shown = _each(index, names, options, errors)
    if form == "jsonl":
        for text, _ in shown:
            out.out(line(text, options))
    elif form in TREES:
        texts = [line(text, options) for text, _ in shown]
        envelope({"points": "[" + ",\n".join(texts) + "]"}, errors, form)
    else:
        records = (parsed(text) for text, _ in shown)
        if convention != "who":
            from .conventions import LOOKED_UP, recoded

            page = form == "markdown" and not options.fields
            kept = LOOKED_UP if form == "table" else LOOKED_UP | {"combinations"} if page else frozenset()
            records = (recoded(record, convention, index, kept) for record in records)
        _written_points(records, form, options, index)
    return close(errors)


def _brief(options: Options, form: str) -> Options:
    """Return the options of a short card: in a machine format the keys that it rests on."""
    from ..render.brief import KEYS

    if options.fields:
        raise AcuError("usage", "--brief and --fields exclude each other", "Give one.")
    return options if form == "table" else options._replace(fields=KEYS)


def _convention(options: Options) -> str:
    """Return the convention that codes are printed in; raises AcuError (usage) for one that is unknown."""
    if not options.codes:
        return "who"
    from .conventions import checked

    return checked(options.codes)


def _each(index: Index, names: Iterable[str], options: Options, errors: list[AcuError]) -> Iterator[tuple[str, Found]]:
    """Yield the JSON text of every point named, with its note and match."""
    notes = own_notes()
    cache: dict[str, str] = {}
    for name in names:
        try:
            found = resolve(name, index, options.exact)
        except AcuError as error:
            errors.append(error)
            continue
        say_near(name, found)
        text = cache.get(found.code)
        if text is None:
            text = cache[found.code] = out.escape(index.record(found.code))
        yield text + tail(notes.get(found.code), match_of(name, found)), found


def _written_points(points: Iterable[dict[str, Any]], form: str, options: Options, index: Index) -> None:
    convention = _convention(options)
    if form == "table":
        from ..render.table import Screen
        from .pager import Paged

        context = Context(index, convention)
        with Paged():
            screen = Screen(options.color)
            for i, record in enumerate(points):
                if options.fields:
                    from ..render.fields import shown

                    screen.labelled(shown(narrow(record, options), context), apart=bool(i))
                else:
                    screen.card(record, context, options.brief)
    elif form == "tsv":
        for i, record in enumerate(points):
            for line in out.tsv([narrow(record, options)], options.header and i == 0):
                out.out(line)
    elif form == "markdown" and not options.fields:
        from ..render.page import Page

        page = Page(Context(index, convention), level=2)
        for record in points:
            related = ((r["code"], r["why"], [r["source"]]) for r in record["related"])
            out.out("\n".join(page.lines(record, related)))
    elif form == "markdown":
        for record in points:
            title = f"{record['code']} {record['names']['pinyin']} {record['names']['simplified']}"
            out.out(out.to_markdown(title, narrow(record, options)))
    else:
        for i, record in enumerate(points):
            if i:
                out.out("")
            for line in out.plain(narrow(record, options)):
                out.out(line)


class Context:
    """What a card looks up besides its own record: words for keys, titles of points."""

    def __init__(self, index: Index, convention: str = "who") -> None:
        self.index = index
        self.convention = convention
        self._entries: dict[tuple[str, str], dict[str, Any]] = {}

    def entry(self, kind: str, key: str) -> dict[str, Any]:
        """Return the record of a channel, role, term or source; empty if there is none."""
        if (kind, key) not in self._entries:
            text = self.index.one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, key)
            self._entries[kind, key] = parsed(text) if text else {}
        return self._entries[kind, key]

    def title(self, code: str) -> str:
        """Return "KI-3 Tàixī" for a code; what is no code comes back as words."""
        row = self.index.rows("SELECT pinyin FROM points WHERE code = ?", code)
        if row and self.convention != "who":
            from .conventions import written

            return f"{written(code, self.convention, self.index)} {row[0][0]}"
        if row:
            return f"{code} {row[0][0]}"
        from ..wording import landmark

        return landmark(code)


def list_points(options: Options, filters: Filters | None = None) -> int:
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
    total = len(codes)
    codes = codes[: filters.limit] if filters.limit else codes
    errors = [] if codes else [AcuError("not_found", "no point passes these filters", "Leave one out.")]
    if form in {"json", "jsonl", "yaml"}:
        notes = own_notes()
        texts = (out.escape(line(index.record(code) + tail(notes.get(code)), options)) for code in codes)
        if form == "jsonl":
            for text in texts:
                out.out(text)
        else:
            envelope({"points": "[" + ",\n".join(texts) + "]", "total": str(total)}, errors, form)
    else:
        wanted = set(codes)
        rows = [json.loads(r) for c, r in index.rows("SELECT code, row FROM points ORDER BY ord") if c in wanted]
        convention = _convention(options)
        if convention != "who":
            from .conventions import recoded

            rows = [recoded(row, convention, index) for row in rows]
        if form == "table" and not options.fields:
            rows = [dangers_first(row) for row in rows]
        written_rows(rows, form, options, f"{len(rows)} points")
    say_left_out(left_out, filters.safe_in)
    return close(errors)


def names_from(arguments: list[str]) -> Iterator[str]:
    """Yield the names of the arguments; "-" stands for standard input, a name a line, blank lines skipped."""
    for argument in arguments:
        if argument == "-":
            if sys.stdin is None:
                continue
            if sys.stdin.isatty():
                saying.note("acu: type names, one a line; end with Ctrl-D.")
            for line in sys.stdin:
                if line.strip():
                    yield line.strip()
        else:
            yield argument
