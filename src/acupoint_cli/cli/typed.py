"""Names as they come from the shell: words that make one name only together are joined, `acu show zu san li`."""

from __future__ import annotations

from ..errors import AcuError
from ..library.index import Index
from ..names.resolve import coded, named, resolve

_MOST = 9  # words of a name, and of what is tried
_EACH = 5


def joined(arguments: list[str], index: Index, exact: bool = False) -> list[str]:
    """Return the names that arguments stand for: as they are, unless they fit together in one way only.

    Arguments that are names or codes by themselves are never joined, nor is one that holds a blank: it was quoted.
    """
    if (
        not 1 < len(arguments) <= _MOST
        or not all(a.strip() and a != "-" for a in arguments)
        or all(_known(a, index) for a in arguments)
    ):
        return arguments
    ways = _ways(tuple(arguments), index)
    if len(ways) == 1:
        return ways[0]
    whole = " ".join(arguments)
    alone = any(" " in a or _says(a, index, exact) for a in arguments)
    if not ways and not alone and _says(whole, index, exact, telling=True):
        return [whole]  # a near miss of one name, or a code that cannot be: no word by itself is any name
    return arguments


def single(arguments: list[str], index: Index, exact: bool = False) -> str:
    """Return the one name that arguments stand for; raises AcuError (usage) where they are several names."""
    names = joined(arguments, index, exact)
    if len(names) > 1 and all(_known(name, index) for name in names):
        told = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
        raise AcuError("usage", f"one point is asked for, not {len(names)} ({told})", "Give one.", " ".join(arguments))
    return " ".join(arguments)


def instead(arguments: list[str]) -> str:
    """Return what to type in place of words that are no command: `acu show KI-1`, `acu search insomnia`; "" if unknown."""
    from ..library.index import open_index
    from ..searching import terms_in

    words = [a for a in arguments if not a.startswith("-")]
    whole = " ".join(words)
    try:
        index = open_index()
        if len(whole) > 200 or not whole.strip():
            return ""
        show = f"acu show {' '.join(map(_quoted, words))}"
        if _known(words[0], index) or len(joined(words, index)) < len(words):
            return show
        if terms_in(index, whole):
            return f"acu search {_quoted(whole)}"
        return show if _says(whole, index, exact=False) else ""
    except AcuError:
        return ""


def _quoted(word: str) -> str:
    """Return a word as a shell takes it."""
    from shlex import quote

    return (
        f'"{word}"' if "'" in word and not any(c in word for c in '"$`\\!') else quote(word) if word.isascii() else word
    )


def _known(name: str, index: Index) -> bool:
    """Return whether a text is a code or a name by itself, be it of several points."""
    typed = " ".join(name.split())
    return bool(typed) and len(typed) <= 200 and bool(coded(typed, index) or named(typed, index)[1])


def _ways(words: tuple[str, ...], index: Index) -> list[list[str]]:
    """Return every way to cut words into names: at most two, for a second is one too many."""
    if not words:
        return [[]]
    out: list[list[str]] = []
    for size in range(1, min(_EACH, len(words)) + 1):
        if size > 1 and any(" " in word for word in words[:size]):
            break
        head = " ".join(words[:size])
        if _known(head, index):
            out += [[head, *rest] for rest in _ways(words[size:], index)]
        if len(out) > 1:
            return out[:2]
    return out


def _says(name: str, index: Index, exact: bool, telling: bool = False) -> bool:
    """Return whether a text means a point; `telling`: or an error that tells more than that it means none."""
    try:
        return bool(resolve(name, index, exact))
    except AcuError as error:
        return error.code == "ambiguous" or (telling and (error.code == "out_of_range" or bool(error.candidates)))
