"""What belongs together: first what sources name, then what follows from theory, then shared main indications.

Every row has its kind and its reason. The rows of all points are made with the index.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from .theory import GENERATED_BY, GENERATES

# A class larger than this says too little about two of its points to name them all.
_MOST_MEMBERS = 16
_MOST_SHARED = 8
Row = dict[str, str]


def relations(
    records: list[dict[str, Any]], channels: dict[str, Any], roles: dict[str, Any]
) -> Iterator[tuple[str, list[Row]]]:
    """Yield (code, rows) for every point; a row has code, pinyin, chinese, english, kind, reason."""
    book = _Book(records, channels, roles)
    for record in records:
        yield record["code"], book.rows(record)


class _Book:
    def __init__(self, records: list[dict[str, Any]], channels: dict[str, Any], roles: dict[str, Any]) -> None:
        self.by_code = {r["code"]: r for r in records}
        self.channels = channels
        self.roles = roles
        self.members: dict[str, list[str]] = defaultdict(list)
        self.mains: dict[str, list[str]] = defaultdict(list)
        self.order: dict[str, list[str]] = defaultdict(list)
        self.named_by: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
        for record in records:
            self.order[record["channel"]].append(record["code"])
            for role in {r["role"] for r in record["roles"]}:
                self.members[role].append(record["code"])
            for term in record["indications"]["main"]:
                self.mains[term].append(record["code"])
            for item in record["related"]:
                self.named_by[item["code"]].append((record["code"], item))

    def rows(self, record: dict[str, Any]) -> list[Row]:
        out: list[Row] = []
        seen: set[tuple[str, str]] = set()
        for code, kind, reason in self._all(record):
            if code != record["code"] and code in self.by_code and (code, kind) not in seen:
                seen.add((code, kind))
                names = self.by_code[code]["names"]
                english = next(iter(names["english"]), "")
                out.append(
                    {
                        "code": code,
                        "pinyin": names["pinyin"],
                        "chinese": names["simplified"],
                        "english": english,
                        "kind": kind,
                        "reason": reason,
                    }
                )
        return out

    def _all(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        for item in record["related"]:
            yield item["code"], "named", f"{item['why']} ({item['source']})"
        for code, item in self.named_by[record["code"]]:
            if code not in {r["code"] for r in record["related"]}:
                yield code, "named", f"its entry names this point: {item['why']} ({item['source']})"
        yield from self._source_connecting(record)
        yield from self._same_role(record)
        yield from self._phases(record)
        yield from self._front_back(record)
        yield from self._neighbours(record)
        yield from self._shared(record)

    def _holder(self, role: str, channel: str | None) -> str | None:
        return next((c for c in self.members[role] if self.by_code[c]["channel"] == channel), None)

    def _name(self, channel: str | None) -> str:
        entry = self.channels.get(channel or "") or {}
        return str((entry.get("names") or {}).get("english") or channel)

    def _source_connecting(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        channel = record["channel"]
        pair = (self.channels.get(channel) or {}).get("pair")
        held = {r["role"] for r in record["roles"]}
        for mine, theirs, what in (("luo-connecting", "yuan-source", "source"), ("yuan-source", "luo-connecting", "connecting")):  # fmt: skip
            partner = self._holder(theirs, pair)
            if pair and mine in held and partner:
                reason = f"source–connecting pair: {what} point of the {self._name(pair)}, coupled with the {self._name(channel)}"
                yield partner, "source-connecting", reason
        if "confluent" in held:
            for vessel, entry in self.channels.items():
                opens = entry.get("opens") or {}
                if opens.get("opening") == record["code"] and opens.get("coupled"):
                    reason = f"opens the vessel that is paired with the {self._name(vessel)}"
                    yield str(opens["coupled"]), "confluent", reason

    def _same_role(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        pair = (self.channels.get(record["channel"]) or {}).get("pair")
        for role in record["roles"]:
            key = role["role"]
            entry = self.roles.get(key) or {}
            label = str((entry.get("names") or {}).get("english") or key)
            label = label if label.lower().endswith(("point", "points")) else f"{label} point"
            partner = self._holder(key, pair)
            if pair and partner and key != "meeting":
                yield partner, "paired channel", f"{label} of the coupled {self._name(pair)} channel"
            if key != "meeting" and len(self.members[key]) <= _MOST_MEMBERS:
                for code in self.members[key]:
                    if code != partner:
                        theirs = [r for r in self.by_code[code]["roles"] if r["role"] == key]
                        detail = theirs[0]["detail"] if theirs else None
                        what = f" {detail}" if detail else f" of the {self._name(self.by_code[code]['channel'])}"
                        yield code, "same role", f"{label}{what}"

    def _phases(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        phase, channel = record["phase"], record["channel"]
        if not phase:
            return
        for code in self.order[channel]:
            theirs = self.by_code[code]["phase"]
            if theirs == GENERATED_BY[phase]:
                yield code, "phase", f"{theirs} point of the same channel: {theirs} generates {phase}"
            elif theirs == GENERATES[phase]:
                yield code, "phase", f"{theirs} point of the same channel: {phase} generates {theirs}"
        for code, other in self.by_code.items():
            if other["phase"] == phase and (self.channels.get(other["channel"]) or {}).get("phase") == phase:
                yield code, "phase", f"{phase} point of the {phase} channel {other['channel']}"

    def _front_back(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        for mine, theirs, word in (("back-shu", "front-mu", "front collecting"), ("front-mu", "back-shu", "back transporting")):  # fmt: skip
            details = {r["detail"] for r in record["roles"] if r["role"] == mine and r["detail"]}
            for code in self.members[theirs]:
                shared = details & {r["detail"] for r in self.by_code[code]["roles"] if r["role"] == theirs}
                for detail in sorted(shared):
                    yield code, "front and back", f"{word} point {detail}"

    def _neighbours(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        codes = self.order[record["channel"]]
        at = codes.index(record["code"])
        if record["channel"].startswith("EX"):
            return
        if at:
            yield codes[at - 1], "neighbour", "the point before it on the channel"
        if at + 1 < len(codes):
            yield codes[at + 1], "neighbour", "the next point on the channel"

    def _shared(self, record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
        shared: dict[str, list[str]] = defaultdict(list)
        for term in record["indications"]["main"]:
            for code in self.mains[term]:
                if code != record["code"]:
                    shared[code].append(term)
        rarity = Counter({code: sum(1 / len(self.mains[t]) for t in terms) for code, terms in shared.items()})
        best = sorted((c for c in shared if len(shared[c]) >= 2), key=lambda c: (-len(shared[c]), -rarity[c]))
        for code in best[:_MOST_SHARED]:
            yield code, "shared indications", f"also main for {', '.join(shared[code])}"
