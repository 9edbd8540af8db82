"""What the shell is offered: point names with their pinyin, roles, regions, terms."""

import pytest

from conftest import Run

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
