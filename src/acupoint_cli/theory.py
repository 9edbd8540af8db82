"""What follows from what: the rules of the five phases and the channels. Pure rules, no files.

The phases of the transporting points, mother and child points, and the order of generation are those of the Classic of
Difficulties (chapters 64 and 69) as the correspondence textbook and Cheng Xinnong give them; the clock is the
textbooks' (roles.yaml and channels.yaml name the sources).
"""

GENERATES = {"wood": "fire", "fire": "earth", "earth": "metal", "metal": "water", "water": "wood"}
GENERATED_BY = {child: mother for mother, child in GENERATES.items()}

TRANSPORTING = ("jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea")
FIVE = "five-shu"  # the group of them
PHASES = ("wood", "fire", "earth", "metal", "water")


def phase_of(role: str, polarity: str | None) -> str | None:
    """Return the phase of a transporting point: on yin channels the well is wood, on yang channels metal."""
    if role not in TRANSPORTING or polarity not in {"yin", "yang"}:
        return None
    start = 0 if polarity == "yin" else 3
    return PHASES[(start + TRANSPORTING.index(role)) % 5]


def special(phase: str | None, channel_phase: str | None) -> str | None:
    """Return "mother-point", "child-point" or "horary-point" of a transporting point on a channel of a phase."""
    if phase is None or channel_phase is None:
        return None
    if phase == channel_phase:
        return "horary-point"
    if phase == GENERATED_BY[channel_phase]:
        return "mother-point"
    if phase == GENERATES[channel_phase]:
        return "child-point"
    return None
