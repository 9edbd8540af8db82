"""The compiled index: one SQLite file, read by the row.

An installed wheel carries it. In a clone, and where the user has points of their own, it is made from the YAML when
that has changed, and kept in the cache folder. Nothing slow is imported here: opening and one row cost a few
milliseconds.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from ..errors import AcuError
from . import paths

FORMAT = 4
Row = tuple[Any, ...]


class Index:
    """Open index. Strings of JSON come out as they were stored; callers splice or parse them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.faults: list[str] = []

    # -- meta and points

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """Return all rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a query one by one, so that an answer of any length needs the memory of one row."""
        yield from self.connection.execute(sql, values)

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def meta(self, key: str) -> str:
        """Return a value of the meta table, "" if there is none."""
        return self.one("SELECT value FROM meta WHERE key = ?", key) or ""

    def record(self, code: str) -> str:
        """Return the JSON of one point, without its last two keys, note and match, and without the closing brace."""
        text = self.one("SELECT json FROM points WHERE code = ?", code)
        if text is None:
            raise AcuError("data", f"the index holds no {code}", "Remove the cache folder and try again.")
        return str(text)

    # -- names

    def channels(self, prefix: str) -> list[tuple[str, str]]:
        return self.rows("SELECT convention, channel FROM abbreviations WHERE prefix = ?", prefix)

    def span(self, channel: str) -> list[int]:
        return [n for (n,) in self.rows("SELECT number FROM points WHERE channel = ? ORDER BY number", channel)]

    def alias(self, code: str) -> list[str]:
        return [c for (c,) in self.rows("SELECT code FROM aliases WHERE alias = ?", code)]

    def called(self, key: str, *tiers: int) -> list[tuple[int, str]]:
        marks = ", ".join("?" * len(tiers))
        return self.rows(f"SELECT DISTINCT tier, code FROM names WHERE key = ? AND tier IN ({marks})", key, *tiers)

    def all_names(self) -> list[tuple[str, str, str]]:
        return self.rows("SELECT key, code, shown FROM names WHERE tier IN (4, 5) AND near = 1")

    def titles(self, found: list[str]) -> list[str]:
        out = []
        for code in found:
            row = self.rows("SELECT pinyin, chinese, region FROM points WHERE code = ?", code)
            out.append(f"{code} {row[0][0]} {row[0][1]} ({row[0][2]})" if row else code)
        return out

    def channel_name(self, channel: str) -> str:
        return channel


def open_index() -> Index:
    """Return the index that answers now; builds it first if there is none for the data as it is.

    Raises AcuError (data) if it can neither be read nor built.
    """
    own = paths.own_data()
    has_own = os.path.isdir(os.path.join(own, "points"))
    shipped = paths.shipped_index()
    if not has_own and os.path.isfile(shipped):
        connection = _connect(shipped)
        if connection is not None:
            return Index(connection)
    stamp = stamp_of(paths.shipped_data(), own if has_own else None)
    target = os.path.join(paths.cache(), f"index-{_name(paths.shipped_data(), own if has_own else '')}.sqlite")
    connection = _connect(target, stamp)
    if connection is None:
        from .build import build_at

        connection = build_at(target, stamp, own if has_own else None)
    index = Index(connection)
    index.faults = [line for line in index.meta("faults").split("\n") if line]
    for line in index.faults:
        shown = "".join(c if c.isprintable() else " " for c in line)  # a file may be called anything
        sys.stderr.write(f"Error: {shown}\n")
    return index


def _connect(path: str, stamp: str | None = None) -> sqlite3.Connection | None:
    """Return a connection to a sound index of this format and stamp, else None."""
    if not os.path.isfile(path):
        return None
    connection = None
    try:
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True)
        found = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('format', 'stamp')").fetchall())
        if found.get("format") == str(FORMAT) and (stamp is None or found.get("stamp") == stamp):
            return connection
    except sqlite3.Error:
        pass
    if connection is not None:
        connection.close()
    return None


def _name(*folders: str) -> str:
    from zlib import crc32

    return f"{crc32(chr(0).join(folders).encode('utf-8', 'surrogateescape')):08x}"


def stamp_of(shipped: str, own: str | None) -> str:
    """Return a short text that changes whenever a data file or the code that reads it does."""
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    library = os.path.join(paths.package(), "library")
    folders = [library, paths.package(), *(os.path.join(paths.package(), room) for room in ("names", "relate"))]
    for root in (shipped, own):
        if root:
            folders += [root, *(os.path.join(root, sub) for sub in ("points", "combinations", "conditions"))]
    for folder in folders:
        digest.update(f"[{folder}]".encode("utf-8", "surrogateescape"))
        try:
            with os.scandir(folder) as entries:
                files = sorted((e.name, e) for e in entries if e.name.endswith((".yaml", ".yml", ".py")))
                for name, entry in files:
                    status = entry.stat()
                    mark = f"{name}:{status.st_mtime_ns}:{status.st_size};"
                    digest.update(mark.encode("utf-8", "surrogateescape"))
        except OSError:
            continue
    return digest.hexdigest()
