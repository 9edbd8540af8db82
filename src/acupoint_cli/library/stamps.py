"""Has anything changed since the index was made? Names, times and sizes of the files, never their content."""

import marshal
import os

from ..lite import TYPE_CHECKING, Any
from . import paths

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:  # hashlib would load OpenSSL as well, at a fifth of the time of a plain call
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

_DATA = ("", "points", "combinations", "conditions")


Mark = tuple[str, int, int, int, int]  # a file's name, mtime and ctime in nanoseconds, size, inode
UNREADABLE: Mark = ("", 0, 0, -2, 0)  # stands for a folder that cannot be listed


def shipped_stamp() -> str:
    """Return a short text that changes whenever the shipped data, or the code that reads it, does.

    An installed wheel changes only as a whole: its own index stands for it.
    """
    index = paths.shipped_index()
    if os.path.isfile(index):
        status = os.stat(index)
        return _digest([index, status.st_mtime_ns, status.st_size, status.st_ino])
    package, data = paths.package(), paths.shipped_data()
    folders = [package, os.path.join(package, "library"), os.path.join(package, "names")]
    folders += [os.path.join(data, sub) for sub in _DATA]
    found: list[Any] = []
    for folder in folders:
        try:
            found.append((folder, marks(folder, (".yaml", ".yml", ".py"))))
        except OSError:
            continue
    return _digest(found)


def marks(folder: str, endings: tuple[str, ...] = (".yaml", ".yml")) -> list[Mark]:
    """Return the marks of the files of a folder, by name; a file that is written to gets another mark.

    It holds the time of change that no program can set back (ctime) beside mtime, so that a file put in place with an
    old date is seen too. Nothing less than a look at every file would see an edit in its place; so the look is kept
    short: names are looked up from the open folder, not from the root, and nothing is made text. Raises OSError if the
    folder cannot be listed.
    """
    if os.stat not in os.supports_dir_fd or os.listdir not in os.supports_fd:  # Windows
        return _marks(folder, os.listdir(folder), endings, None)
    opened = os.open(folder, os.O_RDONLY)
    try:
        return _marks("", os.listdir(opened), endings, opened)
    finally:
        os.close(opened)


def _marks(folder: str, names: list[str], endings: tuple[str, ...], opened: int | None) -> list[Mark]:
    found: list[Mark] = []
    for name in names:
        if name.endswith(endings) and name[0] != ".":
            try:
                status = os.stat(os.path.join(folder, name) if opened is None else name, dir_fd=opened)
            except OSError:  # a link that leads nowhere, or around
                found.append((name, 0, 0, -1, 0))
                continue
            found.append((name, status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))
    found.sort()
    return found


def own_stamp(shipped: str, files: list[Mark]) -> str:
    """Return the stamp of the user's files together with that of the shipped data."""
    return _digest([shipped, files])


def _digest(value: list[Any]) -> str:
    return blake2b(marshal.dumps(value, 2), digest_size=16).hexdigest()  # version 2: the same bytes for the same value
