"""Kana: readings of names that begin with a part of the body; Latin letters, Hepburn and Kunrei."""

_SINGLE = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "ka",
            "ki",
            "ku",
            "ke",
            "ko",
            "sa",
            "shi",
            "su",
            "se",
            "so",
            "ta",
            "chi",
            "tsu",
            "te",
            "to",
            "na",
            "ni",
            "nu",
            "ne",
            "no",
            "ha",
            "hi",
            "fu",
            "he",
            "ho",
            "ma",
            "mi",
            "mu",
            "me",
            "mo",
            "ya",
            "yu",
            "yo",
            "ra",
            "ri",
            "ru",
            "re",
            "ro",
            "wa",
            "o",
            "ga",
            "gi",
            "gu",
            "ge",
            "go",
            "za",
            "ji",
            "zu",
            "ze",
            "zo",
            "da",
            "ji",
            "zu",
            "de",
            "do",
            "ba",
            "bi",
            "bu",
            "be",
            "bo",
            "pa",
            "pi",
            "pu",
            "pe",
            "po",
        ],
        strict=True,
    )
)
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}


def romanised(kana: str) -> set[str]:
    """Return how a name in hiragana is spelled in Latin letters, folded: さんいんこう gives saninkou and saninko.

    Long vowels are written out (goukoku), doubled (gookoku), with h (gohkoku) or left short (gokoku); n before b, m, p
    also as m. Empty if `kana` holds anything else.
    """
    out: list[str] = []
    double = nasal = False
    for char in kana:
        if char in _SMALL and out:
            base = out[-1]
            stem = base[:-1]
            out[-1] = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _SMALL[char]
        elif char == "っ":
            double = True
        elif char == "ん":
            nasal = True
            out.append("n")
        elif char in _SINGLE:
            letters = _SINGLE[char]
            if double:
                letters = ("t" if letters.startswith("ch") else letters[0]) + letters
                double = False
            out.append(letters)
        else:
            return set()
    written = "".join(out)
    if not written:
        return set()
    short = written.replace("ou", "o").replace("uu", "u").replace("oo", "o")
    doubled = written.replace("ou", "oo")
    spoken = written.replace("ou", "oh")
    spellings = {written, short, doubled, spoken}
    if nasal:
        spellings |= {s.replace("nb", "mb").replace("nm", "mm").replace("np", "mp") for s in spellings}
    return spellings


# Parts of the body before a short name that two points share (足三里, 手三里): the Japanese and the Chinese reading.
_PLACES = {
    "足": ("あし", "そく"), "手": ("て", "しゅ"), "头": ("あたま", "とう"), "腹": ("はら", "ふく"),
    "腰": ("こし", "よう"), "膝": ("ひざ", "しつ"), "口": ("くち", "こう"), "耳": ("みみ", "じ"),
}  # fmt: skip


def placed(kana: str, simplified: str) -> set[str]:
    """Return how else a name that begins with a part of the body is read: てさんり also てのさんり, しゅさんり, さんり.

    Both readings of the part are in use, the Japanese one often with の. Empty for any other name.
    """
    own, borrowed = _PLACES.get(simplified[:1], ("", ""))
    if not own or len(simplified) < 3:
        return set()
    short = kana
    for start in (own + "の", own, borrowed):
        if kana.startswith(start):
            short = kana[len(start) :]
            break
    return {short, own + short, own + "の" + short, borrowed + short} - {kana}


_KUNREI = [
    ("cch", "tty"), ("ssh", "ssy"), ("chi", "ti"), ("tyi", "ti"), ("ch", "ty"), ("syi", "si"), ("shi", "si"), ("sh", "sy"),
    ("tsu", "tu"), ("ji", "zi"), ("j", "zy"), ("fu", "hu"),
]  # fmt: skip


def kunrei(kana: str) -> set[str]:
    """Return how a name in hiragana is spelled in the Kunrei romanisation, folded, and with jy for Hepburn's j.

    しょうふ gives syouhu, syoohu and syohu. Empty where it is spelled as in Hepburn.
    """
    spelled = {s for s in romanised(kana) if "mb" not in s and "mm" not in s and "mp" not in s}
    out: set[str] = set()
    for word in spelled:
        out.add(word.replace("ja", "jya").replace("ju", "jyu").replace("jo", "jyo"))
        for hepburn, plain in _KUNREI:
            word = word.replace(hepburn, plain)
        out.add(word)
    return out - spelled
