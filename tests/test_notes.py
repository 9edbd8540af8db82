"""One's own notes: shown, found, and never lost, whatever happens to the process, the file or the disk."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, Run

ACU = [sys.executable, "-m", "acupoint_cli"]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder; it does not exist yet."""
    folder = tmp_path / "mine"
    monkeypatch.setenv("ACU_DATA", str(folder))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def kept(folder: Path) -> dict[str, str]:
    """Return the notes as the file holds them."""
    lines = (folder / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    return {e["code"]: e["note"] for e in map(json.loads, lines) if e["note"]}


def editor(tmp_path: Path, script: str) -> str:
    """Return a command for EDITOR that runs a line of Python on the file's `text`."""
    path = tmp_path / "editor.py"
    path.write_text(f"import sys\npath = sys.argv[-1]\ntext = open(path, encoding='utf-8').read()\n{script}\n")
    return f"{sys.executable} {path}"


def test_from_the_word_on_it_is_everywhere(acu: Run, mine: Path) -> None:
    before = acu("show", "KI-1", "--json")
    done = acu("note", "yongquan", "warm it", "before bed")
    assert (done.code, done.err) == (0, "acu: noted on KI-1 Yǒngquán 涌泉 (foot).\n")
    assert done.out.startswith("KI-1\tYǒngquán\t涌泉\tGushing Spring\twarm it before bed\t2")
    assert json.loads(acu("show", "KI-1", "--json").out)["points"][0]["note"] == "warm it before bed"
    assert "note\twarm it before bed" in acu("show", "KI-1").out
    assert "Your note: warm it before bed" in acu("show", "KI-1", "-f", "table").out
    assert "Your note" in acu("compare", "KI-1", "KI-2", "-f", "table").out
    listed = json.loads(acu("list", "--channel", "KI", "--json").out)["points"]
    assert [p["note"] for p in listed[:2]] == ["warm it before bed", None]
    import acupoint_cli

    assert acupoint_cli.lookup("KI-1").note == "warm it before bed"
    assert next(p for p in acupoint_cli.points() if p.code == "KI-1").note == "warm it before bed"
    acu("note", "KI-1", "--delete")
    assert acu("show", "KI-1", "--json") == before


CASES = [  # arguments, standard input, exit code, the note on KI-1 afterwards, on standard error
    (["KI-1", "two"], "", 0, "two", "`acu note KI-1 --undo` brings the former back"),
    (["KI-1", "one"], "", 0, "one", "already reads so"),
    (["KI-1", "two", "--append"], "", 0, "one\ntwo", "noted on KI-1"),
    (["KI-1", "-"], "from a pipe\r\nand more  \n\n", 0, "from a pipe\nand more", ""),
    (["KI-1", "-", "--append"], "more", 0, "one\nmore", ""),
    (["KI-1", "-"], "", 2, "one", "The note is empty"),
    (["KI-1", ""], "", 2, "one", "The note is empty"),
    (["KI-1", " \n\t"], "", 2, "one", "The note is empty"),
    (["KI-1", "-"], "x" * 10_000_000, 2, "one", "too long. At most 100000"),
    (["KI-1", "x" * 100_001], "", 2, "one", "too long"),
    (["KI-1", "x" * 100_000, "--append"], "", 2, "one", "too long"),
    (["KI-1", "失眠 \u202e\x1b[31m"], "", 0, "失眠 \u202e\x1b[31m", ""),
    (["KI-1", "--", "--delete"], "", 0, "--delete", ""),
    (["KI-1", "--delete"], "", 0, None, "--undo` brings it back"),
    (["KI-1", "--undo"], "", 0, None, "as it was before"),
    (["KI-2", "--delete"], "", 1, "one", "There is no note on KI-2"),
    (["KI-2", "--undo"], "", 1, "one", "nothing to bring back on KI-2"),
    (["KI-2", "--show"], "", 1, "one", "There is no note on KI-2"),
    (["KI-1", "--show", "--delete"], "", 2, "one", "exclude each other"),
    (["KI-1", "--list", "--append"], "", 2, "one", "exclude each other"),
    (["KI-1", "text", "--delete"], "", 2, "one", "takes a point and no text"),
    (["KI-1", "--list"], "", 2, "one", "--list takes no name"),
    ([], "", 2, "one", "Note needs a point"),
    ([" ", "text"], "", 2, "one", "Note needs a point"),
    (["KI-1"], "", 2, "one", "no editor is set"),
    (["KI-28", "text"], "", 1, "one", "KI has points 1 to 27"),
    (["nobody at all", "text"], "", 1, "one", "No point is called"),
    (["zhongzhu", "text"], "", 4, "one", "KI-15 Zhōngzhù"),
    (["yongqan", "two"], "", 0, "two", "was taken for Yǒngquán (KI-1)"),
    (["yongqan", "two", "--exact"], "", 1, "one", "Did you mean KI-1"),
    (["--search"], "", 2, "one", "nothing to search for"),
    (["--search", "qqq"], "", 1, "one", "No note of yours holds"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "typed", "code", "note", "err"), CASES, ids=[" ".join(c[0])[:40] or "bare" for c in CASES])  # fmt: skip
def test_what_people_type(
    acu: Run, mine: Path, arguments: list[str], typed: str, code: int, note: str | None, err: str
) -> None:
    acu("note", "KI-1", "one")
    done = acu("note", *arguments, stdin=typed)
    assert done.code == code, done.err
    assert err in done.err
    assert kept(mine).get("KI-1") == note
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out + done.err
    if code:
        assert done.out == ""
        assert json.loads(acu("note", *arguments, "--json", stdin=typed).out or '{"errors":1}')["errors"]


def test_replaced_and_deleted_notes_come_back(acu: Run, mine: Path) -> None:
    acu("note", "KI-1", "one")
    acu("note", "KI-1", "two")
    assert acu("note", "KI-1", "--undo").out.split("\t")[4] == "one"
    assert acu("note", "KI-1", "--undo").out.split("\t")[4] == "two"
    acu("note", "KI-1", "--delete")
    assert acu("note", "--list").code == 1
    acu("note", "KI-1", "--undo")
    assert acu("note", "KI-1", "--show").out == "two\n"


def test_list_and_search(acu: Run, mine: Path) -> None:
    acu("note", "SP-6", "not for Mrs Li; slept well")
    acu("note", "KI-1", "Mrs Li: warm feet\nsecond line")
    acu("note", "LU-1", "失眠三次")
    assert [line.split("\t")[0] for line in acu("note", "--list").out.splitlines()] == ["LU-1", "SP-6", "KI-1"]
    assert [line.split("\t")[0] for line in acu("note", "--search", "mrs", "li").out.splitlines()] == ["SP-6", "KI-1"]
    assert acu("note", "--search", "失眠").out.startswith("LU-1\t")
    assert acu("note", "KI-1", "--show").out == "Mrs Li: warm feet\nsecond line\n"
    answer = json.loads(acu("note", "--list", "--json").out)
    assert list(answer) == ["schema", "notes", "errors"]
    assert list(answer["notes"][0]) == ["code", "pinyin", "chinese", "english", "note", "changed"]
    assert answer["notes"][2]["note"] == "Mrs Li: warm feet\nsecond line"


def test_search_finds_notes_first(acu: Run, mine: Path) -> None:
    plain = json.loads(acu("search", "insomnia", "--json").out)["results"]
    acu("note", "GB-42", "worked for insomnia, twice")
    acu("note", plain[3]["code"], "insomnia after midnight")
    rows = json.loads(acu("search", "insomnia", "--json").out)["results"]
    assert [r["code"] for r in rows[:2]] == [plain[3]["code"], "GB-42"]
    assert rows[1]["why"][0] == "your note: worked for insomnia, twice"
    assert rows[0]["why"][1:] == plain[3]["why"][:5]
    assert [r["code"] for r in rows[2:5]] == [r["code"] for r in plain[:3]]
    assert list(rows[0]) == list(plain[0])
    scores = [r["score"] for r in rows]
    assert scores == sorted(scores, reverse=True)
    assert acu("search", "can't sleep").out.startswith(f"{plain[3]['code']}\t"), "a synonym finds the note too"


def test_search_finds_words_that_only_a_note_holds(acu: Run, mine: Path) -> None:
    acu("note", "LI-4", "x" * 300 + " zzyzx " + "y" * 300)
    done = acu("search", "zzyzx")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("LI-4\t")
    assert "your note: …" in done.out
    assert len(done.out) < 400, "an excerpt, not the note"
    assert acu("search", "zzyzx", "--channel", "KI").code == 1
    unsafe = acu("search", "zzyzx", "--safe-in", "pregnancy")
    assert (unsafe.code, unsafe.out) == (1, "")
    assert "LI-4" in unsafe.err
    import acupoint_cli

    assert [r["code"] for r in acupoint_cli.search("zzyzx")] == ["LI-4"]


def test_nothing_dangerous_reaches_the_terminal(acu: Run, mine: Path) -> None:
    acu("note", "KI-1", "\x1b]0;evil\x07[bold]x[/bold]\x9b31m\u202e\rzzyzx\x00")
    for arguments in (["show", "KI-1"], ["search", "zzyzx"], ["note", "--list"], ["note", "KI-1", "--show"], ["compare", "KI-1", "KI-2"]):  # fmt: skip
        for form in ("plain", "tsv", "table", "json", "jsonl", "yaml", "markdown"):
            done = acu(*arguments, "-f", form)
            assert done.code == 0, done.err
            assert not set("\x1b\x07\x9b\u202e\x00\r") & set(done.out + done.err), (arguments, form)
    assert "[bold]x[/bold]" in acu("show", "KI-1", "-f", "table").out
    raw = (mine / "notes.jsonl").read_text(encoding="utf-8")
    assert all(c.isprintable() or c == "\n" for c in raw), "nor when the file itself is printed"


# -- the editor


def test_editor(acu: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", editor(tmp_path, "open(path, 'w').write('# typed\\n\\nline two\\n' + text)"))
    done = acu("note", "KI-1")
    assert done.code == 0, done.err
    assert kept(mine) == {"KI-1": "# typed\n\nline two"}
    done = acu("note", "KI-1")
    assert kept(mine) == {"KI-1": "# typed\n\nline two\n# typed\n\nline two"}, "the note is there to be changed"
    assert acu("note", "KI-1", "--append").code == 0
    assert kept(mine)["KI-1"].endswith("line two\n# typed\n\nline two")
    assert not list(Path(os.environ.get("TMPDIR", "/tmp")).glob("acu-KI-1-*"))


EDITORS = {  # what the editor does, exit code, what is said
    "nothing": ("pass", 0, "is unchanged"),
    "empties": ("open(path, 'w').write('')", 2, "note is empty"),
    "fails": ("sys.exit(3)", 3, "ended with 3"),
    "removes": ("import os; os.remove(path)", 3, "No such file"),
    "too much": ("open(path, 'w').write('x' * 200_000)", 2, "Your text is in"),
    "types and fails": ("open(path, 'w').write('typed'); sys.exit(1)", 3, "Your text is in"),
}


@pytest.mark.parametrize(("script", "code", "err"), EDITORS.values(), ids=list(EDITORS))
def test_editors_that_do_otherwise(
    acu: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: int, err: str
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    acu("note", "KI-1", "one")
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    done = acu("note", "KI-1")
    assert (done.code, err in done.err) == (code, True), done.err
    assert kept(mine) == {"KI-1": "one"}
    left = list(tmp_path.glob("acu-KI-1-*"))
    assert len(left) == ("Your text is in" in err), "typed text is kept, and nothing else"


@pytest.mark.parametrize("command", ["/nonexistent/editor", "'unbalanced", "  "])
def test_no_such_editor(acu: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("EDITOR", command)
    done = acu("note", "KI-1")
    assert done.code in {2, 3}
    assert "EDITOR" in done.err
    assert done.err.count("\n") == 1


def test_changed_by_another_while_editing(
    acu: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    acu("note", "KI-1", "one")
    meanwhile = f'open({str(mine / "notes.jsonl")!r}, \'w\').write(\'{{"code": "KI-1", "note": "theirs"}}\\n\')'
    monkeypatch.setenv("EDITOR", editor(tmp_path, f"open(path, 'w').write('mine'); {meanwhile}"))
    done = acu("note", "KI-1")
    assert done.code == 3
    assert "changed meanwhile" in done.err
    assert kept(mine) == {"KI-1": "theirs"}
    (left,) = tmp_path.glob("acu-KI-1-*")
    assert left.read_text() == "mine"


# -- the file

GOOD = '{"code": "KI-1", "note": "good", "changed": "2026-01-01T00:00:00Z", "colour": "red"}\n'
DAMAGE = {
    "cut": GOOD.encode() + b'{"code": "KI-2", "no',
    "binary": GOOD.encode() + bytes(range(256)) + b"\n",
    "zeros": GOOD.encode() + b"\0" * 4096,
    "not utf-8": GOOD.encode() + b'{"code": "KI-2", "note": "\xff\xfe"}\n',
    "other json": GOOD.encode() + b'[1, 2]\n"text"\nnull\n{"code": 1, "note": "x"}\n{"code": "KI-2"}\n',
    "deep": GOOD.encode() + b"[" * 100_000 + b"\n",
    "surrogate": GOOD.encode() + b'{"code": "KI-2", "note": "\\ud800"}\n',
    "merged by hand": b"<<<<<<< mine\n" + GOOD.encode() + b"=======\n",
}


@pytest.mark.parametrize("raw", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_file_is_set_aside_and_said(acu: Run, mine: Path, raw: bytes) -> None:
    mine.mkdir()
    path = mine / "notes.jsonl"
    path.write_bytes(raw)
    done = acu("show", "KI-1", "--fields", "note")
    assert (done.code, done.out) == (0, "note\tgood\n"), "what can be read is shown"
    assert "notes.jsonl:" in done.err
    assert path.read_bytes() == raw, "reading changes nothing"
    done = acu("note", "KI-2", "new")
    assert done.code == 0
    assert "notes.jsonl.damaged-1" in done.err
    assert (mine / "notes.jsonl.damaged-1").read_bytes() == raw
    assert kept(mine) == {"KI-1": "good", "KI-2": "new"}
    path.write_bytes(raw)
    acu("note", "KI-2", "new")
    assert (mine / "notes.jsonl.damaged-1").read_bytes() == raw
    assert (mine / "notes.jsonl.damaged-2").read_bytes() == raw


def test_what_this_version_does_not_know_is_kept(acu: Run, mine: Path) -> None:
    mine.mkdir()
    (mine / "notes.jsonl").write_text(
        GOOD + '{"code": "GONE-7", "note": "of a point that is gone"}\n\n', encoding="utf-8"
    )
    acu("note", "KI-1", "more", "--append")
    lines = [json.loads(line) for line in (mine / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["colour"] == "red"
    assert lines[1]["code"] == "GONE-7"
    assert "GONE-7\t\t\t\tof a point that is gone" in acu("note", "--list").out


def test_two_machines_lines_are_both_kept(acu: Run, mine: Path) -> None:
    mine.mkdir()
    (mine / "notes.jsonl").write_text('\ufeff{"code": "ki-1", "note": "one"}\n{"code": "KI-1", "note": "two"}\n', encoding="utf-8")  # fmt: skip
    assert acu("note", "KI-1", "--show") == (0, "one\ntwo\n", "")


def test_a_link_stays_a_link_and_the_file_private(acu: Run, mine: Path, tmp_path: Path) -> None:
    mine.mkdir()
    (mine / "notes.jsonl").symlink_to(tmp_path / "synced.jsonl")
    acu("note", "KI-1", "one")
    assert (mine / "notes.jsonl").is_symlink()
    assert "one" in (tmp_path / "synced.jsonl").read_text()
    assert (tmp_path / "synced.jsonl").stat().st_mode & 0o777 == 0o600
    (tmp_path / "synced.jsonl").chmod(0o640)
    acu("note", "KI-1", "two")
    assert (tmp_path / "synced.jsonl").stat().st_mode & 0o777 == 0o640


NOWHERE = ["/dev/null/mine", "/proc/acu"]


@pytest.mark.parametrize("folder", NOWHERE)
def test_nowhere_to_write(acu: Run, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("ACU_DATA", folder)
    done = acu("note", "KI-1", "one")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    assert json.loads(acu("note", "KI-1", "one", "--json").out)["errors"][0]["code"] == "io"
    assert acu("show", "KI-1", "--fields", "code").out == "code\tKI-1\n"


def test_a_folder_in_its_place(acu: Run, mine: Path) -> None:
    (mine / "notes.jsonl").mkdir(parents=True)
    done = acu("note", "KI-1", "one")
    assert done.code == 3
    assert "is no file" in done.err
    assert acu("show", "KI-1", "--fields", "code") == (0, "code\tKI-1\n", "")


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_full_disk(acu: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    acu("note", "KI-1", "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, fails, full)
        done = acu("note", "KI-1", "two")
    assert (done.code, done.out) == (3, "")
    assert "No space left" in done.err
    assert kept(mine) == {"KI-1": "one"}
    assert sorted(p.name for p in mine.iterdir()) == [".notes.jsonl.lock", "notes.jsonl"], "nothing is left over"


def test_a_limit_on_the_size_of_files(mine: Path, cache: Path) -> None:
    """A real failure of the system half-way through the file."""
    import resource

    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([*ACU, "note", "KI-1", "one"], env=environment, check=True, capture_output=True)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    done = subprocess.run([*ACU, "note", "KI-2", "x" * 9000], env=environment, check=False, capture_output=True, preexec_fn=limit)  # fmt: skip
    assert done.returncode == 3
    assert b"File too large" in done.stderr
    assert kept(mine) == {"KI-1": "one"}


def test_no_index_is_made_again(acu: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    acu("show", "KI-1")
    (path,) = (tmp_path / "cache" / "acu").glob("index-*.sqlite")
    before = path.stat().st_mtime_ns
    acu("note", "KI-1", "one")
    acu("show", "KI-1")
    assert path.stat().st_mtime_ns == before
    assert len(list((tmp_path / "cache" / "acu").iterdir())) == 1


def test_without_notes_their_module_is_not_even_loaded(cache: Path, tmp_path: Path) -> None:
    code = "import sys\nfrom acupoint_cli.__main__ import main\nmain()\nprint(*sys.modules, file=sys.stderr)"
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}  # fmt: skip
    for arguments in (["show", "KI-1"], ["search", "insomnia"]):
        subprocess.run([*ACU, *arguments], env=environment, check=True, capture_output=True)
        done = subprocess.run([sys.executable, "-S", "-c", code, *arguments], capture_output=True, encoding="utf-8", env=environment, check=True)  # fmt: skip
        assert not {"acupoint_cli.library.notes", "acupoint_cli.noted"} & set(done.stderr.split())


# -- several processes


def test_twenty_processes_lose_nothing(acu: Run, mine: Path) -> None:
    acu("show", "KI-1")  # so that the index is there
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    codes = [f"KI-{n}" for n in range(1, 21)]
    running = [subprocess.Popen([*ACU, "note", code, f"note on {code}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for code in codes]  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert kept(mine) == {code: f"note on {code}" for code in codes}


def test_twenty_processes_add_to_one_note(acu: Run, mine: Path) -> None:
    acu("show", "KI-1")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    running = [subprocess.Popen([*ACU, "note", "KI-1", f"line {n}", "--append"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment) for n in range(20)]  # fmt: skip
    for process in running:
        process.communicate(timeout=120)
    assert sorted(kept(mine)["KI-1"].split("\n")) == sorted(f"line {n}" for n in range(20))


def test_killed_while_writing(acu: Run, mine: Path) -> None:
    """Whenever it is killed, the file holds the notes from before or from after, whole, and the next call works."""
    acu("note", "KI-1", "first")
    writer = (
        "from acupoint_cli.library import notes\nn = 0\n"
        "while True:\n    n += 1\n    notes.write('KI-2', f'{n} ' + 'x' * 50_000)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for i in range(int(os.environ.get("ACU_KILLS", "25"))):
        process = subprocess.Popen([sys.executable, "-c", writer], env=environment, stderr=subprocess.PIPE)
        time.sleep(0.12 + 0.007 * i)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        notes = kept(mine)
        assert notes["KI-1"] == "first"
        assert "KI-2" not in notes or len(notes["KI-2"].split(" ")[1]) == 50_000
    done = acu("note", "KI-3", "after")
    assert (done.code, done.err) == (0, "acu: noted on KI-3 Tàixī 太溪 (ankle).\n"), "no lock is left held"
    assert sorted(p.name for p in mine.iterdir()) == [".notes.jsonl.lock", "notes.jsonl"]


def test_another_process_that_does_not_let_go(acu: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from acupoint_cli.library import keep

    mine.mkdir()
    monkeypatch.setattr(keep, "PATIENCE", 0.05)
    with keep.Lock(str(mine / "notes.jsonl")):
        done = acu("note", "KI-1", "one")
    assert done.code == 3
    assert "another process" in done.err.lower()
