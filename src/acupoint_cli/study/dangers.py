"""Dangers as choices of a question: which are listed for a point, and which certainly are not."""

import random
from typing import Any

from ..names.fold import fold

# Kind of caution -> how it reads as a choice.
WORDS = {
    "pregnancy": "harm in pregnancy",
    "needling": "the needle itself: barred, or its depth or way limited",
    "moxa": "moxa: barred or limited",
    "lung": "the lung, and pneumothorax",
    "heart": "the heart",
    "organ": "an organ that lies below",
    "vessel": "a blood vessel",
    "nerve": "a nerve",
    "cord": "the spinal cord or the brainstem",
    "eye": "the eye",
    "infant": "infants and small children",
    "skin": "the skin",
    "pressure": "pressing",
}
# A kind whose words stand anywhere in what is told of a point's dangers is no wrong answer.
_TRACES = {
    "pregnancy": ("pregnan", "labour", "miscarr", "foetus"),
    "needling": ("needl", "insert", "depth", "deep"),
    "moxa": ("moxa", "burn", "scar"),
    "lung": ("lung", "pneumo", "chest", "pleura"),
    "heart": ("heart", "pericard"),
    "organ": ("organ", "bladder", "liver", "kidney", "intestin", "periton", "spleen", "uter", "abdom", "bowel", "stomach"),
    "vessel": ("arter", "vein", "vessel", "bleed", "bruis", "haemat"),
    "nerve": ("nerve", "plexus", "numb", "paraly"),
    "cord": ("cord", "brain", "marrow", "medulla", "spinal"),
    "eye": ("eye", "orbit", "sight"),
    "infant": ("infant", "child", "baby", "babies", "fontanel"),
    "skin": ("skin", "scar", "blister", "infect"),
    "pressure": ("press",),
}  # fmt: skip


def listed(record: dict[str, Any]) -> list[str]:
    """Return the kinds of danger that a point's own cautions name, those of the point before those of its region."""
    cautions = sorted(record["cautions"], key=lambda c: c["scope"] != "point")
    kinds = list(dict.fromkeys(c["kind"] for c in cautions if c["kind"] in WORDS))
    own = [k for k in kinds if any(c["kind"] == k and c["scope"] == "point" for c in cautions)]
    return own or kinds


def hinted(record: dict[str, Any]) -> set[str]:
    """Return every kind of danger that anything told of the point names or so much as touches on."""
    found = {c["kind"] for c in [*record["cautions"], *record["channel_cautions"]]}
    methods = {m for c in record["cautions"] for m in c["methods"]}
    text = " ".join(
        [c["text"] + " " + (c["when"] or "") for c in [*record["cautions"], *record["channel_cautions"]]]
        + [str(record["needling"]["how"] or ""), str(record["moxibustion"]["note"] or ""), str(record["acupressure"]["how"] or "")]
        + [claim["says"] for d in record["differs"] for claim in d["claims"]]
    ).casefold()  # fmt: skip
    found |= {kind for kind, traces in _TRACES.items() if any(t in text for t in traces)}
    if (
        record["needling"]["forbidden"]
        or "needling" in methods
        or found & {"lung", "heart", "organ", "vessel", "nerve", "cord", "eye"}
    ):
        found.add("needling")
    if record["moxibustion"]["use"] in {"caution", "forbidden"} or "moxibustion" in methods:
        found.add("moxa")
    if record["acupressure"]["use"] in {"caution", "forbidden"} or "pressing" in methods:
        found.add("pressure")
    if found & {"lung", "heart", "organ"}:
        found |= {"lung", "heart", "organ"}
    anatomy = fold(" ".join(a for v in record["anatomy"].values() for a in v))
    found |= {k for k, word in (("lung", "lung"), ("heart", "heart"), ("cord", "spinalcord")) if word in anatomy}
    return found


def others(record: dict[str, Any], near: list[dict[str, Any]], chance: random.Random) -> list[str]:
    """Return kinds that nothing told of the point touches on, those listed for points near it first."""
    barred = hinted(record)
    around: dict[str, int] = {}
    for each in near:
        for kind in {c["kind"] for c in each["cautions"]}:
            around[kind] = around.get(kind, 0) + 1
    free = [k for k in WORDS if k not in barred]
    return sorted(free, key=lambda k: (-(around.get(k, 0) > 0), chance.random()))


def told(record: dict[str, Any], kind: str) -> str:
    """Return what the sources say of this danger of the point, in full, with their keys."""
    texts = [f"{c['text']} [{', '.join(c['sources'])}]" for c in record["cautions"] if c["kind"] == kind]
    return " ".join(texts)
