"""What could hurt someone: who may press where, emergencies in every answer, dangers beside every point that is named."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import acupoint_cli
from acupoint_cli.cautions import bans
from acupoint_cli.library.filters import UNSAFE
from acupoint_cli.library.index import open_index
from acupoint_cli.searching.flags import urgent
from acupoint_cli.searching.whom import for_whom
from conftest import Run

# Points over the carotid, the eye, the femoral and the axillary artery, the windpipe, the breast.
NOT_TO_PRESS = (
    "ST-1", "ST-9", "ST-10", "ST-11", "ST-12", "ST-17", "ST-18", "ST-30", "ST-42", "SP-11", "SP-12", "SP-18", "HT-1",
    "SI-16", "SI-17", "BL-1", "PC-1", "LR-10", "LR-12", "CV-22", "LI-17", "LI-18", "EX-HN7",
)  # fmt: skip


def answer(acu: Run, *arguments: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(acu(*arguments, "--json").out)
    return parsed


# -- pressing


@pytest.mark.parametrize("code", NOT_TO_PRESS)
def test_a_point_over_artery_or_eye_is_never_offered_for_pressing(acu: Run, code: str) -> None:
    point = acupoint_cli.lookup(code)
    assert point.acupressure.use == "caution"
    assert any(c.kind == "pressure" and "pressing" in c.methods for c in point.cautions)
    row = next(line.split("\t") for line in acu("list").out.splitlines() if line.startswith(f"{code}\t"))
    assert "pressing" in row[-1].split("; ")


def test_pressed_are_the_points_that_a_source_recommends_or_allows(acu: Run) -> None:
    use = {p.code: p.acupressure.use for p in acupoint_cli.points()}
    pressed = acu("list", "--pressed", "--fields", "code").out.split()
    assert pressed == [code for code, word in use.items() if word in {"recommended", "allowed"}]
    assert {"KI-1", "SP-6", "PC-6"} <= set(pressed)
    assert not set(pressed) & set(NOT_TO_PRESS)
    left = acu("list", "--safe-in", "pressing", "--fields", "code").out.split()
    assert not set(left) & {code for code, word in use.items() if word in {"caution", "forbidden"}}


PRESSED = [  # words, a point that is found, whether it is marked
    ("low blood pressure", "ST-9", False), ("sore throat", "ST-10", False), ("sore throat", "ST-11", False),
    ("glaucoma", "BL-1", False), ("insomnia", "ST-30", False), ("insomnia", "KI-1", True), ("insomnia", "PC-6", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "marked"), PRESSED, ids=[f"{c}-{w}" for w, c, _ in PRESSED])
def test_search_marks_only_these(acu: Run, words: str, code: str, marked: bool) -> None:
    row = next(r for r in answer(acu, "search", words, "-n", "0")["results"] if r["code"] == code)
    assert row["pressed"] is marked
    found = [r["code"] for r in answer(acu, "search", words, "-n", "0", "--pressed")["results"]]
    assert (code in found) is marked


def test_a_card_says_that_no_source_describes_pressing(acu: Run) -> None:
    none = "No source consulted describes pressing it."
    for code, said in (("HT-7", True), ("LI-4", True), ("KI-1", False), ("ST-9", False), ("SP-6", False)):
        assert (none in acu("show", code, "-f", "table").out) is said
        assert (none in acu("show", code, "-f", "markdown").out) is said
    assert "No source consulted tells how." in acu("show", "SP-6", "-f", "table").out


# -- emergencies

URGENT = [
    ("combine", "chest pain"), ("combine", "stroke"), ("combine", "suicidal"), ("search", "chest pain"),
    ("term", "stroke"), ("term", "chest pain"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "words"), URGENT, ids=[" ".join(u) for u in URGENT])
def test_urgent_comes_first_in_every_answer(acu: Run, command: str, words: str) -> None:
    for form in ("table", "markdown"):
        done = acu(command, words, "-f", form)
        first = done.out or done.err
        assert first.lstrip("> *").startswith("URGENT"), form
    for form in ("plain", "tsv", "jsonl", "json", "yaml"):
        assert acu(command, words, "-f", form).err.startswith("URGENT: "), form
    tree = answer(acu, command, words)
    assert tree["urgent"]
    assert list(tree).index("urgent") <= 2
    if command == "term":
        assert acu(command, words).out.startswith("urgent\t")


def test_an_ordinary_complaint_is_no_emergency(acu: Run) -> None:
    for command in ("combine", "term", "search"):
        done = acu(command, "insomnia")
        assert "URGENT" not in done.out + done.err
        assert answer(acu, command, "insomnia")["urgent"] == []


# -- dangers beside points


def test_combinations_say_what_is_dangerous_at_their_points(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    rows = answer(acu, "combine", "difficult labour")["combinations"]
    row = next(r for r in rows if "LI-4" in r["codes"])
    assert any(c.startswith("LI-4: pregnancy (forbidden)") for c in row["cautions"])
    assert "LI-4: pregnancy (forbidden)" in " ".join(acu("combine", "difficult labour", "-f", "table").out.split())
    assert "LI-4: pregnancy (forbidden)" in acu("combine", "difficult labour", "-f", "tsv").out


def test_combinations_can_leave_dangers_out(acu: Run) -> None:
    every = answer(acu, "combine", "headache")["combinations"]
    done = acu("combine", "headache", "--safe-in", "pregnancy", "--json")
    tree = json.loads(done.out)
    unsafe = {entry["code"] for entry in tree["left_out"]}
    assert "LI-4" in unsafe
    assert 0 < len(tree["combinations"]) < len(every)
    assert not any(unsafe & set(row["codes"]) for row in tree["combinations"])
    assert "left out for pregnancy" in done.err
    assert "not proof of safety" in done.err
    assert acu("combine", "difficult labour", "--safe-in", "pregnancy").code == 1
    assert acu("combine", "headache", "--safe-in", "pregnancy", "--policy", "odd").code == 2


def test_a_term_marks_its_points_and_says_why(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    card = acu("term", "morning sickness", "-f", "table").out
    flat = " ".join(card.split())
    assert "CV-12 Zhōngwǎn!! (" in flat
    assert "PC-6 Nèiguān! (" in flat
    assert card.index("something is forbidden there") < card.index("core")
    assert "pregnancy (forbidden): CV-12" in flat
    tree = answer(acu, "term", "morning sickness")
    assert {"code": "PC-6", "cautions": ["nerve"]} in tree["cautions"]
    assert "CV-12" in acu("term", "morning sickness", "-f", "markdown").out.split("pregnancy (forbidden)")[1]


def test_a_term_can_leave_dangers_out(acu: Run) -> None:
    done = acu("term", "morning sickness", "--safe-in", "pregnancy", "--json")
    tree = json.loads(done.out)
    term, unsafe = tree["terms"][0], {entry["code"] for entry in tree["left_out"]}
    assert "CV-12" in unsafe
    named = {*term["main"], *term["other"], *(p["code"] for p in term["condition"]["points"])}
    assert "PC-6" in named
    assert not named & unsafe
    assert not unsafe & {entry["code"] for entry in tree["cautions"]}
    assert "not proof of safety" in done.err
    assert "CV-12" not in acu("term", "morning sickness", "--safe-in", "pregnancy", "-f", "table").out


def test_related_points_have_their_cautions(acu: Run) -> None:
    tree = answer(acu, "related", "KI-4")
    assert next(r for r in tree["related"] if r["code"] == "SP-6")["cautions"][0] == "pregnancy (forbidden)"
    done = acu("related", "KI-4", "--safe-in", "pregnancy", "--json")
    safe = json.loads(done.out)
    assert "SP-6" in {entry["code"] for entry in safe["left_out"]}
    assert "SP-6" not in {row["code"] for row in safe["related"]}
    assert "SP-6" not in acu("related", "KI-4", "--safe-in", "pregnancy", "--graph", "dot").out
    assert "not proof of safety" in done.err
    assert next(r for r in acupoint_cli.related("KI-4") if r["code"] == "SP-6")["cautions"]


TABLES = (["search", "insomnia"], ["list"], ["related", "KI-4"])


@pytest.mark.parametrize("arguments", TABLES, ids=[a[0] for a in TABLES])
def test_cautions_come_right_after_the_name(acu: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    head = acu(*arguments, "-f", "table").out.splitlines()[1].split()
    assert head[head.index("english") + 1] == "cautions"


def test_a_wide_table_says_where(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, there in (("80", False), ("140", True)):
        monkeypatch.setenv("COLUMNS", columns)
        assert (" where " in acu("search", "insomnia", "-f", "table").out.splitlines()[1]) is there


# -- the short words of cautions: a method is never read as a state

SHORT = [
    ("KI-6", "pregnancy (pricking to bleed forbidden)"),
    ("KI-6", "pricking to bleed (forbidden: weak constitution or tendency to bleed)"),
    ("KI-1", "cupping (forbidden)"), ("KI-1", "needling (forbidden: deep insertion)"), ("KI-1", "needling (caution)"),
    ("KI-2", "needling, pricking to bleed"), ("GB-41", "needling, moxa (breast-feeding)"), ("LI-4", "pregnancy (forbidden)"),
    ("EX-HN9", "vessel (forbidden: tendency to bleed)"), ("CV-22", "vessel (caution)"), ("ST-9", "pressing"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words"), SHORT, ids=[f"{c}-{w}" for c, w in SHORT])
def test_short_cautions_read_as_they_are_meant(acu: Run, code: str, words: str) -> None:
    rows = {line.split("\t")[0]: line.split("\t")[-1].split("; ") for line in acu("list").out.splitlines()}
    assert words in rows[code]
    assert not any(word.startswith("other") or "forbidden: bleeding" in word for row in rows.values() for word in row)


def test_people_who_bleed_easily_have_a_filter(acu: Run) -> None:
    left = {entry.code for entry in acupoint_cli.points()} - set(
        acu("list", "--safe-in", "bleeding-tendency", "--fields", "code").out.split()
    )
    for point in acupoint_cli.points():
        listed = any(c.kind == "vessel" or "tendency to bleed" in (c.when or "") for c in point.cautions)
        assert (point.code in left) is listed, point.code
    assert "bleeding-tendency" in acu("help", "safety").out


# -- who is to be treated

WHOM = [  # what is typed, a piece of what is said; "" where nothing is
    ("I'm pregnant and my back hurts", "--safe-in pregnancy"), ("pregnant back pain", "--safe-in pregnancy"),
    ("constipation pregnancy", "--safe-in pregnancy"), ("孕妇失眠", "--safe-in pregnancy"),
    ("my baby has colic", "--safe-in children"), ("infant cough", "--safe-in children"),
    ("my 3 year old has a fever", "--safe-in children"), ("小儿腹泻", "--safe-in children"),
    ("headache on blood thinners", "--safe-in bleeding-tendency"), ("warfarin", "--safe-in bleeding-tendency"),
    ("haemophilia", "--safe-in bleeding-tendency"), ("headache with a pacemaker", "electroacupuncture"),
    ("mastitis while breastfeeding", "caution:breast-feeding"), ("breast-feeding", "caution:breast-feeding"),
    ("insomnia", ""), ("80 year old with knee pain", ""), ("childish pranks", ""), ("bloodshot eyes", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), WHOM, ids=[w[0] for w in WHOM])
def test_who_is_to_be_treated_is_heard(acu: Run, typed: str, said: str) -> None:
    done = acu("search", typed)
    remarks = json.loads(acu("search", typed, "--json").out)["remarks"]
    if said:
        assert said in done.err
        assert any(said in line for line in remarks)
        assert any(said in line for line in acupoint_cli.search(typed).remarks)
    else:
        assert for_whom(typed) == []
        assert "--safe-in" not in done.err


def test_a_slip_of_the_keys_does_not_make_the_patient_part_of_the_complaint(acu: Run) -> None:
    """The words of whom are taken out before slips are mended and after."""
    slipped, plain = (
        json.loads(acu("search", words, "--json").out) for words in ("insomnai while pregnant", "insomnia")
    )
    assert slipped["results"] == plain["results"]
    assert not any("not looked for" in line or "is unknown" in line for line in slipped["remarks"])


def test_a_filter_that_was_given_is_not_recommended_again(acu: Run) -> None:
    assert "is mentioned" not in acu("search", "pregnant back pain", "--safe-in", "pregnancy").err
    assert "is mentioned" in acu("search", "pregnant back pain", "--safe-in", "moxa").err
    assert "bleed more easily" not in acu("search", "insomnia", "--safe-in", "bleeding-tendency").err
    assert "bleed and bruise" in acu("search", "warfarin insomnia", "--safe-in", "bleeding-tendency").err


def test_what_says_who_is_treated_is_no_complaint(acu: Run) -> None:
    for typed, plain in (("constipation pregnancy", "constipation"), ("headache on blood thinners", "headache")):
        assert acu("search", typed).out == acu("search", plain).out
    blood = acu("search", "blood thinners")
    assert (blood.code, blood.out, "bleed and bruise" in blood.err) == (1, "", True)
    assert "--safe-in bleeding-tendency" in acu("term", "blood thinners").err
    assert "--safe-in pregnancy" in acu("combine", "headache in a pregnant woman").err


MINUS = ["insomnia -pregnancy", "-pregnancy insomnia", 'insomnia -"night sweats"', "insomnia, -headache"]


@pytest.mark.parametrize("typed", MINUS)
def test_a_minus_word_is_refused_in_one_line(acu: Run, typed: str) -> None:
    for command in ("search", "combine"):
        done = acu(command, "--", typed)
        assert (done.code, done.out) == (2, "")
        assert "no minus words" in done.err
        assert "--safe-in" in done.err
        assert len(done.err.splitlines()) == 1


def test_a_minus_word_without_quotes_is_told_the_same(acu: Run) -> None:
    done = acu("search", "insomnia", "-pregnancy")
    assert (done.code, done.out, "no minus words" in done.err) == (2, "", True)


@pytest.mark.parametrize("typed", ["semi-consciousness", "pain - heel", "night-time cough", "heel - pain"])
def test_a_dash_elsewhere_is_none(acu: Run, typed: str) -> None:
    assert acu("search", typed).code != 2


def test_python_says_all_that_the_command_says() -> None:
    found = acupoint_cli.search("chest pain", safe_in=["pregnancy"], limit=5)
    assert isinstance(found, list)
    assert len(found) == 5
    assert "ambulance" in found.urgent[0]
    assert {entry["kind"] for entry in found.left_out} == {"pregnancy"}
    assert acupoint_cli.search("insomnai").remarks == ["'insomnai' was taken for 'insomnia'."]
    assert {row["code"] for row in acupoint_cli.search("insomnia", pressed=True)} <= {
        p.code for p in acupoint_cli.points() if p.acupressure.use in {"recommended", "allowed"}
    }


# -- pages for people


def test_a_page_begins_with_its_dangers(acu: Run) -> None:
    page = acu("show", "GB-21", "-f", "markdown").out
    point = acupoint_cli.lookup("GB-21")
    lines = [line for line in page.splitlines() if line]
    assert lines[0].startswith("## GB-21 ")
    quoted = [line for line in lines if line.startswith("> ")]
    assert lines[2] == quoted[0]
    assert len(quoted) >= len(point.cautions)
    words = [line.split("**")[1] for line in quoted]
    assert words == sorted(words, key=["FORBIDDEN", "CAUTION", "CLASSICAL"].index)
    assert "kind:" not in page
    assert "min_cun" not in page
    assert "web-of" not in acu("show", "KI-1", "-f", "markdown").out
    assert (
        acu("show", "KI-1", "-f", "markdown", "--fields", "code").out == "## KI-1 Yǒngquán 涌泉\n\n**Code**: KI-1\n\n"
    )


def test_a_page_shows_the_users_note(acu: Run) -> None:
    acu("note", "KI-1", "warm it *first*")
    assert r"**Your note:** warm it \*first\*" in acu("show", "KI-1", "-f", "markdown").out


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_channel_begins_with_its_caution_in_words(acu: Run, form: str) -> None:
    text = acu("channel", "kidney", "-f", form).out
    flat = " ".join(text.replace(">", "").replace("*", "").split())
    assert "CLASSICAL pregnancy (whole channel; needling, moxa; ninth month of pregnancy): Classical: the" in flat
    assert flat.index("CLASSICAL") < flat.index("primary")
    assert "kind: pregnancy" not in flat


def test_every_filter_of_safety_is_an_option(acu: Run) -> None:
    for what in UNSAFE:
        for command in (
            ["list"],
            ["search", "insomnia"],
            ["combine", "insomnia"],
            ["term", "insomnia"],
            ["related", "KI-4"],
        ):
            done = acu(*command, "--safe-in", what)
            assert done.code in {0, 1}
            assert f"left out for {what}" in done.err, command


def test_pressing_has_a_topic(acu: Run) -> None:
    assert "--pressed" in acu("help", "pressing").out
    assert "pressing" in acu("help").out


@pytest.mark.parametrize("typed", ["kill myself", "i want to kill myself", "lost consciousness", "cut my wrist"])
def test_an_emergency_that_is_no_complaint_brings_no_points(acu: Run, typed: str) -> None:
    done = acu("search", typed)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("URGENT")


EMERGENCIES = [  # what is typed, a piece of the advice
    ("fainted", ""), ("can't move my legs", ""), ("lost control of my bladder", ""), ("baby stopped moving", ""),
    ("hypothermia", "no rubbing"), ("baby cold to touch", "hypothermia"), ("electric shock", "switch the current off"),
    ("struck by lightning", "resuscitation"), ("gunshot wound", "press hard"), ("knife wound", "do not pull out"),
    ("finger cut off", "closed bag"), ("fever of 41", "emergency department"), ("temperature of 105", "emergency department"),
    ("my baby is not feeding", "seriously ill"), ("limp baby", "seriously ill"), ("child fell in the pool", "rescue breaths"),
    ("carbon monoxide", "fresh air"), ("headache from gas heater", "fresh air"), ("snakebite", "do not cut"),
    ("swallowed a button battery", "emergency department"), ("drooling and sore throat", "airway"),
    ("pregnant with pain on one side", "outside the womb"), ("headache in pregnancy", "pre-eclampsia"),
    ("purple spots and fever", ""), ("tongue swelling", ""), ("nothing to live for", ""), ("numb groin", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "told"), EMERGENCIES, ids=[e[0] for e in EMERGENCIES])
def test_more_words_of_emergencies(acu: Run, typed: str, told: str) -> None:
    done = acu("search", typed)
    assert done.err.startswith("URGENT")
    assert told in done.err


HARMLESS = ["shock absorber knee", "cold feet", "flu shot", "fever blister", "feeding a baby", "water retention", "gas and bloating", "swallowing", "cut on finger", "headache", "mild fever", "dry eyes", "baby teething"]  # fmt: skip


@pytest.mark.parametrize("typed", HARMLESS)
def test_words_near_those_of_an_emergency_give_no_alarm_of_one(typed: str) -> None:
    """The complaint itself may have its urgent line; the words alone bring none."""
    assert urgent(open_index(), typed, []) == []


@pytest.mark.parametrize(("what", "code"), [("children", "GV-15"), ("children", "ST-36"), ("pregnancy", "CV-22")])
def test_a_caution_of_another_kind_that_speaks_of_them(acu: Run, what: str, code: str) -> None:
    listed = acu("list", "--safe-in", what).out
    assert f"{code}\t" not in listed and "HT-7\t" in listed


def test_a_point_and_a_complaint(acu: Run) -> None:
    rows = answer(acu, "combine", "SP-6", "headache")["combinations"]
    assert rows and all("SP-6" in row["codes"] for row in rows)
    assert acu("combine", "KI-1,PC-8").code == 0
    done = acu("combine", "KI-1", "KI-99")
    assert done.code == 1 and "KI has points 1 to 27" in done.err


BANS = "code: KI-9\nmoxibustion: {use: forbidden}\nacupressure: {use: forbidden}\nneedling: {forbidden: true}\n"
FORMS = [
    ["show", "KI-9", "-f", "table"], ["show", "KI-9", "-f", "table", "--brief"], ["show", "KI-9", "-f", "markdown"],
    ["compare", "KI-9", "KI-4", "-f", "table"], ["compare", "KI-9", "KI-4", "-f", "markdown"],
    ["list", "--channel", "KI", "-f", "table"], ["list", "--channel", "KI", "-f", "tsv"], ["related", "KI-10"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", FORMS, ids=" ".join)
def test_a_ban_that_no_caution_says_is_named_everywhere(
    acu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Whoever writes `use: forbidden` in a file of their own finds it among the dangers, with an entry of cautions or without."""
    monkeypatch.setenv("ACU_DATA", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "points").mkdir()
    (tmp_path / "points" / "KI-9.yaml").write_text(BANS, encoding="utf-8")
    shown = acu(*arguments)
    assert shown.code == 0, shown.err
    told = [" ".join(line.split()) for line in shown.out.replace("*", "").splitlines()]
    if arguments[0] in {"list", "related"}:
        row = " ".join(" ".join(told).split("KI-9", 1)[1].split("KI-11")[0].split())
        assert all(f"{what} (forbidden)" in row for what in ("needling", "moxa", "pressing")), row
    else:
        text = " ".join(told)
        assert re.search("FORBIDDEN:? (needling: n|N)ot to be needled", text), text
        assert re.search("FORBIDDEN:? moxa: not to be used here", text), text
        assert re.search("FORBIDDEN:? pressing: not to be pressed", text), text


def test_a_ban_on_a_condition_is_not_the_whole_ban() -> None:
    """What is forbidden in pregnancy only does not say that it is forbidden."""
    caution = {"kind": "moxa", "level": "forbidden", "methods": ["moxibustion"], "when": None}
    point = {"moxibustion": {"use": "forbidden"}, "cautions": [caution]}
    assert bans(point) == []
    caution["when"] = "pregnancy"
    assert [ban.kind for ban in bans(point)] == ["moxa"]
