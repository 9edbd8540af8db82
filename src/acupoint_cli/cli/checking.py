"""`acu check`: find the data, check it, print the faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import saying
from ..errors import FOUND, NOTHING, AcuError
from ..library import paths
from ..render import records as out
from .output import TREES, Options, envelope, narrow, written_rows

if TYPE_CHECKING:
    from ..library.check import Report

KEYS = ("path", "line", "rule", "message")


def check(given: list[str], complete: bool, explain: str, options: Options) -> int:
    """Print every fault of the data; with paths only those of the files named. Return 1 if there are any."""
    from ..library.book import Book
    from ..library.check import RULES
    from ..library.check import check as run
    from ..library.check_own import check_own, is_own

    if explain:
        rule = explain.strip().upper()
        if rule not in RULES:
            raise AcuError("usage", f"{explain!r} is no rule", f"Rules: {', '.join(RULES)}.")
        out.out(f"{rule}\t{RULES[rule]}")
        return FOUND
    root, wanted = _root(given)
    if given and is_own(root):
        report = check_own(root, Path(paths.shipped_data()), wanted)
    else:
        report = run(Book(root), complete)
        if not given and not complete:
            report = _with_own(report)
    faults = [f for f in report.faults if wanted is None or f.path.resolve() in wanted]
    form = options.resolved("tsv" if options.fields or options.header else "plain")
    rows = [{"path": _shown(f.path), "line": f.line, "rule": f.rule, "message": f.message} for f in faults]
    narrow(dict.fromkeys(KEYS), options)
    if form != "table" or options.fields:
        rows = [narrow(row, options) for row in rows]
    if form in TREES:
        envelope({"faults": "[" + ",\n".join(map(out.dumps, rows)) + "]"}, [], form)
    elif form == "jsonl":
        for row in rows:
            out.out(out.dumps(row))
    elif form == "tsv":
        for line in out.tsv(rows, options.header):
            out.out(line)
    elif form == "markdown":
        out.out(out.markdown_table(rows))
    elif options.fields:
        written_rows(rows, "table" if form == "table" else "tsv", options, "Faults")
    else:
        for row in rows:
            out.out(f"{row['path']}:{row['line']}: {row['rule']} {saying.clean(str(row['message']))}")
    files = len(wanted) if wanted is not None else report.files
    saying.note(
        f"acu: {_counted(len(faults), 'fault')} in {_counted(files, 'file')} by {report.rules} rules;"
        f" {_counted(report.full, 'point')} full, {report.outline} in outline."
    )
    return NOTHING if faults else FOUND


def _counted(count: int, thing: str) -> str:
    """Return "no faults", "1 file" or "2 files"."""
    return f"{count or 'no'} {thing}{'' if count == 1 else 's'}"


def _with_own(report: Report) -> Report:
    """Return the report with the user's own points, where there are any."""
    from ..library.check_own import check_own

    own = Path(paths.own_data())
    if not any((own / "points").glob("*.yaml")):
        return report
    mine = check_own(own, Path(paths.shipped_data()))
    return report._replace(
        faults=[*report.faults, *mine.faults],
        files=report.files + mine.files,
        full=report.full + mine.full,
        outline=report.outline + mine.outline,
    )


def _root(given: list[str]) -> tuple[Path, set[Path] | None]:
    """Return the data folder to check, and the files whose faults are wanted (None: all)."""
    if not given:
        here = Path("data")
        root = here if (here / "points").is_dir() else Path(paths.shipped_data())
        return root, None
    wanted: set[Path] = set()
    root = Path(paths.shipped_data())
    for name in given:
        path = Path(name)
        if not path.exists():
            raise AcuError("io", f"there is no {name}", "Give a file of data/points, or a data folder.")
        if path.is_dir() and (path / "points").is_dir():
            if len(given) > 1:
                raise AcuError("usage", "give one data folder, or files of one", "")
            return path, None
        if path.is_dir():
            wanted |= {p.resolve() for p in path.glob("*.yaml")}
            root = path.parent
        else:
            wanted.add(path.resolve())
            root = path.parent.parent if path.parent.name in {"points", "combinations", "conditions"} else path.parent
    return root, wanted


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
