"""How well is it known? Recall by channel and by day."""

from collections.abc import Iterable, Sequence
from typing import Any

from .history import Answer


def by_channel(answers: Sequence[Answer], channel_of: dict[str, str], order: Iterable[str]) -> list[dict[str, Any]]:
    """Return a row for each channel that was asked, in the order of the channels."""
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(channel_of[answer.code], []).append(answer)
    return [_row("channel", channel, groups[channel]) for channel in order if channel in groups]


def by_day(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """Return a row for each day on which something was answered, oldest first."""
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.day, []).append(answer)
    return [_row("day", day, groups[day]) for day in sorted(groups)]


def _row(of: str, key: str, answers: Sequence[Answer]) -> dict[str, Any]:
    """Return counts, and recall: the percentage that was right, slips included."""
    counts = {v: sum(a.verdict == v for a in answers) for v in ("right", "slip", "wrong")}
    return {
        "of": of,
        "key": key,
        "answers": len(answers),
        "right": counts["right"],
        "slips": counts["slip"],
        "wrong": counts["wrong"],
        "recall": round(100 * (counts["right"] + counts["slip"]) / len(answers)),
    }
