"""`acu quiz stats` and `acu quiz --list-kinds`: what is known, and what can be asked."""

from typing import Any

from .. import saying
from ..errors import FOUND, AcuError
from ..library.index import open_index
from ..library.paths import own_data
from ..render import quiz as words
from ..render import records as out
from ..study.kinds import KINDS, chosen
from .output import TREES, Options, array, close, envelope, written_rows
from .quizzing import Wanted, codes_of


def list_kinds(options: Options) -> int:
    """Print the kinds of questions."""
    rows = [{"kind": k.kind, "choices": k.choices, "asks": k.asks} for k in KINDS]
    form = options.resolved()
    if form in TREES:
        envelope({"kinds": array(rows, options)}, [], form)
    else:
        written_rows(rows, form, options, "Kinds of questions")
    return FOUND


def stats(wanted: Wanted, options: Options) -> int:
    """Print recall by channel and by day of the points and kinds asked for."""
    form = options.resolved()
    rows: list[dict[str, Any]] = []
    waiting = {"known": 0, "due": 0, "tomorrow": 0}
    errors: list[AcuError] = []
    names: dict[str, str] = {}
    try:
        rows, waiting, names = _recall(wanted)
        if not rows:
            raise AcuError("not_found", "nothing of this was asked yet", "Try `acu quiz`.")
    except AcuError as error:
        errors.append(error)
    if form in TREES:
        envelope({"recall": array(rows, options), "waiting": out.dumps(waiting)}, errors, form)
    elif form == "table" and rows:
        page = words.Paper(form, options.color)
        page.show(words.stats(rows, waiting, names, page.bar))
    else:
        written_rows(rows, form, options, "Recall")
    return close(errors)


def _recall(wanted: Wanted) -> tuple[list[dict[str, Any]], dict[str, int], dict[str, str]]:
    import json
    from datetime import timedelta

    from ..study import schedule
    from ..study import stats as of
    from ..study.history import read_history

    kinds = set(chosen(wanted.kinds))
    index = open_index()
    codes = set(codes_of(index, wanted.filters))
    history = read_history(own_data())
    if history is None:
        return [], {"known": 0, "due": 0, "tomorrow": 0}, {}
    if history.aside:
        saying.note(f"acu: the quiz history was damaged and is set aside as {history.aside}.")
    channel_of: dict[str, str] = dict(index.rows("SELECT code, channel FROM points"))
    answers = [a for a in history.answers() if a.code in codes and a.kind in kinds]
    due = [at for (kind, code), at in history.due().items() if code in codes and kind in kinds]
    history.close()
    order = list(dict.fromkeys(c for (c,) in index.rows("SELECT channel FROM points ORDER BY ord")))
    now, soon = schedule.stamp(schedule.now()), schedule.stamp(schedule.now() + timedelta(days=1))
    waiting = {"known": len(due), "due": sum(d <= now for d in due), "tomorrow": sum(now < d <= soon for d in due)}
    names = {
        k: json.loads(t)["names"]["english"]
        for k, t in index.rows("SELECT key, json FROM entries WHERE kind = 'channel'")
    }
    return [*of.by_channel(answers, channel_of, order), *of.by_day(answers)], waiting, names
