"""The promised Python interface: the same functions that the commands call."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Never

from .errors import AcuError
from .export.reading import read_export
from .library import notes
from .library.filters import Filters, filters_of, pick
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
    found = resolve(_text(name), index, exact)
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


def search(
    words: str,
    *,
    channels: str | Iterable[str] = (),
    roles: str | Iterable[str] = (),
    regions: str | Iterable[str] = (),
    phases: str | Iterable[str] = (),
    safe_in: str | Iterable[str] = (),
    limit: int | None = None,
    policy: str = "strict",
    pressed: bool = False,
    **unknown: Never,
) -> Results:
    """Return rows (code, pinyin, chinese, english, score, why, cautions…), best first.

    The filters are those of the command; one text is a filter of one value. Without `limit`, and with 0, every point
    that was found is returned, where the command prints 20. The list also has `urgent`, `left_out` and `remarks`.
    Raises AcuError (usage) for a query or filter that is none.
    """
    if unknown:
        known = ", ".join(Filters._fields)
        raise AcuError("usage", f"search has no filter {next(iter(unknown))!r}", f"Choose from: {known}.")
    wanted = filters_of(channels, roles, regions, phases, safe_in, limit, policy, pressed)
    index = open_index()
    picked = pick(index, wanted)
    answer = with_notes(index, words, _search(index, _text(words), picked), picked)
    rows = answer.results[: wanted.limit] if wanted.limit else answer.results
    return Results(rows, answer.urgent, answer.left_out, [*answer.told, *answer.remarks])


def related(name: str) -> list[dict[str, Any]]:
    """Return rows (code, pinyin, chinese, english, kind, reason, sources, cautions) for the point that `name` means."""
    index = open_index()
    code = resolve(_text(name), index).code
    rows = relations(index, json.loads(index.record(code) + "}"))
    cautions = {c: json.loads(row)["cautions"] for c, row in index.rows("SELECT code, row FROM points")}
    return [{**row, "cautions": cautions[row["code"]]} for row in rows]


def points() -> Iterator[Point]:
    """Yield every point in the order of the channels."""
    index = open_index()
    mine = notes.texts()
    for (code,) in index.rows("SELECT code FROM points ORDER BY ord"):
        yield from_record(_record(index, code, mine))


def _text(given: str) -> str:
    """Return a name or query as it was given; raises AcuError (usage) for what is no text."""
    if not isinstance(given, str):
        raise AcuError("usage", f"{given!r} is no text", "Give a name or words, such as 'KI-1'.", str(given))
    return given


def _record(index: Index, code: str, mine: dict[str, str]) -> dict[str, Any]:
    record = json.loads(index.record(code) + ',"note":null,"match":null}')
    assert isinstance(record, dict)
    record["note"] = mine.get(code)
    return record
