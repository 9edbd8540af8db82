"""The keys under which names are found: made once, when the index is made. Pure text, no files."""

from collections.abc import Iterator
from typing import Any

from . import codes, cyrillic, czech, french, japanese, korean, pinyin, vietnamese
from .fold import fold, gists, is_han, written
from .rendered import bare
from .resolve import OTHER_FOLDED, OTHER_SPELLED, OTHER_WRITTEN, STANDARD_FOLDED, STANDARD_WRITTEN, TRANSLATED

# Readings without marks that are words of other languages: never a name. Found by comparing all with the commonest words
# of English (60,000), French, German, Spanish, Italian, Portuguese, Dutch (15,000 each) and Vietnamese (8,000).
WORDS = frozenset(
    ["ammon", "amon", "choe", "dodo", "ein", "eso", "fuse", "fusi", "ganen", "haiti", "ido", "indo", "into", "isha", "iso", "kiko", "kobo", "koko", "lute", "mesi", "quilo", "quita", "shine", "shinzo", "sine", "stu", "sudo", "tache", "taro", "tatu", "tentei", "tiens", "tiki", "timen", "tippen", "tito", "todo", "tupi", "vie", "yaoi", "yogi", "yuki"]
)  # fmt: skip

Key = tuple[str, int, str, str, int]  # key, tier, code, name as shown, 1 if a near miss of it may count


def name_keys(record: dict[str, Any]) -> Iterator[Key]:
    """Yield every key of a point's names with its tier."""
    code, names = record["code"], record["names"]
    standard = [names["pinyin"], names["simplified"], names["traditional"], *names["english"]]
    readings = [names["korean"], names["japanese"], names["kana"], names["vietnamese"]]
    other = [piece for o in names["other"] for piece in (*pieces(o["name"]), *filter(None, [o["english"]]))]
    for name in standard:
        yield from _keys(name, code, STANDARD_WRITTEN, STANDARD_FOLDED)
    for name in [*filter(None, readings), *other]:
        yield from (k for k in _keys(name, code, OTHER_WRITTEN, OTHER_FOLDED) if k[0] not in WORDS)
    for key in (transcribed(names["pinyin"]) | in_czech(names["pinyin"])) - WORDS:
        yield key, OTHER_FOLDED, code, names["pinyin"], 0
    for key in french_keys(names["pinyin"]) - WORDS:
        yield key, OTHER_SPELLED, code, names["pinyin"], 0
    for shown, keys in ((names["korean"], korean.romanised), (names["kana"], japanese.romanised)):
        for key in keys(shown) if shown else ():
            if key not in WORDS:
                yield key, OTHER_FOLDED, code, shown, 0
    for name in other:
        pinyin_keys = transcribed(name) if pinyin.has_marks(name) else set()
        for key in pinyin_keys | korean.romanised(name) | japanese.romanised(name):
            if key not in WORDS:
                yield key, OTHER_SPELLED, code, name, 0
    for key, tier, shown in _by_rule(code, names):
        if key not in WORDS:
            yield key, tier, code, shown, 0
    for name in names["english"]:
        if name.endswith(" Shu"):  # "Lung Yu" in older books
            yield fold(name.removesuffix("Shu") + "Yu"), OTHER_FOLDED, code, name, 0
        for key in gists(name):
            yield key, OTHER_FOLDED, code, name, 0
    for name in (o["english"] for o in names["other"] if o["english"]):
        for key in gists(name):
            yield key, OTHER_FOLDED, code, name, 0
    for name in (name for language in names["translated"].values() for name in language):
        for key in {fold(name), fold(bare(name))} - {""}:
            yield key, TRANSLATED, code, name, 0
    yield written(code), STANDARD_WRITTEN, code, code, 0


def _by_rule(code: str, names: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield folded keys of readings and spellings that follow from those written down, with tier and name as shown."""
    hangul, kana = names["korean"], names["kana"]
    other = [(o["name"], o["note"] or "") for o in names["other"]]
    if names["vietnamese"]:
        for key in vietnamese.respelled(names["vietnamese"], names["simplified"]):
            yield key, OTHER_FOLDED, names["vietnamese"]
    for piece in (p for name, note in other if note.startswith("Vietnamese") for p in pieces(name)):
        for key in vietnamese.respelled(piece):
            yield key, OTHER_FOLDED, piece
    swapped = korean.transporting(hangul, names["simplified"]) if hangul else None
    if swapped:
        yield fold(swapped), OTHER_FOLDED, swapped
    shorter = korean.short(hangul, names["simplified"]) if hangul else None
    if shorter:
        yield written(shorter), OTHER_WRITTEN, shorter
        yield fold(shorter), OTHER_FOLDED, shorter
    for reading in japanese.placed(kana, names["simplified"]) if kana and not code.startswith("EX") else ():
        yield fold(reading), OTHER_FOLDED, reading
        for key in japanese.romanised(reading):
            yield key, OTHER_FOLDED, reading
    for reading in filter(None, [kana, *(piece for name, _ in other for piece in pieces(name))]):
        for key in japanese.kunrei(reading):
            yield key, OTHER_SPELLED, reading


def transcribed(name: str) -> set[str]:
    """Return the folded spellings of a pinyin name in Wade–Giles, in Cyrillic, with ü as v or yu; empty if it is no pinyin."""
    syllables = pinyin.split(name)
    if not syllables:
        return set()
    spellings = {fold("".join(map(pinyin.wade_giles, syllables)))}
    russian = [cyrillic.palladius(s) for s in syllables]
    if all(russian):
        spellings.add(fold("".join(russian)))
    if any(s[:2] in {"ju", "qu", "xu", "yu"} for s in syllables):  # "Qvchi"
        spellings.add("".join(s.replace("u", "v", 1) if s[:2] in {"ju", "qu", "xu", "yu"} else s for s in syllables))
    if any("v" in s for s in syllables):
        spellings |= {"".join(syllables), "".join(s.replace("v", "yu") for s in syllables)}
    return spellings


def in_czech(name: str) -> set[str]:
    """Return a pinyin name of two syllables and more in Czech letters, folded; for standard names only, since few letters tell them apart."""
    syllables = [czech.transcribed(s) for s in pinyin.split(name) or []]
    return {fold("".join(syllables))} if len(syllables) > 1 and all(syllables) else set()


def french_keys(name: str) -> set[str]:
    """Return the folded French spellings of a pinyin name of two syllables and more; doubled n is folded when looked up."""
    syllables = pinyin.split(name) or []
    spelled = [""] if len(syllables) > 1 else []
    for syllable in syllables:
        spelled = [before + s for before in spelled for s in french.spellings(syllable)]
    return {fold(s) for s in spelled} - {"".join(syllables)}


def pieces(name: str) -> list[str]:
    """Return the names one entry holds: "Dìchōng 地冲" both of them, "Địa Cù, Địa Vệ" each."""
    han = "".join(c for c in name if is_han(c))
    rest = "".join(" " if is_han(c) else c for c in name).split(",")
    return [piece for piece in (han, *(" ".join(r.split()) for r in rest)) if piece]


def _keys(name: str, code: str, as_written: int, folded: int) -> Iterator[Key]:
    latin = name.isascii() or not any(map(is_han, name))
    yield written(name), as_written, code, name, 0
    if latin and pinyin.has_marks(name):
        numbered = pinyin.with_numbers(name)
        if numbered:
            yield numbered, as_written, code, name, 0
    if "+" not in name and not codes.parse(name):
        key = fold(name)
        if key:
            near = int(key.isascii() and key.isalpha() and len(key) >= 5)
            yield key, folded, code, name, near


def code_aliases(name: str) -> Iterator[str]:
    """Yield the canonical form of a name that is a code in another list, "GV-29"."""
    parsed = codes.parse(name)
    if parsed:
        yield f"{parsed.prefix.upper()}-{int(parsed.digits)}"


def word_keys(word: str) -> list[str]:
    """Return the folded phrases under which a word of the vocabulary is found: itself, words apart, and its stems."""
    from .words import stems, tokens

    plain = tokens(word)
    if not plain:
        return []
    return list(dict.fromkeys([" ".join(plain), " ".join(stems(plain))]))


def loose_key(word: str) -> list[str]:
    """Return the key, if any, under which a word of the vocabulary is found in another order or form."""
    from .words import bag, tokens

    # "A sore on the lip" and "a lip sore" are a thing; "sore lips" hurt.
    thing = word.startswith(("sore on", "sore in", "sore of")) or (word.endswith(" sore") and not {"is", "are"} & set(word.split()))  # fmt: skip
    key = "" if thing else bag(tokens(word))
    return [key] if key else []


def flag_keys(phrase: str) -> list[str]:
    """Return the keys under which a red flag is found: as it stands, its stems, and in another order or form."""
    from .lexicon import ASIDE
    from .words import bag, tokens

    key = bag(tokens(phrase), ASIDE)
    return [*word_keys(phrase), *([key] if key else [])]


def pattern_key(name: str) -> str:
    """Return the key of a pattern, in whatever order: "~kidney deficiency yin"; "" for a single word."""
    from .lexicon import LIGHT
    from .words import bag, tokens

    return bag(tokens(name), LIGHT)


def single_words(name: str) -> list[str]:
    """Return the stems of the words of a term or synonym, each of which may lead to it; not of those that say nothing alone."""
    from .words import stems, telling, tokens

    return stems(telling(tokens(name)))


def phrases_in(text: str, terms_of: dict[str, list[str]]) -> list[str]:
    """Return the terms that a short text names, the longest phrases first; `terms_of` maps phrases to terms."""
    from .words import stems, tokens

    found: list[str] = []
    words = tokens(text)
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 6), at, -1):
            piece = words[at:end]
            terms = terms_of.get(" ".join(piece)) or terms_of.get(" ".join(stems(piece)))
            if terms:
                found += terms
                at = end - 1
                break
        at += 1
    return list(dict.fromkeys(found))
