"""What belongs together: first what sources name, then what follows from theory, then what points share.

Every row has its kind, its reason and the sources of that reason. The rows of a point are
worked out when they are asked for.
"""

from collections.abc import Iterator

from ..lite import Any
from .atlas import Atlas, Link, Row, Tables
from .channels import around_the_clock, at_the_same_level, mirrored, neighbours
from .classes import by_class
from .phases import by_phase
from .shared import shared_combinations, shared_indications

# Every kind, in the order in which the rows of a point come, with its rule.
KINDS = {
    "named": "a source names the two together",
    "source-connecting": "source point of one channel with the connecting point of the channel coupled with it",
    "confluent": "the two points that open a pair of vessels",
    "paired channel": "the point of the same class on the coupled channel",
    "front and back": "front collecting and back transporting point of one organ",
    "cleft and meeting": "cleft point with the meeting point of blood, of the yin organs or of the yang organs",
    "entry and exit": "where one channel ends and the next of the clock begins",
    "mother and child": "the point of the generating, or the generated, phase of the channel, and the horary point of the mother or child channel",
    "phase": "points of the same channel whose phases generate one another, and the horary point of a phase",
    "same phase": "transporting points of the same phase",
    "mirror limb": "the point of the same class on the channel of the same name of the other limb",
    "same level": "points that lie at one level",
    "same role": "points of one small class",
    "neighbour": "the points before and after it on the channel",
    "shared combinations": "published combinations that hold both",
    "shared indications": "main indications that both have",
}


def relations(index: Tables, record: dict[str, Any]) -> list[Row]:
    """Return the rows of a point, given its record; a row has code, pinyin, chinese, english, kind, reason, sources."""
    return _rows(Atlas(index), record)


class Relations:
    """The relations of many points, one after the other: what they share is looked up once, and memory stays flat."""

    def __init__(self, index: Tables) -> None:
        self.atlas = Atlas(index)

    def of(self, record: dict[str, Any]) -> list[Row]:
        """Return the rows of a point, as `relations` does."""
        if len(self.atlas.by_code) > _KEPT:
            self.atlas.by_code.clear()
        self.atlas.named_by.clear()
        return _rows(self.atlas, record)


_KEPT = 1000  # points whose names are kept between two questions


def _rows(atlas: Atlas, record: dict[str, Any]) -> list[Row]:
    out: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for link in sorted(_links(atlas, record), key=lambda link: _ORDER[link.kind]):
        other = atlas.by_code[link.code]
        if other is None or link.code == record["code"] or (link.code, link.kind) in seen:
            continue
        seen.add((link.code, link.kind))
        names = other["names"]
        out.append(
            {
                "code": link.code,
                "pinyin": names["pinyin"],
                "chinese": names["simplified"],
                "english": next(iter(names["english"]), ""),
                "kind": link.kind,
                "reason": link.reason,
                "sources": list(link.sources),
            }
        )
    return out


_ORDER = {kind: i for i, kind in enumerate(KINDS)}


def _links(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    yield from _named(atlas, record)
    yield from by_class(atlas, record)
    yield from by_phase(atlas, record)
    yield from around_the_clock(atlas, record)
    yield from mirrored(atlas, record)
    yield from at_the_same_level(atlas, record)
    yield from neighbours(atlas, record)
    yield from shared_combinations(record)
    yield from shared_indications(atlas, record)


def _named(atlas: Atlas, record: dict[str, Any]) -> Iterator[Link]:
    mine = {item["code"] for item in record["related"]}
    for item in record["related"]:
        yield Link(item["code"], "named", item["why"], (item["source"],))
    for code, item in atlas.named_by[record["code"]]:
        if code not in mine:
            yield Link(code, "named", f"its entry names this point: {item['why']}", (item["source"],))


__all__ = ["KINDS", "Relations", "relations"]
