"""A point and what belongs with it as a graph, in the languages of Graphviz and of Mermaid. Text only."""

from collections.abc import Callable
from typing import Any

from ..saying import clean

Row = dict[str, Any]


def _merged(rows: list[Row]) -> list[tuple[Row, str]]:
    """Return each point once, with its kinds."""
    kinds: dict[str, list[str]] = {}
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["code"], row)
        kinds.setdefault(row["code"], []).append(row["kind"])
    return [(row, ", ".join(kinds[code])) for code, row in first.items()]


def _label(row: Row) -> str:
    return clean(f"{row['code']} {row['pinyin']} {row['chinese']}").replace('"', "'")


def dot(point: Row, rows: list[Row]) -> str:
    """Return an undirected graph for Graphviz: the point in the middle, an edge a related point, labelled with the kinds."""
    lines = [f'graph "{point["code"]}" {{', "  node [shape=box];", f'  "{point["code"]}" [label="{_label(point)}", style=bold];']  # fmt: skip
    for row, kinds in _merged(rows):
        lines.append(f'  "{row["code"]}" [label="{_label(row)}"];')
        lines.append(f'  "{point["code"]}" -- "{row["code"]}" [label="{kinds}"];')
    return "\n".join([*lines, "}"])


def mermaid(point: Row, rows: list[Row]) -> str:
    """Return the same graph for Mermaid; an id there holds no hyphen."""
    lines = ["graph LR", f'  {_id(point)}["{_label(point)}"]']
    for row, kinds in _merged(rows):
        lines.append(f'  {_id(point)} ---|"{kinds}"| {_id(row)}["{_label(row)}"]')
    return "\n".join(lines)


def _id(row: Row) -> str:
    return "".join(c if c.isalnum() else "_" for c in row["code"])


GRAPHS: dict[str, Callable[[Row, list[Row]], str]] = {"dot": dot, "mermaid": mermaid}
