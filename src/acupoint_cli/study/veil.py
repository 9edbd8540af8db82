"""Places told without saying whose: a point's own names taken out of the text of its location."""

import re
from typing import Any

from ..names.fold import fold, is_han
from ..names.keys import pieces
from .deck import Deck


def own_names(record: dict[str, Any]) -> list[str]:
    """Return the code and every name of a point, the longest first."""
    names = record["names"]
    found = [record["code"], names["pinyin"], names["simplified"], names["traditional"], *names["english"]]
    found += [names[k] for k in ("korean", "japanese", "kana", "vietnamese") if names[k]]
    found += [piece for o in names["other"] for piece in (*pieces(o["name"]), *filter(None, [o["english"]]))]
    found += ["".join(fold(c) if not is_han(c) and c.isalpha() else c for c in names["pinyin"])]
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def veiled(text: str, names: list[str], mark: str = "…") -> str:
    """Return `text` with each of these names, written as a word of its own in any case, replaced by `mark`."""
    for name in names:
        edge = "" if any(map(is_han, name)) else r"(?<![\w-])"
        end = "" if any(map(is_han, name)) else r"(?!\w)"
        text = re.sub(edge + re.escape(name) + end, mark, text, flags=re.IGNORECASE)
    return text


def said(deck: Deck, code: str) -> str:
    """Return where a point lies, itself called "this point", so that no choice names what it is."""
    record = deck.records[code]
    names = [n for n in own_names(record) if n not in record["names"]["english"] and not n.islower()]
    plain = [n for n in names if n == code or n in record["names"].values()]
    return veiled(record["location"], plain, "this point")
