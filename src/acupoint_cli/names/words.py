"""Words of complaints: cutting, folding and stemming them the same way in data and queries. Pure text."""

import unicodedata

from .fold import is_han
from .lexicon import IRREGULAR, LIGHT, SAME, STOP, WITHIN

_BRITISH = (("haem", "hem"), ("oedem", "edem"), ("diarrhoea", "diarrhea"), ("oesoph", "esoph"), ("dyspnoea", "dyspnea"), ("foet", "fet"), ("leuco", "leuko"), ("paed", "ped"), ("gynaec", "gynec"), ("anaem", "anem"), ("rhoea", "rhea"), ("tumour", "tumor"), ("labour", "labor"), ("colour", "color"), ("odour", "odor"), ("humour", "humor"), ("distens", "distent"), ("ize ", "ise "), ("izes ", "ises "), ("ized ", "ised "), ("izing ", "ising "))  # fmt: skip

_DOUBLED = {"swell", "stiff", "fall", "spell", "pass", "press", "discharg", "loss", "less", "piss", "ill", "chill"}


def tokens(text: str) -> list[str]:
    """Return the words of `text`: folded, American and British spellings brought together, one Chinese run a word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("can not", "cannot"))
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c))):
        kept.append(char if char.isalnum() or is_han(char) else "" if char == "'" else " ")
    flat = "".join(kept) + " "
    for british, american in _BRITISH:
        flat = flat.replace(british, american)
    return [word for word in flat.split() if word not in STOP]


def stem(word: str) -> str:
    """Return a word without its plural or verb ending: "sweats" and "sweating" give "sweat"."""
    if not word.isascii() or len(word) < 4:
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("aches") and not word.endswith(("eaches", "oaches", "taches")):  # headaches
        return word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes", "itises", "tuses", "ruses", "nuses", "guses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 4 and any(v in base for v in "aeiouy"):
            if base[-1] == base[-2] and base not in _DOUBLED and base[-1] not in "ls":
                base = base[:-1]
            return base
    return word


def stems(words: list[str]) -> list[str]:
    """Return the stem of each word."""
    return [stem(word) for word in words]


def telling(words: list[str]) -> list[str]:
    """Return the words that carry something by themselves."""
    return [word for word in words if word not in LIGHT]


def bag(words: list[str], drop: frozenset[str] = WITHIN) -> str:
    """Return a key that minds neither order nor form, "~cold foot" for "my feet are cold"; "" where less than two words are left."""
    kept = {_base(word) for word in words if word not in drop}
    return "~" + " ".join(sorted(kept)) if len(kept) > 1 else ""


def _base(word: str) -> str:
    same = SAME.get(word)
    if same:
        return same
    word = stem(word)
    if word.endswith("iness") and len(word) > 7:
        word = word[:-5] + "y"
    elif word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    return SAME.get(word, word)
