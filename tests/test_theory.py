"""What follows from what, and what belongs together."""

import json

import pytest

from acupoint_cli import theory
from acupoint_cli.library.index import open_index
from acupoint_cli.relate import relations
from conftest import Run

PHASES = [("jing-well", "yin", "wood"), ("jing-well", "yang", "metal"), ("he-sea", "yin", "water"), ("he-sea", "yang", "earth"),
          ("ying-spring", "yang", "water"), ("yuan-source", "yin", None), ("jing-well", None, None)]  # fmt: skip


@pytest.mark.parametrize(("role", "polarity", "phase"), PHASES)
def test_phase_of_a_transporting_point(role: str, polarity: str | None, phase: str | None) -> None:
    assert theory.phase_of(role, polarity) == phase


SPECIAL = [("wood", "water", "child-point"), ("metal", "water", "mother-point"), ("water", "water", "horary-point"),
           ("fire", "water", None), (None, "water", None)]  # fmt: skip


@pytest.mark.parametrize(("phase", "channel", "name"), SPECIAL)
def test_mother_child_and_horary(phase: str | None, channel: str | None, name: str | None) -> None:
    assert theory.special(phase, channel) == name


def rows(code: str) -> list[dict[str, str]]:
    index = open_index()
    return relations(index, json.loads(index.record(code) + "}"))


def every_relation() -> list[tuple[str, str]]:
    codes = [c for (c,) in open_index().rows("SELECT code FROM points ORDER BY ord")]
    return [(code, json.dumps(row)) for code in codes for row in rows(code)]


WANTED = [  # point, what belongs with it, of which kind
    ("KI-4", "KI-3", "named"), ("KI-4", "BL-64", "source-connecting"), ("KI-3", "BL-58", "source-connecting"),
    ("KI-4", "BL-58", "paired channel"), ("KI-4", "HT-5", "same role"), ("KI-4", "KI-5", "neighbour"),
    ("KI-4", "KI-3", "neighbour"), ("KI-1", "KI-10", "phase"), ("KI-1", "LR-1", "phase"), ("KI-6", "LU-7", "confluent"),
    ("LU-7", "LI-4", "entry and exit"), ("LI-4", "LU-7", "entry and exit"), ("LI-20", "ST-1", "entry and exit"),
    ("LU-6", "BL-17", "cleft and meeting"), ("BL-17", "LR-6", "cleft and meeting"), ("ST-34", "CV-12", "cleft and meeting"),
    ("KI-7", "LU-8", "mother and child"), ("KI-7", "KI-1", "mother and child"), ("KI-1", "LR-1", "mother and child"),
    ("HT-7", "KI-3", "mirror limb"), ("LI-4", "ST-42", "mirror limb"), ("BL-13", "BL-42", "same level"),
    ("BL-42", "GV-12", "same level"), ("HT-8", "LU-10", "same phase"), ("HT-7", "LU-10", "shared combinations"),
    ("LU-1", "BL-13", "front and back"), ("BL-23", "GB-25", "front and back"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "other", "kind"), WANTED)
def test_relations(code: str, other: str, kind: str) -> None:
    assert any(r["code"] == other and r["kind"] == kind and r["reason"] for r in rows(code)), rows(code)


NOT = [  # point, what does not belong with it in this way
    ("KI-8", "BL-17", "cleft and meeting"), ("LI-7", "BL-17", "cleft and meeting"), ("KI-3", "KI-1", "mother and child"),
    ("EX-HN1", "EX-HN2", "neighbour"), ("N-HN-20", "N-CA-4", "neighbour"), ("HT-8", "SI-5", "same phase"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "other", "kind"), NOT)
def test_no_relations(code: str, other: str, kind: str) -> None:
    assert not any(r["code"] == other and r["kind"] == kind for r in rows(code))


def test_every_relation_names_its_source() -> None:
    known = {key for (key,) in open_index().rows("SELECT key FROM entries WHERE kind = 'source'")}
    for code, text in every_relation():
        row = json.loads(text)
        assert row["sources"], (code, row)
        assert set(row["sources"]) <= known, (code, row)


def test_what_is_symmetric_is_seen_from_both_sides() -> None:
    both = {"source-connecting", "confluent", "front and back", "cleft and meeting", "entry and exit", "mirror limb"}
    seen = {(code, json.loads(t)["code"], json.loads(t)["kind"]) for code, t in every_relation()}  # fmt: skip
    one_sided = [(a, b, kind) for a, b, kind in seen if kind in both and (b, a, kind) not in seen]
    assert sorted(one_sided) == []


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("dot", ['graph "LU-7" {', '"LU-7" -- "LI-4" [label="entry and exit"];', "}"]),
        ("mermaid", ["graph LR", '  LU_7 ---|"entry and exit"| LI_4["LI-4 Hégǔ 合谷"]']),
    ],
)
def test_graph(acu: Run, language: str, wanted: list[str]) -> None:
    done = acu("related", "LU-7", "--kind", "entry-and-exit", "--graph", language)
    lines = [line.strip() for line in done.out.splitlines()]
    assert done.code == 0
    assert [w.strip() for w in wanted] == [line for line in lines if line in {w.strip() for w in wanted}]


def test_an_unknown_kind_is_refused(acu: Run) -> None:
    done = acu("related", "LU-7", "--kind", "friend")
    assert (done.code, done.out) == (2, "")
    assert "mother-and-child" in done.err
    assert acu("related", "EX-HN1", "--kind", "phase").code == 1


def test_sources_come_before_theory() -> None:
    kinds = [r["kind"] for r in rows("KI-4")]
    assert kinds[: kinds.count("named")] == ["named"] * kinds.count("named")
    assert kinds[-1] in {"shared indications", "neighbour"}


CLASSES = {  # class: how many points hold it, the phases and channels apart
    "jing-well": 12, "ying-spring": 12, "shu-stream": 12, "jing-river": 12, "he-sea": 12, "yuan-source": 12,
    "luo-connecting": 15, "xi-cleft": 16, "back-shu": 12, "front-mu": 12, "lower-he-sea": 6, "hui-influential": 8,
    "confluent": 8, "command-four": 4, "ma-danyang-12": 12, "window-of-heaven": 10, "entry-point": 12,
    "exit-point": 12, "nine-needles-returning-yang": 9,
}  # fmt: skip


@pytest.mark.parametrize(("role", "count"), CLASSES.items(), ids=list(CLASSES))
def test_classes_are_whole(role: str, count: int) -> None:
    index = open_index()
    assert index.one("SELECT count(*) FROM facets WHERE kind = 'role' AND value = ?", role) == count


def test_mother_child_and_horary_points_are_one_a_channel() -> None:
    index = open_index()
    for name in ("mother-point", "child-point", "horary-point"):
        codes = [c for (c,) in index.rows("SELECT code FROM facets WHERE kind = 'role' AND value = ?", name)]
        assert len(codes) == 12
        assert len({c.split("-")[0] for c in codes}) == 12
