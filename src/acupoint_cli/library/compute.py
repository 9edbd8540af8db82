"""From what a file stores to what acu shows: the computed keys of a point."""

from typing import Any

from ..model import Point, to_record
from ..theory import TRANSPORTING, phase_of


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
    """Return the dangers of a point in a word or two each, the gravest first.

    "pregnancy (forbidden)", "needling (forbidden: deep insertion)", "lung".
    """
    words: dict[str, None] = {}
    if record["needling"]["forbidden"]:
        words["needling (forbidden)"] = None
    kinds: set[str] = set()
    for caution in record["cautions"]:
        if caution["level"] == "forbidden":
            kind, when, methods = caution["kind"], caution["when"], caution["methods"]
            limits = (
                [", ".join(methods)] if methods and "needling" not in methods and methods != ["moxibustion"] else []
            )
            limits += [when] if when and when != kind else []
            words[f"{kind} (forbidden{': ' + '; '.join(limits) if limits else ''})"] = None
            kinds.add(kind)
    for caution in record["cautions"]:
        if caution["kind"] not in kinds:
            words[caution["kind"]] = None
    return list(words)
