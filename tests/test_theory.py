"""What follows from what, and what belongs together."""

import json

import pytest

from acupoint_cli import theory
from acupoint_cli.library.index import open_index

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


def test_hours() -> None:
    assert theory.opposite_hours((17, 19)) == (5, 7)


def rows(code: str) -> list[dict[str, str]]:
    return [json.loads(t) for (t,) in open_index().rows("SELECT json FROM related WHERE code = ? ORDER BY ord", code)]


WANTED = [  # point, what belongs with it, of which kind
    ("KI-4", "KI-3", "named"), ("KI-4", "BL-64", "source-connecting"), ("KI-3", "BL-58", "source-connecting"),
    ("KI-4", "BL-58", "paired channel"), ("KI-4", "HT-5", "same role"), ("KI-4", "KI-5", "neighbour"),
    ("KI-4", "KI-3", "neighbour"), ("KI-1", "KI-10", "phase"), ("KI-1", "LR-1", "phase"), ("KI-6", "LU-7", "confluent"),
    ("LU-1", "BL-13", "front and back"), ("BL-23", "GB-25", "front and back"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "other", "kind"), WANTED)
def test_relations(code: str, other: str, kind: str) -> None:
    assert any(r["code"] == other and r["kind"] == kind and r["reason"] for r in rows(code)), rows(code)


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
