"""Points of one's own: a file to fill in, overlays that add and never take away, and a check of both."""

import json
import re
from pathlib import Path

import pytest

from acupoint_cli.library import template
from conftest import Run


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder; it does not exist yet."""
    folder = tmp_path / "mine"
    monkeypatch.setenv("ACU_DATA", str(folder))
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "points" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


FILL = {"pinyin": "Wǒde", "simplified": "我的", "traditional": "我的", "region": "foot", "location": "Under the heel."}


def filled(text: str) -> str:
    """Return a template with every marked blank filled in."""
    for key, value in FILL.items():
        text = re.sub(rf"^( *{key}:)  # FILL IN", rf"\1 {value}  # ", text, flags=re.M)
    assert "FILL IN" not in text.split("\n", 1)[1]
    return text


# -- acu new


def test_a_point_of_ones_own_from_blank_to_card(acu: Run, mine: Path) -> None:
    path = mine / "points" / "MY-1.yaml"
    done = acu("new", "MY-1")
    assert (done.code, done.out) == (0, f"{path}\n")
    blank = acu("show", "KI-1", "--fields", "code")
    assert (blank.code, blank.out) == (0, "code\tKI-1\n"), "an unfilled file breaks nothing"
    assert f"{path}:" in blank.err
    assert "names.pinyin" in blank.err
    assert blank.err.startswith("Warning: ")
    assert "left out" in blank.err
    everything = acu("check")
    assert (everything.code, len(everything.out.splitlines())) == (1, 5), "one's own data is checked with the rest"
    faults = acu("check", str(path))
    assert faults.code == 1
    assert [line.split()[2] for line in faults.out.splitlines()] == ["names.pinyin:", "names.simplified:", "names.traditional:", "region:", "location:"]  # fmt: skip
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    checked = acu("check", str(path))
    assert (checked.code, checked.out) == (0, ""), checked.out
    done = acu("show", "MY-1", "--fields", "code,location")
    assert (done.code, done.out, done.err) == (0, "code\tMY-1\nlocation\tUnder the heel.\n", "")
    assert acu("show", "wode", "--fields", "code").out == "code\tMY-1\n"
    assert acu("note", "MY-1", "a note").code == 0
    assert acu("compare", "MY-1", "KI-1").code == 0
    assert acu("new", "MY-2").out.endswith("MY-2.yaml\n"), "a second point of the same letters"


def test_an_overlay_changes_nothing_until_it_is_filled(acu: Run, mine: Path) -> None:
    before = acu("show", "KI-1", "--json")
    done = acu("new", "ki1")
    path = mine / "points" / "KI-1.yaml"
    assert done.out == f"{path}\n"
    assert acu("show", "KI-1", "--json") == before
    assert acu("check", str(path)).code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("# meaning: ...", "meaning: mine"), encoding="utf-8")
    assert acu("show", "KI-1", "--fields", "meaning").out == "meaning\tmine\n"
    assert acu("check", str(path)).code == 0


@pytest.mark.parametrize("text", [filled(template.own_point("MY-1", ["foot"])), template.overlay("KI-1", "KI-1")], ids=["own", "overlay"])  # fmt: skip
def test_every_key_of_the_file_may_be_used_as_it_stands(text: str, tmp_path: Path) -> None:
    """Made from the model, every key is there, and taking the marks away gives a point of the right form."""
    from acupoint_cli.library.shape import misfits
    from acupoint_cli.library.yaml_files import read
    from acupoint_cli.model import COMPUTED, MEANINGS, POINT_KEYS, Point

    path = tmp_path / "MY-1.yaml"
    head, body = text.split("\ncode:", 1)
    path.write_text(re.sub(r"^( *)# ", r"\1", "code:" + body, flags=re.M), encoding="utf-8")
    document = read(path)
    assert document.problems == []
    assert list(misfits(document.data, Point)) == []
    assert set(document.data) == set(POINT_KEYS) - set(COMPUTED)
    assert list(MEANINGS) == list(POINT_KEYS)
    for key in document.data:
        assert MEANINGS[key] in text
    assert head.startswith("#")


CODES = [  # typed, exit code, file, on standard error
    ("MY-1", 0, "MY-1.yaml", "fill in what is marked"),
    ("my 1", 0, "MY-1.yaml", ""),
    ("MY01", 0, "MY-1.yaml", ""),
    ("EX-MY1", 0, "EX-MY1.yaml", ""),
    ("KI-4", 0, "KI-4.yaml", "an overlay"),
    ("kid4", 0, "KI-4.yaml", "an overlay"),
    ("EX-HN-3", 0, "EX-HN3.yaml", "an overlay"),
    ("KI-28", 1, "", "KI has points 1 to 27"),
    ("IG-1", 4, "", "LI-1"),
    ("yongquan", 2, "", "is no code"),
    ("涌泉", 2, "", "is no code"),
    ("MY", 2, "", "is no code"),
    ("1", 2, "", "is no code"),
    ("MY-123456", 2, "", "is no code"),
    ("../MY-1", 2, "", "is no code"),
    ("MY/1", 2, "", "is no code"),
    ("", 2, "", "is no code"),
    ("\x1b[31m1", 2, "", "is no code"),
    ("x" * 5000, 2, "", "is no code"),
]


@pytest.mark.parametrize(("typed", "code", "name", "err"), CODES, ids=[repr(c[0])[:20] for c in CODES])
def test_codes(acu: Run, mine: Path, typed: str, code: int, name: str, err: str) -> None:
    done = acu("new", typed)
    assert (done.code, done.out) == (code, f"{mine / 'points' / name}\n" if name else ""), done.err
    assert err in done.err
    assert done.err.count("\n") == 1
    assert len(done.err) < 400
    assert "\x1b" not in done.err
    made = sorted(p.name for p in mine.rglob("*.yaml"))
    assert made == ([name] if name else [])


def test_a_file_that_is_there_is_not_overwritten(acu: Run, mine: Path) -> None:
    path = put(mine, "MY-1.yaml", "mine")
    done = acu("new", "MY-1")
    assert (done.code, done.out) == (2, "")
    assert "is there already" in done.err
    assert path.read_text() == "mine"
    path.rename(path.with_suffix(".yml"))
    assert acu("new", "MY-1").code == 2
    assert not path.exists()
    assert acu("new", "MY-1", "--force").code == 0
    assert "FILL IN" in path.read_text()


@pytest.mark.parametrize("folder", ["/dev/null/mine", "/proc/acu"])
def test_nowhere_to_write(acu: Run, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("ACU_DATA", folder)
    done = acu("new", "MY-1")
    assert (done.code, done.out) == (3, "")
    assert done.err.count("\n") == 1


def test_data_folder_by_option(acu: Run, mine: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert acu("--data", str(other), "new", "MY-1").out == f"{other}/points/MY-1.yaml\n"
    assert acu("--data", str(other), "note", "KI-1", "there").code == 0
    assert "note\tthere\n" in acu("--data", str(other), "show", "KI-1").out
    assert not mine.exists() or not (mine / "notes.jsonl").exists()


# -- overlays

CAUTION = "  - {kind: skin, level: caution, methods: [pressing], text: mine, sources: [own teacher]}\n"


def test_cautions_are_added_and_filtered_on(acu: Run, mine: Path) -> None:
    shipped = json.loads(acu("show", "LU-11", "--json").out)["points"][0]["cautions"]
    put(mine, "LU-11.yaml", "code: LU-11\ncautions:\n  - {kind: infant, level: caution, methods: [pressing], text: mine, sources: [own]}\n")  # fmt: skip
    both = json.loads(acu("show", "LU-11", "--json").out)["points"][0]["cautions"]
    assert both[:-1] == shipped
    assert both[-1]["text"] == "mine"
    assert "LU-11" not in {line.split("\t")[0] for line in acu("list", "--safe-in", "children").out.splitlines()}
    put(mine, "LU-11.yaml", "code: LU-11\ncautions: []\n")
    assert json.loads(acu("show", "LU-11", "--json").out)["points"][0]["cautions"] == shipped


EASED = [  # code, overlay, what stays, what is said
    ("ST-17", "needling: {forbidden: false}", ("needling", "forbidden", True), "the needle stays forbidden"),
    ("ST-17", "moxibustion: {use: recommended}", ("moxibustion", "use", "forbidden"), "moxibustion stays 'forbidden'"),
    ("ST-17", "moxibustion: {note: only a note}", ("moxibustion", "use", "forbidden"), ""),
    ("KI-3", "moxibustion: {use: forbidden}", ("moxibustion", "use", "forbidden"), ""),
    ("KI-3", "needling: {forbidden: true, depths: []}", ("needling", "forbidden", True), ""),
]


@pytest.mark.parametrize(("code", "text", "stays", "err"), EASED, ids=[f"{e[0]} {e[1]}" for e in EASED])
def test_no_ban_is_taken_back(
    acu: Run, mine: Path, code: str, text: str, stays: tuple[str, str, object], err: str
) -> None:
    path = put(mine, f"{code}.yaml", f"code: {code}\n{text}\nmeaning: mine\n")
    done = acu("show", code, "--json")
    (point,) = json.loads(done.out)["points"]
    assert point[stays[0]][stays[1]] == stays[2]
    assert point["meaning"] == "mine", "the rest of the file counts"
    assert err in done.err
    assert bool(done.err) == bool(err)
    checked = acu("check", str(path))
    assert ("O701" in checked.out) == bool(err)


def test_an_overlay_without_its_code_goes_by_its_name(acu: Run, mine: Path) -> None:
    path = put(mine, "KI-1.yaml", "meaning: mine\n")
    assert acu("show", "KI-1", "--fields", "meaning").out == "meaning\tmine\n"
    assert acu("check", str(path)).code == 0


BAD = {  # a file, what is said of it, by its rule
    "MY-1.yaml": ("code: MY-1\nnames: {pinyin: a}\nregion: foot\n", "M202"),
    "KI-1.yaml": ("code: KI-1\nneedling: [1]\n", "M203"),
    "KI-2.yaml": ("code: KI-2\nmoxibustion: {use: [a]}\n", "M203"),
    "KI-3.yaml": ("code: KI-3\nnote: mine\n", "M204"),
    "KI-5.yaml": ("code: KI-5\ncautions: none\n", "M203"),
    "KI-6.yaml": ("code: KI-6\ncautions: [{kind: luck, level: caution, text: a, sources: []}]\n", "M203"),
    "MY1.yaml": ("code: MY1\nnames: {pinyin: a, simplified: a, traditional: a}\nregion: foot\n", "C302"),
    "K-1.yaml": ("code: K-1\nnames: {pinyin: a, simplified: a, traditional: a}\nregion: foot\n", "C302"),
    "\x1b[31m-1.yaml": ("code: [", "Y101"),
}


def test_a_bad_file_is_named_and_left_out_alone(acu: Run, mine: Path) -> None:
    shipped = json.loads(acu("list", "--json").out)["points"]
    for name, (text, _) in BAD.items():
        put(mine, name, text)
    done = acu("list", "--json")
    assert json.loads(done.out)["points"] == shipped
    assert len(done.err.splitlines()) == len(BAD)
    assert "\x1b" not in done.err
    for line in done.err.splitlines():
        name = next(n for n in BAD if n.replace("\x1b", " ") in line)
        assert BAD[name][1] in line
        assert line.endswith("the file is left out")
    for name, (_, rule) in BAD.items():
        found = acu("check", str(mine / "points" / name))
        assert found.code == 1
        assert f" {rule} " in found.out, found.out


FAULTS = {  # what only the check says: the file is read all the same
    "region: moon": "C307",
    "roles: [{role: king}]": "C304",
    "indications: {main: [unheard of]}": "C305",
    "related: [{code: KI-99, why: a, source: a}]": "C303",
    "meaning: ...": "C314",
    f"cautions:\n{CAUTION.replace('methods: [pressing], ', '')}": "C317",
}


@pytest.mark.parametrize(("text", "rule"), FAULTS.items(), ids=FAULTS.values())
def test_the_check_of_an_overlay_says_where(acu: Run, mine: Path, text: str, rule: str) -> None:
    path = put(mine, "KI-4.yaml", f"# mine\ncode: KI-4\n\n{text}\n")
    done = acu("check", str(path))
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert f" {rule} " in line
    assert int(line.split(":")[1]) >= 4, line
    assert acu("show", "KI-4", "--fields", "code").code == 0
    assert acu("check", str(mine)).code == 1, "the whole folder too"


def test_sources_of_ones_own_are_allowed(acu: Run, mine: Path) -> None:
    path = put(mine, "KI-4.yaml", f"code: KI-4\ncautions:\n{CAUTION}")
    assert acu("check", str(path)).code == 0
    assert "own teacher" in acu("show", "KI-4").out
