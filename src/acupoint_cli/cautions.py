"""What is forbidden at a point though no entry of its cautions says so. Pure rules over a record."""

from typing import Any, NamedTuple

NOT_TO_BE_NEEDLED = "not to be needled, by every modern source consulted"
# Field of a point -> the kind of caution that says its ban, the method that such a caution names, the ban in words.
_USES = {
    "moxibustion": ("moxa", "moxibustion", "not to be used here"),
    "acupressure": ("pressure", "pressing", "not to be pressed"),
}


class Ban(NamedTuple):
    """A method that is forbidden: the field that says so, the kind and methods of a caution about it, and the ban in words."""

    field: str
    kind: str
    methods: list[str]
    text: str


def bans(record: dict[str, Any]) -> list[Ban]:
    """Return the bans of a point that stand in no entry of its cautions: of the needle always, then moxa, then pressing."""
    needling = record.get("needling") or {}
    found = [Ban("needling", "needling", ["needling"], NOT_TO_BE_NEEDLED)] if needling.get("forbidden") else []
    return found + unsaid(record)


def unsaid(record: dict[str, Any]) -> list[Ban]:
    """Return the uses that are forbidden without a caution that forbids the same, and on no condition."""
    found = []
    for field, (kind, method, text) in _USES.items():
        if (record.get(field) or {}).get("use") == "forbidden" and not any(
            caution["level"] == "forbidden"
            and not caution.get("when")
            and (caution["kind"] == kind or method in caution.get("methods", ()))
            for caution in record.get("cautions", ())
        ):
            found.append(Ban(field, kind, [method], text))
    return found
