"""Which points does the user ask for? The filters that search, list, quiz and export share."""

from __future__ import annotations

from ..errors import AcuError
from ..lite import TYPE_CHECKING, NamedTuple
from ..names import codes
from ..names.extras import is_extra
from ..names.fold import fold
from ..theory import FIVE, PHASES, TRANSPORTING
from .index import Index

if TYPE_CHECKING:
    from collections.abc import Iterable

# --safe-in: kinds of caution that leave a point out.
UNSAFE = {
    "pregnancy": ("pregnancy",),
    "moxa": ("moxa",),
    "needling": ("needling", "lung", "heart", "organ", "vessel", "nerve", "cord", "eye"),
    "children": ("infant",),
    "pressing": ("pressure",),
    "bleeding-tendency": ("bleeding-tendency", "vessel"),
}
# What a caution says of people who bleed easily: its `when` holds one of these.
BLEEDS = ("tendency to bleed", "bleeding disorder", "bleed easily", "blood thinner", "anticoagula")
# Kinds that a caution of another kind counts for as well, where its words speak of them; strict leaves out too many, not too few.
SPOKEN = {
    "bleeding-tendency": BLEEDS,
    "pregnancy": ("in pregnancy", "pregnant", "during pregnancy"),
    "infant": (
        "infants",
        "children and",
        "children who",
        "in children",
        "to children",
        "the young",
        "of children under",
    ),
}


class Filters(NamedTuple):
    """What was asked for; the values of one filter are alternatives, the filters hold together."""

    channels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    safe_in: tuple[str, ...] = ()
    limit: int | None = None
    policy: str = "strict"  # of safe_in: strict, classical, or listed=N
    pressed: bool = False  # only points that a source recommends or allows to press


def filters_of(
    channels: str | Iterable[str] = (),
    roles: str | Iterable[str] = (),
    regions: str | Iterable[str] = (),
    phases: str | Iterable[str] = (),
    safe_in: str | Iterable[str] = (),
    limit: int | None = None,
    policy: str = "strict",
    pressed: bool = False,
) -> Filters:
    """Return filters from what a program gives, one text standing for itself; raises AcuError (usage) for what is none.

    Whether a channel or a role exists is seen by `pick`.
    """
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise AcuError("usage", f"limit {limit!r} is no number of points", "Give 0 or more; 0 is all.", str(limit))
    if not isinstance(policy, str):
        raise AcuError("usage", f"policy {policy!r} is no text", "Give strict, classical or listed=2.", str(policy))
    return Filters(
        _texts("channels", channels),
        _texts("roles", roles),
        _texts("regions", regions),
        _texts("phases", phases),
        _texts("safe_in", safe_in),
        limit,
        policy,
        bool(pressed),
    )


def _texts(name: str, given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the values of one filter."""
    try:
        values = (given,) if isinstance(given, str) else tuple(given)
    except TypeError:
        values = ()
        wrong = True
    else:
        wrong = any(not isinstance(value, str) for value in values)
    if wrong:
        raise AcuError("usage", f"{name} {given!r} is no text, nor a list of texts", "Give one, or a list.", str(given))
    return values


class Picked(NamedTuple):
    """The codes that pass (None: no filter was given), and those left out for safety, with the kind of caution."""

    codes: set[str] | None
    unsafe: dict[str, str]
    safe_in: tuple[str, ...] = ()

    def passes(self, code: str) -> bool:
        """Return whether a point passes the filters, safety apart."""
        return self.codes is None or code in self.codes


def pick(index: Index, filters: Filters) -> Picked:
    """Return what the filters let through; raises AcuError (usage) for a value that is none."""
    wanted: set[str] | None = None
    for kind, values in (
        ("channel", [_channel(index, c) for c in filters.channels]),
        ("role", [role for r in filters.roles for role in _role(index, r)]),
        ("region", [_region(index, r) for r in filters.regions]),
        ("phase", [_phase(p) for p in filters.phases]),
    ):
        if values:
            marks = ", ".join("?" * len(values))
            found = {c for (c,) in index.rows(f"SELECT code FROM facets WHERE kind = ? AND value IN ({marks})", kind, *values)}  # fmt: skip
            wanted = found if wanted is None else wanted & found
    if filters.pressed:
        pressed = pressed_codes(index)
        wanted = pressed if wanted is None else wanted & pressed
    return Picked(wanted, _unsafe(index, filters.safe_in, filters.policy), filters.safe_in)


def pressed_codes(index: Index) -> set[str]:
    """Return the points that a source recommends or allows to press."""
    return {c for (c,) in index.rows("SELECT code FROM facets WHERE kind = 'pressed' AND value = 'yes'")}


def _unsafe(index: Index, safe_in: tuple[str, ...], policy: str) -> dict[str, str]:
    """Return the points to leave out, each with the kind of caution.

    strict leaves out what any source lists, classical what an old book lists (as a source or by name), listed=N what at
    least N sources list.
    """
    least = _least(policy)
    listed: dict[str, set[str]] = {}
    kind_of: dict[str, str] = {}
    for what in safe_in:
        kinds = UNSAFE.get(what.strip().casefold())
        if kinds is None:
            raise _usage("--safe-in", what, list(UNSAFE))
        marks = ", ".join("?" * len(kinds))
        sql = f"SELECT code, kind, sources, classical FROM cautions WHERE kind IN ({marks}) ORDER BY level DESC"
        for code, kind, sources, classical in index.rows(sql, *kinds):
            if least is not None or classical:
                kind_of[code] = kind
                listed.setdefault(code, set()).update(sources.split())
    return {code: kind for code, kind in kind_of.items() if least is None or not least or len(listed[code]) >= least}


def _least(policy: str) -> int | None:
    """Return how many sources must list a point: 0 for strict, None for classical."""
    name, equals, number = policy.strip().casefold().partition("=")
    if name in {"strict", "classical"} and not equals:
        return 0 if name == "strict" else None
    if name == "listed" and number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= 99:
        return int(number)
    raise _usage("--policy", policy, ["strict", "classical", "listed=2"])


def _channel(index: Index, value: str) -> str:
    if fold(value) == "ex":
        every = [str(k) for (k,) in index.rows("SELECT key FROM entries WHERE kind = 'channel' ORDER BY ord")]
        raise _usage("--channel", value, [k.upper() for k in every if is_extra(k.upper())])
    found = codes.readings(codes.key(value), index)
    found = found or list({k for (k,) in index.rows("SELECT key FROM entry_names WHERE kind = 'channel' AND name = ?", fold(value))})  # fmt: skip
    if len(found) != 1:
        raise _usage("--channel", value, [k for (k,) in index.rows("SELECT key FROM entries WHERE kind = 'channel' ORDER BY ord")])  # fmt: skip
    return str(found[0]).casefold()


def _role(index: Index, value: str) -> tuple[str, ...]:
    """Return the roles that a value means: one, or the five of the transporting points."""
    for name in ("mother-point", "child-point", "horary-point"):
        if fold(value) in {fold(name), fold(name.split("-")[0])}:
            return (name,)
    found = sorted({k for (k,) in index.rows("SELECT key FROM entry_names WHERE kind = 'role' AND name = ?", fold(value))})  # fmt: skip
    if len(found) != 1:
        choices = found or [k for (k,) in index.rows("SELECT key FROM entries WHERE kind = 'role' ORDER BY ord")]  # fmt: skip
        raise _usage("--role", value, choices)
    return TRANSPORTING if found == [FIVE] else (str(found[0]),)


def _region(index: Index, value: str) -> str:
    rows = [v for (v,) in index.rows("SELECT DISTINCT value FROM facets WHERE kind = 'region' ORDER BY value")]
    for name in rows:
        if fold(name) == fold(value):
            return str(name)
    raise _usage("--region", value, [str(r) for r in rows])


def _phase(value: str) -> str:
    if value.strip().casefold() not in PHASES:
        raise _usage("--phase", value, list(PHASES))
    return value.strip().casefold()


def _usage(option: str, value: str, choices: list[str]) -> AcuError:
    return AcuError("usage", f"{option} {value!r} is unknown", f"Choose from: {', '.join(choices)}.", value)
