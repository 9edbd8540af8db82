"""The bar while the index of many points is made: on a terminal only, after a second only, and gone at the end."""

import io
import sys

import pytest

from acupoint_cli.render import progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("acupoint_cli.render.progress.time.monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    return now


def drawn(monkeypatch: pytest.MonkeyPatch, clock: list[float], screen: io.StringIO, seconds: float, upto: int) -> str:
    monkeypatch.setattr(sys, "stderr", screen)
    bar = progress.Bar()
    for done in range(upto):
        bar(done, 100)
        clock[0] += seconds / 100
    text = screen.getvalue()
    bar.close()
    return text


def test_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    text = drawn(monkeypatch, clock, Screen(), 10, 60)
    assert "Reading your points" in text
    assert "59%" in text


def test_nothing_within_a_second(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert drawn(monkeypatch, clock, Screen(), 0.9, 100) == ""


def test_nothing_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert drawn(monkeypatch, clock, io.StringIO(), 60, 100) == ""


def test_the_cursor_comes_back(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    screen = Screen()
    drawn(monkeypatch, clock, screen, 10, 50)
    assert screen.getvalue().count("\x1b[?25l") == screen.getvalue().count("\x1b[?25h") == 1
