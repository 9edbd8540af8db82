"""How a point is written: `acu codes`, and codes of cards, rows and rewritten texts in a convention."""

import re
from collections.abc import Iterator

from ..errors import FOUND, AcuError
from ..library.index import Index, open_index
from ..lite import Any
from ..names import conventions
from ..render import records as out
from .output import TREES, Options, array, envelope, one_point, parsed, written_rows


def checked(convention: str, option: str = "--codes") -> str:
    """Return a convention as it is asked for; raises AcuError (usage) if there is none of that name."""
    name = convention.strip().casefold()
    if name not in conventions.CODES:
        known = ", ".join(conventions.CODES)
        raise AcuError("usage", f"{option} {convention!r} is no convention", f"Choose from: {known}.")
    return name


def written(code: str, convention: str, index: Index) -> str:
    """Return a code of ours, or the name, as a convention writes it; what is no point of ours comes back as it is."""
    rows = index.rows("SELECT pinyin, chinese, channel, number FROM points WHERE code = ?", code)
    if not rows:
        return code
    pinyin, chinese, channel, number = rows[0]
    if convention in conventions.NAMES:
        return str(pinyin if convention == "pinyin" else chinese)
    return conventions.written(code, channel, number, convention, _letters(index, channel))


def _letters(index: Index, channel: str) -> list[tuple[str, str]]:
    """Return (convention, abbreviation) for every way to write a channel in codes."""
    return index.rows(
        "SELECT convention, written FROM abbreviations WHERE channel = ? AND convention <> 'name'", channel
    )


def codes(words: list[str], options: Options) -> int:
    """Print how every convention writes a point: its codes, readings and names, each with where it is used."""
    form = options.resolved()
    index = open_index()
    found = one_point(words, index, options, form, {"codes": "[]"})
    if isinstance(found, AcuError):
        return found.exit_code
    record = parsed(index.record(found.code) + out.TAIL)
    rows = [{"code": found.code, **row} for row in _rows(index, record)]
    if form in TREES:
        envelope({"codes": array(rows, options)}, [], form)
    else:
        written_rows(rows, form, options, f"How {found.code} is written")
    return FOUND


def _rows(index: Index, record: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield every code of a point, then every name."""
    from ..names.pinyin import plain, split, wade_giles, with_numbers

    channel = record["channel"]
    for convention, text in conventions.all_written(record["code"], channel, record["number"], _letters(index, channel)):  # fmt: skip
        yield {"convention": convention, "written": text, "kind": "code", "note": ""}
    names = record["names"]
    syllables = split(names["pinyin"]) or []
    readings = [
        ("pinyin", names["pinyin"]), ("pinyin with numbers", with_numbers(names["pinyin"])),
        ("pinyin without tones", " ".join(syllables).replace("v", "ü").capitalize() or plain(names["pinyin"])),
        ("Wade–Giles", "-".join(map(wade_giles, syllables))), ("simplified characters", names["simplified"]),
        ("traditional characters", names["traditional"]), *(("English", e) for e in names["english"]),
        ("Korean", names["korean"]), ("Japanese", names["japanese"]), ("kana", names["kana"]),
        ("Vietnamese", names["vietnamese"]),
        *((language.capitalize(), name) for language, every in names["translated"].items() for name in every),
    ]  # fmt: skip
    for convention, text in readings:
        if text:
            yield {"convention": convention, "written": text, "kind": "name", "note": ""}
    for other in names["other"]:
        for name in filter(None, [other["name"], other["english"]]):
            yield {"convention": "another name", "written": name, "kind": "name", "note": other["note"] or ""}


# Keys of a point whose codes a card looks up by itself, to print them with their names.
LOOKED_UP = frozenset(["related", "level_with", "measures", "fractions"])
_NOT_TEXT = frozenset(["channel", "sources", "cites", "source", "names", "match", "condition"])
_CODE = re.compile(
    r"(?<![\w-])(?:(?:LU|LI|ST|SP|HT|SI|BL|KI|PC|TE|GB|LR|CV|GV)-\d{1,2}|EX-[A-Z]{1,2}\d{1,2}|(?:MN?|N)-[A-Z]{2}-\d{1,2})(?!\d)"
)


def recoded(
    record: dict[str, Any], convention: str, index: Index, kept: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return a record with the codes in all its texts as a convention writes them, but for codes that stand
    alone under the keys in `kept`."""
    seen: dict[str, str] = {}

    def one(match: re.Match[str]) -> str:
        code = match[0]
        if code not in seen:
            seen[code] = written(code, convention, index)
        return seen[code]

    def walk(value: Any, whole: bool) -> Any:
        """`whole`: a text that is nothing but a code changes too."""
        if isinstance(value, str):
            return value if not whole and _CODE.fullmatch(value) else _CODE.sub(one, value)
        if isinstance(value, list):
            return [walk(item, whole) for item in value]
        if isinstance(value, dict):
            return {k: v if k in _NOT_TEXT else walk(v, whole) for k, v in value.items()}
        return value

    return {k: v if k in _NOT_TEXT else walk(v, k not in kept) for k, v in record.items()}
