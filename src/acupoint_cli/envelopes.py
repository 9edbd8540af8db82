"""The shape of every machine answer: what `--json` prints, from which the schemas in schema/ are made."""

from typing import Annotated, Literal

from msgspec import Meta

from .model import Base, Channel, Combination, Condition, Grade, Point, RoleClass, Source, Term, Text

Version = Annotated[int, Meta(ge=1, le=1)]


class Error(Base, frozen=True, kw_only=True):
    """What was wrong with one name or query; `code` is stable."""

    code: Annotated[str, Meta(pattern="^(not_found|out_of_range|ambiguous|usage|data|io)$")]
    query: str
    message: str
    candidates: list[str]


class PointName(Base, frozen=True, kw_only=True):
    """A point in four words; `chinese` is simplified, `english` the first name."""

    code: Text
    pinyin: Text
    chinese: Text
    english: str


class SearchRow(PointName, frozen=True, kw_only=True):
    """One place in an answer of search."""

    score: float
    why: list[str]
    cautions: list[str]
    grade: Grade | None
    pressed: bool  # a source recommends or allows pressing it
    reckoning: list[str]  # every reason with what it adds; only with --why


class RelatedRow(PointName, frozen=True, kw_only=True):
    """One point that belongs with another."""

    kind: Text
    reason: Text
    sources: list[str]  # of the reason
    cautions: list[str]


class LeftOut(Base, frozen=True, kw_only=True):
    """A point that --safe-in left out, and the kind of caution."""

    code: Text
    kind: Text


class FaultRow(Base, frozen=True, kw_only=True):
    """One fault that `acu check` found."""

    path: str
    line: int
    rule: str
    message: str


class Points(Base, frozen=True, kw_only=True):
    """Answer of show and compare."""

    schema: Version
    points: list[Point]
    errors: list[Error]


class Listed(Base, frozen=True, kw_only=True):
    """Answer of list; `total` is how many there are, of which --limit may have cut some."""

    schema: Version
    points: list[Point]
    total: int
    errors: list[Error]


class Search(Base, frozen=True, kw_only=True):
    """Answer of search; `total` is how many points it found, of which --limit (20 where not said) prints the first."""

    schema: Version
    query: str
    urgent: list[str]
    results: list[SearchRow]
    total: int
    left_out: list[LeftOut]
    remarks: list[str]  # what was taken for what, what is unknown, what holds for the one to be treated
    errors: list[Error]


class Related(Base, frozen=True, kw_only=True):
    """Answer of related; `point` is null only where `errors` says why."""

    schema: Version
    point: PointName | None
    related: list[RelatedRow]
    left_out: list[LeftOut]
    errors: list[Error]


class Channels(Base, frozen=True, kw_only=True):
    """Answer of channel."""

    schema: Version
    channels: list[Channel]
    errors: list[Error]


class Roles(Base, frozen=True, kw_only=True):
    """Answer of role."""

    schema: Version
    roles: list[RoleClass]
    errors: list[Error]


class Cautioned(Base, frozen=True, kw_only=True):
    """A point, and its cautions in a few words each."""

    code: Text
    cautions: list[str]


class Terms(Base, frozen=True, kw_only=True):
    """Answer of term; `urgent` is the advice of the one that is named, `cautions` those of its points."""

    schema: Version
    urgent: list[str]
    terms: list[Term]
    cautions: list[Cautioned]
    left_out: list[LeftOut]
    remarks: list[str]
    errors: list[Error]


class Sources(Base, frozen=True, kw_only=True):
    """Answer of source."""

    schema: Version
    sources: list[Source]
    errors: list[Error]


class CombinationRow(Combination, frozen=True, kw_only=True):
    """A published combination, and the cautions of its points: "LI-4: pregnancy (forbidden), vessel"."""

    cautions: list[str]


class Combinations(Base, frozen=True, kw_only=True):
    """Answer of combine; `left_out` are the points that made a combination be left out."""

    schema: Version
    urgent: list[str]
    combinations: list[CombinationRow]
    left_out: list[LeftOut]
    remarks: list[str]
    errors: list[Error]


class CodeRow(Base, frozen=True, kw_only=True):
    """One way to write a point: its code in a convention, or a name, in a language or script; `note` says more of it."""

    code: Text
    convention: Text
    written: Text
    kind: Literal["code", "name"]
    note: str


class Codes(Base, frozen=True, kw_only=True):
    """Answer of codes."""

    schema: Version
    codes: list[CodeRow]
    errors: list[Error]


class Found(Base, frozen=True, kw_only=True):
    """One mention of a point; `code` is null where it may be several, or where name and number disagree."""

    file: str
    line: int
    column: int
    text: str
    code: str | None
    candidates: list[str]


class Scan(Base, frozen=True, kw_only=True):
    """Answer of scan."""

    schema: Version
    found: list[Found]
    errors: list[Error]


class NoteRow(Base, frozen=True, kw_only=True):
    """One of the user's notes; the names are empty where the point is gone. `changed` is in UTC."""

    code: Text
    pinyin: str
    chinese: str
    english: str
    note: Text
    changed: str | None


class Notes(Base, frozen=True, kw_only=True):
    """Answer of note: the notes as they stand after the call."""

    schema: Version
    notes: list[NoteRow]
    errors: list[Error]


class Faults(Base, frozen=True, kw_only=True):
    """Answer of check."""

    schema: Version
    faults: list[FaultRow]
    errors: list[Error]


class QuizQuestion(Base, frozen=True, kw_only=True):
    """One question; `given`, `verdict` and `due` are null where it was not answered, `due` too where nothing is kept."""

    number: int
    kind: Text
    code: Text
    question: Text
    choices: list[str]
    answer: Text
    given: str | None
    verdict: Literal["right", "slip", "wrong"] | None
    due: str | None


class QuizScore(Base, frozen=True, kw_only=True):
    """The mark; `percent` counts right and slips, of all questions in an exam, else of those answered."""

    questions: int
    answered: int
    right: int
    slips: int
    wrong: int
    percent: int | None
    revise: list[str]


class Quiz(Base, frozen=True, kw_only=True):
    """Answer of quiz."""

    schema: Version
    questions: list[QuizQuestion]
    score: QuizScore
    errors: list[Error]


class RecallRow(Base, frozen=True, kw_only=True):
    """Recall of a channel or a day: `recall` is the percentage that was right, slips included."""

    of: Literal["channel", "day"]
    key: Text
    answers: int
    right: int
    slips: int
    wrong: int
    recall: int


class Waiting(Base, frozen=True, kw_only=True):
    """How many questions were ever asked, are due now, and come due within a day."""

    known: int
    due: int
    tomorrow: int


class QuizStats(Base, frozen=True, kw_only=True):
    """Answer of quiz stats."""

    schema: Version
    recall: list[RecallRow]
    waiting: Waiting
    errors: list[Error]


class KindRow(Base, frozen=True, kw_only=True):
    """One kind of question."""

    kind: Text
    choices: bool
    asks: Text


class QuizKinds(Base, frozen=True, kw_only=True):
    """Answer of quiz --list-kinds."""

    schema: Version
    kinds: list[KindRow]
    errors: list[Error]


class About(Base, frozen=True, kw_only=True):
    """What an export says of itself: `points` of `of` points are in it, and which filters chose them, as they are typed."""

    version: Text
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    licence: Text  # of acu's data; not of the user's own, which `own_data` says may be among it
    credit: Text
    notice: Text
    points: int
    of: int
    filters: list[str]
    own_data: bool


class Export(Base, frozen=True, kw_only=True):
    """Answer of export json: everything; records are those that the other commands print."""

    schema: Version
    acu: About
    points: list[Point]
    channels: list[Channel]
    roles: list[RoleClass]
    terms: list[Term]
    sources: list[Source]
    combinations: list[Combination]
    conditions: list[Condition]
    left_out: list[LeftOut]
    errors: list[Error]


# command -> the shape of its JSON answer
ANSWERS: dict[str, type[Base]] = {
    "show": Points,
    "list": Listed,
    "compare": Points,
    "search": Search,
    "related": Related,
    "channel": Channels,
    "role": Roles,
    "term": Terms,
    "source": Sources,
    "codes": Codes,
    "combine": Combinations,
    "scan": Scan,
    "note": Notes,
    "check": Faults,
    "quiz": Quiz,
    "quiz-stats": QuizStats,
    "quiz-kinds": QuizKinds,
    "export": Export,
}
