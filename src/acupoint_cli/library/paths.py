"""Where things lie. XDG folders; on Windows the two AppData folders. No file is opened here.

Nothing but `os` is imported: this runs before every answer. (platformdirs was measured at 20 ms an import, twice a bare
interpreter, for the two lines below.)
"""

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped_data() -> str:
    """Return the folder of the shipped data: inside an installed wheel, else at the top of the repository."""
    inside = os.path.join(_PACKAGE, "data")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "data")


def shipped_index() -> str:
    """Return the path of the index that a wheel carries; a clone has none."""
    return os.path.join(_PACKAGE, "index.sqlite")


def package() -> str:
    """Return the folder of the package itself."""
    return _PACKAGE


def _base(variable: str, windows: str, *home: str) -> str:
    value = os.environ.get(variable, "")
    if os.path.isabs(value):
        return value
    if os.name == "nt" and os.environ.get(windows):
        return os.environ[windows]
    user = os.path.expanduser("~")
    if not os.path.isabs(user):  # no HOME, or one that would follow the user around: a place where nothing can be
        user = os.devnull
    return os.path.join(user, *home)


def cache() -> str:
    """Return acu's cache folder; everything in it can be made again."""
    return os.path.join(_base("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache"), "acu")


def own_data() -> str:
    """Return the folder of the user's own data: ACU_DATA, else the acu folder under XDG_DATA_HOME."""
    return os.environ.get("ACU_DATA") or os.path.join(_base("XDG_DATA_HOME", "APPDATA", ".local", "share"), "acu")


def notes() -> str:
    """Return the path of the user's notes, whether or not there are any."""
    return os.path.join(own_data(), "notes.jsonl")


def has_notes() -> bool:
    """Return whether there is a notes file: the only question that an answer without notes asks."""
    return os.path.isfile(notes())
