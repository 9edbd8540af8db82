"""A channel, class of points, term or source in lines that a person reads: what is dangerous, then label and lines."""

from typing import Any

from . import words
from .conditions import condition_lines
from .look import Lookup
from .phrases import Danger
from .records import cell, markdown

Lines = list[tuple[str, bool]]  # a line, and whether it stands out
MARKS = "! behind a point: a caution is listed for it; !! something is forbidden there. They stand under cautions, and whole on the card."
_TERM_LABELS = {"main": "listed main", "other": "listed"}  # by the points' own entries


def title(record: dict[str, Any]) -> str:
    """Return the heading: key, names or title."""
    names = record.get("names") or {}
    found = [str(next(iter(record.values()))), names.get("full") or names.get("english") or record.get("title") or ""]
    found += [names.get("pinyin") or "", names.get("simplified") or ""]
    return "  ".join(dict.fromkeys(t for t in found if t))


def dangers(kind: str, record: dict[str, Any]) -> list[Danger]:
    """Return what comes first: the cautions of a channel in full, the meaning of the marks of a term."""
    if kind == "channel":
        return [("CLASSICAL", words.caution_text(c, "whole channel")) for c in record["cautions"]]
    return [("CAUTION", MARKS)] if kind == "term" and record.get("cautions") else []


def parts(kind: str, record: dict[str, Any], look: Lookup) -> list[tuple[str, Lines]]:
    """Return (label, lines) of everything that is filled, but for the names and what `dangers` says."""
    key = str(next(iter(record.values())))
    marks = {c["code"]: _mark(c["cautions"]) for c in record.get("cautions") or []} if kind == "term" else {}

    def named(code: str) -> str:
        return look.title(code) + marks.get(code, "")

    out: list[tuple[str, Lines]] = []
    for field, value in record.items():
        if kind == "term" and field == "main" and record.get("condition"):  # what is prescribed comes first
            graded = condition_lines(record["condition"], key, named)
            out += [(label, [(line, False) for line in lines]) for label, lines in graded]
        if field in {"names", "urgent", "title", "condition"} or value in (None, [], {}, "", 0, key):
            continue
        if field == "cautions":
            if kind == "term":
                out.append((field, [(line, False) for line in _by_danger(value)]))
            continue
        if kind == "term" and field in _TERM_LABELS:
            out.append((_TERM_LABELS[field], [(", ".join(map(named, value)), False)]))
        else:
            out.append((field.replace("_", " "), _lines(field, value, look)))
    return out


def entry_markdown(kind: str, record: dict[str, Any], look: Lookup) -> str:
    """Return an entry as Markdown for people: a heading, what is dangerous, then every label with its lines."""
    from .page import quoted

    out = [f"## {markdown(title(record))}", "", *quoted(dangers(kind, record))]
    for label, lines in parts(kind, record, look):
        shown = [f"**{markdown(text)}**" if strong else markdown(text) for text, strong in lines]
        if len(shown) == 1:
            out += [f"**{label.capitalize()}**: {shown[0]}", ""]
        else:
            out += [f"**{label.capitalize()}**", "", *(f"- {line}" for line in shown), ""]
    return "\n".join(out)


def _mark(cautions: list[str]) -> str:
    return "!!" if any("forbidden" in words for words in cautions) else "!" if cautions else ""


def _by_danger(cautioned: list[dict[str, Any]]) -> list[str]:
    """Return a line for every caution with the points that have it, what is forbidden first, then the most frequent."""
    codes: dict[str, list[str]] = {}
    for each in cautioned:
        for danger in each["cautions"]:
            codes.setdefault(danger, []).append(each["code"])
    ranked = sorted(codes, key=lambda danger: ("forbidden" not in danger, -len(codes[danger]), danger))
    return [f"{danger}: {', '.join(codes[danger])}" for danger in ranked]


def _lines(field: str, value: Any, look: Lookup) -> Lines:
    if field in {"points", "meets"} and isinstance(value, list):
        return [(", ".join(map(look.title, value)), False)]
    if field == "members":
        return [(f"{m['code']} {m['pinyin']} {m['chinese']}" + (f"  {m['detail']}" if m["detail"] else ""), False) for m in value]  # fmt: skip
    if field == "differs":
        lines: Lines = []
        for d in value:
            lines.append((d["about"], True))
            lines += [(f"• {c['says']} [{c['source']}]", False) for c in d["claims"]]
        return lines
    if field in {"pair", "same_name", "previous", "next"}:
        name = ((look.entry("channel", value) or {}).get("names") or {}).get("english") or ""
        return [(f"{value} {name}".strip(), False)]
    if field == "opens":
        return [(f"by {look.title(value['opening'])}, coupled with {look.title(value['coupled'])}", False)]
    if field == "hours":
        return [(words.hours(value), False)]
    if field == "pathway":
        return [(f"{i}. {step}", False) for i, step in enumerate(value, 1)]
    if isinstance(value, dict):
        return [(f"{k}: {cell(v)}", False) for k, v in value.items() if cell(v)]
    return [(cell(value), False)]
