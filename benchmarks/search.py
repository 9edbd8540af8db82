"""Does `acu search` rank points as books and counts of trials do? NDCG@10 against two baselines.

    python benchmarks/search.py [--tuning] [--verbose]

The judgements in benchmarks/judgements/complaints.yaml are lists and counts of points that acu's own data does not use.
A hash of the complaint's name puts it into one of two halves: weights were tuned on one, the other is only reported.
Writes docs/search-measured.md.
"""

import argparse
import hashlib
import math
import sqlite3
import statistics
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from acupoint_cli.library.filters import Filters, pick  # noqa: E402
from acupoint_cli.library.index import Index, open_index  # noqa: E402
from acupoint_cli.names.words import tokens  # noqa: E402
from acupoint_cli.searching import search  # noqa: E402

AT = 10


def main() -> int:
    """Measure, print and, unless --tuning, write the page; return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuning", action="store_true", help="only the half that weights are tuned on")
    parser.add_argument("--verbose", action="store_true", help="the first ten points of each complaint")
    options = parser.parse_args()
    judged = judgements()
    index = open_index()
    ways = {"acu": acu, "text match": text_match, "bm25": bm25}
    scores: dict[str, dict[str, float]] = {}
    for complaint, gains in judged.items():
        if options.tuning and not tuning(complaint):
            continue
        ranked = {name: way(index, complaint) for name, way in ways.items()}
        scores[complaint] = {name: ndcg(codes, gains) for name, codes in ranked.items()}
        if options.verbose:
            best = sorted(gains, key=lambda c: -gains[c])[:AT]
            print(f"{complaint} {scores[complaint]['acu']:.2f}\n  acu  {' '.join(ranked['acu'][:AT])}\n  want {' '.join(best)}")  # fmt: skip
    text = page(scores, list(ways), judged)
    print(text)
    if not options.tuning:
        (ROOT / "docs" / "search-measured.md").write_text(text, encoding="utf-8")
    return 0


def judgements() -> dict[str, dict[str, float]]:
    """Return for every complaint the gain of each point: the mean over its lists, 3 for a point named or counted first.

    A count is worth 3 at the top count and falls in proportion; a point of a list is worth 3 if main, 1 if only added,
    and in a list ordered by use it falls to half of that towards the end.
    """
    import yaml

    path = ROOT / "benchmarks" / "judgements" / "complaints.yaml"
    lists: dict[str, list[dict[str, float]]] = defaultdict(list)
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        points = entry["points"]
        top = max((p.get("count") or p.get("share") or 0 for p in points), default=0)
        gains: dict[str, float] = {}
        for i, point in enumerate(points):
            used = point.get("count") or point.get("share") or 0
            worth = 3 * used / top if used else 1.0 if point.get("grade") == "added" else 3.0
            if entry["ordered"] and not used:
                worth *= 1 - 0.5 * i / len(points)
            gains[point["code"]] = max(worth, gains.get(point["code"], 0))
        lists[entry["condition"]].append(gains)
    out = {}
    for complaint, several in lists.items():
        codes = {code for gains in several for code in gains}
        out[complaint] = {code: sum(g.get(code, 0) for g in several) / len(several) for code in codes}
    return dict(sorted(out.items()))


def tuning(complaint: str) -> bool:
    """Return whether weights may be tuned on this complaint."""
    return hashlib.md5(complaint.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def ndcg(codes: list[str], gains: dict[str, float]) -> float:
    """Return the normalised discounted cumulative gain of the first ten codes, 0 to 1."""
    got = sum(gains.get(code, 0) / math.log2(i + 2) for i, code in enumerate(codes[:AT]))
    best = sum(gain / math.log2(i + 2) for i, gain in enumerate(sorted(gains.values(), reverse=True)[:AT]))
    return got / best if best else 0.0


def acu(index: Index, complaint: str) -> list[str]:
    """Return the codes in the order in which acu ranks them."""
    return [row["code"] for row in search(index, complaint, pick(index, Filters())).results]


def text_match(index: Index, complaint: str) -> list[str]:
    """Return the points whose record holds the words, the most often first, then in the order of the channels."""
    words = tokens(complaint)
    found = []
    for order, code, record in index.rows("SELECT ord, code, json FROM points"):
        text = record.casefold()
        if all(word in text for word in words):
            found.append((-sum(text.count(word) for word in words), order, code))
    return [code for _, _, code in sorted(found)]


def bm25(index: Index, complaint: str) -> list[str]:
    """Return the points in the order of SQLite FTS5's bm25 over every text of a point."""
    match = " OR ".join(f'"{word}"' for word in tokens(complaint))
    try:
        return [c for (c,) in index.rows("SELECT code FROM texts WHERE texts MATCH ? ORDER BY rank", match)]
    except sqlite3.Error:
        return []


def page(scores: dict[str, dict[str, float]], ways: list[str], judged: dict[str, Any]) -> str:
    """Return the page with the table of both halves and of every complaint."""
    halves = {
        "tuned on": [c for c in scores if tuning(c)],
        "held back": [c for c in scores if not tuning(c)],
    }
    lines = [
        "<!-- Made by benchmarks/search.py; do not edit. -->", "", "# How well `acu search` ranks", "",
        f"NDCG@10 on {len(scores)} complaints, judged by lists and counts of points that acu's data does not use",
        "(benchmarks/judgements). *Text match* orders points by how often their record holds the words; *bm25* is SQLite's",
        "full-text ranking over all texts of a point. Weights were tuned on one half only; docs/search.md explains them.", "",
        f"| half | complaints | {' | '.join(ways)} |", f"| --- | ---: | {' | '.join('---:' for _ in ways)} |",
    ]  # fmt: skip
    for half, complaints in halves.items():
        if complaints:
            means = (statistics.mean(scores[c][way] for c in complaints) for way in ways)
            lines.append(f"| {half} | {len(complaints)} | {' | '.join(f'{m:.3f}' for m in means)} |")
    lines += ["", f"| complaint | half | judged points | {' | '.join(ways)} |", f"| --- | --- | ---: | {' | '.join('---:' for _ in ways)} |"]  # fmt: skip
    for complaint, values in sorted(scores.items(), key=lambda s: s[1]["acu"]):
        half = "tuned on" if tuning(complaint) else "held back"
        lines.append(f"| {complaint} | {half} | {len(judged[complaint])} | {' | '.join(f'{values[w]:.2f}' for w in ways)} |")  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
