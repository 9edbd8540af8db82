"""Faults of machine and input: whatever happens, the next answer is right and nothing half-written is kept."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, Run

ACU = [sys.executable, "-m", "acupoint_cli"]
RIGHT = b"code\tKI-1\n"
KILLS = int(os.environ.get("ACU_KILLS", "25"))


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"), "PYTHONPATH": str(ROOT / "src"), **more}  # fmt: skip


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ACU, *arguments], capture_output=True, env=environment, timeout=60, check=False)


def test_killed_while_building(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    chance = random.Random(7)
    start = time.perf_counter()
    run(environment, "show", "KI-1")
    whole = time.perf_counter() - start
    for _ in range(KILLS):
        for path in (tmp_path / "cache" / "acu").iterdir():
            path.unlink()
        process = subprocess.Popen([*ACU, "show", "KI-1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # fmt: skip
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = run(environment, "show", "KI-1", "--fields", "code")
        assert (done.returncode, done.stdout, done.stderr) == (0, RIGHT, b"")


def test_interrupted(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    run(environment, "show", "KI-1")  # so that the index is there
    names = tmp_path / "names"
    names.write_bytes(b"KI-1\n" * 20_000)
    with names.open("rb") as typed:  # its answer is more than a pipe holds: acu is at work when the signal comes
        process = subprocess.Popen([*ACU, "show", "-"], stdin=typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)  # fmt: skip
    assert process.stdout
    process.stdout.read(10)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


NOWHERE = {
    "cache is a file": {"XDG_CACHE_HOME": "/dev/null/cache"},
    "no such disk": {"XDG_CACHE_HOME": "/proc/acu"},
    "relative folder": {"XDG_CACHE_HOME": "relative/cache", "HOME": "/dev/null"},
}


@pytest.mark.parametrize("more", NOWHERE.values(), ids=list(NOWHERE))
def test_nowhere_to_keep_the_index(tmp_path: Path, more: dict[str, str]) -> None:
    done = run({**surroundings(tmp_path), **more}, "show", "KI-1", "--fields", "code")
    assert (done.returncode, done.stdout, done.stderr) == (0, RIGHT, b"")


def test_own_data_that_cannot_be_read(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = tmp_path / "mine" / "points"
    points.mkdir(parents=True)
    (points / "LOOP-1.yaml").symlink_to(points / "LOOP-1.yaml")
    (points / "GONE-1.yaml").symlink_to(points / "nothing")
    (points / "DIR-1.yaml").mkdir()
    (points / "BIG-1.yaml").write_bytes(b"# " + b"x" * 3_000_000)
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, "code\tKI-1\n")
    for name in ("LOOP-1", "GONE-1", "DIR-1", "BIG-1"):
        assert name in done.err


@pytest.mark.parametrize("columns", ["20", "400", "0", "-3", "many"])
def test_any_width(acu: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert acu("show", "KI-4", "-f", "table").code == 0
    assert acu("search", "heel pain", "-f", "table").code == 0


@pytest.mark.parametrize("variable", ["ACU_FORMAT", "ACU_CODES", "ACU_DATA", "NO_COLOR", "TERM"])
def test_any_environment(acu: Run, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "\u202enonsense\x1b[31m")
    done = acu("show", "KI-1", "--fields", "code")
    assert done.code in {0, 2}
    assert "\x1b" not in done.out + done.err
    assert "Traceback" not in done.err
