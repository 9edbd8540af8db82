"""What was asked? A query cut into complaints, phrases in quotes and fields. Pure text."""

from __future__ import annotations

from ..errors import AcuError
from ..lite import NamedTuple

MOST_LETTERS = 1000

# What a user may type before the colon -> the column of the index that is looked through.
FIELDS = {
    "name": "names", "names": "names", "action": "actions", "actions": "actions", "location": "place", "place": "place",
    "meaning": "meaning", "commentary": "commentary", "combination": "combinations", "combinations": "combinations",
    "indication": "indications", "indications": "indications", "anatomy": "anatomy", "caution": "cautions",
    "cautions": "cautions", "classic": "classics", "classics": "classics",
}  # fmt: skip
_PROMISED = ("name", "location", "action", "indication", "caution", "anatomy", "meaning", "commentary", "combination", "classic")  # fmt: skip
_OPEN = {'"': '"', "“": "”", "„": "“", "「": "」", "«": "»"}
LIST_MARKS = ",;，；、\n"  # what parts the members of a list, in Latin script and in Chinese


class Field(NamedTuple):
    """`column` must hold `text`; `label` is the field as typed."""

    label: str
    column: str
    text: str


class Part(NamedTuple):
    """One complaint: its free words, and the phrases that must stand as they are."""

    text: str
    phrases: list[str]


class Query(NamedTuple):
    """The complaints of a query, and the fields that every point must pass."""

    parts: list[Part]
    fields: list[Field]


def parse(text: str) -> Query:
    """Return what `text` asks for; commas outside quotes part complaints.

    Raises AcuError (usage) for an empty or endless query, a quote that is not closed, a field that is none, and a word
    with a minus before it.
    """
    text = text.replace("\0", " ")  # which would end the text for the index
    if not text.strip():
        raise AcuError("usage", "there is nothing to search for", "Give a complaint, such as insomnia.", text)
    if len(text) > MOST_LETTERS:
        raise AcuError("usage", f"a query of {len(text)} letters is too long", f"Give at most {MOST_LETTERS}.", text[:60])  # fmt: skip
    parts: list[Part] = []
    fields: list[Field] = []
    words, phrases, label = "", [], ""
    at = 0
    while at < len(text):
        char = text[at]
        if char in _OPEN:
            end = text.find(_OPEN[char], at + 1)
            if end < 0:
                raise AcuError("usage", "a quote is not closed", f"Add the closing {_OPEN[char]}.", text)
            phrase = text[at + 1 : end].strip()
            if phrase and label:
                fields.append(Field(label, FIELDS[label], phrase))
            elif phrase:
                phrases.append(phrase)
            label, at = "", end + 1
            continue
        if char in LIST_MARKS:
            parts.append(Part(words.strip(), phrases))
            words, phrases, label = "", [], ""
            at += 1
            continue
        end = at
        while end < len(text) and text[end] not in LIST_MARKS and text[end] not in _OPEN and not text[end].isspace():
            end += 1
        word = text[at : max(end, at + 1)]
        if word[0] in "-−" and (not at or text[at - 1].isspace() or text[at - 1] in LIST_MARKS) and _minus(text, at):
            raise AcuError("usage", f"search has no minus words: {text[at:end] or word!r}", "Leave points out with --safe-in, as in --safe-in pregnancy.", text)  # fmt: skip
        name, colon, value = word.partition(":")
        if colon and name.isascii() and name.isalpha() and (value or (end < len(text) and text[end] in _OPEN)):
            label = _field(name, text)
            if value:
                fields.append(Field(label, FIELDS[label], value))
                label = ""
        else:
            words += word
        at = max(end, at + 1)
    parts.append(Part(words.strip(), phrases))
    return Query([p for p in parts if p.text or p.phrases], fields)


def _minus(text: str, at: int) -> bool:
    """Return whether the dash at `at` is fastened to a word or a quote, as other searches have it to leave out."""
    after = text[at + 1 : at + 2]
    return after.isalpha() or after in _OPEN


def _field(name: str, text: str) -> str:
    label = name.casefold()
    if label not in FIELDS:
        raise AcuError("usage", f"{name!r} is no field", f"Choose from: {', '.join(_PROMISED)}.", text)
    return label
