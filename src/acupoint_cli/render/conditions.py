"""A graded condition in lines that a person reads: points by grade, then by pattern, then who was consulted."""

from collections.abc import Callable
from typing import Any

_GRADES = ("core", "common", "occasional")


def condition_lines(condition: dict[str, Any], term: str, title: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """Return (label, lines); `title` gives "KI-3 Tàixī" for a code.

    A point's number says how many of the sources consulted name it.
    """
    consulted = len(condition["consulted"])
    out: list[tuple[str, list[str]]] = []
    if condition["condition"] != term:
        out.append(("treated as", [condition["condition"]]))
    if condition.get("note"):
        out.append(("note", [condition["note"]]))
    for grade in _GRADES:
        points = [p for p in condition["points"] if p["grade"] == grade]
        if points:
            named = (f"{title(p['code'])} ({len({c['source'] for c in p['said']})}/{consulted})" for p in points)
            out.append((grade, [", ".join(named)]))
    out += [(kind, lines) for kind, lines in (("by pattern", _for(condition, "pattern")), ("for symptoms", _for(condition, "added"))) if lines]  # fmt: skip
    pressed = [f"{title(p['code'])} [{p['source']}]" for p in condition.get("press") or []]
    if pressed:
        out.append(("pressed", [", ".join(pressed)]))
    out.append(("consulted", [_source(c) for c in condition["consulted"]]))
    return out


def _for(condition: dict[str, Any], kind: str) -> list[str]:
    """Return a line for every pattern, or symptom, with its points and who gives them."""
    points: dict[str, dict[str, None]] = {}
    sources: dict[str, dict[str, None]] = {}
    for point in condition["points"]:
        for claim in point["said"]:
            if claim["as"] == kind:
                points.setdefault(claim["for"], {})[point["code"]] = None
                sources.setdefault(claim["for"], {})[claim["source"]] = None
    return [f"{name}: {', '.join(codes)} [{', '.join(sources[name])}]" for name, codes in points.items()]


def _source(consulted: dict[str, Any]) -> str:
    counts = [f"{n} {k if n > 1 else k[:-1]}" for k in ("trials", "uses") if (n := consulted.get(k))]
    text = f"{consulted['source']}: {consulted['where']}" + (f" ({', '.join(counts)})" if counts else "")
    return f"{text}. {consulted['evidence']}" if consulted.get("evidence") else text
