"""Conditions: which points a complaint is treated with, who says so, and how central that makes each point."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..grading import LESSER, LESSER_WORTH, best_ranks, grade, tops_of
from ..model import Condition
from ..names.keys import pattern_key
from .shape import Misfit, misfits
from .yaml_files import Document

GRADES = ("core", "common", "occasional")


class Graded(NamedTuple):
    """A point for a term: its grade, the share of the sources' weight that stands behind it (0 to 1), and the words."""

    term: str
    code: str
    grade: str
    share: float
    why: str


# What a source's rank adds to a point's place among those of its grade: a book that a college teaches from or a paper that
# counted a whole, an old book or a page less than the quarter that it has in grading.py, where sources vote.
_STANDING_WEIGHT = {"standard": 1.0, "textbook": 1.0, "paper": 1.0, "web": 0.15, "table": 0.15, "classic": 0.15}
_BY_RANK = {1: 1.0, 2: 0.5, 3: 0.1}


def graded(data: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    """Return the condition with a grade at every point, core first; within a grade, by weight, then as stored."""
    tops = tops_of(data["points"])
    kinds = {c["source"]: (sources.get(c["source"]) or {}).get("kind") for c in data["consulted"]}
    votes = {source: LESSER_WORTH if kind in LESSER else 1.0 for source, kind in kinds.items()}
    points = []
    for point in data["points"]:
        ranks = best_ranks(point["said"], tops)
        points.append({"code": point["code"], "grade": grade(ranks, votes), "said": point["said"]})
    points.sort(key=lambda p: (GRADES.index(p["grade"]), -weight(p["said"], tops, sources)))
    return {**data, "points": points}


def weight(said: list[dict[str, Any]], tops: dict[str, float], sources: dict[str, Any]) -> float:
    """Return the sum of what each source's best rank weighs; rounded, since sums of fractions differ between Pythons."""
    ranks = best_ranks(said, tops)
    return round(sum(standing_weight(source, sources) * _BY_RANK[rank] for source, rank in ranks.items()), 6)


def standing_weight(source: str, sources: dict[str, Any]) -> float:
    """Return what a source weighs for the place of a point: a textbook 1, an old book less than a sixth."""
    return _STANDING_WEIGHT[(sources.get(source) or {}).get("kind", "web")]


def postings(conditions: list[dict[str, Any]], sources: dict[str, Any]) -> Iterator[Graded]:
    """Yield a row for every term that a condition answers and every point of it."""
    for condition in conditions:
        tops = tops_of(condition["points"])
        consulted = len(condition["consulted"])
        # One more source that names no point is reckoned in: a point that the only source names is not yet agreed upon.
        whole = 1 + sum(standing_weight(c["source"], sources) for c in condition["consulted"])
        for term in (condition["condition"], *(condition.get("also") or [])):
            for point in condition["points"]:
                named = len({claim["source"] for claim in point["said"]})
                many = "source" if consulted == 1 else "sources"
                why = f"{point['grade']} for {condition['condition']} in {named} of {consulted} {many}"
                share = weight(point["said"], tops, sources) / whole
                yield Graded(term, point["code"], point["grade"], round(share, 4), why)


def patterns(conditions: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield (key, code, reason) for every point that a source gives for a pattern of a condition."""
    for condition in conditions:
        for point in condition["points"]:
            for claim in point["said"]:
                key = pattern_key(claim.get("for") or "") if claim["as"] == "pattern" else ""
                if key:
                    yield key, point["code"], f"for the pattern {claim['for']} in {condition['condition']}"


def misfit(data: Any, codes: set[str], sources: set[str]) -> Misfit | None:
    """Return why a condition cannot be read: its shape, or a point or source that is not there; None if it can."""
    wrong = next(misfits(data, Condition), None)
    if wrong:
        return wrong
    consulted = [c["source"] for c in data["consulted"]]
    for i, source in enumerate(consulted):
        if source not in sources:
            return Misfit(("consulted", i), "C306", f"no source {source!r} in sources.yaml")
    for i, point in enumerate(data["points"]):
        if point["code"] not in codes:
            return Misfit(("points", i), "C303", f"no point {point['code']}")
        for j, claim in enumerate(point["said"]):
            if claim["source"] not in consulted:
                message = f"{claim['source']} is named, but not listed under consulted"
                return Misfit(("points", i, "said", j), "C316", message)
    return None


def faults(document: Document, known: Any) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield (rule, message, place) for what is wrong with a condition of the right shape."""
    data = document.data
    if document.path.stem != file_name(data["condition"]):
        yield "C301", f"the file is {document.path.stem}, the condition {data['condition']}", ("condition",)
    for where, term in [(("condition",), data["condition"]), *((("also", i), t) for i, t in enumerate(data.get("also") or []))]:  # fmt: skip
        if term not in known.terms:
            yield "C305", f"no term {term!r} in terms.yaml", where
    consulted = [c["source"] for c in data["consulted"]]
    for i, source in enumerate(consulted):
        if source not in known.sources:
            yield "C306", f"no source {source!r} in sources.yaml", ("consulted", i)
        if source in consulted[:i]:
            yield "C311", f"the source {source} stands twice", ("consulted", i)
    seen: set[str] = set()
    used: set[str] = set()
    for i, point in enumerate(data["points"]):
        if point["code"] not in known.codes:
            yield "C303", f"no point {point['code']}", ("points", i)
        if point["code"] in seen:
            yield "C311", f"{point['code']} stands twice", ("points", i)
        seen.add(point["code"])
        if "grade" in point:
            yield "M204", "grade is worked out by acu; leave it out", ("points", i)
        for j, claim in enumerate(point["said"]):
            where = ("points", i, "said", j)
            used.add(claim["source"])
            if claim["source"] not in consulted:
                yield "C316", f"{claim['source']} is named, but not listed under consulted", where
            if (claim["as"] in {"pattern", "added"}) != ("for" in claim):
                yield "C318", f"`as: {claim['as']}` and `for` do not go together" if "for" in claim else f"`as: {claim['as']}` says for what", where  # fmt: skip
            if (claim["as"] == "count") != ("count" in claim or "share" in claim):
                yield "C318", "`as: count` goes with count or share, and only that", where
    for i, source in enumerate(consulted):
        if source not in used:
            yield "C316", f"{source} is listed under consulted, but nothing rests on it", ("consulted", i)
    for i, press in enumerate(data.get("press") or []):
        if press["code"] not in seen:
            yield "C303", f"{press['code']} is to be pressed, but is no point of this condition", ("press", i)
        if press["source"] not in known.sources:
            yield "C306", f"no source {press['source']!r} in sources.yaml", ("press", i)


def file_name(term: str) -> str:
    """Return the stem of a condition's file: "night sweating" gives night-sweating."""
    return "".join(c for c in term.replace(" ", "-") if c.isalnum() or c == "-")
