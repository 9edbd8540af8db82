"""Make an index in the cache folder: one process at a time, in one step, and leave nothing half-made.

The new index is written beside its place and renamed, so that a reader sees the old one or the new one. One process
builds, the others wait for it; the lock ends with the process that holds it, killed or not. Where the folder cannot be
written, or the disk is full, the index is made in memory for the one answer.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import AcuError
from ..saying import note
from . import paths, seal
from .index import connect, target
from .schema import OWN_TABLES, PRAGMAS
from .stamps import UNREADABLE, Mark, marks, own_stamp, shipped_stamp

Progress = Callable[[int, int], None]
_PATIENCE = 300.0  # seconds to wait for another process that builds, which is longer than any build but the largest


def made(own: str, anew: bool, progress: Progress) -> sqlite3.Connection:
    """Return the index of the shipped data, with the user's in `own` if given, open; make it, or bring it up to date.

    `anew` trusts no index that is there. Raises AcuError (data) if the shipped data cannot be read.
    """
    try:
        os.makedirs(paths.cache(), exist_ok=True)
        with _alone(paths.cache()) as alone:
            if alone:
                _sweep(paths.cache())
            return _at_its_place(own, anew, progress)
    except (OSError, sqlite3.Error) as error:
        if os.environ.get("ACU_DEBUG"):
            note(f"acu: no index in {paths.cache()!r} ({error}); built in memory")
        return _in_memory(own, progress)


def _at_its_place(own: str, anew: bool, progress: Progress) -> sqlite3.Connection:
    path, shipped = target(own), shipped_stamp()
    found = _marks(own)
    stamp = own_stamp(shipped, found) if own else shipped
    there = None if anew else connect(path, stamp)
    if there is not None:  # another process was quicker
        return there
    if os.path.isdir(path):
        raise OSError(f"{path} is a folder")
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        when = seal.now()
        if own:
            _start(path, temporary, shipped, anew)
            connection = _opened(temporary)
            _lay(connection, own, found, progress)
        else:
            connection = _opened(temporary)
            _write(connection)
        _finish(connection, {"stamp": stamp, "shipped": shipped, "written": str(when)})
        connection.close()
        seal.write(temporary, when)
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
    opened = connect(path, stamp)
    if opened is None:
        raise OSError(f"{path} does not hold what was written")
    return opened


def _start(path: str, temporary: str, shipped: str, anew: bool) -> None:
    """Put a copy of the user's last index at `temporary`, or of the index of the shipped data."""
    last = None if anew else connect(path)
    if last is not None:
        about = dict(last.execute("SELECT key, value FROM meta WHERE key IN ('shipped', 'written')"))
        last.close()
        if about.get("shipped") == shipped and seal.holds(path, str(about.get("written"))):
            shutil.copyfile(path, temporary)
            return
    base = paths.shipped_index()
    if anew or not os.path.isfile(base) or connect(base) is None:
        base = target("")
        _at_its_place("", anew, lambda done, total: None).close()
    shutil.copyfile(base, temporary)
    connection = _opened(temporary)
    connection.executescript(OWN_TABLES)
    connection.close()


def _in_memory(own: str, progress: Progress) -> sqlite3.Connection:
    connection = _opened(":memory:")
    _write(connection)
    if own:
        connection.executescript(OWN_TABLES)
        _lay(connection, own, _marks(own), progress)
    return connection


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.executescript(PRAGMAS)
    return connection


def _write(connection: sqlite3.Connection) -> None:
    from .build import Content

    content = Content(Path(paths.shipped_data()))
    if not content.records:
        raise AcuError("data", f"no points in {paths.shipped_data()}", "Install acu again.")
    content.write(connection, {})


def _lay(connection: sqlite3.Connection, own: str, found: list[Mark], progress: Progress) -> None:
    from .layer import Layer

    Layer(connection, own, progress).bring_up(found)


def _finish(connection: sqlite3.Connection, about: dict[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", about.items())
    connection.commit()


def _marks(own: str) -> list[Mark]:
    """Return the user's files; one that stands for the folder, if that cannot be listed."""
    try:
        return marks(own) if own else []
    except OSError:
        return [UNREADABLE]


def _sweep(folder: str) -> None:
    """Remove what a process that was killed left behind; nobody else builds while the lock is held."""
    with os.scandir(folder) as entries:
        left = [e.path for e in entries if e.name.startswith("index-") and ".tmp" in e.name]
    for path in left:
        try:
            os.remove(path)
        except OSError:
            pass


@contextmanager
def _alone(folder: str) -> Iterator[bool]:
    """Hold the folder's lock, or after _PATIENCE go on without it: two builds are a waste, no fault.

    Yields whether what lies there half-made is nobody's: with the lock, and on Windows, where an open file stays.
    """
    descriptor, alone = None, os.name == "nt"
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                alone = True
                break
            except BlockingIOError:
                time.sleep(0.05)
            except OSError:  # a disk without locks
                break
    except ImportError:  # Windows: whoever is last replaces the index
        pass
    try:
        yield alone
    finally:
        if descriptor is not None:
            os.close(descriptor)
