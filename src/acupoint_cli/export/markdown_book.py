"""A book in Markdown: an index by channel, a page a point with its relations linked, conditions, combinations, sources."""

import os
from collections.abc import Iterable
from typing import Any

from ..render import words
from ..render.page import Page
from ..render.records import markdown as md
from ..wording import landmark
from . import about, places
from .selection import Selection

TITLE = "Acupuncture points"


def write(selection: Selection, folder: str) -> None:
    """Write README.md, points/CODE.md, conditions.md, combinations.md, sources.md and the manifest into `folder`."""
    book = _Book(selection, folder)
    os.mkdir(os.path.join(folder, "points"))
    listed: dict[str, list[str]] = {}
    for record in selection.points():
        names = record["names"]
        english = f", {md(names['english'][0])}" if names["english"] else ""
        title = (
            f"[{record['code']}](points/{record['code']}.md) {md(names['pinyin'])} {md(names['simplified'])}{english}"
        )
        listed.setdefault(record["channel"], []).append(f"- {title}")
        book.page(f"points/{record['code']}.md", book.point(record))
    book.page("README.md", book.index(listed))
    book.page("conditions.md", book.conditions())
    book.page("combinations.md", book.combinations())
    book.page("sources.md", book.sources())
    places.write_manifest(folder, "markdown", selection.about)


class _Book:
    def __init__(self, selection: Selection, folder: str) -> None:
        self.selection = selection
        self.folder = folder
        self.roles = {role["role"]: role for role in selection.entries("role")}
        self.channels = {channel["code"]: channel for channel in selection.entries("channel")}
        self.pinyin: dict[str, str] = dict(selection.index.each("SELECT code, pinyin FROM points"))

    def page(self, name: str, lines: Iterable[str]) -> None:
        """Write one page as its lines come."""
        with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line + "\n")

    def index(self, listed: dict[str, list[str]]) -> Iterable[str]:
        yield f"# {TITLE}\n"
        for line in about.lines(self.selection.about):
            yield f"{md(line)}\n"
        yield "[Conditions](conditions.md) · [Combinations](combinations.md) · [Sources](sources.md)"
        for channel, points in listed.items():
            names = (self.channels.get(channel) or {}).get("names") or {}
            chinese = f" {md(names['simplified'])}" if names.get("simplified") else ""
            yield f"\n## {md(channel)} {md(words.channel_title(self.channels.get(channel) or {}, ''))}{chinese}\n"
            yield from points

    def link(self, code: str, up: str = "") -> str:
        """Return a code and its name, linked where its page is in the book; words where it is no code."""
        if code not in self.pinyin:
            return md(landmark(code))
        title = f"{code} {md(self.pinyin[code])}"
        return f"[{title}]({up}{code}.md)" if code in self.selection.codes else title

    def point(self, r: dict[str, Any]) -> Iterable[str]:
        """Yield the page of a point, and a line on where it is from."""
        related = ((row["code"], row["reason"], row["sources"]) for row in self.selection.related(r))
        page = Page(self, self.link, lambda key: f"[{md(key)}](../sources.md#{key})")
        yield from page.lines(r, related)
        note = self.selection.about
        yield f"---\n\n[Index](../README.md) · acu {note['version']}, {note['date']} · {note['licence']} · acu informs; it is not medical advice."  # fmt: skip

    def entry(self, kind: str, key: str) -> dict[str, Any]:
        """Return the record of a channel or a role; empty if there is none."""
        return (self.channels if kind == "channel" else self.roles).get(key) or {}

    def title(self, code: str) -> str:
        """Return "KI-3 Tàixī" for a code; what is no code comes back as words."""
        return f"{code} {self.pinyin[code]}" if code in self.pinyin else landmark(code)

    def conditions(self) -> Iterable[str]:
        yield "# Conditions\n\nWhich points a complaint is treated with, the best first. [Index](README.md)\n"
        urgent = {term["term"]: term["urgent"] for term in self.selection.entries("term") if term["urgent"]}
        for condition in self.selection.conditions():
            yield f"## {md(condition['condition'])}\n"
            for advice in dict.fromkeys(urgent[t] for t in (condition["condition"], *condition["also"]) if t in urgent):
                yield f"> **URGENT** {md(advice)}\n"
            for grade in ("core", "common", "occasional"):
                mine = [self.link(p["code"], "points/") for p in condition["points"] if p["grade"] == grade]
                if mine:
                    yield f"- {grade}: {', '.join(mine)}"
            yield f"- read: {md(', '.join(c['source'] for c in condition['consulted']))}\n"

    def combinations(self) -> Iterable[str]:
        yield "# Combinations\n\nPublished combinations, each with its source. [Index](README.md)\n"
        for _, c in self.selection.combinations():
            via = f", via {md(c['via'])}" if c["via"] else ""
            yield f"- {md(c['use'])}: {', '.join(self.link(code, 'points/') for code in c['codes'])} ({md(c['source'])}{via})"

    def sources(self) -> Iterable[str]:
        yield "# Sources\n\nWhat the facts rest on, and how each was read. [Index](README.md)\n"
        for s in self.selection.entries("source"):
            known = [s["authors"], s["year"], s["edition"], s["kind"], s["language"], f"read through {s['read_through']}" if s["read_through"] else None, s["url"], f"quoted, via {s['via']}" if s["via"] else None, s["note"]]  # fmt: skip
            yield f"## {md(s['key'])}\n\n**{md(s['title'])}**\n\n{md('; '.join(str(k) for k in known if k))}\n"
