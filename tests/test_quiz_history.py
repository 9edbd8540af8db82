"""The history of the quiz: nothing answered is lost, whatever happens to the program, the file or the folder."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acupoint_cli.errors import AcuError
from acupoint_cli.study import history
from acupoint_cli.study.history import open_history
from conftest import ROOT, Run

ACU = [sys.executable, "-m", "acupoint_cli"]
KILLS = int(os.environ.get("ACU_KILLS", "20"))
MOMENT = datetime(2026, 11, 21, 8, tzinfo=UTC)
ASK = ["quiz", "--ask", "code-name", "--channel", "KI", "-q", "1", "--seed", "1"]


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"), "PYTHONPATH": str(ROOT / "src"), **more}  # fmt: skip


def kept(path: Path) -> int:
    """Return how many answers a sound file holds."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count: int = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        cards: int = connection.execute("SELECT count(*) FROM answers WHERE (kind, code) NOT IN (SELECT kind, code FROM cards)").fetchone()[0]  # fmt: skip
        assert cards == 0, "an answer without its card"
        return count
    finally:
        connection.close()


def test_an_answer_and_its_card(tmp_path: Path) -> None:
    store = open_history(str(tmp_path))
    assert store.connection.execute("PRAGMA synchronous").fetchone()[0] >= 2, "FULL or more"
    due = store.record("level", "KI-1", "a", "right", False, MOMENT)
    assert store.due() == {("level", "KI-1"): due}
    wrong = store.record("level", "KI-1", "b", "wrong", True, MOMENT)
    assert wrong < due
    assert [(a.kind, a.code, a.verdict) for a in store.answers()] == [
        ("level", "KI-1", "right"),
        ("level", "KI-1", "wrong"),
    ]
    store.close()
    assert open_history(str(tmp_path)).due() == {("level", "KI-1"): wrong}


def test_spoilt_card_is_made_again_from_its_answers(tmp_path: Path) -> None:
    sound, spoilt = open_history(str(tmp_path / "a")), open_history(str(tmp_path / "b"))
    for store in (sound, spoilt):
        store.record("level", "KI-1", "a", "right", False, MOMENT)
    spoilt.connection.execute("UPDATE cards SET card = '{nonsense'")
    later = datetime(2026, 11, 25, tzinfo=UTC)
    assert spoilt.record("level", "KI-1", "a", "right", False, later) == sound.record(
        "level", "KI-1", "a", "right", False, later
    )


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    answers = tmp_path / "answers"
    answers.write_text("yongquan\n" * 60, encoding="utf-8")
    calls = [[*ACU, "quiz", "--seed", str(seed), "--ask", "code-name", "-q", "60", "--answers", str(answers), "--jsonl"] for seed in (1, 1, 2)]  # fmt: skip
    running = [subprocess.Popen(c, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for c in calls]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err, out.count(b"\n")) == (0, b"", 60)
    assert kept(tmp_path / "data" / "acu" / "quiz.sqlite") == 180


def test_killed_while_answering(tmp_path: Path) -> None:
    """Every answer whose verdict was printed is kept; at most the one under way is kept without having been said."""
    environment = surroundings(tmp_path)
    subprocess.run(
        [*ACU, "show", "KI-1"], capture_output=True, env=environment, check=True
    )  # so that the index is there
    answers = tmp_path / "answers"
    answers.write_text("yongquan\n" * 400, encoding="utf-8")
    path = tmp_path / "data" / "acu" / "quiz.sqlite"
    chance = random.Random(3)
    before = unfinished = 0
    for seed in range(KILLS):
        call = [
            *ACU,
            "quiz",
            "--seed",
            str(seed),
            "--ask",
            "code-name",
            "-q",
            "400",
            "--answers",
            str(answers),
            "--jsonl",
        ]
        with (tmp_path / "out").open("wb") as out:
            process = subprocess.Popen(call, stdout=out, stderr=subprocess.DEVNULL, env=environment)
            while process.poll() is None and (tmp_path / "out").stat().st_size == 0:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
        said = (tmp_path / "out").read_bytes().count(b"\n")
        after = kept(path)
        assert said <= after - before <= said + 1
        unfinished += said < 400
        before = after
    assert unfinished > KILLS / 2, "the kills came too late to mean anything"
    assert subprocess.run([*ACU, "quiz", "stats"], capture_output=True, env=environment, check=False).returncode == 0
    assert not list(path.parent.glob("quiz.damaged*"))


@pytest.mark.parametrize("content", [b"x", b"garbage" * 9, b"garbage" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000], ids=["one byte", "short", "long", "with a head"])  # fmt: skip
def test_garbage_is_set_aside(acu: Run, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "share" / "acu"
    folder.mkdir(parents=True)
    (folder / "quiz.sqlite").write_bytes(content)
    done = acu(*ASK, stdin="x\n")
    assert done.code == 0
    assert "damaged and is set aside as" in done.err
    (aside,) = folder.glob("quiz.damaged-*.sqlite")
    assert aside.read_bytes() == content, "kept as it was"
    assert kept(folder / "quiz.sqlite") == 1
    assert acu(*ASK, stdin="x\n").err == "", "said once"
    (folder / "quiz.sqlite").write_bytes(content)
    acu(*ASK, stdin="x\n")
    assert len(list(folder.glob("quiz.damaged-*.sqlite"))) == 2, "the first is not overwritten"
    assert not list(folder.glob("*.guard*"))


def test_damage_inside_is_set_aside(acu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "share" / "acu"
    store = open_history(str(folder))
    for n in range(300):
        store.record("level", f"KI-{n}", "a" * 100, "right", False, MOMENT)
    store.close()
    path = folder / "quiz.sqlite"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 6000] = b"\xff" * 6000
    path.write_bytes(content)
    assert "set aside" in acu(*ASK, stdin="x\n").err
    path.write_bytes(path.read_bytes()[:5000])  # cut off
    assert "set aside" in acu("quiz", "stats").err
    assert len(list(folder.glob("quiz.damaged-*.sqlite"))) == 2


def test_two_find_the_damage_at_once(tmp_path: Path) -> None:
    environment = surroundings(tmp_path)
    folder = tmp_path / "data" / "acu"
    folder.mkdir(parents=True)
    subprocess.run([*ACU, "show", "KI-1"], capture_output=True, env=environment, check=True)
    (folder / "quiz.sqlite").write_bytes(b"garbage" * 1000)
    running = [subprocess.Popen([*ACU, *ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(4)]  # fmt: skip
    for process in running:
        process.communicate(b"x\n", timeout=60)
        assert process.returncode == 0
    assert len(list(folder.glob("quiz.damaged-*"))) == 1
    assert kept(folder / "quiz.sqlite") == 4


def test_another_programs_database_is_set_aside(acu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "share" / "acu"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "quiz.sqlite") as connection:
        connection.execute("CREATE TABLE letters (text)")
    assert "set aside" in acu(*ASK, stdin="x\n").err
    (aside,) = folder.glob("quiz.damaged-*.sqlite")
    assert sqlite3.connect(aside).execute("SELECT count(*) FROM letters").fetchone() == (0,)


def test_newer_history_is_left_alone(acu: Run, tmp_path: Path) -> None:
    store = open_history(str(tmp_path / "share" / "acu"))
    store.connection.execute("UPDATE meta SET value = '2' WHERE key = 'format'")
    store.close()
    done = acu(*ASK, "--json")
    assert (done.code, "newer acu" in done.err) == (3, True)
    assert json.loads(done.out)["errors"][0]["code"] == "data"
    assert not list((tmp_path / "share" / "acu").glob("quiz.damaged*"))


def test_locked(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PATIENCE", 0.1)
    store = open_history(str(tmp_path / "share" / "acu"))
    store.connection.execute("BEGIN IMMEDIATE")
    done = acu(*ASK, stdin="x\n")
    assert (done.code, "locked by another program" in done.err, done.out) == (3, True, "")
    assert acu(*ASK, "--no-history", stdin="x\n").code == 0
    store.connection.execute("ROLLBACK")
    other = open_history(str(tmp_path / "share" / "acu"))
    other.connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(AcuError, match="locked"):
        store.record("level", "KI-1", "a", "right", False, MOMENT)
    other.connection.execute("ROLLBACK")
    store.record("level", "KI-1", "a", "right", False, MOMENT)  # and goes on where it was


NOWHERE = {"a file in the way": "/dev/null/acu", "no such disk": "/proc/acu"}


@pytest.mark.parametrize("folder", NOWHERE.values(), ids=list(NOWHERE))
def test_folder_that_cannot_be_written(acu: Run, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("ACU_DATA", folder)
    done = acu(*ASK, stdin="x\n")
    assert (done.code, "cannot be written" in done.err, "--no-history" in done.err) == (3, True, True)
    assert acu(*ASK, "--no-history", stdin="x\n").code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="for root nothing is read-only")
def test_read_only_folder(acu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "share" / "acu"
    open_history(str(folder)).close()
    folder.chmod(0o500)
    try:
        done = acu(*ASK, stdin="x\n")
    finally:
        folder.chmod(0o700)
    assert (done.code, "cannot be written" in done.err) == (3, True)


def test_folder_in_place_of_the_file(acu: Run, tmp_path: Path) -> None:
    (tmp_path / "share" / "acu" / "quiz.sqlite").mkdir(parents=True)
    done = acu(*ASK, stdin="x\n")
    assert (done.code, "is a folder" in done.err) == (3, True)


def test_no_history_keeps_nothing(acu: Run, tmp_path: Path) -> None:
    assert acu(*ASK, "--no-history", stdin="x\n").code == 0
    assert not (tmp_path / "share").exists()


@pytest.mark.parametrize("at", ["no date", "", "2026-99-99", "0001-01-01", "2026-11-20T08:00:00"])
def test_a_spoilt_card_with_a_spoilt_answer(tmp_path: Path, at: str) -> None:
    """An answer whose moment cannot be read is passed over; the others make the card again."""
    sound, spoilt = open_history(str(tmp_path / "a")), open_history(str(tmp_path / "b"))
    for store in (sound, spoilt):
        store.record("level", "KI-1", "a", "right", False, MOMENT)
    if at != "2026-11-20T08:00:00":  # one without a zone can be read
        spoilt.connection.execute("INSERT INTO answers SELECT NULL, ?, day, kind, code, given, 'wrong', exam, due FROM answers", (at,))  # fmt: skip
    else:
        spoilt.connection.execute("UPDATE answers SET at = ?", (at,))
    spoilt.connection.execute("UPDATE cards SET card = '{nonsense'")
    later = datetime(2026, 11, 25, tzinfo=UTC)
    due = spoilt.record("level", "KI-1", "a", "right", False, later)
    usual = sound.record("level", "KI-1", "a", "right", False, later)
    assert due == usual or at.startswith(("0001", "2026-11-20"))
