"""How long does each command take, against a bare interpreter of the same environment?

    python benchmarks/run.py [--runs 30]

Builds a wheel, installs it into an environment of its own, and measures whole processes there: 3 warm-ups, then the
median of the runs, as a ratio to `python -c pass`. Prints a table and writes it to docs/speed.md.
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

Measure = Callable[[list[str], dict[str, str]], float]
ROOT = Path(__file__).resolve().parents[1]

COMMANDS = [  # what is typed, the ratio to stay under
    ("acu show KI-1", 3.0),
    ("acu show KI-1 --json", 3.0),
    ("acu search insomnia", 4.0),
    ("acu related KI-4", 4.0),
    ("acu list", 4.0),
    ("acu show yongqan", 5.5),
    ("acu show KI-1  # on a terminal", 9.0),
    ("acu channel KI", 9.0),
    ("acu --help", 9.0),
]


def main() -> int:
    """Measure, print and write the table; return 1 if a ratio is over its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        python = installed(folder)
        environment = {**os.environ, "HOME": str(folder / "user"), "XDG_CACHE_HOME": str(folder / "cache")}
        environment.pop("PYTHONPATH", None)
        bare = median([str(python), "-c", "pass"], runs, environment)
        rows = []
        for line, mark in COMMANDS:
            words = line.split("#")[0].split()
            command = [str(python.parent / words[0]), *words[1:]]
            measure = on_terminal if "terminal" in line else once
            first = measure(command, environment)
            took = median(command, runs, environment, measure)
            rows.append((line, took, took / bare, mark, first / took))
    text = table(bare, rows, runs)
    print(text)
    (ROOT / "docs" / "speed.md").write_text(text, encoding="utf-8")
    return int(any(ratio > mark for _, _, ratio, mark, _ in rows))


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


def median(command: list[str], runs: int, environment: dict[str, str], measure: Measure = once) -> float:
    """Return the median milliseconds of `runs` runs after three warm-ups."""
    for _ in range(3):
        measure(command, environment)
    return statistics.median(measure(command, environment) for _ in range(runs))


def table(bare: float, rows: list[tuple[str, float, float, float, float]], runs: int) -> str:
    """Return the page."""
    lines = [
        "# Speed", "",
        f"Made by `make bench` on Python {platform.python_version()}, {os.cpu_count()} cores: medians of {runs} runs after 3 warm-ups of an",
        f"installed wheel, whole processes, output to a pipe. A bare interpreter (`python -c pass`) takes {bare:.1f} ms.", "",
        "| command | ms | ratio to bare | at most | first run / later runs |", "| --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for line, took, ratio, mark, first in rows:
        lines.append(f"| `{line}` | {took:.1f} | {ratio:.2f} | {mark:g} | {first:.2f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    sys.exit(main())
