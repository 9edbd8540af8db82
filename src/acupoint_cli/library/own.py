"""The user's own points: new ones, and overlays of shipped ones. A bad file is named and left out, alone."""

import re
from pathlib import Path
from typing import Any

from ..model import COMPUTED, Point
from .shape import misfits
from .yaml_files import files, read

_CODE = re.compile(r"[A-Z][A-Z-]{0,20}[0-9]{1,6}\Z")


def overlaid(shipped: dict[str, dict[str, Any]], own: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return the shipped points with the user's laid over them, and what was wrong with the user's files.

    A file with the code of a shipped point changes only the fields it names; its cautions are added to the shipped
    ones, never put in their place. Any other code is a point of the user's own.
    """
    result = dict(shipped)
    faults: list[str] = []
    for path in files(own / "points"):
        try:
            document = read(path)
        except OSError as error:
            faults.append(f"{path}: {error.strerror or error}; the file is left out")
            continue
        data = document.data
        problems = [f"{p.line}: {p.rule} {p.message}" for p in document.problems]
        if not problems and not isinstance(data, dict):
            problems = ["1: M203 must be keys and values"]
        if not problems:
            assert isinstance(data, dict)
            code = data.get("code", path.stem)
            if not isinstance(code, str) or not _CODE.match(code):
                problems = [f"{document.line('code')}: C302 {code!r} is no code; write it like MY-1"]
            else:
                merged = _merge(result.get(code), data)
                problems = [f"{document.line(*m.where)}: {m.rule} {m.message}" for m in misfits(merged, Point)]
                if not problems:
                    result[code] = merged
        if problems:
            faults.append(f"{path}:{problems[0]}; the file is left out")
    return result, faults


def _merge(shipped: dict[str, Any] | None, mine: dict[str, Any]) -> dict[str, Any]:
    if shipped is None:
        return mine
    merged = {**shipped, **{k: v for k, v in mine.items() if k not in COMPUTED or k not in shipped}}
    for key, value in mine.items():
        if isinstance(value, dict) and isinstance(shipped.get(key), dict):
            merged[key] = {**shipped[key], **value}
    cautions = mine.get("cautions")
    if isinstance(cautions, list):
        merged["cautions"] = [*shipped.get("cautions", []), *cautions]
    return merged
