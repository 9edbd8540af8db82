"""Rows for people: a table where all of it can be read, else one block below the other, whichever is the shorter."""

import math
from typing import Any, NamedTuple

from rich.text import Text

from ..saying import clean
from ..wrapping import cells, longest, wrap
from .records import cell

GAP = 2  # columns between two columns
_NUMBERS = frozenset({"score", "count", "expected", "line", "column"})
_HEAD = 4  # columns of a row that stand in the first line of its block
_ALONE = frozenset({"cautions", "why"})  # columns whose lines in a block are theirs alone
_FEW = 3  # columns that are a table on any terminal
_BAND = 1.6  # how much longer a table may be than its blocks: it is easier to run the eye down


class Column(NamedTuple):
    """A column: its key, its title, the texts in it, and its width on the screen."""

    key: str
    title: str
    texts: list[str]
    width: int = 0


def rows(rows: list[dict[str, Any]], title: str, width: int) -> list[Text]:
    """Return the lines of rows on a screen of `width` columns, without the columns that are empty."""
    keys = [k for k in rows[0] if any(row.get(k) not in (None, [], "") for row in rows)]
    columns = [Column(k, clean(k), [cell(row.get(k)) for row in rows]) for k in keys]
    out = [Text(line, "bold") for line in wrap(clean(title), width)]
    fitted = _fitted(columns, width)
    if len(columns) <= _FEW and not fitted:
        fitted = _squeezed(columns, width)
    blocks = None if fitted and not _tall(fitted) else _blocks(columns, width)
    if fitted and (blocks is None or len(columns) <= _FEW or _height(fitted) <= _BAND * len(blocks)):
        return out + _table(fitted)
    return out + (blocks or [])


def _fitted(columns: list[Column], width: int) -> list[Column]:
    """Return the columns with widths in which no word breaks; [] where the screen is too narrow for that."""
    room = width - GAP * (len(columns) - 1)
    full = [max(cells(t) for t in (c.title, *c.texts)) for c in columns]
    least = [max(longest(t) for t in (c.title, *c.texts)) for c in columns]
    # A name, a code and a number stay on one line.
    least = [f if f <= 14 else n for f, n in zip(full, least, strict=True)]
    if sum(least) > room:
        return []
    widths = least[:]
    spare = room - sum(widths)
    while spare > 0 and (open_ := [i for i, w in enumerate(widths) if w < full[i]]):
        # The narrowest in proportion to what it holds grows first.
        i = max(open_, key=lambda i: _weight(columns[i]) / widths[i])
        widths[i] += 1
        spare -= 1
    return [c._replace(width=w) for c, w in zip(columns, widths, strict=True)]


def _weight(column: Column) -> float:
    """Return how much a column holds: its mean text, with long ones counting more."""
    sizes = [cells(t) for t in column.texts]
    mean: float = sum(s * s for s in sizes) / len(sizes)
    return math.sqrt(mean)


def _squeezed(columns: list[Column], width: int) -> list[Column]:
    """Return few columns in what room there is, words broken where they must."""
    room = width - GAP * (len(columns) - 1)
    full = [max(cells(t) for t in (c.title, *c.texts)) for c in columns]
    while sum(full) > room:
        full[full.index(max(full))] -= 1
    return [c._replace(width=max(2, f)) for c, f in zip(columns, full, strict=True)]


def _height(columns: list[Column]) -> int:
    return 1 + sum(
        max(len(wrap(c.texts[i], c.width)) if len(c.texts[i]) > c.width // 2 else 1 for c in columns)
        for i in range(len(columns[0].texts))
    )


def _tall(columns: list[Column]) -> bool:
    """Return whether any text needs a second line."""
    return any(cells(t) > c.width for c in columns for t in c.texts)


def _table(columns: list[Column]) -> list[Text]:
    head = Text()
    for i, c in enumerate(columns):
        title = " " * (c.width - cells(c.title)) + c.title if c.key in _NUMBERS else c.title
        _put(head, columns, i, title, "bold cyan")
    out = [head]
    for r in range(len(columns[0].texts)):
        wrapped = [wrap(c.texts[r], c.width) for c in columns]
        for n in range(max(map(len, wrapped))):
            line = Text()
            for i, c in enumerate(columns):
                text = wrapped[i][n] if n < len(wrapped[i]) else ""
                if c.key in _NUMBERS and text:
                    text = " " * (c.width - cells(text)) + text
                _put(line, columns, i, text, style(c.key))
            out.append(line)
    return out


def _put(line: Text, columns: list[Column], i: int, text: str, look: str) -> None:
    """Set a text into its column; blanks go before it, so that no line ends in one."""
    if text:
        start = sum(c.width + GAP for c in columns[:i])
        line.append(" " * (start - cells(line.plain)))
        line.append(text, look)


def _blocks(columns: list[Column], width: int) -> list[Text]:
    """Return each row as its head in one line, and below it what else it has, cautions first."""
    lead = next((i for i, c in enumerate(columns[:_HEAD]) if c.key in _ALONE), _HEAD)
    heads, rest = columns[:lead], columns[lead:]
    heads += [c for c in rest if c.key in _NUMBERS]
    rest = sorted((c for c in rest if c.key not in _NUMBERS), key=lambda c: c.key != "cautions")
    out: list[Text] = []
    for r in range(len(columns[0].texts)):
        words = [(c.texts[r] if c.key not in _NUMBERS - {"score"} else f"{c.title} {c.texts[r]}") for c in heads if c.texts[r]]  # fmt: skip
        first = [" ".join(words)] if not words else _joined(words, width)
        lead = len(words[0]) if words else 0
        out.append(Text(first[0]))
        out[-1].stylize("bold", 0, lead)
        out += [Text(f"  {line}") for line in first[1:]]
        line: Text | None = None  # one that a short text may still go on
        for c in rest:
            if not c.texts[r]:
                continue
            room = width - line.cell_len - GAP - 1 if line else 0
            if line and cells(f"{c.title}: {c.texts[r]}") <= room:
                line.append("   ").append(f"{c.title}:", "cyan").append(f" {c.texts[r]}", style(c.key))
                continue
            lines = wrap(f"{c.title}: {c.texts[r]}", width - 4)
            begun = Text("  ").append(lines[0], style(c.key))
            begun.stylize("cyan", 2, 2 + len(c.title) + 1)
            out += [begun, *(Text("    ").append(more, style(c.key)) for more in lines[1:])]
            line = begun if len(lines) == 1 and c.key not in _ALONE else None
    return out


def _joined(words: list[str], width: int) -> list[str]:
    """Return texts side by side with two blanks between, in as many lines as they need."""
    lines: list[str] = []
    line = ""
    for word in words:
        if line and cells(line) + GAP + cells(word) > width - (2 if lines else 0):
            lines.append(line)
            line = ""
        if cells(word) > width - 2:
            *more, word = wrap(f"{line}  {word}" if line else word, width - 2)
            lines += more
            line = ""
        line += (" " * GAP if line else "") + word
    return [*lines, line]


def style(key: str) -> str:
    """Return the style of a column's texts."""
    styles: dict[str, str] = {"code": "bold", "cautions": "red"}
    return styles.get(key, "")
