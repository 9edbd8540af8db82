"""What modules of the short door take from `typing`, without loading it: typing alone costs a plain call a tenth.

A checker of types sees the real thing. At run time `Any` and `Protocol` are `object`, and `NamedTuple` makes the same
class through `collections.namedtuple`; a module that uses it has `from __future__ import annotations`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any as Any
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
else:
    from collections import namedtuple

    Any = Protocol = object

    class _Made(type):
        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            made = namedtuple(name, fields, defaults=[body[f] for f in fields if f in body], module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in {"__module__", "__annotations__", "__orig_bases__"}:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Made):
        """Fields as annotations, defaults as values; methods and properties are kept."""
