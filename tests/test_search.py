"""Words to terms to points: synonyms, slips, several complaints, filters, emergencies."""

import pytest

from acupoint_cli.library.book import Book
from acupoint_cli.library.filters import Filters, pick
from acupoint_cli.library.index import Index, open_index
from acupoint_cli.names.words import stem, tokens
from acupoint_cli.searching import Answer, search
from conftest import ROOT


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
    ("insomnia", "KI-1", 12, "main indication: insomnia"),
    ("can't sleep", "KI-6", 12, "main indication: insomnia"),
    ("不寐", "KI-1", 12, "main indication: insomnia"),
    ("heel pain", "KI-4", 4, "main indication: heel pain"),
    ("heel", "KI-4", 4, "main indication: heel pain"),
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
