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

__all__ = ["Results", "lookup", "points", "read_export", "related", "search"]


def lookup(name: str, exact: bool = False) -> Point:
    """Return the point that `name` means: a code of any convention, pinyin, characters or English.

    Raises AcuError: `code` is "not_found", "out_of_range", "ambiguous" or "usage", `candidates` the codes it may be.
    """
    index = open_index()
    found = resolve(name, index, exact)
    record = _record(index, found.code, notes.texts())
    record["match"] = {"query": name, "kind": found.kind, "score": found.score}
    return from_record(record)


class Results(list[dict[str, Any]]):
    """The rows of a search, best first, and what the command says beside them.

    `urgent`: advice to seek care, to be read before any point. `left_out`: points that `safe_in` left out, with the kind
    of caution. `remarks`: what was taken for what, what is unknown, what holds for the one to be treated.
    """

    def __init__(
        self, rows: list[dict[str, Any]], urgent: list[str], left_out: list[dict[str, str]], remarks: list[str]
    ) -> None:
        super().__init__(rows)
        self.urgent = urgent
        self.left_out = left_out
        self.remarks = remarks


def search(words: str, **filters: Any) -> Results:
    """Return rows (code, pinyin, chinese, english, score, why, cautions…), best first; filters as in library.filters.

    The list also has `urgent`, `left_out` and `remarks`. Raises AcuError (usage) for a query or filter that is none.
    """
    index = open_index()
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list | tuple) else v for k, v in filters.items()}
    wanted = Filters(**values)
    picked = pick(index, wanted)
    answer = with_notes(index, words, _search(index, words, picked), picked)
    rows = answer.results[: wanted.limit] if wanted.limit else answer.results
    return Results(rows, answer.urgent, answer.left_out, [*answer.told, *answer.remarks])


def related(name: str) -> list[dict[str, Any]]:
    """Return rows (code, pinyin, chinese, english, kind, reason, sources, cautions) for the point that `name` means."""
    index = open_index()
    code = resolve(name, index).code
    rows = relations(index, json.loads(index.record(code) + "}"))
    cautions = {c: json.loads(row)["cautions"] for c, row in index.rows("SELECT code, row FROM points")}
    return [{**row, "cautions": cautions[row["code"]]} for row in rows]


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
