"""Single fields of a record for people: each as its label and the lines beside it. Pure text; table.py lays it out."""

from collections.abc import Callable
from typing import Any

from . import words
from .look import Lookup
from .records import cell

Part = tuple[str, list[str]]


def shown(record: dict[str, Any], look: Lookup) -> list[Part]:
    """Return (label, lines) of every field of a narrowed record, the empty ones too."""
    out: list[Part] = []
    for key, value in record.items():
        if isinstance(value, dict) and key not in {"cites"}:
            # The bounds of the depths are no news beside the depths, and have no angle.
            subs = {k: v for k, v in value.items() if not ("depths" in value and k in {"min_cun", "max_cun"})}
            out += [(f"{key}.{sub}", _lines(f"{key}.{sub}", inner, look)) for sub, inner in subs.items()]
        else:
            out.append((key, _lines(key, value, look)))
    return out


def _lines(key: str, value: Any, look: Lookup) -> list[str]:
    """Return a value in the words that a card has for it."""
    if value in (None, [], {}, ""):
        return ["–"]
    if key in _ENTRIES and isinstance(value, list):
        return [_ENTRIES[key](item, look) for item in value]
    if key == "hours":
        return [words.hours(value)]
    if isinstance(value, list) and isinstance(value[0], dict):
        return [cell(item) for item in value]
    if isinstance(value, list) and any(";" in str(item) or len(str(item)) > 40 for item in value):
        return [f"• {cell(item)}" for item in value]
    if isinstance(value, list):
        return [", ".join(map(cell, value))]
    if isinstance(value, dict):
        return [f"{k}: {cell(v)}" for k, v in value.items()]
    return [cell(value)]


def danger(caution: dict[str, Any], scope: str = "") -> str:
    """Return a caution in full behind its level."""
    level = "CLASSICAL" if scope else str(caution["level"]).upper()
    return f"{level} {words.caution_text(caution, scope)}"


def combination(value: dict[str, Any]) -> str:
    """Return "morning sickness: PC-6, ST-36 [great-compendium]"."""
    via = f", via {value['via']}" if value["via"] else ""
    return f"{value['use']}: {', '.join(value['codes'])} [{value['source']}{via}]"


def _claims(value: dict[str, Any]) -> str:
    return f"{value['about']}: " + " / ".join(f"{c['says']} [{c['source']}]" for c in value["claims"])


# Fields whose entries have words of their own on a card.
_ENTRIES: dict[str, Callable[[dict[str, Any], Lookup], str]] = {
    "cautions": lambda v, look: danger(v),
    "channel_cautions": lambda v, look: danger(v, "whole channel"),
    "needling.depths": lambda v, look: words.depth(v),
    "other_methods": lambda v, look: words.method(v),
    "measures": lambda v, look: words.measure(v, look.title),
    "fractions": lambda v, look: words.fraction(v, look.title),
    "related": lambda v, look: f"{look.title(v['code'])}  {v['why']} [{v['source']}]",
    "combinations": lambda v, look: combination(v),
    "variants": lambda v, look: f"{v['location']} [{v['source']}]",
    "parts": lambda v, look: f"{v['name']}: {v['location']}",
    "roles": lambda v, look: f"{v['role']} {v['detail'] or ''}".strip(),
    "differs": lambda v, look: _claims(v),
    "questions": lambda v, look: f"{v['question']} {v['answer']}",
}
