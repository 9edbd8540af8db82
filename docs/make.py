"""Make the schemas and the pages of docs/ from the code and the data; --check fails if one is stale.

python docs/make.py [--check]
"""

import json
import os
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]

from manpage import PAGE, man_page  # noqa: E402

from acupoint_cli import __version__, envelopes, errors, model  # noqa: E402
from acupoint_cli.library.book import Book  # noqa: E402
from acupoint_cli.library.check import RULES  # noqa: E402

MADE = "<!-- Made by docs/make.py; do not edit. -->\n\n"


def main() -> int:
    """Write every made file, or with --check say which are stale and return 1."""
    stale = []
    for name, text in files().items():
        path = ROOT / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'stale' if '--check' in sys.argv else 'made'}: {name}")
    if stale and "--check" in sys.argv:
        print("Run `make docs` and commit what it makes.")
        return 1
    return 0


def files() -> dict[str, str]:
    """Return the text of every made file by its path."""
    out = {"schema/point.schema.json": _json(point_file_schema())}
    condition = msgspec.json.schema(model.Condition)
    condition["$defs"]["Treats"]["properties"].pop("grade")
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A file of data/conditions"}
    out["schema/condition.schema.json"] = _json({**title, **condition})
    for command, answer in envelopes.ANSWERS.items():
        schema = msgspec.json.schema(answer, schema_hook=None)
        out[f"schema/{command}.schema.json"] = _json(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": f"acu {command} --json",
                **_required(schema),
            }
        )
    out["docs/commands.md"] = MADE + commands()
    out["docs/fields.md"] = MADE + fields()
    out["docs/rules.md"] = MADE + rules()
    out["docs/exit-codes.md"] = MADE + exit_codes()
    out["docs/json.md"] = MADE + json_page()
    out["docs/environment.md"] = MADE + topic_page("environment", "Environment")
    out["docs/export.md"] = MADE + export_page()
    out["docs/data.md"] = MADE + data_page()
    out["docs/card.svg"] = picture("KI-4")
    out[PAGE] = man_page(__version__)
    out["README.md"] = readme()
    return out


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _required(schema: dict[str, Any]) -> dict[str, Any]:
    """Say that every key is always present: acu prints defaults too."""
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
    return schema


def point_file_schema() -> dict[str, Any]:
    """Return the schema of a file in data/points: a point without what acu works out."""
    schema = msgspec.json.schema(model.Point)
    point = schema["$defs"]["Point"]
    for key in model.COMPUTED:
        point["properties"].pop(key)
    for key in model.COMPUTED_NEEDLING:
        schema["$defs"]["Needling"]["properties"].pop(key)
    for key, entry in point["properties"].items():  # editors show it
        entry["description"] = model.MEANINGS[key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A file of data/points", **schema}


def acu(*arguments: str, width: int = 100) -> str:
    """Return what acu prints on standard output for these arguments."""
    environment = {
        **os.environ,
        "COLUMNS": str(width),
        "PYTHONPATH": str(ROOT / "src"),
        "XDG_DATA_HOME": "/nonexistent",
    }
    done = subprocess.run(
        [sys.executable, "-m", "acupoint_cli", *arguments],
        capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, check=False,
    )  # fmt: skip
    return done.stdout


def commands() -> str:
    """Return the help of every command as it is printed."""
    from acupoint_cli.cli.app import app

    names = [c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands]
    blocks = ["# Commands", "", "```text", acu("--help").rstrip(), "```"]
    for name in names:
        blocks += ["", f"## acu {name}", "", "```text", acu(name, "--help").rstrip(), "```"]
    return "\n".join(blocks) + "\n"


def fields() -> str:
    """Return the table of all fields of a point, from model.py."""
    lines = [
        "# Fields of a point",
        "",
        "Computed keys are not written in files: " + ", ".join(model.COMPUTED) + ".",
        "",
    ]
    seen: set[type] = set()

    def table(struct: type[msgspec.Struct]) -> None:
        if struct in seen:
            return
        seen.add(struct)
        doc = " ".join((struct.__doc__ or "").split())
        meanings = model.MEANINGS if struct is model.Point else {}
        more = (" meaning |", " --- |") if meanings else ("", "")
        lines.extend([f"## {struct.__name__}", "", doc, "", f"| key | type | required |{more[0]}", f"| --- | --- | --- |{more[1]}"])  # fmt: skip
        hints = typing.get_type_hints(struct)
        inner: list[type[msgspec.Struct]] = []
        for field in msgspec.structs.fields(struct):
            hint = hints[field.name]
            lines.append(f"| {field.encode_name} | `{_type(hint)}` | {'yes' if field.required else ''} |{f' {meanings[field.encode_name]} |' if meanings else ''}")  # fmt: skip
            inner.extend(_structs(hint))
        lines.append("")
        for each in inner:
            table(each)

    table(model.Point)
    return "\n".join(lines).rstrip() + "\n"


def _type(hint: Any) -> str:
    text = str(hint) if not isinstance(hint, type) else hint.__name__
    return text.replace("typing.", "").replace("acupoint_cli.model.", "").replace("|", "or")


def _structs(hint: Any) -> list[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return [hint]
    return [s for inner in typing.get_args(hint) for s in _structs(inner)]


def rules() -> str:
    """Return the table of the rules of `acu check`."""
    lines = ["# Rules of `acu check`", "", "`acu check --explain RULE` prints a line of this table. K rules hold with --complete."]  # fmt: skip
    lines += ["", "| rule | what holds |", "| --- | --- |", *(f"| {code} | {text} |" for code, text in RULES.items())]
    return "\n".join(lines) + "\n"


def exit_codes() -> str:
    """Return the table of exit codes."""
    lines = ["# Exit codes", "", "Of several outcomes the gravest counts: 3, then 4, then 2, then 1.", "", "| code | meaning |", "| --- | --- |"]  # fmt: skip
    lines += [f"| {code} | {text} |" for code, text in errors.EXIT_CODES.items()]
    lines += ["", "Codes of ERROR in JSON, and the exit code each stands for:", "", "| error | exit code |", "| --- | --- |"]  # fmt: skip
    lines += [f"| {kind} | {code} |" for kind, code in errors.KINDS.items()]
    return "\n".join(lines) + "\n"


def json_page() -> str:
    """Return the promise of JSON with the keys of every answer."""
    lines = [
        "# JSON", "",
        "Version 1. Keys are added, never renamed or retyped. Every answer has `schema` and `errors`, and the same shape for",
        "none, one or many. Unknown is null or an empty list. A schema of each answer is in `schema/`.", "",
        "| command | keys |", "| --- | --- |",
    ]  # fmt: skip
    for command, answer in envelopes.ANSWERS.items():
        lines.append(f"| {command} | {', '.join(f.encode_name for f in msgspec.structs.fields(answer))} |")
    lines += ["", "Keys of a point, in their order:", "", ", ".join(f"`{k}`" for k in model.POINT_KEYS) + "."]
    lines += ["", "```console", '$ acu related KI-4 --json --fields code,kind', *acu("related", "KI-4", "--json", "--fields", "code,kind").splitlines()[:6], "…", "```"]  # fmt: skip
    return "\n".join(lines) + "\n"


def export_page() -> str:
    """Return the page on exports: formats, views, and every table with its columns."""
    from acupoint_cli import __version__
    from acupoint_cli.export import FORMATS
    from acupoint_cli.export.anki_deck import FIELDS
    from acupoint_cli.export.sqlite_file import VIEWS
    from acupoint_cli.export.tables import TABLES

    formats = ["| format | what | its name |", "| --- | --- | --- |"]
    for name, form in FORMATS.items():
        where = (
            "standard output"
            if form.kind == "text"
            else f"`acu-{__version__}{form.ending}{'/' * (form.kind == 'folder')}`"
        )
        formats.append(f"| {name} | {form.says} | {where} |")
    views = [
        "| view | what it is for |",
        "| --- | --- |",
        *(f"| {name} | {says} |" for name, (says, _) in VIEWS.items()),
    ]
    tables = []
    for table in TABLES.values():
        tables += [
            f"### {table.name}",
            "",
            f"{table.says[0].upper()}{table.says[1:]}. Key: {', '.join(table.key)}.",
            "",
        ]
        tables += ["| column | type | key of | what |", "| --- | --- | --- | --- |"]
        tables += [f"| {c.name} | {c.type} | {c.refers} | {c.says} |" for c in table.columns] + [""]
    text = (ROOT / "docs" / "export.in.md").read_text(encoding="utf-8")
    parts = {"@FORMATS@": "\n".join(formats), "@VIEWS@": "\n".join(views), "@TABLES@": "\n".join(tables).rstrip(), "@COUNT@": str(len(TABLES)), "@FIELDS@": ", ".join(FIELDS)}  # fmt: skip
    for mark, made in parts.items():
        text = text.replace(mark, made)
    return text


def topic_page(topic: str, title: str) -> str:
    """Return a help topic as a page."""
    return f"# {title}\n\n```text\n{acu('help', topic).rstrip()}\n```\n"


def data_page() -> str:
    """Return what the data holds: points, fields filled, sources and how often each is used."""
    book = Book(ROOT / "data")
    points = [d.data for d in book.points if isinstance(d.data, dict)]
    full = [p for p in points if p.get("status", "full") == "full"]
    checked = sum(bool(p.get("checked")) for p in full)
    combinations = sum(len(d.data.get("combinations", [])) for d in book.combinations if isinstance(d.data, dict))
    lines = [
        "# The data", "",
        f"{len(points)} points: {len(full)} in full, {len(points) - len(full)} in outline; {checked} read against their sources",
        f"by a second reader. {len(book.part('terms'))} terms, {combinations} combinations, {len(book.conditions)} conditions,",
        f"{len(book.part('sources'))} sources, {len(book.part('landmarks') or book.landmarks())} landmarks.", "",
        "## By channel", "", "| channel | points | in full | checked |", "| --- | ---: | ---: | ---: |",
    ]  # fmt: skip
    for channel in book.part("channels"):
        mine = [p for p in points if p["code"].rstrip("0123456789").rstrip("-") == channel]
        if mine:
            done = [p for p in mine if p.get("status", "full") == "full"]
            lines.append(f"| {channel} | {len(mine)} | {len(done)} | {sum(bool(p.get('checked')) for p in done)} |")
    lines += ["", "## Fields of the full points", "", "| field | filled | empty |", "| --- | ---: | ---: |"]
    for key in model.POINT_KEYS:
        if key not in model.COMPUTED and key not in {"status", "cites", "code"}:
            filled = sum(p.get(key) not in (None, [], {}, "") for p in full)
            lines.append(f"| {key} | {filled} | {len(full) - filled} |")
    lines += [
        "", "An empty field means that no source consulted gives anything for it, or that it does not apply.", "",
        "## Sources", "", "| source | points | conditions | title |", "| --- | ---: | ---: | --- |",
    ]  # fmt: skip
    consulted = [c["source"] for d in book.conditions if isinstance(d.data, dict) for c in d.data["consulted"]]
    for key, source in book.part("sources").items():
        used = sum(key in p.get("sources", []) for p in points)
        lines.append(f"| {key} | {used} | {consulted.count(key)} | {source['title']} |")
    return "\n".join(lines) + "\n"


def picture(code: str) -> str:
    """Return the head of a card as SVG, from our own template: a fixed grid of cells, no fonts fetched."""
    import sqlite3
    from html import escape

    from rich.cells import cell_len
    from rich.console import Console

    from acupoint_cli.cli.points import Context
    from acupoint_cli.library.build import Content
    from acupoint_cli.library.index import Index
    from acupoint_cli.render.table import Screen

    connection = sqlite3.connect(":memory:")
    Content(ROOT / "data").write(connection, {})
    index = Index(connection)
    record = {**json.loads(index.record(code) + "}"), "note": None, "match": None}
    devnull = open(os.devnull, "w")  # noqa: SIM115
    console = Console(width=92, record=True, file=devnull, color_system="standard", force_terminal=True, highlight=False, markup=False, emoji=False)  # fmt: skip
    Screen(target=console).card(record, Context(index))
    colors = {"red": "#d33", "yellow": "#b58900", "cyan": "#2aa198"}
    rows: list[list[tuple[str, Any]]] = []
    line: list[tuple[str, Any]] = []
    for segment in console._record_buffer:
        for i, piece in enumerate(segment.text.split("\n")):
            if i:
                rows.append(line)
                line = []
            if piece:
                line.append((piece, segment.style))
    out = []
    height, width = 18, 8.4
    for y, cells in enumerate(rows[:56]):
        x = 0
        for text, style in cells:
            color = style.color.name if style and style.color else ""
            fill = colors.get(color, "#ddd")
            weight = ' font-weight="bold"' if style and style.bold else ""
            dim = ' opacity="0.6"' if style and style.dim else ""
            span = cell_len(text) * width
            if text.strip():
                out.append(f'<text x="{12 + x * width:.1f}" y="{26 + y * height}" fill="{fill}" textLength="{span:.1f}" lengthAdjust="spacingAndGlyphs"{weight}{dim} xml:space="preserve">{escape(text)}</text>')  # fmt: skip
            x += cell_len(text)
    total = 26 + min(56, len(rows)) * height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {int(92 * width + 24)} {total}" font-family="DejaVu Sans Mono, Noto Sans Mono CJK SC, Menlo, Consolas, monospace" font-size="14">\n'
        f'<title>acu show {code}</title>\n<rect width="100%" height="100%" rx="8" fill="#1c1c1c"/>\n' + "\n".join(out) + "\n</svg>\n"
    )  # fmt: skip


def readme() -> str:
    """Return README.md with the counts that the data has now."""
    book = Book(ROOT / "data")
    points = [d.data for d in book.points if isinstance(d.data, dict)]
    full = sum(p.get("status", "full") == "full" for p in points)
    text = (ROOT / "docs" / "readme.in.md").read_text(encoding="utf-8")
    counts = {"@POINTS@": len(points), "@FULL@": full, "@TERMS@": len(book.part("terms")), "@SOURCES@": len(book.part("sources")), "@CONDITIONS@": len(book.conditions)}  # fmt: skip
    for mark, count in counts.items():
        text = text.replace(mark, str(count))
    return text


if __name__ == "__main__":
    sys.exit(main())
