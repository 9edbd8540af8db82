"""Kana in Latin letters: Hepburn, with long vowels written out, marked or left short."""

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
            out[-1] = stem + ("" if stem in {"sh", "ch", "j"} else "y") + _SMALL[char]
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
