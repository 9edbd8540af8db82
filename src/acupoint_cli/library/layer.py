"""Lay the user's own points over the shipped ones, in an index that holds those already.

Only files that changed are read, and only the points they speak of are taken out and put in again. What is told of a
class, a term, a channel or a source is then worked out anew from the tables, for those that such a point belongs to.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ..model import Point
from ..names.fold import fold
from . import paths, rows, shelf
from .compute import point_record, split_code
from .own import at, eased, merge, wrong_code
from .rows import Record, Shared
from .shape import misfits
from .stamps import Mark
from .yaml_files import Document, content, parse, read

Progress = Callable[[int, int], None]
MOST_BYTES = 256_000  # a point of one's own; the largest shipped one has 20,000
_LONGEST_LINE = 400


class Layer:
    """The user's points in an open index, which is changed."""

    def __init__(self, connection: sqlite3.Connection, folder: str, progress: Progress | None = None) -> None:
        self.connection = connection
        self.folder = folder
        self.progress = progress or (lambda done, total: None)
        self.shared = Shared.loads(self._one("SELECT value FROM meta WHERE key = 'shared'"))
        self.touched: dict[str, set[str]] = {"channel": set(), "role": set(), "term": set(), "source": set()}
        self.rests: Counter[tuple[str, str]] = Counter()

    def bring_up(self, marks: list[Mark]) -> None:
        """Make the index say what the files say now; `marks` are all of them, as stamps.marks tells."""
        known = {n: (m, d) for n, m, d in self._rows("SELECT name, mark, digest FROM files")}
        now = {name: ":".join(map(str, rest)) for name, *rest in marks}
        affected = {code for name in known.keys() - now.keys() for code in self._forget(name)}
        changed = [name for name, mark in now.items() if known.get(name, ("", None))[0] != mark]
        for done, name in enumerate(changed):
            self.progress(done, 2 * len(changed))
            affected |= self._read(name, now[name], known.get(name, ("", None))[1])
        codes = sorted(affected)
        self.others = self._own_channels(codes)
        for done, code in enumerate(codes):
            self.progress(len(codes) + done, 2 * len(codes))
            self._renew(code)
        self._tell()
        self.connection.commit()

    # -- files

    def _forget(self, name: str) -> set[str]:
        codes = {c for (c,) in self._rows("SELECT code FROM files WHERE name = ?", name) if c}
        self.connection.execute("DELETE FROM files WHERE name = ?", (name,))
        return codes

    def _read(self, name: str, mark: str, digest: bytes | None) -> set[str]:
        """Read a file anew, and return the codes that it spoke of, and speaks of now."""
        path = Path(self.folder, name)
        try:
            if not name:  # the folder itself, which cannot be listed
                os.scandir(self.folder).close()
            raw = content(path, MOST_BYTES)
        except OSError as error:
            codes = self._forget(name)
            self._keep(name, mark, None, None, None, f"{path}: {error.strerror or error}; the file is left out")
            return codes
        found = blake2b(raw, digest_size=16).digest()
        if found == digest:  # touched, or copied back
            self.connection.execute("UPDATE files SET mark = ? WHERE name = ?", (mark, name))
            return set()
        codes = self._forget(name)
        code, data, fault = self._parsed(parse(path, raw, MOST_BYTES))
        self._keep(name, mark, found, code, data, fault)
        return codes | ({code} if code else set())

    def _parsed(self, document: Document) -> tuple[str | None, str | None, str | None]:
        """Return the code and the data of a file, or what is wrong with it."""
        data = document.data
        problems = [f"{p.line}: {p.rule} {p.message}" for p in document.problems[:1]]
        if not problems and not isinstance(data, dict):
            problems = ["1: M203 must be keys and values"]
        if not problems:
            code = data.get("code", document.path.stem)
            wrong = wrong_code(code, self.shared.taken)
            if not wrong:
                return code, rows.dumps({"code": code, **data}), None
            problems = [f"{document.line('code')}: C302 {wrong}"]
        return None, None, _left_out(document.path, problems[0])

    def _keep(self, name: str, mark: str, digest: bytes | None, code: str | None, data: str | None, fault: str | None) -> None:  # fmt: skip
        row = (name, mark, digest, code, data, fault, None)
        self.connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    # -- points

    def _renew(self, code: str) -> None:
        """Take a point out, and put it in as its files say now, if any says it well."""
        combinations = self._combinations(code)
        combined = dict(self._rows("SELECT t.term, count(*) FROM combination_codes c JOIN combination_terms t ON t.id = c.id WHERE c.code = ? GROUP BY t.term ORDER BY t.term", code))  # fmt: skip
        old = self._rows("SELECT id, json FROM points WHERE code = ?", code)
        ident = old[0][0] if old else self._one("SELECT ifnull(max(id), -1) + 1 FROM points")
        if old:
            record = json.loads(old[0][1] + "}")
            shelf.take(self.connection, ident, record, self.shared, combined)
            self._touch(record, -1)
        stored = self._merged(code)
        if stored is not None:
            record = point_record(stored, self.shared.channels, combinations)
            order = self.shared.order(record["channel"], record["number"], self.others)
            shelf.put(self.connection, ident, order, record, self.shared, combined)
            self._touch(record, 1)

    def _merged(self, code: str) -> dict[str, Any] | None:
        """Return what the shipped file and the user's files say of a point together; what does not fit is noted."""
        shipped = stored = _shipped(code)
        for name, text in self._rows("SELECT name, data FROM files WHERE code = ? ORDER BY name", code):
            data = json.loads(text)
            merged = merge(stored, data)
            said = None
            wrong = next(misfits(merged, Point), None)
            path = Path(self.folder, name)
            if wrong:
                said = [_left_out(path, f"{_line(path, wrong.where)}: {wrong.rule} {at(wrong.where)}{wrong.message}")]
            else:
                stored = merged
                said = [f"{path}:{_line(path, where)}: {words}" for where, words in eased(shipped, data)]
            self.connection.execute("UPDATE files SET misfit = ? WHERE name = ?", (rows.dumps(said) if said else None, name))  # fmt: skip
        return stored

    def _combinations(self, code: str) -> list[Record]:
        sql = "SELECT b.json FROM combination_codes c JOIN combinations b ON b.id = c.id WHERE c.code = ? ORDER BY b.id"
        return [json.loads(text) for (text,) in self._rows(sql, code)]

    def _touch(self, record: Record, sign: int) -> None:
        self.touched["channel"].add(record["channel"])
        self.touched["role"].update(r["role"] for r in record["roles"])
        self.touched["term"].update(record["indications"]["main"], record["indications"]["other"])
        for source, what in rows.rests(record):
            self.touched["source"].add(source)
            self.rests[source, what] += sign

    # -- what is told of many points

    def _own_channels(self, codes: list[str]) -> list[str]:
        """Return the channels that are not shipped, by name, with those of codes that may come; mend the order."""
        there = {c for (c,) in self._rows("SELECT DISTINCT channel FROM points")}
        return sorted((there | {split_code(code)[0] for code in codes}) - self.shared.ranks.keys())

    def _tell(self) -> None:
        self._mend_order()
        for kind, keys in self.touched.items():
            for key in sorted(keys):
                text = self._one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, key)
                if text is not None:
                    entry = {**json.loads(text), **self._computed(kind, key, text)}
                    self.connection.execute("UPDATE entries SET json = ? WHERE kind = ? AND key = ?", (rows.dumps(entry), kind, key))  # fmt: skip
        faults: list[str] = []
        for fault, misfit in self._rows("SELECT fault, misfit FROM files WHERE fault IS NOT NULL OR misfit IS NOT NULL ORDER BY name"):  # fmt: skip
            faults += [fault] if fault else json.loads(misfit)
        points, full = self._rows("SELECT count(*), sum(status = 'full') FROM points")[0]
        for key, value in (("own_faults", rows.dumps(faults)), ("points", str(points)), ("full", str(full or 0))):
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _mend_order(self) -> None:
        """Give the points of the user's own channels their places, which shift where a channel comes or goes."""
        there = {c for (c,) in self._rows("SELECT DISTINCT channel FROM points")}
        others = sorted(there - self.shared.ranks.keys())
        called = {c for (c,) in self._rows("SELECT channel FROM abbreviations WHERE convention = 'who'")}
        for channel in called - self.shared.ranks.keys():
            self.connection.execute("DELETE FROM abbreviations WHERE channel = ? AND convention = 'who'", (channel,))
        for channel in others:
            start = self.shared.order(channel, 0, others)
            self.connection.execute("UPDATE points SET ord = ? + number WHERE channel = ? AND ord <> ? + number", (start, channel, start))  # fmt: skip
            self.connection.execute("INSERT OR IGNORE INTO abbreviations VALUES (?, 'who', ?, ?)", (fold(channel), channel, channel))  # fmt: skip

    def _computed(self, kind: str, key: str, text: str) -> dict[str, Any]:
        """Return what acu works out for an entry from the points."""
        if kind == "channel":
            given = (self.shared.channels.get(key) or {}).get("points")
            return {} if given else {"points": [c for (c,) in self._rows("SELECT code FROM points WHERE channel = ? ORDER BY number", key)]}  # fmt: skip
        if kind == "role":
            sql = "SELECT p.code, p.pinyin, p.chinese, p.english, r.detail FROM roles r JOIN points p ON p.code = r.code WHERE r.role = ? ORDER BY p.ord, r.at"
            names = ("code", "pinyin", "chinese", "english", "detail")
            return {"members": [dict(zip(names, row, strict=True)) for row in self._rows(sql, key)]}
        if kind == "term":
            sql = "SELECT p.code FROM postings t JOIN points p ON p.code = t.code WHERE t.term = ? AND t.part = ? ORDER BY p.ord"  # fmt: skip
            return {part: [c for (c,) in self._rows(sql, key, part)] for part in ("main", "other")}
        counts = Counter(json.loads(text)["rests"])
        counts.update({what: n for (source, what), n in self.rests.items() if source == key})
        return {"rests": {what: counts[what] for what in sorted(counts) if counts[what]}}

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> Any:
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None


def _shipped(code: str) -> dict[str, Any] | None:
    path = Path(paths.shipped_data(), "points", f"{code}.yaml")
    if not os.path.isfile(path):
        return None
    data = read(path).data
    sound = isinstance(data, dict) and data.get("code") == code and next(misfits(data, Point), None) is None
    return data if sound else None


def _line(path: Path, where: tuple[str | int, ...]) -> int:
    try:
        return read(path).line(*where)
    except OSError:
        return 1


def _left_out(path: Path, problem: str) -> str:
    if len(problem) > _LONGEST_LINE:
        problem = problem[:_LONGEST_LINE] + " …"
    return f"{path}:{problem}; the file is left out"
