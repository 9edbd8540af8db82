"""How much text does `acu scan` read in a second, and in what memory?

    python benchmarks/scan.py [--megabytes 8] [--runs 3]

Makes texts out of what the repository holds, from prose that seldom names a point to nothing but codes, and measures
whole processes: the fastest of the runs, start included, and the most memory on a text and on one eight times as long.
Prints the page and writes docs/scan.md.
"""

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from acupoint_cli.library.index import open_index  # noqa: E402

ACU = [sys.executable, "-m", "acupoint_cli"]
MARK = 2.0  # MB a second


def prose(chance: random.Random) -> Iterator[str]:
    """Yield lines that seldom name a point: acu's own modules."""
    files = sorted((ROOT / "src").rglob("*.py"))
    return (line for file in cycle(files) for line in file.read_text(encoding="utf-8").splitlines())


def pages(chance: random.Random) -> Iterator[str]:
    """Yield lines of running text about points: acu's own pages and commentaries."""
    texts = [p.read_text(encoding="utf-8") for p in [ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]]
    texts += [p.read_text(encoding="utf-8") for p in sorted((ROOT / "data" / "points").glob("*.yaml"))]
    return (line for text in cycle(texts) for line in text.splitlines())


def dense(chance: random.Random) -> Iterator[str]:
    """Yield sentences that name a point every few words, by code and name."""
    index = open_index()
    named = [(code, pinyin) for code, pinyin in index.rows("SELECT code, pinyin FROM points")]
    while True:
        some = chance.sample(named, 4)
        yield (
            f"For headache with dizziness needle {some[0][1]} ({some[0][0]}) and {some[1][0].replace('-', ' ')}; "
            f"with pain of the eye add {some[2][1]} and {some[3][1]} {some[3][0].replace('-', '')}, for half an hour."
        )


def written(chance: random.Random) -> Iterator[str]:
    """Yield lists of nothing but codes, ten a line, in several conventions."""
    codes = [code for (code,) in open_index().rows("SELECT code FROM points WHERE code NOT LIKE 'EX%'")]
    while True:
        joint = chance.choice(("-", " ", ""))
        yield ", ".join(code.replace("-", joint) for code in chance.sample(codes, 10))


def characters(chance: random.Random) -> Iterator[str]:
    """Yield Chinese lists of names."""
    names = [name for (name,) in open_index().rows("SELECT shown FROM names WHERE tier = 2 AND shown > '一'")]
    while True:
        yield f"取{'、'.join(chance.sample(names, 6))}，留针三十分钟，每日一次，十次为一疗程。"


TEXTS: list[tuple[str, Callable[[random.Random], Iterator[str]]]] = [
    ("program text, hardly a point", prose),
    ("pages and data about points", pages),
    ("sentences, a point every four words", dense),
    ("nothing but codes", written),
    ("Chinese, nothing but names", characters),
]


def write(path: Path, lines: Iterator[str], size: int) -> None:
    """Write `size` bytes of lines."""
    with path.open("w", encoding="utf-8") as file:
        left = size
        for line in lines:
            file.write(line + "\n")
            left -= len(line.encode()) + 1
            if left < 0:
                return


def read(path: Path) -> tuple[float, float, int]:
    """Return seconds, megabytes of memory and mentions found."""
    with tempfile.TemporaryFile() as found:
        start = time.perf_counter()
        child = subprocess.Popen([*ACU, "scan", str(path), "-f", "tsv"], stdout=found, stderr=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"})  # fmt: skip
        _, status, usage = os.wait4(child.pid, 0)
        took = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1}:
            raise SystemExit(f"acu scan ended with {child.returncode}")
        found.seek(0)
        unit = 1024 if sys.platform != "darwin" else 1024 * 1024
        return took, usage.ru_maxrss / unit, sum(1 for _ in found)


def main() -> int:
    """Measure, print and write the page; return 1 if the mark is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=8)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    lines = [
        "# How fast is `acu scan`?",
        "",
        f"Made by `python benchmarks/scan.py` on Python {platform.python_version()}: {given.megabytes} MB of each kind of text, as",
        f"whole processes, start included; the fastest of {given.runs} runs, since what else a machine does only slows one. At least {MARK:g} MB a second is wanted. The last column is the",
        "most memory on eight times the text, against that on the text.",
        "",
        "| text | MB a second | mentions | mentions a second | memory, MB | eight times as long |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    missed = False
    open_index()  # made here if it must be, not within what is measured
    with tempfile.TemporaryDirectory() as scratch:
        for name, maker in TEXTS:
            path = Path(scratch) / "text"
            write(path, maker(random.Random(1)), given.megabytes * 1_000_000)
            runs = [read(path) for _ in range(given.runs)]
            took = min(run[0] for run in runs)
            rate, (_, memory, found) = given.megabytes / took, runs[0]
            missed |= rate < MARK
            write(path, maker(random.Random(1)), given.megabytes * 8_000_000)
            longer = read(path)[1]
            lines.append(f"| {name} | {rate:.1f} | {found:,} | {found / took:,.0f} | {memory:.0f} | {longer / memory:.2f} |")  # fmt: skip
            print(lines[-1], flush=True)
    (ROOT / "docs" / "scan.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
