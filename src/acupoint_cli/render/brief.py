"""A short card, of 40 lines at most: who it is, its dangers, its place, how it is needled, what it is for. Pure text."""

from typing import Any

from . import phrases, words

# Keys that a short card rests on, for machine formats.
KEYS = ("code", "names", "cautions", "channel_cautions", "location", "needling", "indications.main")
MOST = 40  # lines of a short card; the dangers are in full where that many hold them
DEPTHS = 4  # ways to insert a needle that are listed; the rest is counted


def dangers(record: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (word, style, text): what is forbidden in full, the cautions by kind and condition, and how many there are."""
    forbidden = [*phrases.forbidden(record), *(d for d in phrases.cautions(record) if d[0] == "FORBIDDEN")]
    out = [(word, "bold red", text) for word, text in forbidden]
    rest = [c for c in record["cautions"] if c["level"] != "forbidden"]
    if rest:
        named = "; ".join(dict.fromkeys(words.caution_kind(c) for c in rest))
        out.append((*words.caution_label(rest[0]), f"{named}."))
    classical = record["channel_cautions"]
    if classical:
        named = "; ".join(dict.fromkeys(words.caution_kind(c, "whole channel") for c in classical))
        out.append(("CLASSICAL", "yellow", f"{named}."))
    return out


def needle(record: dict[str, Any], most: int = DEPTHS) -> list[str]:
    """Return the usual ways to insert the needle, each with its angle and source; `most` of them."""
    depths = [d for d in record["needling"]["depths"] if d["usual"]] or record["needling"]["depths"]
    out = [words.depth(d) for d in depths[:most]]
    return [*out, f"and {len(depths) - most} more"] if len(depths) > most else out


def names(record: dict[str, Any]) -> list[str]:
    """Return the code and the names that tell a point from every other."""
    called = record["names"]
    return [record["code"], called["pinyin"], called["simplified"], *called["english"][:1]]


def last(record: dict[str, Any], whole: bool) -> str:
    """Return where the rest is; `whole`: the dangers are here in full."""
    short = [c for c in record["cautions"] if c["level"] != "forbidden"] + record["channel_cautions"]
    named = "The caution in full" if len(short) == 1 else f"The {len(short)} cautions in full"
    what = "How to find it, and sources" if whole else f"{named}, how to find it, and sources"
    return f"{what}: `acu show {record['code']}`."
