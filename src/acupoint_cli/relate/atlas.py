"""All points laid out for relating: by code, by channel, by class, by phase, by level, by indication.

Each is read from the index when a rule asks for it, so that a question costs the same however many points there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from ..lite import Any, NamedTuple, Protocol

Row = dict[str, Any]


class Tables(Protocol):
    """What relating needs of the index."""

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""

    def meta(self, key: str) -> str:
        """Return a value of the meta table."""


class Link(NamedTuple):
    """One point that belongs with another: the kind, the reason in words, and the sources of the reason."""

    code: str
    kind: str
    reason: str
    sources: tuple[str, ...] = ()


class _Asked(dict[str, Any]):
    """A mapping that asks for a value the first time it is wanted."""

    def __init__(self, ask: Callable[[str], Any]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.ask(key)
        return value


class Atlas:
    """The points of the whole set, looked up in every way that a rule asks. A code that is no point gives None."""

    def __init__(self, index: Tables) -> None:
        self.index = index
        shared = json.loads(index.meta("shared"))
        self.channels: dict[str, Any] = shared["channels"]
        self.roles: dict[str, Any] = shared["roles"]
        self.by_code = _Asked(self._brief)
        self.members = self._codes("SELECT DISTINCT p.code, p.ord FROM roles t JOIN points p ON p.code = t.code WHERE t.role = ? ORDER BY p.ord")  # fmt: skip
        self.mains = self._codes("SELECT p.code FROM postings t JOIN points p ON p.code = t.code WHERE t.term = ? AND t.part = 'main' ORDER BY p.ord")  # fmt: skip
        self.phases = self._codes("SELECT p.code FROM facets t JOIN points p ON p.code = t.code WHERE t.kind = 'phase' AND t.value = ? ORDER BY p.ord")  # fmt: skip
        self.levels = self._codes("SELECT p.code FROM facets t JOIN points p ON p.code = t.code WHERE t.kind = 'level' AND t.value = ? ORDER BY p.ord")  # fmt: skip
        self.order = self._codes("SELECT code FROM points WHERE channel = ? ORDER BY number")
        self.named_by = _Asked(self._naming)

    def _codes(self, sql: str) -> _Asked:
        return _Asked(lambda key: [row[0] for row in self.index.rows(sql, key)])

    def _brief(self, code: str) -> Any:
        found = self.index.rows("SELECT json FROM briefs WHERE code = ?", code)
        return json.loads(found[0][0]) if found else None

    def _naming(self, code: str) -> list[tuple[str, dict[str, str]]]:
        sql = "SELECT t.code, t.why, t.source FROM named t JOIN points p ON p.code = t.code WHERE t.target = ? ORDER BY p.ord, t.at"
        return [(other, {"why": why, "source": source}) for other, why, source in self.index.rows(sql, code)]

    def holder(self, role: str, channel: str | None) -> str | None:
        """Return the point of a class that is the channel's own, None if there is none."""
        return next(
            (c for c in self.members[role] if self.by_code[c]["channel"] == channel and self.own(c, role)), None
        )

    def own(self, code: str, role: str) -> bool:
        """Return whether a point holds a class for its own channel: BL-59 is a vessel's cleft point, SP-21 the great luo."""
        detail = next((r["detail"] or "" for r in self.by_code[code]["roles"] if r["role"] == role), "")
        name = self.channel_name(self.by_code[code]["channel"])
        return name in detail if "vessel" in detail else "great luo" not in detail

    def channel(self, code: str | None) -> dict[str, Any]:
        """Return a channel's entry, empty if it has none."""
        return self.channels.get(code or "") or {}

    def channel_name(self, code: str | None) -> str:
        """Return "Kidney" for KI; a code that is no channel comes back as it is."""
        return str((self.channel(code).get("names") or {}).get("english") or code)

    def role_sources(self, *roles: str) -> tuple[str, ...]:
        """Return the sources that classes rest on, each once."""
        named = (s for role in roles for s in (self.roles.get(role) or {}).get("sources") or [])
        return tuple(dict.fromkeys(named))
