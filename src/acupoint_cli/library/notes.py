"""The user's own notes: one file, notes.jsonl, beside the user's points; one note a line, {"code", "note", "changed", "was"}.

Why lines of JSON: a damaged line takes only its own note along, any editor and `grep` can read it, a backup or a merge of
two machines keeps both sides' lines, and it needs no library. (YAML would take longer to load than the card it is for;
SQLite cannot be read without acu.) `was` is what stood there before the last change, so that --undo can bring it back.
Keys that this version does not know, and notes on points that are gone, are kept.
"""

import os
from typing import Any, NamedTuple

from ..errors import AcuError
from ..saying import note
from . import paths

LONGEST = 100_000  # letters of one note
_LARGEST = 500_000_000  # bytes of the file


class Book(NamedTuple):
    """What the file holds: an entry a code, in the order of the file, and what could not be read."""

    entries: dict[str, dict[str, Any]]
    faults: list[str]


class Change(NamedTuple):
    """What a change did: the text before and after (None: no note), and where a damaged file was set aside."""

    before: str | None
    after: str | None
    aside: str | None


def path() -> str:
    """Return where the notes are kept; a link leads to the file that it names."""
    return os.path.realpath(paths.notes())


def texts() -> dict[str, str]:
    """Return the notes by code; what cannot be read is said on standard error and left out."""
    if not paths.has_notes():
        return {}
    try:
        book = read()
    except OSError as error:
        note(f"Error: {path()}: {error.strerror or error}; your notes are left out.")
        return {}
    for fault in book.faults:
        note(f"Error: {fault}; it is left out.")
    return {code: entry["note"] for code, entry in book.entries.items() if entry["note"]}


def read() -> Book:
    """Return what the notes file holds; empty if there is none. Raises OSError if it cannot be read."""
    if not paths.has_notes():
        return Book({}, [])
    import json

    place = path()
    if os.path.getsize(place) > _LARGEST:
        raise OSError(27, f"larger than {_LARGEST // 1_000_000} MB", place)
    with open(place, "rb") as file:
        raw = file.read()
    entries: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):  # at b"\n" only
        if not line.strip():
            continue
        try:
            entry = json.loads(line.decode("utf-8"))
            code, note = entry["code"].strip().upper(), entry["note"]
            if not code or not isinstance(note, str) or not isinstance(entry.get("was", ""), str):
                raise ValueError
            note.encode("utf-8")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            faults.append(f"{place}:{number}: this is no note")
            continue
        known = entries.get(code)
        if known and note and known["note"] not in ("", note):  # two machines' lines, merged: both are kept
            note = f"{known['note']}\n{note}"
        entries[code] = {**entry, "code": code, "note": note or (known["note"] if known else "")}
    return Book(entries, faults)


def write(code: str, text: str, expected: str | None = None, append: bool = False) -> Change:
    """Set, or extend, the note on a point.

    With `expected` (what the user saw before; "" for none) the note is only changed if it still reads so. Raises
    AcuError: usage for an empty or endless note, io if another process changed it or cannot be waited for; OSError.
    """
    text = tidy(text)
    if not text:
        raise AcuError("usage", "the note is empty", "Give a text; --delete removes a note.", code)

    def change(entry: dict[str, Any]) -> str:
        now = str(entry["note"])
        if expected is not None and now != expected:
            raise AcuError("io", f"the note on {code} was changed meanwhile", "See it with --show.", code)
        new = f"{now}\n{text}" if append and now else text
        if len(new) > LONGEST:
            raise AcuError("usage", f"a note of {len(new)} letters is too long", f"At most {LONGEST} are kept.", code)
        return new

    return _changed(code, change)


def delete(code: str) -> Change:
    """Remove the note on a point; it can be brought back with `undo`. `before` is None if there was none."""
    return _changed(code, lambda entry: "")


def undo(code: str) -> Change:
    """Bring back what stood there before the last change; a second undo takes it away again."""
    return _changed(code, lambda entry: str(entry.get("was", entry["note"])))


def tidy(text: str) -> str:
    """Return a note without blank lines at its ends and blanks at the ends of its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _changed(code: str, change: Any) -> Change:
    """Read, change and replace the file under its lock; a damaged file keeps its bytes under another name."""
    from datetime import UTC, datetime

    from . import keep

    place = path()
    if os.path.lexists(place) and not os.path.isfile(place):
        raise AcuError("io", f"{place} is no file", "Move it away; acu keeps your notes there.", code)
    with keep.Lock(place):
        book = read()
        entry = book.entries.get(code, {"code": code, "note": ""})
        before = str(entry["note"])
        after = change(entry)
        if after == before and not book.faults:
            return Change(before or None, after or None, None)
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if after != before:
            book.entries[code] = {**entry, "note": after, "changed": stamp, "was": before}
        data = "".join(f"{_line(entry)}\n" for entry in book.entries.values()).encode("utf-8")
        aside = keep.set_aside(place) if book.faults else None
        keep.replace(place, data)
    return Change(before or None, after or None, aside)


def _line(entry: dict[str, Any]) -> str:
    """Return an entry as a line of JSON that a terminal may show: what cannot be printed is escaped."""
    import json

    text = json.dumps(entry, ensure_ascii=False)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
