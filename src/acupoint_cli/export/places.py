"""Files put where they belong in one step: written beside their place, then renamed; nothing half-written is kept.

What is there already is replaced only with leave, and a folder only if every file in it is of an export: a slip of the
hand takes nothing of the user's with it.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import AcuError

MANIFEST = "acu-export.json"  # in every folder of an export: what it is, and which files are its own
Ask = Callable[[str], bool]


def target_of(given: str | None, default: str, folder: bool) -> str:
    """Return the path to write: `default` in the current folder, or in the folder `given` where a file is written.

    Raises AcuError: usage if `given` is empty, io if its folder is missing or a file stands where a folder must.
    """
    if given is None:
        return default
    if not given:
        raise AcuError("usage", "--output is empty", "Give a path, or leave it out.")
    ends_as_folder = given.endswith(("/", os.sep))
    if not folder and os.path.isdir(given):
        return os.path.join(given, default)
    if not folder and ends_as_folder:
        raise AcuError("io", f"there is no folder {given}", "Make it first.")
    path = given.rstrip("/" + os.sep) or given
    parent = os.path.dirname(path)
    if parent and not os.path.isdir(parent):
        raise AcuError("io", f"there is no folder {parent}", "Make it first.")
    return path


def allow(path: str, folder: bool, force: bool, ask: Ask | None) -> None:
    """Return if `path` may be written; raises AcuError (usage) if something is there that is not to be replaced."""
    if folder and os.path.realpath(path) == os.path.realpath(os.curdir):
        raise AcuError("usage", "the current folder cannot be put in its place as a whole", "Leave -o out, or name a folder in it.")  # fmt: skip
    if not os.path.lexists(path) or (is_device(path) and not folder):
        return
    if folder != os.path.isdir(path):
        raise AcuError(
            "usage", f"there is {'a file' if folder else 'a folder'} called {path}", "Give another path with -o."
        )
    if folder:
        if not os.listdir(path):
            return
        strange = _strange(path)
        if strange:
            shown = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
            raise AcuError(
                "usage", f"the folder {path} holds what no export wrote ({shown})", "Give another folder with -o."
            )
    if force or (ask is not None and ask(f"There is {path} already. Replace it? [y/N] ")):
        return
    hint = "Nothing was written." if ask is not None else "--force replaces it; -o names another path."
    raise AcuError("usage", f"there is {path} already", hint)


def is_device(path: str) -> bool:
    """Return whether `path` is something to write into, never to replace: /dev/stdout, a named pipe."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _strange(folder: str) -> list[str]:
    """Return the files in `folder` that no export wrote, as paths within it."""
    listed: set[str] = set()
    try:
        with open(os.path.join(folder, MANIFEST), encoding="utf-8") as file:
            listed = {MANIFEST, *json.load(file)["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return sorted(set(_files(folder)) - listed)


def _files(folder: str) -> list[str]:
    """Return every file under `folder` as a path within it; a link counts as a file, an empty folder as "name/"."""
    out = []
    for at, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        empty = [name + "/" for name in folders if name not in links and not os.listdir(os.path.join(at, name))]
        out += [os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/") for name in [*names, *links]]
        out += [os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/") + "/" for name in empty]
    return sorted(out)


@contextmanager
def beside(path: str, folder: bool) -> Iterator[str]:
    """Give a path to write at; it becomes `path` when the block ends, and vanishes if the block fails.

    A device is written into once the whole is there. Raises AcuError (io) for whatever the system refuses.
    """
    place = os.path.realpath(path)
    device = is_device(path)
    temporary = scratch = ""
    try:
        scratch = tempfile.mkdtemp() if device else ""
        temporary = os.path.join(scratch or os.path.dirname(place), f".{os.path.basename(place)[:40]}.{os.urandom(4).hex()}.tmp")  # fmt: skip
        if folder:
            os.mkdir(temporary)
        yield temporary
        if device:
            _pour(temporary, path)
        elif folder:
            _swap(temporary, place)
        else:
            _settle(temporary)
            os.replace(temporary, place)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AcuError("io", f"cannot write {path}: {reason}", "Nothing of it was kept.") from error
    finally:
        _remove(temporary)
        _remove(scratch)


def _settle(path: str) -> None:
    """Have the system keep what was written before the name changes, so that a full disk is known in time."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _pour(source: str, device: str) -> None:
    with open(source, "rb") as read, open(device, "wb") as write:
        shutil.copyfileobj(read, write)


def _swap(temporary: str, place: str) -> None:
    """Put a folder in the place of another, or of none; the old one goes only when the new one stands."""
    old = f"{temporary}.old"
    if os.path.isdir(place):
        os.rename(place, old)
    try:
        os.rename(temporary, place)
    except OSError:
        if os.path.isdir(old):
            os.rename(old, place)
        raise
    _remove(old)


def _remove(path: str) -> None:
    for each in (path, f"{path}-journal") if path else ():
        if os.path.isdir(each):
            shutil.rmtree(each, ignore_errors=True)
        elif os.path.lexists(each):
            try:
                os.remove(each)
            except OSError:
                pass


def write_manifest(folder: str, form: str, about: dict[str, Any]) -> None:
    """Write the list of a folder's files beside what the export says of itself; the last file of every folder."""
    files = _files(folder)
    with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8", newline="\n") as file:
        json.dump({"schema": 1, "acu": about, "format": form, "files": files}, file, ensure_ascii=False, indent=1)
        file.write("\n")
