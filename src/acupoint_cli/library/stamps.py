"""Has anything changed since the index was made? Names, times and sizes of the files, never their content."""

import os
from hashlib import blake2b

from . import paths

_DATA = ("", "points", "combinations", "conditions")


def shipped_stamp() -> str:
    """Return a short text that changes whenever the shipped data, or the code that reads it, does.

    An installed wheel changes only as a whole: its own index stands for it.
    """
    index = paths.shipped_index()
    if os.path.isfile(index):
        status = os.stat(index)
        return _digest([f"{index}:{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"])
    package, data = paths.package(), paths.shipped_data()
    folders = [package, os.path.join(package, "library"), os.path.join(package, "names")]
    folders += [os.path.join(data, sub) for sub in _DATA]
    lines: list[str] = []
    for folder in folders:
        lines.append(f"[{folder}]")
        try:
            lines += (f"{name}:{mark}" for name, mark in marks(folder, (".yaml", ".yml", ".py")))
        except OSError:
            continue
    return _digest(lines)


def marks(folder: str, endings: tuple[str, ...] = (".yaml", ".yml")) -> list[tuple[str, str]]:
    """Return (name, mark) of the files of a folder, by name; a file that is written to gets another mark.

    The mark holds the time of change that no program can set back (ctime) beside mtime, size and inode, so that a file
    put in place with an old date is seen too. Raises OSError if the folder cannot be listed.
    """
    found: list[tuple[str, str]] = []
    where: str | int = folder
    if os.scandir in os.supports_fd:  # names are then looked up from the folder, not from the root: half the time
        where = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(where) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(endings) and name[0] != ".":
                    try:
                        status = entry.stat()
                    except OSError:  # a link that leads nowhere, or around
                        found.append((name, "gone"))
                        continue
                    mark = f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}:{status.st_ino}"
                    found.append((name, mark))
    finally:
        if isinstance(where, int):
            os.close(where)
    found.sort()
    return found


def own_stamp(shipped: str, files: list[tuple[str, str]]) -> str:
    """Return the stamp of the user's files together with that of the shipped data."""
    return _digest([shipped, *(f"{name}:{mark}" for name, mark in files)])


def _digest(lines: list[str]) -> str:
    return blake2b("\n".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
