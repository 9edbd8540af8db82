"""The words of a card: one phrase for each part of a record. Pure text; table.py puts it on the screen."""

from collections.abc import Callable
from typing import Any

from ..theory import special
from ..wording import caution_methods, caution_name


def channel_title(entry: dict[str, Any], code: str) -> str:
    """Return "Kidney channel", or "Conception vessel", or the group of extra points."""
    name = str((entry.get("names") or {}).get("english") or code)
    if entry.get("kind") == "primary" and "vessel" not in name.casefold():
        return f"{name} channel"
    return name


def role_title(role: dict[str, Any], entry: dict[str, Any], phase: str | None) -> str:
    """Return "Jing-well point, wood" or "Confluent point of the yin motility vessel"."""
    from ..theory import TRANSPORTING

    name = str((entry.get("names") or {}).get("english") or role["role"])
    if role["role"] in TRANSPORTING and phase:
        name = f"{name}, {phase}"
    detail = role["detail"] or ""
    joint = " " if detail.startswith(("of ", "with ", "for ")) else ", "
    return f"{name}{joint}{detail}" if detail else name


def special_title(phase: str | None, channel_phase: str | None) -> str | None:
    """Return "Child point", "Mother point" or "Horary point" of a transporting point, else None."""
    word = special(phase, channel_phase)
    return word.replace("-", " ").capitalize() if word else None


def caution_label(caution: dict[str, Any]) -> tuple[str, str]:
    """Return the word that a caution begins with, and its style."""
    if caution["level"] == "forbidden":
        return "FORBIDDEN", "bold red"
    return "CAUTION  ", "bold yellow"


def caution_text(caution: dict[str, Any], scope: str = "") -> str:
    """Return the caution in full: kind, scope, methods, condition, text, sources. Never shortened."""
    return f"{caution_kind(caution, scope)}: {caution['text']} [{', '.join(caution['sources'])}]"


def caution_kind(caution: dict[str, Any], scope: str = "") -> str:
    """Return what a caution is about and on what it depends: "needling (deep insertion)"."""
    kind, methods = str(caution["kind"]), caution_methods(caution["methods"])
    name = caution_name(kind, caution["methods"])
    inside = [scope] if scope else []
    inside += [methods] if methods != name else []
    inside += [caution["when"]] if caution["when"] and caution["when"] != kind else []
    inside += ["the whole region"] if caution["scope"] == "region" and not scope else []
    return f"{name} ({'; '.join(inside)})" if inside else name


def other_name(other: dict[str, Any]) -> str:
    """Return another name with its meaning and note: "Guǐzhěn 鬼枕, Ghost Pillow (its name among the ghost points)"."""
    said = ", ".join(filter(None, [other["name"], other["english"]]))
    return f"{said} ({other['note']})" if other["note"] else said


def translated(names: dict[str, list[str]]) -> str:
    """Return the names of a point in other languages: "German: Sprudelnde Quelle; Spanish: La fuente que brota"."""
    return "; ".join(f"{language.capitalize()}: {', '.join(called)}" for language, called in sorted(names.items()))


def number(value: float | None) -> str:
    """Return 0.5, 1 or 1.5 as people write it; "?" for None."""
    return "?" if value is None else f"{value:g}"


def span(least: float | None, most: float | None, unit: str) -> str:
    """Return "0.5–1 cun", or "0.5 cun" where both are the same."""
    if least == most:
        return f"{number(least)} {unit}"
    return f"{number(least)}–{number(most)} {unit}"


def depth(value: dict[str, Any]) -> str:
    """Return one way to insert the needle, never without its angle."""
    direction = f", {value['direction']}" if value["direction"] else ""
    unusual = "" if value["usual"] else " (special cases)"
    return f"{span(value['min_cun'], value['max_cun'], 'cun')} {value['angle']}{direction}{unusual} [{value['source']}]"


def moxa(value: dict[str, Any]) -> list[str]:
    """Return what is said of moxibustion."""
    parts = [value["use"]] if value["use"] else []
    if value["minutes"]:
        parts.append(span(value["minutes"][0], value["minutes"][1], "minutes"))
    if value["cones"]:
        parts.append(span(value["cones"][0], value["cones"][1], "cones"))
    lines = [", ".join(parts)] if parts else []
    return lines + ([value["note"]] if value["note"] else [])


def pressing(record: dict[str, Any]) -> list[str]:
    """Return what is said of pressing the point; that no source does is said too."""
    value = record["acupressure"]
    if not value["use"] and not value["how"]:
        massaged = any("massage" in method["method"] for method in record["other_methods"])
        none = "No source consulted describes pressing it" + (" oneself; see the other methods." if massaged else ".")
        return [none] if record["status"] == "full" and record["sources"] else []
    parts = [value["use"]] if value["use"] else []
    if value["minutes"]:
        parts.append(span(value["minutes"][0], value["minutes"][1], "minutes"))
    if value["times_a_day"]:
        least, most = value["times_a_day"]
        parts.append("once a day" if least == most == 1 else span(least, most, "times a day"))
    lines = [", ".join(parts)] if parts else []
    return [*lines, value["how"] or "No source consulted tells how."]


def method(value: dict[str, Any]) -> str:
    """Return another method with its verdict, purpose and source."""
    use = f" ({value['use']})" if value["use"] else ""
    purpose = f" for {', '.join(value['for'])}" if value["for"] else ""
    how = f": {value['how']}" if value["how"] else ""
    return f"{value['method']}{use}{purpose}{how} [{value['source']}]"


def measure(value: dict[str, Any], title: Callable[[str], str]) -> str:
    """Return "1 B-cun inferior to KI-3 Tàixī"."""
    when = f" ({value['when']})" if value["when"] else ""
    joint = {"superior": "above", "inferior": "below"}.get(value["direction"], f"{value['direction']} to")
    return f"{number(value['cun'])} {value['unit']}-cun {joint} {title(value['origin'])}{when}"


def fraction(value: dict[str, Any], title: Callable[[str], str]) -> str:
    """Return "1/3 of the way from web of toes 2–3 to heel"."""
    return f"{value['part']} of the way from {title(value['of'])} to {title(value['to'])}"


def hours(value: list[int]) -> str:
    """Return "17–19 o'clock"."""
    return f"{value[0]:02d}–{value[1]:02d} o'clock"


def sides(side: str, count: int) -> str:
    """Return "on both sides", "on the midline", or how many spots."""
    if side == "midline" and count == 1:
        return "on the midline"
    if side == "both" and count in {1, 2}:
        return "on both sides"
    return f"{count} spots"
