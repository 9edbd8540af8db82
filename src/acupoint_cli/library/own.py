"""The user's own points: new ones, and overlays of shipped ones. A bad file is named and left out, alone."""

import re
from typing import Any

from ..model import COMPUTED
from ..names.fold import fold
from .book import Book, written_code
from .compute import split_code

_CODE = re.compile(r"[A-Z][A-Z-]{0,25}[0-9]{1,5}\Z")
_BANS = ("moxibustion", "acupressure")
_GRAVE = {"forbidden": 2, "caution": 1}


def at(where: tuple[str | int, ...]) -> str:
    """Return the place of a fault in words, "cautions.0.kind: "."""
    return ".".join(map(str, where)) + ": " if where else ""


def wrong_code(code: Any, taken: dict[str, str]) -> str:
    """Return what is wrong with a code of a user's file, "" if nothing is."""
    if not isinstance(code, str) or not _CODE.match(code):
        return f"{code!r} is no code; write it like MY-1"
    channel, number = split_code(code)
    if code != written_code(channel, number):
        return f"{code} is written {written_code(channel, number)}"
    other = taken.get(fold(channel), channel)
    return "" if other == channel else f"{channel} is read as {other}; take other letters"


def taken_letters(book: Book) -> dict[str, str]:
    """Return the abbreviations of shipped channels in any convention, folded, each with a channel."""
    taken: dict[str, str] = {}
    for entries in book.part("channels", "abbreviations").values():
        for written, channels in entries.items():
            taken.setdefault(fold(str(written)), str(channels[0] if isinstance(channels, list) else channels))
    taken.update({fold(code): code for code in book.part("channels")})
    return taken


def eased(shipped: dict[str, Any] | None, mine: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    """Return the bans of a shipped point that an overlay would take back; `merge` lets them stand."""
    if shipped is None or any(key in mine and not isinstance(mine[key], dict) for key in ("needling", *_BANS)):
        return []
    out: list[tuple[tuple[str, ...], str]] = []
    if (shipped.get("needling") or {}).get("forbidden") and (mine.get("needling") or {}).get("forbidden") is False:
        out.append((("needling", "forbidden"), "the needle stays forbidden, as it is shipped"))
    for key in _BANS:
        there, here = (shipped.get(key) or {}).get("use"), mine.get(key) or {}
        if "use" in here and _GRAVE.get(str(here["use"]), 0) < _GRAVE.get(str(there), 0):
            out.append(((key, "use"), f"{key} stays {there!r}, as it is shipped"))
    return out


def merge(shipped: dict[str, Any] | None, mine: dict[str, Any]) -> dict[str, Any]:
    """Return a shipped point with the user's fields over it: cautions are added, and no ban is taken back."""
    if shipped is None:
        return mine
    merged = {**shipped, **{k: v for k, v in mine.items() if k not in COMPUTED or k not in shipped}}
    for key, value in mine.items():
        if isinstance(value, dict) and isinstance(shipped.get(key), dict):
            merged[key] = {**shipped[key], **value}
    cautions = mine.get("cautions")
    if isinstance(cautions, list):
        merged["cautions"] = [*shipped.get("cautions", []), *cautions]
    for where, _ in eased(shipped, mine):
        merged[where[0]][where[1]] = shipped[where[0]][where[1]]
    return merged
