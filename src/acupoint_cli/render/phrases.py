"""What pages, and the cards of a deck, say in words: dangers first, and no depth without its angle."""

from typing import Any

from . import words

Danger = tuple[str, str]  # its word, and the text in full

NOT_TO_BE_NEEDLED = "Not to be needled, by every modern source consulted."
NONE_LISTED = "No caution is listed. That is no proof of safety."


def dangers(record: dict[str, Any]) -> list[Danger]:
    """Return every danger of a point, what is forbidden first; never shortened."""
    out: list[Danger] = []
    if record["needling"]["forbidden"]:
        out.append(("FORBIDDEN", NOT_TO_BE_NEEDLED))
    moxa = record["moxibustion"]
    told = any(c["kind"] == "moxa" and c["level"] == "forbidden" for c in record["cautions"])
    if moxa["use"] == "forbidden" and not told:
        out.append(("FORBIDDEN", f"moxa: {moxa['note'] or 'not to be used here'}"))
    for level in ("forbidden", "caution"):
        for caution in record["cautions"]:
            if caution["level"] == level:
                out.append((level.upper(), words.caution_text(caution)))
    for caution in record["channel_cautions"]:
        out.append(("CLASSICAL", words.caution_text(caution, "whole channel")))
    return out


def needling(record: dict[str, Any]) -> list[str]:
    """Return the ways to needle a point, each with its angle and source, then how."""
    value = record["needling"]
    lines = [NOT_TO_BE_NEEDLED] if value["forbidden"] else []
    lines += [words.depth(depth) for depth in value["depths"]]
    return lines + ([value["how"]] if value["how"] else [])


def characters(names: dict[str, Any]) -> str:
    """Return simplified characters, and traditional ones where they differ: "涌泉 / 湧泉"."""
    simplified, traditional = names["simplified"], names["traditional"]
    return str(simplified) if simplified == traditional else f"{simplified} / {traditional}"


def roles(record: dict[str, Any], titles: dict[str, dict[str, Any]]) -> list[str]:
    """Return the classes of a point in words; `titles` are the entries of the roles."""
    return [words.role_title(role, titles.get(role["role"], {}), record["phase"]) for role in record["roles"]]
