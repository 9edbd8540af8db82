"""Is a file of the user's own right? The rules of check.py, read against the shipped lists.

A user's point need not be in channels.yaml, have Chinese names that agree, or rest on three sources of acu's: those
rules are for the shipped data. An overlay is checked as it will stand: laid over the shipped point.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model import Point
from .book import Book
from .check import RULES, Fault, Known, Report, check_point, counted, walk
from .own import eased, merge, taken_letters, wrong_code
from .shape import misfits
from .shared import take_out
from .yaml_files import Document, files, read

# Of a user's file these are not asked; F and K rules are not either.
_NOT_ASKED = frozenset({"C302", "C306", "C309", "C316"})


def is_own(folder: Path) -> bool:
    """Return whether a folder of data is a user's: points, but no list of channels."""
    return not (folder / "channels.yaml").exists()


def check_own(folder: Path, shipped: Path, wanted: set[Path] | None = None) -> Report:
    """Check the points of a user's data folder against the shipped data; with `wanted` only these files."""
    book = Book(shipped)
    unfit = list(take_out(book))  # the shipped data is not what is checked here
    stored = {d.path.stem: d.data for d in book.points if d.data is not None}
    documents = [read(path) for path in files(folder / "points")]
    documents += [read(path) for path in sorted(wanted or ()) if path not in {d.path.resolve() for d in documents}]
    known = Known(book, unfit)
    known.codes |= {str(d.data.get("code")) for d in documents if isinstance(d.data, dict)}
    taken = taken_letters(book)
    faults: list[Fault] = []
    for document in documents:
        faults += [Fault(document.path, p.line, p.rule, p.message) for p in document.problems]
        if not document.problems:
            faults += _file(document, stored, known, taken)
    faults.sort(key=lambda f: (str(f.path), f.line, f.rule))
    asked = [r for r in RULES if r not in _NOT_ASKED and r[0] not in "FK"]
    return Report(faults, len(documents), len(asked), *counted(documents, faults))


def _file(document: Document, stored: dict[str, Any], known: Known, taken: dict[str, str]) -> Iterator[Fault]:
    mine = document.data
    if not isinstance(mine, dict):
        yield Fault(document.path, 1, "M203", "must be keys and values")
        return
    code = mine.get("code", document.path.stem)
    wrong = wrong_code(code, taken)
    if wrong:
        yield Fault(document.path, document.line("code"), "C302", wrong)
        return
    shipped = stored.get(code)
    if shipped is not None and next(misfits(shipped, Point), None):
        shipped = None
    whole = Document(document.path)
    whole.lines = document.lines
    whole.data = merge(shipped, {"code": code, **mine})
    told: set[str] = set()
    for fault in check_point(whole, known):
        orphan = fault.rule == "C312" and shipped is not None  # the shipped cites may name what was replaced
        if fault.rule not in _NOT_ASKED and fault.rule[0] not in "FK" and not orphan:
            told.add(fault.message.partition(":")[0])
            yield _moved(fault, document, shipped)
    for place, value in walk(mine):
        if value == "..." or (value is None and len(place) == 1 and place[0] not in told):
            key = ".".join(map(str, place))
            yield Fault(document.path, document.line(*place), "C314", f"{key}: still to be filled in")
    for where, said in eased(shipped, mine):
        yield Fault(document.path, document.line(*where), "O701", said)


def _moved(fault: Fault, document: Document, shipped: dict[str, Any] | None) -> Fault:
    """Return a fault of an added caution with the line at which it stands in the user's file."""
    before = len(shipped.get("cautions", [])) if shipped else 0
    place, _, rest = fault.message.partition(": ")
    parts = place.split(".")
    if not before or parts[0] != "cautions" or len(parts) < 2 or not parts[1].isdigit():
        return fault
    index = int(parts[1]) - before
    where: list[str | int] = ["cautions", index, *(int(p) if p.isdigit() else p for p in parts[2:])]
    told = ".".join(map(str, where))
    return fault._replace(line=document.line(*where), message=f"{told}: {rest}")
