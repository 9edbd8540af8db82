"""Points side by side, or, where the terminal is narrow, each thing compared with one point below the other."""

from typing import Any

from rich.table import Table
from rich.text import Text

from ..saying import clean
from .compared import DIFFERS, NOTHING, SAME, Lookup, Row, sections, title
from .table import LABEL, SAFETY, Screen, rule

GAP = 2
LEAST = 26  # columns that a point needs to be read beside another
_STYLES = {SAME: "cyan", DIFFERS: "bold yellow"}


class Beside(Screen):
    """Standard output for a comparison."""

    def comparison(self, records: list[dict[str, Any]], look: Lookup) -> None:
        """Print two or more records: cautions first and whole; "=" marks what all share, "≠" what differs."""
        codes = [r["code"] for r in records]
        room = self.width - LABEL - GAP * len(records)
        each = room // len(records)
        heads = [[Text(clean(title(r)), "bold"), Text(clean(", ".join(r["names"]["english"][:1])), "italic")] for r in records]  # fmt: skip
        wide = each >= LEAST
        if wide:
            self.print(self._columns(Text(""), heads, each))
        else:
            for head in heads:
                self.print(Text("  ").join(head))
        key = Text.assemble((SAME, _STYLES[SAME]), " the same   ", (DIFFERS, _STYLES[DIFFERS]), " differs")
        self.print(Text(""), key)
        for section in sections(records, look):
            self.print(rule(section.title, self.width))
            for row in section.rows:
                self._row(row, codes, each if wide else 0)
        rest = f"Names, steps to find it, commentary, classics and sources: `acu show {' '.join(codes)}`."
        self.print(Text(""), Text(rest, "dim"), Text(SAFETY, "dim"), Text(""))

    def _row(self, row: Row, codes: list[str], each: int) -> None:
        if row.shared:
            lines = [_text(x, row) for x in row.shared]
            mark = _mark(SAME, row.label)
            if self.narrow:
                self.print(mark, *self._beside(Text("  "), lines, True))
            else:
                mark.append(" " * max(1, LABEL + GAP - mark.cell_len))
                self.print(*self._beside(mark, lines, True))
        if row.same:
            return
        cells = [[_text(x, row) for x in own] or [Text(NOTHING, "dim")] for own in row.own]
        mark = _mark(DIFFERS, row.label)
        if each:
            self.print(self._columns(mark, cells, each))
            return
        self.print(mark)
        width = max(map(len, codes)) + 1
        for code, cell in zip(codes, cells, strict=True):
            label = Text.assemble("  ", (code, "bold"), " " * (width - len(code)))
            self.print(*self._beside(label, cell, True))

    def _columns(self, label: Text, cells: list[list[Text]], each: int) -> Table:
        table = Table.grid(padding=(0, GAP, 0, 0))
        table.add_column(width=LABEL, overflow="fold")
        for _ in cells:
            table.add_column(width=each, overflow="fold")
        table.add_row(label, *(self._stack(cell, each) for cell in cells))
        return table

    def _stack(self, lines: list[Text], width: int) -> Text:
        """Return the lines of a cell wrapped to its width, an entry's further lines hanging."""
        several = len(lines) > 1
        out: list[Text] = []
        for line in lines:
            for i, wrapped in enumerate(line.wrap(self.console, width - (2 if several else 0))):
                wrapped.rstrip()
                out.append(Text("  ").append_text(wrapped) if several and i else wrapped)
        return Text("\n").join(out)


def _mark(sign: str, label: str) -> Text:
    return Text(f"{sign} {label}", _STYLES[sign])


def _text(value: str, row: Row) -> Text:
    text = Text(clean(value))
    for word, style in (("FORBIDDEN", "bold red"), ("CAUTION", "bold yellow")):
        if row.label == "Cautions" and value.startswith(word):
            text.stylize(style, 0, len(word))
    return text
