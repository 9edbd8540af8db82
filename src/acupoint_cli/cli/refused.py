"""The envelope of a call that was refused before it had an answer: `--json` prints JSON for a wrong option too."""

from __future__ import annotations

import os

from ..errors import AcuError
from .output import TREES, envelope

# What is empty in the answer of a command that has none.
_EMPTY: dict[str, dict[str, str]] = {
    "show": {"points": "[]"},
    "list": {"points": "[]", "total": "0"},
    "compare": {"points": "[]"},
    "search": {"query": '""', "urgent": "[]", "results": "[]", "total": "0", "left_out": "[]", "remarks": "[]"},
    "related": {"point": "null", "related": "[]", "left_out": "[]"},
    "channel": {"channels": "[]"},
    "role": {"roles": "[]"},
    "term": {"urgent": "[]", "terms": "[]", "cautions": "[]", "left_out": "[]", "remarks": "[]"},
    "source": {"sources": "[]"},
    "combine": {"urgent": "[]", "combinations": "[]", "left_out": "[]", "remarks": "[]"},
    "codes": {"codes": "[]"},
    "scan": {"found": "[]"},
    "note": {"notes": "[]"},
    "check": {"faults": "[]"},
    "quiz": {
        "questions": "[]",
        "score": '{"questions":0,"answered":0,"right":0,"slips":0,"wrong":0,"percent":null,"revise":[]}',
    },
}
_EMPTY_STATS = {"recall": "[]", "waiting": '{"known":0,"due":0,"tomorrow":0}'}


def refuse(arguments: list[str], error: AcuError) -> None:
    """Print the envelope with the error, where a tree was asked for and the command has one; else nothing."""
    command = next((a for a in arguments if a in _EMPTY), "")
    form = _form(arguments)
    if command and form in TREES:
        stats = command == "quiz" and "stats" in arguments
        envelope(_EMPTY_STATS if stats else _EMPTY[command], [error], form)


def _form(arguments: list[str]) -> str:
    """Return the format that arguments ask for, as far as they can be read."""
    chosen = ""
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--json":
            chosen = chosen or "json"
        elif argument in {"-f", "--format"}:
            chosen = chosen or "".join(arguments[i + 1 : i + 2])
        elif argument.startswith("--format="):
            chosen = chosen or argument.partition("=")[2]
        elif argument.startswith("-f") and not argument.startswith("--"):
            chosen = chosen or argument[2:].lstrip("=")
        elif argument == "--jsonl":
            chosen = chosen or "jsonl"
    return chosen.casefold() or os.environ.get("ACU_FORMAT", "").strip().casefold()
