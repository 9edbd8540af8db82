"""The rows of one point in the index: made from its record alone, so that they can be taken out again one by one.

A row that is taken out is made once more from the record as it was; nothing has to be searched.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..names import extras, keys
from ..theory import special
from .compute import row_record
from .filters import SPOKEN

Row = tuple[Any, ...]
Record = dict[str, Any]


_LONG = frozenset({"pathway", "meets", "organs", "connecting", "divergent", "sinew", "symptoms", "differs", "cites"})


class Shared(NamedTuple):
    """What the rows of a point need of the shared files; kept in the index as JSON."""

    channels: dict[str, dict[str, Any]]  # entries of channels.yaml without their long texts
    roles: dict[str, dict[str, Any]]  # names and sources of each class
    regions: dict[str, dict[str, Any]]  # part, synonyms
    classics: list[str]  # sources that are old books
    titles: list[str]  # and what cautions call them
    taken: dict[str, str]  # letters that mean a shipped channel in some convention, folded

    @classmethod
    def of(cls, book: Any) -> "Shared":
        """Return what counts of the shared files of a Book."""
        from .own import taken_letters

        channels = {
            code: {k: v for k, v in entry.items() if k not in _LONG} for code, entry in book.part("channels").items()
        }
        roles = {key: {"names": e.get("names"), "sources": e.get("sources")} for key, e in book.part("roles").items()}
        regions = {
            k: {"part": e.get("part"), "synonyms": e.get("synonyms")} for k, e in book.part("regions").items() if e
        }
        classics = [key for key, entry in book.part("sources").items() if entry.get("kind") == "classic"]
        titles = [t for key in classics for t in _titles(str(book.part("sources")[key]["title"])) if t]
        return cls(channels, roles, regions, classics, titles, taken_letters(book))

    @classmethod
    def loads(cls, text: str) -> "Shared":
        """Return it from its JSON."""
        return cls(**json.loads(text))

    def dumps(self) -> str:
        """Return it as JSON."""
        return dumps(self._asdict())

    def order(self, channel: str, number: int, others: list[str]) -> int:
        """Return the place of a point among all: by channel, the user's own (`others`) last, by name; then by number."""
        ranks = self.ranks
        rank = ranks[channel] if channel in ranks else len(ranks) + others.index(channel)
        return int(rank * 1_000_000 + number)

    @property
    def ranks(self) -> dict[str, int]:
        """Return the place of each shipped channel."""
        return {channel: i for i, channel in enumerate(self.channels)}


def _titles(title: str) -> Iterator[str]:
    words = title.split(" (")[0].split(":")[0].split()
    yield " ".join(words)
    if len(words) > 1 and words[0][0].isupper() and words[1][0].isupper():
        yield " ".join(words[:2])  # "Great Compendium", as cautions name it


def dumps(value: Any) -> str:
    """Return compact JSON with characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def body(record: Record) -> str:
    """Return the JSON of a point without its last two keys, note and match, and without the closing brace."""
    return dumps({k: v for k, v in record.items() if k not in {"note", "match"}})[:-1]


def point(record: Record, order: int) -> Row:
    """Return the row of the table points, all but its id."""
    from zlib import crc32

    row = row_record(record)
    text = body(record)
    return (
        order, record["code"], record["channel"], record["number"], row["pinyin"], row["chinese"], row["english"],
        record["region"], record["status"], text, crc32(text.encode("utf-8", "surrogatepass")), dumps(row),
    )  # fmt: skip


def brief(record: Record) -> str:
    """Return the JSON of what other points need to know of a point to be related to it."""
    cites = {key: record["cites"][key] for key in ("location", "level_with", "indications") if key in record["cites"]}
    names = {key: record["names"][key] for key in ("pinyin", "simplified")}
    kept = {key: record[key] for key in ("code", "channel", "phase", "roles", "level_with")}
    return dumps({**kept, "names": {**names, "english": record["names"]["english"][:1]}, "cites": cites})


def rests(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (source, what rests on it) for everything in a point that names a source."""
    for source in record["sources"]:
        yield source, "points"
    for field, sources in record["cites"].items():
        for source in sources:
            yield source, field.split(".")[0]


# How many columns of each table's rows are its primary key.
KEYS = {"names": 3, "aliases": 2, "facets": 3, "postings": 2, "roles": 3, "named": 3}


def by_key(record: Record, shared: Shared, combined: dict[str, int]) -> dict[str, list[Row]]:
    """Return the rows of a point in every table whose primary key tells them apart; `combined` counts combinations by term."""
    return {
        "names": list(_first(keys.name_keys(record), 3)),
        "aliases": list(_first(_aliases(record), 2)),
        "facets": list(_first(facets(record, shared), 3)),
        "postings": list(_first(_postings(record, combined), 2)),
        "roles": [(r["role"], record["code"], i, r["detail"]) for i, r in enumerate(record["roles"])],
        "named": [(r["code"], record["code"], i, r["why"], r["source"]) for i, r in enumerate(record["related"])],
    }


def _first(rows: Iterable[Row], width: int) -> Iterable[Row]:
    """Return the first row of each primary key, which is the first `width` columns."""
    kept: dict[Row, Row] = {}
    for row in rows:
        kept.setdefault(row[:width], row)
    return kept.values()


def _aliases(record: Record) -> Iterator[Row]:
    for alias in extras.aliases(record["code"]):
        yield alias, record["code"]
    for other in record["names"]["other"]:
        for alias in keys.code_aliases(other["name"]):
            yield alias, record["code"]


def facets(record: Record, shared: Shared) -> Iterator[Row]:
    """Yield what a point can be filtered by: (kind, value, code)."""
    code = record["code"]
    yield "channel", record["channel"].casefold(), code
    yield "region", record["region"], code
    part = (shared.regions.get(record["region"]) or {}).get("part")
    if part:
        yield "region", part, code
    if record["surface"]:
        yield "region", record["surface"], code
    for role in record["roles"]:
        yield "role", role["role"], code
    if record["acupressure"]["use"] in {"recommended", "allowed"}:
        yield "pressed", "yes", code
    if record["phase"]:
        yield "phase", record["phase"], code
    extra = special(record["phase"], (shared.channels.get(record["channel"]) or {}).get("phase"))
    if extra:
        yield "role", extra, code
    for level in record["level_with"]:
        yield "level", level, code


def cautions(record: Record, shared: Shared) -> Iterator[Row]:
    """Yield every danger of a point; the last column: an old book is its source, or is named in its words.

    What a caution says of people who bleed easily is yielded once more, under bleeding-tendency.
    """
    code, needling, moxa, cites = record["code"], record["needling"], record["moxibustion"], record["cites"]
    press = record["acupressure"]
    if needling["forbidden"]:
        yield code, "needling", "forbidden", "needling", "not to be needled", " ".join(cites.get("needling") or []), 0
    if moxa["use"] in {"caution", "forbidden"}:
        sources = " ".join(cites.get("moxibustion") or [])
        yield code, "moxa", moxa["use"], "moxibustion", moxa["note"] or "", sources, 0
    if press["use"] in {"caution", "forbidden"}:
        sources = " ".join(cites.get("acupressure") or [])
        yield code, "pressure", press["use"], "pressing", press["how"] or "", sources, 0
    for caution in record["cautions"]:
        text = caution["text"]
        classical = "classic" in text.casefold() or any(title in text for title in shared.titles)
        classical = classical or any(s in shared.classics for s in caution["sources"])
        classical = classical or (caution["kind"] == "pregnancy" and forbids_in_pregnancy(record["classics"]))
        methods, sources = " ".join(caution["methods"]), " ".join(caution["sources"])
        yield code, caution["kind"], caution["level"], methods, text, sources, int(classical)
        when, whole = (caution["when"] or "").casefold(), f"{caution['when'] or ''}; {text}".casefold()
        for kind, words in SPOKEN.items():
            where = when if kind == "bleeding-tendency" else whole
            if kind != caution["kind"] and any(word in where for word in words):
                yield code, kind, caution["level"], methods, text, sources, int(classical)


def forbids_in_pregnancy(classics: list[dict[str, Any]]) -> bool:
    """Return whether an old book that the point quotes warns of it in pregnancy."""
    warnings = ("not be needled", "not to be needled", "forbid", "should not", "foetus fall", "foetus down")
    says = [c["says"].casefold() for c in classics]
    return any("pregnan" in text and any(w in text for w in warnings) for text in says)


def _postings(record: Record, combined: dict[str, int]) -> Iterator[Row]:
    code, cites = record["code"], record["cites"]
    left = dict(combined)
    for part in ("main", "other"):
        for rank, term in enumerate(record["indications"][part]):
            cited = cites.get(f"indications.{term}") or cites.get("indications") or []
            yield term, code, part, rank, len(cited), left.pop(term, 0)
    for term, count in left.items():
        yield term, code, "combination", 0, 0, count


def text(record: Record, shared: Shared) -> Row:
    """Return the row of a point in the full-text table, all but its id."""
    names = record["names"]
    called = [names["pinyin"], names["simplified"], names["traditional"], *names["english"]]
    called += [text for o in names["other"] for text in (o["name"], o["english"]) if text]
    region = shared.regions.get(record["region"]) or {}
    place = [record["region"], *(region.get("synonyms") or []), record["surface"] or "", record["location"] or "", *record["level_with"]]  # fmt: skip
    place += [m["origin"].replace("-", " ") for m in record["measures"]]
    uses = [c["use"] for c in record["combinations"]]
    return (
        record["code"], " ".join(called), "\n".join(record["actions"]), " ".join(place), record["meaning"] or "",
        record["commentary"] or "", "\n".join(uses),
        "\n".join([*record["indications"]["main"], *record["indications"]["other"]]),
        "\n".join(name for kind in ("muscles", "nerves", "vessels") for name in record["anatomy"][kind]),
        "\n".join(c["text"] for c in record["cautions"]), "\n".join(c["says"] for c in record["classics"]),
    )  # fmt: skip
