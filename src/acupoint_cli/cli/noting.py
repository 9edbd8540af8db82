"""`acu note`: set, extend, read, find, remove and bring back one's own notes."""

import sys
from typing import Any, NamedTuple

from .. import saying
from ..errors import FOUND, AcuError
from ..library import notes
from ..library.index import Index, open_index
from ..names.resolve import resolve
from ..render import records as out
from .output import TREES, Options, array, close, envelope, say_near, written_rows

Row = dict[str, Any]


class What(NamedTuple):
    """What is to be done with a note; at most one of these is set."""

    append: bool = False
    show: bool = False
    delete: bool = False
    undo: bool = False
    list_all: bool = False
    search: bool = False

    def chosen(self) -> list[str]:
        """Return the options that are set, as they are typed."""
        return [f"--{name.split('_')[0]}" for name in self._fields if getattr(self, name)]


def note(words: list[str], what: What, options: Options) -> int:
    """Do what is asked, and print the note as it stands then; a note that is gone prints nothing."""
    form = options.resolved("plain" if what.show else "tsv")
    try:
        rows = _done(words, what, options)
    except (AcuError, OSError) as problem:
        error = problem if isinstance(problem, AcuError) else _io(problem)
        if form in TREES:
            envelope({"notes": "[]"}, [error], form)
        return close([error])
    if form in TREES:
        envelope({"notes": array(rows, options)}, [], form)
    elif what.show and form in {"table", "plain"} and not options.fields:
        for line in rows[0]["note"].split("\n"):
            out.out(saying.clean(line))
    else:
        if form == "table":  # the day is enough
            rows = [{**row, "changed": (row["changed"] or "")[:10]} for row in rows]
        written_rows(rows, form, options, "Your notes" if what.list_all or what.search else "Your note")
    return FOUND


def _io(error: OSError) -> AcuError:
    where = f": {error.filename}" if error.filename else ""
    return AcuError("io", f"{error.strerror or error}{where}", "Nothing was changed.")


def _done(words: list[str], what: What, options: Options) -> list[Row]:
    chosen = what.chosen()
    if len(chosen) > 1:
        raise AcuError("usage", f"{' and '.join(chosen)} exclude each other", "Give one.")
    if what.list_all:
        if words:
            raise AcuError("usage", "--list takes no name", f"Try `acu note {words[0]} --show`.")
        return _all()
    if what.search:
        return _matching(" ".join(words))
    if not words or not words[0].strip():
        raise AcuError("usage", "note needs a point", 'Try `acu note KI-1 "a text"`, or --list for all your notes.')
    if len(words) > 1 and (what.show or what.delete or what.undo):
        raise AcuError("usage", f"{chosen[0]} takes a point and no text", f"Try `acu note {words[0]} {chosen[0]}`.")
    index = open_index()
    found = resolve(words[0], index, options.exact)
    say_near(words[0], found)
    code = found.code
    if what.show:
        return _all(code)
    if what.delete:
        change = notes.delete(code)
        if change.before is None:
            raise AcuError("not_found", f"there is no note on {code}", "", words[0])
        _say(change, f"the note on {code} is deleted; `acu note {code} --undo` brings it back.")
        return []
    if what.undo:
        change = notes.undo(code)
        if change.before == change.after:
            raise AcuError("not_found", f"there is nothing to bring back on {code}", "", words[0])
        _say(change, f"the note on {code} is as it was before the last change; --undo again takes this back.")
        return _rows(index, _entries([code]))
    return _set(words, code, index, what.append)


def _set(words: list[str], code: str, index: Index, append: bool) -> list[Row]:
    if len(words) == 1:
        from .editing import edited

        change = edited(code, index.titles([code])[0], append)
        if change is None:
            saying.note(f"acu: the note on {code} is unchanged.")
            return _rows(index, _entries([code]))
    else:
        text = _typed() if words[1:] == ["-"] else " ".join(words[1:])
        change = notes.write(code, text, append=append)
    if change.before == change.after:
        told = f"the note on {code} already reads so."
    elif change.before and not append:
        told = f"the note on {code} is replaced; `acu note {code} --undo` brings the former back."
    else:
        told = f"noted on {index.titles([code])[0]}."
    _say(change, told)
    return _rows(index, _entries([code]))


def _typed() -> str:
    """Return standard input, but never more than a note may hold and a letter."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        saying.note("acu: type the note; end with Ctrl-D.")
    return sys.stdin.read(notes.LONGEST * 2)


def _say(change: notes.Change, text: str) -> None:
    if change.aside:
        saying.note(f"Error: the notes file was damaged; it is kept as {change.aside}. What could be read of it stays.")
    saying.note(f"acu: {text}")


def _entries(codes: list[str] | None = None) -> dict[str, Row]:
    """Return the entries that hold a note, of these codes or of all; says what cannot be read."""
    book = notes.read()
    for fault in book.faults:
        saying.note(f"Error: {fault}; it is left out.")
    return {code: e for code, e in book.entries.items() if e["note"] and (codes is None or code in codes)}


def _all(code: str | None = None) -> list[Row]:
    index = open_index()
    rows = _rows(index, _entries([code] if code else None))
    if not rows:
        where = f" on {code}" if code else ""
        raise AcuError("not_found", f"there is no note{where}", f'Try `acu note {code or "KI-1"} "a text"`.')
    return rows


def _matching(query: str) -> list[Row]:
    from ..noted import matching

    if not query.strip():
        raise AcuError("usage", "there is nothing to search for", "Try `acu note --search insomnia`.")
    index = open_index()
    entries = _entries()
    hits = matching(index, query, {code: e["note"] for code, e in entries.items()})
    if not hits:
        raise AcuError("not_found", f"no note of yours holds {query[:60]!r}", "`acu note --list` shows all.", query)
    return _rows(index, {code: entries[code] for code in hits})


def _rows(index: Index, entries: dict[str, Row]) -> list[Row]:
    """Return rows in the order of the channels; notes on points that are gone come last."""
    known = {r[0]: r for r in index.rows("SELECT code, pinyin, chinese, english FROM points ORDER BY ord")}
    rows = []
    for code in [*(c for c in known if c in entries), *sorted(c for c in entries if c not in known)]:
        _, pinyin, chinese, english = known.get(code, (code, "", "", ""))
        entry = entries[code]
        changed = entry.get("changed")
        rows.append(
            {
                "code": code, "pinyin": pinyin, "chinese": chinese, "english": english, "note": entry["note"],
                "changed": changed if isinstance(changed, str) else None,
            }
        )  # fmt: skip
    return rows
