"""Words to terms to points: synonyms, slips, several complaints, filters, emergencies."""

import json

import msgspec
import pytest

import acupoint_cli
from acupoint_cli.library.book import Book
from acupoint_cli.library.filters import Filters, pick
from acupoint_cli.library.index import Index, open_index
from acupoint_cli.names.words import stem, tokens
from acupoint_cli.searching import Answer, search
from conftest import ROOT, Run


@pytest.fixture(scope="module")
def terms() -> dict[str, dict[str, object]]:
    return Book(ROOT / "data").part("terms")


def find(index: Index, query: str, **filters: object) -> Answer:
    return search(index, query, pick(index, Filters(**filters)))  # type: ignore[arg-type]


def test_every_word_of_the_vocabulary_reaches_its_term(terms: dict[str, dict[str, list[str]]]) -> None:
    index = open_index()
    missed = []
    for term, entry in terms.items():
        words = [term, *entry.get("synonyms", []), *entry.get("simplified", []), *entry.get("traditional", [])]
        for word in words:
            found = index.rows("SELECT term FROM words WHERE phrase = ?", " ".join(tokens(word)))
            if (term,) not in found:
                missed.append((word, term))
    assert missed == []


WANTED = [  # query, a point that must be among the first so many, a reason
    ("insomnia", "HT-7", 5, "main indication: insomnia"),
    ("insomnia", "HT-7", 1, "main indication: insomnia"),
    ("insomnia", "SP-6", 2, "main indication: insomnia"),
    ("insomnia", "GV-20", 4, "indication: insomnia"),
    ("insomnia", "PC-6", 10, "main indication: insomnia"),
    ("insomnia", "EX-HN22", 10, "main indication: insomnia"),
    ("insomnia", "KI-3", 10, "main indication: insomnia"),
    ("insomnia", "KI-1", 40, "main indication: insomnia"),
    ("insomnia", "KI-1", 40, "pressed by oneself for insomnia (bilingual-page)"),
    ("can't sleep", "KI-6", 12, "main indication: insomnia"),
    ("不寐", "KI-1", 40, "main indication: insomnia"),
    ("heel pain", "KI-4", 4, "main indication: heel pain"),
    ("heel", "KI-4", 4, "main indication: heel pain"),
    ("frozen shoulder", "ST-38", 6, "core for frozen shoulder in 2 of 3 sources"),
    ("frozen shoulder", "LI-15", 3, "core for shoulder pain in 9 of 10 sources"),
    ("insomnai", "HT-7", 1, "main indication: insomnia"),
    ("diarhea", "ST-25", 1, "main indication: diarrhoea"),
    ("siatica", "GB-30", 3, "main indication: sciatica"),
    ("stop smoking", "LI-4", 6, "common for smoking in 1 of 2 sources"),
    ("Great Bell", "KI-4", 1, "name: great bell"),
    ("calm the spirit", "KI-1", 40, "action: calm spirit"),
    ("fear, heel pain", "KI-4", 1, "main indication: fear"),
    ("sole", "KI-1", 10, "place: sole"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "code", "within", "why"), WANTED, ids=[f"{w[0]}-{w[1]}" for w in WANTED])
def test_points_are_where_they_belong(query: str, code: str, within: int, why: str) -> None:
    results = find(open_index(), query).results
    found = {r["code"]: (i, r["why"]) for i, r in enumerate(results, 1)}
    assert code in found
    assert found[code][0] <= within
    assert why in found[code][1]


def test_every_row_has_a_reason_and_scores_fall() -> None:
    results = find(open_index(), "headache").results
    assert all(r["why"] for r in results)
    assert [r["score"] for r in results] == sorted((r["score"] for r in results), reverse=True)


def test_more_complaints_served_come_first() -> None:
    results = find(open_index(), "insomnia, night sweating").results
    served = [sum(t in " ".join(r["why"]) for t in ("insomnia", "night sweating")) for r in results]
    assert served == sorted(served, reverse=True)
    assert served[0] == 2


@pytest.mark.parametrize("query", ["stroke", "loss of consciousness", "chest pain", "coma", "vomiting blood"])
def test_emergencies_answer_first(query: str) -> None:
    assert find(open_index(), query).urgent


def test_everyday_words_are_no_emergency() -> None:
    for query in ("insomnia", "heel pain", "cough"):
        assert find(open_index(), query).urgent == []


def test_safety_leaves_out_and_counts() -> None:
    index = open_index()
    answer = find(index, "irregular menstruation", safe_in=("pregnancy",))
    out = {entry["code"] for entry in answer.left_out}
    assert "SP-6" in out
    assert not out & {r["code"] for r in answer.results}
    listed = {c for (c,) in index.rows("SELECT code FROM cautions WHERE kind = 'pregnancy'")}
    assert not listed & {r["code"] for r in answer.results}


def test_filters_hold_together_and_alternatives_add_up() -> None:
    index = open_index()
    both = pick(index, Filters(channels=("KI", "HT"), roles=("yuan",))).codes
    assert both == {"KI-3", "HT-7"}


def test_unknown_words_are_said() -> None:
    answer = find(open_index(), "heel pain, qwrtzp")
    assert any("qwrtzp" in remark for remark in answer.remarks)


STEMS = [("sweats", "sweat"), ("sweating", "sweat"), ("stiffness", "stiffness"), ("swelling", "swell"), ("allergies", "allergy"),
         ("is", "is"), ("痛", "痛"), ("dizziness", "dizziness"), ("vomiting", "vomit"), ("pass", "pass")]  # fmt: skip


@pytest.mark.parametrize(("word", "base"), STEMS)
def test_stems(word: str, base: str) -> None:
    assert stem(word) == base


def test_british_and_american_are_one() -> None:
    assert tokens("diarrhoea and oedema") == tokens("diarrhea and edema")


def test_every_red_flag_is_seen() -> None:
    index = open_index()
    missed = [
        phrase
        for entry in Book(ROOT / "data").part("flags").values()
        for phrase in [*entry["phrases"], *(entry.get("chinese") or [])]
        if entry["advice"] not in find(index, phrase).urgent
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("chest pain", "heart attack"),
        ("sudden weakness of one side", "stroke"),
        ("suicidal", "crisis line"),
        ("bleeding in pregnancy", "midwife"),
        ("worst headache of my life", "bleeding in the head"),
        ("I have the worst headache of my life and a stiff neck", "bleeding in the head"),
        ("突然胸痛怎么办", "heart attack"),
        ("insomnia, suicidal thoughts", "crisis line"),
    ],
)
def test_an_emergency_comes_first(acu: Run, query: str, advice: str) -> None:
    answer = json.loads(acu("search", query, "--json").out)
    assert advice in answer["urgent"][0]
    assert acu("search", query).err.startswith("URGENT: ")


@pytest.mark.parametrize("query", ["insomnia", "heel pain", "失眠", "cough", "knee pain"])
def test_what_is_no_emergency_is_not_called_one(query: str) -> None:
    assert find(open_index(), query).urgent == []


FIELDS = [  # query, what every row's point must hold, and where
    ("location:malleolus", "location", "malleolus"),
    ("place:malleolus", "location", "malleolus"),
    ('action:"calms the spirit"', "actions", "calms the spirit"),
    ("anatomy:median", "anatomy", "median"),
    ("indication:hiccup", "indications", "hiccup"),
    ("insomnia location:wrist", "location", "wrist"),
    ('heel pain action:"lumbar"', "actions", "lumbar"),
]


@pytest.mark.parametrize(("query", "key", "word"), FIELDS, ids=[f[0] for f in FIELDS])
def test_a_field_is_looked_through_alone(query: str, key: str, word: str) -> None:
    rows = find(open_index(), query).results
    assert rows
    for row in rows[:10]:
        held = json.dumps(msgspec.to_builtins(acupoint_cli.lookup(row["code"])), ensure_ascii=False).casefold()
        assert word.split()[0][:4] in held, (row["code"], key)
        assert any(why.startswith(query.split(":")[0].split()[-1] + ":") for why in row["why"])


def test_a_phrase_in_quotes_is_that_phrase() -> None:
    index = open_index()
    free = {r["code"] for r in find(index, "heel pain").results}
    quoted = {r["code"] for r in find(index, '"heel pain"').results}
    assert quoted < free or quoted == free
    assert find(index, '"hele pain"').results == []
    assert find(index, "“heel pain”").results == find(index, '"heel pain"').results


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("foo:bar", "'foo' is no field"),
        ('"heel pain', "quote is not closed"),
        ("   ", "nothing to search"),
        ("x" * 2000, "too long"),
    ],
)
def test_a_query_that_cannot_be_read_says_so(acu: Run, query: str, says: str) -> None:
    done = acu("search", query)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and done.err.count("\n") == 1


def test_why_reckons_every_point() -> None:
    index = open_index()
    row = search(index, "insomnia", pick(index, Filters()), reckon=True).results[0]
    assert row["score"] == pytest.approx(sum(float(line.split()[0]) for line in row["reckoning"]), abs=0.06)
    assert find(index, "insomnia").results[0]["reckoning"] == []


def test_policies_leave_out_less_and_less() -> None:
    index = open_index()
    out = {p: set(pick(index, Filters(safe_in=("pregnancy",), policy=p)).unsafe) for p in ("strict", "listed=1", "listed=2", "listed=3", "classical")}  # fmt: skip
    assert out["strict"] == out["listed=1"] > out["listed=2"] > out["listed=3"]
    assert {"LI-4", "SP-6", "BL-60", "GB-21"} <= out["classical"] < out["strict"]


@pytest.mark.parametrize("policy", ["", "strictly", "listed", "listed=0", "listed=x", "classical=2"])
def test_an_unknown_policy_is_refused(acu: Run, policy: str) -> None:
    done = acu("search", "insomnia", "--safe-in", "pregnancy", "--policy", policy)
    assert done.code == 2
    assert "strict, classical, listed=2" in done.err


@pytest.mark.parametrize("typed", ['"\0"', "\0", 'insom\0nia "\0x"', "name:\0"])
def test_a_zero_ends_no_text(acu: Run, typed: str) -> None:
    done = acu("search", typed)
    assert done.code in {0, 1, 2} and "fault of acu" not in done.err
