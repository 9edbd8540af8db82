"""The words of a quiz: questions, verdicts, the summary and the bars of recall, as lines; Screen or plain text shows them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..saying import clean
from .records import out

LETTERS = "abcdefgh"
BAR = 20  # columns of a whole bar


class Line(NamedTuple):
    """A line: a label that stands at its left, the text beside it, and the style of both."""

    label: str
    text: str = ""
    label_style: str = ""
    style: str = ""


class Paper:
    """Where a quiz is shown: on a terminal wrapped and coloured, else as plain lines."""

    def __init__(self, form: str, color: str) -> None:
        self.screen: Any = None
        self.bar = BAR
        if form == "table":
            from .table import Screen

            self.screen = Screen(color)
            self.bar = 10 if self.screen.narrow else BAR

    def show(self, lines: Sequence[Line]) -> None:
        """Print lines to standard output."""
        if self.screen is not None:
            self.screen.lines(lines)
        else:
            for line in lines:
                out(clean(line.label + line.text).rstrip())


def opening(counts: dict[str, int], exam: bool) -> list[Line]:
    """Return what is to come: how many questions, how many of them due, and how to leave."""
    total = sum(counts.values())
    parts = [f"{counts[k]} {word}" for k, word in (("due", "due"), ("new", "new"), ("ahead", "before they are due")) if counts.get(k)]  # fmt: skip
    what = f"Exam: {_count(total, 'question')}." if exam else f"{_count(total, 'question')}: {', '.join(parts)}."
    return [
        Line("", what, style="bold"),
        Line("", "An empty line if you do not know; q to leave.", style="dim"),
        Line(""),
    ]


def question(number: int, total: int, title: str, text: str, body: str, choices: Sequence[str]) -> list[Line]:
    """Return a question with its number, kind and choices."""
    lines = [Line(f"{number}/{total}  ", title, "bold cyan", "cyan"), Line("", text, style="bold")]
    if body:
        lines.append(Line("  ", body))
    return lines + [Line(f"  {LETTERS[i]}  ", choice, "bold") for i, choice in enumerate(choices)]


def verdict(
    what: str, remark: str, answer: str, letter: str, why: str, dangers: Sequence[str], code: str
) -> list[Line]:
    """Return how an answer was ("" for none), the right answer, one line of why, and the dangers of the point."""
    shown = {
        "right": ("Right", "bold green"),
        "slip": ("Right, with a slip", "bold yellow"),
        "wrong": ("Wrong", "bold red"),
    }
    word, style = shown.get(what, ("Not known", "bold"))
    said = f"{word}: {remark}." if remark else f"{word}."
    lines = [Line("", said, style=style), Line("  ", f"{letter}: {answer}" if letter else answer, style="bold")]
    lines += [Line("  ", why)] if why else []
    lines += [Line("  ", f"Dangers at {code}: {'; '.join(dangers)}.", style="red")] if dangers else []
    return [*lines, Line("")]


def summary(
    score: dict[str, Any], missed: Sequence[tuple[dict[str, Any], str]], titles: Sequence[str], exam: bool
) -> list[Line]:
    """Return the mark, and what to revise; `missed` holds records with the title of their kind."""
    parts = [f"{score['right']} right"]
    parts += [f"{score['slips']} with a slip"] if score["slips"] else []
    parts += [f"{score['wrong']} wrong"]
    left = score["questions"] - score["answered"]
    parts += [f"{left} not answered"] if left else []
    percent = f" {score['percent']}%" if score["percent"] is not None else ""
    head = "Mark:" if exam else "Summary:"
    lines = [Line("", f"{head}{percent} ({', '.join(parts)}).", style="bold")]
    if exam and missed:
        lines += [Line(""), Line("", "What to revise:", style="bold")]
        for record, title in missed:
            given = f"you said {record['given']!r}" if record["given"] else "not answered"
            slip = " (a slip)" if record["verdict"] == "slip" else ""
            lines.append(Line(f"{record['number']:>4}  ", f"{title}: {record['question']}"))
            lines.append(Line("      ", f"{record['answer']}; {given}{slip}.", style="bold"))
    if titles:
        lines += [Line(""), Line("Revise: ", ", ".join(titles), "bold")]
    return lines


def stats(rows: Sequence[dict[str, Any]], waiting: dict[str, int], names: dict[str, str], bar: int) -> list[Line]:
    """Return recall as bars, by channel and by day, and how much is due."""
    lines: list[Line] = []
    for of, title in (("channel", "Recall by channel"), ("day", "Recall by day")):
        mine = [row for row in rows if row["of"] == of]
        keys = {row["key"]: f"{row['key']} {names.get(row['key'], '')}".strip() for row in mine}
        width = max(map(len, keys.values()), default=0)
        lines.append(Line("", title, style="bold"))
        for row in mine:
            full = round(bar * row["recall"] / 100)
            drawn = "█" * full + "·" * (bar - full)
            label = f"  {keys[row['key']]:<{width}}  "
            lines.append(Line(label, f"{drawn} {row['recall']:>3}% of {_count(row['answers'], 'answer')}"))
        lines.append(Line(""))
    lines.append(
        Line(
            "",
            f"{waiting['known']} asked so far, {waiting['due']} due now, {waiting['tomorrow']} more by this time tomorrow.",
        )
    )
    return lines


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
