"""Does a tree of plain data have the shape of a model? Every fault, each with its path, not only the first."""

import functools
import types
import typing
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from ..model import COMPUTED, COMPUTED_NEEDLING, COMPUTED_TERM, Needling, Point, Term

_COMPUTED: dict[Any, tuple[str, ...]] = {Point: COMPUTED, Needling: COMPUTED_NEEDLING, Term: COMPUTED_TERM}


class Misfit(NamedTuple):
    """A place in the tree, the rule it breaks, and what is wrong."""

    where: tuple[str | int, ...]
    rule: str
    message: str


def misfits(data: Any, model: Any, where: tuple[str | int, ...] = ()) -> Iterator[Misfit]:
    """Yield what keeps `data` from being a `model` (a Struct, or a type of one of its fields)."""
    kind = _strip(model)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _struct(data, kind, where)
    elif typing.get_origin(kind) is list and isinstance(data, list):
        (item,) = typing.get_args(kind)
        for i, value in enumerate(data):
            yield from misfits(value, item, (*where, i))
        least = _least(model)
        if len(data) < least:
            yield Misfit(where, "M203", f"needs at least {least} entries, has {len(data)}")
    elif typing.get_origin(kind) is dict and isinstance(data, dict):
        yield from _mapping(data, kind, where)
    elif isinstance(data, dict) and isinstance(kind, types.UnionType) and (struct := _struct_of(kind)):
        yield from _struct(data, struct, where)
    else:
        yield from _leaf(data, model, where)


def _least(model: Any) -> int:
    metas = typing.get_args(model)[1:] if typing.get_origin(model) is typing.Annotated else ()
    return next((m.min_length for m in metas if isinstance(m, msgspec.Meta) and m.min_length), 0)


def _strip(model: Any) -> Any:
    return typing.get_args(model)[0] if typing.get_origin(model) is typing.Annotated else model


def _struct_of(union: Any) -> Any:
    return next((t for t in typing.get_args(union) if isinstance(t, type) and issubclass(t, msgspec.Struct)), None)


@functools.cache
def _layout(model: type[msgspec.Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the types and the fields of a model; working them out costs more than using them."""
    fields = {f.encode_name: f for f in msgspec.structs.fields(model)}
    return typing.get_type_hints(model, include_extras=True), fields


def _struct(data: Any, model: type[msgspec.Struct], where: tuple[str | int, ...]) -> Iterator[Misfit]:
    if not isinstance(data, dict):
        yield Misfit(where, "M203", f"must be keys and values, not {_name(data)}")
        return
    hints, fields = _layout(model)
    computed = _COMPUTED.get(model, ())
    for key, value in data.items():
        if key in computed:
            yield Misfit((*where, key), "M204", f"{key} is worked out by acu; leave it out")
        elif key not in fields:
            yield Misfit((*where, key), "M201", f"unknown key {key!r}; known: {', '.join(k for k in fields)}")
        else:
            yield from misfits(value, hints[fields[key].name], (*where, key))
    for key, entry in fields.items():
        if entry.required and key not in data and key not in computed:
            yield Misfit(where, "M202", f"{key} is missing")


def _mapping(data: dict[str, Any], model: Any, where: tuple[str | int, ...]) -> Iterator[Misfit]:
    """Yield what is wrong in a mapping of plain values, each at its own key; where nothing is, one look is enough."""
    if next(_leaf(data, model, where), None) is None:
        return
    key_model, value_model = typing.get_args(model)
    for key, value in data.items():
        yield from _leaf(key, key_model, (*where, key))
        yield from misfits(value, value_model, (*where, key))


def _leaf(data: Any, model: Any, where: tuple[str | int, ...]) -> Iterator[Misfit]:
    try:
        msgspec.convert(data, model)
    except msgspec.ValidationError as error:
        message = str(error).split(" - at ")[0]
        if data is None:
            message = f"{message}; leave the key out, or say what it is"
        yield Misfit(where, "M203", message)


def _name(data: Any) -> str:
    return {list: "a list", str: "text", int: "a number", float: "a number", bool: "true or false"}.get(
        type(data), "nothing"
    )
