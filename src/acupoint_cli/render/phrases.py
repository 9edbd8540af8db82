"""What pages, and the cards of a deck, say in words: dangers first, and no depth without its angle."""

from typing import Any

from ..cautions import NOT_TO_BE_NEEDLED as _NEVER
from ..cautions import Ban, bans
from ..wording import caution_name
from . import words

Danger = tuple[str, str]  # its word, and the text in full

NOT_TO_BE_NEEDLED = f"{_NEVER[0].upper()}{_NEVER[1:]}."
NONE_LISTED = "No caution is listed. That is no proof of safety."


def dangers(record: dict[str, Any]) -> list[Danger]:
    """Return every danger of a point, what is forbidden first; never shortened."""
    return [*forbidden(record), *cautions(record), *classical(record)]


def forbidden(record: dict[str, Any]) -> list[Danger]:
    """Return what is forbidden at a point though no caution of its list says so."""
    return [("FORBIDDEN", NOT_TO_BE_NEEDLED if b.field == "needling" else f"{ban_text(b)}.") for b in bans(record)]


def ban_text(ban: Ban) -> str:
    """Return a ban with what it is about: "moxa: not to be used here"."""
    return f"{caution_name(ban.kind, ban.methods)}: {ban.text}"


def cautions(record: dict[str, Any]) -> list[Danger]:
    """Return the point's list of cautions in full, those that forbid first."""
    return [
        (level.upper(), words.caution_text(caution))
        for level in ("forbidden", "caution")
        for caution in record["cautions"]
        if caution["level"] == level
    ]


def classical(record: dict[str, Any]) -> list[Danger]:
    """Return the old rules for the whole channel."""
    return [("CLASSICAL", words.caution_text(caution, "whole channel")) for caution in record["channel_cautions"]]


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
