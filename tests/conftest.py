"""Shared: run acu in this process as if typed, with folders of its own."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]


class Done(NamedTuple):
    """What a call printed and returned."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the whole session, so that the index is built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path) -> Iterator[None]:
    """No variable of the developer's counts, and nothing is written outside the test's folders."""
    for name in list(os.environ):
        if name.startswith("ACU_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(ROOT)
    yield


@pytest.fixture
def acu(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs acu with arguments, and text for standard input, and returns what it did."""

    def run(*arguments: str, stdin: str = "", typer: bool = False) -> Done:
        from acupoint_cli import __main__ as entry

        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
        typed = io.TextIOWrapper(
            io.BytesIO(stdin.encode("utf-8", "surrogateescape")), encoding="utf-8", errors="replace"
        )
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["acu", *arguments])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", typed)
            if typer:
                patch.setattr(entry, "short_door", lambda arguments: None)
            code = entry.main()
            out.flush()
            err.flush()
        texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
        return Done(code, texts[0], texts[1])

    return run
