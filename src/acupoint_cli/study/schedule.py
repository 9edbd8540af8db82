"""When to ask again: FSRS, from the verdicts so far. The only home of fsrs."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

Reviewed = tuple[str, str]  # the card as JSON text, when it is due: "2026-11-21T08:00:00+00:00"


def now() -> datetime:
    """Return the moment it is, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def review(card: str | None, verdict: str, moment: datetime) -> Reviewed:
    """Return the card after an answer, and its due date; `card` is None for one never asked.

    Right counts as Good, a slip as Hard, wrong as Again. A wrong answer comes back after ten minutes, a right one after
    days: sittings are short, so there is one learning step and no chance in the dates. Raises ValueError for a card that
    is none.
    """
    from fsrs import Card, Rating, Scheduler

    step = (timedelta(minutes=10),)
    scheduler = Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)
    try:
        before = Card.from_json(card) if card else Card(card_id=1, due=moment)
        rating = {"right": Rating.Good, "slip": Rating.Hard}.get(verdict, Rating.Again)
        after, _ = scheduler.review_card(before, rating, moment.astimezone(UTC))
    except (KeyError, TypeError, AttributeError, AssertionError, ArithmeticError) as error:
        raise ValueError(f"no card: {error}") from error
    return after.to_json(), stamp(after.due)


def replay(answers: Iterable[tuple[str, str]]) -> str | None:
    """Return the card that these (moment, verdict) answers lead to, oldest first; None for none.

    An answer whose moment cannot be read is passed over.
    """
    card: str | None = None
    for at, verdict in answers:
        try:
            card, _ = review(card, verdict, datetime.fromisoformat(at))
        except (ValueError, TypeError, OverflowError):
            continue
    return card
