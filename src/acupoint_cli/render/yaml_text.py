"""A JSON tree as YAML text, by PyYAML's emitter.

The tree is handed to the emitter as events: it holds only what JSON holds, so the walk over nodes and anchors that
yaml.dump takes first, three times as long as all the rest, is left out. The text is that of yaml.safe_dump.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

WIDTH = 100
_BEYOND = re.compile(r"(?<!\\)((?:\\\\)*)\\U([0-9A-F]{8})")


def yaml_text(value: Any) -> str:
    """Return a tree of dicts, lists, text, numbers, true, false and null as YAML, characters as they are."""
    import yaml

    # The C library is several times as fast, where there is one; it escapes what lies beyond U+FFFF.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    written = io.StringIO()
    emitter = dumper(written, allow_unicode=True, width=WIDTH)
    scalars = _Scalars()
    emitter.emit(yaml.StreamStartEvent())
    emitter.emit(yaml.DocumentStartEvent(explicit=False))
    for event in _events(value, scalars):
        emitter.emit(event)
    emitter.emit(yaml.DocumentEndEvent(explicit=False))
    emitter.emit(yaml.StreamEndEvent())
    text = written.getvalue()
    if "\\U" in text and not any(
        "\\U" in key for key in scalars if isinstance(key, str)
    ):  # none of them is the data's own
        text = _BEYOND.sub(_letter, text)
    return text


class _Scalars(dict[Any, Any]):
    """The event of each scalar, made once; keys and short words come by the thousand."""

    def __missing__(self, value: Any) -> Any:
        import yaml

        kind, text = _written(value)
        # Text is plain where no rule would read it as something else: "null", "1.0".
        resolvers = yaml.SafeDumper.yaml_implicit_resolvers.get(text[:1], ())
        implicit = (not any(pattern.match(text) for _, pattern in resolvers), True) if kind == "str" else (True, False)
        event = self[value] = yaml.ScalarEvent(None, f"tag:yaml.org,2002:{kind}", implicit, text)
        return event


def _events(value: Any, scalars: _Scalars) -> Iterator[Any]:
    import yaml

    if isinstance(value, dict):
        yield yaml.MappingStartEvent(None, None, True, flow_style=not value)
        for key, inner in value.items():
            yield scalars[key]
            yield from _events(inner, scalars)
        yield yaml.MappingEndEvent()
    elif isinstance(value, list):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=not value)
        for inner in value:
            yield from _events(inner, scalars)
        yield yaml.SequenceEndEvent()
    elif isinstance(value, str):
        yield scalars[value]
    else:
        yield scalars[type(value), value]  # 1, 1.0 and true are one key otherwise


def _written(value: Any) -> tuple[str, str]:
    """Return the kind of a scalar and its text; a number comes as (type, number)."""
    if isinstance(value, str):
        return "str", value
    kind, plain = value
    if plain is None:
        return "null", "null"
    if kind is bool:
        return "bool", str(plain).lower()
    if kind is int:
        return "int", str(plain)
    text = repr(plain).lower()
    return "float", text.replace("e", ".0e", 1) if "." not in text and "e" in text else text


def _letter(match: re.Match[str]) -> str:
    """Return an escape of a double-quoted text as the letter it stands for, where that can be printed."""
    letter = chr(int(match[2], 16))
    return str(match[1]) + letter if letter.isprintable() else str(match[0])
