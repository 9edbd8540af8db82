"""What every answer shares: the options, the envelope of a tree, rows, and how a call ends. Nothing of Typer is here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from .. import saying
from ..errors import AcuError, gravest
from ..library import index as library
from ..library.index import Index
from ..lite import Any, NamedTuple
from ..names.resolve import Found, resolve
from ..render import records as out
from .typed import single

TREES = frozenset({"json", "yaml"})


def _progress(done: int, total: int) -> None:
    """Show how far the making of the index has come; nothing of Rich is loaded where nobody looks."""
    global _bar
    if _bar is None and sys.stderr is not None and sys.stderr.isatty():
        from ..render.progress import Bar

        _bar = Bar()
    if _bar is not None:
        _bar(done, total)


_bar: Callable[[int, int], None] | None = None
library.watch(_progress)


class Options(NamedTuple):
    """How to answer: format, keys to keep, a header for tsv, colour, exact names only, letters of codes, a short card."""

    format: str = "auto"
    fields: tuple[str, ...] = ()
    header: bool = False
    color: str = "auto"
    exact: bool = False
    codes: str = ""
    brief: bool = False

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


def own_notes() -> dict[str, str]:
    """Return the user's notes by code; without a notes file that is one question to the system."""
    from ..library import paths

    if not paths.has_notes():
        return {}
    from ..library import notes

    return notes.texts()


def tail(note: str | None, match: str = "null") -> str:
    """Return the two last keys of a point, and its closing brace."""
    return f',"note":{out.dumps(note) if note else "null"},"match":{match}}}'


def parsed(text: str) -> dict[str, Any]:
    """Return the record of a JSON text."""
    import json

    record = json.loads(text)
    assert isinstance(record, dict)
    return record


def line(text: str, options: Options) -> str:
    """Return the JSON of a record with only the keys asked for; as it is where none are."""
    if not options.fields:
        return text
    return out.dumps(narrow(parsed(text), options))


def narrow(record: dict[str, Any], options: Options) -> dict[str, Any]:
    """Return only the keys asked for; raises AcuError (usage) for one that the record has not."""
    for field in options.fields:
        top = field.split(".")[0]
        if top not in record:
            raise AcuError("usage", f"--fields {field!r} is no key here", f"Choose from: {', '.join(record)}.")
    return out.narrowed(record, options.fields)


def envelope(parts: dict[str, str], errors: list[AcuError], form: str) -> None:
    """Print the envelope of an answer from JSON text of its parts, as JSON or as the same tree in YAML."""
    text = out.envelope(parts, [e.record() for e in errors], pretty=form == "json" and sys.stdout.isatty())
    out.out(out.to_yaml(parsed(text)).rstrip() if form == "yaml" else text)


def close(errors: list[AcuError]) -> int:
    """Say the errors on standard error, after what was printed, and return the exit code of the gravest."""
    for error in errors:
        sys.stdout.flush()
        saying.note(error.line())
    return gravest([e.exit_code for e in errors])


def array(rows: list[dict[str, Any]], options: Options) -> str:
    """Return rows, with only the keys asked for, as a list in JSON."""
    return "[" + ",\n".join(out.dumps(narrow(row, options)) for row in rows) + "]"


def written_rows(
    rows: list[dict[str, Any]], form: str, options: Options, title: str, spare: tuple[str, ...] = ()
) -> None:  # fmt: skip
    """Print rows in a format that is no tree; a narrow table goes without the columns to `spare`."""
    rows = [narrow(row, options) for row in rows]
    if form == "jsonl":
        for row in rows:
            out.out(out.dumps(row))
    elif form == "table" and rows:
        from ..render.table import Screen
        from .pager import Paged

        with Paged():
            Screen(options.color).rows(rows, title, spare)
    elif form == "markdown" and rows:
        out.out(out.markdown_table(rows))
    elif form in {"tsv", "plain"}:
        for line in out.tsv(rows, options.header):
            out.out(line)


def cautions_of(index: Index, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the cautions of points in a few words each, by code."""
    import json

    wanted = set(codes)
    marks = ", ".join("?" * len(wanted))
    found = index.rows(f"SELECT code, row FROM points WHERE code IN ({marks})", *wanted)
    return {code: json.loads(row)["cautions"] for code, row in found}


def dangers_first(row: dict[str, Any], after: str = "english") -> dict[str, Any]:
    """Return a row with its cautions right after the name of the point, for people."""
    at = list(row).index(after) + 1
    keys = [key for key in row if key != "cautions"]
    return {key: row[key] for key in (*keys[:at], "cautions", *keys[at:])}


def say_left_out(left_out: list[dict[str, str]], safe_in: tuple[str, ...]) -> None:
    """Say on standard error what --safe-in left out, also where that is nothing."""
    if safe_in:
        kinds = ", ".join(safe_in)
        names = ", ".join(entry["code"] for entry in left_out[:12]) + (", …" if len(left_out) > 12 else "")
        what = f"{len(left_out)} left out for {kinds}" + (f" ({names})" if names else "")
        saying.note(f"acu: {what}. No listed caution is not proof of safety.")


def one_point(words: list[str], index: Index, options: Options, form: str, empty: dict[str, str]) -> Found | AcuError:
    """Return the point that words mean together, said on standard error if it is a near miss, or the error, said as well.

    `empty` are the parts of the envelope that a tree prints for an error.
    """
    try:
        name = single(words, index, options.exact)
        found = resolve(name, index, options.exact)
    except AcuError as error:
        if form in TREES:
            envelope(empty, [error], form)
        close([error])
        return error
    say_near(name, found)
    return found


def match_of(name: str, found: Found) -> str:
    """Return the JSON of a record's `match`: the name as typed, how it was taken, and a score without idle decimals."""
    score = int(found.score) if found.score == int(found.score) else found.score
    return out.dumps({"query": name, "kind": found.kind, "score": score})


def say_near(name: str, found: Found) -> None:
    """Say on standard error what a near miss was taken for, and which points an older name would mean as well."""
    if found.kind == "near":
        saying.note(f"acu: {name!r} was taken for {found.taken} ({found.code}).")
    if found.said:
        saying.note(f"acu: {found.said}")
