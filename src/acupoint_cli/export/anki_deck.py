"""Flash cards for Anki: a deck a channel, a note a point, three cards a note. The only home of genanki.

Ids never change: those of the decks come from the channel, that of the note type from its name, those of the notes from the
code. So Anki updates the notes it has when a later export is imported, and keeps what was learnt. Fields are only ever
added at the end.
"""

import itertools
import os
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from hashlib import blake2b
from html import escape
from typing import Any

from ..errors import AcuError
from ..render import phrases, words
from ..saying import clean
from . import about
from .selection import Selection

FIELDS = (
    "Code", "Pinyin", "Characters", "English", "Location", "Cautions", "Needling", "Indications", "Actions", "Channel",
    "Roles", "Moxibustion", "Pressing", "Sources", "Licence",
)  # fmt: skip

_BACK = """{{FrontSide}}
<hr id="answer">
<div class="dangers">{{Cautions}}</div>
<div class="name"><b>{{Code}}</b> {{Pinyin}} <span class="han">{{Characters}}</span><br>{{English}}<br>{{Channel}}{{#Roles}} · {{Roles}}{{/Roles}}</div>
<dl>
{{#Location}}<dt>Where</dt><dd>{{Location}}</dd>{{/Location}}
{{#Needling}}<dt>Needle</dt><dd>{{Needling}}</dd>{{/Needling}}
{{#Moxibustion}}<dt>Moxa</dt><dd>{{Moxibustion}}</dd>{{/Moxibustion}}
{{#Pressing}}<dt>Press</dt><dd>{{Pressing}}</dd>{{/Pressing}}
{{#Indications}}<dt>For</dt><dd>{{Indications}}</dd>{{/Indications}}
{{#Actions}}<dt>Does</dt><dd>{{Actions}}</dd>{{/Actions}}
</dl>
<div class="small">{{Sources}}<br>{{Licence}}</div>
"""

_TEMPLATES = (
    ("Name to place", '{{#Location}}<div class="ask">{{Pinyin}} <span class="han">{{Characters}}</span></div><div class="what">Where is it?</div>{{/Location}}'),
    ("Code to name", '<div class="ask">{{Code}}</div><div class="what">What is it called?</div>'),
    ("Characters to pinyin", '<div class="ask han">{{Characters}}</div><div class="what">How is it read?</div>'),
)  # fmt: skip

_CSS = """.card { font-family: sans-serif; font-size: 18px; line-height: 1.4; text-align: left; max-width: 40em; margin: 0 auto; }
.ask { font-size: 32px; text-align: center; margin-top: 1em; }
.what, .small { color: #666; text-align: center; font-size: 14px; }
.small { text-align: left; margin-top: 1em; }
.dangers { border-left: 4px solid #c00; padding-left: .7em; margin: .7em 0; }
.dangers b { color: #c00; }
.name { margin: .7em 0; }
dt { font-weight: bold; margin-top: .5em; } dd { margin: 0; }
ul { margin: 0; padding-left: 1.2em; }
.nightMode .what, .nightMode .small { color: #aaa; }
.nightMode .dangers b { color: #f66; }
"""


def write(selection: Selection, path: str) -> None:
    """Write an .apkg at `path`. Raises AcuError (io) if genanki is not installed, OSError or sqlite3.Error of the disk."""
    try:
        import genanki
    except ImportError as error:
        raise AcuError("io", "anki needs genanki, which is not installed", 'Run: python3 -m pip install "acupoint-cli[anki]".') from error  # fmt: skip
    moment = about.moment()
    collection = f"{path}-collection"
    try:
        connection = sqlite3.connect(collection)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            package = genanki.Package(_decks(genanki, selection))
            package.write_to_db(connection.cursor(), moment, itertools.count(moment * 1000))
            connection.commit()
        finally:
            connection.close()
        _pack(collection, path, moment)
    finally:
        if os.path.exists(collection):
            os.remove(collection)


def _pack(collection: str, path: str, moment: int) -> None:
    """Put the collection into an .apkg whose bytes depend on nothing but what is in it and `moment`."""
    date = time.gmtime(min(max(moment, 315532800), 4354819198))[:6]  # a zip knows the years from 1980 to 2107
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in ("collection.anki2", "media"):
            info = zipfile.ZipInfo(name, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            with pack.open(info, "w") as target:
                if name == "media":
                    target.write(b"{}")
                    continue
                with open(collection, "rb") as source:
                    shutil.copyfileobj(source, target)


def stable_id(name: str) -> int:
    """Return an id that is always the same for a name, in the range that Anki leaves to decks and note types."""
    return (1 << 30) + int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") % (1 << 30)


class _Notes:
    """The notes of a deck, made anew each time they are gone through, so that none is kept."""

    def __init__(self, genanki: Any, model: Any, facts: "_Facts", channel: str) -> None:
        self.genanki, self.model, self.facts, self.channel = genanki, model, facts, channel

    def __iter__(self) -> Iterator[Any]:
        for record in self.facts.selection.points(self.channel):
            yield self.genanki.Note(
                self.model, self.facts.fields(record), tags=_tags(record), guid=guid(self.genanki, record["code"]),
                sort_field=f"{record['channel']}-{record['number']:03}", due=self.facts.place[record["code"]],
            )  # fmt: skip


def guid(genanki: Any, code: str) -> str:
    """Return the id by which Anki knows a point again."""
    return str(genanki.guid_for("acu point", code))


def _decks(genanki: Any, selection: Selection) -> Iterator[Any]:
    model = genanki.Model(
        stable_id("acu point"), "acu point", fields=[{"name": name} for name in FIELDS],
        templates=[{"name": name, "qfmt": front, "afmt": _BACK} for name, front in _TEMPLATES], css=_CSS,
    )  # fmt: skip
    facts = _Facts(selection)
    yield genanki.Deck(stable_id("acu deck"), "acu", f"{facts.licence}<br><br>Sources: {facts.titles(facts.sources)}")
    for channel in selection.channels():
        name = words.channel_title(facts.channels.get(channel, {}), channel)
        title = clean(f"acu::{channel} {name}" if name != channel else f"acu::{channel}")
        deck = genanki.Deck(stable_id(f"acu deck {channel}"), title, f"{facts.licence}<br><br>Each card names its sources; the deck acu lists them all.")  # fmt: skip
        deck.notes = _Notes(genanki, model, facts, channel)
        yield deck


class _Facts:
    """What the fields of every note are made with."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.channels = {entry["code"]: entry for entry in selection.entries("channel")}
        self.roles = {entry["role"]: entry for entry in selection.entries("role")}
        self.sources = {entry["key"]: _title(entry) for entry in selection.entries("source")}
        self.place = {code: place for place, code in enumerate(selection.order, 1)}
        self.licence = "<br>".join(map(_html, about.lines(selection.about)))

    def titles(self, keys: Any) -> str:
        """Return the titles of sources as HTML."""
        return "; ".join(_html(self.sources.get(key, key)) for key in keys)

    def fields(self, record: dict[str, Any]) -> list[str]:
        """Return the fields of a note as HTML, in the order of FIELDS."""
        names, terms = record["names"], record["indications"]
        main = [f"<b>{_html(', '.join(terms['main']))}</b>"] if terms["main"] else []
        return [
            record["code"], _html(names["pinyin"]), _html(phrases.characters(names)), _html("; ".join(names["english"])),
            self._place(record), _dangers(record), _list(phrases.needling(record)),
            "; ".join([*main, *([_html(", ".join(terms["other"]))] if terms["other"] else [])]),
            _list(record["actions"]), _html(words.channel_title(self.channels.get(record["channel"], {}), record["channel"])),
            _html("; ".join(phrases.roles(record, self.roles))), _list(words.moxa(record["moxibustion"])),
            _list(words.pressing(record)), self.titles(record["sources"]), self._licence(),
        ]  # fmt: skip

    def _place(self, record: dict[str, Any]) -> str:
        if not record["location"]:
            return ""
        parts = [f"{part['name']}: {part['location']}" for part in record["parts"]]
        return _html(record["location"]) + (_list(parts) if parts else "")

    def _licence(self) -> str:
        made = self.selection.about
        return _html(f"acu {made['version']}, {made['date']}. {made['credit']}. {about.NOTICE}")


def _title(source: dict[str, Any]) -> str:
    return f"{source['title']} ({source['authors']})" if source["authors"] else str(source["title"])


def _html(text: str) -> str:
    return escape(clean(text))


def _list(lines: list[str]) -> str:
    """Return lines as HTML: one as it is, several as a list; "" for none."""
    if len(lines) < 2:
        return "".join(map(_html, lines))
    return "<ul>" + "".join(f"<li>{_html(line)}</li>" for line in lines) + "</ul>"


def _dangers(record: dict[str, Any]) -> str:
    found = [f"<div><b>{word}</b> {_html(text)}</div>" for word, text in phrases.dangers(record)]
    return "".join(found) or phrases.NONE_LISTED


def _tags(record: dict[str, Any]) -> list[str]:
    roles = dict.fromkeys(role["role"] for role in record["roles"])
    names = [f"channel::{record['channel']}", f"region::{record['region']}", *(f"role::{role}" for role in roles)]
    return ["acu::" + "-".join(clean(name).split()) for name in names]
