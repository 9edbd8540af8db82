"""What a point is: typed, frozen, and the only list of fields.

Every key of a point, in the order in which it is printed. Files in ``data/points`` hold the same keys without the
computed ones (``COMPUTED``). Units: depths and distances in cun (proportional inches), durations in minutes,
``times_a_day`` in sessions. ``None`` means unknown; an empty list means that no source consulted gives any.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

SCHEMA_VERSION = 1

Use = Literal["recommended", "allowed", "caution", "forbidden"]
Angle = Literal["perpendicular", "perpendicular-oblique", "oblique", "transverse-oblique", "transverse", "prick"]
CautionKind = Literal[
    "pregnancy", "needling", "moxa", "lung", "heart", "organ", "vessel", "nerve", "cord", "eye", "infant", "skin",
    "pressure", "other",
]  # fmt: skip
Direction = Literal[
    "superior", "inferior", "anterior", "posterior", "medial", "lateral", "proximal", "distal", "radial", "ulnar",
]  # fmt: skip
Language = Literal["german", "french", "italian", "spanish", "portuguese", "dutch", "russian", "czech", "polish"]
Phase = Literal["wood", "fire", "earth", "metal", "water"]
Text = Annotated[str, Meta(min_length=1)]
Cun = Annotated[float, Meta(ge=0, le=20)]
Range = tuple[Annotated[float, Meta(ge=0)], Annotated[float, Meta(ge=0)]]


class Base(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, keyword-only, and closed: an unknown key is an error, never ignored."""


class OtherName(Base, frozen=True, kw_only=True):
    """Another name in any script, or several of one kind with commas between, or a code in another list ("GV24+")."""

    name: Text
    note: str | None = None
    english: Text | None = None  # what the name means, as English books print it


class Names(Base, frozen=True, kw_only=True):
    """Names of a point; ``english`` is in order of use, the first is shown in rows."""

    pinyin: Text  # tone marks, syllables joined: "Yǒngquán"
    simplified: Text
    traditional: Text
    english: list[Text] = []
    korean: str | None = None  # Hangul
    japanese: str | None = None  # Hepburn
    kana: str | None = None
    vietnamese: str | None = None
    other: list[OtherName] = []
    translated: dict[Language, list[Text]] = {}  # names in books of other languages


class Part(Base, frozen=True, kw_only=True):
    """One of the spots that a point of several spots consists of."""

    name: Text
    location: Text


class Measure(Base, frozen=True, kw_only=True):
    """A distance in cun from a landmark or another point; "B" bone-proportional, "F" by the patient's finger."""

    cun: Cun
    unit: Literal["B", "F"]
    direction: Direction
    origin: Text  # a code or an id of landmarks.yaml
    when: Literal["female", "male"] | None = None


class Fraction(Base, frozen=True, kw_only=True):
    """``part`` ("1/3") of the way from ``of`` to ``to``; both are codes or landmarks."""

    of: Text
    to: Text
    part: Annotated[str, Meta(pattern=r"^[1-9]/[1-9][0-9]?$")]


class Variant(Base, frozen=True, kw_only=True):
    """Where another authority places the point."""

    location: Text
    source: Text


class Anatomy(Base, frozen=True, kw_only=True):
    """What lies under the skin at the point."""

    muscles: list[Text] = []
    nerves: list[Text] = []
    vessels: list[Text] = []


class Role(Base, frozen=True, kw_only=True):
    """Membership of a class of points; ``detail`` says which one ("of blood", "of the yin motility vessel")."""

    role: Text
    detail: str | None = None


class Indications(Base, frozen=True, kw_only=True):
    """Terms of terms.yaml; ``main`` is what the sources put first."""

    main: list[Text] = []
    other: list[Text] = []


class Depth(Base, frozen=True, kw_only=True):
    """One way to insert a needle, as one source gives it; ``usual`` is False for what it keeps for special cases."""

    min_cun: Cun
    max_cun: Cun
    angle: Angle
    direction: str | None = None
    source: Text
    usual: bool = True


class Needling(Base, frozen=True, kw_only=True):
    """``min_cun`` and ``max_cun`` are computed: the outer bounds of the usual depths, never to be shown without the angles."""

    forbidden: bool = False  # only where every modern source consulted forbids it
    depths: list[Depth] = []
    min_cun: float | None = None
    max_cun: float | None = None
    how: str | None = None


class Moxibustion(Base, frozen=True, kw_only=True):
    """``minutes`` with a moxa stick, ``cones`` in number: [least, most]."""

    use: Use | None = None
    minutes: Range | None = None
    cones: Range | None = None
    note: str | None = None


class Acupressure(Base, frozen=True, kw_only=True):
    """Pressing: ``minutes`` a session and sessions a day, each [least, most]."""

    use: Use | None = None
    how: str | None = None
    minutes: Range | None = None
    times_a_day: Range | None = None


class OtherMethod(Base, frozen=True, kw_only=True):
    """Cupping, bleeding, gua sha, herbs on the skin; ``for`` names terms."""

    method: Text
    use: Use | None = None
    how: str | None = None
    for_: list[Text] = field(default_factory=list, name="for")
    source: Text


class Caution(Base, frozen=True, kw_only=True):
    """One danger. ``when``: the condition it depends on; ``scope``: the point itself or its whole region."""

    kind: CautionKind
    level: Literal["forbidden", "caution"]
    methods: list[Text] = []
    when: str | None = None
    scope: Literal["point", "region"] = "point"
    text: Text
    sources: list[Text]


class Related(Base, frozen=True, kw_only=True):
    """A point that a source names together with this one."""

    code: Text
    why: Text
    source: Text


class Combination(Base, frozen=True, kw_only=True):
    """A published combination; ``via`` is the book that quotes the work, where the work itself was not read."""

    use: Text
    codes: list[Text]
    source: Text
    via: str | None = None


class Classic(Base, frozen=True, kw_only=True):
    """What an old text says of the point, in acu's words; ``via``: the book that quotes it, if only quoted."""

    work: Text
    chapter: str | None = None
    says: Text
    via: str | None = None


class Question(Base, frozen=True, kw_only=True):
    """What people ask, answered."""

    question: Text
    answer: Text


class Claim(Base, frozen=True, kw_only=True):
    """What one source says."""

    says: Text
    source: Text


class Differ(Base, frozen=True, kw_only=True):
    """A disagreement of sources, without a winner."""

    about: Text
    claims: Annotated[list[Claim], Meta(min_length=2)]


class Checked(Base, frozen=True, kw_only=True):
    """When a second reader last read the file against its sources."""

    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    against: list[Text]


class Match(Base, frozen=True, kw_only=True):
    """How a query was taken; ``kind`` is code, exact, folded or near; ``score`` 100 for all but near."""

    query: str
    kind: Literal["code", "exact", "folded", "near"]
    score: float


class Point(Base, frozen=True, kw_only=True):
    """One acupuncture point, every key always present."""

    code: Text  # WHO letters, hyphen, number: "KI-4"; extra points "EX-HN3", "N-HN-20"
    channel: str = ""
    number: int = 0
    status: Literal["full", "outline"] = "full"
    names: Names
    meaning: str | None = None
    region: Text
    surface: str | None = None
    side: Literal["both", "midline"] = "both"
    count: int = 1  # spots on one body: 2 for a pair, 1 on the midline
    parts: list[Part] = []
    location: str | None = None  # None only in an outline
    locate: list[Text] = []
    measures: list[Measure] = []
    fractions: list[Fraction] = []
    level_with: list[Text] = []
    variants: list[Variant] = []
    anatomy: Anatomy = field(default_factory=Anatomy)
    roles: list[Role] = []
    phase: Phase | None = None
    actions: list[Text] = []
    indications: Indications = field(default_factory=Indications)
    needling: Needling = field(default_factory=Needling)
    moxibustion: Moxibustion = field(default_factory=Moxibustion)
    acupressure: Acupressure = field(default_factory=Acupressure)
    other_methods: list[OtherMethod] = []
    sensation: str | None = None
    cautions: list[Caution] = []
    channel_cautions: list[Caution] = []  # classical rules for the whole channel, stored once in channels.yaml
    related: list[Related] = []
    combinations: list[Combination] = []
    commentary: str | None = None
    classics: list[Classic] = []
    questions: list[Question] = []
    differs: list[Differ] = []
    cites: dict[str, list[str]] = {}
    sources: list[Text] = []
    checked: Checked | None = None
    note: str | None = None
    match: Match | None = None


# Keys that acu works out; a data file that holds one is refused.
COMPUTED = ("channel", "number", "phase", "channel_cautions", "combinations", "note", "match")
COMPUTED_NEEDLING = ("min_cun", "max_cun")
COMPUTED_TERM = ("main", "other", "condition")
POINT_KEYS: tuple[str, ...] = tuple(f.encode_name for f in msgspec.structs.fields(Point))

# What each key means, for people who fill in a file: templates, docs/fields.md and the schema are made from it.
MEANINGS: dict[str, str] = {
    "code": "letters, hyphen, number",
    "channel": "the letters of the code",
    "number": "the number of the code",
    "status": "outline: names, region and roles only, the rest not yet written; the card says so",
    "names": "pinyin (tone marks, syllables joined), characters, English in order of use, readings, other names",
    "meaning": "why it is called that",
    "region": "a region of data/regions.yaml",
    "surface": "a surface of data/regions.yaml",
    "side": "on both sides of the body, or on the midline",
    "count": "spots on one body: 2 for a pair, 1 on the midline",
    "parts": "the spots, where there are several",
    "location": "where it lies, complete enough to find it without a picture",
    "locate": "steps to find it with the hand: posture first, then landmark by landmark",
    "measures": "each distance in cun, B by the bones or F by the patient's finger, from a code or a landmark",
    "fractions": "part of the way from one code or landmark to another",
    "level_with": "codes or landmarks at the same level",
    "variants": "where another authority places it",
    "anatomy": "what lies under the skin",
    "roles": "classes of points it belongs to, of data/roles.yaml; detail says which one",
    "phase": "five-phase quality of a transporting point",
    "actions": "what it does",
    "indications": "terms of data/terms.yaml; main is what comes first",
    "needling": "each depth in cun with its angle and source; forbidden only where every source forbids it",
    "moxibustion": "whether and how it is warmed; minutes with a stick, cones in number, [least, most]",
    "acupressure": "whether and how it is pressed; minutes a session, sessions a day, [least, most]",
    "other_methods": "cupping, bleeding, gua sha, herbs on the skin",
    "sensation": "what is felt",
    "cautions": "each danger: its kind, how grave, for which methods, on what condition, and who says so",
    "channel_cautions": "old rules for the whole channel",
    "related": "points named together with it, and why",
    "combinations": "published combinations that hold it",
    "commentary": "how and when it is used",
    "classics": "what old texts say, in plain words; via is the book that quotes one",
    "questions": "what people ask, answered",
    "differs": "where sources disagree, each with its claim; no winner",
    "cites": "what each key rests on: sources by key, or by key.part",
    "sources": "everything that is named as a source above",
    "checked": "when a second reader last read it against its sources",
    "note": "the user's own note",
    "match": "how the name that was typed was taken",
}

# The columns of a row in `acu list`, and the first columns of every other row that stands for a point.
ROW_KEYS = ("code", "pinyin", "chinese", "english")


class ChannelNames(Base, frozen=True, kw_only=True):
    """Names of a channel or vessel."""

    english: Text
    full: str | None = None
    pinyin: str | None = None
    simplified: str | None = None
    traditional: str | None = None
    korean: str | None = None
    japanese: str | None = None
    vietnamese: str | None = None


class Organs(Base, frozen=True, kw_only=True):
    """Organs a channel belongs to, connects with, and also reaches."""

    belongs: str | None = None
    connects: str | None = None
    also: list[str] = []


class Opens(Base, frozen=True, kw_only=True):
    """The point that opens a vessel and the one coupled with it."""

    opening: Text
    coupled: Text


class Channel(Base, frozen=True, kw_only=True):
    """A channel, a vessel, or a group of extra points; ``hours`` are [from, to] on a 24-hour clock."""

    code: str = ""
    names: ChannelNames
    kind: Literal["primary", "vessel", "extra"]
    count: Annotated[int, Meta(ge=0, le=2000)] = 0
    numbers: list[Annotated[int, Meta(ge=0, le=99_999)]] | None = (
        None  # which numbers exist where they are not 1 to count
    )
    limb: Literal["hand", "foot"] | None = None
    yinyang: str | None = None
    polarity: Literal["yin", "yang"] | None = None
    phase: Phase | None = None
    organ: str | None = None
    hours: tuple[int, int] | None = None
    pair: str | None = None
    same_name: str | None = None
    previous: str | None = None
    next: str | None = None
    pathway: list[Text] = []
    meets: list[Text] = []
    organs: Organs = field(default_factory=Organs)
    connecting: str | None = None
    divergent: str | None = None
    sinew: str | None = None
    opens: Opens | None = None
    symptoms: list[Text] = []
    cautions: list[Caution] = []
    points: list[str] = []
    differs: list[Differ] = []
    cites: dict[str, list[str]] = {}
    sources: list[Text] = []


class RoleNames(Base, frozen=True, kw_only=True):
    """Names of a class of points."""

    english: Text
    pinyin: str | None = None
    simplified: str | None = None
    traditional: str | None = None


class RoleClass(Base, frozen=True, kw_only=True):
    """A class of points; ``expected`` is how many points hold it, None where tradition is loose."""

    role: str = ""
    names: RoleNames
    synonyms: list[str] = []
    group: str | None = None
    meaning: Text
    expected: int | None = None
    per_channel: int | None = None
    members_note: str | None = None
    members: list[dict[str, Any]] = []  # computed: {code, pinyin, chinese, english, detail}
    differs: list[Differ] = []
    sources: list[Text] = []


class Ruled(Base, frozen=True, kw_only=True):
    """A class that follows from other classes: a ``rule`` stands in place of its members."""

    names: RoleNames
    synonyms: list[str] = []
    meaning: Text
    rule: Text
    expected: int | None = None
    differs: list[Differ] = []
    sources: list[Text] = []


class BodyPart(Base, frozen=True, kw_only=True):
    """A part of the body that regions belong to."""

    simplified: Text
    traditional: Text


class Surface(Base, frozen=True, kw_only=True):
    """A surface of the body, and what people call it."""

    simplified: Text
    traditional: Text
    note: str | None = None
    synonyms: list[Text] = []


class Region(Surface, frozen=True, kw_only=True):
    """A region of the body; ``part`` is the part it belongs to."""

    part: Text


class Landmark(Base, frozen=True, kw_only=True):
    """What distances start from; ``note``: how the hand finds it."""

    simplified: Text
    traditional: Text
    note: str | None = None


class BodyHeight(Base, frozen=True, kw_only=True):
    """The height of the body in cun."""

    cun: float
    note: Text


class Proportion(Base, frozen=True, kw_only=True):
    """The span between two landmarks in cun."""

    from_: Text = field(name="from")
    to: Text
    cun: float
    region: Text
    note: str | None = None


class FingerMeasure(Base, frozen=True, kw_only=True):
    """A measure by the patient's own fingers; ``cun`` is None where it is told in words only."""

    id: Text
    simplified: Text
    traditional: Text
    cun: float | None = None
    how: Text


Standing = Literal["main", "again", "named", "pattern", "added", "count"]
Grade = Literal["core", "common", "occasional"]


class Said(Base, frozen=True, kw_only=True):
    """What one source says of a point for a complaint.

    ``as``: main (in its basic prescription), again (in a second one), named (in a long list), pattern or added (``for`` a pattern of traditional
    medicine, or for a symptom beside the complaint), count (used ``count`` times, or in ``share`` of what was counted).
    """

    source: Text
    as_: Standing = field(name="as")
    for_: str | None = field(default=None, name="for")
    count: int | None = None
    share: Annotated[float, Meta(gt=0, le=1)] | None = None


class Treats(Base, frozen=True, kw_only=True):
    """A point for a complaint, and who says so; ``grade`` is computed."""

    code: Text
    grade: Grade | None = None
    said: Annotated[list[Said], Meta(min_length=1)]


class Consulted(Base, frozen=True, kw_only=True):
    """A source read for a complaint: where in it, and, for counts, how many trials and uses of points were counted."""

    source: Text
    where: Text
    trials: int | None = None
    uses: int | None = None
    evidence: str | None = None  # what was measured, in acu's words; None where a book only prescribes


class Pressed(Base, frozen=True, kw_only=True):
    """A point that a source tells people to press themselves for the complaint."""

    code: Text
    source: Text


class Condition(Base, frozen=True, kw_only=True):
    """A complaint that people treat: which points, how central each, who says so. ``also``: terms it answers too."""

    condition: Text
    also: list[Text] = []
    consulted: Annotated[list[Consulted], Meta(min_length=1)]
    points: Annotated[list[Treats], Meta(min_length=1)]
    press: list[Pressed] = []
    note: str | None = None
    checked: Checked | None = None


class Term(Base, frozen=True, kw_only=True):
    """A word of the vocabulary of complaints; ``urgent`` is the advice where it can mean an emergency."""

    term: str = ""
    area: Text
    meaning: str | None = None
    synonyms: list[Text] = []
    simplified: list[Text] = []
    traditional: list[Text] = []
    shared: list[Text] = []  # words of other terms that people use for this one too: who asks for them asks for both
    broader: list[Text] = []  # terms that hold this one: what serves them may serve it
    urgent: str | None = None
    main: list[str] = []  # computed: codes of points with it as a main indication
    other: list[str] = []  # computed
    condition: Condition | None = None  # computed: what is prescribed for it, graded


class Flag(Base, frozen=True, kw_only=True):
    """Words of a query that may mean an emergency, and the advice that every answer to them begins with."""

    advice: Text
    phrases: Annotated[list[Text], Meta(min_length=1)]
    chinese: list[Text] = []
    sources: Annotated[list[Text], Meta(min_length=1)]


class Lacking(Base, frozen=True, kw_only=True):
    """A complaint that people ask for and no point is listed for, and the terms that come nearest."""

    synonyms: list[Text] = []
    near: list[Text] = []


class Original(Base, frozen=True, kw_only=True):
    """The work behind a title: Chinese title, author and date as far as known."""

    title: str | None = None
    chinese: str | None = None
    author: str | None = None
    year: str | int | None = None


class Source(Base, frozen=True, kw_only=True):
    """A book, standard, paper or page, and how acu read it; ``seen`` is quoted where only ``via`` was read."""

    key: str = ""
    title: Text
    authors: str | None = None
    year: int | str | None = None
    edition: str | None = None
    kind: Literal["standard", "textbook", "classic", "paper", "web", "table"]
    language: str | None = None
    read_through: str | None = None
    url: str | None = None  # the address of a page, or of its site where only that is known
    seen: Literal["direct", "quoted"] = "direct"
    via: str | None = None
    note: str | None = None
    original: Original | None = None
    rests: dict[str, int] = {}  # computed: how many points and combinations rest on it


def to_record(value: Struct) -> dict[str, Any]:
    """Return plain dicts and lists with the JSON keys, in order."""
    result = msgspec.to_builtins(value)
    assert isinstance(result, dict)
    return result


def from_record(record: dict[str, Any]) -> Point:
    """Return the Point that `record` holds; raises msgspec.ValidationError if it is none."""
    return msgspec.convert(record, Point)
