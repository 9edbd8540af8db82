"""A folder of CSV tables (RFC 4180, UTF-8) with a readme that names licence, keys and columns."""

import csv
import os
from typing import Any

from . import about, places
from .rows import rows
from .selection import Selection
from .tables import TABLES

# What a spreadsheet takes for a formula, if a cell begins with it. No cell of the shipped data does.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(selection: Selection, folder: str) -> None:
    """Write one file a table, README.txt and the manifest into `folder`, which exists."""
    files = {name: open(os.path.join(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") for name in TABLES}  # noqa: SIM115
    try:
        writers = {name: csv.writer(file) for name, file in files.items()}
        for name, table in TABLES.items():
            writers[name].writerow([column.name for column in table.columns])
        for name, row in rows(selection):
            writers[name].writerow([_cell(value) for value in row])
    finally:
        for file in files.values():
            file.close()
    with open(os.path.join(folder, "README.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write(_readme(selection))
    places.write_manifest(folder, "csv", selection.about)


def _cell(value: Any) -> Any:
    """Return a value as a cell; text of the user's own that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _readme(selection: Selection) -> str:
    lines = [
        *about.lines(selection.about), "",
        "Tables as CSV after RFC 4180: UTF-8 without a byte order mark, commas, double quotes, lines that end in CR LF, the names",
        "of the columns in the first line. An empty cell is an unknown value. 0 and 1 stand for no and yes. In a spreadsheet,",
        "import the files as text in UTF-8; a code such as MY-1 is no date.",
        "A text that begins with = + - @ or a tab would be run as a formula: it has an apostrophe before it. No text of acu's",
        "own data does; only a user's own may.",
        "The sources are listed in sources.csv; who says what, in cites.csv and in the columns called source.", "",
    ]  # fmt: skip
    for table in TABLES.values():
        lines += [f"{table.name}.csv: {table.says}. Key: {', '.join(table.key)}."]
        for column in table.columns:
            key = f" (key of {column.refers}.csv)" if column.refers else ""
            lines.append(f"  {column.name}: {column.says}{key}")
    return "\n".join(lines) + "\n"
