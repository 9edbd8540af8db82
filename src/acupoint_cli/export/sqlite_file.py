"""One SQLite database: the tables with their keys, full-text search over the points, and views for people.

The search table is bound to ``points`` (external content), as Datasette expects: it then shows a search box by itself.
"""

import json
import sqlite3

from ..errors import AcuError
from ..library.filters import SPOKEN, UNSAFE
from . import about
from .rows import rows
from .selection import Selection
from .tables import TABLES, Table

SCHEMA = 1  # PRAGMA user_version: raised when a table or a column changes its meaning; new ones may come at any time
SEARCHED = (
    "code", "pinyin", "simplified", "traditional", "english", "cautions", "location", "actions", "indications",
    "meaning", "commentary",
)  # fmt: skip

_SHORT = "p.code, p.pinyin, p.simplified, p.english, p.region, p.location, p.cautions"


def _spoken(kind: str) -> str:
    """Return the condition that a caution of any kind speaks of this one, as the filters read it."""
    text = "only_when" if kind == "bleeding-tendency" else "coalesce(only_when, '') || '; ' || text"
    return " OR ".join(f"{text} LIKE '%{words}%'" for words in SPOKEN[kind])


# name -> (what it is for, the query)
VIEWS = {
    "best_points": (
        "points for a complaint, best first: WHERE condition = 'insomnia'",
        "SELECT t.condition, t.n, t.grade, p.code, p.pinyin, p.simplified, p.english, p.cautions, t.pressed\n"
        "  FROM condition_points AS t JOIN points AS p ON p.code = t.code ORDER BY t.condition, t.n",
    ),
    "usual_depths": (
        "the usual ways to needle a point, one a row, with angle and source",
        "SELECT d.code, p.pinyin, d.min_cun, d.max_cun, d.angle, d.direction, d.source, p.cautions\n"
        "  FROM depths AS d JOIN points AS p ON p.code = d.code WHERE d.usual ORDER BY p.rowid, d.n",
    ),
    "points_by_role": (
        "who belongs to a class: WHERE role = 'luo-connecting'",
        "SELECT DISTINCT r.role, c.english AS class, p.code, p.pinyin, p.simplified, p.english, r.detail\n"
        "  FROM point_roles AS r JOIN points AS p ON p.code = r.code JOIN roles AS c ON c.role = r.role ORDER BY r.role, p.rowid",
    ),
    **{
        f"points_safe_in_{what.replace('-', '_')}": (
            f"as `--safe-in {what}`: points without a listed caution of it; that is no proof of safety",
            f"SELECT {_SHORT}\n  FROM points AS p WHERE p.code NOT IN (SELECT code FROM cautions WHERE kind IN ({kinds}))"
            + ("\n  AND NOT p.needling_forbidden" if "needling" in UNSAFE[what] else "")
            + ("\n  AND coalesce(p.moxa_use, '') NOT IN ('caution', 'forbidden')" if "moxa" in UNSAFE[what] else "")
            + (
                "\n  AND coalesce(p.press_use, '') NOT IN ('caution', 'forbidden')"
                if "pressure" in UNSAFE[what]
                else ""
            )
            + (
                "".join(
                    f"\n  AND p.code NOT IN (SELECT code FROM cautions WHERE {_spoken(k)})"
                    for k in UNSAFE[what]
                    if k in SPOKEN
                )
            )
            + "\n  ORDER BY p.rowid",
        )
        for what, kinds in ((name, ", ".join(f"'{k}'" for k in kinds)) for name, kinds in UNSAFE.items())
    },
}


def write(selection: Selection, path: str) -> None:
    """Write the database at `path`, where nothing is yet. Raises sqlite3.Error for what the disk refuses."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
        connection.executescript(schema())
        put = {
            name: f"INSERT OR IGNORE INTO {name} VALUES ({', '.join('?' * len(table.columns))})"
            for name, table in TABLES.items()
        }
        for name, row in rows(selection):
            connection.execute(put[name], row)
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about(selection))
        connection.execute("INSERT INTO points_fts (points_fts) VALUES ('rebuild')")
        connection.commit()
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise AcuError("data", f"a row of {broken[0]} refers to no row of {broken[2]}", "Run `acu check`.")
    finally:
        connection.close()


def schema() -> str:
    """Return the SQL that makes the tables, the indexes, the search table and the views."""
    parts = [f"PRAGMA user_version = {SCHEMA};", "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);"]
    for table in TABLES.values():
        parts += [_table(table), *_indexes(table)]
    parts.append(
        f'CREATE VIRTUAL TABLE points_fts USING fts5 ({", ".join(SEARCHED)}, content="points",\n'
        "  tokenize = 'porter unicode61 remove_diacritics 2');"
    )
    parts += [f"CREATE VIEW {name} AS\n{query};" for name, (_, query) in VIEWS.items()]
    return "\n".join(parts) + "\n"


def _table(table: Table) -> str:
    lines = []
    for column in table.columns:
        refers = f" REFERENCES {column.refers}" if column.refers else ""
        needed = " NOT NULL" if column.name in table.key else ""
        lines.append(f"  {column.name} {column.type}{needed}{refers}")
    lines.append(f"  PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} (\n" + ",\n".join(lines) + "\n);"


def _indexes(table: Table) -> list[str]:
    """Return an index for every key of another table that the table's own key does not begin with."""
    columns = [c.name for c in table.columns if c.refers and c.name != table.key[0]]
    columns += ["kind"] if table.name == "cautions" else []
    return [f"CREATE INDEX {table.name}_{name} ON {table.name} ({name});" for name in columns]


def _about(selection: Selection) -> list[tuple[str, str]]:
    record = selection.about
    pairs = [(key, json.dumps(v) if isinstance(v, list | bool) else str(v)) for key, v in record.items()]
    pairs.append(("sources", "the table sources; who says what: the table cites, and the columns called source"))
    return [*pairs, ("summary", " ".join(about.lines(record)))]
