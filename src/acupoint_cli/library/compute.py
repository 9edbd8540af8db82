"""From what a file stores to what acu shows: the computed keys of a point."""

from typing import Any

from ..cautions import bans as forbidden
from ..model import Point, to_record
from ..theory import TRANSPORTING, phase_of
from ..wording import caution_methods, caution_name


def point_record(data: dict[str, Any], channels: dict[str, Any], combinations: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole record of a point from its file's data; raises msgspec.ValidationError if the data is none."""
    import msgspec

    channel, number = split_code(data["code"])
    rules = (channels.get(channel) or {}).get("cautions") or []
    record = to_record(msgspec.convert({**data, "channel_cautions": rules}, Point))
    record["channel"], record["number"] = channel, number
    polarity = (channels.get(channel) or {}).get("polarity")
    for role in record["roles"]:
        if role["role"] in TRANSPORTING:
            record["phase"] = phase_of(role["role"], polarity)
    needling = record["needling"]
    usual = [d for d in needling["depths"] if d["usual"]]
    needling["min_cun"] = min((d["min_cun"] for d in usual), default=None)
    needling["max_cun"] = max((d["max_cun"] for d in usual), default=None)
    record["combinations"] = combinations
    whole: dict[str, Any] = whole_numbers(record)
    return whole


def whole_numbers(value: Any) -> Any:
    """Return the tree with every 1.0 as 1, so that people and programs read what was written."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {k: whole_numbers(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [whole_numbers(v) for v in value]
    return value


def split_code(code: str) -> tuple[str, int]:
    """Return channel and number of a written code: ("KI", 4), ("EX-HN", 3)."""
    end = len(code)
    while code[end - 1].isdecimal():
        end -= 1
    return code[:end].rstrip("-"), int(code[end:])


def row_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a point in `acu list`: code, pinyin, chinese, english, roles, cautions."""
    names = record["names"]
    return {
        "code": record["code"],
        "pinyin": names["pinyin"],
        "chinese": names["simplified"],
        "english": names["english"][0] if names["english"] else "",
        "roles": list(dict.fromkeys(r["role"] for r in record["roles"])),
        "cautions": caution_words(record),
    }


def caution_words(record: dict[str, Any]) -> list[str]:
    """Return the dangers of a point in a few words each, the gravest first.

    "pregnancy (forbidden)", "needling (forbidden: deep insertion)" with the state in which it is, "pregnancy (pricking to
    bleed forbidden)" where only one method is; "lung" for a caution. A caution of kind other goes by its methods.
    """
    words: dict[str, None] = {}
    for unsaid in forbidden(record):
        words[f"{caution_name(unsaid.kind, unsaid.methods)} (forbidden)"] = None
    bans = [c for c in record["cautions"] if c["level"] == "forbidden"]
    for ban in bans:
        name, when = caution_name(ban["kind"], ban["methods"]), _state(ban)
        limited = ban["methods"] and "needling" not in ban["methods"] and ban["methods"] != ["moxibustion"]
        what = (
            f"{caution_methods(ban['methods'])} forbidden"
            if limited and name != caution_methods(ban["methods"])
            else "forbidden"
        )
        words[f"{name} ({what}{f': {when}' if when and when != ban['kind'] else ''})"] = None
    for caution in record["cautions"]:
        if caution["level"] != "forbidden" and not any(_covers(ban, caution) for ban in bans):
            name, when = caution_name(caution["kind"], caution["methods"]), _state(caution)
            banned = any(caution_name(ban["kind"], ban["methods"]) == name for ban in bans)
            banned = banned or (name != "needling" and f"{name} (forbidden)" in words)
            state = when if when and caution["kind"] == "other" else "caution" if banned else ""
            words[f"{name} ({state})" if state else name] = None
    return list(words)


def _state(caution: dict[str, Any]) -> str:
    """Return the state that a caution depends on, without articles, so that the same state reads the same."""
    return " ".join(word for word in (caution["when"] or "").split() if word != "a")


def _covers(ban: dict[str, Any], caution: dict[str, Any]) -> bool:
    """Return whether a ban says what a caution of its kind does, and more: of the needle, or the same methods; always."""
    if ban["kind"] != caution["kind"] or ban["when"] not in {None, ban["kind"], caution["when"]}:
        return False
    return not ban["methods"] or "needling" in ban["methods"] or set(caution["methods"]) <= set(ban["methods"])
