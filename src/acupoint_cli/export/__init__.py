"""The set, or a part of it, in the formats of other programs: one module a format, no Typer anywhere.

``selection`` streams what was asked for, ``tables`` and ``rows`` cut it into tables that join, ``places`` puts files where
they belong in one step, ``reading`` takes an export back in.
"""

from typing import NamedTuple


class Format(NamedTuple):
    """One format: whether it is a text, a file or a folder, how its name ends, and what it is in a line."""

    kind: str  # "text", "file" or "folder"
    ending: str
    says: str


FORMATS = {
    "json": Format("text", ".json", "everything in one tree; `acupoint_cli.read_export` reads it back"),
    "jsonl": Format("text", ".jsonl", "the points, one a line"),
    "csv": Format("folder", "-csv", "a folder of tables that join by keys"),
    "sqlite": Format("file", ".sqlite", "the same tables in one database, with keys, views and full-text search"),
    "markdown": Format("folder", "-markdown", "a book: an index, and a page a point"),
    "anki": Format("file", ".apkg", "flash cards, a deck a channel; a later import updates them"),
}
