"""The compiled index: made once, made again when the data changes, and never the cause of a wrong answer."""

import os
import sqlite3
from pathlib import Path

import pytest

from acupoint_cli.library.index import open_index
from conftest import Run


def index_files(cache: Path) -> list[Path]:
    return sorted((cache / "acu").glob("index-*.sqlite"))


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def test_made_once(acu: Run, own_cache: Path) -> None:
    assert acu("show", "KI-1").code == 0
    (path,) = index_files(own_cache)
    before = path.stat().st_mtime_ns
    assert acu("show", "KI-2").code == 0
    assert path.stat().st_mtime_ns == before


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[20:60] = os.urandom(40)
    path.write_bytes(bytes(raw))


def _older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    connection.commit()
    connection.close()


DAMAGE = {
    "truncated": _truncate,
    "flipped": _flip,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a database"),
    "older": _older,
    "removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_index_is_made_again(acu: Run, own_cache: Path, damage: object) -> None:
    good = acu("show", "KI-1", "--json")
    (path,) = index_files(own_cache)
    damage(path)  # type: ignore[operator]
    assert acu("show", "KI-1", "--json") == good
    assert acu("show", "KI-1", "--json") == good


def test_a_folder_in_its_place(acu: Run, own_cache: Path) -> None:
    good = acu("show", "KI-1")
    (path,) = index_files(own_cache)
    path.unlink()
    path.mkdir()
    assert acu("show", "KI-1") == good


def test_no_leftovers(acu: Run, own_cache: Path) -> None:
    acu("show", "KI-1")
    assert [p.name for p in (own_cache / "acu").iterdir()] == [index_files(own_cache)[0].name]


def own_point(folder: Path, name: str, text: str) -> None:
    points = folder / "points"
    points.mkdir(parents=True, exist_ok=True)
    (points / name).write_text(text, encoding="utf-8")


MINE = """code: MY-1
status: outline
names: {pinyin: Wǒdexué, simplified: 我的穴, traditional: 我的穴, english: [My Place]}
region: foot
"""


def test_a_point_of_ones_own(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    own_point(tmp_path / "mine", "MY-1.yaml", MINE)
    assert "code\tMY-1" in acu("show", "My Place").out
    assert "code\tMY-1" in acu("show", "MY-1").out
    assert "code\tKI-1" in acu("show", "KI-1").out
    own_point(tmp_path / "mine", "MY-1.yaml", MINE.replace("My Place", "Your Place"))
    assert "code\tMY-1" in acu("show", "Your Place").out


def test_an_overlay_adds_cautions_and_never_removes_any(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    text = "code: KI-1\nmeaning: mine\ncautions:\n  - {kind: other, level: caution, methods: [pressing], text: my own, sources: [deadman]}\n"
    shipped = acu("show", "KI-1", "-f", "tsv", "--fields", "cautions").out
    own_point(tmp_path / "mine", "KI-1.yaml", text)
    both = acu("show", "KI-1", "-f", "tsv", "--fields", "cautions").out
    assert both.startswith(shipped.rstrip("\n"))
    assert "my own" in both
    assert "meaning\tmine" in acu("show", "KI-1").out


BROKEN = {
    "not yaml": "code: [", "unknown key": MINE + "colour: blue\n", "bomb": "a: &a [x,x]\nb: [*a,*a]\n", "empty": "",
    "list": "- a\n", "bad code": MINE.replace("MY-1", "my point"), "binary": "\x00\x01", "deep": "code: " + "[" * 5000,
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN.values(), ids=list(BROKEN))
def test_a_bad_file_is_named_and_left_out_alone(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    own_point(tmp_path / "mine", "BAD-1.yaml", text)
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, "code\tKI-1\n")
    assert "BAD-1.yaml" in done.err
    assert "left out" in done.err


def test_terminal_escapes_in_own_data_never_reach_the_terminal(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACU_DATA", str(tmp_path / "mine"))
    own_point(tmp_path / "mine", "MY-1.yaml", MINE.replace("[My Place]", r'["My\e[31m[bold]\u202ePlace"]'))
    for form in ("plain", "tsv", "table", "json", "jsonl", "yaml", "markdown"):
        done = acu("show", "MY-1", "-f", form)
        assert done.code == 0
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out


def test_a_wrong_question_does_not_make_the_index_anew(acu: Run) -> None:
    acu("show", "KI-1")
    index = open_index()
    index._again = lambda: pytest.fail("made anew")
    for ask in (index.rows, lambda sql, value: list(index.each(sql, value))):
        for wrong in ('"', "AND", "a b)"):
            with pytest.raises(sqlite3.Error):
                ask("SELECT code FROM texts WHERE texts MATCH ?", wrong)


@pytest.mark.skipif(os.name == "nt", reason="folders have no locks there")
def test_who_waits_no_longer_leaves_the_others_work_alone(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its patience a second process builds too; what the first has half-made is not swept away under it."""
    import fcntl

    from acupoint_cli.library import make, paths

    folder = Path(paths.cache())
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / "index-00000000.sqlite.1.tmp"
    half.write_bytes(b"half")
    monkeypatch.setattr(make, "_PATIENCE", 0.1)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        make.made("", True, lambda done, total: None).close()
        assert half.exists()
    finally:
        os.close(descriptor)
    make.made("", True, lambda done, total: None).close()
    assert not half.exists(), "with the lock, it is nobody's"
