"""Shared files, combinations and conditions without their shape: `acu check` tells, the build leaves out, and neither dies."""

import copy
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acupoint_cli.errors import AcuError
from acupoint_cli.library import build
from acupoint_cli.library.book import SHARED, Book
from acupoint_cli.library.check import check
from acupoint_cli.library.shared import SHAPES, take_out
from conftest import ROOT

CODES = ("KI-1", "KI-4")
COMBINATION = {"use": "fear", "codes": ["KI-1", "KI-4"], "source": "deadman"}
CONDITION = {
    "condition": "fear",
    "also": [],
    "consulted": [{"source": "deadman", "where": "page 1"}],
    "points": [{"code": "KI-1", "said": [{"source": "deadman", "as": "main"}]}],
    "press": [{"code": "KI-1", "source": "deadman"}],
}
VALUES: list[Any] = [None, 999_999_999, "word", [], ["word"], [3], {"word": 3}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared files, two points, a combination and a condition."""
    folder = tmp_path_factory.mktemp("data")
    for path in (ROOT / "data").glob("*.yaml"):
        shutil.copy(path, folder)
    for name in ("points", "combinations", "conditions"):
        (folder / name).mkdir()
    for code in CODES:
        shutil.copy(ROOT / "data" / "points" / f"{code}.yaml", folder / "points")
    (folder / "combinations" / "x.yaml").write_text(
        "combinations:\n  - {use: fear, codes: [KI-1, KI-4], source: deadman}\n"
    )
    (folder / "conditions" / "fear.yaml").write_text(repr(CONDITION).replace("'", '"'))
    return folder


@pytest.fixture(scope="module")
def small(folder: Path) -> Book:
    """The same, with little in each shared file, so that it is judged in no time."""
    book = Book(folder)
    kept = {
        "channels": {"KI", "BL", "who", "german"}, "terms": {"fear", "fright"}, "sources": {"deadman", "cam"},
        "roles": {"luo-connecting", "five-shu"}, "regions": {"foot", "sole", "medial", "lower limb"}, "landmarks": {"heel", "sole"},
        "flags": set(list(book.part("flags"))[:1]), "lacking": set(list(book.part("lacking"))[:1]),
        "renderings": {"german"},
    }  # fmt: skip
    for name, wanted in kept.items():
        data = book.shared[name].data
        for part in [data] if name == "landmarks" else [v for v in data.values() if isinstance(v, dict)]:
            for key in set(part) - wanted:
                del part[key]
    german = book.shared["renderings"].data["renderings"]["german"]
    for characters in list(german)[2:]:
        del german[characters]
    for document in book.documents():
        document.lines.clear()
    assert not list(take_out(copy.deepcopy(book)))
    return book


def spoilt(data: Any, at: tuple[str | int, ...] = (), depth: int = 4) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield places of a tree, down to `depth`, with every value that is put there; of the entries of a mapping one."""
    for value in VALUES:
        yield at, value
    if depth:
        items = (
            list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
        )
        for key, value in items if depth in {2, 4} else items[:1]:
            yield from spoilt(value, (*at, key), depth - 1)


def put(data: Any, at: tuple[str | int, ...], value: Any) -> Any:
    """Put a value at a place of a tree, and return the tree."""
    if not at:
        return copy.deepcopy(value)
    data[at[0]] = put(data[at[0]], at[1:], value)
    return data


def judged(book: Book, monkeypatch: pytest.MonkeyPatch) -> tuple[set[tuple[str, str]], list[str]]:
    """Return the faults that `acu check --complete` finds, by rule and message, and what the build says that it left out."""
    monkeypatch.setattr(build, "Book", lambda folder: copy.deepcopy(book))
    content = build.Content(book.folder)
    connection = sqlite3.connect(":memory:")
    content.write(connection, {})
    connection.close()
    return {(fault.rule, fault.message) for fault in check(copy.deepcopy(book), complete=True).faults}, content.faults


@pytest.mark.parametrize("name", [*SHARED, "combinations", "conditions", "points"])
def test_no_value_anywhere_stops_check_or_build(small: Book, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    lists = {"combinations": small.combinations, "conditions": small.conditions, "points": small.points}
    document = small.shared.get(name) or lists[name][0]
    before = document.data
    usual, missed = judged(small, monkeypatch)
    try:
        for at, value in spoilt(
            before, depth=2 if name in {"points", "conditions"} else 3 if name == "landmarks" else 4
        ):
            document.data = put(copy.deepcopy(before), at, value)
            found, left_out = judged(small, monkeypatch)
            shapeless = {rule for rule, _ in found - usual} & {"M201", "M202", "M203"}
            assert len(left_out) > len(missed) or not shapeless, (at, value, shapeless)
            assert len(left_out) == len(missed) or found - usual, (at, value, left_out)
    finally:
        document.data = before


def test_every_shared_file_has_a_shape() -> None:
    assert set(SHAPES) == set(SHARED)
    assert all(name in shapes for name, shapes in SHAPES.items())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("combinations/x.yaml", "use:", "uze:", "the combination is left out"),
        ("combinations/x.yaml", "KI-4", "KI-99", "C303"),
        ("conditions/fear.yaml", '"main"', '"mainly"', "the file is left out"),
        ("conditions/fear.yaml", '"KI-1"', '"KI-99"', "C303"),
        ("conditions/fear.yaml", '{"source": "deadman", "as"', '{"source": "cam", "as"', "C316"),
        ("regions.yaml", "  sole:", "  soul: word\n  sole:", "soul is left out"),
        ("channels.yaml", "abbreviations:", "abbreviations:\n  foo: bar", "foo is left out"),
        ("roles.yaml", "computed:", "computed:\n  other: 3", "other is left out"),
        ("channels.yaml", "count: 27", "count: 999999999", "KI is left out"),
        ("channels.yaml", "count: 27", "count: eleven", "KI is left out"),
        ("points/KI-4.yaml", "code: KI-4", "colour: KI-4", "the file is left out"),
    ],
)
def test_a_wheel_leaves_nothing_out(folder: Path, tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    build.write_shipped(folder, tmp_path / "sound.sqlite")
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    try:
        with pytest.raises(AcuError, match="the data has faults"):
            build.write_shipped(folder, tmp_path / "index.sqlite")
        assert any(said in fault for fault in build.Content(folder).faults)
        assert check(Book(folder)).faults
    finally:
        path.write_text(before, encoding="utf-8")


def test_one_slip_in_a_shared_file_is_one_fault(folder: Path) -> None:
    """A term that has a fault is there all the same: points and terms that name it have none."""
    path = folder / "terms.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("  heel pain:\n    broader:", "  heel pain:\n    wider:"), encoding="utf-8")
    try:
        (fault,) = check(Book(folder)).faults
    finally:
        path.write_text(before, encoding="utf-8")
    assert (fault.rule, fault.path.name) == ("M201", "terms.yaml")
    assert "broader:" in before.splitlines()[fault.line - 1]
