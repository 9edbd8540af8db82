"""What was answered: one SQLite file beside the user's data, one transaction an answer, on the disk before it is said.

A file that is no sound history is set aside under a new name, never overwritten. Two programs may answer at once: each
answer waits its turn, and reads what it changes inside the same transaction.
"""

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

from ..errors import AcuError
from ..library.keep import Lock
from . import schedule

NAME = "quiz.sqlite"
FORMAT = 1
PATIENCE = 30.0  # seconds to wait for another program
_Result = TypeVar("_Result")

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cards (kind TEXT, code TEXT, due TEXT NOT NULL, card TEXT NOT NULL, PRIMARY KEY (kind, code)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
  code TEXT NOT NULL, given TEXT NOT NULL, verdict TEXT NOT NULL, exam INTEGER NOT NULL, due TEXT NOT NULL);
"""
_COLUMNS = {
    "meta": ["key", "value"],
    "cards": ["kind", "code", "due", "card"],
    "answers": ["id", "at", "day", "kind", "code", "given", "verdict", "exam", "due"],
}


class Answer(NamedTuple):
    """One answer as it was kept; `day` is the day where the person was, "2026-11-21"."""

    day: str
    kind: str
    code: str
    verdict: str


class Damaged(Exception):
    """The file is no sound history of this program."""


class History:
    """An open history. `aside` is the new name of a damaged file that was found in its place, else ""."""

    def __init__(self, connection: sqlite3.Connection, path: str, aside: str = "") -> None:
        self.connection = connection
        self.path = path
        self.aside = aside

    def due(self) -> dict[tuple[str, str], str]:
        """Return (kind, code) to the moment it is due, for everything ever asked."""
        rows = self._rows("SELECT kind, code, due FROM cards")
        return {(kind, code): due for kind, code, due in rows}

    def answers(self) -> list[Answer]:
        """Return every answer, oldest first."""
        return [Answer(*row) for row in self._rows("SELECT day, kind, code, verdict FROM answers ORDER BY id")]

    def _rows(self, sql: str) -> list[tuple[str, ...]]:
        return self._done(lambda: self.connection.execute(sql).fetchall())

    def _done(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` does; a file that turns out damaged after it was opened is said, not set aside."""
        try:
            return _said(self.path, work)
        except Damaged as error:
            raise AcuError(
                "data", f"the quiz history {self.path} is damaged ({error})", "Start again: it will be set aside."
            ) from error

    def record(self, kind: str, code: str, given: str, verdict: str, exam: bool, moment: datetime | None = None) -> str:
        """Keep an answer, move its card, and return when it is due; all of it or nothing, and on the disk.

        Raises AcuError (io) if the history is locked or cannot be written, (data) if it is damaged.
        """
        at = moment or schedule.now()
        return self._done(lambda: self._record(kind, code, given, verdict, exam, at))

    def _record(self, kind: str, code: str, given: str, verdict: str, exam: bool, moment: datetime) -> str:
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        try:
            row = run("SELECT card FROM cards WHERE kind = ? AND code = ?", (kind, code)).fetchone()
            try:
                card, due = schedule.review(row[0] if row else None, verdict, moment)
            except ValueError:  # the card was spoilt: the answers themselves are enough to make it again
                past = run(
                    "SELECT at, verdict FROM answers WHERE kind = ? AND code = ? ORDER BY id", (kind, code)
                ).fetchall()
                card, due = schedule.review(schedule.replay(past), verdict, moment)
            day = moment.astimezone().date().isoformat()
            values = (schedule.stamp(moment), day, kind, code, given[:200], verdict, int(exam), due)
            run(
                "INSERT INTO answers (at, day, kind, code, given, verdict, exam, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            run("INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?)", (kind, code, due, card))
            run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                run("ROLLBACK")
            raise
        return due

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def open_history(folder: str) -> History:
    """Return the history in `folder`, made if there is none; a damaged one is set aside first.

    Raises AcuError: io if it is locked or the folder cannot be written, data if a newer acu wrote it.
    """
    path = os.path.join(folder, NAME)
    hint = "--no-history asks without keeping anything."
    try:
        os.makedirs(folder, exist_ok=True)
        if os.path.isdir(path):
            raise AcuError("io", f"{path} is a folder, no quiz history", hint)
        with Lock(
            path
        ):  # two programs may find the damage at once: only one renames, the other waits and finds it done
            try:
                return History(_opened(path), path)
            except Damaged:
                aside = _set_aside(path)
            return History(_opened(path), path, aside)
    except Damaged as error:
        raise AcuError("data", f"the quiz history {path} is damaged ({error})", hint) from error
    except OSError as error:
        raise AcuError("io", f"the quiz history {path} cannot be written ({error.strerror or error})", hint) from error


def read_history(folder: str) -> History | None:
    """Return the history in `folder` for reading only; None if there is none. Raises as `open_history`."""
    path = os.path.join(folder, NAME)
    return open_history(folder) if os.path.exists(path) else None


def _opened(path: str) -> sqlite3.Connection:
    """Return a connection to a sound history that can be written; raises Damaged or AcuError."""
    connection: sqlite3.Connection | None = None
    try:
        if os.path.exists(path) and 0 < os.path.getsize(path) < 100:  # SQLite would take it for an empty one
            raise Damaged("it is too short")
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        _said(path, lambda: _prepare(connection, path))
        return connection
    except BaseException:
        if connection is not None:
            connection.close()
        raise


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    run = connection.execute
    run("PRAGMA synchronous = EXTRA")  # FULL, and the folder too: nothing answered is lost with the power
    run("BEGIN IMMEDIATE")
    try:
        found = run("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise Damaged(found)
        tables = {
            name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        }
        if tables and "meta" not in tables:
            raise Damaged("it is another program's database")
        for statement in filter(str.strip, _TABLES.split(";")):
            run(statement)
        for table, columns in _COLUMNS.items():
            if [row[1] for row in run(f"PRAGMA table_info({table})")] != columns:
                raise Damaged(f"the table {table} is another")
        version = run("SELECT value FROM meta WHERE key = 'format'").fetchone()
        if version and version[0].isdecimal() and int(version[0]) > FORMAT:
            raise AcuError(
                "data", f"the quiz history {path} was written by a newer acu", "Update acu, or use --no-history."
            )
        # written each time, so that a folder where nothing can be kept is said before the first question
        run(
            "INSERT OR REPLACE INTO meta VALUES ('format', ?), ('opened', ?)",
            (str(FORMAT), schedule.stamp(schedule.now())),
        )
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise


def _said(path: str, work: Callable[[], _Result]) -> _Result:
    """Return what `work` does; what SQLite says becomes Damaged or an AcuError."""
    try:
        return work()
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise AcuError("io", f"the quiz history {path} is locked by another program", "Try again when it has ended, or use --no-history.") from error  # fmt: skip
        if "malformed" in text or "no such" in text:
            raise Damaged(text) from error
        raise AcuError("io", f"the quiz history {path} cannot be written ({text})", "--no-history asks without keeping anything.") from error  # fmt: skip
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error


def _set_aside(path: str) -> str:
    """Rename a damaged history, and its journal with it, to a name not yet taken; return that name. Call it under the Lock."""
    moment = schedule.now().strftime("%Y-%m-%d-%H%M%S")
    stem = os.path.join(os.path.dirname(path), f"quiz.damaged-{moment}")
    number, aside = 1, f"{stem}.sqlite"
    while os.path.lexists(aside):
        number += 1
        aside = f"{stem}-{number}.sqlite"
    if os.path.exists(f"{path}-journal"):
        os.rename(f"{path}-journal", f"{aside}-journal")
    os.rename(path, aside)
    return aside
