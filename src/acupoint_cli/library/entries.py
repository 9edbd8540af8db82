"""Records of channels, roles, terms and sources, with what acu works out for each, and the names they go by."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import ROW_KEYS, Channel, RoleClass, Source, Term
from ..names.fold import fold
from ..names.words import stems, tokens
from ..theory import FIVE, TRANSPORTING, special
from .book import Book
from .compute import row_record, whole_numbers
from .rows import dumps
from .rows import rests as resting

Rows = list[tuple[str, str, int, str]]
Names = list[tuple[str, str, str]]


class Entry(NamedTuple):
    """A channel, role, term or source: what its file says, what acu works out, and what else it is called."""

    kind: str
    key: str
    model: Any
    data: dict[str, Any]
    computed: dict[str, Any]
    called: list[Any]


def entries(
    book: Book, records: list[dict[str, Any]], combinations: list[dict[str, Any]], conditions: list[dict[str, Any]]
) -> tuple[Rows, Names]:
    """Return (kind, key, order, JSON) for every entry, and (kind, folded name, key) for every name of one."""
    import msgspec

    rows: Rows = []
    names: Names = []
    for entry in (
        *_channels(book, records),
        *_roles(book, records),
        *_terms(book, records, conditions),
        *_sources(book, records, combinations, conditions),
    ):
        value = msgspec.convert({**entry.data, **entry.computed}, entry.model)
        rows.append((entry.kind, entry.key, len(rows), dumps(whole_numbers(msgspec.to_builtins(value)))))
        for name in [entry.key, *entry.called]:
            if name:
                names.append((entry.kind, fold(str(name)), entry.key))
                names.append((entry.kind, " ".join(stems(tokens(str(name)))), entry.key))
    return rows, names


def _channels(book: Book, records: list[dict[str, Any]]) -> Iterator[Entry]:
    codes: dict[str, list[str]] = defaultdict(list)
    for record in records:
        codes[record["channel"]].append(record["code"])
    for code, data in book.part("channels").items():
        called = [v for v in data["names"].values() if isinstance(v, str)]
        short = [str(data["names"].get(k) or "")[2:] for k in ("simplified", "traditional")]
        computed: dict[str, Any] = {"code": code}
        if not data.get("points"):
            computed["points"] = codes[code]
        yield Entry("channel", code, Channel, data, computed, [*called, *(s for s in short if len(s) > 1)])


def _roles(book: Book, records: list[dict[str, Any]]) -> Iterator[Entry]:
    members = _members(book, records)
    # Classes that follow from the others have a rule in place of a list.
    ruled = {
        key: {**{k: v for k, v in data.items() if k != "rule"}, "members_note": data.get("rule")}
        for key, data in book.part("roles", "computed").items()
    }
    for role, data in {**book.part("roles"), **ruled}.items():
        called = [v for v in data["names"].values() if v] + list(data.get("synonyms") or [])
        called += [role.split("-")[0]] if role.count("-") == 1 else []
        yield Entry("role", role, RoleClass, data, {"role": role, "members": members[role]}, called)


def _members(book: Book, records: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the points of every class, those of the classes that follow from others too."""
    phases = {code: data.get("phase") for code, data in book.part("channels").items()}
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        row = row_record(record)
        point = {key: row[key] for key in ROW_KEYS}
        for role in record["roles"]:
            members[role["role"]].append({**point, "detail": role["detail"]})
            if role["role"] in TRANSPORTING:
                members[FIVE].append({**point, "detail": role["role"]})
        if role := special(record["phase"], phases.get(record["channel"])):
            members[role].append({**point, "detail": None})
    return members


def _terms(book: Book, records: list[dict[str, Any]], conditions: list[dict[str, Any]]) -> Iterator[Entry]:
    served: dict[str, dict[str, list[str]]] = {"main": defaultdict(list), "other": defaultdict(list)}
    for record in records:
        for part, codes in served.items():
            for term in record["indications"][part]:
                codes[term].append(record["code"])
    treated = {term: c for c in conditions for term in (c["condition"], *(c.get("also") or []))}
    for term, data in book.part("terms").items():
        called = [*(data.get("synonyms") or []), *(data.get("simplified") or []), *(data.get("traditional") or [])]
        computed = {part: codes[term] for part, codes in served.items()}
        yield Entry("term", term, Term, data, {"term": term, **computed, "condition": treated.get(term)}, called)


def _sources(
    book: Book, records: list[dict[str, Any]], combinations: list[dict[str, Any]], conditions: list[dict[str, Any]]
) -> Iterator[Entry]:
    rests = _rests(records, combinations, conditions)
    for key, data in book.part("sources").items():
        original = data.get("original") or {}
        titles: list[Any] = [data["title"], original.get("title"), original.get("chinese")]
        yield Entry("source", key, Source, data, {"key": key, "rests": rests.get(key, {})}, titles)


def _rests(
    records: list[dict[str, Any]], combinations: list[dict[str, Any]], conditions: list[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in records:
        for source, what in resting(record):
            counts[source][what] += 1
    for condition in conditions:
        for consulted in condition["consulted"]:
            counts[consulted["source"]]["conditions"] += 1
    for combination in combinations:
        counts[combination["source"]]["combinations"] += 1
        if combination["via"]:
            counts[combination["via"]]["combinations quoted"] += 1
    return {source: dict(sorted(values.items())) for source, values in counts.items()}
