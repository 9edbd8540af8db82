"""Records for programs: JSON, JSON Lines, TSV, YAML, Markdown, and key-and-value lines.

Text that is printed never carries control characters or direction overrides from data or queries raw: in line formats
they become spaces, JSON escapes them.
"""

import json
import sys
from collections.abc import Iterable, Iterator

from ..lite import Any
from ..saying import UNSEEN, clean

FORMATS = ("auto", "table", "plain", "tsv", "json", "jsonl", "yaml", "markdown")
SCHEMA = 1  # model.SCHEMA_VERSION, which costs an import of msgspec
TAIL = ',"note":null,"match":null}'  # the two last keys of a point without them

# Objects with fixed keys become one column a key; everything else is one column.
_OBJECTS = {
    "names": (
        "pinyin",
        "simplified",
        "traditional",
        "english",
        "korean",
        "japanese",
        "kana",
        "vietnamese",
        "other",
        "translated",
    ),
    "anatomy": ("muscles", "nerves", "vessels"),
    "indications": ("main", "other"),
    "needling": ("forbidden", "depths", "min_cun", "max_cun", "how"),
    "moxibustion": ("use", "minutes", "cones", "note"),
    "acupressure": ("use", "how", "minutes", "times_a_day"),
    "checked": ("date", "against"),
    "match": ("query", "kind", "score"),
    "point": ("code", "pinyin", "chinese", "english"),
}


def dumps(value: Any) -> str:
    """Return compact JSON, characters as they are, controls and direction overrides escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escape(text)


def escape(text: str) -> str:
    """Return JSON text with the characters that could confuse a terminal written as escapes."""
    if text.isascii() or not any(c in text for c in _RISKY):
        return text
    return "".join(f"\\u{ord(c):04x}" if c in _RISKY else c for c in text)


_RISKY = frozenset(chr(c) for c in [*range(127, 160), *UNSEEN])
_RISKY_AS_BLANKS = dict.fromkeys(map(ord, _RISKY), " ")


def envelope(parts: dict[str, str], errors: list[dict[str, Any]], pretty: bool) -> str:
    """Return {"schema": 1, key: value…, "errors": […]} from values that are JSON text already."""
    body = ",\n".join([f'"schema":{SCHEMA}', *(f"{json.dumps(k)}:{v}" for k, v in parts.items()), f'"errors":{dumps(errors)}'])  # fmt: skip
    text = "{" + body + "}"
    return escape(json.dumps(json.loads(text), ensure_ascii=False, indent=2)) if pretty else text


def narrowed(record: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Return only the asked keys of a record, in the order asked; "names.pinyin" keeps its nesting."""
    if not fields:
        return record
    out: dict[str, Any] = {}
    for field in fields:
        top, _, rest = field.partition(".")
        if rest and isinstance(record.get(top), dict):
            out.setdefault(top, {})[rest] = record[top].get(rest)
        else:
            out[top] = record.get(top)
    return out


def flat(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a record: objects with fixed keys as key.sub."""
    for key, value in record.items():
        subs = _OBJECTS.get(key)
        if subs and (value is None or isinstance(value, dict)):
            for sub in subs:
                if value is None or sub in value:
                    yield f"{key}.{sub}", (value or {}).get(sub)
        else:
            yield key, value


def cell(value: Any) -> str:
    """Return a value as one cell: lists join with "; ", objects as their filled values with ", "."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(filter(None, map(cell, value)))
    if isinstance(value, dict):
        return ", ".join(f"{k}: {cell(v)}" for k, v in value.items() if cell(v))
    return " ".join(clean(str(value)).split())


def tsv(rows: Iterable[dict[str, Any]], header: bool) -> Iterator[str]:
    """Yield one line a record; with `header` first a line of the column names."""
    for row in rows:
        columns = list(flat(row))
        if header:
            yield "\t".join(clean(k) for k, _ in columns)
            header = False
        yield "\t".join(cell(v) for _, v in columns)


def plain(record: dict[str, Any]) -> Iterator[str]:
    """Yield key<TAB>value lines; objects in a list are numbered, "differs.1.claims.2.says".

    Cautions come right behind the names: they lead here as on a card.
    """
    names = [k for k in record if k == "code" or k == "names"]
    dangers = [k for k in record if k in {"cautions", "channel_cautions"}] if names else []
    first = {k: record[k] for k in (*names, *dangers)}
    for key, value in flat({**first, **record}):
        yield from _plain(key, value)


def _plain(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for i, item in enumerate(value, 1):
            for sub, inner in item.items():
                yield from _plain(f"{key}.{i}.{sub}", inner)
    elif isinstance(value, dict) and key == "cites":
        for sub, inner in value.items():
            yield f"{key}.{sub}\t{cell(inner)}"
    else:
        yield f"{key}\t{cell(value)}"


def to_yaml(value: Any) -> str:
    """Return the JSON tree as YAML."""
    from .yaml_text import yaml_text

    return yaml_text(value).translate(_RISKY_AS_BLANKS)


def to_markdown(title: str, record: dict[str, Any], level: int = 2) -> str:
    """Return a record as Markdown: a heading, then every filled key."""
    lines = [f"{'#' * level} {markdown(title)}", ""]
    for key, value in record.items():
        if value in (None, [], {}, ""):
            continue
        label = key.replace("_", " ").capitalize()
        if isinstance(value, list) and isinstance(value[0], dict):
            lines += [f"**{label}**", "", *(f"- {markdown(cell(v))}" for v in value), ""]
        elif isinstance(value, dict):
            lines += [f"**{label}**", "", *(f"- {k}: {markdown(cell(v))}" for k, v in value.items() if cell(v)), ""]
        else:
            lines += [f"**{label}**: {markdown(cell(value))}", ""]
    return "\n".join(lines)


def markdown(text: str) -> str:
    """Return text as Markdown that shows it: one line, every mark of Markdown escaped."""
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in clean(text))


def markdown_table(rows: list[dict[str, Any]]) -> str:
    """Return rows as a Markdown table."""
    if not rows:
        return ""
    columns = [clean(k).replace("|", " ") for k, _ in flat(rows[0])]  # a column may be named by a point
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(markdown(cell(v)) for _, v in flat(row)) + " |" for row in rows]
    return "\n".join(lines)


def out(text: str) -> None:
    """Write a line, or several, to standard output."""
    sys.stdout.write(text + "\n")
