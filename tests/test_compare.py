"""Points side by side: what differs is marked, cautions are whole, and every format says the same."""

import json

import pytest

from conftest import Run
from test_cards import CARDS, UPDATE, cells

PICTURES = [
    (["KI-3", "KI-4"], 80), (["KI-3", "KI-4"], 140), (["KI-3", "KI-4"], 60), (["KI-3", "KI-5", "BL-60", "SP-6"], 140),
    (["KI-3", "KI-5", "BL-60", "SP-6"], 80), (["KI-1", "KI-8"], 80),
]  # fmt: skip


@pytest.mark.parametrize(("names", "columns"), PICTURES, ids=[f"{'-'.join(n)}-{c}" for n, c in PICTURES])
def test_picture(acu: Run, monkeypatch: pytest.MonkeyPatch, names: list[str], columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = acu("compare", *names, "-f", "table")
    assert done.code == 0, done.err
    path = CARDS / f"compare-{'-'.join(names)}-{columns}.txt"
    if UPDATE:
        path.write_text(done.out, encoding="utf-8")
    assert done.out == path.read_text(encoding="utf-8"), f"{path.name} differs; see the first lines of test_cards.py"


CASES = [  # arguments, exit code, on standard output, on standard error
    (["KI-3", "KI-4"], 0, "location\t≠\t", ""),
    (["KI-3", "KI-4"], 0, "channel\t=\tKI\tKI\n", ""),
    (["KI-3", "KI-4", "--header"], 0, "field\tdiffers\tKI-3\tKI-4\ncode\t≠\tKI-3\tKI-4\n", ""),
    (["KI-3", "KI-4", "--fields", "code,roles"], 0, "roles.own\t≠\tshu-stream; yuan-source", ""),
    (["KI-3", "KI-4", "--fields", "nonsense"], 2, "", "is no key here"),
    (["KI-3", "KI-4", "-f", "markdown"], 0, "| Channel | = | Kidney channel | Kidney channel |", ""),
    (["taixi", "dazhong"], 0, "code\t≠\tKI-3\tKI-4\n", ""),
    (["yongqan", "KI-4"], 0, "code\t≠\tKI-1\tKI-4\n", "'yongqan' was taken for Yǒngquán (KI-1)"),
    (["yongqan", "KI-4", "--exact"], 1, "", "Did you mean KI-1"),
    (["KI-1", "KI-2", "KI-3", "KI-4"], 0, "code\t≠\tKI-1\tKI-2\tKI-3\tKI-4\n", ""),
    ([], 2, "", "takes 2 to 4 points, not 0"),
    (["KI-1"], 2, "", "takes 2 to 4 points, not 1"),
    (["KI-1", "KI-2", "KI-3", "KI-4", "KI-5"], 2, "", "takes 2 to 4 points, not 5"),
    (["KI-1", "yongquan"], 2, "", "'KI-1' and 'yongquan' are the same point, KI-1"),
    (["KI-1", "KI-1"], 2, "", "'KI-1' is named twice"),
    (["KI-1", "zhongzhu"], 4, "", "KI-15 Zhōngzhù"),
    (["KI-1", "KI-28"], 1, "", "KI has points 1 to 27"),
    (["KI-1", "nobody at all"], 1, "", "No point is called"),
    (["KI-1", "\x1b[31m"], 1, "", "No point is called"),
    (["KI-1", ""], 2, "", "empty name"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "code", "out", "err"), CASES, ids=[" ".join(c[0])[:40] or "bare" for c in CASES])
def test_what_people_type(acu: Run, names: list[str], code: int, out: str, err: str) -> None:
    done = acu("compare", *names)
    assert done.code == code, done
    assert out in done.out
    assert err in done.err
    assert bool(done.out) == (code == 0), "nothing is half compared"
    assert "\x1b" not in done.err


def test_names_from_standard_input(acu: Run) -> None:
    assert "code\t≠\tKI-3\tKI-4\n" in acu("compare", "-", stdin="KI-3\n\nKI-4\n").out


def test_json_holds_the_points_as_show_does(acu: Run) -> None:
    shown = json.loads(acu("show", "KI-3", "KI-4", "--json").out)
    assert json.loads(acu("compare", "KI-3", "KI-4", "--json").out) == shown
    lines = [json.loads(line) for line in acu("compare", "KI-3", "KI-4", "--jsonl").out.splitlines()]
    assert lines == shown["points"]


@pytest.mark.parametrize(("names", "code"), [(["KI-1"], "usage"), (["KI-1", "K1"], "usage"), (["KI-1", "zhongzhu"], "ambiguous")])  # fmt: skip
def test_json_of_a_failure(acu: Run, names: list[str], code: str) -> None:
    answer = json.loads(acu("compare", *names, "--json").out)
    assert answer["points"] == []
    assert [e["code"] for e in answer["errors"]] == [code]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 140, 400])
def test_cautions_are_whole_and_first_at_any_width(acu: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    from acupoint_cli import lookup

    monkeypatch.setenv("COLUMNS", str(columns))
    for names in (["KI-1", "KI-4"], ["BL-60", "SP-6", "GB-21", "LI-4"]):
        done = acu("compare", *names, "-f", "table")
        assert max(map(cells, done.out.splitlines())) <= columns
        assert not any(line != line.rstrip() for line in done.out.splitlines())
        assert done.out.index("── Cautions") < done.out.index("── Where")
        first = done.out[: done.out.index("── Wh")]
        for caution in (c for name in names for c in lookup(name).cautions):
            for word in caution.text.split():  # columns interleave the lines; a word longer than one is folded
                assert word in first or columns <= 40 or len(word) > 20, (word, names)


def test_shared_is_told_apart_from_ones_own(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    table = acu("compare", "KI-3", "KI-4", "-f", "table").out
    shared = next(line for line in table.splitlines() if line.startswith("= Main for"))
    assert shared.split(None, 3)[3] == "lumbar pain"
    assert "main for KI-3: sore throat" in " ".join(table.split()), "what is main for one and not for the other is said"
    assert "≠ Roles" in table
    rows = dict(line.split("\t", 1) for line in acu("compare", "KI-3", "KI-4").out.splitlines())
    assert "lumbar pain" in rows["indications.shared"]
    assert "lumbar pain" not in rows["indications.own"]


def test_depths_never_without_their_angle(acu: Run) -> None:
    for line in acu("compare", "KI-3", "KI-22", "-f", "table").out.splitlines():
        if " cun " in line and "[" in line and line.startswith(("= Needle", "≠ Needle")):
            assert any(angle in line for angle in ("perpendicular", "oblique", "transverse")), line


def test_signs_stand_without_colour_and_colour_beside_them(acu: Run) -> None:
    plain = acu("compare", "KI-3", "KI-4", "-f", "table").out
    assert "\x1b" not in plain
    assert "≠ Place" in plain
    assert "= Channel" in plain
    colored = acu("compare", "KI-3", "KI-4", "-f", "table", "--color", "always").out
    assert "\x1b[1;33m≠ Place" in colored
    assert "\x1b[36m= Channel" in colored
