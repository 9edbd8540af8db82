"""The quiz: what is asked, what may be chosen, what counts as right, and whole sittings."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from acupoint_cli.library.index import open_index
from acupoint_cli.names.fold import fold
from acupoint_cli.study import dangers, schedule
from acupoint_cli.study.deck import CODE, Deck, things
from acupoint_cli.study.judge import judge
from acupoint_cli.study.kinds import BY_NAME
from acupoint_cli.study.question import Question
from acupoint_cli.study.questions import make
from acupoint_cli.study.session import paper
from conftest import ROOT, Run

CARDS = Path(__file__).parent / "cards"
UPDATE = os.environ.get("ACU_UPDATE_CARDS") == "1"


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deck]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("quiz-cache")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("quiz-data")))
        patch.delenv("ACU_DATA", raising=False)
        yield Deck(open_index())


def asked(deck: Deck, kind: str, code: str, seed: str = "1") -> Question:
    question = make(deck, kind, code, seed)
    assert question is not None, (kind, code)
    return question


# -- what is asked

QUESTIONS = [  # kind, code, words of the question, words of the answer
    ("name-code", "KI-1", "What is the code of Yǒngquán 涌泉 (Gushing Spring)?", "KI-1"),
    ("code-name", "KI-4", "What is KI-4 called?", "Dàzhōng"),
    ("location-point", "KI-1", "Which point lies here? Sole of the foot", "KI-1 Yǒngquán"),
    ("point-location", "ST-36", "Where is ST-36 Zúsānlǐ", "3 cun below ST-35"),
    ("role-points", "KI-4", "Luo-connecting point of the Kidney channel", "KI-4 Dàzhōng"),
    ("characters-pinyin", "KI-1", "How is 涌泉 / 湧泉 read?", "Yǒngquán"),
    ("level", "CV-4", "level with CV-4 Guānyuán", "KI-13|ST-28|GB-27"),
    ("caution", "KI-22", "Which danger do the sources list at KI-22", "the lung|the heart|an organ"),
]


@pytest.mark.parametrize(("kind", "code", "text", "answer"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_question(deck: Deck, kind: str, code: str, text: str, answer: str) -> None:
    question = asked(deck, kind, code)
    assert text in f"{question.text} {question.body}"
    assert any(words in question.answer for words in answer.split("|")), question.answer
    assert bool(question.choices) == BY_NAME[kind].choices


def test_same_seed_same_question(deck: Deck) -> None:
    for kind in BY_NAME:
        assert make(deck, kind, "ST-36", "5") == make(deck, kind, "ST-36", "5")
    texts = {str(make(deck, "point-location", "ST-36", str(seed))) for seed in range(5)}
    assert len(texts) > 1


def test_kind_that_does_not_apply(deck: Deck) -> None:
    """No caution, level, role or action is asked of a point that has none."""
    for code, record in deck.records.items():
        if not record["cautions"]:
            assert make(deck, "caution", code, "1") is None
        if not record["level_with"]:
            assert make(deck, "level", code, "1") is None
        if not record["roles"]:
            assert make(deck, "role-points", code, "1") is None
        if not record["actions"]:
            assert make(deck, "action-points", code, "1") is None


def names_of(record: dict[str, Any]) -> list[str]:
    names = record["names"]
    found = [record["code"], names["pinyin"], names["simplified"], names["traditional"], *names["english"]]
    return found + [part for o in names["other"] for part in re.split(r"[ /](?=[一-鿿])", o["name"])]


def test_location_does_not_give_the_answer_away(deck: Deck) -> None:
    for code, record in deck.records.items():
        body = asked(deck, "location-point", code).body
        for name in names_of(record):
            assert not re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", body, re.IGNORECASE), (code, name)
        assert len(body) > 20, code
        question = asked(deck, "point-location", code)
        for choice in question.choices:
            assert code not in CODE.findall(choice.text), code
            assert record["names"]["pinyin"] not in choice.text
            assert "…" not in choice.text


# -- twins: nothing offered as wrong may be right


@pytest.mark.parametrize("seed", ["1", "2"])
@pytest.mark.parametrize("kind", [k for k in BY_NAME if BY_NAME[k].choices])
def test_no_twin_among_the_choices(deck: Deck, kind: str, seed: str) -> None:
    made = 0
    for code, record in deck.records.items():
        question = make(deck, kind, code, seed)
        if question is None:
            continue
        made += 1
        right = question.choices[question.right]
        wrong = [c for c in question.choices if c is not right]
        assert len(wrong) >= 2
        assert len({fold(c.text) for c in question.choices}) == len(question.choices)
        others = [deck.records[c.code] for c in wrong if c.code]
        assert not {c.code for c in wrong} & question.accepted
        if right.code:
            assert right.code in question.accepted
            reading = fold(deck.records[right.code]["names"]["pinyin"])
            assert reading not in {fold(o["names"]["pinyin"]) for o in others}
        _TWINS[kind](deck, record, question, others, [c.text for c in wrong])
    assert made > 140, f"{kind} is asked of {made} points only"


def _no_level(
    deck: Deck, record: dict[str, Any], question: Question, others: list[dict[str, Any]], texts: list[str]
) -> None:
    levels = {record["code"], *record["level_with"]}
    for other in others:
        assert not levels & {other["code"], *other["level_with"]}, (record["code"], other["code"])
        assert record["code"] not in CODE.findall(other["location"] or "")


def _no_role(
    deck: Deck, record: dict[str, Any], question: Question, others: list[dict[str, Any]], texts: list[str]
) -> None:
    english = {k: str(r["names"]["english"]) for k, r in deck.roles.items()}
    meant = [
        r
        for r in record["roles"]
        if f"role: {english[r['role']]}" in question.text and (r["detail"] or "") in question.text
    ]
    meant = meant or [r for r in record["roles"] if question.text.endswith(f"role: {english[r['role']]}?")]
    assert meant, question.text
    for other in others:
        for role in other["roles"]:
            for mine in meant:
                if role["role"] == mine["role"]:  # only where each member is of something else
                    assert mine["detail"] and role["detail"] and fold(mine["detail"]) != fold(role["detail"])
                    assert role["role"] in {
                        "back-shu",
                        "front-mu",
                        "hui-influential",
                        "confluent",
                        "lower-he-sea",
                        "xi-cleft",
                    }


def _no_action(
    deck: Deck, record: dict[str, Any], question: Question, others: list[dict[str, Any]], texts: list[str]
) -> None:
    action = question.text.removeprefix("Which of these ").removesuffix("?")
    assert action in record["actions"]
    words = set(re.findall(r"[a-z]{4,}", action.casefold()))
    for other in others:
        assert other["actions"], other["code"]
        for each in other["actions"]:
            assert not words <= set(re.findall(r"[a-z]{4,}", each.casefold())), (action, other["code"])
            assert not things(each) & things(action), (action, other["code"])


def _no_danger(
    deck: Deck, record: dict[str, Any], question: Question, others: list[dict[str, Any]], texts: list[str]
) -> None:
    words = {v: k for k, v in dangers.WORDS.items()}
    listed = {c["kind"] for c in [*record["cautions"], *record["channel_cautions"]]}
    assert words[question.answer] in listed
    assert not {words[t] for t in texts} & listed
    if record["needling"]["forbidden"]:
        assert dangers.WORDS["needling"] not in texts
    if record["moxibustion"]["use"] in {"caution", "forbidden"}:
        assert dangers.WORDS["moxa"] not in texts


def _no_place(
    deck: Deck, record: dict[str, Any], question: Question, others: list[dict[str, Any]], texts: list[str]
) -> None:
    places = {fold(record["location"]), *(fold(v["location"]) for v in record["variants"])}
    assert not {fold(t) for t in texts} & places
    same = {c for p in record["parts"] for c in CODE.findall(p["location"])}
    assert not {fold(t) for t in texts} & {fold(deck.records[c]["location"]) for c in same}


_TWINS = {
    "level": _no_level, "role-points": _no_role, "action-points": _no_action, "caution": _no_danger,
    "point-location": _no_place,
}  # fmt: skip

# -- what counts as right

JUDGED = [  # kind, code, what is typed, verdict, a word of the remark
    ("name-code", "KI-1", "KI-1", "right", ""),
    ("name-code", "KI-1", "ki1", "right", ""),
    ("name-code", "KI-1", "Kidney 1", "right", ""),
    ("name-code", "KI-1", "肾1", "right", ""),
    ("name-code", "KI-1", "R1", "right", ""),
    ("name-code", "EX-HN3", "yintang", "wrong", "code is asked"),
    ("name-code", "EX-HN3", "M-HN-3", "right", ""),
    ("name-code", "KI-1", "KI-2", "wrong", "KI-2 Rángǔ"),
    ("name-code", "KI-1", "KI-28", "wrong", "there is no KI-28"),
    ("name-code", "KI-1", "yongquan", "wrong", "code is asked"),
    ("name-code", "KI-1", "1", "wrong", ""),
    ("code-name", "KI-1", "yongquan", "right", ""),
    ("code-name", "KI-1", "Yǒngquán", "right", ""),
    ("code-name", "KI-1", "yong3quan2", "right", ""),
    ("code-name", "KI-1", "YONG QUAN", "right", ""),
    ("code-name", "KI-1", "涌泉", "right", ""),
    ("code-name", "KI-1", "湧泉穴", "right", ""),
    ("code-name", "KI-1", "gushing spring", "right", ""),
    ("code-name", "KI-1", "yung ch'üan", "right", ""),
    ("code-name", "KI-1", "yongqaun", "slip", "Yǒngquán"),
    ("code-name", "KI-1", "gushing sprng", "slip", "Gushing Spring"),
    ("code-name", "KI-1", "yòngquán", "slip", "tones"),
    ("code-name", "KI-1", "KI-1", "wrong", "not a code"),
    ("code-name", "KI-1", "taixi", "wrong", "KI-3"),
    ("code-name", "KI-1", "nobody knows", "wrong", "no point"),
    ("code-name", "KI-1", "", "wrong", ""),
    ("code-name", "KI-1", "   ?  ", "wrong", ""),
    ("code-name", "KI-15", "zhongzhu", "right", ""),  # the code is given: a shared name is right
    ("code-name", "KI-15", "zhōngzhǔ", "slip", "tones"),  # with these tones it is TE-3
    ("code-name", "CV-19", "zigong", "right", ""),
    ("location-point", "KI-1", "KI-1", "right", ""),
    ("location-point", "KI-1", "k1", "right", ""),
    ("location-point", "KI-1", "yongquan", "right", ""),
    ("location-point", "KI-1", "yongqaun", "slip", "Yǒngquán"),
    ("location-point", "KI-1", "KI-2", "wrong", "KI-2"),
    ("location-point", "KI-15", "zhongzhu", "slip", "TE-3"),  # two points share the answer
    ("location-point", "KI-15", "Zhōngzhù", "right", ""),
    ("location-point", "TE-3", "zhongzhu", "slip", "KI-15"),
    ("location-point", "KI-1", "zhongzhu", "wrong", "KI-15"),
    ("characters-pinyin", "KI-1", "yongquan", "right", ""),
    ("characters-pinyin", "KI-1", "Yǒng quán", "right", ""),
    ("characters-pinyin", "KI-1", "yung ch'üan", "right", ""),
    ("characters-pinyin", "KI-1", "yong1quan2", "slip", "Yǒngquán"),
    ("characters-pinyin", "KI-1", "yongqaun", "slip", "Yǒngquán"),
    ("characters-pinyin", "KI-1", "gushing spring", "wrong", "pinyin is asked"),
    ("characters-pinyin", "KI-1", "KI-1", "wrong", "pinyin is asked"),
    ("characters-pinyin", "KI-1", "taixi", "wrong", "KI-3"),
    ("characters-pinyin", "KI-15", "zhongzhu", "right", ""),
    ("characters-pinyin", "KI-1", "涌泉", "wrong", "pinyin is asked"),
    ("characters-pinyin", "KI-1", "x" * 5000, "wrong", ""),
]


@pytest.mark.parametrize(
    ("kind", "code", "given", "verdict", "word"), JUDGED, ids=[f"{j[0]}-{j[1]}-{j[2][:20]}" for j in JUDGED]
)
def test_judged(deck: Deck, kind: str, code: str, given: str, verdict: str, word: str) -> None:
    found = judge(asked(deck, kind, code), given, deck)
    assert (found.verdict, word in found.remark) == (verdict, True), found


def test_choice_is_taken_by_letter_number_code_or_name(deck: Deck) -> None:
    question = asked(deck, "role-points", "KI-4")
    right = question.right
    wrong = (right + 1) % len(question.choices)
    other = question.choices[wrong].code
    for given in ("abcd"[right], "ABCD"[right] + ")", str(right + 1), "KI-4", "dazhong", "大钟", "KI-4 Dàzhōng"):
        assert judge(question, given, deck).verdict == "right", given
    for given in ("abcd"[wrong], str(wrong + 1), str(other)):
        assert judge(question, given, deck) == ("wrong", "", False)
    for given in ("e", "9", "KI-27", "what?"):
        assert judge(question, given, deck).again
    place = asked(deck, "point-location", "KI-1")
    assert judge(place, place.answer.upper(), deck).verdict == "right"


def test_name_is_right_for_every_point(deck: Deck) -> None:
    """Every point's own code, pinyin and characters are right answers about it, whatever other point shares them."""
    for code, row in deck.rows.items():
        assert judge(asked(deck, "name-code", code), code, deck).verdict == "right", code
        for given in (row["pinyin"], row["chinese"], fold(row["pinyin"])):
            assert judge(asked(deck, "code-name", code), given, deck).verdict == "right", (code, given)
        assert judge(asked(deck, "location-point", code), code, deck).verdict == "right", code
        assert judge(asked(deck, "location-point", code), row["pinyin"], deck).verdict in {"right", "slip"}, code
        assert judge(asked(deck, "characters-pinyin", code), row["pinyin"], deck).verdict == "right", code


# -- what is asked when


def test_schedule_moves_dates() -> None:
    moment = datetime(2026, 11, 21, 8, tzinfo=UTC)
    dates = {}
    for verdict in ("right", "slip", "wrong"):
        _, due = schedule.review(None, verdict, moment)
        dates[verdict] = datetime.fromisoformat(due) - moment
    assert dates["wrong"] == timedelta(minutes=10)
    assert dates["wrong"] < dates["slip"] < timedelta(days=1) < dates["right"]
    card, due = schedule.review(None, "right", moment)
    later, spans = datetime.fromisoformat(due), []
    for _ in range(3):
        card, due = schedule.review(card, "right", later)
        spans.append(datetime.fromisoformat(due) - later)
        later = datetime.fromisoformat(due)
    assert spans == sorted(spans) and spans[0] > timedelta(days=2)
    _, lapsed = schedule.review(card, "wrong", later)
    assert datetime.fromisoformat(lapsed) - later == timedelta(minutes=10)
    with pytest.raises(ValueError, match="no card"):
        schedule.review('{"card_id": 1}', "right", moment)


def test_due_first_then_new_then_ahead(deck: Deck) -> None:
    now = "2026-11-21T08:00:00+00:00"
    due = {
        ("code-name", "KI-3"): "2026-11-20T08:00:00+00:00", ("code-name", "KI-2"): "2026-11-19T08:00:00+00:00",
        ("code-name", "KI-5"): "2026-11-25T08:00:00+00:00", ("code-name", "KI-6"): "2026-11-23T08:00:00+00:00",
        ("code-name", "ST-1"): "2026-11-01T08:00:00+00:00", ("level", "KI-1"): "2026-11-01T08:00:00+00:00",
        ("code-name", "GONE-1"): "2026-11-01T08:00:00+00:00",
    }  # fmt: skip
    codes = [f"KI-{n}" for n in range(1, 8)]
    sheet = paper(deck, codes, ["code-name"], due, now, 20, "1")
    assert [(a.question.code, a.state) for a in sheet[:2]] == [("KI-2", "due"), ("KI-3", "due")]
    assert {(a.question.code, a.state) for a in sheet[2:5]} == {("KI-1", "new"), ("KI-4", "new"), ("KI-7", "new")}
    assert [(a.question.code, a.state) for a in sheet[5:]] == [("KI-6", "ahead"), ("KI-5", "ahead")]
    exam = paper(deck, codes, ["code-name"], due, now, 7, "1", exam=True)
    assert {a.state for a in exam} == {"new"}


def test_points_once_before_twice_and_kinds_in_turn(deck: Deck) -> None:
    sheet = paper(deck, list(deck.records), list(BY_NAME), {}, "2026", 45, "3")
    codes = [a.question.code for a in sheet]
    assert len(set(codes)) == 45
    assert len({a.question.kind for a in sheet}) == len(BY_NAME)


# -- whole sittings


def answers_of(acu: Run, *arguments: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the questions of a paper, and right answers to them."""
    questions = json.loads(acu("quiz", *arguments, "--json").out)["questions"]
    given = []
    for q in questions:
        if q["choices"]:
            texts = [c for c in q["choices"] if q["answer"].startswith(c)]
            given.append("abcd"[q["choices"].index(max(texts, key=len))])
        else:
            words = q["answer"].split()
            given.append(words[1] if q["kind"] in {"code-name", "characters-pinyin"} else words[0])
    return questions, given


def test_sitting_in_json(acu: Run, tmp_path: Path) -> None:
    arguments = ["--channel", "KI", "--seed", "4"]
    questions, given = answers_of(acu, *arguments)
    assert len(questions) == 20
    assert all(q["given"] is q["verdict"] is q["due"] is None for q in questions)
    given[3], given[5] = "", "KI-99"
    file = tmp_path / "answers.txt"
    file.write_text("\ufeff" + "\n".join([*given, "one too many"]) + "\n", encoding="utf-8")
    done = acu("quiz", *arguments, "--answers", str(file), "--json")
    assert done.code == 0
    assert "1 more lines of answers" in done.err
    answer = json.loads(done.out)
    jsonschema.validate(answer, json.loads((ROOT / "schema" / "quiz.schema.json").read_text(encoding="utf-8")))
    assert list(answer) == ["schema", "questions", "score", "errors"]
    assert list(answer["questions"][0]) == [
        "number",
        "kind",
        "code",
        "question",
        "choices",
        "answer",
        "given",
        "verdict",
        "due",
    ]
    assert [q["question"] for q in answer["questions"]] == [q["question"] for q in questions]
    score = answer["score"]
    assert (score["questions"], score["answered"], score["wrong"], score["percent"]) == (20, 20, 2, 90)
    assert score["revise"] == list(dict.fromkeys([questions[3]["code"], questions[5]["code"]]))
    assert [q["due"] is None for q in answer["questions"]] == [q["verdict"] == "wrong" for q in answer["questions"]]
    assert done.err.count("not kept") == 2, "what is no answer to the question is a slip of the file"
    again, _ = answers_of(acu, *arguments)  # what was answered is not new any more
    assert {(q["kind"], q["code"]) for q in again} & {(q["kind"], q["code"]) for q in questions} == set()


def test_standard_input_and_formats(acu: Run) -> None:
    arguments = ["--role", "luo", "-q", "3", "--ask", "code-name", "--seed", "2", "--no-history"]
    _, given = answers_of(acu, *arguments)
    typed = "\n".join(given)
    for form in ("json", "jsonl", "tsv", "yaml", "markdown", "plain", "table"):
        done = acu("quiz", *arguments, "-f", form, stdin=typed)
        assert (done.code, done.err) == (0, ""), form
        assert done.out.count("called?") == 3, form
        assert ("100%" in done.out) == (form in {"plain", "table"})
    lines = acu("quiz", *arguments, "-f", "tsv", "--header", "--fields", "code,verdict", stdin=typed).out.splitlines()
    assert lines[0] == "code\tverdict"
    assert [line.split("\t")[1] for line in lines[1:]] == ["right"] * 3
    assert "Summary: 100% (3 right, 0 wrong)." in acu("quiz", *arguments, "--answers", "-", stdin=typed).out


def test_end_of_input_keeps_what_was_answered(acu: Run) -> None:
    done = acu("quiz", "--channel", "KI", "--seed", "1", "--ask", "code-name", stdin="yongquan\ntaixi\n")
    assert done.code == 0
    assert "18 not answered" in done.out
    assert json.loads(acu("quiz", "stats", "--json").out)["waiting"]["known"] == 2
    left = acu("quiz", "--channel", "KI", "--seed", "1", "--ask", "code-name", stdin="fuliu\nq\nyongquan\n")
    assert left.code == 0
    assert json.loads(acu("quiz", "stats", "--json").out)["waiting"]["known"] == 3


def test_exam(acu: Run) -> None:
    arguments = ["--channel", "ST", "--seed", "6", "--exam", "10"]
    _, given = answers_of(acu, *arguments)
    done = acu("quiz", *arguments, stdin="\n".join([*given[:8], "zzz"]))
    assert done.code == 0
    assert "Mark: 80% (8 right, 1 wrong, 1 not answered)." in done.out
    body, revise = done.out.split("What to revise:")
    assert "Right" not in body and "Dangers" not in body, "no verdict before the end"
    assert "you said 'zzz'" in revise and "not answered" in revise
    score = json.loads(acu("quiz", *arguments, "--json", stdin="\n".join(given)).out)["score"]
    assert (score["percent"], score["revise"]) == (100, []), "the same paper for the same seed, whatever was answered"


def test_feedback(acu: Run) -> None:
    done = acu("quiz", "--channel", "KI", "--limit", "1", "--ask", "location-point", stdin="taixi\n")
    assert "Wrong: that is KI-3 Tàixī." in done.out
    assert "KI-1 Yǒngquán 涌泉, Gushing Spring" in done.out
    assert "Dangers at KI-1:" in done.out
    blank = acu("quiz", "--channel", "KI", "--limit", "1", "--ask", "code-name", stdin="\n")
    assert "Not known." in blank.out


def test_stats(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    none = acu("quiz", "stats", "--json")
    assert none.code == 1
    assert json.loads(none.out)["recall"] == []
    for days, channel, typed in ((3, "KI", "nothing\n"), (1, "KI", "\n"), (1, "ST", "nothing\n")):
        monkeypatch.setattr(schedule, "now", lambda days=days: datetime.now(UTC) - timedelta(days=days))
        acu("quiz", "--channel", channel, "--ask", "code-name", "-q", "1", "--seed", "1", stdin=typed)
    monkeypatch.setattr(schedule, "now", lambda: datetime.now(UTC))
    _, given = answers_of(acu, "--channel", "ST", "--ask", "name-code", "-q", "2", "--seed", "8")
    acu("quiz", "--channel", "ST", "--ask", "name-code", "-q", "2", "--seed", "8", stdin="\n".join(given))
    answer = json.loads(acu("quiz", "stats", "--json").out)
    jsonschema.validate(answer, json.loads((ROOT / "schema" / "quiz-stats.schema.json").read_text(encoding="utf-8")))
    rows = {r["key"]: (r["answers"], r["right"], r["wrong"], r["recall"]) for r in answer["recall"]}
    assert rows["KI"] == (2, 0, 2, 0)
    assert rows["ST"] == (3, 2, 1, 67)
    assert [r["of"] for r in answer["recall"]] == ["channel", "channel", "day", "day", "day"]
    assert [r["key"] for r in answer["recall"]][:2] == ["ST", "KI"], "in the order of the channels"
    drawn = acu("quiz", "stats", "-f", "table").out
    assert "█" in drawn and "67% of 3 answers" in drawn
    assert acu("quiz", "stats", "--channel", "KI").out.splitlines()[0].split("\t")[1] == "KI"
    assert acu("quiz", "stats", "--ask", "level").code == 1


def test_list_kinds(acu: Run) -> None:
    rows = acu("quiz", "--list-kinds").out.splitlines()
    assert [row.split("\t")[0] for row in rows] == list(BY_NAME)
    answer = json.loads(acu("quiz", "--list-kinds", "--json").out)
    jsonschema.validate(answer, json.loads((ROOT / "schema" / "quiz-kinds.schema.json").read_text(encoding="utf-8")))


BAD = [  # arguments, exit code, word on standard error
    (["--channel", "XX"], 2, "--channel 'XX' is unknown"),
    (["--channel", "KI", "--region", "head"], 1, "No point passes"),
    (["--channel", "KI", "--limit", "1", "--ask", "level"], 1, "No question of these kinds"),
    (["--ask", "nonsense"], 2, "Choose from: name-code"),
    (["--ask", ""], 2, "is no kind"),
    (["--exam", "5", "-q", "5"], 2, "exclude each other"),
    (["--exam", "0"], 2, "--exam"),
    (["-q", "-1"], 2, "--questions"),
    (["--answers", "no/such/file"], 3, "cannot be read"),
    (["--answers", "tests"], 3, "cannot be read"),
    (["something"], 2, "takes stats and options"),
    (["--fields", "nonsense", "--json"], 2, "no key here"),
]


@pytest.mark.parametrize(("arguments", "code", "word"), BAD, ids=[" ".join(b[0]) for b in BAD])
def test_bad_input(acu: Run, arguments: list[str], code: int, word: str) -> None:
    done = acu("quiz", *arguments)
    assert (done.code, word in done.err) == (code, True), done
    assert done.err.count("\n") == 1
    if code != 2 and "something" not in arguments:
        tree = json.loads(acu("quiz", *arguments, "--json").out)
        assert (tree["questions"], len(tree["errors"]), tree["score"]["percent"]) == ([], 1, None)


@pytest.mark.parametrize("arrow", ["name→code", "name->code", "Name Code", "name_code"])
def test_kind_in_any_spelling(acu: Run, arrow: str) -> None:
    answer = json.loads(acu("quiz", "--ask", arrow, "--json").out)
    assert {q["kind"] for q in answer["questions"]} == {"name-code"}


def test_safe_in_is_said(acu: Run) -> None:
    done = acu("quiz", "--channel", "KI", "--safe-in", "pregnancy", "--json")
    assert "No listed caution is not proof of safety." in done.err


def test_control_characters_in_answers(acu: Run) -> None:
    done = acu("quiz", "--channel", "KI", "-q", "2", "--exam", "1", stdin="\x1b[31m\u202eevil\x07\n")
    assert done.code == 2
    done = acu("quiz", "--channel", "KI", "--exam", "1", stdin="\x1b[31m\u202eevil\x07\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", done.out + done.err)


# -- in a real terminal


@pytest.mark.skipif(sys.platform == "win32", reason="no pty here")
def test_played_in_a_terminal(tmp_path: Path) -> None:
    """A sitting as a person has it, kept as a text picture: ACU_UPDATE_CARDS=1 makes it anew."""
    typed = ["futonggu", "ki2", "tai xi", "a", "zhaohaii", "", "zhong zhu", "c", "yingu", "\x04"]
    screen, code = play(tmp_path, ["quiz", "--channel", "KI", "--seed", "21", "-q", "7", "--ask", "code-name", "--ask", "location-point", "--ask", "role-points"], typed, 80)  # fmt: skip
    path = CARDS / "quiz-session-80.txt"
    if UPDATE:
        path.write_text(screen, encoding="utf-8")
    assert code == 0
    assert max(map(len, screen.splitlines())) <= 80
    assert screen == path.read_text(encoding="utf-8"), f"{path.name} differs"


@pytest.mark.skipif(sys.platform == "win32", reason="no pty here")
@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)], ids=["Ctrl-C", "Ctrl-D"])
def test_left_in_a_terminal(tmp_path: Path, key: str, code: int) -> None:
    screen, found = play(tmp_path, ["quiz", "--channel", "KI", "-q", "5", "--ask", "code-name"], ["yongquan", key], 100)
    assert found == code
    assert "4 not answered" in screen and "Traceback" not in screen
    stats = subprocess.run([sys.executable, "-m", "acupoint_cli", "quiz", "stats", "--json"], capture_output=True, env=environment(tmp_path, 80), check=False)  # fmt: skip
    assert json.loads(stats.stdout)["waiting"]["known"] == 1, "what was answered is kept"


def environment(folder: Path, columns: int) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"), "PYTHONPATH": str(ROOT / "src"), "COLUMNS": str(columns), "TERM": "dumb", "LC_ALL": "C.UTF-8"}  # fmt: skip


def play(folder: Path, arguments: list[str], typed: list[str], columns: int) -> tuple[str, int]:
    """Run acu in a terminal of its own, type a line at each prompt, and return what stands there and the exit code."""
    import fcntl
    import pty
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.execve(sys.executable, [sys.executable, "-m", "acupoint_cli", *arguments], environment(folder, columns))
        finally:
            os._exit(99)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    seen, left, end = b"", list(typed), time.monotonic() + 40
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is gone
            break
        if not piece:
            break
        seen += piece
        if left and seen.endswith(b"> "):
            line = left.pop(0)
            os.write(terminal, line.encode() + (b"" if line in {"\x03", "\x04"} else b"\n"))
    if time.monotonic() >= end:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    text = seen.decode("utf-8").replace("\r\n", "\n").replace("\r", "")
    return "\n".join(line.rstrip() for line in text.split("\n")), os.waitstatus_to_exitcode(status)
