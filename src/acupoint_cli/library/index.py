"""The compiled index: one SQLite file, read by the row.

An installed wheel carries it. In a clone, and where the user has points of their own, it is made from the YAML when
that has changed, and kept in the cache folder. Nothing slow is imported here: opening and one row cost a few
milliseconds. An index that turns out to be damaged while it is read is made anew, once, and the question asked again.
"""

import os
from collections.abc import Callable, Iterator

from ..errors import AcuError
from ..lite import TYPE_CHECKING, Any
from . import paths

if TYPE_CHECKING:
    import sqlite3
else:
    try:  # the part in C: the package around it loads datetime to keep dates, a sixth of the time of a plain call
        import _sqlite3 as sqlite3
    except ImportError:
        import sqlite3

FORMAT = 5
_MOST_VALUES = 900  # of one query; SQLite of old allows 999
_MOST_FAULTS = 20  # lines about the user's files, before each answer
Row = tuple[Any, ...]


class Index:
    """Open index. Strings of JSON come out as they were stored; callers splice or parse them.

    `again` makes the index anew and returns it open; it is called at most once.
    """

    def __init__(self, connection: sqlite3.Connection, again: Callable[[], sqlite3.Connection] | None = None) -> None:
        self.connection = connection
        self.faults: list[str] = []
        self._again = again

    # -- meta and points

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """Return all rows of a query; raises AcuError (data) if the index is damaged and cannot be made anew."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            if _asked_wrongly(error):
                raise
            self._mend(str(error))
            return self.connection.execute(sql, values).fetchall()

    def _mend(self, what: str) -> None:
        if self._again is None:
            raise AcuError("data", f"the index is damaged: {what}", f"Remove {paths.cache()} and try again.")
        again, self._again = self._again, None
        self.connection.close()
        self.connection = again()

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a query one by one, so that an answer of any length needs the memory of one row."""
        given = 0
        try:
            for row in self.connection.execute(sql, values):
                given += 1
                yield row
            return
        except sqlite3.Error as error:
            if _asked_wrongly(error):
                raise
            self._mend(str(error))
        yield from self.connection.execute(sql, values).fetchall()[given:]  # the same rows, in the same order

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def meta(self, key: str) -> str:
        """Return a value of the meta table, "" if there is none."""
        return self.one("SELECT value FROM meta WHERE key = ?", key) or ""

    def record(self, code: str) -> str:
        """Return the JSON of one point, without its last two keys, note and match, and without the closing brace."""
        from zlib import crc32

        for _ in range(2):
            found = self.rows("SELECT json, crc FROM points WHERE code = ?", code)
            if found and crc32(str(found[0][0]).encode("utf-8", "surrogatepass")) == found[0][1]:
                return str(found[0][0])
            self._mend(f"{code} is not as it was written")
        raise AcuError("data", f"{code} cannot be read", f"Remove {paths.cache()} and try again.")

    # -- names

    def conventions(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT DISTINCT convention FROM abbreviations ORDER BY convention")]

    def channels(self, prefix: str) -> list[tuple[str, str]]:
        return self.rows("SELECT convention, channel FROM abbreviations WHERE prefix = ?", prefix)

    def span(self, channel: str) -> list[int]:
        return [n for (n,) in self.rows("SELECT number FROM points WHERE channel = ? ORDER BY number", channel)]

    def holds(self, channel: str, number: int) -> bool:
        return bool(self.rows("SELECT 1 FROM points WHERE channel = ? AND number = ?", channel, number))

    def alias(self, code: str) -> list[str]:
        return [c for (c,) in self.rows("SELECT code FROM aliases WHERE alias = ?", code)]

    def called(self, key: str, *tiers: int) -> list[tuple[int, str]]:
        marks = ", ".join("?" * len(tiers))
        return self.rows(f"SELECT DISTINCT tier, code FROM names WHERE key = ? AND tier IN ({marks})", key, *tiers)

    def all_names(self) -> list[tuple[str, str, str]]:
        from ..names.resolve import OTHER_FOLDED, STANDARD_FOLDED

        return self.rows("SELECT key, code, shown FROM names WHERE tier IN (?, ?) AND near = 1", STANDARD_FOLDED, OTHER_FOLDED)  # fmt: skip

    def in_characters(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        from ..names.resolve import OTHER_WRITTEN, STANDARD_WRITTEN

        names = self.rows("SELECT key, code FROM names WHERE tier IN (?, ?) AND key > ?", STANDARD_WRITTEN, OTHER_WRITTEN, "\u3400")  # fmt: skip
        return names, self.rows("SELECT chinese, pinyin FROM points")

    def beginnings(self, keys: list[str]) -> list[tuple[str, str, str, int]]:
        found: list[tuple[str, str, str, int]] = []
        for at in range(0, len(keys), _MOST_VALUES):
            some = keys[at : at + _MOST_VALUES]
            marks = ", ".join("?" * len(some))
            found += self.rows(
                f"SELECT beginning, language, characters, rank FROM renderings WHERE beginning IN ({marks})", *some
            )
        return found

    def standard_characters(self) -> list[tuple[str, str]]:
        return self.rows("SELECT code, chinese FROM points")

    def readings(self, code: str) -> list[str]:
        from json import loads

        names = loads(self.record(code) + "}")["names"]
        return [reading for key in ("korean", "kana", "vietnamese") if (reading := names[key])]

    def titles(self, found: list[str]) -> list[str]:
        out = []
        for code in found:
            row = self.rows("SELECT pinyin, chinese, region FROM points WHERE code = ?", code)
            out.append(f"{code} {row[0][0]} {row[0][1]} ({row[0][2]})" if row else code)
        return out

    def region(self, code: str) -> str:
        return str(self.one("SELECT region FROM points WHERE code = ?", code))

    def entries_called(self, key: str) -> list[tuple[str, str]]:
        kinds = ("channel", "role", "term", "source")
        found = self.rows("SELECT kind, MIN(key) FROM entry_names WHERE kind IN (?, ?, ?, ?) AND name = ? GROUP BY kind", *kinds, key)  # fmt: skip
        return sorted(found, key=lambda entry: kinds.index(entry[0]))


def _asked_wrongly(error: sqlite3.Error) -> bool:
    """Return whether the question is at fault, not the index: to make that anew would not help."""
    said = str(error)
    return "fts5" in said or said == "unterminated string" or isinstance(error, sqlite3.ProgrammingError)


def open_index() -> Index:
    """Return the index that answers now; builds it first if there is none for the data as it is.

    What is wrong with the user's own files is said on standard error. Raises AcuError (data) if the index can neither
    be read nor built.
    """
    folder = os.path.join(paths.own_data(), "points")
    own = folder if os.path.isdir(folder) else ""
    shipped = paths.shipped_index()
    if not own and os.path.isfile(shipped):
        connection = connect(shipped)
        if connection is not None:
            return Index(connection, lambda: _make("", anew=True))
    index = Index(_current(own), lambda: _make(own, anew=True))
    index.faults = _faults(index)
    if index.faults:
        _say(index.faults, own)
    return index


def _current(own: str) -> sqlite3.Connection:
    from .stamps import UNREADABLE, marks, own_stamp, shipped_stamp

    stamp = shipped_stamp()
    if own:
        try:
            stamp = own_stamp(stamp, marks(own))
        except OSError:  # said when the index is made
            stamp = own_stamp(stamp, [UNREADABLE])
    return connect(target(own), stamp) or _make(own)


def _make(own: str, anew: bool = False) -> sqlite3.Connection:
    from .make import made

    return made(own, anew, _watcher)


def _nobody(done: int, total: int) -> None:
    """Watch nothing."""


_watcher: Callable[[int, int], None] = _nobody


def watch(progress: Callable[[int, int], None]) -> None:
    """Let `progress` be told how far the making of an index has come: files read, and of how many."""
    global _watcher
    _watcher = progress


def target(own: str) -> str:
    """Return the path of the index of the shipped data, with the user's in `own` if that is given."""
    from zlib import crc32

    folders = chr(0).join((paths.shipped_data(), own)).encode("utf-8", "surrogateescape")
    return os.path.join(paths.cache(), f"index-{crc32(folders):08x}.sqlite")


def connect(path: str, stamp: str | None = None) -> sqlite3.Connection | None:
    """Return a connection to a sound index of this format and stamp, else None.

    With a stamp it must be as it was written (see seal.py). The index of a wheel has none: it came with the package.
    """
    connection = None
    try:
        if not os.path.isfile(path):
            return None
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True)
        found = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('format', 'stamp', 'written')"))
        if found.get("format") == str(FORMAT) and (stamp is None or (found.get("stamp") == stamp and _sealed(path, found))):  # fmt: skip
            return connection
    except (sqlite3.Error, OSError, ValueError):
        pass
    if connection is not None:
        connection.close()
    return None


def _sealed(path: str, found: dict[str, str]) -> bool:
    from .seal import holds

    return holds(path, str(found.get("written")))


def _faults(index: Index) -> list[str]:
    import json

    lines: list[str] = []
    for text in (index.meta("faults"), index.meta("own_faults")):
        if text not in {"", "[]"}:
            lines += json.loads(text)
    return lines


def _say(faults: list[str], own: str) -> None:
    from ..saying import note

    for line in faults[:_MOST_FAULTS]:
        note(f"Warning: {line}")
    if len(faults) > _MOST_FAULTS:
        note(f"Warning: {len(faults) - _MOST_FAULTS} more faults; `acu check {own}` names them all")
