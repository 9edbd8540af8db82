"""Words of the trade: a code, a name, a class of points, an action or a pattern typed where a complaint is asked for."""

from __future__ import annotations

from ..library.index import Index
from ..lite import NamedTuple
from ..names.fold import fold
from ..names.lexicon import ACTS, LIGHT, MIND
from ..names.words import bag, stems, telling, tokens

# weights: see docs/search.md
NAMED, ROLE, PATTERN, ACTION = 60.0, 20.0, 5.0, 3.0
_LONGEST = 6  # words of the name of a class


class Named(NamedTuple):
    """A point that the words name: how, how much that counts, and why."""

    kind: str
    code: str
    score: float
    why: str


def by_code(index: Index, text: str) -> tuple[list[Named], bool]:
    """Return the points that a code means, the whole text or a word of it, and whether there is nothing else.

    Raises AcuError (out_of_range) for a code that cannot be.
    """
    if not any(c.isdigit() for c in text):
        return [], False
    from ..names.resolve import coded, resolve

    typed = " ".join(text.split())
    fits = coded(typed, index)
    if fits == []:
        resolve(typed, index)  # says which codes there are
    if fits:
        return [Named("code", code, NAMED, f"code: {typed}") for code in fits], True
    said = []
    words = typed.split()
    for word in words:
        letters = word.rstrip("0123456789").rstrip("-")
        if len(letters) == 2 and letters.isalpha() and len(found := coded(word, index) or []) == 1:
            said.append(Named("code", found[0], NAMED, f"code: {word}"))
    return said, len(said) == len(words)


def by_name(index: Index, text: str) -> list[Named]:
    """Return the points that are called so."""
    from ..names.resolve import LONGEST, named

    typed = " ".join(text.split())
    if not any(map(str.isalnum, typed)) or len(typed) > LONGEST:
        return []
    return [Named("name", code, NAMED, f"name: {typed.casefold()}") for code in named(typed, index)[1]]


def by_pattern(index: Index, words: list[str]) -> list[Named]:
    """Return the points that sources give for a pattern of this name, with the conditions in which."""
    key = bag(words, LIGHT)
    rows = index.rows("SELECT code, why FROM patterns WHERE phrase = ?", key) if key else []
    return [Named("pattern", code, PATTERN, why) for code, why in rows]


def by_role(index: Index, words: list[str], terms: bool) -> list[Named]:
    """Return the members of a class: "luo-connecting", "source points", "back shu of the lung".

    A single word is a class only if nothing but a channel or an organ stands beside it; where `terms` were found, a class
    takes two words.
    """
    for length in range(min(len(words), _LONGEST), 0, -1):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            rest = [
                w
                for w in words[:at] + words[at + length :]
                if w not in LIGHT and w not in {"channel", "meridian", "vessel"}
            ]
            if length == 1 and (terms or run[0] in LIGHT):
                continue
            names = (" ".join(stems(run)), fold("".join(run)))
            role = index.one("SELECT key FROM entry_names WHERE kind = 'role' AND name IN (?, ?)", *names)
            channel = _channel(index, rest) if role and rest else ""
            if role and (channel or not rest or length > 1):
                return _members(index, role, channel)
    return []


def _channel(index: Index, words: list[str]) -> str:
    names = (" ".join(stems(words)), fold("".join(words)))
    return index.one("SELECT key FROM entry_names WHERE kind = 'channel' AND name IN (?, ?)", *names) or ""


def _members(index: Index, role: str, channel: str) -> list[Named]:
    rows = index.rows("SELECT code, detail FROM roles WHERE role = ? ORDER BY code", role)
    if channel:
        called = {
            name for (name,) in index.rows("SELECT name FROM entry_names WHERE kind = 'channel' AND key = ?", channel)
        }
        own = [r for r in rows if r[0].startswith(f"{channel}-")]
        rows = [r for r in rows if _of(r[1], called)] or own or rows
    return [Named("role", code, ROLE, f"role: {role}{f' {detail}' if detail else ''}") for code, detail in rows]


def _of(detail: str | None, called: set[str]) -> bool:
    """Return whether the detail of a role tells of one channel or organ: "of the Lung"."""
    words = [w for w in tokens(detail or "") if w not in {"channel", "vessel"}]
    return bool(words) and (" ".join(stems(words)) in called or fold("".join(words)) in called)


def by_action(index: Index, words: list[str], terms: bool) -> list[Named]:
    """Return the points whose actions say so, the earlier among their actions and the fewer these are, the weightier."""
    if terms or len(words) < 2 or words[0] not in ACTS:
        return []
    wanted = [ACTS[words[0]], *(MIND if w in MIND else frozenset([w]) for w in telling(words[1:]))]
    if len(wanted) < 2:
        return []
    asked = " AND ".join("(" + " OR ".join(f'"{w}"' for w in sorted(group)) + ")" for group in wanted)
    out = []
    for code, text in index.rows("SELECT code, actions FROM texts WHERE texts MATCH ?", f"{{actions}} : ({asked})"):
        lines = text.split("\n")
        for i, line in enumerate(lines):
            held = set(stems(tokens(line)))
            if all(held & set(stems(sorted(group))) for group in wanted):
                score = ACTION + 1 / (1 + i) + 1 / len(lines)
                out.append(Named("action", code, score, f"action: {line}"))
                break
    return out
