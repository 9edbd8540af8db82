"""Screens: rows that no word breaks in, short cards, single fields, the pager, and names that the shell has parted."""

import io
import os
import sys
from pathlib import Path

import pytest

from acupoint_cli.cli import pager
from acupoint_cli.wrapping import cells, wrap
from conftest import Run

WRAPPED = [  # text, columns, lines
    ("one two three", 7, ["one two", "three"]),
    ("nine-needles-returning-yang", 15, ["nine-needles-", "returning-yang"]),
    ("Intersection", 5, ["Inter", "secti", "on"]),
    ("涌泉 足三里", 6, ["涌泉", "足三里"]),
    ("", 10, [""]),
    ("a", 1, ["a"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED, ids=[t or "nothing" for t, _, _ in WRAPPED])
def test_lines_break_at_blanks(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
    assert all(cells(line) <= max(2, width) for line in lines)


ROWS = [
    ["search", "insomnia"],
    ["related", "KI-4"],
    ["list", "--channel", "KI"],
    ["role"],
    ["source"],
    ["codes", "KI-1"],
]


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("arguments", ROWS, ids=[" ".join(a) for a in ROWS])
def test_no_word_of_a_row_is_cut(acu: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: int) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    whole = set(acu(*arguments, "-f", "table").out.split())
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = acu(*arguments, "-f", "table").out
    assert max(map(cells, shown.splitlines())) <= columns
    odd = {w for w in shown.split() if w.isascii() and w not in whole and not w.endswith(":")}
    assert {w for w in odd if not any(w in k and "-" in k for k in whole)} == set()


@pytest.mark.parametrize("arguments", [["related", "KI-4"], ["search", "insomnia"]])
@pytest.mark.parametrize("columns", [40, 80])
def test_cautions_in_blocks_are_called_so(
    acu: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = acu(*arguments, "-f", "table").out.splitlines()
    assert any(line.startswith("  cautions: ") for line in lines)
    assert not any("vessel" in line for line in lines if line.startswith(("KI-", "SP-", "HT-", "lockjaw")))


def test_a_title_is_not_folded_into_a_narrow_column(acu: Run) -> None:
    assert acu("list", "--fields", "code", "-n", "2", "-f", "table").out == "2 points\ncode\nLU-1\nLU-2\n"


@pytest.mark.parametrize("code", ["KI-1", "LI-4", "GB-21", "ST-9", "EX-HN1", "TE-21", "CV-8", "ST-17"])
def test_a_short_card_is_a_screenful(acu: Run, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    card = acu("show", code, "--brief", "-f", "table").out
    assert len(card.splitlines()) <= 40
    flat = " ".join(card.split())
    from acupoint_cli import lookup
    from acupoint_cli.wording import caution_name

    point = lookup(code)
    for caution in point.cautions:
        assert caution_name(caution.kind, list(caution.methods)) in flat
        if caution.level == "forbidden":
            assert " ".join(caution.text.split()) in flat, "what is forbidden is there in full"
    assert flat.index("Place") > flat.index("FORBIDDEN" if "FORBIDDEN" in flat else code)
    assert "in full" in flat or all(" ".join(c.text.split()) in flat for c in point.cautions)


def test_brief_in_a_pipe_keeps_the_keys_of_the_short_card(acu: Run) -> None:
    import json

    point = json.loads(acu("show", "KI-1", "--brief", "--json").out)["points"][0]
    assert list(point) == ["code", "names", "cautions", "channel_cautions", "location", "needling", "indications"]
    assert list(point["indications"]) == ["main"]
    done = acu("show", "KI-1", "--brief", "--fields", "code")
    assert (done.code, done.out) == (2, "")


def test_fields_of_a_card_are_all_that_is_shown(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = acu("show", "KI-1", "KI-4", "--fields", "code,needling.depths", "-f", "table").out
    first, second = done.split("\n\n")
    assert first.startswith("code             KI-1\nneedling.depths  0.5–1 cun perpendicular [deadman]\n")
    assert second.startswith("code             KI-4\n")
    assert "FORBIDDEN" in acu("show", "KI-1", "--fields", "cautions", "-f", "table").out
    assert acu("channel", "KI", "--fields", "hours", "-f", "table").out == "hours  17–19 o'clock\n"


def test_piped_cards_begin_with_the_dangers_and_number_what_is_inside_lists(acu: Run) -> None:
    keys = [line.split("\t")[0] for line in acu("show", "KI-1").out.splitlines()]
    assert keys[0] == "code"
    assert keys.index("cautions.1.kind") < keys.index("location")
    assert "differs.1.claims.1.says" in keys
    assert len(keys) == len(set(keys))


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


PAGERS = [  # ACU_PAGER, PAGER, TERM, whether one comes up
    (None, None, "xterm", True), ("", None, "xterm", False), ("cat", None, "xterm", False), (None, "cat", "xterm", False),
    (None, "more", "xterm", True), ("less", "cat", "xterm", True), ("less", None, "dumb", False),
]  # fmt: skip


@pytest.mark.parametrize(("own", "common", "term", "up"), PAGERS)
def test_which_pager(monkeypatch: pytest.MonkeyPatch, own: str | None, common: str | None, term: str, up: bool) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    for name, value in (("ACU_PAGER", own), ("PAGER", common), ("TERM", term)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Tty())
    monkeypatch.setattr(sys, "stdin", Tty())
    assert pager.wanted() is up
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert pager.wanted() is False, "names come from a pipe: nobody is at the keys"


LENGTHS = [(3, False), (60, True)]


@pytest.mark.parametrize(("lines", "paged"), LENGTHS)
@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
def test_only_what_is_longer_than_the_screen_is_paged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: int, paged: bool
) -> None:
    taken = tmp_path / "taken"
    monkeypatch.setenv("ACU_PAGER", f"cat > {taken}")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "24")
    screen = Tty()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stdin", Tty())
    with pager.Led():
        print("URGENT first")
    with pager.Paged(), pager.Paged():
        for n in range(lines):
            print(n)
    shown = "URGENT first\n" + "".join(f"{n}\n" for n in range(lines))
    assert taken.exists() is paged
    assert (
        (taken.read_text(encoding="utf-8"), screen.getvalue()) == (shown, "") if paged else screen.getvalue() == shown
    )


def test_a_pager_that_is_not_there_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACU_PAGER", "no-such-pager-here")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "5")
    screen = Tty()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stdin", Tty())
    with pager.Paged():
        print("\n" * 50)
    assert screen.getvalue() == "\n" * 51


JOINED = [  # what is typed, exit code, the codes shown, what standard error holds
    ("show zu san li", 0, ["ST-36"], ""), ("show ki 1", 0, ["KI-1"], ""), ("show KI-1 zu san li", 0, ["KI-1", "ST-36"], ""),
    ("show ki 1 st 36", 0, ["KI-1", "ST-36"], ""), ("show supreme stream great bell", 0, ["KI-3", "KI-4"], ""),
    ("show KI-1 KI-3", 0, ["KI-1", "KI-3"], ""), ("show large intestine 4", 0, ["LI-4"], ""),
    ("show he gu lie que", 0, ["LI-4", "LU-7"], ""), ("show zhong zhu", 4, [], "may be KI-15"),
    ("show ki 28", 1, [], "KI has points 1 to 27"), ("show KI-1 nobody", 1, ["KI-1"], "'nobody'"),
    ("show nobody here", 1, [], "'nobody'"), ("show zu san lee", 1, [], "ST-36"), ("codes zu san li", 0, ["ST-36"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "points", "told"), JOINED, ids=[t for t, *_ in JOINED])
def test_names_that_the_shell_has_parted(acu: Run, typed: str, code: int, points: list[str], told: str) -> None:
    done = acu(*typed.split(), "-f", "tsv", "--fields", "code")
    assert (done.code, list(dict.fromkeys(done.out.split()))) == (code, points)
    assert told in done.err


ONE = [  # what is typed, exit code, the first column
    ("related ki 4", 0, "KI-"), ("term back pain", 0, "back pain"), ("channel large intestine", 0, "LI"),
    ("role luo connecting", 0, "luo-connecting"), ("related KI-3 KI-4", 2, ""), ("channel KI LR", 1, ""),
    ("role mother-point", 0, "mother-point"), ("role five-shu", 0, "five-shu"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "first"), ONE, ids=[t for t, *_ in ONE])
def test_one_name_of_several_words(acu: Run, typed: str, code: int, first: str) -> None:
    done = acu(*typed.split(), "-f", "tsv")
    assert (done.code, done.out.startswith(first)) == (code, True), done


INSTEAD = [  # what is typed, what standard error says
    ("KI-1", "`acu show KI-1`"), ("yongquan", "`acu show yongquan`"), ("insomnia", "`acu search insomnia`"),
    ("zu san li", "`acu show zu san li`"), ("back pain", "`acu search 'back pain'`"), ("shwo", "Did you mean 'show'? See"),
    ("qqzz", "See `acu --help`"), ("KI-1 KI-3", "`acu show KI-1 KI-3`"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "told"), INSTEAD, ids=[t for t, _ in INSTEAD])
def test_what_is_no_command(acu: Run, typed: str, told: str) -> None:
    done = acu(*typed.split())
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "?." not in done.err


HELP = [  # what is typed, what it says
    ("help grades", "8 of 11"), ("help cautions", "cord"), ("help sources", "[via cam]"), ("help words", "deqi"),
    ("help deqi", "soreness"), ("help core", "basic prescription"), ("help B-cun", "bone-proportional"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "told"), HELP, ids=[t for t, _ in HELP])
def test_words_of_an_answer_are_explained(acu: Run, typed: str, told: str) -> None:
    done = acu(*typed.split())
    assert (done.code, done.err) == (0, "")
    assert told in done.out
    assert max(map(len, done.out.splitlines())) <= 120


@pytest.mark.parametrize(("word", "topic"), [("cun", "cun"), ("core", "grades"), ("deqi", "words"), ("B-cun", "cun")])
def test_term_leads_to_the_help_of_a_word(acu: Run, word: str, topic: str) -> None:
    done = acu("term", word)
    assert done.code == 1
    assert f"`acu help {topic}`" in done.err


NARROWED = [  # what is typed, its lines
    (["scan", "--fields", "code,line", "--header"], ["code\tline", "KI-1\t1", "ST-36\t2"]),
    (["scan", "--header"], ["file\tline\tcolumn\ttext\tcode\tcandidates", "-\t1\t1\tKI-1\tKI-1\tKI-1"]),
    (["scan", "--fields", "code", "--jsonl"], ['{"code":"KI-1"}', '{"code":"ST-36"}']),
]


@pytest.mark.parametrize(("arguments", "lines"), NARROWED, ids=[" ".join(a) for a, _ in NARROWED])
def test_rows_of_scan_are_narrowed(acu: Run, arguments: list[str], lines: list[str]) -> None:
    assert acu(*arguments, stdin="KI-1\nST-36\n").out.splitlines()[: len(lines)] == lines
    assert acu("scan", "--fields", "foo", stdin="KI-1").code == 2


def test_yaml_holds_what_json_holds_beyond_the_first_plane() -> None:
    import yaml

    from acupoint_cli.render.records import to_yaml

    tree = {"name": ["𩩲骬", "a: b # c", "null", "1.0"]}
    assert yaml.safe_load(to_yaml(tree)) == tree
    assert "𩩲骬" in to_yaml(tree)
    odd = {"name": ["𩩲骬", "back\\U00029A72slash"]}
    assert yaml.safe_load(to_yaml(odd)) == odd


def test_codes_tell_codes_from_names(acu: Run) -> None:
    import json

    rows = json.loads(acu("codes", "KI-1", "--json").out)["codes"]
    assert {r["kind"] for r in rows} == {"code", "name"}
    assert {r["convention"] for r in rows if r["note"]} == {"another name"}
    assert {"Kidney 1", "K-1", "肾1"} <= {r["written"] for r in rows if r["kind"] == "code"}
    spanish = [r["written"] for r in json.loads(acu("codes", "ST-36", "--json").out)["codes"]]
    assert "Estómago 36" in spanish


def test_channels_are_said_in_words(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    table = acu("channel", "-f", "table").out
    assert table.startswith("12 channels, 8 vessels, 7 groups of extra points\n")
    assert "17–19" in table
    assert "opens         by SP-4 Gōngsūn, coupled with PC-6 Nèiguān" in acu("channel", "CHONG", "-f", "table").out
    assert "pair          BL Bladder" in acu("channel", "KI", "-f", "table").out
