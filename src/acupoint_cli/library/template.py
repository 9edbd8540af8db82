"""A file to fill in for a point of one's own, made from model.py: every key, what it means, and what may stand there."""

import types
import typing
from typing import Any

import msgspec

from ..model import COMPUTED, COMPUTED_NEEDLING, MEANINGS, Names, Needling, Point

BLANK = "# FILL IN"
_REQUIRED = ("pinyin", "simplified", "traditional")


def own_point(code: str, regions: list[str]) -> str:
    """Return the file of a new point: the keys that it must have are blank, all others are comments."""
    lines = [
        f"# {code}: a point of your own. Fill in each line that says FILL IN.",
        "# Until then acu names this file on every call and leaves it out. Check it with: acu check FILE",
        "# Any other key: take away the '# ' before it and before its lines, and put your own in their place.",
        "",
        f"code: {code}  # {MEANINGS['code']}",
        f"names:  # {MEANINGS['names']}",
        *(f"  {key}:  {BLANK}" for key in _REQUIRED),
        "  english: []",
        *(f"  # {line}" for line in _nested(Names, (*_REQUIRED, "english"))),
        f"region:  {BLANK}: {MEANINGS['region']}: {', '.join(regions)}",
        f"side: both  # both or midline: {MEANINGS['side']}",
        f"count: 2  # {MEANINGS['count']}",
        f"location:  {BLANK}: {MEANINGS['location']}",
        "",
    ]
    return "\n".join(lines + _commented({"code", "names", "region", "side", "count", "location"})) + "\n"


def overlay(code: str, title: str) -> str:
    """Return the file that is laid over a shipped point: the code, and every other key as a comment."""
    lines = [
        f"# Your own view of {title}. What you write here takes the place of what acu ships, key by key; in",
        "# names, anatomy, indications, needling, moxibustion and acupressure part by part.",
        "# Cautions are added to the shipped ones and never replace them, and no ban can be taken back here.",
        "# A key: take away the '# ' before it and before its lines. Check the file with: acu check FILE",
        "",
        f"code: {code}  # {MEANINGS['code']}",
        "",
    ]
    return "\n".join(lines + _commented({"code"})) + "\n"


def _commented(without: set[str]) -> list[str]:
    out: list[str] = []
    hints = typing.get_type_hints(Point, include_extras=True)
    for field in msgspec.structs.fields(Point):
        key = field.encode_name
        if key in COMPUTED or key in without:
            continue
        sketch = _sketch(key, hints[field.name], Point)
        choice = _choice(hints[field.name])
        out.append(f"## {key}: {MEANINGS[key]}{'. One of: ' + choice if choice else ''}")
        out += [f"# {line}" for line in sketch]
        out.append("")
    return out


def _nested(model: type[msgspec.Struct], without: tuple[str, ...] = ()) -> list[str]:
    """Return the keys of a struct, each with an example value and, as a comment, what may stand there."""
    hints = typing.get_type_hints(model, include_extras=True)
    lines: list[str] = []
    for field in msgspec.structs.fields(model):
        key = field.encode_name
        if key in without or (model is Needling and key in COMPUTED_NEEDLING):
            continue
        lines += _sketch(key, hints[field.name], model, field.required)
    return lines


def _sketch(key: str, hint: Any, model: type, required: bool = True) -> list[str]:
    """Return a key with a value of its type, as lines of YAML that may be used as they stand."""
    kind = _bare(hint)
    choice = _choice(hint)
    said = [f"one of {choice}"] if choice and model is not Point else []
    said += [] if required else ["may be left out"]
    note = f"  # {'; '.join(said)}" if said else ""
    struct = _struct(kind)
    if struct and typing.get_origin(kind) is list:
        entries = _least(hint)
        inner = _nested(struct)
        item = [f"  {'- ' if i == 0 else '  '}{line}" for i, line in enumerate(inner)]
        return [f"{key}:{note}", *(item * max(1, entries))]
    if struct:
        return [f"{key}:{note}", *(f"  {line}" for line in _nested(struct))]
    return [f"{key}: {_example(key, kind)}{note}"]


def _example(key: str, kind: Any) -> str:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return str(arguments[0])
    if origin is list:
        return "[...]"
    if origin is tuple:
        return f"[{', '.join('1' for _ in arguments)}]"
    if origin is dict:
        keys = typing.get_args(arguments[0])  # of a choice the first, else cites': a field
        return f"{{{keys[0] if keys else 'location'}: [...]}}"
    return {bool: "false", int: "1", float: "1"}.get(kind, _TEXTS.get(key, "..."))


# Texts whose form is fixed.
_TEXTS = {"part": '"1/3"', "date": '"2026-01-31"'}


def _bare(hint: Any) -> Any:
    """Return a type without its annotations, and without None."""
    if typing.get_origin(hint) is typing.Annotated:
        return _bare(typing.get_args(hint)[0])
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _bare(next(t for t in typing.get_args(hint) if t is not type(None)))
    return hint


def _struct(kind: Any) -> Any:
    inner = _bare(typing.get_args(kind)[0]) if typing.get_origin(kind) is list else kind
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _least(hint: Any) -> int:
    metas = typing.get_args(hint)[1:] if typing.get_origin(hint) is typing.Annotated else ()
    return next((m.min_length for m in metas if isinstance(m, msgspec.Meta) and m.min_length), 1)


def _choice(hint: Any) -> str:
    kind = _bare(hint)
    return ", ".join(map(str, typing.get_args(kind))) if typing.get_origin(kind) is typing.Literal else ""
