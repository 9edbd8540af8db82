"""A book in Markdown: an index by channel, a page a point with its relations linked, conditions, combinations, sources."""

import os
from collections.abc import Iterable
from typing import Any

from ..render import words
from ..render.records import markdown as md
from . import about, phrases, places
from .selection import Selection

TITLE = "Acupuncture points"
_READINGS = (("korean", "Korean"), ("japanese", "Japanese"), ("kana", "kana"), ("vietnamese", "Vietnamese"))


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
            return md(words.landmark(code))
        title = f"{code} {md(self.pinyin[code])}"
        return f"[{title}]({up}{code}.md)" if code in self.selection.codes else title

    def point(self, r: dict[str, Any]) -> Iterable[str]:
        """Yield the page of a point: dangers first, then place, treatment, use, relations, and who says so."""
        names = r["names"]
        yield f"# {r['code']} {md(names['pinyin'])} {md(phrases.characters(names))}\n"
        channel = self.channels.get(r["channel"]) or {}
        titles = [*names["english"], words.channel_title(channel, r["channel"]), *phrases.roles(r, self.roles)]
        yield md(" · ".join(titles)) + "\n"
        if r["status"] == "outline":
            yield "An outline: most of this point is not yet written.\n"
        dangers = phrases.dangers(r)
        yield from (f"> **{word}** {md(text)}\n>" for word, text in dangers[:-1])
        yield from (f"> **{word}** {md(text)}\n" for word, text in dangers[-1:])
        if not dangers:
            yield f"> {phrases.NONE_LISTED}\n"
        yield from self._section("Where", self._where(r))
        yield from self._section("How to find it", r["locate"], numbered=True)
        yield from self._section("Needling", phrases.needling(r))
        yield from self._section("Moxibustion", words.moxa(r["moxibustion"]))
        yield from self._section("Pressing", words.pressing(r["acupressure"]))
        yield from self._section("Other methods", map(words.method, r["other_methods"]))
        yield from self._section("Actions", r["actions"])
        yield from self._section("Indications", self._indications(r))
        other = [
            *((label, names[key]) for key, label in _READINGS if names[key]),
            *((o["note"], o["name"]) for o in names["other"]),
        ]
        yield from self._section("Other names", [f"{name}{f' ({label})' if label else ''}" for label, name in other])
        yield from self._section("In use", [t for t in (r["commentary"], r["sensation"] and f"Felt: {r['sensation']}", r["meaning"] and f"The name: {r['meaning']}") if t])  # fmt: skip
        related = [
            f"{self.link(row['code'])}: {md(row['reason'])}{md(_sources(row['sources']))}"
            for row in self.selection.related(r)
        ]
        yield from self._section("Belongs with", related, escaped=True)
        combined = [f"{md(c['use'])}: {', '.join(map(self.link, c['codes']))} ({md(c['source'])}{', via ' + md(c['via']) if c['via'] else ''})" for c in r["combinations"]]  # fmt: skip
        yield from self._section("Combinations", combined, escaped=True)
        yield from self._section("Old texts", (f"{c['work']}{', ' + c['chapter'] if c['chapter'] else ''}: {c['says']}{' (via ' + c['via'] + ')' if c['via'] else ''}" for c in r["classics"]))  # fmt: skip
        yield from self._section("Questions", (f"**{md(q['question'])}** {md(q['answer'])}" for q in r["questions"]), escaped=True)  # fmt: skip
        yield from self._section("Sources differ", (f"{d['about']}: " + "; ".join(f"{c['says']} [{c['source']}]" for c in d["claims"]) for d in r["differs"]))  # fmt: skip
        sources = ", ".join(f"[{md(key)}](../sources.md#{key})" for key in r["sources"])
        yield f"## Sources\n\n{sources or 'None is named.'}\n"
        note = self.selection.about
        yield f"---\n\n[Index](../README.md) · acu {note['version']}, {note['date']} · {note['licence']} · acu informs; it is not medical advice."  # fmt: skip

    def _section(
        self, title: str, lines: Iterable[str], numbered: bool = False, escaped: bool = False
    ) -> Iterable[str]:
        """Yield a heading and a list; nothing where the list is empty."""
        shown = [line if escaped else md(line) for line in lines]
        if shown:
            yield f"## {title}\n"
            yield from (f"{f'{n}.' if numbered else '-'} {line}" for n, line in enumerate(shown, 1))
            yield ""

    def _where(self, r: dict[str, Any]) -> list[str]:
        def title(code: str) -> str:
            return f"{code} {self.pinyin[code]}" if code in self.pinyin else words.landmark(code)

        out = [r["location"]] if r["location"] else []
        out += [f"{part['name']}: {part['location']}" for part in r["parts"]]
        out += [words.measure(m, title) for m in r["measures"]] + [words.fraction(f, title) for f in r["fractions"]]
        out += [f"Level with {title(level)}" for level in r["level_with"]]
        out += [f"Elsewhere: {v['location']} [{v['source']}]" for v in r["variants"]]
        beneath = "; ".join(name for kind in ("muscles", "nerves", "vessels") for name in r["anatomy"][kind])
        out += [f"Beneath: {beneath}"] if beneath else []
        return [
            *out,
            f"{r['region']}{', ' + r['surface'] if r['surface'] else ''}; {words.sides(r['side'], r['count'])}",
        ]

    @staticmethod
    def _indications(r: dict[str, Any]) -> list[str]:
        terms = r["indications"]
        return [f"{label}: {', '.join(terms[part])}" for part, label in (("main", "Main"), ("other", "Also")) if terms[part]]  # fmt: skip

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


def _sources(keys: list[str]) -> str:
    return f" [{', '.join(keys)}]" if keys else ""
