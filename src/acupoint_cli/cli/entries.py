"""`acu channel`, `acu role`, `acu term` and `acu source`: what points are described with."""

from typing import Any

from ..errors import FOUND, AcuError
from ..library.index import Index, open_index
from ..render import records as out
from .output import TREES, Options, close, envelope, line, narrow, parsed, written_rows
from .points import Context

_TITLES = {
    "channel": ("channels", ("code", "names.english", "names.pinyin", "names.simplified", "count", "phase", "hours", "pair")),
    "role": ("roles", ("role", "names.english", "names.simplified", "expected")),
    "term": ("terms", ("term", "area", "simplified", "synonyms")),
    "source": ("sources", ("key", "title", "authors", "year", "kind")),
}  # fmt: skip


def entry(kind: str, name: str | None, options: Options) -> int:
    """Print one channel, role, term or source whole; without a name all of them, a row each."""
    form = options.resolved("plain" if name is not None else "tsv")
    index = open_index()
    plural, columns = _TITLES[kind]
    if name is None:
        texts = [t for (t,) in index.rows("SELECT json FROM entries WHERE kind = ? ORDER BY ord", kind)]
    else:
        try:
            texts = [_find_entry(index, kind, name)]
        except AcuError as error:
            if form in TREES:
                envelope({plural: "[]"}, [error], form)
            return close([error])
    if form in TREES:
        envelope({plural: "[" + ",\n".join(line(out.escape(t), options) for t in texts) + "]"}, [], form)
    elif form == "jsonl":
        for text in texts:
            out.out(line(out.escape(text), options))
    else:
        found = [parsed(text) for text in texts]
        if name is None and form in {"table", "plain", "tsv", "markdown"}:
            rows = [_row_of(record, columns) for record in found]
            written_rows(rows, "tsv" if form == "plain" else form, options, f"{len(rows)} {plural}")
        elif form == "table":
            from ..render.table import Screen

            Screen(options.color).entry(kind, found[0], Context(index))
        else:
            _written_entries(found, form, options)
    return FOUND


def _row_of(record: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    row = {}
    for column in columns:
        top, _, sub = column.partition(".")
        row[sub or top] = (record.get(top) or {}).get(sub) if sub else record.get(top)
    return row


def _written_entries(found: list[dict[str, Any]], form: str, options: Options) -> None:
    for record in found:
        narrowed = narrow(record, options)
        if form == "plain":
            for line in out.plain(narrowed):
                out.out(line)
        elif form == "tsv":
            for line in out.tsv([narrowed], options.header):
                out.out(line)
        elif form == "markdown":
            out.out(out.to_markdown(str(next(iter(record.values()))), narrowed))


def _find_entry(index: Index, kind: str, name: str) -> str:
    from ..names import codes
    from ..names.fold import fold
    from ..names.words import stems, tokens

    if not name.strip():
        raise AcuError("usage", f"an empty name names no {kind}", f"`acu {kind}` lists them all.", name)
    keys: list[str] = []
    if kind == "channel":
        keys = codes.readings(fold(name), index)
    for folded in dict.fromkeys((fold(name), " ".join(stems(tokens(name))))):
        keys = keys or [k for (k,) in index.rows("SELECT DISTINCT key FROM entry_names WHERE kind = ? AND name = ? ORDER BY key", kind, folded)]  # fmt: skip
    if len(keys) == 1:
        return str(index.one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, keys[0]))
    if keys:
        raise AcuError("ambiguous", f"{name!r} may be {', '.join(keys)}", "Give one of these.", name, tuple(keys))
    shown = name if len(name) <= 60 else name[:57] + "..."
    near = _like(index, kind, name) if len(name) < 60 else []
    hint = f"Did you mean {' or '.join(near)}?" if near else f"`acu {kind}` lists them all."
    raise AcuError("not_found", f"no {kind} is called {shown!r}", hint, name, tuple(near))


def _like(index: Index, kind: str, name: str) -> list[str]:
    """Return up to three entries that may be meant: terms that hold the word, else names few slips away from one of some length."""
    from ..names.fold import fold
    from ..names.near import LEAST_LENGTH, nearest_words
    from ..names.words import stems, tokens

    if kind == "term":
        words = stems(tokens(name))
        held = [t for word in words for (t,) in index.rows("SELECT term FROM term_words WHERE word = ? ORDER BY length(term)", word)]  # fmt: skip
        named = [t for t in dict.fromkeys(held) if set(words) <= set(stems(tokens(t)))]
        near = index.one("SELECT near FROM lacking WHERE phrase = ?", " ".join(tokens(name)))
        if named or near:
            return named[:3] or str(near).split(", ")
    if len(fold(name)) < LEAST_LENGTH:
        return []
    known = [k for (k,) in index.rows("SELECT DISTINCT name FROM entry_names WHERE kind = ?", kind)]
    near = nearest_words(fold(name), known)[:3]
    return list(dict.fromkeys(k for n in near for (k,) in index.rows("SELECT key FROM entry_names WHERE kind = ? AND name = ?", kind, n)))  # fmt: skip
