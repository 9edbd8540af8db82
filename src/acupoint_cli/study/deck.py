"""All points as a quiz needs them: whole records, and which of them belong so close together that both are right."""

import json
import re
from collections import defaultdict
from functools import cached_property
from typing import Any

from ..library.index import Index
from ..names.fold import fold
from ..names.words import stems, tokens

CODE = re.compile(r"\b(?:[A-Z]{2}-(?:[A-Z]{1,2})?|(?:MN?|N)-[A-Z]{2}-)\d+\b")
_VERTICAL = frozenset({"superior", "inferior", "proximal", "distal"})

# What an action does to something is left aside: two actions are kin when they touch the same thing.
_VERBS = frozenset(stems(tokens(
    "the and of in from to on it its that what is has with out down up into through their where order puts a both all also "
    "clears clear regulates benefits eases opens calms stops strengthens frees drives brings moves harmonises harmonizes relaxes "
    "rebellious spreads transforms activates drains nourishes takes disperses treats scatters brightens reduces "
    "unbinds resolves supports settles dispels helps revives firms promotes releases expels restores eliminates serves "
    "sends tonifies quickens dries leads moderates breaks raises lifts hastens pass lowers rescues quells wakes steadies "
    "subdues quiets soothes holds removes diffuses makes invigorates expands boosts aids loosens lightens checks secures "
    "lower upper middle conditions disorders acute stagnation stagnant stagnates stuck pent stasis deficiency weak region "
    "passage passages flow sharpens again back general whole is are be by for"
)))  # fmt: skip
_SAME = {
    word: kin
    for kin, words in {
        "heat": "fire cool fever summer", "cold": "warm", "spirit": "mind shen agitation fright anxiety heart epilepsy",
        "sinew": "tendon spasm cramp convulsion", "jiao": "energizer burner abdomen belly genital vaginal reproductive semen menstruation menses mense period womb uterus uterine discharge birth labor conception", "lumbar": "loin waist spine",
        "orifice": "portal sense consciousness collapse collaps faint", "damp": "dampness dampnes",
        "urination": "urine waterway water bladder", "intestine": "bowel stool diarrhea anus hemorrhoid",
        "lung": "cough wheez wheezing panting pant breath asthma chest", "wind": "exterior surface", "eye": "sight vision",
        "ear": "hearing hear", "throat": "voice speech", "head": "brain face", "swell": "lump mass accumulation",
        "gallbladder": "gall", "channel": "network vessel", "limb": "leg joint knee arm ankle shoulder elbow wrist hip bone",
        "breast": "milk lactation", "stomach": "vomit food digestion", "toxicity": "poison toxin", "blood": "bleed stasi",
        "source": "original essence", "thirst": "fluid", "pain": "painful ache obstruction", "penetrat": "thoroughfare",
    }.items()
    for word in words.split()
}  # fmt: skip


class Deck:
    """Every point's record by code, in the order of the channels, and the questions of kinship asked of them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        texts = index.rows("SELECT code, json FROM points ORDER BY ord")
        self.records: dict[str, dict[str, Any]] = {code: json.loads(text + "}") for code, text in texts}
        self.rows: dict[str, dict[str, Any]] = {c: json.loads(t) for c, t in index.rows("SELECT code, row FROM points")}
        self._debated: dict[str, set[str]] = {}
        facets = index.rows("SELECT code, value FROM facets WHERE kind = 'region'")
        self.part: dict[str, str] = {  # "lower limb"
            code: value
            for code, value in facets
            if code in self.records and value not in {self.records[code]["region"], self.records[code]["surface"]}
        }

    def title(self, code: str) -> str:
        """Return "KI-1 Yǒngquán" for a code."""
        return f"{code} {self.records[code]['names']['pinyin']}"

    # -- names

    @cached_property
    def readings(self) -> dict[str, set[str]]:
        """Codes by toneless pinyin."""
        out: dict[str, set[str]] = defaultdict(set)
        for code, record in self.records.items():
            out[fold(record["names"]["pinyin"])].add(code)
        return out

    def same_reading(self, code: str) -> set[str]:
        """Return every point whose pinyin without tones is that of `code`, itself too."""
        return self.readings[fold(self.records[code]["names"]["pinyin"])]

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each point lies, folded; "" where that is not written."""
        return {c: fold(r["location"] or "") for c, r in self.records.items()}

    def same_spot(self, code: str) -> set[str]:
        """Return the points of which some source says that a spot of theirs is the place of `code`, or the reverse."""
        return self._spots[code] | {c for c, named in self._spots.items() if code in named}

    @cached_property
    def _spots(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for code, record in self.records.items():
            texts = [each["location"] for each in [*record["parts"], *record["variants"]]]
            texts += [claim["says"] for d in record["differs"] for claim in d["claims"]]
            out[code] = {c for text in texts for c in CODE.findall(text)}
        return out

    # -- roles

    @cached_property
    def roles(self) -> dict[str, dict[str, Any]]:
        """Records of the classes of points by id."""
        return {k: json.loads(t) for k, t in self.index.rows("SELECT key, json FROM entries WHERE kind = 'role'")}

    @cached_property
    def holders(self) -> dict[str, dict[str, str]]:
        """Role id to {code: detail}; details joined where a point holds the role twice."""
        out: dict[str, dict[str, str]] = defaultdict(dict)
        for code, record in self.records.items():
            for role in record["roles"]:
                held = out[role["role"]]
                held[code] = "; ".join(filter(None, [held.get(code, ""), role["detail"] or ""]))
        return out

    @cached_property
    def told_apart(self) -> set[str]:
        """Roles whose members all say "of …", each something else: back-shu of the Lung, of the Heart."""
        return {
            role
            for role, held in self.holders.items()
            if all(d.startswith("of ") and ";" not in d for d in held.values())
            and len({fold(d) for d in held.values()}) == len(held)
        }

    def debated(self, role: str) -> set[str]:
        """Return the points that some source gives a role which others deny it, or that its entry names in passing."""
        if role not in self._debated:
            self._debated[role] = self._found_debated(role)
        return self._debated[role]

    def _found_debated(self, role: str) -> set[str]:
        entry = self.roles.get(role, {})
        text = " ".join([str(entry.get("members_note") or ""), json.dumps(entry.get("differs") or [])])
        named = set(CODE.findall(text))
        word = (
            role.split("-")[0] if not role.startswith(("back", "front", "lower", "four", "command", "nine")) else role
        )
        for code, told in self.told.items():
            if fold(word) in told or fold(role) in told:
                named.add(code)
        return named

    @cached_property
    def told(self) -> dict[str, str]:
        """For each point, folded, all that its sources disagree about."""
        return {
            code: fold(" ".join(d["about"] + " " + " ".join(c["says"] for c in d["claims"]) for d in record["differs"]))
            for code, record in self.records.items()
        }

    # -- actions

    @cached_property
    def touched(self) -> dict[str, set[str]]:
        """For each point everything that its actions touch, as stems."""
        return {c: {w for a in r["actions"] for w in things(a)} for c, r in self.records.items()}

    # -- levels

    @cached_property
    def _levels(self) -> dict[str, set[str]]:
        """What each point is level with: codes, landmarks, and itself."""
        return {c: {c, *r["level_with"]} for c, r in self.records.items()}

    def level_mates(self, code: str) -> set[str]:
        """Return the points that the sources put at the level of `code`, itself left out."""
        mine = self.records[code]["level_with"]
        if not mine:
            return set()
        found = {c for c in mine if c in self.records}
        for other, levels in self._levels.items():
            if code in levels or levels & (set(mine) - set(self.records)):
                found.add(other)
        return found - {code}

    def level_twins(self, code: str) -> set[str]:
        """Return every point that is, or by any chain of levels and heights may be, at the level of `code`."""
        group, levels = {code}, set(self._levels[code])
        while True:
            more = {c for c, held in self._levels.items() if held & levels} - group
            if not more:
                break
            group |= more
            for other in more:
                levels |= self._levels[other]
        heights = {h for c in group for h in self._heights(c)}
        named = {
            c
            for g in group
            for c in CODE.findall(self.records[g]["location"] or "")
            if "evel" in self.records[g]["location"]
        }
        for other, record in self.records.items():
            if heights & self._heights(other) or group & set(CODE.findall(record["location"] or "")):
                group.add(other)
        return group | named

    def can_tell_level(self, code: str, channels: set[str], part: str | None) -> bool:
        """Return whether a point is known to lie at its own level: so on these channels, in this part of the body.

        On the head and neck, where channels run across, only where the sources give its level; elsewhere its height does.
        """
        record = self.records[code]
        if record["channel"] not in channels or self.part.get(code) != part:
            return False
        return bool(record["level_with"] or (part != "head and neck" and self._heights(code)))

    def _heights(self, code: str) -> set[tuple[str, str, float]]:
        measures = self.records[code]["measures"]
        return {(m["origin"], m["direction"], m["cun"]) for m in measures if m["direction"] in _VERTICAL}


EVERYWHERE = frozenset({"pain", "channel", "limb", "sinew"})  # almost any point does something for these


def things(action: str) -> set[str]:
    """Return what an action touches, as stems, words for the same thing brought together; verbs are left out."""
    words = [w for w in stems(tokens(action)) if w not in _VERBS]
    return {_SAME.get(w, w) for w in words}
