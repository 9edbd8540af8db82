"""Who is to be treated? Words of a query that are no complaint, but decide what is safe: pregnancy, a child, blood thinners."""

from __future__ import annotations

from collections.abc import Iterator

from ..lite import NamedTuple
from ..names.words import stems, tokens


class _Whom(NamedTuple):
    """Who is to be treated: what --safe-in calls it (None: nothing does), words as stems, characters, what is said.

    What is `always` said is said even where the filter is given.
    """

    safe_in: str | None
    words: frozenset[str]
    characters: tuple[str, ...]
    line: str
    always: bool = False


_WHOM = (
    _Whom(
        "pregnancy",
        frozenset(["pregnant", "pregnancy", "trimester", "expectant mother", "expect baby", "antenatal", "prenatal", "morn sickness", "breech"]),
        ("孕", "妊娠"),
        "pregnancy is mentioned: --safe-in pregnancy leaves out every point that any source lists for it.",
    ),
    _Whom(
        "children",
        frozenset(["child", "children", "kid", "baby", "infant", "toddler", "newborn", "month old", "week old", "son", "daughter"]),
        ("小儿", "小兒", "婴", "嬰", "幼儿", "幼兒", "儿童", "兒童", "孩子", "宝宝", "寶寶"),
        "a child is mentioned: --safe-in children leaves out what is listed for infants; for every child less of everything"
        " holds, see `acu help safety`.",
    ),
    _Whom(
        "bleeding-tendency",
        frozenset(["blood thinner", "blood thin", "anticoagulant", "anticoagulation", "anticoagulat", "warfarin", "coumadin", "heparin",
                   "rivaroxaban", "xarelto", "apixaban", "eliqui", "eliquis", "dabigatran", "edoxaban", "clopidogrel", "plavix", "hemophilia",
                   "hemophiliac", "bleed disorder", "bleed easily", "bruise easily", "bruis easily", "tendency bleed", "bleed tendency", "low platelet"]),
        ("抗凝", "华法林", "華法林", "血友病"),
        "with blood thinners or a tendency to bleed, needles, cups and strong pressing bleed and bruise more easily, at any"
        " point: ask first, see `acu help safety`. --safe-in bleeding-tendency leaves out only what is listed.",
        True,
    ),
    _Whom(
        None,
        frozenset(["pacemaker", "defibrillator"]),
        ("起搏器",),
        "with a pacemaker or another electrical implant no electroacupuncture, and none across the chest: see `acu help"
        " safety`.",
        True,
    ),
    _Whom(
        None,
        frozenset(["breastfeed", "breast feed"]),
        ("哺乳",),
        "breast-feeding is mentioned: `acu search caution:breast-feeding` lists the points with a caution for it.",
        True,
    ),
)  # fmt: skip
_COMPLAINTS = ("pregnancy", "children")  # with nothing else in the query, these are what is asked about


def for_whom(query: str, safe_in: tuple[str, ...] = ()) -> list[str]:
    """Return what to say where a query mentions pregnancy, a child, blood thinners, an implant or breast-feeding.

    A filter that was given is not recommended again.
    """
    return [whom.line for whom, _ in _mentioned(query) if whom.always or whom.safe_in not in safe_in]


def without_whom(query: str, words: list[str], alone: bool) -> list[str]:
    """Return the words of a query that are left over without those that say who is to be treated.

    `alone`: no complaint was understood. Pregnancy and children are then the complaint, if there is no other word.
    """
    mentioned = list(_mentioned(query))
    if not mentioned:
        return words
    said = {word for _, phrases in mentioned for phrase in phrases for word in phrase.split()}
    kept = [word for word, stem in zip(words, stems(words), strict=True) if stem not in said]
    if kept or not alone or any(whom.safe_in not in _COMPLAINTS for whom, _ in mentioned):
        return kept
    return words


def _mentioned(query: str) -> Iterator[tuple[_Whom, list[str]]]:
    words = stems(tokens(query))
    pairs = list(zip(words, words[1:], strict=False))  # noqa: RUF007 (itertools is one more module on the short door)
    phrases = {*words, *(" ".join(pair) for pair in pairs)}
    if any(number.isdecimal() and int(number[:3]) < 18 for number, unit in pairs if unit == "year"):
        phrases.add("child")  # "3 year old"
    for whom in _WHOM:
        found = phrases & whom.words
        if found or any(c in query for c in whom.characters):
            yield whom, sorted(found)
