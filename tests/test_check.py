"""Every rule of `acu check` has a broken example that it finds, at the right line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint_cli.library.book import Book
from acupoint_cli.library.check import RULES, check
from conftest import ROOT, Run

GOOD = (ROOT / "data" / "points" / "KI-4.yaml").read_text(encoding="utf-8")
Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    """Return an edit of the good file that must change it."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def add(line: str) -> Edit:
    return lambda text: text + line + "\n"


def without(key: str) -> Edit:
    """Return an edit that drops a top-level key with all that belongs to it."""

    def edit(text: str) -> str:
        out, skipping = [], False
        for line in text.splitlines(keepends=True):
            if not line.startswith((" ", "#", "\n", "-")):
                skipping = line.startswith(f"{key}:")
            if not skipping:
                out.append(line)
        return "".join(out)

    return edit


BROKEN: list[tuple[str, str, Edit]] = [  # rule, file, how KI-4's good file is broken
    ("Y101", "KI-4", add("a: b: c")),
    ("Y101", "KI-4", lambda text: ""),
    ("Y102", "KI-4", add("region: foot")),
    ("Y103", "KI-4", put("side: both", "side: yes")),
    ("Y103", "KI-4", put("count: 2", "count: 02")),
    ("Y103", "KI-4", put("surface: medial", "surface: 17:00")),
    ("Y104", "KI-4", put("side: both", "side: &a both")),
    ("Y105", "KI-4", add("note: " + "[" * 60 + "]" * 60)),
    ("Y106", "KI-4", lambda text: text + "# " + "x" * 2_100_000 + "\n"),
    ("Y107", "KI-4", put("region: foot", "region: \udcff")),
    ("M201", "KI-4", add("colour: blue")),
    ("M202", "KI-4", without("region")),
    ("M203", "KI-4", put("count: 2", "count: two")),
    ("M203", "KI-4", put("kind: pressure", "kind: bears")),
    ("M204", "KI-4", add("number: 4")),
    ("C301", "KI-5", lambda text: text),
    ("C302", "KI-28", put("code: KI-4", "code: KI-28")),
    ("C303", "KI-4", put("{code: KI-3,", "{code: KI-33,")),
    ("C303", "KI-4", put("{code: KI-3,", "{code: KI-4,")),
    ("C304", "KI-4", put("role: luo-connecting", "role: luo-disconnecting")),
    ("C305", "KI-4", put("main: [heel pain,", "main: [heel joy,")),
    (
        "C306",
        "KI-4",
        put("direction: towards the front, source: deadman", "direction: towards the front, source: aliveman"),
    ),
    ("C307", "KI-4", put("region: foot", "region: moon")),
    ("C307", "KI-4", put("surface: medial", "surface: far side")),
    ("C308", "KI-4", add("level_with: [nose-of-the-moon]")),
    ("C303", "KI-4", add("level_with: [ACME-1]")),
    ("C309", "KI-4", put("pinyin: Dàzhōng", "pinyin: Dàzhōngguó")),
    ("C309", "KI-4", put("korean: 대종", "korean: 대종대종")),
    ("C310", "KI-4", put("min_cun: 0.3, max_cun: 0.5", "min_cun: 0.5, max_cun: 0.3")),
    ("C310", "KI-4", put("minutes: [1, 2]", "minutes: [2, 1]")),
    ("C311", "KI-4", put("main: [heel pain,", "main: [heel pain, asthma,")),
    ("C312", "KI-4", put("\ncites:\n", "\ncites:\n  sensation: [cam]\n")),
    ("C312", "KI-4", put("\ncites:\n", '\ncites:\n  "indications.hiccup": [cam]\n')),
    ("C313", "KI-4", put("side: both", "side: midline")),
    ("C313", "KI-4", put("count: 2", "count: 3")),
    ("C314", "KI-4", put("meaning: >-\n", "meaning: >-\n  TODO\n")),
    ("C314", "KI-4", put("Great Bell", "Great <b>Bell</b>")),
    ("C315", "KI-4", put("needling:\n", "needling:\n  forbidden: true\n")),
    ("C316", "KI-4", put("sources: [who2008, ", "sources: [who1991, who2008, ")),
    ("C316", "KI-4", put("sources: [who2008, gbt12346, ", "sources: [who2008, ")),
    ("C317", "KI-4", put("    methods: [pressing]\n", "")),
    ("C319", "KI-4", put('says: "0.3–0.5 cun, perpendicular"', 'says: "0.3–0.5 cun"')),
    ("C319", "KI-4", put('says: "0.3–0.5 cun, perpendicular"', 'says: "0.3 cun; 0.5 cun, oblique"')),
    ("C320", "KI-4", put("moxibustion: {use: allowed}", "moxibustion: {use: forbidden}")),
    ("C320", "KI-4", put("acupressure:\n  use: allowed", "acupressure:\n  use: forbidden")),
    ("X401", "KI-4", put("  other:\n", "  other:\n    - {name: 涌泉}\n")),
    ("X402", "KI-99", lambda text: text),
    ("F501", "KI-4", without("locate")),
    ("F502", "KI-4", without("anatomy")),
    ("F503", "KI-4", put("  locate: [who2008, deadman, acupressure-page-ki4]\n", "")),
    ("F504", "KI-4", put("  kana: だいしょう\n", "")),
    ("F505", "KI-4", lambda text: put("main: [heel pain,", "main: [heel pain]\nx: [")(text) and _few(text)),
    ("F506", "KI-4", without("moxibustion")),
]


def _few(text: str) -> str:
    start, end = text.index("indications:\n"), text.index("needling:\n")
    return text[:start] + "indications: {main: [heel pain]}\n" + text[end:]


def _condition(claim: str) -> str:
    """Return a condition whose only claim is this one, from deadman."""
    consulted = "condition: fear\nconsulted: [{source: deadman, where: page 1}]\n"
    return consulted + f"points:\n  - {{code: KI-1, said: [{{source: deadman, {claim}}}]}}\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shared files of the data, with KI-1 and KI-4 for points."""
    folder = tmp_path_factory.mktemp("data")
    for path in (ROOT / "data").glob("*.yaml"):
        shutil.copy(path, folder)
    (folder / "points").mkdir()
    (folder / "combinations").mkdir()
    (folder / "conditions").mkdir()
    (folder / "conditions" / "fright.yaml").write_text(_condition("as: main").replace("fear", "fright"))
    return folder


@pytest.mark.parametrize(("rule", "name", "edit"), BROKEN, ids=[f"{b[0]}-{i}" for i, b in enumerate(BROKEN)])
def test_rule_finds_its_fault(copy: Path, rule: str, name: str, edit: Edit) -> None:
    for path in (copy / "points").iterdir():
        path.unlink()
    for code in ("KI-1", "KI-4"):
        shutil.copy(ROOT / "data" / "points" / f"{code}.yaml", copy / "points")
    (copy / "points" / f"{name}.yaml").write_bytes(edit(GOOD).encode("utf-8", "surrogateescape"))
    found = check(Book(copy)).faults
    mine = [f for f in found if f.rule == rule]
    assert mine, [str(f) for f in found]
    assert all(f.line >= 1 and f.message for f in mine)
    assert mine[0].path.stem in {name, "KI-4"}


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        ("X403", "terms.yaml", "terms:\n  a: {area: mind, synonyms: [c]}\n  b: {area: mind, synonyms: [c]}\n"),
        ("C305", "terms.yaml", "terms:\n  a: {area: mind, shared: [c]}\n"),
        ("C321", "renderings.yaml", "renderings: {german: {大: [groß, g]}}\n"),
        ("C321", "renderings.yaml", "renderings: {german: {大: [groß, groß]}}\n"),
        (
            "X404",
            "combinations/x.yaml",
            "combinations:\n" + "  - {use: fear, codes: [KI-1, KI-4], source: deadman}\n" * 2,
        ),
        ("C318", "conditions/fear.yaml", _condition("as: pattern")),
        ("C318", "conditions/fear.yaml", _condition("as: main, for: fire")),
        ("C318", "conditions/fear.yaml", _condition("as: count")),
        (
            "C316",
            "conditions/fear.yaml",
            _condition("as: main").replace("said: [{source: deadman", "said: [{source: cam"),
        ),
        ("C301", "conditions/fright.yaml", _condition("as: main")),
        ("C303", "conditions/fear.yaml", _condition("as: main").replace("KI-1", "KI-99")),
        ("C305", "conditions/fear.yaml", _condition("as: main").replace("fear", "bears")),
        (
            "C306",
            "conditions/fear.yaml",
            _condition("as: main").replace("source: deadman, where", "source: aliveman, where"),
        ),
        (
            "C311",
            "conditions/fear.yaml",
            _condition("as: main") + "  - {code: KI-1, said: [{source: deadman, as: main}]}\n",
        ),
        ("M202", "conditions/fear.yaml", "condition: fear\n"),
        ("M204", "conditions/fear.yaml", _condition("as: main").replace("code: KI-1", "code: KI-1, grade: core")),
        ("X405", "conditions/fear.yaml", _condition("as: main").replace("fear", "fear\nalso: [fright]")),
        ("C303", "combinations/x.yaml", "combinations:\n  - {use: fear, codes: [KI-99], source: deadman}\n"),
        ("M203", "combinations/x.yaml", "combinations:\n  - {use: 1, codes: [KI-1], source: deadman}\n"),
        ("M202", "combinations/x.yaml", "~"),
        ("M203", "conditions/fear.yaml", "~"),
        ("M203", "points/KI-5.yaml", "~"),
        ("M202", "terms.yaml", "areas: [mind]\n"),
        ("M201", "terms.yaml", "terms: {}\ncolours: [blue]\n"),
        ("M203", "terms.yaml", "terms: 3\n"),
        ("M203", "sources.yaml", "- a\n"),
    ],
)
def test_shared_files(copy: Path, rule: str, file: str, text: str) -> None:
    path = copy / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(text, encoding="utf-8")
    try:
        assert rule in {f.rule for f in check(Book(copy)).faults}
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")


def test_complete_says_what_is_missing(copy: Path) -> None:
    for path in (copy / "points").iterdir():
        path.unlink()
    shutil.copy(ROOT / "data" / "points" / "KI-4.yaml", copy / "points")
    (copy / "points" / "KI-2.yaml").write_text("code: KI-2\nstatus: outline\n", encoding="utf-8")
    (copy / "renderings.yaml").write_text("renderings: {german: {大: [groß], 龍: [Drache]}}\n", encoding="utf-8")
    text = GOOD.replace("code: KI-4", "code: KI-3").split("checked:")[0]
    (copy / "points" / "KI-3.yaml").write_text(text, encoding="utf-8")
    rules = {f.rule for f in check(Book(copy), complete=True).faults}
    assert rules >= {"K601", "K602", "K603", "K604", "K605"}


def test_every_rule_has_an_example() -> None:
    tried = {rule for rule, _, _ in BROKEN} | {
        "X403",
        "X404",
        "X405",
        "C318",
        "C321",
        "K601",
        "K602",
        "K603",
        "K604",
        "K605",
    }
    tried |= {"O701"}  # test_own.py
    assert tried == set(RULES)


def test_lines_are_the_lines_of_the_fault(copy: Path) -> None:
    for path in (copy / "points").iterdir():
        path.unlink()
    (copy / "points" / "KI-4.yaml").write_text(GOOD + "colour: blue\n", encoding="utf-8")
    fault = next(f for f in check(Book(copy)).faults if f.rule == "M201")
    assert fault.line == GOOD.count("\n") + 1
    assert str(fault).endswith("colour: unknown key 'colour'; known: " + str(fault).rsplit("known: ")[1])


def test_the_shipped_data_has_no_faults(acu: Run) -> None:
    done = acu("check")
    assert done.code == 0, done.out
    assert "no faults" in done.err
    assert "points full" in done.err


def test_one_file_can_be_checked(acu: Run) -> None:
    done = acu("check", "data/points/KI-4.yaml")
    assert (done.code, done.out) == (0, "")
    assert "in 1 file by" in done.err
