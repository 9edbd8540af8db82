"""Read YAML strictly: the only reader of YAML.

A file is read event by event, so that every fault has a line and nothing is built from what is refused: duplicate keys,
anchors and aliases (a few lines of them can grow to gigabytes), tags, more than one document, values that YAML 1.1 takes
for something else (yes, no, on, off, 17:00, 012), numbers of more than 15 digits, files over two megabytes, nesting over
40, pipes and devices.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 2_000_000
MAX_DEPTH = 40

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_LONGEST_NUMBER, _LONGEST_TRAP = 15, 60
_LONG_NUMBER = re.compile(r"[-+]?[0-9][-+0-9_.,:eE]*\Z")
_QUOTED = frozenset("'\"|>")
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE, _FALSE = {"true", "True"}, {"false", "False"}
_TRAPS = re.compile(
    r"(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|TRUE|FALSE)\Z"
    r"|[-+]?0[0-9_]+\Z|[-+]?0[xb][0-9a-fA-F_]+\Z|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?\Z|[-+]?[0-9][0-9,]*_[0-9_]*\Z|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+\Z"
    r"|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)\Z|[-+]?\.[0-9]+\Z|[-+]?[0-9]+\.\Z"
)


class Problem(NamedTuple):
    """What is wrong with the YAML of one file, at a 1-based line; `rule` is a rule code of check.py."""

    line: int
    rule: str
    message: str


class Document:
    """One file: its plain data, and the line of every value by its path of keys and positions."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: Any = None
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.problems: list[Problem] = []

    def line(self, *where: str | int) -> int:
        """Return the line of a value, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read(path: Path) -> Document:
    """Return the file as a Document; what is wrong with it stands in `problems`, and then `data` is None.

    Raises OSError if the file cannot be read.
    """
    return parse(path, content(path))


def content(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, at most one more than `most`; raises OSError for what is no plain file.

    A pipe or a device has no end and may never answer: neither is opened.
    """
    if not stat.S_ISREG(os.stat(path).st_mode) and not path.is_dir():
        raise OSError(errno.EINVAL, "it is no plain file", str(path))
    with open(path, "rb") as file:
        return file.read(most + 1)


def parse(path: Path, raw: bytes, most: int = MAX_BYTES) -> Document:
    """Return the content of a file as a Document, as `read` does."""
    document = Document(path)
    if len(raw) > most:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1_000} kB"
        document.problems.append(Problem(1, "Y106", f"the file is larger than {size}"))
        return document
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(Problem(line, "Y107", "the bytes are not UTF-8; save the file as UTF-8"))
        return document
    data = _tree(text, document)
    if not document.problems:
        document.data = data
    return document


def _tree(text: str, document: Document) -> Any:
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = None
    try:
        loader = loader_class(text)
        return _Builder(document, loader.get_event).document()
    except _Refused as refused:
        document.problems.append(refused.problem)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(part) for part in (error.context, error.problem) if part)
        document.problems.append(Problem(mark.line + 1 if mark else 1, "Y101", f"not YAML: {what}"))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        document.problems.append(Problem(1, "Y101", f"not YAML: {first}"))
    finally:
        if loader is not None:
            loader.dispose()
    return None


class _Refused(Exception):
    """The file is not read on: it would cost too much, or it makes no sense."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Builder:
    """Makes plain data from the events of the parser, so that an anchor, or too deep a nest, is refused as it comes."""

    def __init__(self, document: Document, next_event: Callable[[], Any]) -> None:
        self.target = document
        self.next = next_event
        self.lines = document.lines
        self.problems = document.problems

    def document(self) -> Any:
        self._expect("StreamStartEvent")
        event = self.next()
        if type(event).__name__ == "StreamEndEvent":
            raise _Refused(Problem(1, "Y101", "the file is empty"))
        data = self._value(self.next(), (), 0)
        self._expect("DocumentEndEvent")
        event = self.next()
        if type(event).__name__ != "StreamEndEvent":
            raise _Refused(Problem(_line(event), "Y101", "not YAML: another document begins; one file holds one"))
        return data

    def _expect(self, name: str) -> None:
        event = self.next()
        if type(event).__name__ != name:
            raise _Refused(Problem(_line(event), "Y101", "not YAML: out of order"))

    def _value(self, event: Any, where: tuple[str | int, ...], depth: int) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor is not None:
            raise _Refused(Problem(_line(event), "Y104", "anchors and aliases are not allowed; write it out"))
        if event.tag is not None:
            raise _Refused(Problem(_line(event), "Y104", "tags (words after !) are not allowed"))
        line = event.start_mark.line + 1
        self.lines[where] = line
        if kind == "ScalarEvent":
            return _scalar(event, line, self.target)
        if depth >= MAX_DEPTH:
            raise _Refused(Problem(line, "Y105", f"nested deeper than {MAX_DEPTH} levels"))
        return self._mapping(where, depth) if kind == "MappingStartEvent" else self._sequence(where, depth)

    def _sequence(self, where: tuple[str | int, ...], depth: int) -> list[Any]:
        result: list[Any] = []
        while type(event := self.next()).__name__ != "SequenceEndEvent":
            result.append(self._value(event, (*where, len(result)), depth + 1))
        return result

    def _mapping(self, where: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while type(event := self.next()).__name__ != "MappingEndEvent":
            line = event.start_mark.line + 1
            if type(event).__name__ != "ScalarEvent" or event.anchor is not None or event.tag is not None:
                self._value(event, where, depth + 1)  # an anchor or a tag is refused there
                self._value(self.next(), where, depth + 1)
                self.problems.append(Problem(line, "Y101", "a key must be plain text"))
                continue
            key = event.value
            if key in result:
                self.problems.append(
                    Problem(line, "Y102", f"key {key!r} again; first on line {self.lines[(*where, key)]}")
                )
            elif event.style not in _QUOTED and len(key) <= _LONGEST_TRAP and _TRAPS.match(key):
                self.problems.append(Problem(line, "Y103", f"put the key {key!r} in quotes"))
            value = self._value(self.next(), (*where, key), depth + 1)
            result.setdefault(key, value)
            self.lines[(*where, key)] = line
        return result


def _scalar(node: Any, line: int, document: Document) -> Any:
    text: str = node.value
    if node.style in _QUOTED:  # quoted or a block: text, whatever it looks like
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if len(text) > _LONGEST_TRAP:  # the patterns below would try every way to part a long row of digits
        if not _LONG_NUMBER.match(text):
            return text
        document.problems.append(Problem(line, "Y103", f"a number of {len(text)} digits; put it in quotes"))
        return text
    if _TRAPS.match(text):
        document.problems.append(Problem(line, "Y103", f"YAML may read {text} as something else; put it in quotes"))
        return text
    if _INT.match(text) or _FLOAT.match(text):
        if (
            len(text) > _LONGEST_NUMBER
        ):  # no number of ours; int() refuses thousands of digits, and float() says infinity
            document.problems.append(Problem(line, "Y103", f"a number of {len(text)} digits; put it in quotes"))
            return text
        return int(text) if _INT.match(text) else float(text)
    return text


def _line(event: Any) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder in the order of their names; nothing if there is no such folder."""
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.suffix in {".yaml", ".yml"} and not entry.name.startswith("."):
            yield entry
