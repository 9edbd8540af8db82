"""How does acu bear points of the user's own, by the thousand?

    python benchmarks/scale.py [--points 10000] [--runs 15] [--most 100000]

Makes synthetic points in a temporary folder, builds their index, and measures whole processes beside the shipped set
alone: medians of the runs, and the most memory. With --most it builds and measures that many once more, for the curve.
Prints the page and writes docs/scale.md.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ACU = [sys.executable, "-m", "acupoint_cli"]

MARKS = [  # what is typed, its time and memory against the shipped set at most
    ("show KI-1", 1.3),
    ("show MY-7", 1.3),
    ("search insomnia", 3.0),
    ("show yongqan", 4.0),
    ("related KI-4", None),
    ("list --channel KI", None),
]

POINT = """code: MY-{n}
names:
  pinyin: {pinyin}
  simplified: 我{han}
  traditional: 我{han}
  english: [My {first} {second}]
status: outline
region: {region}
location: On the {region}, {n} fingers from where it was last looked for, in the hollow beside the tendon.
actions: [calms the spirit, moves qi]
indications:
  main: [{main}]
  other: [{other}]
needling:
  depths: [{{min_cun: 0.3, max_cun: 0.5, angle: perpendicular, source: deadman}}]
cautions:
  - {{kind: other, level: caution, methods: [needling], text: This one is made up; leave it alone., sources: [deadman]}}
commentary: A point that was made to see whether acu bears many of them, number {n}.
"""
SYLLABLES = [
    "bā",
    "bǐ",
    "cháng",
    "chí",
    "dà",
    "dōng",
    "fēng",
    "fù",
    "gān",
    "guān",
    "hé",
    "hǎi",
    "jīn",
    "jǐng",
    "kūn",
    "lín",
    "mén",
    "nèi",
    "píng",
    "qì",
    "rán",
    "sān",
    "shén",
    "tài",
    "wài",
    "xī",
    "yáng",
    "zhōng",
]
WORDS = [
    "Amber",
    "Brook",
    "Cedar",
    "Dawn",
    "Ember",
    "Field",
    "Grove",
    "Hollow",
    "Inlet",
    "Jade",
    "Knoll",
    "Lantern",
    "Meadow",
    "Nest",
    "Orchard",
    "Pine",
    "Quarry",
    "Ridge",
    "Spring",
    "Tower",
]
REGIONS = ["foot", "leg", "hand", "forearm", "back", "abdomen", "chest", "head", "face", "neck"]


class Measured(NamedTuple):
    """Milliseconds and megabytes of one command."""

    took: float
    memory: float


def main() -> int:
    """Measure, print and write the page; return 1 if a mark is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=10_000)
    parser.add_argument("--most", type=int, default=0, help="once more with so many, for the curve")
    parser.add_argument("--runs", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        lines, missed = page(folder, given.points, given.runs)
        if given.most:
            lines += curve(folder, given.most)
    text = "\n".join(lines) + "\n"
    print(text)
    (ROOT / "docs" / "scale.md").write_text(text, encoding="utf-8")
    return int(missed)


def page(folder: Path, count: int, runs: int) -> tuple[list[str], bool]:
    """Return the lines of the page, and whether a mark is missed."""
    alone = surroundings(folder, "none")
    mine = surroundings(folder, "own")
    make_points(folder / "own" / "points", count)
    timed("show KI-1", alone)
    built = timed("show KI-1", mine)
    half = built_in(folder, count // 2)
    again = changed(folder / "own", mine)
    look = look_for_changes(folder / "own" / "points")
    lines = [
        "# Scale",
        "",
        f"Made by `python benchmarks/scale.py` on Python {platform.python_version()}: {count:,} synthetic points of the user's own, each with names,",
        "place, indications, a depth and a caution (about 1 kB), beside the shipped set alone. Whole processes, in a clone;",
        f"medians of {runs} runs. Building the index: {built.took / 1000:.1f} s, {built.memory:.0f} MB "
        f"({half.took / 1000:.1f} s for half as many). After one file was changed, the",
        f"next answer takes {again.took / 1000:.2f} s. The look for changed files takes {look:.1f} ms of every answer below.",
        "",
        "| command | shipped, ms | with own, ms | without the look | ratio | at most | memory ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    missed = False
    for typed, mark in MARKS:
        before = median("show KI-1" if "MY-" in typed else typed, alone, runs)
        after = median(typed, mine, runs)
        ratio, memory = (after.took - look) / before.took, after.memory / before.memory
        missed |= mark is not None and (ratio > mark or memory > mark)
        lines.append(f"| `acu {typed}` | {before.took:.0f} | {after.took:.0f} | {after.took - look:.0f} | {ratio:.2f} | {mark or ''} | {memory:.2f} |")  # fmt: skip
    start = time.perf_counter()
    names = "".join(f"MY-{n % count + 1}\n" for n in range(20_000))
    subprocess.run([*ACU, "show", "-", "--jsonl"], input=names.encode(), stdout=subprocess.DEVNULL, env=mine, check=True)  # fmt: skip
    rate = 20_000 / (time.perf_counter() - start)
    lines += ["", f"`acu show - --jsonl` answers {rate:,.0f} names a second."]
    return lines, missed


def curve(folder: Path, count: int) -> list[str]:
    """Return lines on `count` points, measured once."""
    mine = surroundings(folder, "most")
    make_points(folder / "most" / "points", count)
    built = timed("show KI-1", mine)
    look = look_for_changes(folder / "most" / "points")
    lines = ["", f"With {count:,} points: the index is built in {built.took / 1000:.0f} s and {built.memory:.0f} MB; the look for changed files takes {look:.0f} ms.", ""]  # fmt: skip
    lines += ["| command | ms | MB |", "| --- | ---: | ---: |"]
    for typed, _ in MARKS:
        found = median(typed, mine, 3)
        lines.append(f"| `acu {typed}` | {found.took:.0f} | {found.memory:.0f} |")
    return lines


def surroundings(folder: Path, name: str) -> dict[str, str]:
    """Return the environment of a user whose data lie in folder/name."""
    data = {"XDG_CACHE_HOME": str(folder / f"{name}-cache"), "ACU_DATA": str(folder / name)}
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **data}


def make_points(folder: Path, count: int) -> None:
    """Write `count` points, no two of one name, with indications out of the shipped terms."""
    folder.mkdir(parents=True)
    text = (ROOT / "data" / "terms.yaml").read_text(encoding="utf-8")
    terms = [line[2:].split(":")[0].strip('"') for line in text.splitlines() if line[:2] == "  " and line[2:3].isalpha()]  # fmt: skip
    for n in range(1, count + 1):
        mix = n * 2654435761 % 2**32  # spread, and the same each time
        syllables = [SYLLABLES[mix >> shift & 31] if mix >> shift & 31 < len(SYLLABLES) else "yī" for shift in (0, 5, 10, 15)]  # fmt: skip
        mains = [terms[(mix >> 3) * k % len(terms)] for k in (1, 7, 13)]
        others = [terms[(mix >> 7) * k % len(terms)] for k in (3, 11, 17, 19, 23)]
        (folder / f"MY-{n}.yaml").write_text(
            POINT.format(
                n=n, pinyin="".join(syllables).capitalize(), han="".join(chr(0x4E00 + (mix >> s) % 5000) for s in (0, 8, 16)),
                first=WORDS[mix >> 8 & 15], second=f"{WORDS[mix >> 12 & 15]} {n}", region=REGIONS[n % len(REGIONS)],
                main=", ".join(dict.fromkeys(mains)), other=", ".join(t for t in dict.fromkeys(others) if t not in mains),
            ),
            encoding="utf-8",
        )  # fmt: skip


def built_in(folder: Path, count: int) -> Measured:
    """Return what building an index of so many points takes."""
    make_points(folder / "half" / "points", count)
    environment = surroundings(folder, "half")
    data = environment.pop("ACU_DATA")
    timed("show KI-1", environment)
    return timed("show KI-1", {**environment, "ACU_DATA": data})


def changed(own: Path, environment: dict[str, str]) -> Measured:
    """Return what the first answer takes after one file was changed."""
    path = own / "points" / "MY-7.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "meaning: changed\n", encoding="utf-8")
    return timed("show MY-7", environment)


def look_for_changes(folder: Path) -> float:
    """Return the milliseconds that it takes to see whether a file has changed."""
    from acupoint_cli.library.stamps import marks, own_stamp

    def once() -> float:
        start = time.perf_counter()
        own_stamp("", marks(str(folder)))
        return (time.perf_counter() - start) * 1000

    return statistics.median(once() for _ in range(9))


def timed(typed: str, environment: dict[str, str]) -> Measured:
    """Return what one run takes."""
    command = [*ACU, *typed.split()]
    start = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"acu {typed} ended with {child.returncode}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Measured((time.perf_counter() - start) * 1000, usage.ru_maxrss / unit)


def median(typed: str, environment: dict[str, str], runs: int) -> Measured:
    """Return the medians of several runs, after two that do not count."""
    found = [timed(typed, environment) for _ in range(runs + 2)][2:]
    return Measured(statistics.median(m.took for m in found), statistics.median(m.memory for m in found))


if __name__ == "__main__":
    sys.exit(main())
