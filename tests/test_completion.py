"""What the shell is offered: point names with their pinyin, roles, regions, terms."""

import subprocess
import sys
from pathlib import Path

import pytest

from acupoint_cli.cli import complete
from conftest import ROOT, Run

ASKED = [  # shell, what is typed so far, what must be offered
    ("zsh", "acu show KI-2", ["KI-2", "KI-27", "Rángǔ"]),
    ("zsh", "acu show yongq", ["yongquan", "KI-1"]),
    ("fish", "acu show KI-1", ["KI-1", "Yǒngquán 涌泉"]),
    ("fish", "acu list --role luo", ["luo-connecting"]),
    ("fish", "acu list --region so", ["sole"]),
    ("fish", "acu term inso", ["insomnia"]),
    ("fish", "acu help sa", ["safety"]),
]


@pytest.mark.parametrize(("shell", "typed", "offered"), ASKED, ids=[f"{a[0]} {a[1]}" for a in ASKED])
def test_offered(acu: Run, monkeypatch: pytest.MonkeyPatch, shell: str, typed: str, offered: list[str]) -> None:
    monkeypatch.setenv("_ACU_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    done = acu()
    assert done.code == 0, done.err
    for word in offered:
        assert word in done.out


def test_bash(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ACU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "acu show KI-2")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert acu().out.split() == ["KI-2", "KI-20", "KI-21", "KI-22", "KI-23", "KI-24", "KI-25", "KI-26", "KI-27"]


LINES = [
    "acu", "acu ", "acu s", "acu sho", "acu zz", "acu show ", "acu show KI-2", "acu show KI-1 yongq", "acu show KI-1 ",
    "acu related KI-1", "acu related KI-1 KI-2", "acu related ki-1", "acu compare 涌", "acu note Zhong", "acu codes EX-H",
    "acu combine KI-1 PC-", "acu show --js", "acu show -", "acu show 'KI", "acu list --role luo", "acu term inso",
    "acu search insom", "acu channel K", "acu help sa", "acu nothing KI", "acu show my", "acu show gush",
]  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("typed", LINES)
def test_the_short_way_offers_what_typer_offers(
    acu: Run, monkeypatch: pytest.MonkeyPatch, shell: str, typed: str
) -> None:
    monkeypatch.setenv("_ACU_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - (not typed.endswith(" "))))
    short = acu()
    monkeypatch.setattr(complete, "asked_for", lambda arguments: None)
    assert short == acu(), "complete.COMMANDS holds every command with what Typer says of it"


@pytest.mark.parametrize("typed", ["acu show KI-2", "acu related yongq", "acu sh"])
def test_the_short_way_loads_nothing_slow(cache: Path, tmp_path: Path, typed: str) -> None:
    code = "import sys\nfrom acupoint_cli.__main__ import main\nmain()\nprint(*sys.modules, file=sys.stderr)"
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src"), "_ACU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": typed}  # fmt: skip
    for _ in range(2):  # the first may build the index
        done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, encoding="utf-8", env=environment, check=False)  # fmt: skip
    assert done.returncode == 0
    assert done.stdout
    assert {name.split(".")[0] for name in done.stderr.split()} & {
        "typer",
        "rich",
        "yaml",
        "rapidfuzz",
        "msgspec",
    } == set()


BASH = [  # the words as bash hands them over, the last to be completed, and what it must be told
    (["acu", "term", "frozen"], ["frozen\\ shoulder"]),
    (["acu", "term", '"frozen'], ["frozen shoulder"]),
    (["acu", "term", "'frozen sh"], ["frozen shoulder"]),
    (["acu", "term", "frozen\\ sh"], ["frozen\\ shoulder"]),
    (["acu", "term", "frozen", "sh"], ["shoulder"]),
    (["acu", "list", "--region", "lower\\ l"], ["lower\\ limb"]),
    (["acu", "list", "--region", "=", "lower\\ l"], ["lower\\ limb"]),
    (["acu", "channel", "kid"], ["kidney"]),
    (["acu", "channel", "KI"], ["KI"]),
    (["acu", "channel", "large", "int"], ["intestine"]),
    (["acu", "show", "ki-27"], ["ki-27"]),
    (["acu", "combine", "insom"], ["insomnia"]),
    (["acu", "combine", "KI-27"], ["KI-27"]),
    (["acu", "list", "--codes", "dea"], ["deadman"]),
    (["acu", "scan", "--replace", "han"], ["hanzi"]),
    (["acu", "list", "--policy", "l"], ["listed=2"]),
    (["acu", "list", "--phase", "wo"], ["wood"]),
    (["acu", "check", "--explain", "Y106"], ["Y106"]),
    (["acu", "show", "--fields", "code,loca"], ["code,location", "code,locate"]),
    (["acu", "search", "--fields", "pre"], ["pressed"]),
    (["acu", "show", "zzz"], []),
    (["acu", "list", "--region", "zzz"], []),
    (["acu", "scan", "REA"], ["__acu_files__"]),
    (["acu", "check", "da"], ["__acu_files__"]),
    (["acu", "quiz", "--answers", "x"], ["__acu_files__"]),
    (["acu", "export", "json", "-o", "x"], ["__acu_files__"]),
]


@pytest.mark.parametrize(("typed", "told"), BASH, ids=[" ".join(typed) for typed, _ in BASH])
def test_bash_gets_words_that_it_can_put_in(
    acu: Run, monkeypatch: pytest.MonkeyPatch, typed: list[str], told: list[str]
) -> None:
    monkeypatch.setenv("_ACU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(typed))
    monkeypatch.setenv("COMP_CWORD", str(len(typed) - 1))
    done = acu()
    assert (done.code, done.out.split("\n")) == (0, [*(told or [""]), ""])


@pytest.mark.parametrize(("typed", "told"), [("acu show zzz", ""), ("acu scan REA", "_files"), ("acu term zzz", "")])
def test_zsh_offers_files_only_where_one_is_meant(
    acu: Run, monkeypatch: pytest.MonkeyPatch, typed: str, told: str
) -> None:
    monkeypatch.setenv("_ACU_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    assert acu().out.strip() == told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_a_script(acu: Run, shell: str) -> None:
    done = acu("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_ACU_COMPLETE" in done.out
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=done.out, encoding="utf-8", check=False).returncode == 0


def test_the_tier_of_names_is_that_of_the_index() -> None:
    from acupoint_cli.cli import complete
    from acupoint_cli.names.resolve import STANDARD_FOLDED

    assert complete._STANDARD_FOLDED == STANDARD_FOLDED
