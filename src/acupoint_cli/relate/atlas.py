"""All points laid out for relating: by code, by channel, by class, by phase, by level, by indication."""

from collections import defaultdict
from typing import Any, NamedTuple

Row = dict[str, Any]


class Link(NamedTuple):
    """One point that belongs with another: the kind, the reason in words, and the sources of the reason."""

    code: str
    kind: str
    reason: str
    sources: tuple[str, ...] = ()


class Atlas:
    """The points of the whole set, looked up in every way that a rule asks."""

    def __init__(self, records: list[dict[str, Any]], channels: dict[str, Any], roles: dict[str, Any]) -> None:
        self.by_code = {r["code"]: r for r in records}
        self.channels = channels
        self.roles = roles
        self.members: dict[str, list[str]] = defaultdict(list)
        self.mains: dict[str, list[str]] = defaultdict(list)
        self.order: dict[str, list[str]] = defaultdict(list)
        self.place: dict[str, int] = {}
        self.phases: dict[str, list[str]] = defaultdict(list)
        self.levels: dict[str, list[str]] = defaultdict(list)
        self.named_by: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
        for record in records:
            code = record["code"]
            self.place[code] = len(self.order[record["channel"]])
            self.order[record["channel"]].append(code)
            if record["phase"]:
                self.phases[record["phase"]].append(code)
            for role in {r["role"] for r in record["roles"]}:
                self.members[role].append(code)
            for term in record["indications"]["main"]:
                self.mains[term].append(code)
            for level in record["level_with"]:
                self.levels[level].append(code)
            for item in record["related"]:
                self.named_by[item["code"]].append((code, item))

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
