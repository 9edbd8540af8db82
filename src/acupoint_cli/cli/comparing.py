"""`acu compare`: two to four points side by side."""

from collections.abc import Iterator
from typing import Any

from ..errors import AcuError
from ..library.index import Index, open_index
from ..names.resolve import resolve
from ..render import records as out
from .output import TREES, Options, close, envelope, line, match_of, narrow, own_notes, parsed, say_near, tail
from .points import Context, names_from
from .typed import joined

LEAST, MOST = 2, 4
# Lists in which what all points share is told apart from what each has for itself.
_SHARED = ("roles", "actions", "indications")


def compare(arguments: list[str], options: Options) -> int:
    """Print the points side by side with what differs marked; nothing if one of them is not found."""
    form = options.resolved()
    index = open_index()
    errors: list[AcuError] = []
    names = list(names_from(joined(arguments, index, options.exact)))
    texts = _points(index, names, options, errors)
    if form in TREES:
        envelope({"points": "[" + ",\n".join(line(text, options) for text in texts) + "]"}, errors, form)
    elif form == "jsonl":
        for text in texts:
            out.out(line(text, options))
    elif texts:
        _written([parsed(text) for text in texts], form, options, index)
    return close(errors)


def _points(index: Index, names: list[str], options: Options, errors: list[AcuError]) -> list[str]:
    """Return the JSON of the points named; none, and why in `errors`, unless two to four points are meant."""
    if not LEAST <= len(names) <= MOST:
        told = f"compare takes {LEAST} to {MOST} points, not {len(names)}"
        errors.append(AcuError("usage", told, "Try `acu compare KI-1 KI-3`."))
        return []
    notes = own_notes()
    taken: dict[str, str] = {}
    texts = []
    for name in names:
        try:
            found = resolve(name, index, options.exact)
        except AcuError as error:
            errors.append(error)
            continue
        say_near(name, found)
        if found.code in taken:
            first = taken[found.code]
            told = f"{first!r} and {name!r} are the same point, {found.code}" if first != name else f"{name!r} is named twice"  # fmt: skip
            errors.append(AcuError("usage", told, "Compare it with another.", name))
            continue
        taken[found.code] = name
        texts.append(out.escape(index.record(found.code)) + tail(notes.get(found.code), match_of(name, found)))
    return [] if errors else texts


def _written(records: list[dict[str, Any]], form: str, options: Options, index: Index) -> None:
    if form == "table":
        from ..render.beside import Beside
        from .pager import Paged

        with Paged():
            Beside(options.color).comparison(records, Context(index))
        return
    rows = _document(records, Context(index)) if form == "markdown" and not options.fields else _fields(records, options)  # fmt: skip
    if form == "markdown":
        out.out(out.markdown_table(list(rows)))
    else:
        for text in out.tsv(rows, options.header):
            out.out(text)


def _fields(records: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Yield a row for every field, and for roles, actions and indications what is shared and what each has alone."""
    from ..render.compared import DIFFERS, SAME, told_apart

    codes = [r["code"] for r in records]
    tables = [dict(out.flat(narrow({k: v for k, v in r.items() if k != "match"}, options))) for r in records]

    def row(field: str, cells: list[str]) -> dict[str, Any]:
        return {"field": field, "differs": SAME if len(set(cells)) == 1 else DIFFERS, **dict(zip(codes, cells, strict=True))}  # fmt: skip

    for field in tables[0]:
        yield row(field, [out.cell(table[field]) for table in tables])
    for key in _SHARED:
        if options.fields and key not in {f.split(".")[0] for f in options.fields}:
            continue
        shared, own = told_apart([_entries(key, r[key]) for r in records])
        yield row(f"{key}.shared", [out.cell(shared)] * len(codes))
        yield row(f"{key}.own", [out.cell(mine) for mine in own])


def _entries(key: str, value: Any) -> list[str]:
    if key == "roles":
        return [out.cell([r["role"], r["detail"]]).replace("; ", " ") for r in value]
    return [*value["main"], *value["other"]] if key == "indications" else list(value)


def _document(records: list[dict[str, Any]], context: Context) -> Iterator[dict[str, Any]]:
    """Yield the rows that the screen shows, for a table in a document."""
    from ..render.compared import DIFFERS, NOTHING, SAME, sections, title

    titles = [title(r) for r in records]
    for section in sections(records, context):
        for row in section.rows:
            if row.shared:
                yield {"what": row.label, "differs": SAME, **dict.fromkeys(titles, out.cell(row.shared))}
            if not row.same:
                cells = [out.cell(own) or NOTHING for own in row.own]
                yield {"what": row.label, "differs": DIFFERS, **dict(zip(titles, cells, strict=True))}
