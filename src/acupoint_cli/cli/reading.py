"""Text for `acu scan`: files or standard input as lines, whatever their encoding says, in pieces of bounded length."""

import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ..errors import AcuError

LONGEST = 65_536  # letters of a line that are read at a time
_TAIL = 600  # letters before a cut in which a place for it is looked for
_SEAMS = (re.compile(r"[.;。；] ?(?=\D)"), re.compile(r"[a-z]{3,} (?=[a-z]{3,} )"), re.compile(r"[\s、，]"))


class Line(NamedTuple):
    """A line, or a piece of a very long one: its number, the letters of the line before it, the text, and its end."""

    number: int
    before: int
    text: str
    end: str


def lines(path: str, encoding: str) -> Iterator[Line]:
    """Yield the lines of a file ("-": standard input).

    Raises AcuError: io for what cannot be read as text, usage for an encoding that is unknown.
    """
    with _opened(path) as raw:
        head = raw.peek(8192)[:8192] if isinstance(raw, io.BufferedReader) else b""
        chosen = _encoding(path, head, encoding)
        text = io.TextIOWrapper(raw, encoding=chosen, errors="strict", newline="")
        try:
            yield from _pieces(text)
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and b"\n" not in head:  # it ends within what might be a letter
                raise _not_utf8(path, head) from None
            raise AcuError("io", f"cannot read {path}: it is not {chosen} further down ({error.reason})", "Name its encoding with --encoding.", path) from None  # fmt: skip
        except OSError as error:
            raise AcuError("io", f"cannot read {path}: {str(error.strerror or error).lower()}", "", path) from None
        finally:
            if path == "-":
                text.detach()


def _pieces(text: io.TextIOWrapper) -> Iterator[Line]:
    number, before, held = 1, 0, ""
    while piece := text.readline(LONGEST):
        whole = held + piece
        bare = whole.rstrip("\r\n")
        held = ""
        if len(bare) == len(whole) and len(piece) == LONGEST:
            # A line longer than a piece is cut where no name or code can be.
            cut = _cut(whole)
            whole, held = whole[:cut], whole[cut:]
            yield Line(number, before, _normal(whole), "")
            before += len(whole)
            continue
        yield Line(number, before, _normal(bare), whole[len(bare) :])
        number, before = number + 1, 0
    if held:
        yield Line(number, before, _normal(held), "")


def _cut(text: str) -> int:
    """Return where a piece may end: after a full stop, between two plain words, at any blank, else just before its tail."""
    floor = max(0, len(text) - _TAIL)
    for pattern in _SEAMS:
        ends = [match.end() for match in pattern.finditer(text, floor)]
        if ends:
            return ends[-1]
    return floor or len(text)


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class _opened:
    """The bytes of a file, or of standard input for "-"; what cannot be opened is an AcuError (io)."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> BinaryIO:
        if self.path == "-":
            if sys.stdin is None:
                raise AcuError("io", "there is no standard input", "Give files.", self.path)
            if sys.stdin.isatty():
                sys.stderr.write("acu: type or paste text; end with Ctrl-D.\n")
            return sys.stdin.buffer
        if os.path.isdir(self.path):
            raise AcuError("io", f"cannot read {self.path}: it is a folder", "Give files.", self.path)
        try:
            self.file = open(self.path, "rb")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise AcuError("io", f"cannot read {self.path}: {str(reason).lower()}", "", self.path) from None
        return self.file

    def __exit__(self, *exception: object) -> None:
        if self.path != "-":
            self.file.close()


def _encoding(path: str, head: bytes, asked: str) -> str:
    """Return the encoding to read with; raises AcuError (io) for binary files and for text that is not UTF-8.

    `head` may end within a letter: what comes from a pipe comes in pieces.
    """
    import codecs

    if asked:
        try:
            info = codecs.lookup(asked)
        except (LookupError, ValueError):
            info = None
        if info is None or not info._is_text_encoding:
            raise AcuError(
                "usage", f"--encoding {asked!r} is unknown", "Try gb18030, big5, shift_jis, latin-1 or utf-16."
            ) from None
        return info.name
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head:
        wide = _wide(head)
        if wide:
            raise AcuError("io", f"cannot read {path}: it is not UTF-8", f"It may be {wide}: --encoding {wide}.", path)
        raise AcuError("io", f"cannot read {path}: it is a binary file", "Give text.", path)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        raise _not_utf8(path, head) from None
    return "utf-8"


def _not_utf8(path: str, head: bytes) -> AcuError:
    guess = _guess(head)
    return AcuError("io", f"cannot read {path}: it is not UTF-8", f"It may be {guess}: --encoding {guess}.", path)


def _wide(head: bytes) -> str:
    """Return the UTF-16 that Latin text without a mark at its head is in: every second byte is nought; else ""."""
    even, odd = head[::2], head[1::2]
    for zeros, letters, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) > 0.8 * len(zeros) and letters.count(0) == 0:
            return name
    return ""


# Letters that fill the text of a language; what is decoded wrongly is full of others.
_USUAL = {
    "gb18030": "的一是不了在有人和中穴针灸经脉位主治法阴阳三里合谷内关足手少",
    "big5": "的一是不了在有人和中穴針灸經脈位主治法陰陽三里合谷內關足手少",
    "shift_jis": "のにはをたがでてとしれさある",
    "euc_kr": "이다에의는을를가한고하지로서",
}


def _guess(head: bytes) -> str:
    """Return the encoding that makes most sense of the head of a text that is not UTF-8."""
    best, most = "latin-1", 0.0
    for name, usual in _USUAL.items():
        try:
            text = head[:4000].decode(name)
        except UnicodeDecodeError as error:
            if error.start < min(len(head), 4000) - 4:
                continue
            text = head[: error.start].decode(name, "ignore")
        wide = [c for c in text if ord(c) > 0x2E80]
        share = sum(c in usual for c in wide) / len(wide) if len(wide) > 3 else 0.0
        if share > most:
            best, most = name, share
    if best == "latin-1":
        try:
            text = head[:4000].decode("gb18030", "strict" if len(head) < 4000 else "ignore")
        except UnicodeDecodeError:
            return best
        han = sum("\u4e00" <= c <= "\u9fff" for c in text)
        return "gb18030" if han > 3 and han > 0.5 * sum(c > "\x7f" for c in text) else best
    return best
