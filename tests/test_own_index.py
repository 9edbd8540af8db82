"""The index of the user's own points: only what changed is read, and it then equals one made afresh, table by table."""

import json
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint_cli.library import index as library
from acupoint_cli.library import layer, stamps, yaml_files
from conftest import Run

MINE = """code: {code}
status: outline
names: {{pinyin: {pinyin}, simplified: 我的穴, traditional: 我的穴, english: [My Place]}}
region: foot
"""
OVERLAY = "code: KI-1\nmeaning: mine\nindications: {main: [hiccup, insomnia], other: [headache]}\n"
CAUTION = (
    "code: KI-1\ncautions:\n  - {kind: other, level: caution, methods: [pressing], text: my own, sources: [deadman]}\n"
)
RICH = (
    MINE
    + """roles: [{{role: luo-connecting, detail: of nothing}}, {{role: yuan-source}}]
related: [{{code: KI-4, why: it is near, source: deadman}}]
level_with: [KI-3]
indications: {{main: [insomnia, headache], other: [hiccup]}}
cites: {{location: [deadman, cam], indications: [cam]}}
sources: [deadman, cam]
"""
)

Step = tuple[str, str | None]  # file, its new text; None: it is removed
STEPS: list[list[Step]] = [
    [("MY-1.yaml", MINE.format(code="MY-1", pinyin="Wǒdexué"))],
    [("MY-2.yaml", RICH.format(code="MY-2", pinyin="Nǐdexué")), ("ABC-9.yml", MINE.format(code="ABC-9", pinyin="Tā"))],
    [("KI-1.yaml", OVERLAY)],
    [("a-second.yaml", CAUTION), ("MY-1.yaml", MINE.format(code="MY-1", pinyin="Bùtóng"))],
    [("KI-1.yaml", OVERLAY.replace("hiccup, insomnia", "asthma"))],
    [("MY-1.yaml", "code: [")],
    [("MY-2.yaml", RICH.format(code="MY-3", pinyin="Nǐdexué")), ("wrong.yaml", MINE.format(code="my point", pinyin="A"))],
    [("ABC-9.yml", None), ("KI-28.yaml", MINE.format(code="KI-28", pinyin="Chūxīn"))],
    [("KI-1.yaml", "code: KI-1\ncolour: blue\n")],
    [("KI-1.yaml", "code: KI-1\nneedling: {forbidden: false}\nmeaning: still mine\n"), ("wrong.yaml", None)],
    [("ZZZ-1.yaml", MINE.format(code="ZZZ-1", pinyin="Mò")), ("AAA-1.yaml", MINE.format(code="AAA-1", pinyin="Xiān"))],
    [("MY-1.yaml", RICH.format(code="MY-1", pinyin="Wǒdexué")), ("twin.yaml", RICH.format(code="MY-1", pinyin="Shuāng"))],
    [("KI-1.yaml", None), ("a-second.yaml", None), ("twin.yaml", None)],
    [(name, None) for name in ("MY-1.yaml", "MY-2.yaml", "KI-28.yaml", "ZZZ-1.yaml", "AAA-1.yaml")],
]  # fmt: skip


def tables(connection: sqlite3.Connection) -> dict[str, list[object]]:
    """Return every table with its rows, but for what is free to differ: row numbers and the time of writing."""
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if not n.startswith("texts_")]  # fmt: skip
    found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    found["points"] = [row[1:] for row in found["points"]]
    found["meta"] = [row for row in found["meta"] if row[0] not in {"written", "stamp"}]
    words = ["foot", "my", "hiccup", "mine", "place", "insomnia", "wǒdexué"]
    found["matches"] = [(w, sorted(connection.execute("SELECT code FROM texts WHERE texts MATCH ?", (w,)))) for w in words]  # fmt: skip
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    (folder / "points").mkdir(parents=True)
    monkeypatch.setenv("ACU_DATA", str(folder))
    return folder


def take(step: list[Step], mine: Path) -> None:
    for name, text in step:
        path = mine / "points" / name
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def current(mine: Path) -> dict[str, list[object]]:
    return tables(library.open_index().connection)


def fresh(mine: Path) -> dict[str, list[object]]:
    Path(library.target(str(mine / "points"))).unlink()
    return current(mine)


def test_what_is_brought_up_to_date_equals_what_is_made_afresh(mine: Path) -> None:
    shipped = None
    for number, step in enumerate(STEPS):
        take(step, mine)
        kept = current(mine)
        # the copy is set aside, so that the next step begins from the index that was brought up to date
        path = Path(library.target(str(mine / "points")))
        aside = path.with_suffix(".aside")
        os.link(path, aside)
        new = fresh(mine)
        os.replace(aside, path)
        for table, rows in new.items():
            assert kept[table] == rows, (number, table, [r for r in kept[table] if r not in rows][:3])
        assert kept.keys() == new.keys()
        shipped = new
    assert shipped is not None
    assert shipped["files"] == []


def test_any_order_of_changes_ends_the_same(mine: Path) -> None:
    chance = random.Random(5)
    texts = [text for step in STEPS for _, text in step if text]
    for _ in range(int(os.environ.get("ACU_CHANGES", "8"))):
        for name in chance.sample(["KI-1.yaml", "MY-1.yaml", "b.yaml", "c.yml"], chance.randint(1, 3)):
            path = mine / "points" / name
            if chance.random() < 0.3:
                path.unlink(missing_ok=True)
            else:
                path.write_text(chance.choice(texts), encoding="utf-8")
        current(mine)
    assert current(mine) == fresh(mine)


def test_with_the_last_file_the_shipped_points_are_as_they_were(acu: Run, mine: Path) -> None:
    plain = acu("show", "KI-1", "--json")
    take(STEPS[2] + STEPS[3], mine)
    assert acu("show", "KI-1", "--json") != plain
    take([("KI-1.yaml", None), ("a-second.yaml", None), ("MY-1.yaml", None)], mine)
    assert acu("show", "KI-1", "--json") == plain


def test_only_what_changed_is_read(acu: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(1, 6):
        take([(f"MY-{n}.yaml", MINE.format(code=f"MY-{n}", pinyin="Wǒ"))], mine)
    seen: list[str] = []
    parse = yaml_files.parse

    def watched(path: Path, raw: bytes, most: int) -> object:
        seen.append(path.name)
        return parse(path, raw, most)

    monkeypatch.setattr(layer, "parse", watched)
    acu("show", "MY-1")
    assert seen == [f"MY-{n}.yaml" for n in range(1, 6)]
    seen.clear()
    acu("show", "MY-1")
    os.utime(mine / "points" / "MY-2.yaml")  # touched, but as it was
    acu("show", "MY-2")
    assert seen == []
    take([("MY-3.yaml", MINE.format(code="MY-3", pinyin="Nǐ"))], mine)
    assert "Nǐ" in acu("show", "MY-3").out
    assert seen == ["MY-3.yaml"]


def _same_size_and_time(path: Path) -> None:
    """An edit that keeps size and mtime: only the time of change, which no program can set, tells."""
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("My Place", "Ny Place"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _dated_back(path: Path) -> None:
    """The clock was moved back, and the file has a date before that of the index."""
    path.write_text(path.read_text(encoding="utf-8").replace("My Place", "Ny Place"), encoding="utf-8")
    os.utime(path, (1, 1))


def _dated_ahead(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("My Place", "Ny Place"), encoding="utf-8")
    os.utime(path, (2**33, 2**33))


@pytest.mark.parametrize("edit", [_same_size_and_time, _dated_back, _dated_ahead])
def test_a_change_is_seen_whatever_the_clock_says(acu: Run, mine: Path, edit: Callable[[Path], None]) -> None:
    take(STEPS[0], mine)
    assert acu("show", "My Place").code == 0
    edit(mine / "points" / "MY-1.yaml")
    assert "code\tMY-1" in acu("show", "Ny Place", "--exact").out


def test_faults_beyond_a_score_are_counted(acu: Run, mine: Path) -> None:
    for n in range(30):
        take([(f"BAD-{n}.yaml", "code: [")], mine)
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, "code\tKI-1\n")
    assert done.err.count("left out") == 20
    assert "10 more faults" in done.err


def test_a_folder_that_cannot_be_listed_is_named(acu: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: str, endings: tuple[str, ...] = (".yaml", ".yml")) -> list[stamps.Mark]:
        if folder == str(mine / "points"):
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder, endings)

    listed = stamps.marks
    monkeypatch.setattr(stamps, "marks", closed)
    monkeypatch.setattr("acupoint_cli.library.make.marks", closed)
    done = acu("show", "KI-1", "--fields", "code")
    assert (done.code, done.out) == (0, "code\tKI-1\n")
    assert str(mine / "points") in done.err


def test_what_points_of_ones_own_are_related_to(acu: Run, mine: Path) -> None:
    take(STEPS[1], mine)
    rows = json.loads(acu("related", "KI-4", "--json").out)["related"]
    assert [r["reason"] for r in rows if r["code"] == "MY-2" and r["kind"] == "named"] == ["its entry names this point: it is near"]  # fmt: skip
    take([("MY-2.yaml", None)], mine)
    rows = json.loads(acu("related", "KI-4", "--json").out)["related"]
    assert not any(r["code"] == "MY-2" for r in rows)
