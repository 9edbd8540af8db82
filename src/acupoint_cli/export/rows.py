"""The rows of the tables, streamed point by point; what they refer to always exists."""

from collections.abc import Iterator
from typing import Any

from ..render import phrases
from .selection import Selection
from .tables import TABLES

Row = tuple[Any, ...]
_ENTRY = {"channels": "channel", "roles": "role", "terms": "term", "sources": "source"}
_REFERS = {name: [(i, c.refers) for i, c in enumerate(t.columns) if c.refers] for name, t in TABLES.items()}


def rows(selection: Selection) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything exported.

    A key that only the user's own points know (a channel MY, a term or source of their own) gets a row of its own, empty but
    for the key, so that every join finds its row.
    """
    known: dict[str, set[str]] = {table: set(selection.keys(kind)) for table, kind in _ENTRY.items()}
    for name, row in _all(selection):
        for place, table in _REFERS[name]:
            value = row[place]
            if value is not None and table in known and value not in known[table]:
                known[table].add(value)
                yield table, (value, *[None] * (len(TABLES[table].columns) - 1))
        yield name, row


def _all(selection: Selection) -> Iterator[tuple[str, Row]]:
    for record in selection.points():
        yield from _point(record)
        for n, other in enumerate(selection.related(record), 1):
            yield (
                "related",
                (record["code"], n, other["code"], other["kind"], other["reason"], _joined(other["sources"])),
            )
    for number, combination in selection.combinations():
        yield "combinations", (number, combination["use"], combination["source"], combination["via"])
        for n, code in enumerate(combination["codes"], 1):
            yield "combination_points", (number, n, code)
    for condition in selection.conditions():
        yield from _condition(condition)
    for term in selection.entries("term"):
        yield "terms", (term["term"], term["area"], term["meaning"], term["urgent"])
        called = [("english", w) for w in [*term["synonyms"], *term["shared"]]]
        called += [(script, w) for script in ("simplified", "traditional") for w in term[script]]
        for n, (language, word) in enumerate(called, 1):
            yield "term_names", (term["term"], n, language, word)
        for broader in dict.fromkeys(term["broader"]):
            yield "term_broader", (term["term"], broader)
    for role in selection.entries("role"):
        names = role["names"]
        yield "roles", (role["role"], names["english"], names["pinyin"], names["simplified"], names["traditional"],
                        role["group"], role["meaning"], role["expected"], role["members_note"], _joined(role["synonyms"]),
                        _joined(role["sources"]))  # fmt: skip
    for channel in selection.entries("channel"):
        yield from _channel(channel)
    for source in selection.entries("source"):
        year = None if source["year"] is None else str(source["year"])
        yield "sources", (source["key"], source["title"], source["authors"], year, source["edition"], source["kind"],
                          source["language"], source["read_through"], source["url"], source["seen"], source["via"], source["note"])  # fmt: skip


def _joined(values: list[str], joint: str = "; ") -> str | None:
    return joint.join(values) or None


def _pair(value: list[Any] | None) -> tuple[Any, Any]:
    return (value[0], value[1]) if value else (None, None)


def _point(r: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    code, names, needling, moxa, press = r["code"], r["names"], r["needling"], r["moxibustion"], r["acupressure"]
    terms = r["indications"]
    yield "points", (
        code, r["channel"], r["number"], r["status"], names["pinyin"], names["simplified"], names["traditional"],
        next(iter(names["english"]), None), _joined([f"{word} {text}" for word, text in phrases.dangers(r)], " | "),
        r["location"], r["region"], r["surface"], r["side"], r["count"], r["phase"], _joined(r["actions"]),
        _joined([*terms["main"], *terms["other"]]), int(needling["forbidden"]), needling["min_cun"], needling["max_cun"],
        needling["how"], moxa["use"], *_pair(moxa["minutes"]), *_pair(moxa["cones"]), moxa["note"], press["use"],
        press["how"], *_pair(press["minutes"]), *_pair(press["times_a_day"]), r["sensation"], r["meaning"],
        r["commentary"], (r["checked"] or {}).get("date"),
    )  # fmt: skip
    for table, listed in _lists(r):
        for n, values in enumerate(listed, 1):
            yield table, (code, n, *values)
    for part in ("main", "other"):
        for n, term in enumerate(terms[part], 1):
            if part == "main" or term not in terms["main"]:
                cited = r["cites"].get(f"indications.{term}") or r["cites"].get("indications") or []
                yield "indications", (code, term, part, n, _joined(cited))
    for n, caution in enumerate(r["cautions"], 1):
        for source in dict.fromkeys(caution["sources"]):
            yield "caution_sources", (code, n, source)
    for field, sources in r["cites"].items():
        for source in dict.fromkeys(sources):
            yield "cites", (code, field, source)
    for source in dict.fromkeys(r["sources"]):
        yield "point_sources", (code, source)


def _lists(r: dict[str, Any]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the lists of a point: table, and what its rows hold behind code and n."""
    names, anatomy = r["names"], r["anatomy"]
    called: list[Row] = [(k, names[k], None) for k in ("pinyin", "simplified", "traditional")]
    called += [("english", name, None) for name in names["english"]]
    called += [(k, names[k], None) for k in ("korean", "japanese", "kana", "vietnamese") if names[k]]
    called += [(language, name, None) for language, every in names["translated"].items() for name in every]
    yield (
        "names",
        called
        + [
            ("other", name, other["note"])
            for other in names["other"]
            for name in (other["name"], other["english"])
            if name
        ],
    )
    places: list[Row] = [("standard", None, r["location"], None)] if r["location"] else []
    places += [("part", part["name"], part["location"], None) for part in r["parts"]]
    yield "locations", places + [("variant", None, v["location"], v["source"]) for v in r["variants"]]
    yield "steps", [(step,) for step in r["locate"]]
    yield "measures", [(m["cun"], m["unit"], m["direction"], m["origin"], m["when"]) for m in r["measures"]]
    yield "fractions", [(f["part"], f["of"], f["to"]) for f in r["fractions"]]
    yield "levels", [(level,) for level in r["level_with"]]
    yield "anatomy", [(kind[:-1], name) for kind in ("muscles", "nerves", "vessels") for name in anatomy[kind]]
    yield "point_roles", [(role["role"], role["detail"]) for role in r["roles"]]
    yield "actions", [(action,) for action in r["actions"]]
    yield (
        "depths",
        [
            (d["min_cun"], d["max_cun"], d["angle"], d["direction"], d["source"], int(d["usual"]))
            for d in r["needling"]["depths"]
        ],
    )
    yield "methods", [(m["method"], m["use"], m["how"], _joined(m["for"]), m["source"]) for m in r["other_methods"]]
    yield (
        "cautions",
        [(c["kind"], c["level"], _joined(c["methods"]), c["when"], c["scope"], c["text"]) for c in r["cautions"]],
    )
    yield "classics", [(c["work"], c["chapter"], c["says"], c["via"]) for c in r["classics"]]
    yield "questions", [(q["question"], q["answer"]) for q in r["questions"]]
    yield "differs", [(d["about"], c["says"], c["source"]) for d in r["differs"] for c in d["claims"]]


def _condition(c: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    name = c["condition"]
    pressed = {press["code"]: press["source"] for press in c["press"]}
    yield "conditions", (name, _joined(c["also"]), c["note"], (c["checked"] or {}).get("date"))
    for n, point in enumerate(c["points"], 1):
        yield "condition_points", (name, n, point["code"], point["grade"], pressed.get(point["code"]))
        for m, said in enumerate(point["said"], 1):
            yield "condition_claims", (name, point["code"], m, said["source"], said["as"], said["for"], said["count"], said["share"])  # fmt: skip
    for read in c["consulted"]:
        yield "condition_sources", (name, read["source"], read["where"], read["trials"], read["uses"], read["evidence"])


def _channel(c: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    names, opens = c["names"], c["opens"] or {}
    yield "channels", (
        c["code"], names["full"] or names["english"], names["pinyin"], names["simplified"], names["traditional"], c["kind"],
        c["count"], c["limb"], c["yinyang"], c["polarity"], c["phase"], c["organ"], *_pair(c["hours"]), c["pair"],
        c["same_name"], opens.get("opening"), opens.get("coupled"), _joined(c["pathway"], " "), c["connecting"],
        c["divergent"], c["sinew"], _joined(c["symptoms"]), _joined(c["sources"]),
    )  # fmt: skip
    for n, rule in enumerate(c["cautions"], 1):
        yield "channel_cautions", (c["code"], n, rule["kind"], rule["level"], _joined(rule["methods"]), rule["when"],
                                   rule["text"], _joined(rule["sources"]))  # fmt: skip
