"""What people type into search, and what they get: lay words, slips, words of the trade, what is lacking, emergencies."""

import pytest

from acupoint_cli.library.book import Book
from acupoint_cli.library.filters import Filters, pick
from acupoint_cli.library.index import open_index
from acupoint_cli.names.plain import is_english
from acupoint_cli.names.words import bag, stem, tokens
from acupoint_cli.searching import Answer, search, terms_in
from acupoint_cli.searching.runs import cut
from conftest import ROOT, Run


def find(query: str) -> Answer:
    index = open_index()
    return search(index, query, pick(index, Filters()))


MEANT = [  # what is typed, and the terms that it means
    ("headaches", ["headache"]), ("toothaches", ["toothache"]), ("backaches", ["back pain"]), ("earaches", ["ear pain"]),
    ("constipated", ["constipation"]), ("nauseous", ["nausea"]), ("depressed", ["depression"]), ("sinuses", ["sinusitis"]),
    ("feeling depressed", ["depression"]), ("feeling down", ["depression"]), ("sleepless", ["insomnia"]),
    ("dizzy", ["dizziness"]), ("angry", ["anger"]), ("sad", ["sadness"]), ("exhausted", ["fatigue"]),
    ("irritable", ["anger"]), ("seasick", ["nausea"]), ("breathless", ["breathlessness"]), ("allergic", ["allergy"]),
    ("can't hear", ["deafness"]), ("can't poop", ["constipation"]), ("can't breathe", ["breathlessness"]),
    ("stressed out", ["anxiety"]), ("my back hurts", ["back pain", "lumbar pain"]), ("my feet are cold", ["cold feet"]),
    ("my hands are always cold", ["cold hands and feet"]), ("cold sore", ["lip sores"]), ("burnout", ["lack of spirit"]),
    ("need to pee all the time", ["frequent urination"]), ("pain down my leg", ["leg pain"]),
    ("baby won't stop crying", ["night crying in children"]), ("heart attack", ["heart pain"]),
    ("pain in my left knee when climbing", ["knee pain"]), ("really bad period cramps", ["period pain"]),
    ("I keep waking up at 3 am", ["restless sleep"]), ("numb fingers in the morning", ["finger numbness"]),
    ("cold and painful feet", ["cold feet", "foot pain"]), ("my eyes are red and itchy", ["red eyes", "itching eyes"]),
    ("I have a cold and a headache", ["common cold", "headache"]), ("a cold with sore throat", ["common cold"]),
    ("I can't sleep and feel anxious", ["insomnia", "anxiety"]), ("points for constipation", ["constipation"]),
    ("how do I stop hiccups", ["hiccup"]), ("knee pain when running", ["knee pain"]),
    ("insomnai", ["insomnia"]), ("diarhea", ["diarrhoea"]), ("hartburn", ["acid regurgitation"]),
    ("bruises", ["traumatic injury"]), ("neck and shoulder pain", ["neck pain", "shoulder pain"]), ("pain in hip and leg", ["hip pain", "leg pain"]), ("my sholder hurts", ["shoulder pain"]), ("siatica and diarhea", ["sciatica", "diarrhoea"]), ("aversion to noises", ["aversion to noise"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "terms"), MEANT, ids=[m[0] for m in MEANT])
def test_everyday_words_mean_a_complaint(query: str, terms: list[str]) -> None:
    assert terms_in(open_index(), query) == terms


NONSENSE = [  # what is typed, and what must not come of it
    ("pain down my leg", "depression"), ("calm down", "depression"), ("low libido", "depression"),
    ("can't breathe", "insomnia"), ("can't hear", "insomnia"), ("can't concentrate", "insomnia"),
    ("can't poop", "impotence"), ("my back hurts", "occipital headache"), ("need to pee all the time", "sleepiness"),
    ("baby won't stop crying", "difficult labour"), ("heart attack", "rising foetal qi"),
    ("stressed out", "protruding tongue"), ("my feet are cold", "common cold"), ("cold sore", "common cold"),
    ("focus", "astigmatism"), ("overdose", "difficult labour"), ("concussion", "disorientation"), ("burn", "hot face"),
    ("broken bone", "eyebrow pain"), ("took too many pills", "dream-disturbed sleep"), ("irritable", "irregular bowel"),
    ("source point", "sinusitis"), ("nourish yin", "goitre"), ("liver qi stagnation", "leg qi"),
    ("gluten stomach", "abdominal pain"), ("purple elephants", "purple lips"), ("burning sensation when I pee", "burn "),
]  # fmt: skip


@pytest.mark.parametrize(("query", "term"), NONSENSE, ids=[n[0] for n in NONSENSE])
def test_a_word_left_over_drags_in_no_other_complaint(query: str, term: str) -> None:
    answer = find(query)
    assert [(r["code"], why) for r in answer.results for why in r["why"] if f" {term}" in f" {why}"] == []


UNKNOWN = [  # what is typed, and what is said instead of an answer
    ("Ich kann nicht schlafen", "'schlafen' are unknown"), ("no puedo comer", "'puedo', 'comer' are"),
    ("qwrtzp", "'qwrtzp' is unknown"), ("overdose", "Nothing is listed for overdose"), ("insomma", "near it: insomnia"),
    ("endometriosis", "nearest known: period pain, lower abdominal pain"), ("PCOS", "nearest known: irregular"),
    ("covid", "nearest known: fever, cough"), ("jet lag", "nearest known: insomnia"), ("snoring", "nearest known: blocked"),
    ("whiplash", "nearest known: neck pain"), ("can't concentrate", "nearest known: poor memory"),
    ("low libido", "nearest known: impotence"), ("burn", "Nothing is listed for burn"), ("gluten stomach", "'gluten' is"),
    ("KI-99", "KI has points 1 to 27"), ("my jaw clicks", "nearest: "),
]  # fmt: skip


@pytest.mark.parametrize(("query", "says"), UNKNOWN, ids=[u[0] for u in UNKNOWN])
def test_what_is_not_known_is_said_and_nothing_is_guessed(acu: Run, query: str, says: str) -> None:
    done = acu("search", query)
    assert (done.code, done.out) == (1, "")
    assert says in " ".join(find(query).remarks)
    assert done.err.splitlines()[-1].startswith("Error: No point is listed for")


def test_what_is_lacking_beside_a_complaint_is_said() -> None:
    answer = find("headache and endometriosis")
    assert answer.results[0]["why"][0].startswith("core for headache")
    assert answer.remarks == ["Nothing is listed for endometriosis itself; nearest known: period pain, lower abdominal pain."]  # fmt: skip


PLAIN = ["overdose", "concussion", "sweet", "month", "bread", "focus", "stairs", "wheat", "pigs", "rush"]


@pytest.mark.parametrize("word", PLAIN)
def test_a_plain_word_is_taken_for_no_other(word: str) -> None:
    assert is_english(word)
    assert not any("was taken for" in remark for remark in find(word).remarks)


@pytest.mark.parametrize(("slip", "taken"), [("insomnai", "insomnia"), ("diarhea", "diarrhea"), ("siatica", "sciatica"), ("arthritus", "arthritis"), ("tinitus", "tinnitus"), ("vertgo", "vertigo")])  # fmt: skip
def test_a_slip_is_taken_for_the_word_and_said(slip: str, taken: str) -> None:
    answer = find(slip)
    assert answer.remarks == [f"{slip!r} was taken for {taken!r}."]
    assert answer.results


TRADE = [  # what is typed, the points that come first (all, where `whole`), and why
    ("KI-1", ["KI-1"], "code: KI-1", True), ("ST 36", ["ST-36"], "code: ST 36", True), ("LI4", ["LI-4"], "code: LI4", True),
    ("GB34", ["GB-34"], "code: GB34", True), ("BL23", ["BL-23"], "code: BL23", True), ("足三里", ["ST-36"], "name: 足三里", True),
    ("zu san li", ["ST-36"], "name: zu san li", True), ("yongquan", ["KI-1"], "name: yongquan", True),
    ("insomnia HT7", ["HT-7"], "code: HT7", False), ("Great Bell", ["KI-4"], "name: great bell", False), ("LR3 and headache", ["LR-3"], "code: LR3", False),
    ("luo-connecting", ["LU-7", "LI-6", "ST-40"], "role: luo-connecting of the Lung channel", False),
    ("source points", ["LU-9", "LI-4", "ST-42"], "role: yuan-source", False),
    ("yuan source", ["LU-9", "LI-4", "ST-42"], "role: yuan-source", False),
    ("xi-cleft", ["LU-6", "LI-7"], "role: xi-cleft of the Lung channel", False),
    ("back shu of the lung", ["BL-13"], "role: back-shu of the Lung", True),
    ("front mu of the stomach", ["CV-12"], "role: front-mu of the Stomach", True),
    ("luo point of the kidney channel", ["KI-4"], "role: luo-connecting of the Kidney channel", True),
    ("source point of the heart", ["HT-7"], "role: yuan-source", True),
    ("ghost points", ["LU-11"], "role: ghost-13", False),
    ("nourish yin", ["HT-6"], "action: nourishes yin", False), ("calms the spirit", ["EX-HN22"], "action: calms the spirit", False),
    ("calm the mind", ["EX-HN1"], "action: calms the spirit", False), ("strengthens the spleen", ["CV-11"], "action: ", False),
    ("between the eyebrows", ["EX-HN3"], "place: between eyebrow", False),
]  # fmt: skip


@pytest.mark.parametrize(("query", "codes", "why", "whole"), TRADE, ids=[t[0] for t in TRADE])
def test_words_of_the_trade(query: str, codes: list[str], why: str, whole: bool) -> None:
    rows = find(query).results
    assert [r["code"] for r in rows[: len(codes)]] == codes
    assert any(w.startswith(why) for w in rows[0]["why"])
    assert not whole or len(rows) == len(codes)


PATTERNS = [  # what is typed, a point that must be among the first five, and why
    ("kidney yin deficiency", "KI-3", "for the pattern deficiency of kidney yin in "),
    ("liver qi stagnation", "LR-3", "for the pattern "),
    ("stagnation of liver qi", "LR-3", "for the pattern "),
    ("heart and kidney not communicating", "BL-15", "for the pattern disharmony of heart and kidney in insomnia"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "code", "why"), PATTERNS, ids=[p[0] for p in PATTERNS])
def test_patterns_are_searched(query: str, code: str, why: str) -> None:
    rows = find(query).results
    assert all(w.startswith("for the pattern ") for row in rows for w in row["why"])
    assert any(w.startswith(why) for row in rows[:5] if row["code"] == code for w in row["why"])


EMERGENCIES = [  # what is typed, a word of the advice
    ("overdose", "poison line"), ("took too many pills", "poison line"), ("poisoned", "poison line"),
    ("my child swallowed bleach", "poison line"), ("not breathing", "resuscitation"), ("child not breathing", "resuscitation"),
    ("my son has stopped breathing", "resuscitation"), ("cardiac arrest", "resuscitation"),
    ("sudden vision loss", "eye emergency"), ("lost sight in one eye", "eye emergency"), ("going blind", "eye emergency"),
    ("flashes in my eye", "eye emergency"), ("eye injury", "eye emergency"), ("bleach in my eye", "eye emergency"),
    ("sudden headache", "within a minute"), ("a headache that came on suddenly", "within a minute"),
    ("allergic reaction", "allergic reaction"), ("tight chest", "heart attack"), ("my chest is tight", "heart attack"),
    ("heart attack", "heart attack"), ("swollen red calf", "clot"), ("my calf is red and swollen", "clot"), ("burn", "running water"),
    ("I burnt my hand", "running water"), ("broken bone", "X-ray"), ("fractured rib", "X-ray"), ("lump in breast", "seen by a doctor"),
    ("concussion", "blow to the head"), ("whiplash", "accident"), ("I don't want to live", "crisis line"),
    ("骨折", "X-ray"), ("煤气中毒", "poison line"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "advice"), EMERGENCIES, ids=[e[0] for e in EMERGENCIES])
def test_more_emergencies_are_seen(query: str, advice: str) -> None:
    assert any(advice in line for line in find(query).urgent)


NONE = ["burning feet", "burnout", "heartburn", "food allergy rash", "back pain", "severe back pain", "numb foot", "insomnia", "hot flushes", "breast pain", "dizziness", "swollen legs", "red eyes", "night blindness", "sore throat", "neck pain", "headaches"]  # fmt: skip


@pytest.mark.parametrize("query", NONE)
def test_what_is_none_is_not_called_an_emergency(query: str) -> None:
    assert find(query).urgent == []


def test_food_poisoning_is_no_poison() -> None:
    assert not any("poison line" in line for line in find("food poisoning").urgent)


def turned(word: str) -> str:
    """Return the plural of a singular, the singular of a plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s"):
        return word[:-1] if not word.endswith(("ss", "us", "is", "as", "ches", "shes", "xes")) else word
    if word.endswith(("x", "ch", "sh", "ss")) and not word.endswith("stomach"):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


# Their plural is another complaint, or no plural: a sore hurts, sores are seen.
APART = {"sore", "sores", "up", "bi", "li", "calves", "bowel", "bowels", "horse", "ear", "itch", "penis"}


def test_singular_and_plural_of_every_word_reach_the_term() -> None:
    index, missed = open_index(), []
    for term, entry in Book(ROOT / "data").part("terms").items():
        for word in [term, *entry.get("synonyms", [])]:
            last = word.split()[-1]
            forms = (
                [word] if not word.isascii() or last.casefold() in APART else [word, word[: -len(last)] + turned(last)]
            )
            if len(forms) > 1 and not is_english(turned(last).casefold()):
                forms = forms[:1]
            missed += [(form, term) for form in forms if term not in cut(index, tokens(form)).terms]
    assert missed == []


def test_no_word_that_says_nothing_is_a_term_alone() -> None:
    words = ["all", "cant", "cannot", "down", "feel", "low", "my", "need", "out", "stop", "time", "up", "wont"]
    assert [w for w in words if open_index().rows("SELECT 1 FROM term_words WHERE word = ?", w)] == []


@pytest.mark.parametrize(("word", "base"), [("headaches", "headache"), ("itches", "itch"), ("reaches", "reach"), ("feet", "foot"), ("teeth", "tooth"), ("sinuses", "sinus"), ("sores", "sores"), ("causes", "cause"), ("calves", "calf")])  # fmt: skip
def test_stems_of_plurals(word: str, base: str) -> None:
    assert stem(word) == base


@pytest.mark.parametrize(("one", "other"), [("my feet are cold", "cold feet"), ("pain of the knee", "knees hurt"), ("liver qi stagnation", "stagnant qi of the liver"), ("can't urinate", "inability to pee")])  # fmt: skip
def test_order_and_form_do_not_matter(one: str, other: str) -> None:
    assert bag(tokens(one)) == bag(tokens(other)) != ""


def test_negation_matters() -> None:
    assert bag(tokens("no sweat at night")) != bag(tokens("sweat at night"))


@pytest.mark.parametrize(("name", "says"), [("cun", "acu help cun"), ("core", "acu help grades"), ("shan", "Did you mean shan disorder?"), ("insomnai", "Did you mean insomnia?"), ("endometriosis", "Did you mean period pain")])  # fmt: skip
def test_a_short_word_is_near_no_term(acu: Run, name: str, says: str) -> None:
    done = acu("term", name)
    assert (done.code, done.out) == (1, "")
    assert says in done.err
