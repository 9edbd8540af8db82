"""Damage to the index, and to the user's own files: the shipped points are right, and what is wrong is named."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint_cli.library import index as library
from acupoint_cli.library import make, paths, seal
from conftest import ROOT, Done, Run
from test_check import BROKEN, GOOD

FLIPS = int(os.environ.get("ACU_FLIPS", "40"))
RIGHT = Done(0, "code\tKI-1\n", "")


@pytest.fixture
def kept(acu: Run, tmp_path_factory: pytest.TempPathFactory, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index in a cache folder of its own."""
    acu("show", "KI-1")
    folder = tmp_path_factory.mktemp("damaged")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    acu("show", "KI-1")
    return Path(library.target(""))


def flipped(raw: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(chance.choice([1, 1, 3, 20])):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def test_bits_flipped_anywhere(acu: Run, kept: Path) -> None:
    """Whatever writes to the index is noticed: the answer is right, and the index is made anew."""
    good = acu("show", "KI-1", "--json")
    raw, when = kept.read_bytes(), kept.stat().st_mtime
    chance = random.Random(11)
    for _ in range(3):  # each makes the index anew, which takes seconds
        kept.write_bytes(flipped(raw, chance))
        assert acu("show", "KI-1", "--json") == good
    assert seal.holds(str(kept), str(int(kept.stat().st_mtime)))
    assert when


def test_bits_that_rot_unseen(acu: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flip that leaves the file's time as it was: a record is never garbled, and nothing ends in a fault of acu."""
    good = acu("show", "KI-1", "--json")
    pristine = kept.parent / "pristine"
    monkeypatch.setattr(library, "_make", lambda own, anew=False: sqlite3.connect(pristine))
    raw, status = kept.read_bytes(), kept.stat()
    pristine.write_bytes(raw)
    chance = random.Random(13)
    for _ in range(FLIPS):
        kept.write_bytes(flipped(raw, chance))
        os.utime(kept, ns=(status.st_atime_ns, status.st_mtime_ns))
        done = acu("show", "KI-1", "--json")
        assert done == good or done.code in {1, 3, 4}, done
        for call in (("search", "insomnia"), ("related", "KI-4"), ("list",)):
            assert acu(*call).code in {0, 1, 3, 4}


def test_a_row_that_rots_is_made_again(acu: Run, kept: Path) -> None:
    good = acu("show", "KI-1", "--json")
    raw, status = kept.read_bytes(), kept.stat()
    at = raw.index(b'"code":"KI-1","channel"')  # the record itself, wherever it lies
    kept.write_bytes(raw[:at] + raw[at:].replace(b"KI", b"KX", 1))
    os.utime(kept, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert acu("show", "KI-1", "--json") == good
    assert kept.read_bytes() != raw[:at] + raw[at:].replace(b"KI", b"KX", 1)


def test_an_index_cut_within_its_pages(acu: Run, kept: Path) -> None:
    good = acu("search", "insomnia")
    raw, status = kept.read_bytes(), kept.stat()
    kept.write_bytes(raw[: len(raw) // 2 // 8192 * 8192])
    os.utime(kept, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert acu("search", "insomnia") == good


@pytest.mark.parametrize("form", ["0", "2", "99", "x"])
def test_an_index_of_another_acu(acu: Run, kept: Path, form: str) -> None:
    connection = sqlite3.connect(kept)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'format'", (form,))
    connection.execute("DROP TABLE briefs")
    connection.commit()
    connection.close()
    assert acu("related", "KI-4").code == 0


def test_a_copied_index_is_not_made_again(acu: Run, kept: Path) -> None:
    """A home folder restored from a backup has new dates; the checksum says that nothing else is new."""
    os.utime(kept, (5, 5))
    inode = kept.stat().st_ino
    assert acu("show", "KI-1", "--fields", "code") == RIGHT
    assert kept.stat().st_ino == inode
    assert kept.stat().st_mtime != 5


def test_a_full_disk(tmp_path: Path) -> None:
    """No file may grow past a megabyte: the index is made in memory, and nothing half-written stays."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)); from acupoint_cli.__main__ import entry; entry()"
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "d"), "PYTHONPATH": str(ROOT / "src")}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, "show", "KI-1", "--fields", "code"], capture_output=True, env=environment, check=False)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"code\tKI-1\n", b"")
    assert list((tmp_path / "acu").iterdir()) == []


def _refuse(error: OSError) -> Callable[..., None]:
    def refused(*arguments: object, **more: object) -> None:
        raise error

    return refused


@pytest.mark.parametrize(
    ("where", "name", "number"),
    [
        (os, "makedirs", 30), (os, "makedirs", 13), (os, "replace", 30), (seal, "write", 28), (make, "_alone", 5),
    ],
)  # fmt: skip
def test_a_disk_that_refuses(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, number: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with monkeypatch.context() as patch:
        patch.setattr(where, name, _refuse(OSError(number, os.strerror(number))))
        assert acu("show", "KI-1", "--fields", "code") == RIGHT
    left = tmp_path / "cache" / "acu"
    assert not left.exists() or list(left.iterdir()) == []


@pytest.mark.parametrize("home", ["~", "relative/home", ""])
def test_no_home(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: home)
    assert acu("show", "KI-1", "--fields", "code") == RIGHT
    assert not os.path.isabs(home)
    assert list(tmp_path.iterdir()) == []  # nothing is put where the user happens to be
    assert os.path.isabs(paths.cache())


# -- the user's own files


@pytest.fixture
def points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine" / "points"
    folder.mkdir(parents=True)
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    return folder


@pytest.mark.parametrize(("rule", "name", "edit"), BROKEN, ids=[f"{b[0]}-{i}" for i, b in enumerate(BROKEN)])
def test_broken_in_every_way_that_check_knows(acu: Run, points: Path, rule: str, name: str, edit: Callable[[str], str]) -> None:  # fmt: skip
    path = points / f"{name}.yaml"
    path.write_bytes(edit(GOOD).encode("utf-8", "surrogateescape"))
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, RIGHT.out)
    if rule[0] in "YM" and rule != "M202":  # of form: left out; what an overlay lacks, the shipped point has
        assert f"{path}:" in done.err
        assert f"{rule} " in done.err
        assert "the file is left out" in done.err
        left = acu("show", "KI-4", "--fields", "code,count,region")
        assert left.code == 0
        assert left.out == "code\tKI-4\ncount\t2\nregion\tfoot\n"


BOMBS: dict[str, Callable[[], str | bytes]] = {
    "billion laughs": lambda: "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "nested lists": lambda: "code: " + "[" * 200_000,
    "nested keys": lambda: "".join(" " * i + "a:\n" for i in range(600)),
    "nested questions": lambda: "? " * 100_000,
    "a long number": lambda: "count: " + "9" * 200_000,
    "an endless fraction": lambda: "count: " + "9" * 100_000 + "." + "9" * 100_000,
    "a number to no end": lambda: "count: " + "1" * 59 + "e",
    "a long key": lambda: "a" * 200_000 + ": 1",
    "many keys": lambda: "".join(f"k{i}: 1\n" for i in range(20_000)),
    "one key again": lambda: "a: 1\n" * 40_000,
    "traps": lambda: "actions:\n" + "- yes\n" * 30_000,
    "many of one": lambda: "code: MY-1\nactions: [" + "a," * 100_000 + "]",
    "tags": lambda: "code: !!python/object/apply:os.system ['false']\n",
    "two documents": lambda: "code: MY-1\n---\ncode: MY-2\n",
    "a surrogate": lambda: 'code: "\\ud800"\n',
    "no characters": lambda: 'code: "\\0\\a\\b"\n',
    "an escape for a code": lambda: 'code: "\\e[31mKI-1"\n',
    "UTF-16": lambda: "code: MY-1\n".encode("utf-16"),
    "directives": lambda: "%YAML 1.1\n" * 20_000,
    "tabs": lambda: "\t" * 200_000,
    "infinity": lambda: "count: .inf\n",
    "a null": lambda: "null\n",
    "a null for a code": lambda: "code: null\n",
    "a million": lambda: b"# " + b"x" * 1_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_bombs_are_refused_at_once(acu: Run, points: Path, bomb: Callable[[], str | bytes]) -> None:
    assert acu("show", "KI-1", "--fields", "code") == RIGHT
    text = bomb()
    (points / "BOMB-1.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.process_time()
    done = acu("show", "KI-1", "--fields", "code")
    assert time.process_time() - start < 5
    assert (done.code, done.out) == (0, RIGHT.out)
    assert "BOMB-1.yaml" in done.err
    assert "left out" in done.err
    assert all(len(line) < 1000 for line in done.err.splitlines())
    assert not any(ord(c) < 32 and c != "\n" for c in done.err)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


STRANGE: dict[str, Callable[[Path], None]] = {
    "100 MB": _sparse, "a link to itself": _loop, "a link to nothing": lambda p: p.symlink_to("nothing"),
    "a folder": lambda p: p.mkdir(), "a pipe": lambda p: os.mkfifo(p), "a device": lambda p: p.symlink_to("/dev/zero"),
    "a link to its folder": lambda p: p.symlink_to("."),
}  # fmt: skip


@pytest.mark.parametrize("make_it", STRANGE.values(), ids=list(STRANGE))
def test_what_is_no_plain_file_is_named_and_never_waited_for(acu: Run, points: Path, make_it: Callable[[Path], None]) -> None:  # fmt: skip
    make_it(points / "ODD-1.yaml")
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, RIGHT.out)
    assert "ODD-1.yaml" in done.err
    assert acu("show", "KI-1", "--fields", "code").out == RIGHT.out


def test_a_link_of_folders_that_loops(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "points").symlink_to("points")
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    assert acu("show", "KI-1", "--fields", "code") == RIGHT


RAW = r"\e[31m\e]0;title\a[bold red]x[/]\u202e\u2066\u200f\u061c\u2028\x9b31m\r\b\0:skull:"
HOSTILE = f"""code: MY-1
status: outline
names: {{pinyin: "Wǒ{RAW}", simplified: "我{RAW}", traditional: "我{RAW}", english: ["Mine {RAW}"], other: [{{name: "o{RAW}", note: "n{RAW}"}}]}}
region: "foot{RAW}"
location: "here {RAW}"
meaning: "m {RAW}"
actions: ["a {RAW}"]
indications: {{main: [insomnia, "i{RAW}"], other: ["j{RAW}"]}}
roles: [{{role: "r{RAW}", detail: "d{RAW}"}}, {{role: luo-connecting}}]
related: [{{code: KI-1, why: "w{RAW}", source: "s{RAW}"}}]
cautions:
  - {{kind: other, level: forbidden, methods: ["c{RAW}"], text: "t{RAW}", when: "w{RAW}", sources: ["s{RAW}"]}}
commentary: "{RAW}"
questions: [{{question: "q{RAW}", answer: "{RAW}"}}]
sources: ["s{RAW}"]
"""
CALLS = [
    ["show", "MY-1"], ["show", "KI-1", "MY-1"], ["list"], ["search", "insomnia", "--limit", "0"], ["search", "mine"],
    ["related", "MY-1"], ["related", "KI-1"], ["compare", "KI-1", "MY-1"], ["codes", "MY-1"], ["role", "luo-connecting"],
    ["term", "insomnia"], ["source", "deadman"], ["combine", "MY-1"],
]  # fmt: skip
FORBIDDEN = {*range(32), *range(127, 160), 0x061C, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200F} - {9, 10}  # fmt: skip


def raw(text: str) -> set[str]:
    return {c for c in text if ord(c) in FORBIDDEN}


@pytest.mark.parametrize("form", ["plain", "tsv", "table", "json", "jsonl", "yaml", "markdown"])
@pytest.mark.parametrize("call", CALLS, ids=[" ".join(c[:2]) for c in CALLS])
def test_nothing_of_own_data_reaches_the_terminal_raw(acu: Run, points: Path, call: list[str], form: str) -> None:
    (points / "MY-1.yaml").write_text(HOSTILE, encoding="utf-8")
    (points / "B\x1b[31m\u202e.yaml").write_text("code: [", encoding="utf-8")
    done = acu(*call, "-f", form)
    assert done.code in {0, 1}, done.err
    assert raw(done.out) == set()
    assert raw(done.err) == set()
    if call == ["show", "MY-1"] and form in {"plain", "table"}:
        assert "[bold red]" in done.out  # markup is text, not markup


QUERIES = ["\x1b[31mKI-1", "yong\u202equan", "[bold]x[/bold]", "[/]", "KI-1\r\b", "\x00", "a\nb\tc", "\x9b31m", "\ud800", "\udcff\udcfe", "💀" * 300]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=[ascii(q)[:20] for q in QUERIES])
@pytest.mark.parametrize("command", ["show", "search", "related", "codes", "role", "term", "source", "channel", "combine", "help", "check"])  # fmt: skip
def test_nothing_of_a_query_reaches_the_terminal_raw(acu: Run, command: str, query: str) -> None:
    for more in ((), ("--json",)) if command != "help" else ((),):
        done = acu(command, query, *more)
        assert done.code in {0, 1, 2, 3, 4}
        assert raw(done.out) == set()
        assert raw(done.err) == set()
        assert "fault of acu" not in done.err


@pytest.mark.parametrize("option", ["--format", "--channel", "--role", "--region", "--phase", "--safe-in", "--limit", "--fields", "--policy", "--nothing"])  # fmt: skip
def test_nothing_of_an_option_reaches_the_terminal_raw(acu: Run, option: str) -> None:
    for value in ("\x1b[31m\u202e", "[/]", ""):
        done = acu("list", option, value)
        assert done.code in {0, 1, 2}
        assert raw(done.out + done.err) == set()
        assert "fault of acu" not in done.err
