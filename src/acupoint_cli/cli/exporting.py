"""`acu export`: the whole set, or a part of it, for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .. import saying
from ..errors import FOUND, AcuError
from ..export import FORMATS, places
from ..export.selection import Selection
from ..library.filters import Filters
from ..library.index import open_index
from ..render import records as out
from .output import close, say_left_out

if TYPE_CHECKING:
    from ..export.texts import Write

# What people type for a format, besides its name.
_MEANT = {
    **{name: name for name in FORMATS}, "apkg": "anki", "md": "markdown", "book": "markdown", "db": "sqlite", "sql": "sqlite",
    "sqlite3": "sqlite", "tsv": "csv", "xlsx": "csv", "excel": "csv", "ndjson": "jsonl",
}  # fmt: skip


def export(form: str | None, output: str | None, force: bool, filters: Filters) -> int:
    """Write an export and print its path; json and jsonl go to standard output where no path is given."""
    if form is None or form not in FORMATS:
        what = "export needs a format" if form is None else f"{form[:40]!r} is no format of export"
        meant = _MEANT.get((form or "").strip(".").casefold())
        raise AcuError("usage", what, f"Did you mean {meant}?" if meant else f"Choose from: {', '.join(FORMATS)}.")
    selection = Selection(open_index(), filters)
    error = None if selection.order else AcuError("not_found", "no point passes these filters", "Leave one out.")
    streamed = output == "-" or (output is None and FORMATS[form].kind == "text")
    if streamed:
        _stream(form, selection, error)
    elif error is None:
        path = _place(form, output, force, selection)
        if not places.is_device(path):
            out.out(saying.clean(path))
    say_left_out(selection.left_out, filters.safe_in)
    return close([error]) if error else FOUND


def _place(form: str, output: str | None, force: bool, selection: Selection) -> str:
    """Write the export where it belongs and return its path."""
    folder = FORMATS[form].kind == "folder"
    default = f"acu-{selection.about['version']}{FORMATS[form].ending}"
    path = places.target_of(output, default, folder)
    places.allow(path, folder, force, _ask if sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() else None)  # fmt: skip
    with places.beside(path, folder) as temporary:
        _write(form, selection, temporary)
    return path


def _write(form: str, selection: Selection, path: str) -> None:
    """Write the export at `path`, which is new (a folder is there already, and empty)."""
    if FORMATS[form].kind == "text":
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            _text(form, selection, file.write, [])
        return
    writer: Any
    if form == "csv":
        from ..export import csv_folder as writer
    elif form == "sqlite":
        from ..export import sqlite_file as writer
    elif form == "markdown":
        from ..export import markdown_book as writer
    else:
        from ..export import anki_deck as writer
    writer.write(selection, path)


def _text(form: str, selection: Selection, write: Write, errors: list[dict[str, Any]]) -> None:
    from ..export.texts import write_json, write_jsonl

    if form == "json":
        write_json(selection, write, errors)
    else:
        write_jsonl(selection, write)


def _stream(form: str, selection: Selection, error: AcuError | None) -> None:
    """Write to standard output: a text as it comes, a file once it is whole."""
    kind = FORMATS[form].kind
    if kind == "text":
        _text(form, selection, sys.stdout.write, [error.record()] if error else [])
    elif kind == "folder":
        raise AcuError("usage", f"a folder of {form} does not fit into standard output", "Give a folder with -o.")
    elif sys.stdout.isatty():
        raise AcuError(
            "usage", f"a file of {form} is no text for a terminal", "Give a path with -o, or send it to a file."
        )
    elif error is None:
        import os
        import shutil
        import tempfile

        with tempfile.TemporaryDirectory() as scratch:
            path = os.path.join(scratch, "export")
            _write(form, selection, path)
            with open(path, "rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)


def _ask(question: str) -> bool:
    """Return whether the person at the terminal says yes; anything else is no."""
    return saying.ask(question).casefold() in {"y", "yes"}
