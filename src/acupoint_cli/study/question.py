"""What a question is, and how its choices are drawn: from plausible neighbours, a barred point never among them."""

import random
import re
from typing import NamedTuple
from zlib import crc32

from ..names.fold import fold
from .deck import Deck

CHOICES = 4  # offered at most; one of them is right
LEAST = 3  # with fewer a question is not asked


class Choice(NamedTuple):
    """One thing to choose: its text, and the point it stands for, if it is one."""

    text: str
    code: str | None = None


class Question(NamedTuple):
    """A question. `accepted` are the codes that are right answers; `right` is the index of the right choice.

    `why` is one line that explains the answer; `dangers` the dangers of the point in a word or two each.
    """

    kind: str
    code: str
    text: str
    body: str
    answer: str
    accepted: frozenset[str]
    choices: tuple[Choice, ...]
    right: int
    why: str
    dangers: tuple[str, ...]


def question(
    deck: Deck, kind: str, code: str, text: str, *, body: str = "", answer: str = "", accepted: set[str] | None = None,
    choices: list[Choice] | None = None, right: Choice | None = None, why: str = "",
) -> Question:  # fmt: skip
    offered = choices or []
    return Question(
        kind, code, text, body, answer or full_title(deck, code), frozenset(accepted or {code}), tuple(offered),
        offered.index(right) if right else -1, why or place(deck, code), tuple(deck.rows[code]["cautions"]),
    )  # fmt: skip


def full_title(deck: Deck, code: str) -> str:
    """Return "KI-1 Yǒngquán 涌泉, Gushing Spring"."""
    row = deck.rows[code]
    return f"{code} {row['pinyin']} {row['chinese']}" + (f", {row['english']}" if row["english"] else "")


def place(deck: Deck, code: str) -> str:
    """Return where a point lies, or what else is known of it."""
    record = deck.records[code]
    return str(record["location"] or record["meaning"] or "")


def meaning_line(deck: Deck, code: str) -> str:
    """Return the first sentence of why the point is called so, else its place."""
    meaning = deck.records[code]["meaning"]
    return re.split(r"(?<=[.!?]) (?=[A-Z一-鿿])", meaning)[0] if meaning else place(deck, code)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.!?]) ", text)[0]


def neighbours(
    deck: Deck, code: str, barred: set[str], chance: random.Random, count: int, role: str | None = None
) -> list[str]:
    """Return up to `count` points near `code` (same channel, region, level, role) that are not barred."""
    mine = deck.records[code]
    roles = {r["role"] for r in mine["roles"]}
    level = set(mine["level_with"])
    salt = chance.random()  # chance for each point of its own: a point more in the data moves no other
    scored = []
    for other, record in deck.records.items():
        if other in barred or record["status"] != "full" or not record["location"]:
            continue
        score = 2 * (record["channel"] == mine["channel"]) + 2 * (record["region"] == mine["region"])
        score += bool(level & set(record["level_with"])) + bool(roles & {r["role"] for r in record["roles"]})
        score += 2 * (role is not None and other in deck.holders[role]) + (abs(record["number"] - mine["number"]) < 4)
        scored.append((score + 1.5 * (crc32(f"{salt}/{other}".encode()) % 1000) / 1000, other))
    scored.sort(reverse=True)
    best: list[str] = []
    for _, other in scored:  # no two that only a tone tells apart
        if all(other not in deck.same_reading(b) for b in best):
            best.append(other)
        if len(best) == count:
            break
    return best


def points_offered(
    deck: Deck, kind: str, code: str, text: str, answer: str, others: list[str], chance: random.Random,
    accepted: set[str] | None = None, why: str = "",
) -> Question | None:  # fmt: skip
    right = Choice(deck.title(answer), answer)
    wrong = [Choice(deck.title(c), c) for c in others]
    return offered(
        deck, kind, code, text, right, wrong, chance, accepted=accepted, answer=full_title(deck, answer), why=why
    )


def offered(
    deck: Deck, kind: str, code: str, text: str, right: Choice, wrong: list[Choice], chance: random.Random, *,
    answer: str, accepted: set[str] | None = None, why: str = "",
) -> Question | None:  # fmt: skip
    choices = [right, *wrong]
    if len(choices) < LEAST or len({fold(c.text) for c in choices}) < len(choices):
        return None
    chance.shuffle(choices)
    return question(deck, kind, code, text, answer=answer, accepted=accepted, choices=choices, right=right, why=why)
