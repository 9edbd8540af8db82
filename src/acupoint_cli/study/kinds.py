"""The kinds of questions: their names, and what each asks."""

from typing import NamedTuple

from ..errors import AcuError
from ..names.fold import fold


class Kind(NamedTuple):
    """One kind: its name, how it is titled, whether it offers choices, and what it asks."""

    kind: str
    title: str
    choices: bool
    asks: str


KINDS = (
    Kind("name-code", "name → code", False, "the code of a point, from its names; in any convention"),
    Kind("code-name", "code → name", False, "a name of a point, from its code: pinyin, characters or English"),
    Kind("location-point", "location → point", False, "which point lies here: its code or a name"),
    Kind("point-location", "point → location", True, "where a point lies, among places of its neighbours"),
    Kind("role-points", "role → points", True, "which point holds a role, such as luo-connecting"),
    Kind("action-points", "action → points", True, "which point has an action, such as calming the spirit"),
    Kind("caution", "caution", True, "which danger the sources list for a point; only of points that have one"),
    Kind("characters-pinyin", "characters → pinyin", False, "how the characters are read; tones may be left out"),
    Kind("level", "level", True, "which point lies level with another; only where the sources say so"),
)
BY_NAME = {k.kind: k for k in KINDS}


def chosen(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds asked for, all of them for none; "name→code", "name->code" and "name code" are name-code.

    Raises AcuError (usage) for a kind that there is not.
    """
    if not names:
        return tuple(BY_NAME)
    keys = {fold(k.kind): k.kind for k in KINDS}
    out = []
    for name in names:
        kind = keys.get(fold(name))
        if kind is None:
            raise AcuError(
                "usage", f"--ask {name!r} is no kind of question", f"Choose from: {', '.join(BY_NAME)}.", name
            )
        out.append(kind)
    return tuple(dict.fromkeys(out))
