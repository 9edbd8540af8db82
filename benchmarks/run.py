"""How long does each command take, against a bare interpreter of the same environment?

    python benchmarks/run.py [--runs 30]

Builds a wheel, installs it into an environment of its own, and measures whole processes there: 3 warm-ups, then runs that
take turns with `python -c pass`; the median, and the median ratio of the two. Prints a table and writes it to docs/speed.md.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Measure = Callable[[list[str], dict[str, str]], float]
ROOT = Path(__file__).resolve().parents[1]

COMMANDS = [  # what is typed, the ratio to stay under
    ("acu show KI-1", 3.0),
    ("acu show KI-1 --json", 3.0),
    ("acu show KI-2  # completed by the shell", 3.0),
    ("acu show yongq  # completed by the shell", 3.0),
    ("acu search insomnia", 4.0),
    ("acu related KI-4", 4.0),
    ("acu list", 4.0),
    ("acu show yongqan", 5.5),
    ("acu show KI-1  # on a terminal", 9.0),
    ("acu channel KI", 9.0),
    ("acu --help", 9.0),
]
FIRST = 1.2  # the first run after install, against a later one
INSTALLS = 5

# What a plain call still loads besides a bare interpreter, and why.
WHY = {
    "sqlite3": "the index: a lookup reads a row, not 400 files",
    "_sqlite3": "the index, its library in C",
    "datetime": "sqlite3 loads it for its adapters",
    "_datetime": "sqlite3 loads it for its adapters",
    "json": "records are kept as JSON; a card's text is taken apart",
    "re": "names: codes and pinyin are patterns",
    "typing": "rapidfuzz needs it",
    "unicodedata": "names: accents and variants are folded",
    "zlib": "the checksum of the record that is shown",
    "collections": "re needs it; classes of records",
    "acupoint_cli": "acu itself",
}


class Timed(NamedTuple):
    """A command, its median in milliseconds, the ratio to the bare interpreter, and the most that it may be."""

    line: str
    took: float
    ratio: float
    mark: float


def main() -> int:
    """Measure, print and write the page; return 1 if a ratio is over its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        python = installed(folder)
        environment = {**os.environ, "HOME": str(folder / "user"), "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data")}  # fmt: skip
        for name in [n for n in environment if n.startswith(("ACU_", "PYTHON"))]:
            del environment[name]
        first = first_run(folder, python, environment)
        nothing = [str(python), "-c", "pass"]
        bares: list[float] = []
        rows = []
        for line, mark in COMMANDS:
            words = [str(python.parent / "acu"), *line.split("#")[0].split()[1:]]
            if "completed" in line:
                asked = {"_ACU_COMPLETE": "complete_bash", "COMP_WORDS": line.split("  #")[0], "COMP_CWORD": "2"}
                took, ratio = beside(nothing, words[:1], runs, {**environment, **asked}, once, bares)
            else:
                measure = on_terminal if "terminal" in line else once
                took, ratio = beside(nothing, words, runs, environment, measure, bares)
            rows.append(Timed(line, took, ratio, mark))
        loaded = {line: imports(python, line.split()[1:], environment) for line in ("acu show KI-1", "acu search insomnia")}  # fmt: skip
    text = page(statistics.median(bares), rows, runs, first, loaded)
    print(text)
    (ROOT / "docs" / "speed.md").write_text(text, encoding="utf-8")
    return int(first > FIRST or any(row.ratio > row.mark for row in rows))


def first_run(folder: Path, python: Path, environment: dict[str, str]) -> float:
    """Return the median ratio of the very first `acu show KI-1` after an install to the runs behind it, of several installs."""
    (wheel,) = folder.glob("*.whl")
    again = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall", str(wheel)]  # fmt: skip
    found = []
    for _ in range(INSTALLS):
        subprocess.run(again, check=True)
        show = [str(python.parent / "acu"), "show", "KI-1"]
        took = once(show, environment)
        found.append(took / statistics.median(once(show, environment) for _ in range(5)))
    return statistics.median(found)


def imports(python: Path, words: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Return the milliseconds that a call spends on each package it loads, without what any Python loads."""

    def measured(code: str) -> dict[str, float]:
        done = subprocess.run([str(python), "-X", "importtime", "-c", code], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", check=True)  # fmt: skip
        found: dict[str, float] = {}
        for line in done.stderr.splitlines():
            alone, _, name = line.removeprefix("import time:").split("|") if line.count("|") == 2 else ("", "", "")
            if alone.strip().isdecimal():
                found[name.strip()] = int(alone) / 1000
        return found

    bare = measured("pass")
    code = f"import sys; sys.argv = {['acu', *words]!r}; from acupoint_cli.__main__ import main; main()"
    runs = [measured(code) for _ in range(5)]
    sums: dict[str, float] = {}
    for name in runs[0].keys() - bare.keys():
        top = name.split(".")[0]
        sums[top] = sums.get(top, 0) + statistics.median(run.get(name, 0) for run in runs)
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def installed(folder: Path) -> Path:
    """Return the interpreter of a new environment that holds acu from a wheel."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *quiet, "--no-deps", "-w", str(folder), str(ROOT)], check=True
    )
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([str(python), "-m", "pip", "install", *quiet, str(wheel)], check=True)
    return python


def once(command: list[str], environment: dict[str, str]) -> float:
    """Return the milliseconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - start) * 1000


def on_terminal(command: list[str], environment: dict[str, str]) -> float:
    """Return the milliseconds of one run whose standard output is a terminal."""
    import pty

    master, slave = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**environment, "TERM": "xterm"}, stdout=slave, stderr=subprocess.DEVNULL)
    os.close(slave)
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # the terminal is closed from the other side
        pass
    process.wait()
    took = (time.perf_counter() - start) * 1000
    os.close(master)
    return took


def beside(
    nothing: list[str], command: list[str], runs: int, environment: dict[str, str], measure: Measure, bares: list[float]
) -> tuple[float, float]:
    """Return the median milliseconds of a command, and the median ratio of each run to a bare interpreter run beside it.

    The two take turns, since a machine's speed changes from minute to minute; the bare ones are added to `bares`.
    """
    for _ in range(3):
        measure(command, environment)
    pairs = [(measure(command, environment), once(nothing, environment)) for _ in range(runs)]
    bares += [bare for _, bare in pairs]
    return statistics.median(took for took, _ in pairs), statistics.median(took / bare for took, bare in pairs)


def page(bare: float, rows: list[Timed], runs: int, first: float, loaded: dict[str, dict[str, float]]) -> str:
    """Return the page."""
    lines = [
        "# Speed", "",
        f"Made by `make bench` on Python {platform.python_version()}, {os.cpu_count()} cores: medians of {runs} runs after 3 warm-ups of an",
        f"installed wheel, whole processes, output to a pipe, each beside a bare interpreter (`python -c pass`), which takes {bare:.1f} ms.", "",
        "| command | ms | ratio to bare | at most |", "| --- | ---: | ---: | ---: |",
    ]  # fmt: skip
    for row in rows:
        lines.append(f"| `{row.line}` | {row.took:.1f} | {row.ratio:.2f} | {row.mark:g} |")
    lines += ["", f"The first run after install takes {first:.2f} times a later one (at most {FIRST:g}; median of {INSTALLS} installs).", ""]  # fmt: skip
    lines += ["## What is still paid", "", "Milliseconds of each package that a call loads and a bare interpreter does not (`-X importtime`, which itself slows", "loading; medians of 5). Under 0.2 ms are summed. The rest of a call is the interpreter itself, and reading the index.", ""]  # fmt: skip
    for line, found in loaded.items():
        lines += [f"### `{line}`", "", "| package | ms | why |", "| --- | ---: | --- |"]
        lines += [f"| {name} | {took:.1f} | {WHY.get(name, '')} |" for name, took in found.items() if took >= 0.2]
        small = [took for took in found.values() if took < 0.2]
        lines += [f"| {len(small)} others | {sum(small):.1f} | |", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    sys.exit(main())
