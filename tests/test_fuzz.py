"""No input of any kind ends in a traceback, and every exit code is of the table."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint_cli.errors import EXIT_CODES, KINDS, AcuError
from acupoint_cli.library.filters import Filters, pick
from acupoint_cli.library.index import open_index
from acupoint_cli.names import codes, pinyin
from acupoint_cli.names.fold import fold
from acupoint_cli.names.resolve import resolve
from acupoint_cli.render.records import dumps
from acupoint_cli.saying import clean
from acupoint_cli.searching import search
from conftest import ROOT, Run

TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzüǒá -'.+0123456789", max_size=30),
    st.text(alphabet="涌泉足三里合谷穴肾胃 12345", max_size=12),
    st.builds(
        lambda a, n: f"{a}{n}", st.sampled_from(["KI", "kid ", "L.I.-", "EX-HN", "3E ", "肾", "GV"]), st.integers()
    ),
)
MANY = int(os.environ.get("ACU_FUZZ", "600"))
PROCESSES = int(os.environ.get("ACU_FUZZ_PROCESSES", "15"))
OFTEN = settings(max_examples=max(400, MANY // 4), deadline=None, suppress_health_check=list(HealthCheck))


@OFTEN
@given(TYPED)
def test_any_name_is_taken_or_refused(typed: str) -> None:
    try:
        assert resolve(typed, open_index()).code
    except AcuError as error:
        assert error.code in KINDS
        assert error.line().startswith("Error: ")


@OFTEN
@given(TYPED)
def test_any_words_are_searched_or_refused(typed: str) -> None:
    index = open_index()
    try:
        answer = search(index, typed, pick(index, Filters()))
        assert all(row["why"] for row in answer.results)
    except AcuError as error:
        assert error.code == "usage"


def test_folding_twice_is_folding_once() -> None:
    odd = [chr(i) for i in range(0x110000) if not 0xD800 <= i < 0xE000 and fold(fold(chr(i))) != fold(chr(i))]
    assert odd == []


@given(st.text())
def test_pure_functions_take_any_text(text: str) -> None:
    codes.parse(text)
    pinyin.split(text[:40])
    pinyin.numbered(text[:40] or "a")
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nothing_raw_reaches_a_line(text: str) -> None:
    line = clean(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200b\ufeff" for c in line)
    assert "\x1b" not in dumps(text)
    assert "\u202e" not in dumps(text)


COMMANDS = [
    "show", "search", "related", "list", "compare", "codes", "combine", "channel", "role", "term", "source", "scan",
    "note", "new", "check", "help", "completion", "quiz", "export", "nothing", "",
]  # fmt: skip
OPTIONS = [
    "--json", "--jsonl", "-f", "--format", "json", "tsv", "yaml", "table", "markdown", "plain", "xml", "--fields", "code",
    "code,names.pinyin", "match", ",", "--header", "--color", "always", "never", "--exact", "--channel", "KI", "kidney", "ex",
    "--role", "yuan", "--region", "foot", "--phase", "water", "--safe-in", "pregnancy", "moxa", "--policy", "listed=2",
    "classical", "listed=x", "--limit", "-n", "0", "3", "-1", "99999999999999999999", "--why", "--kind", "same-level", "--graph",
    "dot", "--replace", "who", "--encoding", "utf-16", "--explain", "Y101", "--help", "-h", "--version", "-V", "--data", ".",
    "nowhere", "--", "-", "--no-such", "-x", "--=", "=", "stats", "--ask", "name-code", "--all", "--delete",
]  # fmt: skip
NAMES = [
    "KI-1", "ki 1", "K1", "KI-28", "yongquan", "yǒngquán", "yongqan", "涌泉", "湧泉穴", "zhongzhu", "Gushing Spring", "36E", "GV24+",
    "EX-HN3", "P6", "insomnia", "can't sleep", "heel pain, fear", "location:wrist", '"night sweating"', "失眠", "luo-connecting",
    "deadman", "bash", "safety", "cun", "show", "\x1b[31m", "\u202e", "[bold]", "%s", "../..", "/dev/null", "*", "NULL", "a" * 5000,
    "\U0001f480", "KI-" + "9" * 400, "-KI-1", "ki\t1", "", " ", "\x00", "\udcff", '" OR 1=1 --', "AND OR NOT", "NEAR(a b)", "a*", "^a",
]  # fmt: skip


def typed(chance: random.Random) -> list[str]:
    """Return a list of arguments as a person, a script or a cat might type it."""
    words = [chance.choice(COMMANDS)] if chance.random() < 0.95 else []
    for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 5, 9])):
        kind = chance.random()
        if kind < 0.45:
            words.append(chance.choice(NAMES))
        elif kind < 0.85:
            words.append(chance.choice(OPTIONS))
        else:
            name = list(chance.choice(NAMES + OPTIONS) or "x")[:40]
            for _ in range(chance.randint(1, 3)):
                name.insert(chance.randrange(len(name) + 1), chr(chance.choice([chance.randrange(32, 127), chance.randrange(0x300, 0xD7FF), chance.randrange(32)])))  # fmt: skip
            words.append("".join(name))
    if words[:1] == ["check"]:  # a check of all the data takes its time, and is no question
        words = ["check", "nowhere", *(w for w in words[1:] if w not in {".", "--complete", "-", "../.."})]
    return [w.replace("\x00", "") for w in words]  # which no system passes on


def acceptable(code: int, out: str, err: str, words: list[str]) -> None:
    assert code in EXIT_CODES, (words, code, err)
    assert "Traceback" not in err and "fault of acu" not in err, (words, err)
    assert not any(ord(c) < 32 and c not in "\n\t" for c in err.replace("\x1b[", "") if c != "\x1b"), (words, err)
    if "--json" in words and code in {1, 4} and out:
        assert json.loads(out)["errors"], words


@pytest.fixture
def playground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, and an editor that leaves every note as it is."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_any_arguments_in_this_process(acu: Run, playground: Path) -> None:
    """No traceback, an exit code of the table, and no call of over a second, however it is typed."""
    chance = random.Random(int(os.environ.get("ACU_SEED", "1")))
    acu("show", "KI-1")
    for _ in range(MANY):
        words = typed(chance)
        start = time.process_time()
        done = acu(*words, stdin=chance.choice(["", "KI-1\nyongquan\n", "\x00\xff", "q\n"]))
        took = time.process_time() - start
        if took > 1:  # once more: the first call may have loaded and made what it needs
            start = time.process_time()
            acu(*words)
            took = time.process_time() - start
        assert took < 1, (words, took)
        acceptable(done.code, done.out, done.err, words)


def test_any_arguments_as_processes(cache: Path, playground: Path, tmp_path: Path) -> None:
    chance = random.Random(int(os.environ.get("ACU_SEED", "2")))
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path / "share"), "PYTHONPATH": str(ROOT / "src"), "EDITOR": "true"}  # fmt: skip
    subprocess.run([sys.executable, "-m", "acupoint_cli", "show", "KI-1"], env=environment, capture_output=True, check=True)  # fmt: skip
    for _ in range(PROCESSES):
        words = typed(chance)
        line = [os.fsencode(w) if w.isascii() or "\udcff" in w else w.encode("utf-8", "replace") for w in words]
        done = subprocess.run([sys.executable, "-m", "acupoint_cli", *line], input=b"KI-1\n", capture_output=True, env=environment, timeout=30, check=False)  # fmt: skip
        acceptable(done.returncode, done.stdout.decode(), done.stderr.decode(), words)
