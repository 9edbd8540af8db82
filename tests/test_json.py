"""The promise of JSON: keys and types, written out here again, and every answer against its schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from acupoint_cli.envelopes import ANSWERS
from conftest import ROOT, Run

POINT = [
    "code", "channel", "number", "status", "names", "meaning", "region", "surface", "side", "count", "parts",
    "location", "locate", "measures", "fractions", "level_with", "variants", "anatomy", "roles", "phase", "actions",
    "indications", "needling", "moxibustion", "acupressure", "other_methods", "sensation", "cautions", "channel_cautions", "related",
    "combinations", "commentary", "classics", "questions", "differs", "cites", "sources", "checked", "note", "match",
]  # fmt: skip
ENVELOPES = {
    "show": ["schema", "points", "errors"],
    "list": ["schema", "points", "total", "errors"],
    "compare": ["schema", "points", "errors"],
    "note": ["schema", "notes", "errors"],
    "search": ["schema", "query", "urgent", "results", "total", "left_out", "remarks", "errors"],
    "related": ["schema", "point", "related", "left_out", "errors"],
    "channel": ["schema", "channels", "errors"],
    "role": ["schema", "roles", "errors"],
    "term": ["schema", "urgent", "terms", "cautions", "left_out", "remarks", "errors"],
    "source": ["schema", "sources", "errors"],
    "codes": ["schema", "codes", "errors"],
    "combine": ["schema", "urgent", "combinations", "left_out", "remarks", "errors"],
    "scan": ["schema", "found", "errors"],
    "check": ["schema", "faults", "errors"],
}
CALLS = [
    ["show", "KI-1"], ["show", "KI-1", "zhongzhu", "KI-28"], ["show", "nobody"], ["show", "EX-LE12"], ["list"],
    ["list", "--phase", "wood", "--channel", "KI"], ["search", "insomnia"], ["search", "qqqzzz"],
    ["compare", "KI-1", "KI-4"], ["compare", "KI-1"], ["note", "KI-1", "a note"], ["note", "--list"], ["note", "zhongzhu", "x"],
    ["search", "chest pain", "--safe-in", "needling"], ["related", "KI-4"], ["related", "zhongzhu"], ["channel"],
    ["channel", "KI"], ["channel", "nobody"], ["role"], ["role", "yuan"], ["term"], ["term", "insomnia"], ["source"],
    ["source", "deadman"], ["scan", "README.md"], ["codes", "KI-4"], ["codes", "nobody"], ["combine", "KI-1"], ["combine", "qqq"], ["check"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", CALLS, ids=[" ".join(c) for c in CALLS])
def test_answer_fits_its_schema(acu: Run, arguments: list[str]) -> None:
    done = acu(*arguments, "--json")
    answer: dict[str, Any] = json.loads(done.out)
    assert list(answer) == ENVELOPES[arguments[0]]
    assert answer["schema"] == 1
    assert bool(answer["errors"]) == (done.code not in {0}) or arguments[0] == "check"
    schema = json.loads((ROOT / "schema" / f"{arguments[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(answer, schema)


def test_point_always_has_every_key(acu: Run) -> None:
    for point in json.loads(acu("list", "--json").out)["points"]:
        assert list(point) == POINT
        assert list(point["needling"]) == ["forbidden", "depths", "min_cun", "max_cun", "how"]


def test_lines_and_trees_agree(acu: Run) -> None:
    """jsonl holds the records of json, and yaml the same tree."""
    import yaml

    tree = json.loads(acu("show", "KI-1", "KI-4", "--json").out)
    lines = [json.loads(line) for line in acu("show", "KI-1", "KI-4", "--jsonl").out.splitlines()]
    assert lines == tree["points"]
    assert yaml.safe_load(acu("show", "KI-1", "KI-4", "-f", "yaml").out) == tree


def test_rows_have_their_columns(acu: Run) -> None:
    header = acu("list", "-f", "tsv", "--header", "-n", "1").out.splitlines()[0].split("\t")
    assert header == ["code", "pinyin", "chinese", "english", "roles", "cautions"]
    header = acu("search", "insomnia", "-f", "tsv", "--header", "-n", "1").out.splitlines()[0].split("\t")
    assert header == [
        "code",
        "pinyin",
        "chinese",
        "english",
        "score",
        "why",
        "cautions",
        "grade",
        "pressed",
        "reckoning",
    ]
    for line in acu("list").out.splitlines():
        assert line.count("\t") == 5


def test_fields_narrow_every_machine_format(acu: Run) -> None:
    assert json.loads(acu("show", "KI-1", "--json", "--fields", "code,names.pinyin").out)["points"] == [
        {"code": "KI-1", "names": {"pinyin": "Yǒngquán"}}
    ]
    assert acu("list", "-n", "1", "--fields", "code").out == "LU-1\n"
    assert acu("show", "KI-1", "--fields", "code").out == "code\tKI-1\n"


REFUSED = [  # what is typed, and the stable code of the error
    (["list", "--role", "x"], "usage"), (["list", "--phase", "x"], "usage"), (["search", ""], "usage"), (["search"], "usage"),
    (["show", "KI-1", "--fields", "foo"], "usage"), (["show"], "usage"), (["show", "KI-1", "--bla"], "usage"),
    (["related"], "usage"), (["related", "KI-1", "KI-3"], "usage"), (["related", "KI-4", "--kind", "foo"], "usage"),
    (["check", "nofile"], "io"), (["combine"], "usage"), (["term", " "], "usage"),
    (["list", "--limit", "x"], "usage"), (["scan", "--replace", "x"], "usage"), (["quiz", "nonsense"], "usage"),
    (["codes"], "usage"), (["channel", "--safe-in", "x"], "usage"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["json", "yaml"])
@pytest.mark.parametrize(("arguments", "code"), REFUSED, ids=[" ".join(a) for a, _ in REFUSED])
def test_what_is_refused_prints_its_envelope(acu: Run, arguments: list[str], code: str, form: str) -> None:
    import yaml

    done = acu(*arguments, "-f", form)
    answer = json.loads(done.out) if form == "json" else yaml.safe_load(done.out)
    schema = json.loads((ROOT / "schema" / f"{arguments[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(answer, schema)
    assert [e["code"] for e in answer["errors"]] == [code]
    assert done.code in {2, 3}
    assert done.err.startswith("Error: ")
    assert acu(*arguments).out == "", "lines for people and for pipes stay empty"


ASKED = [  # what is typed, and whose envelope answers
    (["--data", "note", "list"], "list"), (["list", "--channel", "note"], "list"),
    (["quiz", "--list-kinds", "--fields", "nope"], "quiz-kinds"), (["quiz", "stats", "--limit", "x"], "quiz-stats"),
    (["quiz", "--limit", "x"], "quiz"), (["new"], ""),
    (["export", "json", "--channel", "QQ"], ""), (["nonsense", "list"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "answer"), ASKED, ids=[" ".join(a) for a, _ in ASKED])
def test_whoever_was_asked_refuses(acu: Run, arguments: list[str], answer: str) -> None:
    done = acu(*arguments, "--json")
    if not answer:
        assert done.out == "" and done.err
        return
    schema = json.loads((ROOT / "schema" / f"{answer}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(done.out), schema)
    assert set(json.loads(done.out)) == set(schema["$defs"][schema["$ref"].rpartition("/")[2]]["properties"])


@pytest.mark.parametrize("answer", [name for name in ANSWERS if name != "export"])
def test_every_answer_has_an_empty_one(answer: str) -> None:
    from acupoint_cli.cli.refused import answer_of, empty

    schema = json.loads((ROOT / "schema" / f"{answer}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate({"schema": 1, **empty(answer), "errors": []}, schema)
    command, _, part = answer.partition("-")
    words = {"kinds": ["--list-kinds"], "stats": ["stats"]}.get(part, ["x"])
    assert answer_of(["--data", "show", command, *words, "list"]) == answer


@pytest.mark.parametrize("arguments", [["search", "insomnia"], ["list", "--channel", "KI", "--limit", "4"]])
def test_total_counts_what_the_limit_cut(acu: Run, arguments: list[str]) -> None:
    key = "results" if arguments[0] == "search" else "points"
    some, every = (json.loads(acu(*arguments, *more, "--json").out) for more in ([], ["--limit", "0"]))
    assert len(some[key]) < some["total"] == every["total"] == len(every[key])


def test_python_interface() -> None:
    import acupoint_cli

    point = acupoint_cli.lookup("yongquan")
    assert (point.code, point.match.kind if point.match else None) == ("KI-1", "folded")
    assert acupoint_cli.search("insomnia", limit=3)[0].keys() >= {"code", "score", "why", "cautions"}
    assert any(row["code"] == "BL-64" for row in acupoint_cli.related("KI-4"))
    assert len(list(acupoint_cli.points())) >= 409


WRONG: list[tuple[str, dict[str, object], str]] = [  # how the interface is called, and what the error speaks of
    ("search", {"words": "insomnia", "channel": "KI"}, "'channel'"), ("search", {"words": "insomnia", "limit": -1}, "limit"),
    ("search", {"words": "insomnia", "limit": "3"}, "limit"), ("search", {"words": None}, "None"),
    ("search", {"words": "insomnia", "channels": ["KI", 3]}, "channels"), ("search", {"words": "insomnia", "roles": 3}, "roles"),
    ("search", {"words": "insomnia", "channels": "QQ"}, "QQ"), ("search", {"words": "insomnia", "policy": None}, "policy"),
    ("lookup", {"name": None}, "None"), ("related", {"name": 3}, "3"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "given", "says"), WRONG, ids=[f"{f} {g}" for f, g, _ in WRONG])
def test_python_interface_raises_what_it_promises(function: str, given: dict[str, object], says: str) -> None:
    import acupoint_cli

    with pytest.raises(acupoint_cli.AcuError) as raised:
        getattr(acupoint_cli, function)(**given)
    assert raised.value.code == "usage" and says in raised.value.message


def test_one_text_is_one_filter() -> None:
    import acupoint_cli

    one, listed = (acupoint_cli.search("insomnia", channels=given, safe_in="moxa") for given in ("KI", ["KI"]))
    assert one == listed and {row["code"].split("-")[0] for row in one} == {"KI"}
    every = acupoint_cli.search("insomnia")
    assert acupoint_cli.search("insomnia", limit=0) == every and acupoint_cli.search("insomnia", limit=2) == every[:2]


def test_stored_schema_accepts_every_file() -> None:
    import yaml

    schema = json.loads((ROOT / "schema" / "point.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(Path(ROOT / "data" / "points").glob("KI-*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        errors = [e.message for e in validator.iter_errors(data)]
        assert errors == [], path.name
