"""The envelope of a call that was refused before it had an answer: `--json` prints JSON for a wrong option too."""

from __future__ import annotations

import os

from ..errors import AcuError
from ..lite import Any
from ..render.records import dumps
from .output import TREES, envelope

# Options that take a value and may stand before the command; the second two do so only by mistake.
_VALUED = frozenset(["--data", "-f", "--format"])


def refuse(arguments: list[str], error: AcuError) -> None:
    """Print the envelope with the error, where a tree was asked for and the command has one; else nothing."""
    form = _form(arguments)
    answer = answer_of(arguments) if form in TREES else ""
    if answer:
        envelope({key: dumps(value) for key, value in empty(answer).items()}, [error], form)


def answer_of(arguments: list[str]) -> str:
    """Return which answer was asked for, a key of envelopes.ANSWERS: "list", "quiz-stats"; "" if none.

    An export has none: an empty one in a file would pass for an export.
    """
    from ..envelopes import ANSWERS

    rest = iter(arguments)
    for argument in rest:
        if argument in _VALUED:
            next(rest, None)
        elif not argument.startswith("-"):
            if argument == "quiz":
                given = list(rest)
                return "quiz-kinds" if "--list-kinds" in given else "quiz-stats" if "stats" in given else "quiz"
            return argument if argument in ANSWERS and argument != "export" else ""
    return ""


def empty(answer: str) -> dict[str, Any]:
    """Return the parts of an answer, those of every envelope apart, with nothing in them."""
    from ..envelopes import ANSWERS

    return {key: value for key, value in _nothing(ANSWERS[answer]).items() if key not in {"schema", "errors"}}


def _nothing(kind: Any) -> Any:
    """Return the empty value of a type: [], "", 0, null where that is allowed, an object of such values."""
    from typing import get_args, get_origin, get_type_hints

    from msgspec import Struct

    if isinstance(kind, type) and issubclass(kind, Struct):
        return {key: _nothing(hint) for key, hint in get_type_hints(kind).items()}
    if type(None) in get_args(kind):
        return None
    made: type = get_origin(kind) or kind
    return made()


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
