"""What was asked for, streamed from the index: one record in memory at a time.

Of a part of the set, a point's own record stays whole, as `acu show` prints it. What stands outside of points is
narrowed to the points exported: the points of a channel, a role and a term, and those of a condition. A combination is
kept only where all its points are exported: a part of one is another combination. Nothing private (notes, the memory
of the quiz) is ever exported.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..library.filters import Filters, pick
from ..library.index import Index
from ..render.records import TAIL
from .about import about

if TYPE_CHECKING:
    from ..relate import Relations


class Selection:
    """The points that pass the filters, and all that belongs to them."""

    def __init__(self, index: Index, filters: Filters) -> None:
        """Raises AcuError (usage) for a filter that is none, or a SOURCE_DATE_EPOCH that is no number."""
        self.index = index
        picked = pick(index, filters)
        every = [c for (c,) in index.rows("SELECT code FROM points ORDER BY ord")]
        passing = [c for c in every if picked.passes(c)]
        self.left_out = [{"code": c, "kind": picked.unsafe[c]} for c in passing if c in picked.unsafe]
        chosen = [c for c in passing if c not in picked.unsafe]
        self.order = chosen[: filters.limit] if filters.limit else chosen
        self.codes = frozenset(self.order)
        self.whole = len(self.order) == len(every)
        self._relations: Relations | None = None
        self.about = about(filters, len(self.order), len(every))

    def point_texts(self, channel: str | None = None) -> Iterator[str]:
        """Yield the JSON of every point, of one channel if it is given, in the order of the channels."""
        sql = "SELECT code, json FROM points WHERE ? IS NULL OR channel = ? ORDER BY ord"
        for code, text in self.index.each(sql, channel, channel):
            if self.whole or code in self.codes:
                yield text + TAIL

    def points(self, channel: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield every point, of one channel if it is given, as a record."""
        return map(json.loads, self.point_texts(channel))

    def channels(self) -> list[str]:
        """Return the channels that have a point in the export, in their order."""
        found = self.index.each("SELECT channel, code FROM points ORDER BY ord")
        return list(dict.fromkeys(channel for channel, code in found if code in self.codes))

    def keys(self, kind: str) -> Iterator[str]:
        """Yield the keys of all channels, roles, terms or sources."""
        for (key,) in self.index.each("SELECT key FROM entries WHERE kind = ? ORDER BY ord", kind):
            yield key

    def entry_texts(self, kind: str) -> Iterator[str]:
        """Yield the JSON of every channel, role, term or source, its points narrowed to those exported."""
        for (text,) in self.index.each("SELECT json FROM entries WHERE kind = ? ORDER BY ord", kind):
            yield text if self.whole else _dumps(self._narrowed(json.loads(text)))

    def entries(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield every channel, role, term or source as a record."""
        return map(json.loads, self.entry_texts(kind))

    def combinations(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and record of every combination whose points are all exported."""
        for number, text in self.index.each("SELECT id, json FROM combinations ORDER BY id"):
            record = json.loads(text)
            if self.codes.issuperset(record["codes"]):
                yield number, record

    def conditions(self) -> Iterator[dict[str, Any]]:
        """Yield every condition that has a point left, each once, in the order of the vocabulary."""
        seen: set[str] = set()
        for term in self.entries("term"):
            condition = self._condition(term["condition"])
            if condition and condition["condition"] not in seen:
                seen.add(condition["condition"])
                yield condition

    def related(self, record: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the rows of `acu related` for a point's record."""
        if self._relations is None:
            from ..relate import Relations

            self._relations = Relations(self.index)
        return self._relations.of(record)

    def _narrowed(self, entry: dict[str, Any]) -> dict[str, Any]:
        for key in ("points", "main", "other"):
            if key in entry:
                entry[key] = [code for code in entry[key] if code in self.codes]
        if "members" in entry:
            entry["members"] = [m for m in entry["members"] if m["code"] in self.codes]
        if "condition" in entry:
            entry["condition"] = self._condition(entry["condition"])
        return entry

    def _condition(self, condition: dict[str, Any] | None) -> dict[str, Any] | None:
        """Return the condition with the exported points only; None if there are none."""
        if condition is None:
            return None
        for key in ("points", "press"):
            condition[key] = [p for p in condition[key] if p["code"] in self.codes]
        return condition if condition["points"] else None


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
