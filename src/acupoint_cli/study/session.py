"""What to ask now, and how it went: due first, then new; the mark at the end."""

import random
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from .deck import Deck
from .question import Question
from .questions import make

# Keys of the record of a question, in their order.
KEYS = ("number", "kind", "code", "question", "choices", "answer", "given", "verdict", "due")


class Asked(NamedTuple):
    """A question of the sitting; `state` is due, new or ahead (asked before it is due)."""

    question: Question
    state: str


def paper(
    deck: Deck, codes: Sequence[str], kinds: Sequence[str], due: dict[tuple[str, str], str], now: str, count: int,
    seed: str, exam: bool = False,
) -> list[Asked]:  # fmt: skip
    """Return up to `count` questions on these points and kinds, the same for the same seed and history.

    What is due comes first, the longest due before the rest; then what was never asked, a point once before any twice
    and the kinds in turn; then what is not yet due, the soonest first. An exam ignores the history.
    """
    chance = random.Random(f"{seed}/paper")
    wanted, asked = set(codes), set(kinds)
    mine = {} if exam else {card: at for card, at in due.items() if card[1] in wanted and card[0] in asked}
    waiting = sorted(mine, key=lambda card: (mine[card], chance.random()))
    late = [card for card in waiting if mine[card] <= now]
    new = _spread(codes, kinds, mine, chance)
    ahead = [card for card in waiting if mine[card] > now]
    found: list[Asked] = []
    for state, cards in (("due", late), ("new", new), ("ahead", ahead)):
        for kind, code in cards:
            if len(found) == count:
                return found
            question = make(deck, kind, code, seed)
            if question:
                found.append(Asked(question, state))
    return found


def _spread(
    codes: Sequence[str], kinds: Sequence[str], known: Iterable[tuple[str, str]], chance: random.Random
) -> Iterable[tuple[str, str]]:
    """Yield every card not yet known: the points in a random order, each with its kinds in a random order, in turns."""
    seen = set(known)
    order = list(codes)
    chance.shuffle(order)
    turns = {code: chance.sample(list(kinds), len(kinds)) for code in order}
    if len(kinds) > 1:  # the kinds in turn, as far as they apply
        rounds = chance.sample(list(kinds), len(kinds))
        for i, code in enumerate(order):
            first = rounds[i % len(rounds)]
            turns[code].remove(first)
            turns[code].insert(0, first)
    for turn in range(len(kinds)):
        for code in order:
            card = (turns[code][turn], code)
            if card not in seen:
                yield card


def record(number: int, asked: Asked, given: str | None, verdict: str | None, due: str | None) -> dict[str, Any]:
    """Return a question as the JSON record of the answer; given, verdict and due are null while it is not answered."""
    question = asked.question
    return {
        "number": number,
        "kind": question.kind,
        "code": question.code,
        "question": question.text + (f" {question.body}" if question.body else ""),
        "choices": [choice.text for choice in question.choices],
        "answer": question.answer,
        "given": given,
        "verdict": verdict,
        "due": due,
    }


def score(records: Sequence[dict[str, Any]], exam: bool) -> dict[str, Any]:
    """Return the mark. `percent` counts right and slips: of all questions in an exam, else of those answered."""
    counts = {v: sum(r["verdict"] == v for r in records) for v in ("right", "slip", "wrong")}
    answered = sum(counts.values())
    of = len(records) if exam else answered
    missed = [r["code"] for r in records if r["verdict"] == "wrong" or (exam and r["verdict"] is None)]
    missed += [r["code"] for r in records if r["verdict"] == "slip"]
    return {
        "questions": len(records),
        "answered": answered,
        "right": counts["right"],
        "slips": counts["slip"],
        "wrong": counts["wrong"],
        "percent": round(100 * (counts["right"] + counts["slip"]) / of) if of else None,
        "revise": list(dict.fromkeys(missed)),
    }
