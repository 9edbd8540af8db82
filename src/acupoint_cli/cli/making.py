"""`acu new`: make a file to fill in, for a point of one's own or to lay over a shipped one."""

import os
import re

from .. import saying
from ..errors import FOUND, AcuError
from ..library import keep, paths
from ..library.book import written_code
from ..library.index import Index, open_index
from ..names import codes
from ..names.resolve import resolve
from ..render import records as out

_FORM = re.compile(r"([A-Z]{1,12}(?:-[A-Z]{1,12})?)[ -]?([0-9]{1,5})\Z")


def new(code: str, force: bool) -> int:
    """Write the file and print its path; raises AcuError (usage) if the code is none, or a file is there."""
    from ..library import template

    index = open_index()
    written, title = _point(code, index)
    regions = [str(r) for (r,) in index.rows("SELECT DISTINCT region FROM points ORDER BY ord") if r]
    text = template.overlay(written, title) if title else template.own_point(written, list(dict.fromkeys(regions)))
    folder = os.path.join(os.path.abspath(paths.own_data()), "points")
    path = os.path.join(folder, f"{written}.yaml")
    for there in (path, f"{path[:-5]}.yml"):
        if os.path.lexists(there) and not force:
            raise AcuError("usage", f"{there} is there already", "Edit it, or give --force to replace it.", code)
    with keep.Lock(os.path.join(folder, "new")):
        try:
            keep.replace(path, text.encode("utf-8"), new=not force)
        except FileExistsError:
            raise AcuError("usage", f"{path} is there already", "Edit it, or give --force to replace it.", code) from None  # fmt: skip
    out.out(saying.clean(path))
    what = "an overlay: it changes nothing until you fill it in" if title else "a point of your own: fill in what is marked"  # fmt: skip
    saying.note(f"acu: {what}; then `acu check {path}`.")
    return FOUND


def _point(typed: str, index: Index) -> tuple[str, str]:
    """Return the code as it is written, and the title of the shipped point that it names ("" for one's own)."""
    parsed = codes.parse(typed)
    match = _FORM.match(typed.strip().upper())
    if parsed is None or (match is None and not codes.readings(parsed.prefix, index)):
        shown = typed if len(typed) <= 60 else typed[:57] + "..."
        raise AcuError("usage", f"{shown!r} is no code", "Give letters of your own, a hyphen, a number: MY-1.", typed)
    channels = codes.readings(parsed.prefix, index)
    if any(index.one("SELECT 1 FROM entries WHERE kind = 'channel' AND key = ?", c) for c in channels):
        found = resolve(typed, index, exact=True)  # KI-28 cannot be, and K-1 is KI-1
        return found.code, index.titles([found.code])[0]
    if match is None:
        raise AcuError("usage", f"{typed!r} is no code", "Give letters of your own, a hyphen, a number: MY-1.", typed)
    return written_code(match[1], int(match[2])), ""
