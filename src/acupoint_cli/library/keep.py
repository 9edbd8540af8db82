"""Keep the user's own files whole: a lock against other processes, and replacement in one step.

A file is written beside its place, forced to the disk, and renamed over the old one: whoever reads, and whenever the
machine stops, finds the old text or the new one. The lock is the system's (flock; on Windows a locked byte), so that it
ends with the process that holds it, killed or not.
"""

import os
import time
from types import TracebackType
from typing import IO

from ..errors import AcuError

PATIENCE = 30.0  # seconds to wait for another process


class Lock:
    """Hold `path`.lock while writing; raises AcuError (io) if another process keeps it longer than PATIENCE."""

    def __init__(self, path: str) -> None:
        folder, name = os.path.split(path)
        self.path = os.path.join(folder, f".{name}.lock")
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "Lock":
        os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        self._file = open(self.path, "ab")
        until = time.monotonic() + PATIENCE
        while not _taken(self._file.fileno()):
            if time.monotonic() > until:
                self._file.close()
                raise AcuError("io", f"another process has been writing for {PATIENCE:g} seconds", "Try again.")
            time.sleep(0.01)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        if self._file is not None:
            self._file.close()  # the lock goes with it; the empty file stays, or two processes could lock two files


def _taken(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def replace(path: str, data: bytes, new: bool = False) -> None:
    """Put `data` at `path` in one step; with `new` only if nothing is there (FileExistsError).

    Call it under the Lock of `path`. Raises OSError, and then the old file is untouched and nothing else is left.
    """
    folder, name = os.path.split(path)
    os.makedirs(folder or ".", exist_ok=True)
    _sweep(folder, name)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o600  # notes may speak of patients
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if new:
            _place(temporary, path)
        else:
            os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise
    _sync_folder(folder)


def set_aside(path: str) -> str:
    """Give the file at `path` a second name that nothing carries yet, and return it: "notes.jsonl.damaged-1"."""
    for number in range(1, 10_000):
        aside = f"{path}.damaged-{number}"
        if os.path.lexists(aside):
            continue
        try:
            _copy(path, aside)
            return aside
        except FileExistsError:
            continue
    raise AcuError("io", f"there are too many damaged copies of {path}", "Remove some.")


def _copy(path: str, aside: str) -> None:
    """A hard link costs no space, and holds the very bytes; where links cannot be, a copy does."""
    try:
        os.link(path, aside)
    except FileExistsError:
        raise
    except OSError:
        with open(path, "rb") as old, open(aside, "xb") as copy:
            while block := old.read(1 << 20):
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())


def _place(temporary: str, path: str) -> None:
    try:
        os.link(temporary, path)
        os.remove(temporary)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk
        if os.path.lexists(path):
            raise FileExistsError(17, "File exists", path) from None
        os.replace(temporary, path)


def _sweep(folder: str, name: str) -> None:
    """Remove what a process that was killed left; nobody else writes while the lock is held."""
    with os.scandir(folder or ".") as entries:
        left = [e.path for e in entries if e.name.startswith(f".{name}.") and e.name.endswith(".tmp")]
    for path in left:
        try:
            os.remove(path)
        except OSError:
            pass


def _sync_folder(folder: str) -> None:
    """Force the new name to the disk; Windows has no such call."""
    try:
        descriptor = os.open(folder or ".", os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
