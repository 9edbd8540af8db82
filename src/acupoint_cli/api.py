"""The promised Python interface: the same functions that the commands call."""

import json
from collections.abc import Iterator
from typing import Any

from .export.reading import read_export
from .library import notes
from .library.filters import Filters, pick
from .library.index import Index, open_index
from .model import Point, from_record
from .names.resolve import resolve
from .noted import with_notes
from .relate import relations
from .searching import search as _search

__all__ = ["lookup", "points", "read_export", "related", "search"]


def lookup(name: str, exact: bool = False) -> Point:
    """Return the point that `name` means: a code of any convention, pinyin, characters or English.

    Raises AcuError: `code` is "not_found", "out_of_range", "ambiguous" or "usage", `candidates` the codes it may be.
    """
    index = open_index()
    found = resolve(name, index, exact)
    record = _record(index, found.code, notes.texts())
    record["match"] = {"query": name, "kind": found.kind, "score": found.score}
    return from_record(record)


def search(words: str, **filters: Any) -> list[dict[str, Any]]:
    """Return rows (code, pinyin, chinese, english, score, why, cautions), best first; filters as in library.filters."""
    index = open_index()
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list | tuple) else v for k, v in filters.items()}
    wanted = Filters(**values)
    picked = pick(index, wanted)
    rows = with_notes(index, words, _search(index, words, picked), picked).results
    return rows[: wanted.limit] if wanted.limit else rows


def related(name: str) -> list[dict[str, Any]]:
    """Return rows (code, pinyin, chinese, english, kind, reason) for the point that `name` means."""
    index = open_index()
    code = resolve(name, index).code
    return relations(index, json.loads(index.record(code) + "}"))


def points() -> Iterator[Point]:
    """Yield every point in the order of the channels."""
    index = open_index()
    mine = notes.texts()
    for (code,) in index.rows("SELECT code FROM points ORDER BY ord"):
        yield from_record(_record(index, code, mine))


def _record(index: Index, code: str, mine: dict[str, str]) -> dict[str, Any]:
    record = json.loads(index.record(code) + ',"note":null,"match":null}')
    assert isinstance(record, dict)
    record["note"] = mine.get(code)
    return record
