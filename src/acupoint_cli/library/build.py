"""Make the index from the YAML: read everything once, compute, and replace the old index in one step.

A file with faults of form is left out whole and named; it never takes the others down. The new index is written beside
its place and renamed, so that a reader sees the old one or the new one, and a build that is killed leaves no trace that
anything reads.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import AcuError
from ..names import codes, extras, keys
from ..names.fold import fold
from . import paths
from .book import Book
from .compute import caution_words, point_record, row_record, split_code
from .conditions import postings, sound
from .index import FORMAT
from .yaml_files import Document

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE points (ord INTEGER PRIMARY KEY, code TEXT UNIQUE, channel TEXT, number INTEGER, pinyin TEXT, chinese TEXT,
  english TEXT, region TEXT, status TEXT, json TEXT, row TEXT);
CREATE INDEX points_channel ON points (channel, number);
CREATE TABLE names (key TEXT, tier INTEGER, code TEXT, shown TEXT, near INTEGER, PRIMARY KEY (key, tier, code)) WITHOUT ROWID;
CREATE TABLE abbreviations (prefix TEXT, convention TEXT, channel TEXT, written TEXT, PRIMARY KEY (prefix, convention, channel)) WITHOUT ROWID;
CREATE TABLE aliases (alias TEXT, code TEXT, PRIMARY KEY (alias, code)) WITHOUT ROWID;
CREATE TABLE entries (kind TEXT, key TEXT, ord INTEGER, json TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE entry_names (kind TEXT, name TEXT, key TEXT, PRIMARY KEY (kind, name, key)) WITHOUT ROWID;
CREATE TABLE facets (kind TEXT, value TEXT, code TEXT, PRIMARY KEY (kind, value, code)) WITHOUT ROWID;
CREATE TABLE cautions (code TEXT, kind TEXT, level TEXT, methods TEXT, text TEXT, sources TEXT, classical INTEGER);
CREATE INDEX cautions_code ON cautions (code);
CREATE TABLE words (phrase TEXT, term TEXT, PRIMARY KEY (phrase, term)) WITHOUT ROWID;
CREATE TABLE flags (phrase TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE graded (term TEXT, code TEXT, grade TEXT, share REAL, why TEXT, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE pressed (term TEXT, code TEXT, source TEXT, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE broader (term TEXT, wider TEXT, PRIMARY KEY (term, wider)) WITHOUT ROWID;
CREATE TABLE urgent (term TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE term_words (word TEXT, term TEXT, PRIMARY KEY (word, term)) WITHOUT ROWID;
CREATE TABLE postings (term TEXT, code TEXT, part TEXT, rank INTEGER, cited INTEGER, combined INTEGER, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE related (code TEXT, ord INTEGER, json TEXT, PRIMARY KEY (code, ord)) WITHOUT ROWID;
CREATE TABLE combinations (id INTEGER PRIMARY KEY, codes TEXT, json TEXT);
CREATE TABLE combination_terms (id INTEGER, term TEXT, PRIMARY KEY (term, id)) WITHOUT ROWID;
CREATE TABLE combination_codes (id INTEGER, code TEXT, PRIMARY KEY (code, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5 (code UNINDEXED, names, actions, place, meaning, commentary, combinations,
  indications, anatomy, cautions, classics, tokenize = "porter unicode61 remove_diacritics 2");
"""


def forbids_in_pregnancy(classics: list[dict[str, Any]]) -> bool:
    """Return whether an old book that the point quotes warns of it in pregnancy."""
    warnings = ("not be needled", "not to be needled", "forbid", "should not", "foetus fall", "foetus down")
    says = [c["says"].casefold() for c in classics]
    return any("pregnan" in text and any(w in text for w in warnings) for text in says)


def dumps(value: Any) -> str:
    """Return compact JSON with characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def build_at(target: str, stamp: str, own: str | None) -> sqlite3.Connection:
    """Build the index for the shipped data, and the user's in `own` if given, at `target`; return it open.

    Where the folder cannot be written, the index is built in memory for this one answer. Raises AcuError (data) if the
    shipped data cannot be read.
    """
    content = Content(Path(paths.shipped_data()), Path(own) if own else None)
    if not content.records:
        raise AcuError("data", f"no points in {paths.shipped_data()}", "Install acu again.")
    temporary = f"{target}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.isdir(target):
            raise OSError(f"{target} is a folder")
        for leftover in (temporary, f"{temporary}-journal"):
            if os.path.exists(leftover):
                os.remove(leftover)
        connection = sqlite3.connect(temporary)
        try:
            content.write(connection, stamp)
        finally:
            connection.close()
        os.replace(temporary, target)
        opened = sqlite3.connect(f"file:{_quoted(target)}?mode=ro", uri=True)
        opened.execute("SELECT value FROM meta LIMIT 1").fetchone()
        return opened
    except (OSError, sqlite3.Error) as error:
        try:
            os.remove(temporary)
        except OSError:
            pass
        if os.environ.get("ACU_DEBUG"):
            sys.stderr.write(f"acu: no index at {target} ({error}); built in memory\n")
        connection = sqlite3.connect(":memory:")
        content.write(connection, stamp)
        return connection


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def write_shipped(data: Path, target: Path) -> None:
    """Write the index that a wheel carries; raises AcuError (data) if a file of the shipped data has a fault."""
    content = Content(data, None)
    if content.faults:
        raise AcuError("data", f"the data has faults: {content.faults[0]}", "Run `acu check`.")
    if target.exists():
        target.unlink()
    connection = sqlite3.connect(target)
    content.write(connection, "shipped")
    connection.close()


def book_terms(book: Book) -> Iterable[tuple[str, dict[str, Any]]]:
    """Return the terms with their entries."""
    return book.part("terms").items()


class Content:
    """Everything the index holds, computed from the data folders."""

    def __init__(self, shipped: Path, own: Path | None) -> None:
        from .own import overlaid, taken_letters

        self.faults: list[str] = []
        book = Book(shipped)
        self.book = book
        for document in book.documents():
            self._report(document, [f"{p.line}: {p.rule} {p.message}" for p in document.problems])
        self._drop_unsound_entries(book)
        self.channels = book.part("channels")
        stored = self._sound_points(book)
        codes = book.codes()
        if own is not None:
            stored, own_faults = overlaid(stored, own, taken_letters(book))
            self.faults += own_faults
            codes |= set(stored)
        self.combinations = self._sound_combinations(book, codes)
        self.combination_terms = self._terms_of_combinations()
        self.conditions = list(sound(book, codes))
        by_point: dict[str, list[dict[str, Any]]] = {code: [] for code in stored}
        for combination in self.combinations:
            for code in dict.fromkeys(combination["codes"]):
                by_point.get(code, []).append(combination)
        records = [point_record(data, self.channels, by_point[code]) for code, data in stored.items()]
        order = {channel: i for i, channel in enumerate(self.channels)}
        records.sort(key=lambda r: (order.get(r["channel"], 99), r["channel"], r["number"]))
        self.records = records

    def _report(self, document: Document, messages: Iterable[str]) -> None:
        for message in messages:
            self.faults.append(f"{document.path}:{message}; the file is left out")
            break

    def _drop_unsound_entries(self, book: Book) -> None:
        from ..model import Channel, Flag, RoleClass, Source, Term
        from .shape import misfits

        for name, model in (
            ("channels", Channel),
            ("roles", RoleClass),
            ("terms", Term),
            ("sources", Source),
            ("flags", Flag),
        ):
            entries = book.part(name)
            for key in list(entries):
                wrong = next(iter(misfits(entries[key], model, (name, key))), None)
                if wrong:
                    document = book.shared[name]
                    self.faults.append(f"{document.path}:{document.line(*wrong.where)}: {wrong.rule} {wrong.message}; {key} is left out")  # fmt: skip
                    del entries[key]

    def _sound_points(self, book: Book) -> dict[str, dict[str, Any]]:
        from ..model import Point
        from .shape import misfits

        stored: dict[str, dict[str, Any]] = {}
        for document in book.points:
            if document.data is None:
                continue
            faults = [f"{document.line(*m.where)}: {m.rule} {m.message}" for m in misfits(document.data, Point)]
            if not faults and document.path.stem != document.data["code"]:
                faults = [f"{document.line('code')}: C301 the file is not named by its code"]
            self._report(document, faults)
            if not faults:
                stored[document.data["code"]] = document.data
        return stored

    def _sound_combinations(self, book: Book, codes: set[str]) -> list[dict[str, Any]]:
        from ..model import Combination
        from .shape import misfits

        out = []
        for document in book.combinations:
            entries = document.data.get("combinations") if isinstance(document.data, dict) else None
            for entry in entries or []:
                if not list(misfits(entry, Combination)) and set(entry["codes"]) <= codes:
                    out.append({key: entry.get(key) for key in ("use", "codes", "source", "via")})
        return out

    # -- writing

    def write(self, connection: sqlite3.Connection, stamp: str) -> None:
        """Write every table in one transaction."""
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + _TABLES
        )
        put = connection.executemany
        put("INSERT INTO meta VALUES (?, ?)", [("format", str(FORMAT)), ("stamp", stamp), ("faults", "\n".join(self.faults)), *self._counts()])  # fmt: skip
        put("INSERT INTO points VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._points())
        put("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?)", self._names())
        put("INSERT OR IGNORE INTO abbreviations VALUES (?, ?, ?, ?)", self._abbreviations())
        put("INSERT OR IGNORE INTO aliases VALUES (?, ?)", self._aliases())
        put("INSERT OR IGNORE INTO facets VALUES (?, ?, ?)", self._facets())
        put("INSERT INTO cautions VALUES (?, ?, ?, ?, ?, ?, ?)", self._cautions())
        put("INSERT OR IGNORE INTO flags VALUES (?, ?)", self._flags())
        put(
            "INSERT OR IGNORE INTO graded VALUES (?, ?, ?, ?, ?)",
            ((g.term, g.code, g.grade, g.share, g.why) for g in postings(self.conditions, self.book.part("sources"))),
        )
        put(
            "INSERT OR IGNORE INTO pressed VALUES (?, ?, ?)",
            ((c["condition"], p["code"], p["source"]) for c in self.conditions for p in c.get("press") or []),
        )
        put("INSERT OR IGNORE INTO words VALUES (?, ?)", self._words())
        put(
            "INSERT OR IGNORE INTO broader VALUES (?, ?)",
            [(t, w) for t, e in book_terms(self.book) for w in e.get("broader") or []],
        )
        put("INSERT INTO urgent VALUES (?, ?)", [(t, e["urgent"]) for t, e in book_terms(self.book) if e.get("urgent")])
        put("INSERT OR IGNORE INTO term_words VALUES (?, ?)", self._term_words())
        put("INSERT OR IGNORE INTO postings VALUES (?, ?, ?, ?, ?, ?)", self._postings())
        put("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._texts())
        put("INSERT INTO combinations VALUES (?, ?, ?)", [(i, " ".join(c["codes"]), dumps(c)) for i, c in enumerate(self.combinations)])  # fmt: skip
        put("INSERT OR IGNORE INTO combination_terms VALUES (?, ?)", [(i, t) for i, ts in enumerate(self.combination_terms) for t in ts])  # fmt: skip
        put("INSERT OR IGNORE INTO combination_codes VALUES (?, ?)", [(i, x) for i, c in enumerate(self.combinations) for x in c["codes"]])  # fmt: skip
        from ..relate import relations
        from .entries import entries

        kinds, names = entries(self.book, self.records, self.combinations, self.conditions)
        put("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", kinds)
        put("INSERT OR IGNORE INTO entry_names VALUES (?, ?, ?)", names)
        put("INSERT INTO related VALUES (?, ?, ?)", ((c, i, dumps(r)) for c, rows in relations(self.records, self.channels, self.book.part("roles")) for i, r in enumerate(rows)))  # fmt: skip
        connection.commit()

    def _counts(self) -> list[tuple[str, str]]:
        full = sum(r["status"] == "full" for r in self.records)
        return [("points", str(len(self.records))), ("full", str(full))]

    def _points(self) -> Iterable[tuple[Any, ...]]:
        for i, record in enumerate(self.records):
            row = row_record(record)
            body = {k: v for k, v in record.items() if k not in {"note", "match"}}
            yield (
                i, record["code"], record["channel"], record["number"], row["pinyin"], row["chinese"], row["english"],
                record["region"], record["status"], dumps(body)[:-1], dumps(row),
            )  # fmt: skip

    def _names(self) -> Iterable[tuple[Any, ...]]:
        for record in self.records:
            yield from keys.name_keys(record)

    def _abbreviations(self) -> Iterable[tuple[str, str, str, str]]:
        document = self.book.shared.get("channels")
        table = document.data.get("abbreviations") if document and isinstance(document.data, dict) else None
        for convention, entries in (table or {}).items():
            for abbreviation, channels in entries.items():
                for channel in channels if isinstance(channels, list) else [channels]:
                    yield codes.key(str(abbreviation)), str(convention), str(channel), str(abbreviation)
        for code, channel in self.channels.items():
            yield fold(code), "who", code, code
            names = channel["names"]
            for name in (names.get("english"), names.get("full"), names.get("simplified"), names.get("traditional"), names.get("pinyin")):  # fmt: skip
                if name and channel["kind"] == "primary":
                    yield codes.key(name), "name", code, name
        for record in self.records:
            yield fold(record["channel"]), "who", record["channel"], record["channel"]

    def _aliases(self) -> Iterable[tuple[str, str]]:
        yield from extras.aliases({record["code"] for record in self.records})
        for record in self.records:
            for other in record["names"]["other"]:
                for alias in keys.code_aliases(other["name"]):
                    yield alias, record["code"]

    def _facets(self) -> Iterable[tuple[str, str, str]]:
        regions = self.book.part("regions")
        for record in self.records:
            code = record["code"]
            yield "channel", record["channel"].casefold(), code
            yield "region", record["region"], code
            part = (regions.get(record["region"]) or {}).get("part")
            if part:
                yield "region", part, code
            if record["surface"]:
                yield "region", record["surface"], code
            for role in record["roles"]:
                yield "role", role["role"], code
            press = record["acupressure"]
            if press["how"] and press["use"] != "forbidden":
                yield "pressed", "yes", code
            if record["phase"]:
                yield "phase", record["phase"], code
            from ..theory import special

            extra = special(record["phase"], (self.channels.get(record["channel"]) or {}).get("phase"))
            if extra:
                yield "role", extra, code

    def _cautions(self) -> Iterable[tuple[str, str, str, str, str, str, int]]:
        """Yield every danger of every point; `classical`: an old book is its source, or is named in its words."""
        old = [title for title in self._classic_titles() if title]
        for record in self.records:
            code, needling, moxa = record["code"], record["needling"], record["moxibustion"]
            cites = record["cites"]
            if needling["forbidden"]:
                sources = " ".join(cites.get("needling") or [])
                yield code, "needling", "forbidden", "needling", "not to be needled", sources, 0
            if moxa["use"] in {"caution", "forbidden"}:
                sources = " ".join(cites.get("moxibustion") or [])
                yield code, "moxa", moxa["use"], "moxibustion", moxa["note"] or "", sources, 0
            for caution in record["cautions"]:
                text = caution["text"]
                classical = "classic" in text.casefold() or any(title in text for title in old)
                classical = classical or any(self._is_classic(s) for s in caution["sources"])
                classical = classical or (caution["kind"] == "pregnancy" and forbids_in_pregnancy(record["classics"]))
                sources = " ".join(caution["sources"])
                yield (
                    code,
                    caution["kind"],
                    caution["level"],
                    " ".join(caution["methods"]),
                    text,
                    sources,
                    int(classical),
                )

    def _is_classic(self, source: str) -> bool:
        return (self.book.part("sources").get(source) or {}).get("kind") == "classic"

    def _classic_titles(self) -> Iterable[str]:
        for key, entry in self.book.part("sources").items():
            if self._is_classic(key):
                words = str(entry["title"]).split(" (")[0].split(":")[0].split()
                yield " ".join(words)
                if len(words) > 1 and words[0][0].isupper() and words[1][0].isupper():
                    yield " ".join(words[:2])  # "Great Compendium", as cautions name it

    def _flags(self) -> Iterable[tuple[str, str]]:
        for entry in self.book.part("flags").values():
            for phrase in [*entry["phrases"], *(entry.get("chinese") or [])]:
                for key in keys.word_keys(phrase):
                    yield key, entry["advice"]

    def _words(self) -> Iterable[tuple[str, str]]:
        for term, entry in self.book.part("terms").items():
            for word in [term, *(entry.get("synonyms") or []), *(entry.get("simplified") or []), *(entry.get("traditional") or [])]:  # fmt: skip
                for key in keys.word_keys(word):
                    yield key, term

    def _term_words(self) -> Iterable[tuple[str, str]]:
        for term, entry in book_terms(self.book):
            for name in [term, *(entry.get("synonyms") or [])]:
                for word in keys.single_words(name):
                    yield word, term

    def _terms_of_combinations(self) -> list[list[str]]:
        """Return, for each combination, the terms that its use names."""
        terms_of: dict[str, list[str]] = {}
        for phrase, term in self._words():
            terms_of.setdefault(phrase, []).append(term)
        return [keys.phrases_in(c["use"], terms_of) for c in self.combinations]

    def _postings(self) -> Iterable[tuple[Any, ...]]:
        combined: dict[tuple[str, str], int] = {}
        for combination, terms in zip(self.combinations, self.combination_terms, strict=True):
            for term in terms:
                for code in set(combination["codes"]):
                    combined[term, code] = combined.get((term, code), 0) + 1
        for record in self.records:
            code, cites = record["code"], record["cites"]
            for part in ("main", "other"):
                for rank, term in enumerate(record["indications"][part]):
                    cited = cites.get(f"indications.{term}") or cites.get("indications") or []
                    yield term, code, part, rank, len(cited), combined.pop((term, code), 0)
        for (term, code), count in combined.items():
            yield term, code, "combination", 0, 0, count

    def _texts(self) -> Iterable[tuple[str, ...]]:
        regions = self.book.part("regions")
        for record in self.records:
            names = record["names"]
            called = [names["pinyin"], names["simplified"], names["traditional"], *names["english"]]
            called += [o["name"] for o in names["other"]]
            region = regions.get(record["region"]) or {}
            place = [record["region"], *(region.get("synonyms") or []), record["surface"] or "", record["location"] or "", *record["level_with"]]  # fmt: skip
            place += [m["origin"].replace("-", " ") for m in record["measures"]]
            uses = [c["use"] for c in record["combinations"]]
            yield (
                record["code"], " ".join(called), "\n".join(record["actions"]), " ".join(place), record["meaning"] or "",
                record["commentary"] or "", "\n".join(uses),
                "\n".join([*record["indications"]["main"], *record["indications"]["other"]]),
                "\n".join(name for kind in ("muscles", "nerves", "vessels") for name in record["anatomy"][kind]),
                "\n".join(c["text"] for c in record["cautions"]), "\n".join(c["says"] for c in record["classics"]),
            )  # fmt: skip


__all__ = ["Content", "build_at", "caution_words", "split_code", "write_shipped"]
