"""Read YAML strictly: the only reader of YAML.

A file is read as a node tree, so that every fault has a line. Refused: duplicate keys, anchors and aliases (a few lines
of them can grow to gigabytes), tags, more than one document, values that YAML 1.1 takes for something else
(yes, no, on, off, 17:00, 012), files over a megabyte, nesting over 40.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 2_000_000
MAX_DEPTH = 40

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
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
    document = Document(path)
    if path.stat().st_size > MAX_BYTES:
        document.problems.append(Problem(1, "Y106", f"the file is larger than {MAX_BYTES // 1_000_000} MB"))
        return document
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(Problem(line, "Y107", "the bytes are not UTF-8; save the file as UTF-8"))
        return document
    node = _compose(text, document)
    if node is not None:
        data = _build(node, (), document, 0)
        if not document.problems:
            document.data = data
    return document


def _compose(text: str, document: Document) -> Any:
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Events first: an anchor or too deep a nest is refused before any tree is built from it.
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader_class):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                document.problems.append(
                    Problem(_line(event), "Y104", "anchors and aliases are not allowed; write it out")
                )
                return None
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                document.problems.append(Problem(_line(event), "Y105", f"nested deeper than {MAX_DEPTH} levels"))
                return None
        node = yaml.compose(text, Loader=loader_class)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(part) for part in (error.context, error.problem) if part)
        document.problems.append(Problem(mark.line + 1 if mark else 1, "Y101", f"not YAML: {what}"))
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        document.problems.append(Problem(1, "Y101", f"not YAML: {first}"))
        return None
    if node is None:
        document.problems.append(Problem(1, "Y101", "the file is empty"))
    return node


def _build(node: Any, where: tuple[str | int, ...], document: Document, depth: int) -> Any:
    line = node.start_mark.line + 1
    document.lines[where] = line
    if node.id == "mapping":
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if key_node.id != "scalar":
                document.problems.append(Problem(key_line, "Y101", "a key must be plain text"))
                continue
            key = key_node.value
            if key in result:
                first = document.lines[(*where, key)]
                document.problems.append(Problem(key_line, "Y102", f"key {key!r} again; first on line {first}"))
                continue
            if key_node.style not in _QUOTED and _TRAPS.match(key):
                document.problems.append(Problem(key_line, "Y103", f"put the key {key!r} in quotes"))
            result[key] = _build(value_node, (*where, key), document, depth + 1)
            document.lines[(*where, key)] = key_line
        return result
    if node.id == "sequence":
        return [_build(item, (*where, i), document, depth + 1) for i, item in enumerate(node.value)]
    return _scalar(node, line, document)


def _scalar(node: Any, line: int, document: Document) -> Any:
    text: str = node.value
    if node.style in _QUOTED:  # quoted or a block: text, whatever it looks like
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _TRAPS.match(text):
        document.problems.append(Problem(line, "Y103", f"YAML may read {text} as something else; put it in quotes"))
        return text
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
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
