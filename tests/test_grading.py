"""How central a point is: ranks of claims, and grades from the ranks of all sources."""

from typing import Any

import pytest

from acupoint_cli.grading import best_ranks, grade, tops_of

TOPS = {"paper": 40.0}
RANKS = [  # claims of one source, its best rank
    ([{"source": "cam", "as": "main"}], 1),
    ([{"source": "cam", "as": "again"}], 2),
    ([{"source": "cam", "as": "named"}], 2),
    ([{"source": "cam", "as": "added", "for": "cough"}], 3),
    ([{"source": "cam", "as": "added", "for": "cough"}, {"source": "cam", "as": "pattern", "for": "wind"}], 2),
    ([{"source": "paper", "as": "count", "count": 40}], 1),
    ([{"source": "paper", "as": "count", "count": 20}], 1),
    ([{"source": "paper", "as": "count", "count": 19}], 2),
    ([{"source": "paper", "as": "count", "count": 10}], 2),
    ([{"source": "paper", "as": "count", "count": 9}], 3),
]


@pytest.mark.parametrize(("said", "rank"), RANKS)
def test_rank(said: list[dict[str, object]], rank: int) -> None:
    assert list(best_ranks(said, TOPS).values()) == [rank]


def test_the_top_is_each_counting_sources_own() -> None:
    points: list[dict[str, Any]] = [
        {
            "code": "KI-1",
            "said": [{"source": "a", "as": "count", "count": 7}, {"source": "b", "as": "count", "share": 0.5}],
        },
        {"code": "KI-3", "said": [{"source": "a", "as": "count", "count": 9}, {"source": "cam", "as": "main"}]},
    ]
    assert tops_of(points) == {"a": 9.0, "b": 0.5}


BOOKS = {"cam": 1.0, "zjx": 1.0, "paper": 1.0, "old": 0.25, "older": 0.25, "oldest": 0.25}
GRADES = [  # ranks by source, sources consulted, grade
    ({"cam": 1, "zjx": 1}, ["cam", "zjx"], "core"),
    ({"cam": 1}, ["cam"], "common"),
    ({"cam": 1, "zjx": 2}, ["cam", "zjx"], "common"),
    ({"cam": 2, "zjx": 2}, ["cam", "zjx", "paper"], "common"),
    ({"cam": 2}, ["cam", "zjx"], "occasional"),
    ({"cam": 3, "zjx": 3, "paper": 3}, ["cam", "zjx", "paper"], "occasional"),
    ({"old": 1, "older": 1}, ["cam", "old", "older", "oldest"], "occasional"),
    ({"old": 1, "older": 1, "oldest": 1}, ["cam", "old", "older", "oldest"], "common"),
    ({"cam": 2, "old": 1, "older": 1, "oldest": 1}, ["cam", "old", "older", "oldest"], "core"),
    ({"cam": 3, "old": 1, "older": 1, "oldest": 1}, ["cam", "old", "older", "oldest"], "common"),
    ({"cam": 1, "zjx": 1, "old": 1}, list(BOOKS), "core"),
]


@pytest.mark.parametrize(("ranks", "consulted", "wanted"), GRADES)
def test_grade(ranks: dict[str, int], consulted: list[str], wanted: str) -> None:
    assert grade(ranks, {source: BOOKS[source] for source in consulted}) == wanted
