"""`acu scan`: read files or standard input line by line, and print or rewrite the points they name."""

import sys
from typing import Any

from .. import saying
from ..errors import AcuError, gravest
from ..library.index import Index, open_index
from ..names import pinyin
from ..names.fold import is_han
from ..names.resolve import OTHER_FOLDED, OTHER_SPELLED, OTHER_WRITTEN, STANDARD_WRITTEN
from ..names.scan import Mention, Scanner
from ..render import records as out
from .conventions import checked, written
from .output import TREES, Options, envelope, narrow, written_rows
from .reading import Line, lines

_KEPT = 50_000  # words whose cell is remembered
KEYS = ("file", "line", "column", "text", "code", "candidates")


def scanner(index: Index) -> Scanner:
    """Return a scanner for the names and abbreviations of the index."""
    rows = index.rows("SELECT DISTINCT shown, code FROM names WHERE tier IN (?, ?) AND shown <> ''", STANDARD_WRITTEN, OTHER_WRITTEN)  # fmt: skip
    names = [(shown, code, script) for shown, code in rows if (script := _script(shown))]
    spelled = index.rows("SELECT key, code FROM names WHERE tier IN (?, ?) AND near = 0", OTHER_FOLDED, OTHER_SPELLED)
    names += [(key, code, "reading") for key, code in spelled if key.isascii() and key.isalpha() and len(key) > 4]
    heads = [a for (a,) in index.rows("SELECT DISTINCT written FROM abbreviations WHERE written <> ''")]
    return Scanner(index, names, heads)


def _script(shown: str) -> str:
    """Return how a name is looked for: "east" letter by letter, "name" as words, "reading" only in company; "" not."""
    if all(map(is_han, shown)) or all("\u3040" <= c <= "\u30ff" or "가" <= c <= "힣" for c in shown):
        return "east" if len(shown) > 1 else ""
    if not shown[0].isalpha() or shown.isupper() or any(c.isdigit() or is_han(c) for c in shown):
        return ""
    if pinyin.has_marks(shown) and pinyin.split(shown):
        return "name"
    return "name" if shown.isascii() and (" " in shown or shown[0].isupper()) else "reading"


def scan(paths: list[str], replace: str | None, encoding: str, options: Options) -> int:
    """Print every point named in the files ("-": standard input), or the text rewritten in one convention."""
    style = checked(replace, "--replace") if replace is not None else ""
    form = options.resolved()
    index = open_index()
    reader = scanner(index)
    errors: list[AcuError] = []
    rows = _Rows("text" if style else form, options)
    for path in paths or ["-"]:
        try:
            for line in lines(path, encoding):
                mentions = reader.line(line.text)
                rows.found += len(mentions)
                if style:
                    sys.stdout.write(_rewritten(line.text, mentions, style, index) + line.end)
                    continue
                for mention in mentions:
                    if mention.code is None or mention.old:
                        _say(path, line, mention, index)
                if mentions:
                    rows.add(path, line, mentions)
        except AcuError as error:
            errors.append(error)
    if not rows.found and not errors:
        errors.append(AcuError("not_found", "no point is named in what was read", ""))
    rows.close(errors)
    return gravest([e.exit_code for e in errors])


class _Rows:
    """Prints rows as they come where the format allows it, so that memory stays flat; else keeps them to the end."""

    def __init__(self, form: str, options: Options) -> None:
        self.form, self.options = form, options
        self.found = 0
        self.kept: list[dict[str, Any]] = []
        narrow(dict.fromkeys(KEYS), options)
        self.plain = not options.fields
        self.streams = self.plain and form == "json" and not sys.stdout.isatty()
        self.begun = False
        self.cells: dict[str, str] = {}  # words as they are printed: few words come often
        if options.header and form in {"tsv", "plain"}:
            out.out("\t".join(k for k in (options.fields or KEYS)))

    def add(self, path: str, line: Line, mentions: list[Mention]) -> None:
        """Print or keep the rows of a line. The formats that stream are written by hand: one line is one write, no tree."""
        if self.plain and self.form in {"tsv", "plain"}:
            head = f"{_cell(path)}\t{line.number}\t"
            sys.stdout.write("".join([head + self._tail(line.before, mention) for mention in mentions]))
        elif self.plain and (self.form == "jsonl" or self.streams):
            rows = [_json(path, line, mention) for mention in mentions]
            if self.streams:
                sys.stdout.write((",\n" if self.begun else f'{{"schema":{out.SCHEMA},\n"found":[') + ",\n".join(rows))
                self.begun = True
            else:
                sys.stdout.write("\n".join(rows) + "\n")
        else:
            for mention in mentions:
                self._keep(path, line, mention)

    def _tail(self, before: int, mention: Mention) -> str:
        """Return the cells of a mention behind file and line, and the line's end."""
        column, text, code, candidates, _ = mention
        shown = self.cells.get(text)
        if shown is None:
            if len(self.cells) > _KEPT:
                self.cells.clear()
            shown = self.cells[text] = _cell(text)
        if code and len(candidates) == 1:
            return f"{before + column}\t{shown}\t{code}\t{candidates[0]}\n"
        return f"{before + column}\t{shown}\t{code or ''}\t{'; '.join(candidates)}\n"

    def _keep(self, path: str, line: Line, mention: Mention) -> None:
        found: dict[str, Any] = dict(zip(KEYS, (path, line.number, line.before + mention.column, mention.text, mention.code, list(mention.candidates)), strict=True))  # fmt: skip
        found = narrow(found, self.options)
        if self.form in {"tsv", "plain"}:
            out.out(*out.tsv([found], False))
        elif self.form == "jsonl":
            out.out(out.dumps(found))
        else:
            self.kept.append(found)

    def close(self, errors: list[AcuError]) -> None:
        """Print what was kept and the end of the answer, and say the errors."""
        if self.streams and self.begun:
            out.out(f'],\n"errors":{out.dumps([e.record() for e in errors])}}}')
        elif self.form in TREES:
            envelope({"found": "[" + ",\n".join(map(out.dumps, self.kept)) + "]"}, errors, self.form)
        elif self.form == "markdown" and self.kept:
            out.out(out.markdown_table(self.kept))
        elif self.form == "table" and self.kept:
            written_rows(
                self.kept, "table", self.options, f"{len(self.kept)} mention{'s' if len(self.kept) > 1 else ''}"
            )
        sys.stdout.flush()
        for error in errors:
            saying.note(error.line())


def _json(path: str, line: Line, mention: Mention) -> str:
    column, text, code, candidates, _ = mention
    listed = ",".join(map(_string, candidates))
    return f'{{"file":{_string(path)},"line":{line.number},"column":{line.before + column},"text":{_string(text)},"code":{_string(code) if code else "null"},"candidates":[{listed}]}}'  # fmt: skip


def _cell(text: str) -> str:
    return text if text.isprintable() and "  " not in text else out.cell(text)


def _string(text: str) -> str:
    return f'"{text}"' if text.isprintable() and '"' not in text and "\\" not in text else out.dumps(text)


def _rewritten(line: str, mentions: list[Mention], style: str, index: Index) -> str:
    """Return a line with each mention in another convention; a range stays one, "BL10-13" gives "BL-10–BL-13"."""
    last = {
        mention.column: mention for mention in mentions
    }  # the members of a range stand at its end; the last one counts
    pieces: list[str] = []
    at = 0
    for mention in last.values():
        start = mention.column - 1
        if mention.code is None or start < at:
            continue
        between = line[at:start]
        pieces += ["–" if pieces and between == "-" else between, written(mention.code, style, index)]
        at = start + len(mention.text)
    return "".join([*pieces, line[at:]])


def _say(path: str, line: Line, mention: Mention, index: Index) -> None:
    """Say on standard error where name and number disagree, and where an older number was read."""
    if mention.old:
        saying.note(f"acu: {path}:{line.number}: {mention.text!r}: {mention.old} in older books, today {mention.code}.")
    elif mention.code is None and any(c.isdigit() for c in mention.text) and any(c.isalpha() for c in mention.text) and len(mention.text.split()) > 1:  # fmt: skip
        saying.note(f"acu: {path}:{line.number}: {mention.text!r}: name and number disagree: {', '.join(index.titles(list(mention.candidates)))}.")  # fmt: skip
