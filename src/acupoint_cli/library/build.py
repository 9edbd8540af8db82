"""Make the index of the shipped data: read every YAML file once, compute, and write every table.

A file with faults of form is left out whole and named, and so is an entry of a shared file, a combination or a condition;
it never takes the others down.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import AcuError
from ..model import Combination, Point
from ..names import codes, extras, keys, rendered
from ..names.fold import fold
from . import seal, shelf
from .book import Book
from .compute import caution_words, point_record, split_code
from .conditions import graded, misfit, patterns, postings
from .index import FORMAT
from .own import at
from .rows import Shared, dumps
from .schema import PRAGMAS, TABLES
from .shape import Misfit, misfits
from .shared import take_out
from .yaml_files import Document


def write_shipped(data: Path, target: Path) -> None:
    """Write the index that a wheel carries; raises AcuError (data) if a file of the shipped data has a fault."""
    content = Content(data)
    if content.faults:
        raise AcuError("data", f"the data has faults: {content.faults[0]}", "Run `acu check`.")
    if target.exists():
        target.unlink()
    connection = sqlite3.connect(target)
    content.write(connection, {"stamp": "shipped"})
    connection.close()
    seal.write(str(target))


def book_terms(book: Book) -> Iterable[tuple[str, dict[str, Any]]]:
    """Return the terms with their entries."""
    return book.part("terms").items()


class Content:
    """Everything that the index of the shipped data holds, computed from its folder."""

    def __init__(self, shipped: Path) -> None:
        self.faults: list[str] = []
        book = Book(shipped)
        self.book = book
        for document in book.documents():
            for problem in document.problems[:1]:
                self.faults.append(
                    f"{document.path}:{problem.line}: {problem.rule} {problem.message}; the file is left out"
                )
        for unfit in take_out(book):
            self._leave_out(unfit.document, unfit.misfits[0], unfit.key or unfit.part)
        self.channels = book.part("channels")
        stored = self._sound_points(book)
        codes = book.codes()
        self.combinations = self._sound_combinations(book, codes)
        self.combination_terms = self._terms_of_combinations()
        self.conditions = self._sound_conditions(book, codes)
        by_point: dict[str, list[dict[str, Any]]] = {code: [] for code in stored}
        for combination in self.combinations:
            for code in dict.fromkeys(combination["codes"]):
                by_point.get(code, []).append(combination)
        records = [point_record(data, self.channels, by_point[code]) for code, data in stored.items()]
        self.common = Shared.of(book)
        self.others = sorted({r["channel"] for r in records} - set(self.channels))
        records.sort(key=lambda r: self.common.order(r["channel"], r["number"], self.others))
        self.records = records

    def _leave_out(self, document: Document, wrong: Misfit, what: str) -> None:
        place = f"{document.path}:{document.line(*wrong.where)}"
        self.faults.append(f"{place}: {wrong.rule} {at(wrong.where)}{wrong.message}; {what} is left out")

    def _sound_points(self, book: Book) -> dict[str, dict[str, Any]]:
        stored: dict[str, dict[str, Any]] = {}
        for document in book.points:
            data = document.data
            if document.problems:
                continue
            wrong = next(misfits(data, Point), None)
            if wrong is None and document.path.stem != data["code"]:
                wrong = Misfit(("code",), "C301", "the file is not named by its code")
            if wrong:
                self._leave_out(document, wrong, "the file")
            else:
                stored[data["code"]] = data
        return stored

    def _sound_combinations(self, book: Book, codes: set[str]) -> list[dict[str, Any]]:
        out = []
        for document in book.combinations:
            if document.problems:
                continue
            entries = document.data.get("combinations") if isinstance(document.data, dict) else None
            if not isinstance(entries, list):
                self._leave_out(document, Misfit((), "M202", "combinations is missing"), "the file")
                continue
            for i, entry in enumerate(entries):
                where = ("combinations", i)
                wrong = next(misfits(entry, Combination, where), None)
                strange = [] if wrong else [code for code in entry["codes"] if code not in codes]
                if strange:
                    wrong = Misfit(where, "C303", f"no point {strange[0]}")
                if wrong:
                    self._leave_out(document, wrong, "the combination")
                else:
                    out.append({key: entry.get(key) for key in ("use", "codes", "source", "via")})
        return out

    def _sound_conditions(self, book: Book, codes: set[str]) -> list[dict[str, Any]]:
        out = []
        sources = book.part("sources")
        for document in book.conditions:
            if document.problems:
                continue
            wrong = misfit(document.data, codes, set(sources))
            if wrong:
                self._leave_out(document, wrong, "the file")
            else:
                out.append(graded(document.data, sources))
        return out

    # -- writing

    def write(self, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        """Write every table in one transaction; `meta` holds what the index is to say of itself besides."""
        connection.executescript(PRAGMAS + TABLES)
        put = connection.executemany
        about = {"format": str(FORMAT), "faults": dumps(self.faults), "shared": self.common.dumps(), **meta}
        put("INSERT INTO meta VALUES (?, ?)", [*about.items(), *self._counts()])
        self._write_points(connection)
        put("INSERT OR IGNORE INTO abbreviations VALUES (?, ?, ?, ?)", self._abbreviations())
        put("INSERT OR IGNORE INTO renderings VALUES (?, ?, ?, ?)", self._renderings())
        put("INSERT OR IGNORE INTO flags VALUES (?, ?)", self._flags())
        put(
            "INSERT OR IGNORE INTO graded VALUES (?, ?, ?, ?, ?)",
            ((g.term, g.code, g.grade, g.share, g.why) for g in postings(self.conditions, self.book.part("sources"))),
        )
        put("INSERT OR IGNORE INTO patterns VALUES (?, ?, ?)", patterns(self.conditions))
        put("INSERT OR IGNORE INTO lacking VALUES (?, ?, ?)", self._lacking())
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
        put("INSERT INTO combinations VALUES (?, ?, ?)", [(i, " ".join(c["codes"]), dumps(c)) for i, c in enumerate(self.combinations)])  # fmt: skip
        put("INSERT OR IGNORE INTO combination_terms VALUES (?, ?)", [(i, t) for i, ts in enumerate(self.combination_terms) for t in ts])  # fmt: skip
        put("INSERT OR IGNORE INTO combination_codes VALUES (?, ?)", [(i, x) for i, c in enumerate(self.combinations) for x in c["codes"]])  # fmt: skip
        from .entries import entries

        kinds, names = entries(self.book, self.records, self.combinations, self.conditions)
        put("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", kinds)
        put("INSERT OR IGNORE INTO entry_names VALUES (?, ?, ?)", names)
        connection.commit()

    def _write_points(self, connection: sqlite3.Connection) -> None:
        combined: dict[str, dict[str, int]] = {}
        for combination, terms in zip(self.combinations, self.combination_terms, strict=True):
            for code in set(combination["codes"]):
                for term in terms:
                    counts = combined.setdefault(code, {})
                    counts[term] = counts.get(term, 0) + 1
        for i, record in enumerate(self.records):
            order = self.common.order(record["channel"], record["number"], self.others)
            shelf.put(connection, i, order, record, self.common, combined.get(record["code"], {}))

    def _counts(self) -> list[tuple[str, str]]:
        full = sum(r["status"] == "full" for r in self.records)
        return [("points", str(len(self.records))), ("full", str(full))]

    def _abbreviations(self) -> Iterable[tuple[str, str, str, str]]:
        for convention, entries in self.book.part("channels", "abbreviations").items():
            for abbreviation, channels in entries.items():
                for channel in channels if isinstance(channels, list) else [channels]:
                    yield codes.key(str(abbreviation)), str(convention), str(channel), str(abbreviation)
        for code, channel in self.channels.items():
            yield fold(code), extras.convention(code), code, code
            names = channel["names"]
            for name in (names.get("english"), names.get("full"), names.get("simplified"), names.get("traditional"), names.get("pinyin")):  # fmt: skip
                if name and channel["kind"] == "primary":
                    yield codes.key(name), "name", code, name
        for record in self.records:
            channel = record["channel"]
            yield fold(channel), extras.convention(channel), channel, channel

    def _renderings(self) -> Iterable[tuple[str, str, str, int]]:
        for language, entries in self.book.part("renderings").items():
            for characters, words in entries.items():
                yield from rendered.stored(language, characters, words)

    def _flags(self) -> Iterable[tuple[str, str]]:
        for entry in self.book.part("flags").values():
            for phrase in [*entry["phrases"], *(entry.get("chinese") or [])]:
                for key in keys.flag_keys(phrase):
                    yield key, entry["advice"]

    def _words(self) -> Iterable[tuple[str, str]]:
        for term, entry in self.book.part("terms").items():
            for word in [term, *(entry.get("synonyms") or []), *(entry.get("shared") or []), *(entry.get("simplified") or []), *(entry.get("traditional") or [])]:  # fmt: skip
                for key in (*keys.word_keys(word), *keys.loose_key(word)):
                    yield key, term

    def _lacking(self) -> Iterable[tuple[str, str, str]]:
        for name, entry in self.book.part("lacking").items():
            for word in [name, *(entry.get("synonyms") or [])]:
                for key in (*keys.word_keys(word), *keys.loose_key(word)):
                    yield key, name, ", ".join(entry.get("near") or [])

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


__all__ = ["Content", "caution_words", "split_code", "write_shipped"]
