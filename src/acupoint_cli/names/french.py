"""Chinese as older French books spell it: the transcription of the École française d'Extrême-Orient, and the habits of
Soulié de Morant and his school (h as r, x as s, j as ts, an r after what is aspirated, a final n doubled). Pure text."""

_INITIALS = {
    "b": ("p",), "p": ("p", "pr"), "m": ("m",), "f": ("f",), "d": ("t",), "t": ("t", "tr"), "n": ("n",), "l": ("l",), "g": ("k",),
    "k": ("k",), "h": ("h", "r"), "j": ("k", "ts"), "q": ("k", "ts"), "x": ("h", "s"), "zh": ("tch",), "ch": ("tch", "tchr"),
    "sh": ("ch",), "r": ("j",), "z": ("ts",), "c": ("ts",), "s": ("s",),
}  # fmt: skip
_FINALS = {
    "ai": ("ai", "ae"), "e": ("o", "e"), "ou": ("eou",), "eng": ("eng", "ong"), "iu": ("ieou", "eou"), "ian": ("ien",), "u": ("ou",),
    "ua": ("oua",), "uo": ("ouo", "o"), "uai": ("ouai",), "ui": ("ouei", "oe"), "uan": ("ouan",), "un": ("ouen",),
    "uang": ("ouang",), "v": ("iu", "iou", "ou"), "ve": ("iue", "ue"), "van": ("iuan",), "vn": ("iun",),
}  # fmt: skip
_WHOLE = {
    "zhi": ("tche", "tcheu"), "chi": ("tche", "tcheu", "tchre"), "shi": ("che", "cheu"), "ri": ("je",), "zi": ("tseu",), "ci": ("tseu",),
    "si": ("sseu",), "er": ("eul",), "you": ("yeou",), "yan": ("yen", "ien"), "yin": ("yin", "in"), "yun": ("yun", "iun"), "ai": ("ai", "ngai", "ngae"), "wu": ("wou",), "wei": ("wei", "ouei", "oe"),
    "wai": ("wai", "ouai", "oae"), "wan": ("wan", "ouan"), "wang": ("wang", "ouang"), "wen": ("wen", "ouen"),
}  # fmt: skip


def spellings(syllable: str) -> tuple[str, ...]:
    """Return the French spellings of a plain pinyin syllable, "jian" gives "kien" and "tsien"."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = syllable[:2] if syllable[:2] in {"zh", "ch", "sh"} else syllable[:1]
    if initial not in _INITIALS:
        return (syllable,)
    final = syllable[len(initial) :]
    if initial in {"j", "q", "x"} and final[:1] == "u":
        final = "v" + final[1:]
    return tuple(i + f for i in _INITIALS[initial] for f in _FINALS.get(final, (final,)))
