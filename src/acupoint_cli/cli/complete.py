"""What the shell may complete. Each function returns (value, help) pairs; a broken index completes nothing."""

from collections.abc import Iterator

Pairs = list[tuple[str, str]]


def _rows(sql: str, *values: str) -> list[tuple[str, ...]]:
    try:
        from ..library.index import open_index

        return open_index().rows(sql, *values)
    except Exception:
        return []


def points(incomplete: str) -> Pairs:
    """Complete codes and pinyin: "KI-1" with its pinyin, "yongq" with its code."""
    from ..names.fold import fold

    typed = incomplete.upper()
    found = [
        (str(code), f"{pinyin} {chinese}")
        for code, pinyin, chinese in _rows("SELECT code, pinyin, chinese FROM points ORDER BY ord")
        if str(code).startswith(typed)
    ]
    key = fold(incomplete)
    if key and not found:
        by_name = _rows("SELECT DISTINCT n.key, n.code, p.pinyin, p.chinese FROM names n JOIN points p ON p.code = n.code WHERE n.tier = 4 AND n.key >= ? AND n.key < ? ORDER BY n.key", key, key + "\uffff")  # fmt: skip
        found = [(str(name), f"{code} {pinyin} {chinese}") for name, code, pinyin, chinese in by_name]
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
