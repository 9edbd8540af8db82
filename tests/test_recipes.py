"""Every recipe of docs/recipes.md runs as a user would type it, and prints what the page says."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT

_RECIPE = re.compile(
    r"^## (?P<title>.+?)\n(?P<before>(?:(?!^## )[\s\S])*?)```sh\n(?P<script>[\s\S]*?)```"
    r"(?P<after>(?:(?!^## )[\s\S])*)",
    re.MULTILINE,
)


class Recipe(NamedTuple):
    """A block of the page: the tools it needs, and what it prints, None where the page does not say."""

    title: str
    needs: tuple[str, ...]
    script: str
    prints: str | None


def recipes() -> list[Recipe]:
    """Return the recipes of the page."""
    out = []
    for match in _RECIPE.finditer((ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")):
        needs = re.search(r"<!-- needs: (.+?) -->", match["before"])
        prints = re.search(r"\*prints\*\n\n```text\n([\s\S]*?)```", match["after"])
        out.append(Recipe(match["title"], tuple(needs[1].split()) if needs else (), match["script"], prints[1] if prints else None))  # fmt: skip
    return out


def test_the_page_has_recipes() -> None:
    text = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    assert len(recipes()) == text.count("\n## ") == text.count("```sh") >= 10


@pytest.mark.parametrize("recipe", recipes(), ids=[r.title for r in recipes()])
def test_recipe(recipe: Recipe, tmp_path: Path) -> None:
    missing = [tool for tool in recipe.needs if not _there(tool)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    tools = tmp_path / "tools"
    tools.mkdir()
    acu = tools / "acu"
    acu.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m acupoint_cli "$@"\n', encoding="utf-8")
    acu.chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "FZF_DEFAULT_OPTS": "--filter=Yǒngquán",  # fzf without hands: it prints what matches
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", recipe.script],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if recipe.prints is None:
        assert done.stdout.strip() or any(folder.iterdir())
    else:
        assert re.fullmatch(_pattern(recipe.prints), done.stdout, re.DOTALL), done.stdout


def _pattern(prints: str) -> str:
    """Return the regular expression of what a recipe prints: a line of its own that is … stands for any lines, or none."""
    text = "".join(".*?\n?" if line == "…\n" else _line(line) for line in prints.splitlines(keepends=True))
    return f"{text}\n*"


def _line(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.split("…"))


def _there(tool: str) -> bool:
    beside = Path(sys.executable).parent / tool
    return bool(shutil.which(tool)) or beside.exists() or (tool == "genanki" and find_spec(tool) is not None)
