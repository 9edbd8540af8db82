"""The words of a comparison: what points share, and what each has for itself. Pure text; beside.py puts it on the screen."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ..cautions import bans
from . import phrases, words

SAME, DIFFERS = "=", "≠"
NOTHING = "—"


class Lookup(Protocol):
    """What a comparison looks up besides the records."""

    def entry(self, kind: str, key: str) -> dict[str, Any]: ...

    def title(self, code: str) -> str: ...


class Row(NamedTuple):
    """One thing compared: lines that hold for all points, and lines that hold for each (none if all is shared)."""

    label: str
    shared: list[str]
    own: list[list[str]]

    @property
    def same(self) -> bool:
        """Return whether no point has anything for itself."""
        return not any(self.own)


class Section(NamedTuple):
    """Rows under one title."""

    title: str
    rows: list[Row]


def told_apart(cells: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return what all cells hold, in the order of the first, and what is left of each."""
    shared = [x for x in dict.fromkeys(cells[0]) if all(x in other for other in cells[1:])]
    return shared, [[x for x in dict.fromkeys(cell) if x not in shared] for cell in cells]


def lines_row(label: str, codes: list[str], cells: list[list[str]]) -> Row:
    """Return a row of lines; a line that some but not all points have says with whom: "Luo-connecting (also KI-4)"."""
    shared, own = told_apart(cells)
    for i, mine in enumerate(own):
        for n, entry in enumerate(mine):
            also = _others(codes, cells, i, entry)
            mine[n] = f"{entry} (also {also})" if also else entry
    return Row(label, shared, own)


def joined_row(
    label: str, codes: list[str], cells: list[list[str]], elsewhere: list[list[str]] | None = None, word: str = ""
) -> Row:
    """Return a row of short entries, each kind as one text: what a point has alone, then what it has with others.

    An entry that another point has in `elsewhere` is told by `word`: "main for KI-3: insomnia".
    """
    shared, own = told_apart(cells)
    lines: list[list[str]] = []
    for i, mine in enumerate(own):
        groups: dict[str, list[str]] = {"": []}
        for entry in mine:
            also = _others(codes, cells, i, entry)
            other = _others(codes, elsewhere, i, entry) if elsewhere else ""
            told = [f"also {also}"] if also else []
            told += [f"{word} {other}"] if other else []
            groups.setdefault("; ".join(told), []).append(entry)
        lines.append([f"{k}: {', '.join(v)}" if k else ", ".join(v) for k, v in groups.items() if v])
    return Row(label, [", ".join(shared)] if shared else [], lines)


def _others(codes: list[str], cells: list[list[str]], i: int, entry: str) -> str:
    return ", ".join(codes[j] for j, other in enumerate(cells) if j != i and entry in other)


def sections(records: list[dict[str, Any]], look: Lookup) -> list[Section]:
    """Return everything that is compared, cautions first; rows that no point fills are left out."""
    codes = [r["code"] for r in records]

    main = [list(r["indications"]["main"]) for r in records]
    other = [list(r["indications"]["other"]) for r in records]

    def row(label: str, tell: Callable[[dict[str, Any]], list[str]]) -> Row:
        return lines_row(label, codes, [[x for x in tell(r) if x] for r in records])

    def joined(label: str, tell: Callable[[dict[str, Any]], list[str]]) -> Row:
        return joined_row(label, codes, [tell(r) for r in records])

    def beneath(part: str) -> Row:
        return joined(part.capitalize(), lambda r: list(r["anatomy"][part]))

    def word(label: str, tell: Callable[[dict[str, Any]], str | None]) -> Row:
        return row(label, lambda r: [tell(r) or ""])

    made = [
        Section("Cautions", [row("Cautions", dangers), row("Classical", classical)]),
        Section(
            "What they are",
            [
                word("Channel", lambda r: words.channel_title(look.entry("channel", r["channel"]), r["channel"])),
                word("Phase", lambda r: r["phase"]),
                row("Roles", lambda r: roles(r, look)),
                word("Your note", lambda r: r["note"]),
            ],
        ),
        Section(
            "Where",
            [
                word("Region", lambda r: ", ".join(filter(None, [r["region"], r["surface"]]))),
                word("Sides", lambda r: words.sides(r["side"], r["count"])),
                word("Place", lambda r: r["location"]),
                row("Measures", lambda r: lengths(r, look)),
                row("Level with", lambda r: [look.title(x) for x in r["level_with"]]),
                *map(beneath, ("muscles", "nerves", "vessels")),
            ],
        ),
        Section(
            "Treat",
            [
                row("Needle", lambda r: [words.depth(d) for d in r["needling"]["depths"]]),
                word("How", lambda r: r["needling"]["how"]),
                word("Sensation", lambda r: r["sensation"]),
                row("Moxa", lambda r: words.moxa(r["moxibustion"])),
                row("Press", lambda r: words.pressing(r)),
                row("Also", lambda r: [words.method(m) for m in r["other_methods"]]),
            ],
        ),
        Section(
            "Use",
            [
                row("Actions", lambda r: r["actions"]),
                joined_row("Main for", codes, main, other, "secondary for"),
                joined_row("Also for", codes, other, main, "main for"),
            ],
        ),
        Section("With", [joined("Related", lambda r: [look.title(x["code"]) for x in r["related"]])]),
    ]
    filled = [Section(s.title, [r for r in s.rows if r.shared or any(r.own)]) for s in made]
    return [s for s in filled if s.rows]


def dangers(record: dict[str, Any]) -> list[str]:
    """Return the cautions of a point whole, the forbidding ones first; says so where none is listed."""
    told = [f"FORBIDDEN {phrases.ban_text(ban)}" for ban in bans(record)]
    told += [f"{word} {text}" for word, text in phrases.cautions(record)]
    return told or ["none is listed, which is no proof of safety"]


def classical(record: dict[str, Any]) -> list[str]:
    """Return the old rules for the whole channel."""
    return [text for _, text in phrases.classical(record)]


def roles(record: dict[str, Any], look: Lookup) -> list[str]:
    """Return the classes that a point belongs to, in words."""
    told = [words.role_title(r, look.entry("role", r["role"]), None) for r in record["roles"]]
    special = words.special_title(record["phase"], look.entry("channel", record["channel"]).get("phase"))
    return told + ([special.capitalize()] if special else [])


def lengths(record: dict[str, Any], look: Lookup) -> list[str]:
    """Return the distances of a point in words."""
    told = [words.measure(m, look.title) for m in record["measures"]]
    return told + [words.fraction(f, look.title) for f in record["fractions"]]


def title(record: dict[str, Any]) -> str:
    """Return "KI-4 Dàzhōng 大钟"."""
    return f"{record['code']} {record['names']['pinyin']} {record['names']['simplified']}"
