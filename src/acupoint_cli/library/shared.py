"""What shape has each part of the shared files? One list, by which check tells and the build leaves out."""

import typing
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from ..model import (
    BodyHeight,
    BodyPart,
    Channel,
    FingerMeasure,
    Flag,
    Lacking,
    Landmark,
    Proportion,
    Region,
    RoleClass,
    Ruled,
    Source,
    Surface,
    Term,
    Text,
)
from .book import Book
from .shape import Misfit, misfits
from .yaml_files import Document

_Some = Annotated[list[Text], Meta(min_length=1)]

# File -> its keys -> their shape. A dict is a mapping of entries, each of which stands or falls by itself.
SHAPES: dict[str, dict[str, Any]] = {
    "channels": {"channels": dict[str, Channel], "abbreviations": dict[str, dict[Text, Text | _Some]]},
    "roles": {"roles": dict[str, RoleClass], "computed": dict[str, Ruled]},
    "regions": {"regions": dict[str, Region], "parts": dict[str, BodyPart], "surfaces": dict[str, Surface]},
    "landmarks": {"landmarks": dict[str, Landmark]},
    "proportions": {
        "proportions": list[Proportion], "body_height": BodyHeight, "finger": list[FingerMeasure], "finger_note": Text,
    },
    "terms": {"terms": dict[str, Term], "areas": list[Text]},
    "sources": {"sources": dict[str, Source]},
    "flags": {"flags": dict[str, Flag]},
    "lacking": {"lacking": dict[str, Lacking]},
    "renderings": {"renderings": dict[str, dict[Text, _Some]]},
}  # fmt: skip


class Unfit(NamedTuple):
    """What was taken out of a shared file: `key` of its part ("" for the part whole), and all that is wrong with it."""

    document: Document
    part: str
    key: str
    misfits: list[Misfit]


def take_out(book: Book) -> Iterator[Unfit]:
    """Take out of the shared files what has not its shape, and yield it; what is left can be read without a doubt."""
    for name, document in book.shared.items():
        if document.problems:  # it could not be read, and that is told already
            continue
        if not isinstance(document.data, dict):
            document.data = None
            yield Unfit(document, name, "", [Misfit((), "M203", "must be keys and values")])
        elif name == "landmarks" and name not in document.data:  # the ids stand at the top
            yield from _entries(document, name, (), document.data, Landmark)
        else:
            yield from _parts(document, name, document.data)


def _parts(document: Document, name: str, data: dict[str, Any]) -> Iterator[Unfit]:
    shapes = SHAPES[name]
    if name not in data:
        yield Unfit(document, name, "", [Misfit((), "M202", f"{name} is missing")])
    for part, value in list(data.items()):
        model = shapes.get(part)
        if model is None:
            wrong = [Misfit((part,), "M201", f"unknown key {part!r}; known: {', '.join(shapes)}")]
        elif typing.get_origin(model) is not dict:
            wrong = list(misfits(value, model, (part,)))
        elif isinstance(value, dict):
            yield from _entries(document, part, (part,), value, typing.get_args(model)[1])
            continue
        else:
            wrong = [Misfit((part,), "M203", "must be keys and values")]
        if wrong:
            del data[part]
            yield Unfit(document, part, "", wrong)


def _entries(
    document: Document, part: str, where: tuple[str, ...], entries: dict[str, Any], model: Any
) -> Iterator[Unfit]:
    for key, value in list(entries.items()):
        wrong = list(misfits(value, model, (*where, key)))
        if wrong:
            del entries[key]
            yield Unfit(document, part, key, wrong)
