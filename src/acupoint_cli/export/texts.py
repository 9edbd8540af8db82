"""JSON and JSON Lines, written as they are read: no record is taken apart unless the set is a part."""

import json
from collections.abc import Callable, Iterable

from ..render.records import SCHEMA, dumps, escape
from .selection import Selection

Write = Callable[[str], object]


def write_json(selection: Selection, write: Write, errors: list[dict[str, object]]) -> None:
    """Write {"schema": 1, "acu": …, "points": […], …, "errors": […]}, a record a line."""
    write(f'{{"schema":{SCHEMA},\n"acu":' + dumps(selection.about) + ",\n")
    _array("points", selection.point_texts(), write)
    for kind in ("channel", "role", "term", "source"):
        _array(f"{kind}s", selection.entry_texts(kind), write)
    _array("combinations", (dumps(record) for _, record in selection.combinations()), write)
    _array("conditions", map(dumps, selection.conditions()), write)
    _array("left_out", map(dumps, selection.left_out), write)
    write('"errors":' + dumps(errors) + "}\n")


def _array(key: str, texts: Iterable[str], write: Write) -> None:
    joint = f"{json.dumps(key)}:["
    write(joint)
    joint = ""
    for text in texts:
        write(joint + escape(text))
        joint = ",\n"
    write("],\n")


def write_jsonl(selection: Selection, write: Write) -> None:
    """Write one point a line; its last key, `acu`, names version, date and licence, so that every line stands alone."""
    mark = {key: selection.about[key] for key in ("version", "date", "licence")}
    tail = f',"acu":{dumps(mark)}}}\n'
    for text in selection.point_texts():
        write(escape(text[:-1]) + tail)
