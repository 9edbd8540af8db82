"""The short door gives the same bytes and exit code as Typer's way, and leaves slow modules alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Run

CALLS = [
    ["show", "KI-1"], ["show", "KI-1", "--json"], ["show", "--json", "KI-1"], ["show", "KI-1", "KI-4", "zhongzhu"],
    ["show", "yongqan"], ["show", "nobody"], ["show", "KI-28", "--json"], ["show", ""], ["show", "涌泉"],
    ["search", "insomnia"], ["search", "insomnia", "--json"], ["search", "can't", "sleep"], ["search", "qqqzz"],
    ["search", ""], ["search", "insomnai"], ["related", "KI-4"], ["related", "KI-4", "--json"], ["related", "zhongzhu"],
    ["related", "nobody", "--json"], ["list"], ["list", "--json"], ["show", "zu", "san", "li"], ["show", "ki", "1", "--json"],
    ["show", "KI-1", "zu", "san", "li"], ["show", "zhong", "zhu"], ["show", "ki", "28"], ["show", "nobody", "here"],
    ["related", "ki", "4"], ["related", "KI-3", "KI-4"], ["related", "KI-3", "KI-4", "--json"], ["related", "zu", "san", "lee"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", CALLS, ids=[" ".join(c) or "bare" for c in CALLS])
def test_both_doors_lead_to_the_same_room(acu: Run, arguments: list[str]) -> None:
    from acupoint_cli.__main__ import short_door

    assert acu(*arguments) == acu(*arguments, typer=True)
    assert callable(short_door)


OTHERS = [
    ["show"],
    ["show", "-"],
    ["show", "--help"],
    ["list", "KI-1"],
    ["related"],
    ["check"],
    [],
]


@pytest.mark.parametrize("arguments", OTHERS, ids=[" ".join(c) or "bare" for c in OTHERS])
def test_other_calls_go_through_typer(arguments: list[str]) -> None:
    from acupoint_cli.__main__ import short_door

    assert short_door(arguments) is None


SLOW = {
    "rich",
    "yaml",
    "rapidfuzz",
    "spellchecker",
    "typer",
    "msgspec",
    "pathlib",
    "dataclasses",
    "inspect",
    "typing",
    "datetime",
    "hashlib",
}


@pytest.mark.parametrize("arguments", [["show", "KI-1"], ["show", "KI-1", "--json"], ["search", "insomnia"], ["related", "KI-4"], ["list"]])  # fmt: skip
def test_plain_calls_load_nothing_slow(cache: Path, tmp_path: Path, arguments: list[str]) -> None:
    code = "import sys\nfrom acupoint_cli.__main__ import main\nmain()\nprint(*sys.modules, file=sys.stderr)"
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}  # fmt: skip
    for _ in range(2):  # the first may build the index
        done = subprocess.run([sys.executable, "-S", "-c", code, *arguments], capture_output=True, encoding="utf-8", env=environment, check=False)  # fmt: skip
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert done.returncode == 0
    assert SLOW & loaded == set()
