"""What people type, and what they get: exit code, and words on standard output and standard error."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run

ROOT = Path(__file__).resolve().parents[1]

CASES = [  # arguments, exit code, on standard output, on standard error
    (["show", "KI-1"], 0, "names.pinyin\tYǒngquán", ""),
    (["show", "kid4"], 0, "code\tKI-4", ""),
    (["show", "yongqan"], 0, "code\tKI-1", "'yongqan' was taken for Yǒngquán (KI-1)"),
    (["show", "yongqan", "--exact"], 1, "", "Did you mean KI-1 Yǒngquán"),
    (["show", "KI-28"], 1, "", "KI has points 1 to 27"),
    (["show", "zhongzhu"], 4, "", "KI-15 Zhōngzhù 中注"),
    (["show", "KI-1", "KI-28", "KI-2"], 1, "code\tKI-2", "o KI-28"),
    (["show", "KI-28", "zhongzhu"], 4, "", "may be"),
    (["show", "KI-1", "--fields", "code,location"], 0, "location\t", ""),
    (["show", "KI-1", "--fields", "nonsense"], 2, "", "is no key here"),
    (["show", "KI-1", "-f", "tsv", "--header"], 0, "code\tchannel\tnumber\tstatus\tnames.pinyin", ""),
    (["show", "KI-1", "-f", "yaml"], 0, "schema: 1\npoints:\n- code: KI-1", ""),
    (["show", "KI-1", "-f", "markdown"], 0, "## KI-1 Yǒngquán 涌泉", ""),
    (["show", "KI-1", "-f", "table"], 0, "Gushing Spring", ""),
    (["show", "KI-1", "-f", "sideways"], 2, "", "--format"),
    (["show", "KI-1", "--json", "--jsonl"], 2, "", "exclude each other"),
    (["show", "KI-1", "--json", "-f", "json"], 0, '"schema":1', ""),
    (["show"], 2, "", "Show needs a name"),
    (["show", ""], 2, "", "empty name"),
    (["shwo", "KI-1"], 2, "", "Did you mean 'show'"),
    (["show", "--nonsense"], 2, "", "No such option"),
    (["search", "insomnia"], 0, "HT-7\tShénmén\t神门\tSpirit Gate", ""),
    (["search", "失眠"], 0, "HT-7\t", ""),
    (["search", "can't sleep"], 0, "main indication: insomnia", ""),
    (["search", "insomnai"], 0, "main indication: insomnia", "taken for 'insomnia'"),
    (["search", "insomnia", "--limit", "1"], 0, "\t", "the first 1 of"),
    (["search", "xyzzyq"], 1, "", "unknown"),
    (["search", ""], 2, "", "othing to search for"),
    (["search"], 2, "", "Search needs words"),
    (["search", "loss of consciousness"], 0, "KI-1\t", "URGENT: "),
    (["search", "chest pain", "-f", "table"], 0, "URGENT", ""),
    (["search", "ankle pain", "--safe-in", "pregnancy"], 0, "LR-4\t", "not proof of safety"),
    (["search", "ankle pain", "--safe-in", "luck"], 2, "", "safe-in"),
    (["related", "KI-4"], 0, "BL-64\tJīnggǔ\t京骨\tCapital Bone\tsource-connecting", ""),
    (["related", "KI-99"], 1, "", "1 to 27"),
    (["related"], 2, "", "Missing argument"),
    (["list", "--channel", "kidney", "--role", "yuan"], 0, "KI-3\tTàixī\t太溪", ""),
    (["list", "--region", "sole"], 0, "KI-1\t", ""),
    (["list", "--phase", "wood", "--channel", "KI"], 0, "KI-1\t", ""),
    (["list", "--channel", "QQ"], 2, "", "--channel 'QQ' is unknown"),
    (["list", "--phase", "plastic"], 2, "", "wood, fire, earth, metal, water"),
    (["list", "--region", "moon"], 2, "", "Choose from"),
    (["list", "--role", "king"], 2, "", "Choose from"),
    (["list", "--role", "yuan", "--phase", "wood", "--channel", "KI"], 1, "", "No point passes"),
    (["channel", "KI"], 0, "code\tKI", ""),
    (["channel", "肾"], 0, "code\tKI", ""),
    (["channel", "Dü"], 0, "code\tSI", ""), (["channel", "Du"], 0, "code\tGV", ""),
    (["list", "--channel", "Dü"], 0, "SI-1\t", ""), (["list", "--channel", "Du"], 0, "GV-1\t", ""),
    (["channel"], 0, "KI\tKidney", ""),
    (["channel", "nonsense"], 1, "", "No channel is called"),
    (["role", "luo-connecting"], 0, "members.1.code", ""),
    (["role"], 0, "jing-well\t", ""),
    (["term", "shan disorder"], 0, "meaning\t", ""),
    (["term", "失眠"], 0, "term\tinsomnia", ""),
    (["term", "insomnai"], 1, "", "Did you mean insomnia"),
    (["source", "who2008"], 0, "rests", ""),
    (["source", "nobody"], 1, "", "No source is called"),
    (["codes", "KI-4"], 0, "KI-4\tdeadman\tKID-4", ""),
    (["codes", "KI-4"], 0, "KI-4\tWade–Giles\tta-chung", ""),
    (["codes", "EX-HN3"], 0, "GV24+", ""),
    (["combine", "KI-1", "PC-8"], 0, "five kinds of epilepsy\tKI-1; PC-8\tsong-of-points", ""),
    (["combine", "insomnia"], 0, "\t", ""),
    (["combine", "KI-1", "GV-28"], 1, "", "No combination"),
    (["show", "kidney"], 1, "", "It is a channel: `acu channel KI`."), (["show", "luo"], 1, "", "`acu role luo-connecting`"),
    (["show", "can't sleep"], 1, "", "It is a complaint: `acu search insomnia`."), (["related", "deadman"], 1, "", "`acu source deadman`"),
    (["related", "KI-4", "--graph", "dot", "-f", "tsv"], 2, "", "prints dot"), (["related", "KI-4", "--graph", "dot", "--fields", "code"], 2, "", "prints dot"),
    (["combine"], 2, "", "ombine needs"), (["combine", ","], 2, "", "ombine needs"), (["combine", ";", "、"], 2, "", "ombine needs"),
    (["combine", "KI-1、PC-8"], 0, "five kinds of epilepsy\tKI-1; PC-8\tsong-of-points", ""),
    (["combine", "yongquan, lao gong"], 0, "five kinds of epilepsy\tKI-1; PC-8\tsong-of-points", ""),
    (["combine", "zhong zhu, KI-3"], 4, "", "TE-3"), (["combine", "zhongzhu", "KI-3"], 4, "", "KI-15"),
    (["help"], 0, "safety", ""),
    (["help", "cun"], 0, "B-cun", ""),
    (["help", "safety"], 0, "pacemaker", ""),
    (["help", "exit-codes"], 0, "ambiguous", ""),
    (["help", "show"], 0, "Example: acu show KI-1", ""),
    (["help", "nothing"], 2, "", "There is no topic"),
    (["--version"], 0, "acu 0.", ""),
    (["-V"], 0, "points", ""),
    ([], 0, "acu show KI-1", ""),
    (["--help"], 0, "Commands", ""),
    (["show", "-h"], 0, "Example", ""),
    (["completion", "bash"], 0, "_ACU_COMPLETE", ""),
    (["completion", "tcl"], 2, "", "Choose from: bash"),
    (["--data", "/nonexistent", "show", "KI-1"], 3, "", "is no folder"),
    (["check", "--explain", "C301"], 0, "named by its code", ""),
    (["check", "--explain", "Z9"], 2, "", "is no rule"),
    (["check", "/nonexistent.yaml"], 3, "", "There is no"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "out", "err"), CASES, ids=[" ".join(c[0])[:50] or "bare" for c in CASES])
def test_what_people_type(acu: Run, arguments: list[str], code: int, out: str, err: str) -> None:
    done = acu(*arguments)
    assert done.code == code, done
    assert out in done.out
    assert err in done.err
    if code not in {0} and "KI-1" not in arguments:
        assert done.out == "", "answers go to standard output, everything else to standard error"
    assert "Traceback" not in done.err


def test_one_clear_line(acu: Run) -> None:
    for arguments in (["show", "KI-28"], ["show", "\x1b[31mred"], ["show", "x" * 10_000], ["search", "qqqq zzzz"], ["list", "--phase", "x"]):  # fmt: skip
        done = acu(*arguments)
        assert done.err.count("\n") == 1, done.err
        assert "\x1b" not in done.err
        assert len(done.err) < 700


def test_names_from_standard_input(acu: Run) -> None:
    done = acu("show", "-", "--jsonl", stdin="KI-1\n\n  yongquan \n涌泉\n")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [r["match"]["query"] for r in records] == ["KI-1", "yongquan", "涌泉"]
    assert {r["code"] for r in records} == {"KI-1"}


def test_the_kidney_channel_through_a_pipe(acu: Run) -> None:
    codes = [line.split("\t")[0] for line in acu("list", "--channel", "KI").out.splitlines()]
    assert codes == [f"KI-{n}" for n in range(1, 28)]
    done = acu("show", "-", "--jsonl", stdin="\n".join(codes))
    assert [json.loads(line)["code"] for line in done.out.splitlines()] == codes


def test_safe_in_leaves_out_what_is_listed(acu: Run) -> None:
    safe = {line.split("\t")[0] for line in acu("list", "--safe-in", "pregnancy").out.splitlines()}
    every = {line.split("\t")[0] for line in acu("list").out.splitlines()}
    assert len(every) >= 409
    assert "ST-41" in safe
    assert not safe & {"SP-6", "LI-4", "KI-11", "KI-12"}


def _console_lines() -> list[str]:
    """Every `acu …` line of README and help that needs no other program."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line[2:].split("#")[0].strip() for line in text.splitlines() if line.startswith("$ acu ")]
    lines = [
        line for line in lines if "|" not in line and ">" not in line and ";" not in line and "notes.txt" not in line
    ]
    pages = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    lines += [m.strip() for m in re.findall(r"Example: (acu [^>|\n]+)", pages)]
    return sorted(set(lines))


@pytest.mark.parametrize("line", _console_lines())
def test_every_documented_line_runs(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    import shlex

    if line.startswith("acu export"):
        monkeypatch.chdir(tmp_path)  # it writes into the current folder
    done = acu(*shlex.split(line)[1:])
    wanted = {0, 1} if "--complete" in line else {0}
    assert done.code in wanted, done.err
    assert done.out or "no faults" in done.err


def test_as_a_process_in_a_c_locale(cache: Path, tmp_path: Path) -> None:
    """Characters as arguments and output where Python is told that the terminal knows only ASCII."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "acupoint_cli", "show", "涌泉"], capture_output=True, env=environment, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "names.simplified\t涌泉" in done.stdout.decode("utf-8")
    broken = subprocess.run([sys.executable, "-m", "acupoint_cli", "show", b"\xff\xfe"], capture_output=True, env=environment, check=False)  # fmt: skip
    assert broken.returncode == 1
    assert b"Traceback" not in broken.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_and_closed_pipe(cache: Path, tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}  # fmt: skip
    acu = [sys.executable, "-m", "acupoint_cli"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*acu, "list"], stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr
    piped = subprocess.run(f"{sys.executable} -m acupoint_cli list | head -1", shell=True, capture_output=True, env=environment, check=False)  # fmt: skip
    assert piped.stderr == b""


def test_no_home(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/dev/null/home", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-m", "acupoint_cli", "show", "KI-1", "--fields", "code"], capture_output=True, env=environment, check=False)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"code\tKI-1\n", b"")
