"""`acu export`: what is written, that it joins, reads back and can be made again, and that nothing is lost or left half-written."""

import csv
import io
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import acupoint_cli
from acupoint_cli import model
from acupoint_cli.errors import AcuError
from acupoint_cli.export.anki_deck import FIELDS, stable_id
from acupoint_cli.export.tables import TABLES
from conftest import ROOT, Run

FORMATS = ("json", "jsonl", "csv", "sqlite", "markdown", "anki")
FILES = ("sqlite", "anki")
COUNT = len(list((ROOT / "data" / "points").glob("*.yaml")))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The whole set in every format, under its plain name, dated 2026-11-18."""
    folder = tmp_path_factory.mktemp("exports")
    for form in FORMATS:
        done = process(folder, cache, form, "-o", form, SOURCE_DATE_EPOCH="1795000000")
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{form}\n"
    return folder


def process(
    folder: Path, cache: Path, *arguments: str, before: Callable[[], None] | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run `acu export` as a process of its own in `folder`."""
    own = {"XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(folder / "nothing"), "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "acupoint_cli", "export", *arguments], cwd=folder, preexec_fn=before, capture_output=True,
        encoding="utf-8", env={**os.environ, **own, **environ}, check=False,
    )  # fmt: skip


def database(made: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{made / 'sqlite'}?mode=ro", uri=True)


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    out = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            out[path.stem] = list(csv.DictReader(file, strict=True))
    return out


def collection(path: Path, at: Path) -> sqlite3.Connection:
    """Return the database within an .apkg."""
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        assert pack.namelist() == ["collection.anki2", "media"]
        at.write_bytes(pack.read("collection.anki2"))
    return sqlite3.connect(at)


# -- json


def test_json_is_whole_and_fits_its_schema(made: Path) -> None:
    tree = json.loads((made / "json").read_text(encoding="utf-8"))
    jsonschema.validate(tree, json.loads((ROOT / "schema" / "export.schema.json").read_text(encoding="utf-8")))
    assert list(tree) == ["schema", "acu", "points", "channels", "roles", "terms", "sources", "combinations", "conditions", "left_out", "errors"]  # fmt: skip
    assert (tree["schema"], tree["errors"], tree["left_out"]) == (1, [], [])
    assert tree["acu"]["date"] == "2026-11-18"
    assert tree["acu"]["licence"] == "CC-BY-4.0"
    assert (tree["acu"]["version"], tree["acu"]["own_data"]) == (acupoint_cli.__version__, False)
    assert len(tree["points"]) == tree["acu"]["points"] == tree["acu"]["of"] == COUNT
    assert len(tree["conditions"]) == len(list((ROOT / "data" / "conditions").glob("*.yaml")))
    assert {c["condition"] for c in tree["conditions"]} <= {t["term"] for t in tree["terms"]}


def test_records_are_those_of_the_other_commands(acu: Run, made: Path) -> None:
    tree = json.loads((made / "json").read_text(encoding="utf-8"))
    for kind in ("channel", "role", "term", "source"):
        assert tree[f"{kind}s"] == json.loads(acu(kind, "--json").out)[f"{kind}s"]
    assert tree["points"] == json.loads(acu("list", "--json").out)["points"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_every_point_comes_back_equal(made: Path, form: str) -> None:
    back = acupoint_cli.read_export(made / form)
    assert len(back) == COUNT
    assert back == list(acupoint_cli.points())


def test_lines_name_their_origin(made: Path) -> None:
    for line in (made / "jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["acu"] == {"version": acupoint_cli.__version__, "date": "2026-11-18", "licence": "CC-BY-4.0"}
        assert record["sources"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "data"), ("[]", "data"), ("{}", "data"), ('{"schema":2,"points":[]}', "data"), ('{"schema":1,"points":{}}', "data"),
        ('{"schema":1,"points":[1]}', "data"), ('{"schema":1,"points":[{"code":"KI-1"}]}', "data"), ('{"code":"KI-1"', "data"),
        ('{"schema":1,"points":[{"co', "data"), ("[" * 100_000, "data"), (b"\xff\xfe", "data"), (None, "io"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused(tmp_path: Path, text: str | bytes | None, kind: str) -> None:
    path = tmp_path / "x.json"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(AcuError) as caught:
        acupoint_cli.read_export(path)
    assert caught.value.code == kind
    assert "\n" not in caught.value.line()


# -- tables


def test_csv_joins_and_says_what_it_is(made: Path) -> None:
    found = tables(made / "csv")
    assert set(found) == set(TABLES)
    for name, table in TABLES.items():
        rows = found[name]
        assert list(rows[0]) == [c.name for c in table.columns]
        keys = [tuple(row[k] for k in table.key) for row in rows]
        assert len(keys) == len(set(keys)), f"{name}: the key {table.key} names two rows"
        for column in table.columns:
            if column.refers:
                known = {row[TABLES[column.refers].key[0]] for row in found[column.refers]}
                assert {row[column.name] for row in rows} - {""} <= known, f"{name}.{column.name}"
    readme = (made / "csv" / "README.txt").read_text(encoding="utf-8")
    for words in (acupoint_cli.__version__, "2026-11-18", "CC-BY-4.0", "sources.csv", "condition_points.csv", "key of points.csv"):  # fmt: skip
        assert words in readme


def test_csv_is_rfc_4180(made: Path) -> None:
    for path in (made / "csv").glob("*.csv"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\r\n")
        text = raw.decode("utf-8")
        again = io.StringIO()
        csv.writer(again).writerows(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert again.getvalue() == text


def test_tables_hold_what_the_points_hold(made: Path) -> None:
    """Every list of every point, counted and looked at in a few places."""
    found = tables(made / "csv")
    points = {p["code"]: p for p in json.loads((made / "json").read_text(encoding="utf-8"))["points"]}
    lists: dict[str, Callable[[Any], list[Any]]] = {
        "steps": lambda p: p["locate"], "measures": lambda p: p["measures"], "depths": lambda p: p["needling"]["depths"],
        "cautions": lambda p: p["cautions"], "actions": lambda p: p["actions"], "classics": lambda p: p["classics"],
        "questions": lambda p: p["questions"], "point_sources": lambda p: p["sources"], "point_roles": lambda p: p["roles"],
        "methods": lambda p: p["other_methods"], "fractions": lambda p: p["fractions"], "levels": lambda p: p["level_with"],
        "indications": lambda p: p["indications"]["main"] + p["indications"]["other"],
        "differs": lambda p: [c for d in p["differs"] for c in d["claims"]],
    }  # fmt: skip
    for table, listed in lists.items():
        assert len(found[table]) == sum(len(listed(p)) for p in points.values()), table
    depth = next(row for row in found["depths"] if row["code"] == "KI-4")
    assert (depth["min_cun"], depth["angle"], depth["source"]) == ("0.5", "perpendicular-oblique", "deadman")
    assert all(row["angle"] for row in found["depths"])
    ki4 = next(row for row in found["points"] if row["code"] == "KI-4")
    assert ki4["location"] == points["KI-4"]["location"]
    assert (
        points["LI-4"]["cautions"][0]["text"]
        in next(row for row in found["points"] if row["code"] == "LI-4")["cautions"]
    )


def test_sqlite_is_sound_and_joined(made: Path) -> None:
    base = database(made)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA user_version").fetchone() == (1,)
    for name, rows in tables(made / "csv").items():
        assert base.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(rows),), name
        foreign = {(row[3], row[2]) for row in base.execute(f"PRAGMA foreign_key_list({name})")}
        assert foreign == {(c.name, c.refers) for c in TABLES[name].columns if c.refers}
    about = dict(base.execute("SELECT key, value FROM about").fetchall())
    assert (about["version"], about["date"], about["licence"]) == (acupoint_cli.__version__, "2026-11-18", "CC-BY-4.0")


@pytest.mark.parametrize(
    ("words", "code"),
    [("yongquan", "KI-1"), ("涌泉", "KI-1"), ("湧泉", "KI-1"), ("sleeplessness OR insomnia", "HT-7"), ("gushing", "KI-1"), ("anovulatory OR labour", "LI-4")],
)  # fmt: skip
def test_sqlite_searches(made: Path, words: str, code: str) -> None:
    base = database(made)
    sql = "SELECT code FROM points WHERE rowid IN (SELECT rowid FROM points_fts WHERE points_fts MATCH ?)"  # as Datasette asks
    assert code in {c for (c,) in base.execute(sql, (words,))}
    assert code in {c for (c,) in base.execute("SELECT code FROM points_fts WHERE points_fts MATCH ?", (words,))}


def test_search_survives_vacuum(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((made / "sqlite").read_bytes())
    base = sqlite3.connect(copy, isolation_level=None)
    base.execute("VACUUM")
    base.execute("INSERT INTO points_fts (points_fts) VALUES ('integrity-check')")
    sql = "SELECT code FROM points WHERE rowid IN (SELECT rowid FROM points_fts WHERE points_fts MATCH 'yongquan')"
    assert base.execute(sql).fetchall() == [("KI-1",)]


@pytest.mark.parametrize("what", ["pregnancy", "moxa", "needling", "children", "pressing", "bleeding-tendency"])
def test_safe_views_are_the_filters(acu: Run, made: Path, what: str) -> None:
    view = [c for (c,) in database(made).execute(f"SELECT code FROM points_safe_in_{what.replace('-', '_')}")]
    assert view == acu("list", "--safe-in", what, "--fields", "code").out.split()
    assert 0 < len(view) < COUNT


def test_related_is_what_the_command_prints(acu: Run, made: Path) -> None:
    """Points of every kind; the relations of all are worked out in one go, with what they share looked up once."""
    sql = "SELECT other, kind, reason FROM related WHERE code = ? ORDER BY n"
    for code in ("LU-1", "KI-4", "GV-20", "EX-LE12", "CV-4"):
        rows = json.loads(acu("related", code, "--json").out)["related"]
        assert database(made).execute(sql, (code,)).fetchall() == [(r["code"], r["kind"], r["reason"]) for r in rows]


# Keys that the tables know, or leave to json. A key that is new in model.py is to be decided on here, and in export/rows.py.
KNOWN: dict[type[msgspec.Struct], str] = {
    model.Point: "code channel number status names meaning region surface side count parts location locate measures fractions level_with "
    "variants anatomy roles phase actions indications needling moxibustion acupressure other_methods sensation cautions channel_cautions "
    "related combinations commentary classics questions differs cites sources checked note match",
    model.Caution: "kind level methods when scope text sources",
    model.Depth: "min_cun max_cun angle direction source usual",
    model.Term: "term area meaning synonyms simplified traditional shared broader urgent main other condition",
    model.Condition: "condition also consulted points press note checked",
    model.Said: "source as for count share",
    model.Combination: "use codes source via",
    model.RoleClass: "role names synonyms group meaning expected per_channel members_note members differs sources",
    model.Channel: "code names kind count numbers limb yinyang polarity phase organ hours pair same_name previous next pathway meets organs "
    "connecting divergent sinew opens symptoms cautions points differs cites sources",
    model.Source: "key title authors year edition kind language read_through url seen via note original rests",
}  # fmt: skip


@pytest.mark.parametrize("struct", KNOWN, ids=lambda s: s.__name__)
def test_no_key_is_forgotten(struct: type[msgspec.Struct]) -> None:
    assert [field.encode_name for field in msgspec.structs.fields(struct)] == KNOWN[struct].split()


# -- book


def test_every_link_of_the_book_leads_somewhere(made: Path) -> None:
    book = made / "markdown"
    assert len(list((book / "points").iterdir())) == COUNT
    for page in book.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"(?<!\\)\]\(([^)#]+)(?:#[^)]*)?\)", text):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
    index = (book / "README.md").read_text(encoding="utf-8")
    assert index.count("](points/") == COUNT
    for words in ("CC-BY-4.0", "2026-11-18", "[Sources](sources.md)", "## KI Kidney channel"):
        assert words in index
    assert "> **URGENT** " in (book / "conditions.md").read_text(encoding="utf-8")


def test_page_begins_with_the_dangers(made: Path) -> None:
    text = (made / "markdown" / "points" / "LI-4.md").read_text(encoding="utf-8")
    assert text.index("**FORBIDDEN** pregnancy") < text.index("**CAUTION**") < text.index("## Where") < text.index("## Needling")  # fmt: skip
    assert "[LR-3 Tàichōng](LR-3.md)" in text
    assert "CC-BY-4.0" in text
    assert "Not to be needled" in (made / "markdown" / "points" / "ST-17.md").read_text(encoding="utf-8")


# -- cards


def test_deck_holds_every_point(made: Path, tmp_path: Path) -> None:
    base = collection(made / "anki", tmp_path / "collection")
    notes = {fields.split("\x1f")[0]: fields.split("\x1f") for (fields,) in base.execute("SELECT flds FROM notes")}
    assert len(notes) == COUNT
    assert base.execute("SELECT ord, count(*) FROM cards GROUP BY ord").fetchall() == [
        (0, COUNT),
        (1, COUNT),
        (2, COUNT),
    ]
    decks = {d["name"]: d for d in json.loads(base.execute("SELECT decks FROM col").fetchone()[0]).values()}
    channels = json.loads((made / "json").read_text(encoding="utf-8"))["points"]
    assert len(decks) == len({p["channel"] for p in channels}) + 2  # and the deck acu, and Anki's own
    assert decks["acu::KI Kidney channel"]["id"] == stable_id("acu deck KI")
    for words in ("CC BY 4.0", "2026-11-18", acupoint_cli.__version__, "A Manual of Acupuncture", "WHO Standard"):
        assert words in decks["acu"]["desc"]
    ki = base.execute("SELECT count(*) FROM cards WHERE did = ?", (stable_id("acu deck KI"),)).fetchone()
    assert ki == (27 * 3,)
    li4 = dict(zip(FIELDS, notes["LI-4"], strict=True))
    assert li4["Cautions"].startswith("<div><b>FORBIDDEN</b> pregnancy")
    assert "0.5–1 cun perpendicular [deadman]" in li4["Needling"]
    assert (li4["Pinyin"], li4["Channel"]) == ("Hégǔ", "Large Intestine channel")
    assert "CC BY 4.0" in li4["Licence"] and "Deadman" in li4["Sources"]
    assert all(fields[FIELDS.index("Cautions")] for fields in notes.values())
    assert all(note[FIELDS.index("Code")] != "" and len(note) == len(FIELDS) for note in notes.values())
    for fields in notes.values():
        for after in re.findall(r"(?:^|<li>)[\d.]+(?:–[\d.]+)? cun (\S+)", fields[FIELDS.index("Needling")]):
            assert after.rstrip(",") in {"perpendicular", "perpendicular-oblique", "oblique", "transverse-oblique", "transverse", "prick"}  # fmt: skip


def test_note_type_shows_the_dangers_first(made: Path, tmp_path: Path) -> None:
    base = collection(made / "anki", tmp_path / "collection")
    (model,) = json.loads(base.execute("SELECT models FROM col").fetchone()[0]).values()
    assert [f["name"] for f in model["flds"]] == list(FIELDS)
    assert len(model["tmpls"]) == 3
    for template in model["tmpls"]:
        back = template["afmt"]
        assert back.index("{{Cautions}}") == min(back.index(f"{{{{{name}}}}}") for name in FIELDS)
        assert "{{#Cautions}}" not in back
    assert "url(" not in model["css"] and "@import" not in model["css"]


def test_second_export_updates(made: Path, tmp_path: Path, cache: Path) -> None:
    """The same ids of notes, decks and note type, and a later time, which is what makes Anki update."""
    done = process(tmp_path, cache, "anki", "--channel", "KI", "-o", "later", SOURCE_DATE_EPOCH="1795009999")
    assert done.returncode == 0, done.stderr
    first, later = (collection(p, tmp_path / n) for p, n in ((made / "anki", "1"), (tmp_path / "later", "2")))
    sql = "SELECT substr(flds, 1, instr(flds, char(31)) - 1), guid, mid, mod FROM notes"
    before = {code: rest for code, *rest in first.execute(sql)}
    after = {code: rest for code, *rest in later.execute(sql)}
    assert len(after) == 27
    for code, (guid, mid, mod) in after.items():
        assert [guid, mid] == before[code][:2]
        assert mod > before[code][2]
    assert before["KI-4"][0] == "E4)ZR`^>}q"  # never to change: learners' notes hang on it
    assert len({guid for guid, *_ in before.values()}) == COUNT


def test_without_genanki_one_line_says_how_to_get_it(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    done = acu("export", "anki", "-o", str(tmp_path / "x.apkg"))
    assert (done.code, done.out) == (3, "")
    assert done.err.count("\n") == 1 and 'pip install "acupoint-cli[anki]"' in done.err
    assert list(tmp_path.iterdir()) == []


# -- parts of the set


def test_filters_narrow_every_format(acu: Run, tmp_path: Path) -> None:
    kept = acu("list", "--channel", "KI", "--safe-in", "pregnancy", "--fields", "code").out.split()
    arguments = ("--channel", "KI", "--safe-in", "pregnancy")
    done = acu("export", "json", *arguments)
    assert "left out for pregnancy" in done.err and "not proof of safety" in done.err
    tree = json.loads(done.out)
    assert [p["code"] for p in tree["points"]] == kept
    assert tree["acu"]["filters"] == ["--channel KI", "--safe-in pregnancy"]
    assert len(tree["left_out"]) == 27 - len(kept)
    named = [c for x in tree["channels"] for c in x["points"]] + [
        m["code"] for r in tree["roles"] for m in r["members"]
    ]
    named += [c for t in tree["terms"] for c in [*t["main"], *t["other"]]]
    named += [c for x in tree["combinations"] for c in x["codes"]]
    named += [p["code"] for x in tree["conditions"] for p in [*x["points"], *x["press"]]]
    assert named and set(named) <= set(kept)
    assert [json.loads(line)["code"] for line in acu("export", "jsonl", *arguments).out.splitlines()] == kept
    for form in ("csv", "sqlite", "markdown", "anki"):
        assert acu("export", form, *arguments, "-o", str(tmp_path / form)).code == 0
    found = tables(tmp_path / "csv")
    assert [row["code"] for row in found["points"]] == kept
    assert {row["code"] for row in found["combination_points"]} <= set(kept)
    base = sqlite3.connect(tmp_path / "sqlite")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [c for (c,) in base.execute("SELECT code FROM points ORDER BY rowid")] == kept
    assert {p.stem for p in (tmp_path / "markdown" / "points").iterdir()} == set(kept)
    for page in (tmp_path / "markdown").rglob("*.md"):
        for target in re.findall(r"(?<!\\)\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
    assert collection(tmp_path / "anki", tmp_path / "c").execute("SELECT count(*) FROM notes").fetchone() == (
        len(kept),
    )


@pytest.mark.parametrize(
    ("arguments", "count"),
    [(["--limit", "3"], 3), (["--limit", "0"], COUNT), (["-n", "2", "--region", "foot"], 2), (["--role", "luo"], None), (["--phase", "wood"], None), (["--safe-in", "pregnancy", "--policy", "listed=2"], None)],
)  # fmt: skip
def test_filters_are_those_of_list(acu: Run, arguments: list[str], count: int | None) -> None:
    listed = acu("list", *arguments, "--fields", "code").out.split()
    exported = [json.loads(line)["code"] for line in acu("export", "jsonl", *arguments).out.splitlines()]
    assert exported == listed
    assert count is None or len(exported) == count


def test_nothing_passes(acu: Run, tmp_path: Path) -> None:
    none = ("--channel", "KI", "--role", "yuan", "--phase", "wood")
    tree = json.loads(acu("export", "json", *none).out)
    assert tree["points"] == [] and tree["errors"][0]["code"] == "not_found"
    for form in FORMATS:
        done = acu("export", form, *none, "-o", str(tmp_path / form))
        assert (done.code, done.out) == (1, "")
        assert "no point passes" in done.err.lower()
    assert list(tmp_path.iterdir()) == []


# -- the user's own data


OWN = """code: MY-1
names: {pinyin: "=1+1", simplified: 我, traditional: 我, english: ["=HYPERLINK(\\"x\\")", "<script>alert(1)</script> {{Code}}"]}
region: -foot
location: "@SUM(A1) [link](x) | *star* \\e[31m\\x00"
roles: [{role: my-role}]
indications: {main: [my complaint, insomnia], other: []}
needling: {depths: [{min_cun: 0.5, max_cun: 1, angle: oblique, source: my-book}]}
cautions: [{kind: other, level: caution, text: "+ mind <b>this</b>", sources: [my-book]}]
cites: {location: [my-book]}
sources: [my-book]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    (folder / "points").mkdir(parents=True)
    (folder / "points" / "MY-1.yaml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("ACU_DATA", str(folder))
    return tmp_path


def test_own_point_joins_and_harms_nobody(acu: Run, own: Path) -> None:
    """A channel, class, term and source that only an own point knows find their rows; its text is only text."""
    for form in FORMATS:
        done = acu("export", form, "-o", str(own / form))
        assert (done.code, done.err) == (0, ""), form
    assert acupoint_cli.read_export(own / "json") == list(acupoint_cli.points())
    assert json.loads((own / "json").read_text(encoding="utf-8"))["acu"]["own_data"] is True
    found = tables(own / "csv")
    assert {row["name"] for row in found["names"] if row["code"] == "MY-1"} >= {"'=1+1", '\'=HYPERLINK("x")'}
    for name, rows in found.items():
        for row in rows:
            assert not any(v.startswith(("=", "+", "-", "@")) for v in row.values() if not re.fullmatch(r"[\d.]+", v)), name  # fmt: skip
    base = sqlite3.connect(own / "sqlite")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT pinyin, channel FROM points WHERE code = 'MY-1'").fetchone() == ("=1+1", "MY")
    for table, key in (("channels", "MY"), ("roles", "my-role"), ("terms", "my complaint"), ("sources", "my-book")):
        assert base.execute(f"SELECT count(*) FROM {table} WHERE {TABLES[table].key[0]} = ?", (key,)).fetchone() == (1,)
    page = (own / "markdown" / "points" / "MY-1.md").read_text(encoding="utf-8")
    assert "\\[link\\]" in page and "\\<script\\>" in page and "\x1b" not in page and "\x00" not in page
    assert "user's own data" in (own / "markdown" / "README.md").read_text(encoding="utf-8")
    base = collection(own / "anki", own / "c")
    (fields,) = base.execute("SELECT flds FROM notes WHERE flds LIKE 'MY-1%'").fetchone()
    assert "&lt;script&gt;" in fields and "<script>" not in fields and "<b>this</b>" not in fields
    assert "\x1b" not in fields


# -- places


@pytest.mark.parametrize("form", FORMATS)
def test_same_data_same_bytes(acu: Run, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert acu("export", form, "-o", str(tmp_path / "again")).code == 0
    first, again = made / form, tmp_path / "again"
    if first.is_dir():
        names = [p.relative_to(first) for p in sorted(first.rglob("*")) if p.is_file()]
        assert names == [p.relative_to(again) for p in sorted(again.rglob("*")) if p.is_file()]
        assert all((first / n).read_bytes() == (again / n).read_bytes() for n in names)
    else:
        assert first.read_bytes() == again.read_bytes()


def test_default_names(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    version = acupoint_cli.__version__
    for form, name in (("sqlite", f"acu-{version}.sqlite"), ("anki", f"acu-{version}.apkg"), ("csv", f"acu-{version}-csv"), ("markdown", f"acu-{version}-markdown")):  # fmt: skip
        assert acu("export", form, "-n", "2").out == f"{name}\n"
    assert len(list(tmp_path.iterdir())) == 4
    (tmp_path / "into").mkdir()
    assert acu("export", "sqlite", "-n", "2", "-o", "into/").out == f"into/acu-{version}.sqlite\n"
    assert acu("export", "json", "-n", "2", "-o", "into").out == f"into/acu-{version}.json\n"


@pytest.mark.parametrize("form", FORMATS)
def test_existing_needs_force(acu: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "x"
    assert acu("export", form, "-n", "1", "-o", str(path)).code == 0
    stamp = path.stat().st_ino
    done = acu("export", form, "-n", "2", "-o", str(path))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "--force" in done.err
    assert path.stat().st_ino == stamp
    assert acu("export", form, "-n", "2", "-o", str(path), "--force").out == f"{path}\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_folder_of_others_is_never_replaced(acu: Run, tmp_path: Path, force: list[str]) -> None:
    """A folder with anything in it that no export wrote stays, even with --force."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert acu("export", "csv", "-n", "1", "-o", str(mine), *force).code == 2
    book = tmp_path / "book"
    assert acu("export", "markdown", "-n", "1", "-o", str(book)).code == 0
    (book / "points" / "my notes.md").write_text("mine", encoding="utf-8")
    done = acu("export", "markdown", "-n", "1", "-o", str(book), *force)
    assert done.code == 2 and "points/my notes.md" in done.err
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert (book / "points" / "my notes.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "Choose from: json, jsonl, csv"), (["pdf"], 2, "Choose from"), (["apkg"], 2, "Did you mean anki"), (["JSON"], 2, "Did you mean json"),
        (["sqlite", "-o", ""], 2, "empty"), (["json", "-o", "nowhere/x.json"], 3, "no folder nowhere"), (["csv", "-o", "nowhere/x"], 3, "no folder nowhere"),
        (["sqlite", "-o", "nowhere/"], 3, "no folder nowhere/"), (["csv", "-o", "-"], 2, "standard output"), (["csv", "-o", "file"], 2, "a file called file"),
        (["markdown", "-o", "."], 2, "current folder"), (["csv", "-o", "/dev/null"], 2, "/dev/null"), (["json", "-o", "file/x"], 3, "no folder file"),
        (["json", "--channel", "XX"], 2, "--channel"), (["json", "-o", "/dev/full", "-n", "1"], 3, "/dev/full"), (["sqlite", "-o", "/dev/full", "-n", "1"], 3, "/dev/full"),
    ],
)  # fmt: skip
def test_wrong_calls(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = acu("export", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_bad_date_is_refused(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = acu("export", "json")
    assert (done.code, done.out) == (2, "") and "SOURCE_DATE_EPOCH" in done.err


@pytest.mark.parametrize(("moment", "year"), [("0", 1980), ("99999999999", 2107)])
def test_a_date_that_no_zip_knows(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, year: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert acu("export", "anki", "--channel", "KI", "-o", str(tmp_path / "deck")).code == 0
    with zipfile.ZipFile(tmp_path / "deck") as pack:
        assert {info.date_time[0] for info in pack.infolist()} == {year}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("before", [False, True])
def test_full_disk_leaves_nothing_half_written(acu: Run, tmp_path: Path, cache: Path, form: str, before: bool) -> None:
    """No file may grow beyond 20 kB: the export fails in one line, and what was there is there still."""
    if before:
        assert acu("export", form, "-n", "1", "-o", str(tmp_path / "x")).code == 0
    held = sorted((p, p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file())
    done = process(tmp_path, cache, form, "-o", "x", "--force", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))  # fmt: skip
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr.startswith("Error: Cannot write x: ") and done.stderr.count("\n") == 1
    assert sorted((p, p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file()) == held


@pytest.mark.parametrize("form", FORMATS)
def test_interrupted_leaves_nothing(acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    from acupoint_cli.export.selection import Selection

    def stopped(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(Selection, "entry_texts" if form != "jsonl" else "point_texts", stopped)
    done = acu("export", form, "-o", str(tmp_path / "x"))
    assert (done.code, done.out, done.err) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FILES)
def test_file_to_standard_output(made: Path, tmp_path: Path, cache: Path, form: str) -> None:
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "acupoint_cli", "export", form, "-o", "-"], stdout=out, stderr=subprocess.PIPE, check=False, cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": "1795000000", "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "out").read_bytes() == (made / form).read_bytes()


def test_device_is_written_into_and_never_replaced(acu: Run) -> None:
    for form in ("json", *FILES):
        done = acu("export", form, "-n", "1", "-o", os.devnull)
        assert (done.code, done.out, done.err) == (0, "", "")
    assert not Path(os.devnull).is_file()


def test_link_is_followed(acu: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_text("old", encoding="utf-8")
    assert acu("export", "jsonl", "-n", "1", "-o", str(tmp_path / "link"), "--force").code == 0
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real").read_text(encoding="utf-8"))["code"] == "LU-1"


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("Yes\n", 0), ("n\n", 2), ("\n", 2), ("", 2)])
def test_asks_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, code: int) -> None:  # fmt: skip
    from acupoint_cli import __main__ as entry

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    path = tmp_path / "x.jsonl"
    path.write_text("old", encoding="utf-8")
    said = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(sys, "argv", ["acu", "export", "jsonl", "-n", "1", "-o", str(path)])
    assert entry.main() == code
    assert "Replace it? [y/N]" in said.getvalue()
    assert (path.read_text(encoding="utf-8") == "old") == (code == 2)


def test_completes_the_formats() -> None:
    from acupoint_cli.cli.complete import exports

    assert [name for name, _ in exports("")] == list(FORMATS)
    assert [name for name, _ in exports("js")] == ["json", "jsonl"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_reader_that_leaves_is_no_error(tmp_path: Path, cache: Path, form: str) -> None:
    environ = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT / "src")}
    call = [sys.executable, "-m", "acupoint_cli", "export", form]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environ) as running:
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_full_standard_output_is_said(tmp_path: Path, cache: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "acupoint_cli", "export", "json"], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT / "src")}, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1 and "No space left" in done.stderr
