"""`acu channel`, `acu role`, `acu term` and `acu source`: what points are described with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import saying
from ..errors import FOUND, AcuError
from ..library.index import Index, open_index
from ..render import records as out
from .output import TREES, Options, close, envelope, line, narrow, parsed, say_left_out, written_rows
from .points import Context

if TYPE_CHECKING:
    from ..library.filters import Filters

_TITLES = {
    "channel": ("channels", ("code", "names.english", "names.pinyin", "names.simplified", "count", "phase", "hours", "pair")),
    "role": ("roles", ("role", "names.english", "names.simplified", "expected")),
    "term": ("terms", ("term", "area", "simplified", "synonyms")),
    "source": ("sources", ("key", "title", "authors", "year", "kind")),
}  # fmt: skip


def entry(kind: str, name: str | None, options: Options, filters: Filters | None = None) -> int:
    """Print one channel, role, term or source whole; without a name all of them, a row each.

    `filters` leave out points of a term.
    """
    form = options.resolved("plain" if name is not None else "tsv")
    index = open_index()
    plural, columns = _TITLES[kind]
    more = _Term(index, name, filters) if kind == "term" else None
    if name is None:
        texts = [t for (t,) in index.rows("SELECT json FROM entries WHERE kind = ? ORDER BY ord", kind)]
    else:
        try:
            texts = [_find_entry(index, kind, name)]
        except AcuError as error:
            if form in TREES:
                envelope(more.parts("[]") if more else {plural: "[]"}, [error], form)
            if more:
                more.say()
            return close([error])
    if more:
        texts = [more.mended(text, form in TREES) for text in texts]
        if form != "table" or name is None:  # the card of a term says it itself
            more.say_urgent(form, options)
    if form in TREES:
        made = "[" + ",\n".join(line(out.escape(t), options) for t in texts) + "]"
        envelope(more.parts(made) if more else {plural: made}, [], form)
    elif form == "jsonl":
        for text in texts:
            out.out(line(out.escape(text), options))
    else:
        found = [parsed(text) for text in texts]
        if name is None and form in {"table", "plain", "tsv", "markdown"}:
            rows = [_row_of(record, columns) for record in found]
            title = f"{len(rows)} {plural}"
            if kind == "channel" and form == "table":
                title, rows = _for_people(found, rows)
            written_rows(rows, "tsv" if form == "plain" else form, options, title)
        elif form == "table":
            from ..render.table import Screen
            from .pager import Paged

            with Paged():
                if options.fields:
                    from ..render.fields import shown

                    Screen(options.color).labelled(shown(narrow(found[0], options), Context(index)))
                else:
                    Screen(options.color).whole(kind, found[0], Context(index))
        else:
            _written_entries(kind, found, form, options, Context(index))
    if more:
        more.say()
    return FOUND


def _for_people(found: list[dict[str, Any]], rows: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Return a title that counts channels, vessels and groups, and the rows with hours as people say them."""
    from ..render.words import hours

    kinds = [record["kind"] for record in found]
    groups = kinds.count("extra")
    title = f"{kinds.count('primary')} channels, {len(kinds) - kinds.count('primary') - groups} vessels, {groups} groups of extra points"
    shown = [{**row, "hours": hours(row["hours"]).split()[0] if row["hours"] else None} for row in rows]
    return title, [{**row, "count": row["count"] or None} for row in shown]


class _Term:
    """What an answer of `acu term` holds besides the vocabulary: urgent advice, cautions, what is left out, remarks."""

    def __init__(self, index: Index, name: str | None, filters: Filters | None) -> None:
        from ..library.filters import Filters, pick
        from ..searching.whom import for_whom

        self.index = index
        self.safe_in = filters.safe_in if filters else ()
        self.picked = pick(index, filters or Filters())
        self.whole = name is not None
        self.urgent: list[str] = []
        self.cautions: list[dict[str, Any]] = []
        self.left_out: list[dict[str, str]] = []
        self.remarks = for_whom(name or "", self.safe_in)

    def mended(self, text: str, tree: bool) -> str:
        """Return the JSON of a term without the points to leave out; that of one that is named has their cautions.

        A tree has them in its envelope.
        """
        from .dangers import of_term

        if not self.whole and not self.picked.unsafe:
            return text
        record, cautions, left = of_term(self.index, parsed(text), self.picked)
        if self.whole:
            self.cautions = cautions
            record = record if tree else {**record, "cautions": cautions}
        self.left_out += [entry for entry in left if entry not in self.left_out]
        self.urgent += [record["urgent"]] if self.whole and record["urgent"] else []
        return out.dumps(record)

    def parts(self, terms: str) -> dict[str, str]:
        """Return the parts of the envelope."""
        lists = {"cautions": self.cautions, "left_out": self.left_out, "remarks": self.remarks}
        return {"urgent": out.dumps(self.urgent), "terms": terms, **{k: out.dumps(v) for k, v in lists.items()}}

    def say_urgent(self, form: str, options: Options) -> None:
        from .dangers import say_urgent

        say_urgent(self.urgent, form, options, True)

    def say(self) -> None:
        """Say on standard error what was left out, and what holds for the one to be treated."""
        for remark in self.remarks:
            saying.note(f"acu: {remark}")
        say_left_out(self.left_out, self.safe_in)


def _row_of(record: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    row = {}
    for column in columns:
        top, _, sub = column.partition(".")
        row[sub or top] = (record.get(top) or {}).get(sub) if sub else record.get(top)
    return row


def _written_entries(
    kind: str, found: list[dict[str, Any]], form: str, options: Options, context: Context
) -> None:  # fmt: skip
    for record in found:
        if form == "markdown" and not options.fields:
            from ..render.entry import entry_markdown

            out.out(entry_markdown(kind, record, context))
            continue
        narrowed = narrow(record, options)
        if form == "plain":
            if narrowed.get("urgent"):  # what must be read first comes first
                narrowed = {"urgent": narrowed["urgent"], **narrowed}
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
        keys = codes.readings(codes.key(name), index)
    for folded in dict.fromkeys((fold(name), " ".join(stems(tokens(name))))):
        keys = keys or [k for (k,) in index.rows("SELECT DISTINCT key FROM entry_names WHERE kind = ? AND name = ? ORDER BY key", kind, folded)]  # fmt: skip
    if len(keys) == 1:
        return str(index.one("SELECT json FROM entries WHERE kind = ? AND key = ?", kind, keys[0]))
    if keys:
        raise AcuError("ambiguous", f"{name!r} may be {', '.join(keys)}", "Give one of these.", name, tuple(keys))
    shown = name if len(name) <= 60 else name[:57] + "..."
    if kind == "term":
        from .topics import topic_of

        topic = topic_of(name)
        if topic:
            hint = f"It is a word of acu's own: `acu help {topic}`."
            raise AcuError("not_found", f"no term of complaints is called {shown!r}", hint, name)
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
