"""Is this data right? Every fault as path, line, rule and message; `RULES` says what each rule means."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..cautions import unsaid
from ..model import Combination, Condition, Point
from ..names import rendered
from ..names.fold import fold, is_han, written
from ..names.keys import pieces
from ..names.pinyin import split
from .book import SHARED, Book
from .shape import Misfit, misfits
from .shared import Unfit, take_out
from .yaml_files import Document

RULES = {
    "Y101": "the file is YAML that acu can read",
    "Y102": "no key stands twice",
    "Y103": "what YAML may misread (yes, no, 17:00, 012) is in quotes",
    "Y104": "no anchors and aliases",
    "Y105": "not nested too deep",
    "Y106": "not too large",
    "Y107": "the file is UTF-8",
    "M201": "no unknown key",
    "M202": "no missing key",
    "M203": "every value is of the right type",
    "M204": "nothing is stored that acu works out",
    "C301": "the file is named by its code",
    "C302": "channels.yaml allows the code",
    "C303": "every code that is named exists",
    "C304": "every role that is named exists",
    "C305": "every term that is named exists",
    "C306": "every source that is named exists",
    "C307": "region and surface are of the closed lists",
    "C308": "every landmark that is named exists",
    "C309": "readings agree with characters",
    "C310": "least comes before most",
    "C311": "nothing stands twice in a list",
    "C312": "cites names fields that the file fills",
    "C313": "side, count and parts agree",
    "C314": "text is clean: no markup, placeholders, control characters or doubled blanks",
    "C315": "a forbidden needle has no usual depth, and every depth its angle",
    "C316": "a source that cites or claims name is listed under sources, and the reverse",
    "C317": "a pregnancy, moxa or needling caution says for which methods it holds",
    "C318": "a claim of a condition is complete: for which pattern or symptom, or how often",
    "C319": "a depth in a claim about needling names its angle, or says that the source gives none",
    "C320": "moxa or pressing that is forbidden has a caution that forbids it, which says why and who",
    "C321": "a rendering is of two letters at least, and stands once",
    "X401": "no name means two points unsaid",
    "X402": "no code has two files",
    "X403": "no word stands for two terms",
    "X404": "no combination stands twice",
    "X405": "no complaint has two conditions",
    "O701": "a file of your own takes back no ban of a shipped point",
    "F501": "a full point has a location and at least three steps to find it",
    "F502": "a full point has anatomy, actions, indications and needling",
    "F503": "a full point rests on at least three sources, and cites them for every field",
    "F504": "a full channel point has Korean, Japanese and Vietnamese readings",
    "F505": "a full channel point has at least eight indications",
    "F506": "a full point says whether moxibustion is used, or cites who is silent",
    "K601": "every point that channels.yaml counts has a file",
    "K602": "every class of points is whole",
    "K603": "every point is full",
    "K604": "every full point was checked by a second reader",
    "K605": "every language renders every character of the points' names, and no other",
}  # fmt: skip

_SHAPELESS = frozenset({"M202", "M203"})  # what breaks these is read no further

# What does not belong into text: control characters, markup, placeholders, doubled blanks.
_CLEAN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|  |\bTODO\b|\bFIXME\b|\bXXX\b|</?[a-z]+>|\*\*|\[\["
)
_DEPTH = re.compile(r"\b(?:cun|fen)\b")
_ANGLE = re.compile(
    r"perpendicular|obliqu|transverse|vertical|slant|(?:along|under) the skin|\bflat\b|straight in|upright|prick|\bangle\b",
    re.I,
)
_CODE = re.compile(r"[A-Z][A-Z-]*\d+")  # a code, of one's own points too; ids of landmarks are in small letters
_CITABLE_AS_IS = frozenset({"code", "status", "cites", "sources", "checked", "side", "count", "region", "surface"})


class Fault(NamedTuple):
    """One broken rule at a 1-based line of a file."""

    path: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message}"


class Report(NamedTuple):
    """All faults, sorted, and what was looked at; `full` and `outline` count the points whose files have none."""

    faults: list[Fault]
    files: int
    rules: int
    full: int
    outline: int


def check(book: Book, complete: bool = False) -> Report:
    """Check a whole data folder; with `complete` also that every class and every point is whole."""
    faults = [Fault(d.path, p.line, p.rule, p.message) for d in book.documents() for p in d.problems]
    for name in SHARED:
        document = book.shared.get(name)
        if document is None:
            faults.append(Fault(book.folder / f"{name}.yaml", 1, "Y101", "the file is missing"))
        else:
            faults += _clean(document, document.data, ())
    unfit = list(take_out(book))
    for each in unfit:
        faults += [_misfit(each.document, misfit) for misfit in each.misfits]
    known = Known(book, unfit)
    for document in book.points:
        if not document.problems:
            faults += check_point(document, known)
    shapeless = {fault.path for fault in faults if fault.rule in _SHAPELESS}
    sound = [document for document in book.points if not document.problems and document.path not in shapeless]
    faults += _across(sound)
    for document in book.combinations:
        faults += _combinations(document, known)
    faults += _conditions(book, known)
    faults += _shared_names(book, known)
    faults += _renderings(book)
    if complete:
        from .complete import wholeness

        faults += wholeness(book, sound)
    faults.sort(key=lambda f: (str(f.path), f.line, f.rule))
    rules = len([r for r in RULES if complete or not r.startswith("K")])
    return Report(faults, len(book.documents()), rules, *counted(book.points, faults))


def counted(points: list[Document], faults: list[Fault]) -> tuple[int, int]:
    """Return how many points are full, and how many in outline, of those without a fault."""
    faulty = {fault.path for fault in faults}
    states = [d.data.get("status", "full") for d in points if isinstance(d.data, dict) and d.path not in faulty]
    return states.count("full"), states.count("outline")


class Known:
    """The closed lists that points may name.

    An entry that was taken out as `unfit` is told once; that it is named elsewhere is no fault as well.
    """

    def __init__(self, book: Book, unfit: Iterable[Unfit] = ()) -> None:
        out: dict[str, set[str]] = defaultdict(set)
        for each in unfit:
            out[each.part].add(each.key)
        self.codes = book.codes()
        if out["channels"]:  # how many points they have is not known
            self.codes |= {document.path.stem for document in book.points}
        self.roles = {*book.part("roles"), *out["roles"]}
        self.terms = {*book.part("terms"), *out["terms"]}
        self.sources = {*book.part("sources"), *out["sources"]}
        self.regions = {*book.part("regions"), *out["regions"]}
        self.surfaces = {*book.part("regions", "surfaces"), *out["surfaces"]}
        self.landmarks = {*book.landmarks(), *out["landmarks"]}


def check_point(document: Document, known: Known) -> Iterator[Fault]:
    """Yield the faults of one point's file, apart from those that only show across files."""
    data = document.data
    shape = list(_shape(document, data, Point, ()))
    yield from shape
    yield from _clean(document, data, ())
    if not isinstance(data, dict) or any(f.rule in _SHAPELESS for f in shape):
        return

    def fault(rule: str, message: str, *where: str | int) -> Fault:
        return Fault(document.path, document.line(*where), rule, message)

    code = data["code"]
    if document.path.stem != code:
        yield fault("C301", f"the file is {document.path.stem}, the code {code}", "code")
    if code not in known.codes:
        yield fault("C302", f"channels.yaml allows no {code}", "code")
    yield from _references(data, known, fault)
    yield from _names(data, fault)
    yield from _numbers(data, fault)
    yield from _angles(data, fault)
    yield from _citations(data, fault)
    if data.get("status", "full") == "full":
        from .complete import fullness

        yield from fullness(data, fault)


Make = Callable[..., Fault]


def _shape(document: Document, data: Any, model: Any, where: tuple[str | int, ...]) -> Iterator[Fault]:
    for misfit in misfits(data, model, where):
        yield _misfit(document, misfit)


def _misfit(document: Document, misfit: Misfit) -> Fault:
    return Fault(document.path, document.line(*misfit.where), misfit.rule, _at(misfit.where) + misfit.message)


def _at(where: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in where) + ": " if where else ""


def walk(data: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every scalar of a tree with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*where, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from walk(value, (*where, i))
    else:
        yield where, data


def _clean(document: Document, data: Any, where: tuple[str | int, ...]) -> Iterator[Fault]:
    for place, value in walk(data, where):
        if isinstance(value, str) and (found := _CLEAN.search(value.strip("\n"))):
            yield Fault(document.path, document.line(*place), "C314", f"{_at(place)}found {found[0]!r}")


def named_sources(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every source key that a point's tree names, with its place."""
    for where, value in walk(data):
        inside = where and isinstance(value, str)
        if (inside and (where[-1] in {"source", "via"} or where[0] in {"cites", "sources"})) or (
            inside and len(where) > 1 and where[-2] in {"sources", "against"}
        ):
            yield where, value


def _references(data: dict[str, Any], known: Known, fault: Make) -> Iterator[Fault]:
    for where, source in named_sources(data):
        if source not in known.sources:
            yield fault("C306", f"no source {source!r} in sources.yaml", *where)
    for i, role in enumerate(data.get("roles", [])):
        if role["role"] not in known.roles:
            yield fault("C304", f"no role {role['role']!r} in roles.yaml", "roles", i)
    indications = data.get("indications", {})
    for part in ("main", "other"):
        for i, term in enumerate(indications.get(part, [])):
            if term not in known.terms:
                yield fault("C305", f"no term {term!r} in terms.yaml", "indications", part, i)
    for i, method in enumerate(data.get("other_methods", [])):
        for term in method.get("for", []):
            if term not in known.terms:
                yield fault("C305", f"no term {term!r} in terms.yaml", "other_methods", i)
    if data["region"] not in known.regions:
        yield fault("C307", f"no region {data['region']!r} in regions.yaml", "region")
    if data.get("surface") is not None and data["surface"] not in known.surfaces:
        yield fault("C307", f"no surface {data['surface']!r} in regions.yaml", "surface")
    for i, item in enumerate(data.get("related", [])):
        if item["code"] not in known.codes:
            yield fault("C303", f"no point {item['code']}", "related", i)
        elif item["code"] == data["code"]:
            yield fault("C303", "the point is related to itself", "related", i)
    places = [(("measures", i), m["origin"]) for i, m in enumerate(data.get("measures", []))]
    places += [(("fractions", i), f[k]) for i, f in enumerate(data.get("fractions", [])) for k in ("of", "to")]
    places += [(("level_with", i), name) for i, name in enumerate(data.get("level_with", []))]
    for place, name in places:
        if _CODE.fullmatch(name):
            if name not in known.codes:
                yield fault("C303", f"no point {name}", *place)
        elif name not in known.landmarks:
            yield fault("C308", f"no landmark {name!r} in landmarks.yaml", *place)
    for rule_list in (("related", "code"), ("roles", None)):
        seen = [tuple(sorted((k, str(v)) for k, v in x.items())) for x in data.get(rule_list[0], [])]
        for i, item in enumerate(seen):
            if item in seen[:i]:
                yield fault("C311", f"{rule_list[0]}: the same entry twice", rule_list[0], i)
    terms = [*indications.get("main", []), *indications.get("other", [])]
    for term in sorted({t for t in terms if terms.count(t) > 1}):
        yield fault("C311", f"the indication {term!r} stands twice", "indications")


def _names(data: dict[str, Any], fault: Make) -> Iterator[Fault]:
    names = data["names"]
    simplified, traditional = names["simplified"], names["traditional"]
    syllables = split(names["pinyin"])
    if syllables is None:
        yield fault("C309", f"{names['pinyin']!r} is not pinyin", "names", "pinyin")
    elif len(syllables) != len(simplified):
        yield fault(
            "C309", f"{names['pinyin']} has {len(syllables)} syllables, {simplified} {len(simplified)}", "names"
        )
    if len(simplified) != len(traditional) or not all(map(is_han, simplified + traditional)):
        yield fault("C309", f"{simplified} and {traditional} are not the same name", "names", "traditional")
    korean = names.get("korean")
    # A reading may be that of the short name (禾髎 for 口禾髎).
    if korean and (
        len(korean) not in {len(simplified), max(2, len(simplified) - 1)} or not all("가" <= c <= "힣" for c in korean)
    ):
        yield fault("C309", f"{korean} is no Korean reading of {traditional}", "names", "korean")
    kana = names.get("kana")
    if kana and not all("ぁ" <= c <= "ゖ" or "ァ" <= c <= "ー" for c in kana):
        yield fault("C309", f"{kana} is not kana", "names", "kana")


def _numbers(data: dict[str, Any], fault: Make) -> Iterator[Fault]:
    needling = data.get("needling", {})
    for i, depth in enumerate(needling.get("depths", [])):
        if depth["min_cun"] > depth["max_cun"]:
            yield fault("C310", f"{depth['min_cun']} to {depth['max_cun']} cun", "needling", "depths", i)
        if needling.get("forbidden") and depth.get("usual", True):
            yield fault("C315", "needling is forbidden, yet a depth is usual", "needling", "depths", i)
    for field, key in (("moxibustion", "minutes"), ("moxibustion", "cones"), ("acupressure", "minutes"), ("acupressure", "times_a_day")):  # fmt: skip
        pair = (data.get(field) or {}).get(key)
        if pair and pair[0] > pair[1]:
            yield fault("C310", f"{pair[0]} to {pair[1]}", field, key)
    side, count, parts = data.get("side", "both"), data.get("count", 1), data.get("parts", [])
    if side == "both" and count % 2 and not parts:
        yield fault("C313", f"on both sides, yet the count is {count}", "count")
    if side == "midline" and count != 1 and not parts:
        yield fault("C313", f"on the midline, yet the count is {count} and no parts are named", "count")
    for i, caution in enumerate(data.get("cautions", [])):
        if not caution.get("methods"):
            yield fault("C317", f"the {caution['kind']} caution names no method", "cautions", i)
    for ban in unsaid(data):
        yield fault("C320", f"{ban.field} is forbidden, yet no caution forbids it", ban.field, "use")


def _angles(data: dict[str, Any], fault: Make) -> Iterator[Fault]:
    """A claim has parts, "0.5 cun, perpendicular; 1 cun, oblique": every part with a depth needs its angle."""
    for i, differ in enumerate(data.get("differs", [])):
        needling = re.search(r"needl|angle|depth|deep", differ["about"])
        for j, claim in enumerate(differ["claims"]):
            if needling or re.search(r"needle|\bdeep", claim["says"]):
                for part in claim["says"].split(";"):
                    if _DEPTH.search(part) and not _ANGLE.search(part):
                        message = (
                            f"{part.strip()!r} is a depth without its angle; if the source has none: angle not given"
                        )
                        yield fault("C319", message, "differs", i, "claims", j)


def _citations(data: dict[str, Any], fault: Make) -> Iterator[Fault]:
    listed = data.get("sources", [])
    for source in sorted({s for s in listed if listed.count(s) > 1}):
        yield fault("C311", f"the source {source} stands twice", "sources")
    used = {s for where, s in named_sources(data) if where[0] not in {"sources", "checked"} and where[-1] != "via"}
    for source in sorted(used - set(listed)):
        yield fault("C316", f"{source} is named, but not listed under sources", "sources")
    for source in sorted(set(listed) - used):
        yield fault("C316", f"{source} is listed under sources, but nothing rests on it", "sources")
    for key, keys in data.get("cites", {}).items():
        top, _, term = key.partition(".")
        value = data.get(top) or {}
        if term == "all" and top in {"anatomy", "indications", "needling"}:
            continue
        if top not in data or top in _CITABLE_AS_IS - {"region"}:
            yield fault("C312", f"cites names {key!r}, which the file does not fill", "cites", key)
        elif term and top == "indications":
            if term != "all" and term not in [*value.get("main", []), *value.get("other", [])]:
                yield fault("C312", f"cites names {term!r}, which is no indication here", "cites", key)
        elif term and isinstance(value, dict) and term not in value:
            yield fault("C312", f"cites names {key!r}, which the file does not fill", "cites", key)
        if not keys:
            yield fault("C312", f"cites gives no source for {key}", "cites", key)


def _across(points: list[Document]) -> Iterator[Fault]:
    """Yield what only shows across points of the right shape: codes and names that mean two."""
    codes: dict[str, Document] = {}
    standard: dict[str, set[str]] = defaultdict(set)
    for document in points:
        data = document.data
        code = data["code"]
        if code in codes:
            yield Fault(document.path, document.line("code"), "X402", f"{code} is also in {codes[code].path.name}")
        codes[code] = document
        for key in ("pinyin", "simplified", "traditional"):
            standard[written(data["names"][key])].add(code)
    for code, document in codes.items():
        for i, other in enumerate(document.data["names"].get("other", [])):
            for piece in pieces(other["name"]):
                twins = standard.get(written(piece), set()) - {code}
                if twins and not other.get("note"):
                    message = f"{piece} is also the name of {', '.join(sorted(twins))}; say so in a note"
                    yield Fault(document.path, document.line("names", "other", i), "X401", message)


def _combinations(document: Document, known: Known) -> Iterator[Fault]:
    data = document.data
    if document.problems:
        return
    entries = data.get("combinations") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        yield Fault(document.path, 1, "M202", "combinations is missing")
        return
    seen: dict[tuple[Any, ...], int] = {}
    for i, entry in enumerate(entries):
        faults = list(_shape(document, entry, Combination, ("combinations", i)))
        yield from faults
        yield from _clean(document, entry, ("combinations", i))
        if faults:
            continue
        line = document.line("combinations", i)
        for code in entry["codes"]:
            if code not in known.codes:
                yield Fault(document.path, line, "C303", f"no point {code}")
        for key in ("source", "via"):
            if entry.get(key) and entry[key] not in known.sources:
                yield Fault(document.path, line, "C306", f"no source {entry[key]!r} in sources.yaml")
        mark = (fold(entry["use"]), tuple(sorted(entry["codes"])), entry["source"])
        if mark in seen:
            yield Fault(document.path, line, "X404", f"the same combination stands on line {seen[mark]}")
        seen[mark] = line


def _conditions(book: Book, known: Known) -> Iterator[Fault]:
    from .conditions import faults

    answered: dict[str, str] = {}
    for document in book.conditions:
        data = document.data
        if document.problems:
            continue
        shape = list(_shape(document, data, Condition, ()))
        yield from shape
        yield from _clean(document, data, ())
        if shape:
            continue
        for rule, message, where in faults(document, known):
            yield Fault(document.path, document.line(*where), rule, message)
        for term in (data["condition"], *(data.get("also") or [])):
            first = answered.setdefault(term, document.path.name)
            if first != document.path.name:
                yield Fault(document.path, document.line("condition"), "X405", f"{term!r} is also answered by {first}")


def _shared_names(book: Book, known: Known) -> Iterator[Fault]:
    """Words of terms, and what channels, roles and sources name."""
    document = book.shared.get("terms")
    if document is not None:
        owner: dict[str, str] = {}
        terms = book.part("terms")
        for term in terms:
            owner.setdefault(fold(term), term)
        for term, entry in terms.items():
            for key in ("synonyms", "simplified", "traditional"):
                for word in entry.get(key, []):
                    first = owner.setdefault(fold(word), term)
                    if first != term:
                        line = document.line("terms", term, key)
                        yield Fault(document.path, line, "X403", f"{word!r} stands for {first!r} and for {term!r}")
            for i, wider in enumerate(entry.get("broader", [])):
                if wider not in known.terms:
                    yield Fault(document.path, document.line("terms", term, "broader", i), "C305", f"no term {wider!r}")
                elif term in terms.get(wider, {}).get("broader", []) or wider == term:
                    yield Fault(document.path, document.line("terms", term, "broader", i), "C311", f"{term!r} and {wider!r} are each broader than the other")  # fmt: skip
            if len(entry.get("simplified", [])) != len(entry.get("traditional", [])):
                yield Fault(document.path, document.line("terms", term), "C309", f"{term}: scripts of unequal length")
        for term, entry in terms.items():
            for i, word in enumerate(entry.get("shared", [])):
                if owner.get(fold(word), term) == term:
                    yield Fault(document.path, document.line("terms", term, "shared", i), "C305", f"{word!r} is no word of another term")  # fmt: skip
        yield from _lacking(book, known, owner)
    for name in ("channels", "roles", "sources", "flags"):
        document = book.shared.get(name)
        for key, entry in book.part(name).items():
            if document is None:
                continue
            for where, source in named_sources(entry):
                if source not in known.sources:
                    yield Fault(document.path, document.line(name, key, *where), "C306", f"no source {source!r}")
            for i, code in enumerate(entry.get("meets", [])):
                if code not in known.codes:
                    yield Fault(document.path, document.line(name, key, "meets", i), "C303", f"no point {code}")


def _renderings(book: Book) -> Iterator[Fault]:
    """How languages render the characters of names: words of some length, each once."""
    document = book.shared.get("renderings")
    if document is None:
        return
    for language, entries in book.part("renderings").items():
        for characters, words in entries.items():
            line = document.line("renderings", language, characters)
            for i, word in enumerate(words):
                if any(len(fold(part)) < (1 if rendered.WHOLE in part else 2) for part in word.split("+")):
                    yield Fault(document.path, line, "C321", f"{word!r} is too short to be the beginning of a word")
                if word in words[:i]:
                    yield Fault(document.path, line, "C321", f"{word!r} stands twice")


def _lacking(book: Book, known: Known, owner: dict[str, str]) -> Iterator[Fault]:
    """Complaints that no point is listed for: none may be a word of a term, and what comes near must be one."""
    document = book.shared.get("lacking")
    for name, entry in book.part("lacking").items():
        if document is None:
            continue
        for word in (name, *entry.get("synonyms", [])):
            first = owner.setdefault(fold(word), name)
            if first != name:
                yield Fault(document.path, document.line("lacking", name), "X403", f"{word!r} stands for {first!r} and for {name!r}")  # fmt: skip
        for i, near in enumerate(entry.get("near", [])):
            if near not in known.terms:
                yield Fault(document.path, document.line("lacking", name, "near", i), "C305", f"no term {near!r}")
