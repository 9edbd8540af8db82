"""What the shell may complete. Each function returns (value, help) pairs; a broken index completes nothing."""

from collections.abc import Callable, Iterator

from ..lite import Any
from . import shells

Pairs = list[tuple[str, str]]
_STANDARD_FOLDED = 4  # names.resolve.STANDARD_FOLDED, which is not imported here: completion answers between two keys
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
_POINTS = {"show": True, "compare": True, "note": True, "related": False, "codes": False}


def asked_for(arguments: list[str]) -> str | None:
    """Return the answer to the question that a shell puts into the environment, None if Typer is to answer."""
    from os import environ

    shell, cword = environ.get("_ACU_COMPLETE", ""), environ.get("COMP_CWORD", "")
    if arguments or (shell == "complete_fish" and environ.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args"):
        return None
    if shell == "complete_bash":
        return answer(shell, environ.get("COMP_WORDS", ""), int(cword)) if cword.isdecimal() else None
    return answer(shell, environ.get("_TYPER_COMPLETE_ARGS", ""), None)


def answer(shell: str, line: str, position: int | None) -> str | None:
    """Return what the shell is told without Typer, None where only Typer knows: after options, or within quotes.

    `line` is what is typed so far, `position` the place of the word to complete (None: the last one).
    """
    if shell not in _SHELLS or any(c in line for c in "\"'\\\t") or not line.strip():
        return None
    if position is None:
        position = len(line.split()) - (not line.endswith(" "))
    before, incomplete = shells.bash_words(line, position)
    given = before[1:]
    if not before or any(w.startswith("-") for w in [*given, incomplete]):
        return None
    if not given:
        found = [(name, text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
    elif given[0] in _POINTS and (_POINTS[given[0]] or len(given) == 1):
        found = [(value, text) for value, text in points(incomplete) if value.startswith(incomplete)]
    else:
        return None
    return _SHELLS[shell](found, before, incomplete)


_SHELLS: dict[str, Callable[[Pairs, list[str], str], str]] = {
    "complete_bash": lambda found, before, raw: shells.bash_answer([value for value, _ in found], before, raw),
    "complete_zsh": lambda found, before, raw: shells.zsh_answer(found, before),
    "complete_fish": lambda found, before, raw: shells.fish_answer(found, before),
}


def _rows(sql: str, *values: str | int) -> list[tuple[str, ...]]:
    try:
        from ..library.index import open_index

        return open_index().rows(sql, *values)
    except Exception:
        return []


def points(incomplete: str) -> Pairs:
    """Complete codes and pinyin: "KI-1" with its pinyin, "yongq" with its code; small letters stay small."""
    from ..names.fold import fold
    from ..saying import clean

    typed = incomplete.upper()
    small = incomplete != typed and incomplete == incomplete.lower()
    sql = "SELECT code, pinyin, chinese FROM points WHERE code >= ? AND code < ? ORDER BY ord"
    rows = _rows(sql, typed, typed + _LAST)
    found = [(str(c).lower() if small else str(c), clean(f"{pinyin} {chinese}")) for c, pinyin, chinese in rows]
    key = fold(incomplete)
    if key and (small or not found):
        by_name = _rows("SELECT DISTINCT n.key, n.code, p.pinyin, p.chinese FROM names n JOIN points p ON p.code = n.code WHERE n.tier = ? AND n.key >= ? AND n.key < ? ORDER BY n.key", _STANDARD_FOLDED, key, key + _LAST)  # fmt: skip
        found += [(clean(name), clean(f"{code} {pinyin} {chinese}")) for name, code, pinyin, chinese in by_name]
    return found


def _entries(kind: str, incomplete: str, column: str, ctx: Any = None) -> Pairs:
    """Return keys that begin with what is typed, small letters or not; behind other words the rest of a key."""
    import json

    before = _words_before(ctx)
    typed = before + incomplete.casefold()
    out: Pairs = []
    for key, text in _rows("SELECT key, json FROM entries WHERE kind = ? ORDER BY ord", kind):
        if str(key).casefold().startswith(typed):
            value = json.loads(text).get(column)
            rest = str(key)[len(before) :]
            said = str(value["english"] if isinstance(value, dict) else value or "")
            out.append((incomplete + rest[len(incomplete) :] if not rest.startswith(incomplete) else rest, said))
    return out


def _words_before(ctx: Any) -> str:
    """Return the words of a name that stand before the one to complete, each with a blank after it."""
    given = (getattr(ctx, "params", None) or {}).get("name") or ()
    words = [given] if isinstance(given, str) else list(given)
    return "".join(f"{word.casefold()} " for word in words)


def channels(ctx: Any, incomplete: str) -> Pairs:
    """Complete the codes of channels and vessels, and for small letters their names."""
    found = _entries("channel", incomplete, "names", ctx)
    if incomplete.islower() or _words_before(ctx):
        import json

        before = _words_before(ctx)
        found = [(code.lower(), said) for code, said in found]
        for key, text in _rows("SELECT key, json FROM entries WHERE kind = 'channel' ORDER BY ord"):
            name = json.loads(text)["names"]["english"].casefold()
            if name.startswith(before + incomplete) and name != key.casefold():
                found.append((name[len(before) :], str(key)))
    return found


def roles(ctx: Any, incomplete: str) -> Pairs:
    """Complete the ids of classes of points."""
    return _entries("role", incomplete, "names", ctx)


def terms(ctx: Any, incomplete: str) -> Pairs:
    """Complete the terms of complaints."""
    return _entries("term", incomplete, "area", ctx)


def words(ctx: Any, incomplete: str) -> Pairs:
    """Complete points, then terms of complaints."""
    return [*points(incomplete), *_entries("term", incomplete, "area")]


def sources(ctx: Any, incomplete: str) -> Pairs:
    """Complete the keys of sources."""
    return _entries("source", incomplete, "title", ctx)


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


def conventions(incomplete: str) -> list[str]:
    """Complete the conventions of --codes and --replace."""
    from ..names.conventions import CODES

    return [name for name in CODES if name.startswith(incomplete.casefold())]


def policies(incomplete: str) -> Pairs:
    """Complete the policies of --safe-in."""
    known = [
        ("strict", "what any source lists"),
        ("classical", "what an old book lists"),
        ("listed=2", "what two list"),
    ]
    return [(name, said) for name, said in known if name.startswith(incomplete.casefold())]


def phases(incomplete: str) -> list[str]:
    """Complete the five phases."""
    from ..theory import PHASES

    return [name for name in PHASES if name.startswith(incomplete.casefold())]


def rules(incomplete: str) -> Pairs:
    """Complete the rules of `acu check`."""
    from ..library.check import RULES

    return [(key, said) for key, said in RULES.items() if key.startswith(incomplete.upper())]


def keys(ctx: Any, incomplete: str) -> list[str]:
    """Complete the last of the keys of --fields that a comma parts: those of the rows of the command."""
    import msgspec

    from ..envelopes import ANSWERS

    answer = ANSWERS.get(str(getattr(ctx, "info_name", "") or ""))
    rows = [f.type for f in msgspec.structs.fields(answer)] if answer else []
    inner = [t.__args__[0] for t in rows if getattr(t, "__origin__", None) is list]
    structs = [t for t in inner if isinstance(t, type) and issubclass(t, msgspec.Struct)]
    known = [f.encode_name for f in msgspec.structs.fields(structs[0])] if structs else []
    *before, last = incomplete.split(",")
    return [",".join([*before, key]) for key in known if key.startswith(last) and key not in before]
