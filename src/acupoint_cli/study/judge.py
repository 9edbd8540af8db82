"""Was the answer right? Every rule that decides it, in one place.

Names are taken as everywhere in acu (names/resolve): code, name as written, name folded, near miss. An answer is
- right: it names what was asked for; case, blanks, and tones left out do not matter;
- right with a slip: a near miss that acu takes for this point and no other; tones that are typed, and wrong; a name or
  code that means two points, this one among them, where the name alone was asked for the point;
- wrong: anything else, nothing at all, and a name where a code was asked (or a code where a name was).
"""

from typing import NamedTuple

from ..errors import AcuError
from ..names import pinyin
from ..names.fold import fold, written
from ..names.keys import name_keys
from ..names.resolve import Found, resolve
from .deck import Deck
from .question import Question

RIGHT, SLIP, WRONG = "right", "slip", "wrong"
LETTERS = "abcdefgh"


class Verdict(NamedTuple):
    """right, slip or wrong, and what to say about it ("" for nothing); `again`: a person may be asked once more.

    That is where the answer is of another kind than was asked: a name for a code, or none of the choices.
    """

    verdict: str
    remark: str = ""
    again: bool = False


def judge(question: Question, given: str, deck: Deck) -> Verdict:
    """Return the verdict on an answer as it was typed."""
    typed = given.strip()
    if not any(c.isalnum() for c in typed):
        return Verdict(WRONG)
    if question.choices:
        return _choice(question, typed, deck)
    if question.kind == "characters-pinyin":
        return _reading(question, typed, deck)
    return _name(question, typed, deck)


def chosen(question: Question, typed: str, deck: Deck) -> int | None:
    """Return the index of the choice that was meant: its letter, its number, or the point or text itself; else None."""
    key = fold(typed)
    count = len(question.choices)
    if len(key) == 1 and key in LETTERS[:count]:
        return LETTERS.index(key)
    if key.isdecimal() and key.isascii() and len(key) == 1 and 1 <= int(key) <= count:
        return int(key) - 1
    for i, choice in enumerate(question.choices):
        if key == fold(choice.text):
            return i
    codes = [choice.code for choice in question.choices]
    if any(codes):
        found, error = _resolved(typed, deck)
        meant = [found.code] if found else list(error.candidates) if error else []
        fits = [codes.index(c) for c in meant if c in codes]
        return fits[0] if len(fits) == 1 else None
    return None


def _choice(question: Question, typed: str, deck: Deck) -> Verdict:
    at = chosen(question, typed, deck)
    if at is None:
        return Verdict(WRONG, f"{typed[:40]!r} is none of the choices", again=True)
    return Verdict(RIGHT if at == question.right else WRONG)


def _resolved(typed: str, deck: Deck) -> tuple[Found | None, AcuError | None]:
    try:
        return resolve(typed, deck.index), None
    except AcuError as error:
        return None, error


def _name(question: Question, typed: str, deck: Deck) -> Verdict:
    found, error = _resolved(typed, deck)
    if question.kind == "name-code":
        return _code(question, typed, deck, found, error)
    if question.kind == "code-name":
        if found and found.kind == "code":
            return Verdict(WRONG, "the name is asked, not a code", again=True)
        own = _own_name(question.code, typed, deck)
        return own or _point(question, deck, found, error)
    if found and found.code in question.accepted and found.kind in {"code", "near"}:
        return _point(question, deck, found, error)
    for code in sorted(question.accepted):
        own = _own_name(code, typed, deck)
        if own and own.verdict == RIGHT and (found is None or found.code != code):
            others = [c for c in (error.candidates if error else (found.code,) if found else ()) if c != code]
            return Verdict(SLIP, f"the name alone is also that of {_titles(others, deck)}") if others else own
        if own:
            return own
    return _point(question, deck, found, error)


def _code(question: Question, typed: str, deck: Deck, found: Found | None, error: AcuError | None) -> Verdict:
    if found and any(c.isdigit() for c in typed) and found.code in question.accepted:
        return Verdict(RIGHT)
    if found and found.code in question.accepted:
        return Verdict(WRONG, "the code is asked, not the name", again=True)
    if (
        error
        and error.code == "ambiguous"
        and question.accepted & set(error.candidates)
        and any(c.isdigit() for c in typed)
    ):
        return Verdict(SLIP, f"{typed[:20]!r} may be {_titles(list(error.candidates), deck)}")
    if error and error.code == "out_of_range":
        return Verdict(WRONG, error.message)
    return _point(question, deck, found, error)


def _point(question: Question, deck: Deck, found: Found | None, error: AcuError | None) -> Verdict:
    """Return the verdict on what the answer names, as a point."""
    if found is None:
        assert error is not None
        if error.code == "ambiguous" and question.accepted & set(error.candidates):
            return Verdict(SLIP, f"that may be {_titles(list(error.candidates), deck)}")
        if error.code == "ambiguous":
            return Verdict(WRONG, f"that is {_titles(list(error.candidates), deck, ' or ')}")
        return Verdict(WRONG, error.message if error.code == "out_of_range" else "no point is called that")
    if found.code in question.accepted:
        return Verdict(SLIP, f"it is written {found.taken}") if found.kind == "near" else Verdict(RIGHT)
    taken = f"taken for {found.taken}, " if found.kind == "near" else ""
    return Verdict(WRONG, f"{taken}that is {deck.title(found.code)}")


def _own_name(code: str, typed: str, deck: Deck) -> Verdict | None:
    """Return right if the point carries this name, slip if only its tones are wrong, None if it does not carry it."""
    record = deck.records[code]
    keys = {key for key, *_ in name_keys(record)} - {written(code)}
    toned = pinyin.numbered(typed)
    bare = "".join(c for c in toned if not c.isdigit()) if toned else fold(typed)
    if written(typed) in keys or toned in keys:
        return Verdict(RIGHT)
    if fold(typed) not in keys and bare not in keys:
        return None
    return _tones(record["names"]["pinyin"], toned)


def _tones(standard: str, toned: str | None) -> Verdict:
    if (
        toned
        and toned != pinyin.with_numbers(standard)
        and fold(standard) == "".join(c for c in toned if not c.isdigit())
    ):
        return Verdict(SLIP, f"the tones are {standard}")
    return Verdict(RIGHT)


def _reading(question: Question, typed: str, deck: Deck) -> Verdict:
    """Return the verdict on a reading in pinyin or Wade–Giles."""
    from ..names.near import close_and_alone, nearest

    for code in sorted(question.accepted):
        standard = deck.records[code]["names"]["pinyin"]
        toned = pinyin.numbered(typed)
        bare = "".join(c for c in toned if not c.isdigit()) if toned else fold(typed)
        syllables = pinyin.split(standard) or []
        spelt = {fold(standard), "".join(syllables), fold("".join(map(pinyin.wade_giles, syllables)))}
        if bare in spelt or fold(typed) in spelt:
            return _tones(standard, toned)
    key = "".join(c for c in fold(typed) if c.isalpha())
    readings = [(fold(r["names"]["pinyin"]), c, r["names"]["pinyin"]) for c, r in deck.records.items()]
    taken = close_and_alone(key, nearest(key, readings)) if key.isascii() else None
    if taken and taken.code in question.accepted:
        return Verdict(SLIP, f"it is written {taken.shown}")
    found, _ = _resolved(typed, deck)
    if found and found.code in question.accepted:
        return Verdict(WRONG, "the pinyin is asked", again=True)
    same = deck.readings.get(fold(typed))
    return Verdict(WRONG, f"that is {_titles(sorted(same), deck, ' or ')}" if same else "")


def _titles(codes: list[str], deck: Deck, joint: str = " or ") -> str:
    return joint.join(deck.title(c) for c in codes[:4] if c in deck.records)
