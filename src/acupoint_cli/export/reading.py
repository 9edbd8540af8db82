"""An export read back: the points of a JSON or JSON Lines file, as they were."""

import json
import os
from typing import Any

import msgspec

from ..errors import AcuError
from ..model import SCHEMA_VERSION, Point, from_record


def read_export(path: str | os.PathLike[str]) -> list[Point]:
    """Return the points of a file that `acu export json` or `acu export jsonl` wrote, in its order, equal to those exported.

    Raises AcuError: `code` is "io" if the file cannot be read, "data" if it is no such export.
    """
    name = os.fspath(path)
    try:
        with open(name, encoding="utf-8") as file:
            records = _records(file.read())
        return [from_record({k: v for k, v in record.items() if k != "acu"}) for record in records]
    except OSError as error:
        raise AcuError("io", f"cannot read {name}: {error.strerror or error}") from error
    except (UnicodeDecodeError, RecursionError, ValueError, msgspec.ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        hint = "It may be cut off, or from a later acu; give a file of `acu export json`."
        raise AcuError("data", f"the file {name} is no export of points ({reason})", hint) from error


def _records(text: str) -> list[dict[str, Any]]:
    """Return the records of the points; raises ValueError if the text is neither form."""
    lines = text.split("\n")
    if lines[0].startswith('{"code":'):
        found = [json.loads(line) for line in lines if line.strip()]
    else:
        tree = json.loads(text)
        if not isinstance(tree, dict) or tree.get("schema") != SCHEMA_VERSION or "points" not in tree:
            raise ValueError("no schema 1 with points")
        found = tree["points"]
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise ValueError("points are not objects")
    return found
