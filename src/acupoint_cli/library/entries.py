"""Records of channels, roles, terms and sources, with what acu works out for each, and the names they go by."""

import json
from collections import defaultdict

from ..lite import Any
from ..model import Channel, RoleClass, Source, Term
from ..names.fold import fold
from ..names.words import stems, tokens
from ..theory import FIVE, TRANSPORTING, special
from .book import Book
from .compute import whole_numbers

Rows = list[tuple[str, str, int, str]]
Names = list[tuple[str, str, str]]


def entries(
    book: Book, records: list[dict[str, Any]], combinations: list[dict[str, Any]], conditions: list[dict[str, Any]]
) -> tuple[Rows, Names]:
    """Return (kind, key, order, JSON) for every entry, and (kind, folded name, key) for every name of one."""
    rows: Rows = []
    names: Names = []

    def add(kind: str, model: Any, computed: dict[str, Any], key: str, data: dict[str, Any], called: list[Any]) -> None:
        import msgspec

        value = msgspec.convert({**data, **computed}, model)
        record = whole_numbers(msgspec.to_builtins(value))
        rows.append((kind, key, len(rows), json.dumps(record, ensure_ascii=False, separators=(",", ":"))))
        for name in [key, *called]:
            if name:
                folded = fold(str(name))
                names.append((kind, folded, key))
                names.append((kind, " ".join(stems(tokens(str(name)))), key))

    phases = {code: data.get("phase") for code, data in book.part("channels").items()}
    by_channel: dict[str, list[str]] = defaultdict(list)
    by_role: dict[str, list[dict[str, Any]]] = defaultdict(list)
    main: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for record in records:
        by_channel[record["channel"]].append(record["code"])
        point = {
            "code": record["code"],
            "pinyin": record["names"]["pinyin"],
            "chinese": record["names"]["simplified"],
            "english": next(iter(record["names"]["english"]), ""),
        }
        for role in record["roles"]:
            by_role[role["role"]].append({**point, "detail": role["detail"]})
            if role["role"] in TRANSPORTING:
                by_role[FIVE].append({**point, "detail": role["role"]})
        by_role[special(record["phase"], phases.get(record["channel"])) or ""].append({**point, "detail": None})
        for term in record["indications"]["main"]:
            main[term].append(record["code"])
        for term in record["indications"]["other"]:
            other[term].append(record["code"])
    rests = _rests(records, combinations, conditions)
    treated = {term: c for c in conditions for term in (c["condition"], *(c.get("also") or []))}

    for code, data in book.part("channels").items():
        called = [v for v in data["names"].values() if isinstance(v, str)]
        short = [str(data["names"].get(k) or "")[2:] for k in ("simplified", "traditional")]
        computed: dict[str, Any] = {"code": code}
        if not data.get("points"):
            computed["points"] = by_channel[code]
        add("channel", Channel, computed, code, data, [*called, *(s for s in short if len(s) > 1)])
    # Classes that follow from the others have a rule in place of a list.
    ruled = {k: {**d, "members_note": d.get("rule")} for k, d in book.part("roles", "computed").items()}
    for data in ruled.values():
        data.pop("rule", None)
    for role, data in {**book.part("roles"), **ruled}.items():
        called = [v for v in data["names"].values() if v] + list(data.get("synonyms") or [])
        called += [role.split("-")[0]] if role.count("-") == 1 else []
        add("role", RoleClass, {"role": role, "members": by_role[role]}, role, data, called)
    for term, data in book.part("terms").items():
        called = [*(data.get("synonyms") or []), *(data.get("simplified") or []), *(data.get("traditional") or [])]
        add(
            "term",
            Term,
            {"term": term, "main": main[term], "other": other[term], "condition": treated.get(term)},
            term,
            data,
            called,
        )
    for key, data in book.part("sources").items():
        original = data.get("original") or {}
        titles: list[Any] = [data["title"], original.get("title"), original.get("chinese")]
        add("source", Source, {"key": key, "rests": rests.get(key, {})}, key, data, titles)
    return rows, names


def _rests(
    records: list[dict[str, Any]], combinations: list[dict[str, Any]], conditions: list[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in records:
        for source in record["sources"]:
            counts[source]["points"] += 1
        for field, sources in record["cites"].items():
            for source in sources:
                counts[source][field.split(".")[0]] += 1
    for condition in conditions:
        for consulted in condition["consulted"]:
            counts[consulted["source"]]["conditions"] += 1
    for combination in combinations:
        counts[combination["source"]]["combinations"] += 1
        if combination["via"]:
            counts[combination["via"]]["combinations quoted"] += 1
    return {source: dict(sorted(values.items())) for source, values in counts.items()}
