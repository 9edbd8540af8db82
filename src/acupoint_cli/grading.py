"""How central is a point for a complaint? Pure rules over what sources say; docs/search.md explains them to users.

Each source's claim has a rank: 1 for its basic prescription, or for a point used at least half as often as the point
used most; 2 for a second prescription, a long list, a pattern, or for a quarter as often; 3 for what is added for a symptom, or
used less often. An old book or a web page counts as a quarter of a source. A point is core where at least two sources, and at
least a third of those consulted, give it rank 1, or where three quarters of all, and at least four, give it rank 1 or 2;
common where one source gives it rank 1, two rank 2, or half of all, and at least three, rank 1 or 2; else occasional.
"""

from .lite import Any

RANKS = {"main": 1, "again": 2, "named": 2, "pattern": 2, "added": 3}
OFTEN, SOMETIMES = 0.5, 0.25
# Kinds of source that count as a quarter of one where it is agreed how central a point is. Within a grade they count for
# less still (conditions.py): there they only order points that the better sources give alike.
LESSER = frozenset({"classic", "web", "table"})
LESSER_WORTH = 0.25


def best_ranks(said: list[dict[str, Any]], tops: dict[str, float]) -> dict[str, int]:
    """Return each source's best rank for one point; `tops` is how often each counting source used its first point."""
    ranks: dict[str, int] = {}
    for claim in said:
        source = claim["source"]
        rank = _counted(claim, tops.get(source, 0)) if claim["as"] == "count" else RANKS[claim["as"]]
        ranks[source] = min(rank, ranks.get(source, 3))
    return ranks


def _counted(claim: dict[str, Any], top: float) -> int:
    part = how_often(claim) / top if top else 0
    return 1 if part >= OFTEN else 2 if part >= SOMETIMES else 3


def how_often(claim: dict[str, Any]) -> float:
    """Return the number, or the share, of uses that a counting source gives; 0 if it gives none."""
    return float(claim.get("count") or claim.get("share") or 0)


def tops_of(points: list[dict[str, Any]]) -> dict[str, float]:
    """Return for each counting source of a condition how often it used the point that it used most."""
    tops: dict[str, float] = {}
    for point in points:
        for claim in point["said"]:
            if claim["as"] == "count":
                tops[claim["source"]] = max(how_often(claim), tops.get(claim["source"], 0))
    return tops


def grade(ranks: dict[str, int], worth: dict[str, float]) -> str:
    """Return core, common or occasional for the best ranks of a point; `worth` is what each source consulted counts."""
    first = sum(worth[source] for source, rank in ranks.items() if rank == 1)
    second = sum(worth[source] for source, rank in ranks.items() if rank <= 2)
    named = sum(rank <= 2 for rank in ranks.values())  # heads, whatever they are worth
    if (first >= 2 and first * 3 >= sum(worth.values())) or (named >= 4 and named * 4 >= len(worth) * 3):
        return "core"
    return "common" if first >= 1 or second >= 2 or (named >= 3 and named * 2 >= len(worth)) else "occasional"
