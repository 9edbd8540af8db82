"""acu: acupuncture points in the terminal, and as a small Python interface.

``lookup(name)`` returns one Point, ``search(words)`` and ``related(name)`` return records, ``points()`` yields every
Point, ``read_export(path)`` returns the points of a file that `acu export json` wrote. They are the functions that the
commands call; their keys are those of the JSON output.
"""

from .lite import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["AcuError", "lookup", "points", "read_export", "related", "search"]

if TYPE_CHECKING:
    from .api import lookup, points, read_export, related, search
    from .errors import AcuError


def __getattr__(name: str) -> Any:
    if name == "AcuError":
        from .errors import AcuError

        return AcuError
    if name in __all__:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
