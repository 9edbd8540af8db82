"""What is dangerous at the points that a combination or a term names: said beside them, or left out with --safe-in."""

from .. import saying
from ..library.filters import Picked
from ..library.index import Index
from ..lite import Any
from ..render import records as out
from .output import Options, cautions_of

Left = list[dict[str, str]]


def combined(index: Index, rows: list[dict[str, Any]], picked: Picked) -> tuple[list[dict[str, Any]], Left]:
    """Return combinations with the cautions of their points, without those that hold a point to leave out.

    Beside them the points that made one be left out, each with the kind of caution.
    """
    words = cautions_of(index, [code for row in rows for code in row["codes"]])
    kept = [
        {**row, "cautions": [f"{code}: {', '.join(words[code])}" for code in row["codes"] if words.get(code)]}
        for row in rows
        if not any(code in picked.unsafe for code in row["codes"])
    ]
    unsafe = dict.fromkeys(code for row in rows for code in row["codes"] if code in picked.unsafe)
    return kept, [{"code": code, "kind": picked.unsafe[code]} for code in unsafe]


def of_term(
    index: Index, record: dict[str, Any], picked: Picked
) -> tuple[dict[str, Any], list[dict[str, Any]], Left]:  # fmt: skip
    """Return a term without the points to leave out, the cautions of those that stay, and those that go."""
    condition = record.get("condition")
    graded = condition["points"] if condition else []
    named = dict.fromkeys([*(p["code"] for p in graded), *record["main"], *record["other"]])
    record = {**record, **{key: [c for c in record[key] if c not in picked.unsafe] for key in ("main", "other")}}
    if condition and picked.unsafe:
        kept = {key: [p for p in condition[key] if p["code"] not in picked.unsafe] for key in ("points", "press")}
        record["condition"] = {**condition, **kept}
    words = cautions_of(index, [c for c in named if c not in picked.unsafe])
    cautions = [{"code": code, "cautions": words[code]} for code in named if words.get(code)]
    return record, cautions, [{"code": code, "kind": picked.unsafe[code]} for code in named if code in picked.unsafe]


def say_urgent(lines: list[str], form: str, options: Options, answered: bool) -> None:
    """Say what must be read first: before the table or the page where there is one, else on standard error."""
    if not answered or form not in {"table", "markdown"}:
        for line in lines:
            saying.note(f"URGENT: {line}")
    elif form == "markdown":
        for line in lines:
            out.out(f"> **URGENT:** {out.markdown(line)}\n")
    elif lines:
        from ..render.table import Screen
        from .pager import Led

        with Led():
            Screen(options.color).urgent(lines)
