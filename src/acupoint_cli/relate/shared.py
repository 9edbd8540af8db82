"""Relations by what points share: published combinations, and main indications."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..lite import Any
from .atlas import Atlas, Link

_MOST_SHARED = 8
_COMMONEST = 500  # a term that more points than this have as main says nothing about two of them


def shared_combinations(record: dict[str, Any]) -> Iterator[Link]:
    """Yield the points that stand most often in published combinations with this one, with what they are for."""
    uses: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for combination in record["combinations"]:
        for code in dict.fromkeys(combination["codes"]):
            if code != record["code"]:
                uses[code].append(combination["use"])
                sources[code][combination["source"]] = None
    best = sorted(uses, key=lambda code: -len(uses[code]))[:_MOST_SHARED]
    for code in best:
        many = len(uses[code])
        reason = f"together in {many} combination{'s' if many > 1 else ''}: {'; '.join(dict.fromkeys(uses[code][:4]))}"
        yield Link(code, "shared combinations", reason + ("; …" if many > 4 else ""), tuple(sources[code]))


def shared_indications(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    """Yield the points that share at least two main indications with this one, the rarest weighing most."""
    shared: dict[str, list[str]] = defaultdict(list)
    for term in record["indications"]["main"]:
        if len(atlas.mains[term]) <= _COMMONEST:
            for code in atlas.mains[term]:
                if code != record["code"]:
                    shared[code].append(term)
    rarity = Counter({code: round(sum(1 / len(atlas.mains[t]) for t in terms), 6) for code, terms in shared.items()})
    best = sorted((c for c in shared if len(shared[c]) >= 2), key=lambda c: (-len(shared[c]), -rarity[c]))
    for code in best[:_MOST_SHARED]:
        cites = atlas.by_code[code]["cites"].get("indications") or ()
        yield Link(code, "shared indications", f"also main for {', '.join(shared[code])}", tuple(cites))
