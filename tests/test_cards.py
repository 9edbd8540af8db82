"""Text pictures of whole cards, kept as files, so that a reviewer sees what a person sees.

After a change that is meant: ACU_UPDATE_CARDS=1 python -m pytest tests/test_cards.py, then read the difference.
"""

import os
import unicodedata
from pathlib import Path

import pytest

from conftest import Run

CARDS = Path(__file__).parent / "cards"
UPDATE = os.environ.get("ACU_UPDATE_CARDS") == "1"
PICTURES = [  # arguments, columns
    (["show", "KI-1"], 60), (["show", "KI-1"], 100), (["show", "KI-4"], 60), (["show", "KI-4"], 80),
    (["show", "KI-4"], 140), (["show", "KI-8"], 80), (["show", "KI-22"], 100), (["show", "EX-LE12"], 80),
    (["search", "heel pain", "-n", "5"], 60), (["search", "insomnia", "-n", "5"], 100), (["related", "KI-4"], 100),
    (["list", "--channel", "KI", "-n", "5"], 100), (["channel", "KI"], 80), (["term", "shan disorder"], 80),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "columns"), PICTURES, ids=[f"{'-'.join(a)}-{c}" for a, c in PICTURES])
def test_picture(acu: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = acu(*arguments, "-f", "table")
    assert done.code == 0, done.err
    path = CARDS / f"{'-'.join(a.strip('-').replace(' ', '-') for a in arguments)}-{columns}.txt"
    if UPDATE:
        path.write_text(done.out, encoding="utf-8")
    assert done.out == path.read_text(encoding="utf-8"), f"{path.name} differs; see this file's first lines"


def cells(text: str) -> int:
    """Return how many columns a terminal needs for `text`."""
    wide = {"W", "F"}
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in wide else 1 for c in text)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 140, 400])
def test_nothing_is_wider_than_the_terminal(acu: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (["show", "KI-1"], ["search", "insomnia"], ["related", "KI-4"], ["channel", "KI"], ["role"]):
        done = acu(*arguments, "-f", "table")
        assert done.code == 0
        assert max(map(cells, done.out.splitlines())) <= columns, arguments
        assert not any(line != line.rstrip() for line in done.out.splitlines()), "no blanks at the ends of lines"


def test_cautions_are_whole_and_first(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from acupoint_cli import lookup

    for columns in (40, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        card = acu("show", "KI-1", "-f", "table").out
        flat = " ".join(card.split())
        for caution in lookup("KI-1").cautions:
            assert " ".join(caution.text.split()) in flat
        assert flat.index("CAUTION") < flat.index("── Where")


def test_color_only_where_asked(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in acu("show", "KI-1", "-f", "table").out
    assert "\x1b[" in acu("show", "KI-1", "-f", "table", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in acu("show", "KI-1", "-f", "table").out
    assert "\x1b[" not in acu("show", "KI-1", "-f", "table", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in acu("show", "KI-1", "-f", "table").out
