"""The rooms of the house and the arrows between them are those of docs/architecture.md; each library has its home."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "acupoint_cli"
HOMES = {  # a library from outside, and the only modules that may import it
    "typer": {"cli/app.py", "cli/misc.py", "cli/shells.py"},
    "rich": {"render/table.py", "render/grid.py", "render/beside.py", "render/progress.py"},
    "yaml": {"library/yaml_files.py", "render/yaml_text.py"},
    "rapidfuzz": {"names/near.py"},
    "spellchecker": {"names/plain.py"},
    "fsrs": {"study/schedule.py"},
    "genanki": {"export/anki_deck.py"},
}
WRITES_ITSELF = {"cli/reading.py"}  # to standard error, without saying.py


def rooms() -> dict[str, set[str]]:
    """Return the rooms of the page, each with those it may import from."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0]
    found: dict[str, set[str]] = {}
    for line in table.splitlines()[2:]:
        name, _, arrows = (cell.strip() for cell in line.strip("|").split("|"))
        above = set(found) | {"__init__"} if arrows == "every room above" else set(re.findall(r"`(\w+)/?`", arrows))
        found[name.strip("`/")] = above
    return found


def room_of(path: Path) -> str:
    """Return the room that a module belongs to: its folder, or itself."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[list[str]]:
    """Yield the path inside the package of everything of ours that a module imports, wherever in it."""
    package = list(path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) + 1 - node.level]
            if node.module:
                yield base + node.module.split(".")
            else:
                yield from ([*base, alias.name] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("acupoint_cli"):
            yield (node.module or "").split(".")[1:]


MODULES = sorted(SOURCE.rglob("*.py"))


def test_every_room_is_on_the_page_and_every_room_of_the_page_is_there() -> None:
    assert {room_of(path) for path in MODULES} == set(rooms())


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(SOURCE)) for p in MODULES])
def test_every_arrow_is_on_the_page(path: Path) -> None:
    allowed, here = rooms(), room_of(path)
    for target in imported(path):
        room = target[0] if target and target[0] in allowed else "__init__"  # such as __version__
        assert room == here or room in allowed[here], f"{path.relative_to(SOURCE)} imports {'.'.join(target)}"


def test_no_arrow_of_the_page_leads_back_and_none_is_idle() -> None:
    page = {room: arrows - {"__init__"} for room, arrows in rooms().items()}  # whose names load when asked for
    list(TopologicalSorter(page).static_order())  # raises CycleError
    drawn = {(room_of(path), target[0]) for path in MODULES for target in imported(path) if target}
    idle = {(room, to) for room, arrows in page.items() for to in arrows if room != "cli"} - drawn
    assert not idle, idle


@pytest.mark.parametrize("library", HOMES)
def test_libraries_stay_at_home(library: str) -> None:
    users = {
        str(path.relative_to(SOURCE))
        for path in MODULES
        if re.search(rf"^\s*(?:import|from) {library}\b", path.read_text(encoding="utf-8"), re.M)
    }
    assert users and users <= HOMES[library]


def test_standard_error_is_written_to_in_one_place() -> None:
    for path in MODULES:
        name = str(path.relative_to(SOURCE))
        if name != "saying.py" and name not in WRITES_ITSELF:
            assert "stderr.write" not in path.read_text(encoding="utf-8"), name


def test_lists_that_stand_twice_agree() -> None:
    """Where an import would cost the short door too much, or lead the wrong way, a list stands twice."""
    from typing import get_args

    from acupoint_cli import model, theory
    from acupoint_cli.cli import app
    from acupoint_cli.library import conditions, filters
    from acupoint_cli.render import conditions as shown
    from acupoint_cli.render import graph, quiz, records
    from acupoint_cli.study import judge

    assert tuple(app.Format) == records.FORMATS
    assert set(app.SafeIn) == set(filters.UNSAFE)
    assert set(app.Graph) == set(graph.GRAPHS)
    assert records.SCHEMA == model.SCHEMA_VERSION
    assert get_args(model.Phase) == theory.PHASES
    assert conditions.GRADES == shown._GRADES == get_args(model.Grade)
    assert quiz.LETTERS == judge.LETTERS


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(SOURCE)) for p in MODULES])
def test_no_placeholder_has_a_number(path: Path) -> None:
    """Values are handed to SQLite in a row; Python 3.14 refuses them where a placeholder is "?1"."""
    assert not re.search(r"\b(?:SELECT|INSERT|DELETE|UPDATE)\b[^\n]*\?\d", path.read_text(encoding="utf-8"))
