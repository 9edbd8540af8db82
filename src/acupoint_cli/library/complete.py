"""Is it whole? What a point must have before it is called full, and what the whole set must have."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..names.extras import is_extra
from ..names.fold import fold
from ..names.rendered import ELSE, FILLER
from .book import Book
from .compute import split_code
from .yaml_files import Document

if TYPE_CHECKING:
    from .check import Fault

# Fields that must be cited where they are filled. Names, roles and counts rest on the reference tables.
CITED = (
    "location", "locate", "anatomy", "actions", "indications", "moxibustion", "acupressure", "sensation", "commentary",
)  # fmt: skip


def fullness(data: dict[str, Any], fault: Callable[..., "Fault"]) -> Iterator["Fault"]:
    """Yield what a point that calls itself full still lacks."""
    extra = is_extra(data["code"])
    if not data.get("location"):
        yield fault("F501", "no location")
    if len(data.get("locate", [])) < 3:
        yield fault("F501", f"{len(data.get('locate', []))} steps to find it; at least three", "locate")
    # "anatomy.all" and the like in cites: these sources were read whole and give no more. An extra point may thus be
    # full without anatomy, indications or needling: it holds what its sources have.
    cites = data.get("cites", {})
    told = {field for field in ("anatomy", "indications", "needling") if f"{field}.all" in cites}
    none = told if extra else set()
    if not any(data.get("anatomy", {}).values()) and "anatomy" not in none:
        yield fault("F502", "no anatomy", "anatomy")
    # A landmark that is neither needled nor warmed (ST-17) has no use to tell.
    landmark = data.get("needling", {}).get("forbidden") and data.get("moxibustion", {}).get("use") == "forbidden"
    if not data.get("actions") and not extra and not landmark:
        yield fault("F502", "no actions", "actions")
    indications = data.get("indications", {})
    terms = [*indications.get("main", []), *indications.get("other", [])]
    if not indications.get("main") and not landmark and "indications" not in none:
        yield fault("F502", "no main indications", "indications")
    if len(terms) < 8 and not extra and not landmark and "indications" not in told:
        yield fault("F505", f"{len(terms)} indications; at least eight", "indications")
    needling = data.get("needling", {})
    given = needling.get("depths") or needling.get("forbidden") or needling.get("how")
    if not given and "needling" not in none:
        yield fault("F502", "no needling: a depth, or forbidden, or how", "needling")
    if not data.get("moxibustion", {}).get("use") and not data.get("moxibustion", {}).get("note"):
        yield fault("F506", "moxibustion: say use, or in a note that no source consulted speaks of it", "moxibustion")
    if len(data.get("sources", [])) < (2 if extra else 3):
        yield fault("F503", f"{len(data.get('sources', []))} sources", "sources")
    for field in CITED:
        if filled(data.get(field)) and not any(key.split(".")[0] == field for key in cites):
            yield fault("F503", f"cites does not say what {field} rests on", "cites")
    if not extra:
        for reading in ("korean", "japanese", "kana", "vietnamese"):
            if not data["names"].get(reading):
                yield fault("F504", f"no {reading} reading", "names")


def filled(value: Any) -> bool:
    """Return whether a field holds anything: not None, not empty, not a mapping of nothing."""
    if isinstance(value, dict):
        return any(filled(v) for v in value.values())
    return value not in (None, [], "")


def wholeness(book: Book, sound: list[Document]) -> Iterator["Fault"]:
    """Yield what the whole set still lacks: points, members of classes, full files, second readings.

    Only the points of the right shape, `sound`, are looked into.
    """
    from .check import Fault

    readable = {d.path for d in sound}
    points = {str(d.data.get("code")): d for d in book.points if isinstance(d.data, dict)}
    channels = book.shared.get("channels")
    for code in sorted(book.codes() - set(points)):
        if channels is not None:
            yield Fault(channels.path, channels.line("channels", split_code(code)[0]), "K601", f"no file for {code}")
    members: dict[str, list[str]] = defaultdict(list)
    for code, document in points.items():
        if document.path in readable:
            for role in {r["role"] for r in document.data.get("roles", [])}:
                members[role].append(code)
        if document.data.get("status", "full") != "full":
            yield Fault(document.path, 1, "K603", f"{code} is an outline")
        elif not document.data.get("checked"):
            yield Fault(document.path, 1, "K604", f"{code} was not read by a second reader")
    document_roles = book.shared.get("roles")
    for role, entry in book.part("roles").items():
        if document_roles is None or entry.get("expected") is None:
            continue
        line = document_roles.line("roles", role)
        if len(members[role]) != entry["expected"]:
            message = f"{role}: {len(members[role])} points, expected {entry['expected']}"
            yield Fault(document_roles.path, line, "K602", message)
        if per := entry.get("per_channel"):
            for channel, count in Counter(code.split("-")[0] for code in members[role]).items():
                if count != per:
                    yield Fault(
                        document_roles.path, line, "K602", f"{role}: {count} points of {channel}, expected {per}"
                    )
    renderings = book.shared.get("renderings")
    if renderings is not None:
        names = [set(fold(document.data["names"]["traditional"])) for document in sound]
        for language, entries in book.part("renderings").items():
            line = renderings.line("renderings", language)
            rendering = {key: set(fold(key)) for key in entries if key not in {ELSE, FILLER}}
            for lacking in sorted(set().union(*names) - set().union(*rendering.values())):
                yield Fault(renderings.path, line, "K605", f"{language} has no word for {lacking}")
            for key, together in rendering.items():
                if not any(together <= name for name in names):
                    line = renderings.line("renderings", language, key)
                    yield Fault(renderings.path, line, "K605", f"no point's name holds {key!r}")
