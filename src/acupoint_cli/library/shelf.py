"""Put a point into the index, or take it out again: its rows in every table, in one place."""

import sqlite3

from . import rows
from .rows import Record, Shared

_COLUMNS = {"points": 13, "names": 5, "aliases": 2, "facets": 3, "postings": 6, "roles": 4, "named": 5, "cautions": 7, "texts": 11}  # fmt: skip
_PUT = {table: f"INSERT INTO {table} VALUES ({', '.join('?' * n)})" for table, n in _COLUMNS.items()}
_TAKE = {
    "names": "DELETE FROM names WHERE key = ? AND tier = ? AND code = ?",
    "aliases": "DELETE FROM aliases WHERE alias = ? AND code = ?",
    "facets": "DELETE FROM facets WHERE kind = ? AND value = ? AND code = ?",
    "postings": "DELETE FROM postings WHERE term = ? AND code = ?",
    "roles": "DELETE FROM roles WHERE role = ? AND code = ? AND at = ?",
    "named": "DELETE FROM named WHERE target = ? AND code = ? AND at = ?",
}
_PUT_TEXT = f"INSERT INTO texts (rowid, code, names, actions, place, meaning, commentary, combinations, indications, anatomy, cautions, classics) VALUES ({', '.join('?' * 12)})"


def put(
    connection: sqlite3.Connection, ident: int, order: int, record: Record, shared: Shared, combined: dict[str, int]
) -> None:
    """Write every row of a point; `combined` counts the combinations it is in, by term."""
    connection.execute(_PUT["points"], (ident, *rows.point(record, order)))
    connection.execute(_PUT_TEXT, (ident, *rows.text(record, shared)))
    connection.execute("INSERT INTO briefs VALUES (?, ?)", (record["code"], rows.brief(record)))
    connection.executemany(_PUT["cautions"], rows.cautions(record, shared))
    for table, found in rows.by_key(record, shared, combined).items():
        connection.executemany(_PUT[table], found)


def take(connection: sqlite3.Connection, ident: int, record: Record, shared: Shared, combined: dict[str, int]) -> None:
    """Remove every row of a point as it was put: `record` is the point as it stands in the index."""
    connection.execute("DELETE FROM points WHERE id = ?", (ident,))
    connection.execute("DELETE FROM texts WHERE rowid = ?", (ident,))
    connection.execute("DELETE FROM briefs WHERE code = ?", (record["code"],))
    connection.execute("DELETE FROM cautions WHERE code = ?", (record["code"],))
    for table, found in rows.by_key(record, shared, combined).items():
        width = rows.KEYS[table]
        connection.executemany(_TAKE[table], [row[:width] for row in found])
