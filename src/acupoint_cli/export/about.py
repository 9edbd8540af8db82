"""What every export says of itself: version, date, licence, and what was asked for."""

import os
import time
from typing import Any

from ..errors import AcuError
from ..library import paths
from ..library.filters import Filters

LICENCE = "CC-BY-4.0"
CREDIT = "acu, acupuncture point data, CC BY 4.0"
NOTICE = "acu informs; it is not medical advice. No listed caution is not proof of safety."
OWN = "It holds the user's own data as well, for which this licence does not speak."


def moment() -> int:
    """Return the time of the export in seconds since 1970: SOURCE_DATE_EPOCH, so that an export can be repeated, else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not given:
        return int(time.time())
    if not (given.isascii() and given.isdecimal() and len(given) <= 11):
        raise AcuError("usage", f"SOURCE_DATE_EPOCH {given[:40]!r} is no number of seconds", "Unset it, or give one.")
    return int(given)


def about(filters: Filters, points: int, of: int) -> dict[str, Any]:
    """Return the record that an export names itself with; `points` of `of` points are in it."""
    from .. import __version__

    return {
        "version": __version__,
        "date": time.strftime("%Y-%m-%d", time.gmtime(moment())),
        "licence": LICENCE,
        "credit": CREDIT,
        "notice": NOTICE,
        "points": points,
        "of": of,
        "filters": _words(filters),
        "own_data": os.path.isdir(os.path.join(paths.own_data(), "points")),
    }


def _words(filters: Filters) -> list[str]:
    """Return the filters as they are typed; none for the whole set."""
    given = (
        ("channel", filters.channels), ("role", filters.roles), ("region", filters.regions),
        ("phase", filters.phases), ("safe-in", filters.safe_in),
    )  # fmt: skip
    words = [f"--{name} {value}" for name, values in given for value in values]
    if filters.safe_in and filters.policy != "strict":
        words.append(f"--policy {filters.policy}")
    return words + ([f"--limit {filters.limit}"] if filters.limit else [])


def lines(record: dict[str, Any]) -> list[str]:
    """Return what an export says of itself as plain sentences, for a readme."""
    part = f", of {record['of']}: {' '.join(record['filters'])}" if record["filters"] else ""
    out = [
        f"acu {record['version']}, exported on {record['date']}: {record['points']} points{part}.",
        f"Licence of the data: {record['licence']}. Credit it as: {record['credit']}.",
    ]
    return [*out, *([OWN] if record["own_data"] else []), record["notice"]]
