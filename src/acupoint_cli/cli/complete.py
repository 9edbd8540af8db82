"""What the shell may complete. Each function returns (value, help) pairs; a broken index completes nothing."""

from collections.abc import Callable, Iterator

Pairs = list[tuple[str, str]]
_LAST = "\U0010ffff"  # after every character

# The commands as Typer completes them, each with the first words of its help; a test compares them with Typer's own.
COMMANDS = {
    "show": "Show points: where they are, what they do,...",
    "search": "Find points for a complaint, action, place...",
    "related": "List the points that belong with one, each...",
    "list": "List all points, one a line, with the same...",
    "compare": "Compare two to four points side by side: =...",
    "note": "Keep a note of your own on a point: cards...",
    "new": "Make a file to fill in, for a point of...",
    "codes": "Print a point's code and name in every...",
    "combine": "List published combinations that hold...",
    "channel": "Show a channel or vessel: names, phase,...",
    "role": "Show a class of points: what it means, who...",
    "term": "Show a word of the vocabulary: its...",
    "source": "Show a source: its edition, how it was...",
    "scan": "Find the points named in any text,...",
    "quiz": "Examine yourself on all points or some:...",
    "export": "Write the whole set, or a part of it, for...",
    "check": "Check the data: every fault as path:line:...",
    "help": "Explain a topic or a command: safety,...",
    "completion": "Print the completion script of a shell;...",
}
# Commands whose arguments are points, and whether they take more than one.
_POINTS = {"show": True, "compare": True, "note": True, "combine": True, "related": False, "codes": False}


def asked_for(arguments: list[str]) -> str | None:
    """Return the answer to the question that a shell puts into the environment, None if Typer is to answer."""
    from os import environ

    shell, cword = environ.get("_ACU_COMPLETE", ""), environ.get("COMP_CWORD", "")
    if arguments or (shell == "complete_fish" and environ.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args"):
        return None
    if shell == "complete_bash":
        return answer(shell, environ.get("COMP_WORDS", ""), int(cword)) if cword.isdecimal() else None
    return answer(shell, environ.get("_TYPER_COMPLETE_ARGS", ""), None)


def answer(shell: str, line: str, word: int | None) -> str | None:
    """Return what the shell is told without Typer, None where only Typer knows: after options, or within quotes.

    `line` is what is typed so far, `word` the position of the word to complete (None: the last one).
    """
    if shell not in _SHELLS or any(c in line for c in "\"'\\\n\t") or not line.strip():
        return None
    words = line.split()
    if word is None:
        word = len(words) if line.endswith(" ") else len(words) - 1
    given, incomplete = words[1:word], (words[word] if 0 <= word < len(words) else "")
    if word < 1 or any(w.startswith("-") for w in [*given, incomplete]):
        return None
    if not given:
        found = [(name, text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
    elif given[0] in _POINTS and (_POINTS[given[0]] or len(given) == 1):
        found = [(value, text) for value, text in points(incomplete) if value.startswith(incomplete)]
    else:
        return None
    if any("[" in text or "\\" in text or len(text) > 70 for _, text in found):  # Rich would change these
        return None
    return _SHELLS[shell](found)


def _zsh(found: Pairs) -> str:
    def escape(text: str) -> str:
        for raw, safe in (('"', '""'), ("'", "''"), ("$", "\\$"), ("`", "\\`"), (":", "\\\\:")):
            text = text.replace(raw, safe)
        return text

    lines = "\n".join(f'"{escape(value)}":"{escape(text)}"' for value, text in found)
    return f"_arguments '*: :(({lines}))'" if lines else "_files"


_SHELLS: dict[str, Callable[[Pairs], str]] = {
    "complete_bash": lambda found: "\n".join(value for value, _ in found),
    "complete_zsh": _zsh,
    "complete_fish": lambda found: "\n".join(f"{value}\t{text}" for value, text in found),
}


def _rows(sql: str, *values: str) -> list[tuple[str, ...]]:
    try:
        from ..library.index import open_index

        return open_index().rows(sql, *values)
    except Exception:
        return []


def points(incomplete: str) -> Pairs:
    """Complete codes and pinyin: "KI-1" with its pinyin, "yongq" with its code."""
    from ..names.fold import fold
    from ..render.records import clean

    typed = incomplete.upper()
    sql = "SELECT code, pinyin, chinese FROM points WHERE code >= ? AND code < ? ORDER BY ord"
    found = [(str(c), clean(f"{pinyin} {chinese}")) for c, pinyin, chinese in _rows(sql, typed, typed + _LAST)]
    key = fold(incomplete)
    if key and not found:
        by_name = _rows("SELECT DISTINCT n.key, n.code, p.pinyin, p.chinese FROM names n JOIN points p ON p.code = n.code WHERE n.tier = 4 AND n.key >= ? AND n.key < ? ORDER BY n.key", key, key + _LAST)  # fmt: skip
        found = [(clean(name), clean(f"{code} {pinyin} {chinese}")) for name, code, pinyin, chinese in by_name]
    return found


def _entries(kind: str, incomplete: str, column: str) -> Pairs:
    import json

    typed = incomplete.casefold()
    out: Pairs = []
    for key, text in _rows("SELECT key, json FROM entries WHERE kind = ? ORDER BY ord", kind):
        if str(key).casefold().startswith(typed):
            record = json.loads(text)
            value = record.get(column)
            out.append((str(key), str(value["english"] if isinstance(value, dict) else value or "")))
    return out


def channels(incomplete: str) -> Pairs:
    """Complete the codes of channels and vessels."""
    return _entries("channel", incomplete, "names")


def roles(incomplete: str) -> Pairs:
    """Complete the ids of classes of points."""
    return _entries("role", incomplete, "names")


def terms(incomplete: str) -> Pairs:
    """Complete the terms of complaints."""
    return _entries("term", incomplete, "area")


def sources(incomplete: str) -> Pairs:
    """Complete the keys of sources."""
    return _entries("source", incomplete, "title")


def regions(incomplete: str) -> Pairs:
    """Complete regions, surfaces and parts of the body."""
    typed = incomplete.casefold()
    rows = _rows("SELECT DISTINCT value FROM facets WHERE kind = 'region' ORDER BY value")
    return [(str(v), "") for (v,) in rows if str(v).casefold().startswith(typed)]


def topics(incomplete: str) -> Iterator[str]:
    """Complete the topics of `acu help`."""
    from .misc import TOPICS

    return (t for t in TOPICS if t.startswith(incomplete))


def kinds(incomplete: str) -> list[str]:
    """Return the kinds of relation that begin so."""
    from ..relate import KINDS

    written = [kind.replace(" ", "-") for kind in KINDS]
    return [kind for kind in written if kind.startswith(incomplete.casefold())]


def asked(incomplete: str) -> Pairs:
    """Complete the kinds of questions of a quiz."""
    from ..study.kinds import KINDS

    return [(k.kind, k.asks) for k in KINDS if k.kind.startswith(incomplete.casefold())]


def exports(incomplete: str) -> Pairs:
    """Complete the formats of `acu export`."""
    from ..export import FORMATS

    return [(name, form.says) for name, form in FORMATS.items() if name.startswith(incomplete)]
