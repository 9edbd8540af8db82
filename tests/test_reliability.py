"""Faults of machine and input: whatever happens, the next answer is right and nothing half-written is kept."""

import os
import random
import shutil
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
COLD = int(os.environ.get("ACU_COLD", "12"))
INTERRUPTS = int(os.environ.get("ACU_INTERRUPTS", "6"))


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"), "PYTHONPATH": str(ROOT / "src"), **more}  # fmt: skip


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ACU, *arguments], capture_output=True, env=environment, timeout=60, check=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the PYTHONPATH of a clone that holds one channel only, whose index is made in a second."""
    clone = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "src", clone / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (clone / "data" / "points").mkdir(parents=True)
    for path in [*(ROOT / "data").glob("*.yaml"), *(ROOT / "data" / "points").glob("KI-*.yaml")]:
        shutil.copy(path, clone / path.relative_to(ROOT))
    return str(clone / "src")


def folder_of(environment: dict[str, str]) -> Path:
    return Path(environment["XDG_CACHE_HOME"]) / "acu"


def test_killed_while_building(tmp_path: Path, small: str) -> None:
    environment = surroundings(tmp_path, PYTHONPATH=small)
    chance = random.Random(7)
    start = time.perf_counter()
    run(environment, "show", "KI-1")
    whole = time.perf_counter() - start
    for _ in range(KILLS):
        for path in folder_of(environment).iterdir():
            path.unlink()
        process = subprocess.Popen([*ACU, "show", "KI-1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # fmt: skip
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = run(environment, "show", "KI-1", "--fields", "code")
        assert (done.returncode, done.stdout, done.stderr) == (0, RIGHT, b"")
        assert len(list(folder_of(environment).iterdir())) == 1  # the index, and nothing that was left half-made


def test_killed_while_bringing_up_to_date(tmp_path: Path, small: str) -> None:
    environment = surroundings(tmp_path, PYTHONPATH=small)
    points = tmp_path / "data" / "acu" / "points"
    points.mkdir(parents=True)
    text = "code: MY-{n}\nstatus: outline\nregion: foot\nnames: {{pinyin: Wo, simplified: 我, traditional: 我, english: [Place {n}]}}\n"
    for n in range(300):
        (points / f"MY-{n + 1}.yaml").write_text(text.format(n=n + 1), encoding="utf-8")
    start = time.perf_counter()
    run(environment, "show", "MY-1")
    chance = random.Random(8)
    whole = time.perf_counter() - start
    for n in range(max(5, KILLS // 5)):
        for k in range(300):
            (points / f"MY-{k + 1}.yaml").write_text(text.format(n=k + 1) + f"meaning: number {n}\n", encoding="utf-8")
        process = subprocess.Popen([*ACU, "show", "MY-1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # fmt: skip
        time.sleep(chance.uniform(0.05, max(0.5, whole / 4)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = run(environment, "show", "MY-300", "--fields", "code,meaning")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"code\tMY-300\nmeaning\tnumber {n}\n".encode(), b"")
        assert not [p for p in folder_of(environment).iterdir() if ".tmp" in p.name]


def test_many_cold_starts_at_once(tmp_path: Path, small: str) -> None:
    environment = surroundings(tmp_path, PYTHONPATH=small)
    line = [*ACU, "show", "KI-1", "--fields", "code"]
    running = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(COLD)]  # fmt: skip
    for process in running:
        out, err = process.communicate(timeout=300)
        assert (process.returncode, out, err) == (0, RIGHT, b"")
    assert len(list(folder_of(environment).iterdir())) == 1


def test_one_builds_and_the_others_wait(tmp_path: Path, small: str) -> None:
    environment = surroundings(tmp_path, PYTHONPATH=small)
    code = "import sys; from acupoint_cli.library import build; made = build.Content.write; build.Content.write = lambda *a: (sys.stderr.write('built\\n'), made(*a)); from acupoint_cli.__main__ import entry; entry()"
    line = [sys.executable, "-c", code, "show", "KI-1", "--fields", "code"]
    running = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(6)]  # fmt: skip
    said = [process.communicate(timeout=120) for process in running]
    assert [out for out, _ in said] == [RIGHT] * 6
    assert sorted(err for _, err in said) == [b""] * 5 + [b"built\n"]


def test_interrupted_at_any_moment(tmp_path: Path, small: str) -> None:
    """Ctrl-C ends in 130, or came too late; nothing of acu is traced, and no half of an index is kept."""
    environment = surroundings(tmp_path, PYTHONPATH=small)
    chance = random.Random(9)
    for cold in (False, True):
        start = time.perf_counter()
        run(environment, "search", "insomnia")
        whole = time.perf_counter() - start
        for _ in range(INTERRUPTS):
            if cold:
                for path in folder_of(environment).iterdir():
                    path.unlink()
            process = subprocess.Popen([*ACU, "search", "insomnia"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)  # fmt: skip
            time.sleep(chance.uniform(0.03, (3 if cold else 1) * whole))
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            if process.returncode not in {0, 130}:  # it came before Python had begun with acu, or when acu was done
                assert b" in main" not in err, err
            else:
                assert b"Traceback" not in err
                assert not [p for p in folder_of(environment).iterdir() if ".tmp" in p.name]
    assert run(environment, "show", "KI-1", "--fields", "code").stdout == RIGHT


def test_interrupted_where_nothing_may_be_raised(tmp_path: Path) -> None:
    """A Ctrl-C that falls into the end of an object is not swallowed with a trace: it comes again."""
    code = """
import sys
from acupoint_cli import __main__
class Dies:
    def __del__(self):
        raise KeyboardInterrupt
def door(arguments, real=__main__.short_door):
    Dies()
    for _ in range(10_000_000):
        pass
    return real(arguments)
__main__.short_door = door
sys.exit(__main__.main())
"""
    done = subprocess.run([sys.executable, "-c", code, "show", "KI-1"], capture_output=True, env=surroundings(tmp_path), check=False)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


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


# -- output that cannot be written

SHAPES = [["show", "KI-1"], ["list", "--json"], ["search", "insomnia", "-f", "yaml"], ["show", "KI-1", "-f", "table"], ["term"], ["help", "safety"], ["--help"], ["--version"]]  # fmt: skip


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    environment = surroundings(tmp_path_factory.mktemp("warm"))
    run(environment, "show", "KI-1")
    return environment


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", SHAPES, ids=[" ".join(a) for a in SHAPES])
def test_a_full_disk_on_output(warm: dict[str, str], arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ACU, *arguments], stdout=full, stderr=subprocess.PIPE, env=warm, check=False)
    assert done.returncode == 3
    assert done.stderr.endswith(b"Error: No space left on device.\n")
    assert done.stderr.count(b"Error") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("arguments", "code"), [(["show", "nobody"], 3), (["list", "--nothing"], 3), (["show", "KI-1"], 0)])  # fmt: skip
def test_a_full_disk_on_standard_error(warm: dict[str, str], arguments: list[str], code: int) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ACU, *arguments], stdout=subprocess.PIPE, stderr=full, env=warm, check=False)
    assert done.returncode == code


@pytest.mark.parametrize("arguments", [["list", "--json"], ["list"], ["search", "pain", "--limit", "0"], ["show", "-"]])
def test_a_closed_pipe_is_silent(warm: dict[str, str], arguments: list[str]) -> None:
    process = subprocess.Popen([*ACU, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=warm)  # fmt: skip
    assert process.stdout and process.stdin and process.stderr
    process.stdout.close()
    try:
        process.stdin.write(b"KI-1\n" * 3000)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "<&- 2>&-"])
@pytest.mark.parametrize("typed", ["show KI-1", "show -", "show nobody", "--help", "search insomnia --json"])
def test_streams_that_are_closed(warm: dict[str, str], closed: str, typed: str) -> None:
    line = f'"{sys.executable}" -m acupoint_cli {typed} {closed}'
    done = subprocess.run(line, shell=True, stdin=subprocess.DEVNULL, capture_output=True, env=warm, check=False)
    assert done.returncode in {0, 1, 3}
    assert (done.returncode == 3) == (">&-" in closed.replace("2>&-", "")), done
    assert b"Traceback" not in done.stderr
    assert b"fault of acu" not in done.stderr


# -- locales and widths

LOCALES = {
    "C": {"LANG": "C", "LC_ALL": "C"}, "POSIX, no UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "none": {}, "a Windows code page": {"PYTHONIOENCODING": "cp1252"}, "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"}, "unknown": {"LANG": "xx_YY.nothing"}, "Latin-1": {"LC_ALL": "en_US.ISO-8859-1"},
}  # fmt: skip


@pytest.mark.parametrize("more", LOCALES.values(), ids=list(LOCALES))
def test_any_locale(warm: dict[str, str], more: dict[str, str]) -> None:
    plain = run({**warm, "LANG": "C.UTF-8"}, "show", "涌泉", "--json")
    assert "Yǒngquán".encode() in plain.stdout
    same = run({**warm, **more}, "show", "涌泉", "--json")
    assert (same.returncode, same.stdout, same.stderr) == (0, plain.stdout, b"")
    found = run({**warm, **more}, "show", "无此穴")
    assert (found.returncode, found.stdout) == (1, b"")
    assert "无此穴".encode() in found.stderr


@pytest.mark.parametrize("columns", ["20", "400"])
@pytest.mark.parametrize("typed", [["show", "KI-1"], ["list"], ["search", "insomnia"], ["compare", "KI-1", "KI-3"], ["channel", "KI"], ["--help"]])  # fmt: skip
def test_very_narrow_and_very_wide(acu: Run, monkeypatch: pytest.MonkeyPatch, columns: str, typed: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = acu(*typed, *(["-f", "table"] if typed != ["--help"] else []))
    assert done.code == 0
    if typed != ["--help"]:
        from rich.cells import cell_len

        assert max(map(cell_len, done.out.splitlines())) <= int(columns)
