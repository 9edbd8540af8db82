"""`acu scan`: read files or standard input line by line, and print or rewrite the points they name."""

import io
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import NOTHING, AcuError, gravest
from ..library.index import Index, open_index
from ..names.scan import Mention, Scanner, lines_of
from ..render import records as out

STYLES = ("who", "deadman", "pinyin", "hanzi")
_LONGEST = 1_000_000  # letters of a line; a longer one is read in pieces


def scanner(index: Index) -> Scanner:
    """Return a scanner for the names and abbreviations of the index."""
    rows = index.rows("SELECT DISTINCT shown, code FROM names WHERE tier IN (2, 3) AND shown <> ''")
    from ..names.fold import is_han

    names = []
    for shown, code in rows:
        if all(map(is_han, shown)):
            names.append((shown, code, "han"))
        elif shown[0].isalpha() and not shown.isupper() and not any(c.isdigit() for c in shown):
            names.append((shown, code, "latin"))
    wade = index.rows("SELECT key, code FROM names WHERE tier = 5 AND near = 0")
    names += [(key, code, "latin") for key, code in wade if key.isascii() and key.isalpha() and len(key) > 4]
    heads = [a for (a,) in index.rows("SELECT DISTINCT written FROM abbreviations WHERE written <> ''")]
    return Scanner(index, names, heads)


def scan(paths: list[str], replace: str | None, encoding: str, options: Any) -> int:
    """Print every point named in the files ("-": standard input), or the text rewritten in one convention."""
    if replace is not None and replace not in STYLES:
        raise AcuError("usage", f"--replace {replace!r} is no convention", f"Choose from: {', '.join(STYLES)}.")
    form = options.resolved()
    index = open_index()
    reader = scanner(index)
    errors: list[AcuError] = []
    rows: list[dict[str, Any]] = []
    found = 0
    for path in paths or ["-"]:
        try:
            for number, line, mentions in _mentions(path, encoding, reader):
                found += len(mentions)
                if replace:
                    sys.stdout.write(_rewritten(line, mentions, replace, index) + "\n")
                    continue
                for mention in mentions:
                    _say_conflict(path, number, mention, index)
                    row = {"file": path, "line": number, "column": mention.column, "text": mention.text, "code": mention.code, "candidates": list(mention.candidates)}  # fmt: skip
                    if form in {"tsv", "plain"}:
                        out.out(next(out.tsv([row], False)))
                    elif form == "jsonl":
                        out.out(out.dumps(row))
                    else:
                        rows.append(row)
        except AcuError as error:
            errors.append(error)
    _finish(rows, form, options, errors, replace)
    codes = [e.exit_code for e in errors] + ([NOTHING] if not found and not errors else [])
    return gravest(codes)


def _finish(rows: list[dict[str, Any]], form: str, options: Any, errors: list[AcuError], replace: str | None) -> None:
    from .output import TREES, envelope

    if form in TREES and not replace:
        envelope({"found": "[" + ",\n".join(map(out.dumps, rows)) + "]"}, errors, form)
    elif form == "markdown" and rows:
        out.out(out.markdown_table(rows))
    elif form == "table" and rows:
        from ..render.table import Screen

        Screen(options.color).rows(rows, f"{len(rows)} mentions")
    sys.stdout.flush()
    for error in errors:
        out.note(error.line())


def _mentions(path: str, encoding: str, reader: Scanner) -> Iterator[tuple[int, str, list[Mention]]]:
    with _opened(path) as raw:
        head = raw.peek(8192)[:8192] if isinstance(raw, io.BufferedReader) else b""
        chosen = _encoding(path, head, encoding)
        text = io.TextIOWrapper(raw, encoding=chosen, errors="strict", newline=None)
        try:
            for number, line in lines_of(_pieces(text)):
                yield number, line, reader.line(line)
        except UnicodeDecodeError as error:
            raise AcuError("io", f"{path} is not {chosen} at byte {error.start} of a block", "Name its encoding with --encoding.", path) from None  # fmt: skip
        finally:
            if path == "-":
                text.detach()


def _pieces(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST):
        yield line


class _opened:
    """The bytes of a file, or of standard input for "-"; what cannot be opened is an AcuError (io)."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> BinaryIO:
        if self.path == "-":
            return sys.stdin.buffer
        if os.path.isdir(self.path):
            raise AcuError("io", f"{self.path} is a folder", "Give files.", self.path)
        try:
            self.file = open(self.path, "rb")
        except OSError as error:
            raise AcuError("io", f"{self.path}: {error.strerror or error}", "", self.path) from None
        return self.file

    def __exit__(self, *exception: object) -> None:
        if self.path != "-":
            self.file.close()


def _encoding(path: str, head: bytes, asked: str) -> str:
    """Return the encoding to read with; raises AcuError (io) for binary files and for text that is not UTF-8."""
    if asked:
        import codecs

        try:
            return codecs.lookup(asked).name
        except LookupError:
            raise AcuError(
                "usage", f"--encoding {asked!r} is unknown", "Try gb18030, big5, latin-1 or utf-16."
            ) from None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head:
        raise AcuError("io", f"{path} is a binary file", "Give text.", path)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) - 4:
            guess = _guess(head)
            raise AcuError("io", f"{path} is not UTF-8", f"It may be {guess}: --encoding {guess}.", path) from None
    return "utf-8"


def _guess(head: bytes) -> str:
    for name in ("gb18030", "big5", "latin-1"):
        try:
            head[:4000].decode(name)
            return name
        except UnicodeDecodeError as error:
            if error.start > 3990:
                return name
    return "latin-1"


def _rewritten(line: str, mentions: list[Mention], style: str, index: Index) -> str:
    pieces, at = [], 0
    for mention in mentions:
        start = mention.column - 1
        if mention.code is None or start < at:
            continue
        pieces += [line[at:start], _styled(mention.code, style, index)]
        at = start + len(mention.text)
    return "".join([*pieces, line[at:]])


def _styled(code: str, style: str, index: Index) -> str:
    if style == "who":
        return code
    pinyin, chinese, channel, number = index.rows("SELECT pinyin, chinese, channel, number FROM points WHERE code = ?", code)[0]  # fmt: skip
    if style == "pinyin":
        return str(pinyin)
    if style == "hanzi":
        return str(chinese)
    written = index.one("SELECT written FROM abbreviations WHERE convention = 'deadman' AND channel = ? ORDER BY length(written) DESC", channel)  # fmt: skip
    return f"{written}-{number}" if written else code


def _say_conflict(path: str, number: int, mention: Mention, index: Index) -> None:
    if mention.code is None and any(c.isdigit() for c in mention.text):
        out.note(f"acu: {path}:{number}: {mention.text!r}: name and number disagree: {', '.join(index.titles(list(mention.candidates)))}.")  # fmt: skip
