"""Make a question of a kind about a point, its choices drawn from plausible neighbours that are never right as well."""

import random

from ..names.fold import fold
from ..wording import landmark
from . import dangers
from .deck import CODE, EVERYWHERE, Deck, things
from .question import (
    CHOICES,
    Choice,
    Question,
    first_sentence,
    full_title,
    meaning_line,
    neighbours,
    offered,
    points_offered,
    question,
)
from .veil import own_names, said, veiled


def make(deck: Deck, kind: str, code: str, seed: str) -> Question | None:
    """Return the question of this kind about this point, the same for the same seed; None where the kind does not apply."""
    chance = random.Random(f"{seed}/{kind}/{code}")
    return _MAKERS[kind](deck, code, chance)


# -- names


def _name_code(deck: Deck, code: str, chance: random.Random) -> Question:
    row = deck.rows[code]
    english = f" ({row['english']})" if row["english"] else ""
    same = {c for c, r in deck.rows.items() if all(r[k] == row[k] for k in ("pinyin", "chinese", "english"))}
    return question(
        deck, "name-code", code, f"What is the code of {row['pinyin']} {row['chinese']}{english}?", accepted=same
    )


def _code_name(deck: Deck, code: str, chance: random.Random) -> Question:
    return question(deck, "code-name", code, f"What is {code} called?", why=meaning_line(deck, code))


def _characters_pinyin(deck: Deck, code: str, chance: random.Random) -> Question:
    names = deck.records[code]["names"]
    shown = names["simplified"] + (f" / {names['traditional']}" if names["traditional"] != names["simplified"] else "")
    same = {c for c, r in deck.records.items() if r["names"]["simplified"] == names["simplified"]}
    return question(
        deck, "characters-pinyin", code, f"How is {shown} read?", accepted=same, why=meaning_line(deck, code)
    )


# -- places


def _location_point(deck: Deck, code: str, chance: random.Random) -> Question | None:
    record = deck.records[code]
    if not record["location"]:
        return None
    body = veiled(record["location"], own_names(record))
    same = {c for c, r in deck.records.items() if r["location"] == record["location"]}
    return question(
        deck, "location-point", code, "Which point lies here?", body=body, accepted=same, why=meaning_line(deck, code)
    )


def _point_location(deck: Deck, code: str, chance: random.Random) -> Question | None:
    record = deck.records[code]
    if not record["location"]:
        return None
    barred = deck.same_reading(code) | deck.same_spot(code) | {code}
    reading = fold(record["names"]["pinyin"])
    variants = {fold(v["location"]) for v in record["variants"]} | {deck.places[code]}
    for other, candidate in deck.records.items():
        place = candidate["location"]
        if not place or deck.places[other] in variants or code in CODE.findall(place) or reading in deck.places[other]:
            barred.add(other)
    others = neighbours(deck, code, barred, chance, CHOICES - 1)
    title = f"{code} {record['names']['pinyin']} {record['names']['simplified']}"
    right = Choice(said(deck, code))
    return offered(
        deck, "point-location", code, f"Where is {title}?", right, [Choice(said(deck, c)) for c in others], chance,
        answer=record["location"], why=meaning_line(deck, code),
    )  # fmt: skip


# -- classes, actions, levels


def role_words(deck: Deck, role: str, detail: str | None) -> str:
    """Return "Luo-connecting point of the Kidney channel"."""
    name = str((deck.roles.get(role, {}).get("names") or {}).get("english") or role)
    return f"{name} {detail}" if detail and detail.startswith(("of ", "with ", "for ")) else name


def role_twins(deck: Deck, role: str, code: str) -> set[str]:
    """Return every point that may be called right too: it holds the role, or a source says that it does.

    Where each member of a class is of something else, only this member is right, and the others make good choices.
    """
    barred = deck.debated(role) | {code} | deck.same_reading(code)
    return barred if role in deck.told_apart else barred | set(deck.holders[role])


def _role_points(deck: Deck, code: str, chance: random.Random) -> Question | None:
    roles = list(deck.records[code]["roles"])
    chance.shuffle(roles)
    for role in roles:
        others = neighbours(deck, code, role_twins(deck, role["role"], code), chance, CHOICES - 1, role["role"])
        words = role_words(deck, role["role"], role["detail"])
        why = str(deck.roles.get(role["role"], {}).get("meaning") or "")
        made = points_offered(
            deck,
            "role-points",
            code,
            f"Which of these holds the role: {words}?",
            code,
            others,
            chance,
            why=first_sentence(why),
        )
        if made:
            return made
    return None


def action_twins(deck: Deck, action: str, code: str) -> set[str]:
    """Return every point that may be called right too: an action of its touches the same thing, or none is known."""
    asked = things(action)
    kin = {c for c, touched in deck.touched.items() if touched & asked or not touched}
    return kin | {code} | deck.same_reading(code)


def _action_points(deck: Deck, code: str, chance: random.Random) -> Question | None:
    actions = [a for a in deck.records[code]["actions"] if things(a) - EVERYWHERE]
    chance.shuffle(actions)
    for action in actions:
        others = neighbours(deck, code, action_twins(deck, action, code), chance, CHOICES - 1)
        made = points_offered(deck, "action-points", code, f"Which of these {action}?", code, others, chance)
        if made:
            return made
    return None


def _level(deck: Deck, code: str, chance: random.Random) -> Question | None:
    mates = sorted(deck.level_mates(code) - deck.same_reading(code), key=list(deck.records).index)
    if not mates:
        return None
    answer = chance.choice(mates)
    channels = {deck.records[c]["channel"] for c in (code, answer)}
    barred = deck.level_twins(code) | deck.same_reading(answer)
    barred |= {c for c in deck.records if not deck.can_tell_level(c, channels, deck.part.get(answer))}
    others = neighbours(deck, answer, barred, chance, CHOICES - 1)
    levels = [c for c in deck.records[code]["level_with"] if c not in deck.records]
    why = f"Level with {code}: " + ", ".join([landmark(w) for w in levels] + list(mates))
    return points_offered(
        deck,
        "level",
        code,
        f"Which of these lies level with {deck.title(code)}?",
        answer,
        others,
        chance,
        set(mates),
        why,
    )


def _caution(deck: Deck, code: str, chance: random.Random) -> Question | None:
    record = deck.records[code]
    listed = dangers.listed(record)
    if not listed:
        return None
    asked = chance.choice(listed)
    near = [r for r in deck.records.values() if r["region"] == record["region"]]
    others = dangers.others(record, near, chance)[: CHOICES - 1]
    title = full_title(deck, code).split(",")[0]
    right = Choice(dangers.WORDS[asked])
    return offered(
        deck, "caution", code, f"Which danger do the sources list at {title}?", right,
        [Choice(dangers.WORDS[k]) for k in others], chance, answer=right.text, why=dangers.told(record, asked),
    )  # fmt: skip


_MAKERS = {
    "name-code": _name_code, "code-name": _code_name, "location-point": _location_point,
    "point-location": _point_location, "role-points": _role_points, "action-points": _action_points,
    "caution": _caution, "characters-pinyin": _characters_pinyin, "level": _level,
}  # fmt: skip
