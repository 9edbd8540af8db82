"""`acu quiz`: ask, judge, keep, and say how it went."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from .. import saying
from ..errors import INTERRUPTED, AcuError
from ..library.filters import Filters, pick
from ..library.index import Index, open_index
from ..library.paths import own_data
from ..render import quiz as words
from ..render import records as out
from ..study.kinds import BY_NAME, chosen
from .answers import Answers
from .output import TREES, Options, array, close, envelope, narrow, say_left_out

if TYPE_CHECKING:
    from ..study.history import History
    from ..study.judge import Verdict
    from ..study.question import Question
    from ..study.session import Asked

QUESTIONS = 20  # of a sitting where no number is given
DIALOGUE = frozenset({"table", "plain"})


class Wanted(NamedTuple):
    """What was asked for: which points, which kinds of question, how many, and where answers come from and go."""

    filters: Filters
    kinds: tuple[str, ...] = ()
    questions: int | None = None
    exam: int | None = None
    answers: str | None = None
    seed: int | None = None
    no_history: bool = False


def quiz(wanted: Wanted, options: Options) -> int:
    """Ask, and return the exit code: 0 also where the input ended early, 130 for Ctrl-C; every answer so far is kept."""
    form = options.resolved("plain")
    sitting = Sitting(wanted, options, form)
    errors: list[AcuError] = []
    interrupted = False
    try:
        sitting.prepare()
        sitting.run()
    except AcuError as error:
        errors.append(error)
    except KeyboardInterrupt:
        interrupted = True
        if form in DIALOGUE:
            out.out("")
    sitting.finish(errors)
    code = close(errors)
    return INTERRUPTED if interrupted else code


class Sitting:
    """One sitting, from the first question to the mark."""

    def __init__(self, wanted: Wanted, options: Options, form: str) -> None:
        self.wanted, self.options, self.form = wanted, options, form
        self.sheet: list[Asked] = []
        self.records: list[dict[str, Any]] = []
        self.answered = 0
        self.history: History | None = None
        self.page = words.Paper(form, options.color)

    def prepare(self) -> None:
        """Choose the questions; raises AcuError for an unknown or empty set, and for a history that cannot be kept."""
        from ..study import schedule
        from ..study.deck import Deck
        from ..study.session import KEYS, paper, record

        wanted = self.wanted
        if wanted.exam and wanted.questions:
            raise AcuError("usage", "--exam and --questions exclude each other", "--exam N gives the number.")
        kinds = chosen(wanted.kinds)
        narrow(dict.fromkeys(KEYS), self.options)
        index = open_index()
        codes = codes_of(index, wanted.filters)
        if not codes:
            raise AcuError("not_found", "no point passes these filters", "Leave one out.")
        self.answers = Answers(wanted.answers)
        self.history = None if wanted.no_history else opened_history()
        self.deck = Deck(index)
        due = self.history.due() if self.history else {}
        seed = str(wanted.seed) if wanted.seed is not None else schedule.now().isoformat()
        count = wanted.exam or wanted.questions or QUESTIONS
        now = schedule.stamp(schedule.now())
        self.sheet = paper(self.deck, codes, kinds, due, now, count, seed, bool(wanted.exam))
        if not self.sheet:
            raise AcuError(
                "not_found", "no question of these kinds applies to these points", "See `acu quiz --list-kinds`."
            )
        self.records = [record(i, asked, None, None, None) for i, asked in enumerate(self.sheet, 1)]

    def run(self) -> None:
        """Ask one question after the other; each answer is kept before its verdict is said."""
        prompt, page = self._dialogue()
        counts = {s: sum(a.state == s for a in self.sheet) for s in ("due", "new", "ahead")}
        page.show(words.opening(counts, bool(self.wanted.exam)))
        for i, asked in enumerate(self.sheet):
            question = asked.question
            title = BY_NAME[question.kind].title
            page.show(words.question(i + 1, len(self.sheet), title, question.text, question.body, [c.text for c in question.choices]))  # fmt: skip
            answer = self._given(question, prompt)
            if answer is None:
                page.show([words.Line("")])
                break
            self._take(i, *answer, page)
            sys.stdout.flush()
        left = self.answers.left_over() if self.answered == len(self.sheet) else 0
        if left:
            saying.note(f"acu: {left} more lines of answers than questions; they were not used.")

    def _dialogue(self) -> tuple[TextIO, words.Paper]:
        """Return where the questions are shown: in a machine format to the person at the keyboard only."""
        if self.form in DIALOGUE:
            return sys.stdout, self.page
        return (sys.stderr, _Aside()) if self.answers.live else (io.StringIO(), _Nowhere())

    def _given(self, question: Question, prompt: TextIO) -> tuple[str, Verdict] | None:
        """Return an answer and its verdict; None at the end. A person who answers something else is asked once more."""
        from ..study.judge import judge

        given = self.answers.next(prompt)
        if given is None:
            return None
        verdict = judge(question, given, self.deck)
        if verdict.again and not self.answers.live and given:
            saying.note(f"acu: {verdict.remark}: counted as wrong, and not kept.")
        if verdict.again and self.answers.live:
            prompt.write(f"{verdict.remark[:1].upper()}{verdict.remark[1:]}: once more.\n")
            given = self.answers.next(prompt)
            return None if given is None else (given, judge(question, given, self.deck))
        return given, verdict

    def _take(self, i: int, given: str, verdict: Verdict, page: words.Paper) -> None:
        from ..study.session import record

        asked = self.sheet[i]
        question = asked.question
        due = None
        if self.history and (self.answers.live or not verdict.again):  # a slip of a file is not what somebody forgot
            due = self.history.record(question.kind, question.code, given, verdict.verdict, bool(self.wanted.exam))
        self.records[i] = record(i + 1, asked, given, verdict.verdict, due)
        self.answered += 1
        self._line(self.records[i], i == 0)
        if self.wanted.exam:
            page.show([words.Line("")])
        else:
            letter = words.LETTERS[question.right] if question.choices else ""
            what = verdict.verdict if any(c.isalnum() for c in given) else ""
            page.show(words.verdict(what, verdict.remark, question.answer, letter, question.why, question.dangers, question.code))  # fmt: skip

    def _line(self, record: dict[str, Any], first: bool) -> None:
        """Print a record where the format has one a line."""
        if self.form == "jsonl":
            out.out(out.dumps(narrow(record, self.options)))
        elif self.form == "tsv":
            for line in out.tsv([narrow(record, self.options)], self.options.header and first):
                out.out(line)

    def finish(self, errors: list[AcuError]) -> None:
        """Print the mark and what to revise, or the envelope, and close the history."""
        from ..study.session import score

        exam = bool(self.wanted.exam)
        mark = score(self.records, exam)
        if self.history:
            self.history.close()
        if self.form in TREES:
            envelope({"questions": array(self.records, self.options), "score": out.dumps(mark)}, errors, self.form)
        elif self.form in DIALOGUE and self.records:
            titles = [self.deck.title(code) for code in mark["revise"] if self._missed(code) or exam]
            of = [
                r
                for r in self.records
                if r["verdict"] in {"wrong", "slip"} or (exam and self.answered and not r["verdict"])
            ]
            self.page.show(
                words.summary(mark, [(r, BY_NAME[r["kind"]].title) for r in of], titles if self.answered else [], exam)
            )
        elif self.form == "markdown" and self.records:
            out.out(out.markdown_table([narrow(r, self.options) for r in self.records]))
        else:
            for i, record in enumerate(self.records[self.answered :]):
                self._line(record, i + self.answered == 0)

    def _missed(self, code: str) -> bool:
        return any(r["code"] == code and r["verdict"] in {"wrong", "slip"} for r in self.records)


class _Aside(words.Paper):
    """The person's side of a quiz whose standard output is for a program."""

    def __init__(self) -> None:
        super().__init__("plain", "never")

    def show(self, lines: Sequence[words.Line]) -> None:
        """Say lines on standard error."""
        for line in lines:
            saying.note(line.label + line.text)


class _Nowhere(_Aside):
    """No dialogue at all."""

    def show(self, lines: Sequence[words.Line]) -> None:
        """Show nothing."""
        return


def opened_history() -> History:
    """Return the history, open for answers; says on standard error where a damaged one was set aside."""
    from ..study.history import open_history

    history = open_history(own_data())
    if history.aside:
        saying.note(f"acu: the quiz history was damaged and is set aside as {history.aside}; a new one is begun.")
    return history


def codes_of(index: Index, filters: Filters) -> list[str]:
    """Return the points that the filters let through, in the order of the channels; says what --safe-in left out."""
    picked = pick(index, filters)
    passing = [c for (c,) in index.rows("SELECT code FROM points ORDER BY ord") if picked.passes(c)]
    say_left_out([{"code": c, "kind": picked.unsafe[c]} for c in passing if c in picked.unsafe], filters.safe_in)
    codes = [c for c in passing if c not in picked.unsafe]
    return codes[: filters.limit] if filters.limit else codes
