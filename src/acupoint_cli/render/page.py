"""A point as a page of Markdown: dangers first, then place, treatment, use, relations, and who says so."""

from collections.abc import Callable, Iterable
from typing import Any

from . import phrases, words
from .look import Lookup
from .records import markdown as md

_READINGS = (("korean", "Korean"), ("japanese", "Japanese"), ("kana", "kana"), ("vietnamese", "Vietnamese"))


class Page:
    """A point in Markdown. `link` gives a point as Markdown, `source` a source; `level` is that of the heading."""

    def __init__(
        self, look: Lookup, link: Callable[[str], str] | None = None, source: Callable[[str], str] = md, level: int = 1
    ) -> None:
        self.look = look
        self.link = link or (lambda code: md(look.title(code)))
        self.source = source
        self.level = level

    def lines(self, r: dict[str, Any], related: Iterable[tuple[str, str, list[str]]]) -> Iterable[str]:
        """Yield the page of a point, given what belongs with it: code, reason, sources."""
        names = r["names"]
        yield f"{'#' * self.level} {r['code']} {md(names['pinyin'])} {md(phrases.characters(names))}\n"
        channel = self.look.entry("channel", r["channel"])
        roles = {role["role"]: self.look.entry("role", role["role"]) for role in r["roles"]}
        titles = [*names["english"], words.channel_title(channel, r["channel"]), *phrases.roles(r, roles)]
        yield md(" · ".join(titles)) + "\n"
        if r["status"] == "outline":
            yield "An outline: most of this point is not yet written.\n"
        yield from quoted(phrases.dangers(r) or [("", phrases.NONE_LISTED)])
        if r["note"]:
            yield f"**Your note:** {md(r['note'])}\n"
        yield from self._section("Where", self._where(r))
        yield from self._section("How to find it", r["locate"], numbered=True)
        yield from self._section("Needling", phrases.needling(r))
        yield from self._section("Moxibustion", words.moxa(r["moxibustion"]))
        yield from self._section("Pressing", words.pressing(r))
        yield from self._section("Other methods", map(words.method, r["other_methods"]))
        yield from self._section("Actions", r["actions"])
        yield from self._section("Indications", _indications(r))
        other = [
            *((label, names[key]) for key, label in _READINGS if names[key]),
            *((o["note"], ", ".join(filter(None, [o["name"], o["english"]]))) for o in names["other"]),
            *(
                (language.capitalize(), name)
                for language, every in sorted(names["translated"].items())
                for name in every
            ),
        ]
        yield from self._section("Other names", [f"{name}{f' ({label})' if label else ''}" for label, name in other])
        yield from self._section("In use", [t for t in (r["commentary"], r["sensation"] and f"Felt: {r['sensation']}", r["meaning"] and f"The name: {r['meaning']}") if t])  # fmt: skip
        belongs = [f"{self.link(code)}: {md(why)}{md(_sources(sources))}" for code, why, sources in related]
        yield from self._section("Belongs with", belongs, escaped=True)
        combined = [f"{md(c['use'])}: {', '.join(map(self.link, c['codes']))} ({md(c['source'])}{', via ' + md(c['via']) if c['via'] else ''})" for c in r["combinations"]]  # fmt: skip
        yield from self._section("Combinations", combined, escaped=True)
        yield from self._section("Old texts", (f"{c['work']}{', ' + c['chapter'] if c['chapter'] else ''}: {c['says']}{' (via ' + c['via'] + ')' if c['via'] else ''}" for c in r["classics"]))  # fmt: skip
        yield from self._section("Questions", (f"**{md(q['question'])}** {md(q['answer'])}" for q in r["questions"]), escaped=True)  # fmt: skip
        yield from self._section("Sources differ", (f"{d['about']}: " + "; ".join(f"{c['says']} [{c['source']}]" for c in d["claims"]) for d in r["differs"]))  # fmt: skip
        yield f"{self._heading('Sources')}\n\n{', '.join(map(self.source, r['sources'])) or 'None is named.'}\n"

    def _heading(self, title: str) -> str:
        return f"{'#' * (self.level + 1)} {title}"

    def _section(
        self, title: str, lines: Iterable[str], numbered: bool = False, escaped: bool = False
    ) -> Iterable[str]:
        """Yield a heading and a list; nothing where the list is empty."""
        shown = [line if escaped else md(line) for line in lines]
        if shown:
            yield f"{self._heading(title)}\n"
            yield from (f"{f'{n}.' if numbered else '-'} {line}" for n, line in enumerate(shown, 1))
            yield ""

    def _where(self, r: dict[str, Any]) -> list[str]:
        title = self.look.title
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


def quoted(dangers: list[phrases.Danger]) -> Iterable[str]:
    """Yield dangers as one block that stands out; the word of each is bold."""
    for n, (word, text) in enumerate(dangers, 1):
        yield f"> {f'**{word}** ' if word else ''}{md(text)}\n" + ("" if n == len(dangers) else ">")


def _indications(r: dict[str, Any]) -> list[str]:
    terms = r["indications"]
    return [f"{label}: {', '.join(terms[part])}" for part, label in (("main", "Main"), ("other", "Also")) if terms[part]]  # fmt: skip


def _sources(keys: list[str]) -> str:
    return f" [{', '.join(keys)}]" if keys else ""
