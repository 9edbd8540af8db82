"""What is made from code and data is up to date, and the repository keeps its own rules."""

import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def test_made_files_are_fresh() -> None:
    done = subprocess.run([sys.executable, "docs/make.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_path_of_a_machine_and_no_host() -> None:
    """No home folder, no shared folder, no registry's host stands in a tracked file."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout.split("\n")  # fmt: skip
    parts = [
        "/ho" + "me/",
        "/ro" + "ot/",
        "../sha" + "red",
        "/wo" + "rk/",
        "pypi" + ".org",
        "registry.np" + "mjs",
        "/tm" + "p/src",
    ]
    for name in filter(None, tracked):
        path = Path(ROOT / name)
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".json", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            for part in parts:
                assert part not in text, f"{name} holds {part}"


def test_every_test_that_the_page_on_reliability_names_is_there() -> None:

    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", text)
    assert len(named) > 40
    for file, name in named:
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), (file, name)
