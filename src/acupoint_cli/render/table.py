"""Cards and tables for people; the only home of Rich. Text from data reaches Rich as Text, never as markup."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any, Protocol

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.segment import Segment, Segments
from rich.text import Text

from ..saying import clean
from ..wrapping import longest, wrap
from . import brief, entry, phrases, words

LABEL = 13  # columns of the label beside a card's text
WIDE = 110  # from this many columns on, a table shows the columns to spare
NARROW = 70  # below this many columns, labels stand above their text
# Labels whose lines are entries of a list, not one text.
ENTRIES = frozenset({"Spots", "Elsewhere", "Measures", "Beneath", "Needle", "Also", "Related", "Combined", "Classics"})
# The word of a danger as it stands in the left margin, and its style.
LABELS = {
    "FORBIDDEN": ("FORBIDDEN", "bold red"),
    "CAUTION": ("CAUTION  ", "bold yellow"),
    "CLASSICAL": ("CLASSICAL", "yellow"),
}
_IN_HEAD = 4  # English names at the head of a card; the rest stand with the other names
SAFETY = "acu informs; it is not medical advice. See `acu help safety`."


class Lookup(Protocol):
    """What a card looks up besides its own record."""

    def entry(self, kind: str, key: str) -> dict[str, Any]: ...

    def title(self, code: str) -> str: ...


def console(color: str) -> Console:
    """Return a console for standard output: NO_COLOR, FORCE_COLOR, TERM=dumb and COLUMNS count, `color` overrules."""
    environ = os.environ
    forced = bool(environ.get("FORCE_COLOR")) and environ.get("FORCE_COLOR") != "0"
    plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
    colored = color == "always" or (color == "auto" and not plain and (forced or sys.stdout.isatty()))
    width = shutil.get_terminal_size((80, 24)).columns
    return Console(
        file=sys.stdout,
        width=max(20, width),
        force_terminal=colored,
        color_system="standard" if colored else None,
        no_color=not colored,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
        safe_box=True,
    )


class Screen:
    """Standard output as people see it."""

    def __init__(self, color: str = "auto", target: Console | None = None) -> None:
        self.console = target or console(color)
        self.width = self.console.width  # asked once: Rich looks at the surroundings each time
        self.narrow = self.width < NARROW

    def print(self, *what: RenderableType) -> None:
        """Print without blanks at the ends of lines, in one write."""
        segments: list[Segment] = []
        for each in what:
            if isinstance(each, Text) and each.cell_len <= self.width:
                each.rstrip()
                if each.style and not each.spans:
                    each.stylize(each.style)  # Rich renders a text without spans bare
                segments += each.render(self.console, end="\n")  # wrapped already: nothing to lay out
                continue
            for line in self.console.render_lines(each, pad=False):
                while line and not line[-1].text.rstrip():
                    line.pop()
                if line:
                    line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
                segments += line
                segments.append(Segment.line())
        self.console.print(Segments(segments), end="", soft_wrap=True)

    def card(self, record: dict[str, Any], look: Lookup, short: bool = False) -> None:
        """Print one point: dangers first, then place, treatment, use, relations, and what the sources say.

        What is on a short card: brief.py says what is on it.
        """
        if short:
            self._short(record, look)
            return
        blocks: list[RenderableType] = [_head(record, look), Text(""), *self._dangers(record)]
        for title, parts in (
            ("Where", _where(record, look)),
            ("Treat", _treat(record)),
            ("Use", _use(record)),
            ("With", _with(record, look)),
            ("Sources", _sources(record, look)),
        ):
            parts = [p for p in parts if p[1]]
            if parts:
                blocks += [rule(title, self.width), *self._grid(parts)]
        self.print(*blocks, Text(SAFETY, "dim"), Text(""))

    def _short(self, record: dict[str, Any], look: Lookup) -> None:
        head: RenderableType = _head(record, look)
        tall = len(self.console.render_lines(head))
        parts = [
            ("Place", _where(record, look)[0][1]),
            ("Press", [_text(t) for t in words.pressing(record)[:1]] if record["acupressure"] else []),
            ("Needle", [_text(line) for line in brief.needle(record)]),
            ("Main for", [_text(", ".join(record["indications"]["main"]), "bold")]),
        ]
        body = self._grid([(label, lines) for label, lines in parts if any(line.plain for line in lines)])
        dangers = self._dangers(record)
        whole = tall + len(dangers) + len(body) + 4 <= brief.MOST
        if not whole:
            dangers = []
            for told in brief.dangers(record):
                dangers += self._danger(*told)
        if tall + len(dangers) + len(body) + 4 > brief.MOST:  # of what is no danger, the names are least missed
            head = Text("  ".join(clean(t) for t in brief.names(record)), "bold")
        last = Text(f"{brief.last(record, whole)} {SAFETY}", "dim")
        self.print(head, *dangers, Text(""), *body, Text(""), *self._beside(Text(""), [last]))

    def labelled(self, parts: list[tuple[str, list[str]]], apart: bool = False) -> None:
        """Print fields, each behind its label; `apart`: a blank line before them."""
        margin = max(len(label) for label, _ in parts) + 2
        if apart:
            self.print(Text(""))
        for label, lines in parts:
            if self.narrow or margin > self.width // 2:
                self.print(Text(clean(label), "bold cyan"), *self._beside(Text("  "), [_text(x) for x in lines]))
            else:
                shown = Text(clean(label), "bold cyan").append(" " * (margin - len(label)))
                self.print(*self._beside(shown, [_text(x) for x in lines], True))

    def _grid(self, parts: list[tuple[str, list[Text]]]) -> list[Text]:
        """Return the lines of a section: labels at the left, or above where the terminal is narrow."""
        out: list[Text] = []
        for label, lines in parts:
            shown = Text(label, "bold cyan")
            if self.narrow:
                out += [shown, *self._beside(Text("  "), lines, label in ENTRIES)]
            else:
                shown.append(" " * max(1, LABEL + 1 - shown.cell_len))
                out += self._beside(shown, lines, label in ENTRIES)
        return out

    def _beside(self, label: Text, lines: list[Text], entries: bool = False) -> list[Text]:
        """Return wrapped lines, the first behind its label, the others under it; an entry's further lines hang."""
        margin = label.cell_len
        blank = Text(" " * margin)
        out: list[Text] = []
        for line in lines:
            first = line.plain.split(" ", 1)[0]
            hang = len(first) + 1 if first == "•" or (first.rstrip(".").isdigit() and first.endswith(".")) else 0
            hang = hang or (2 if entries else 0)
            width = max(8, self.width - margin - hang)
            for i, wrapped in enumerate(self._wrapped(line, width)):
                head = (label if not out else blank).copy()
                out.append(head.append(" " * hang if i else "").append_text(wrapped))
        return out

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        """Return a text in lines. Plain words in one style take a short way to the same lines as Rich's, at a third of its cost."""
        plain = text.plain
        if not text.spans and plain.isascii() and "  " not in plain and longest(plain) <= width:
            return [Text(line, text.style) for line in wrap(plain, width)]
        lines = list(text.wrap(self.console, width))
        for line in lines:
            line.rstrip()
        return lines

    def _danger(self, label: str, style: str, text: str) -> list[Text]:
        """Return a danger: its word in the left margin, the text beside it."""
        return self._beside(Text.assemble((label, style), " "), [Text(clean(text))])

    def _dangers(self, record: dict[str, Any]) -> list[Text]:
        out: list[Text] = []
        for word, text in phrases.dangers(record):
            out += self._danger(*LABELS[word], text)
        return out

    def lines(self, lines: Iterable[Any]) -> None:
        """Print lines of a label and a text beside it, each in its style, the text wrapped."""
        for line in lines:
            label = Text(clean(line.label), line.label_style)
            self.print(*(self._beside(label, [Text(clean(line.text), line.style)]) if line.text else [label]))

    def urgent(self, lines: list[str]) -> None:
        """Print what must be read first."""
        for line in lines:
            self.print(*self._danger("URGENT", "bold white on red", line))
        self.print(Text(""))

    def rows(self, rows: list[dict[str, Any]], title: str, spare: tuple[str, ...] = ()) -> None:
        """Print rows as a table; where it would be long or too narrow to read, one block below the other.

        Columns to `spare` are shown on a wide screen only.
        """
        from . import grid

        keys = [k for k in rows[0] if k not in spare or self.width >= WIDE]
        rows = [{k: row.get(k) for k in keys} for row in rows]

        self.print(*grid.rows(rows, title, self.width))

    def whole(self, kind: str, record: dict[str, Any], look: Lookup) -> None:
        """Print a channel, role, term or source whole."""
        if kind == "term" and record.get("urgent"):
            self.urgent([record["urgent"]])
        self.print(Text(clean(entry.title(record)), "bold"))
        self.print(Text(""))
        for word, text in entry.dangers(kind, record):
            self.print(*self._danger(word, "bold yellow" if word == "CAUTION" else "yellow", text), Text(""))
        shown = [
            (label, [_text(line, "bold yellow" if strong else "") for line, strong in lines])
            for label, lines in entry.parts(kind, record, look)
        ]
        self.print(*self._grid(shown))
        self.print(Text(""))


def rule(title: str, width: int) -> Text:
    """Return a line across the screen with a title in it."""
    return Text.assemble(("── ", "dim"), (title, "bold"), (" " + "─" * max(0, width - len(title) - 4), "dim"))


def _head(record: dict[str, Any], look: Lookup) -> Panel:
    names = record["names"]
    title = Text()
    title.append(record["code"], "bold")
    title.append(f"  {clean(names['pinyin'])}", "bold")
    title.append(f"  {clean(names['simplified'])}")
    if names["traditional"] != names["simplified"]:
        title.append(f" / {clean(names['traditional'])}")
    lines = [Text(clean(", ".join(names["english"][:_IN_HEAD])), "italic")] if names["english"] else []
    readings = [names["korean"], names["kana"], names["japanese"], names["vietnamese"]]
    if any(readings):
        lines.append(Text(clean(" · ".join(r for r in readings if r)), "dim"))
    channel = look.entry("channel", record["channel"])
    facts = [words.channel_title(channel, record["channel"])]
    facts += [words.role_title(r, look.entry("role", r["role"]), record["phase"]) for r in record["roles"]]
    special = words.special_title(record["phase"], channel.get("phase"))
    facts += [special] if special else []
    lines.append(Text(clean(" · ".join(facts))))
    if record["status"] == "outline":
        lines.append(Text("Outline only: names, region and roles; the rest is not yet written.", "bold yellow"))
    if record["note"]:
        lines += words_of_note(record["note"])
    return Panel(Group(*lines), title=title, title_align="left", border_style="cyan", padding=(0, 1))


def words_of_note(note: str) -> list[Text]:
    """Return the user's note, its own lines kept."""
    first, *more = [clean(line) for line in note.split("\n")]
    return [Text.assemble(("Your note: ", "bold"), first), *(Text(f"  {line}") for line in more)]


def _text(value: str, style: str = "") -> Text:
    return Text(clean(value), style)


def _where(record: dict[str, Any], look: Lookup) -> list[tuple[str, list[Text]]]:
    place = [_text(record["location"], "bold")] if record["location"] else []
    region = ", ".join(filter(None, [record["region"], record["surface"]]))
    sides = words.sides(record["side"], record["count"])
    place.append(_text(f"{region} · {sides}", "dim"))
    parts = [f"{p['name']}: {p['location']}" for p in record["parts"]]
    steps = [_text(f"{i}. {step}") for i, step in enumerate(record["locate"], 1)]
    lengths = [_text(words.measure(m, look.title)) for m in record["measures"]]
    lengths += [_text(words.fraction(f, look.title)) for f in record["fractions"]]
    if record["level_with"]:
        lengths.append(_text("level with " + ", ".join(map(look.title, record["level_with"]))))
    other = [_text(f"{v['location']} [{v['source']}]") for v in record["variants"]]
    anatomy = [_text(f"{k}: {'; '.join(v)}") for k, v in record["anatomy"].items() if v]
    return [
        ("Place", place), ("Spots", [_text(p) for p in parts]), ("Find it", steps), ("Measures", lengths),
        ("Elsewhere", other), ("Beneath", anatomy),
    ]  # fmt: skip


def _treat(record: dict[str, Any]) -> list[tuple[str, list[Text]]]:
    needling, moxa = record["needling"], record["moxibustion"]
    needle = [_text(words.depth(d)) for d in needling["depths"]]
    needle += [_text(needling["how"])] if needling["how"] else []
    others = [_text(words.method(m)) for m in record["other_methods"]]
    return [
        ("Needle", needle),
        ("Sensation", [_text(record["sensation"])] if record["sensation"] else []),
        ("Moxa", [_text(t) for t in words.moxa(moxa)]),
        ("Press", [_text(t) for t in words.pressing(record)]),
        ("Also", others),
    ]


def _use(record: dict[str, Any]) -> list[tuple[str, list[Text]]]:
    indications = record["indications"]
    return [
        ("Actions", [_text(f"• {a}") for a in record["actions"]]),
        ("Main for", [_text(", ".join(indications["main"]), "bold")] if indications["main"] else []),
        ("Also for", [_text(", ".join(indications["other"]))] if indications["other"] else []),
    ]


def _with(record: dict[str, Any], look: Lookup) -> list[tuple[str, list[Text]]]:
    related = [
        Text.assemble((look.title(r["code"]), "bold"), clean(f"  {r['why']} [{r['source']}]"))
        for r in record["related"]
    ]
    combined = []
    for c in record["combinations"]:
        via = f", via {c['via']}" if c["via"] else ""
        text = f"{c['use']}: {', '.join(c['codes'])} [{c['source']}{via}]"
        combined.append(_text(text))
    return [("Related", related), ("Combined", combined)]


def _sources(record: dict[str, Any], look: Lookup) -> list[tuple[str, list[Text]]]:
    names = record["names"]
    other = [words.other_name(o) for o in names["other"]]
    differ = []
    for d in record["differs"]:
        differ.append(_text(d["about"], "bold yellow"))
        differ += [_text(f"• {c['says']} [{c['source']}]") for c in d["claims"]]
    questions = []
    for q in record["questions"]:
        questions += [_text(q["question"], "bold"), _text(q["answer"])]
    classics = []
    for c in record["classics"]:
        chapter = f", {c['chapter']}" if c["chapter"] else ""
        via = f" [via {c['via']}]" if c["via"] else ""
        classics.append(Text.assemble((clean(f"{c['work']}{chapter}: "), "italic"), clean(c["says"] + via)))
    checked = record["checked"]
    state = [f"read against {', '.join(checked['against'])} on {checked['date']}"] if checked else []
    if not checked and record["status"] == "full":
        state = ["not yet read by a second reader"]
    return [
        ("They differ", differ),
        ("In English", [_text(", ".join(names["english"][_IN_HEAD:]))] if names["english"][_IN_HEAD:] else []),
        ("Other names", [_text("; ".join(other))] if other else []),
        ("Translated", [_text(words.translated(names["translated"]))] if names["translated"] else []),
        ("Meaning", [_text(record["meaning"])] if record["meaning"] else []),
        ("Commentary", [_text(record["commentary"])] if record["commentary"] else []),
        ("Classics", classics),
        ("Questions", questions),
        ("Sources", [_text(", ".join(record["sources"]))] if record["sources"] else []),
        ("Checked", [_text(s) for s in state]),
    ]
