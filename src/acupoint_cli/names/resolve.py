"""Which point is meant? Tiers, never sums: a higher tier ends the search.

1 code; 2 standard name as written; 3 another name as written; 4 standard name folded; 5 another name folded; 6 another
name in another transcription; 7 a name translated into another language than English; then a name and a number side by
side; last a near miss.
"""

from __future__ import annotations

import unicodedata

from ..errors import AcuError
from ..lite import NamedTuple, Protocol
from . import codes, extras, pinyin
from .fold import fold, gists, is_han, written

STANDARD_WRITTEN, OTHER_WRITTEN, STANDARD_FOLDED, OTHER_FOLDED, OTHER_SPELLED, TRANSLATED = 2, 3, 4, 5, 6, 7
LONGEST = 200  # no name is longer

# What has the form of a code and is always something else.
_NO_CODES = frozenset(["CO2"])

# Words for "point" that people write before or after a name, folded.
POINT = frozenset(
    ["point", "points", "acupoint", "punto", "puntos", "punti", "ponto", "pontos", "punkt", "punkte", "punkty", "punt", "punten",
     "drukpunt", "druckpunkt", "spot", "tocka", "bod", "точка", "tsubo", "つぼ", "ツボ", "穴", "穴位", "穴道", "혈", "혈자리", "경혈", "xuewei", "huyet", "xue", "hyeol", "extra", "ex", "acupoints", "acupressure", "acupuncture", "pressure", "akupunkturpunkt", "akupressurpunkt"]
)  # fmt: skip

_OF = frozenset(["de", "do", "da", "del", "di", "of", "van"])

_LATIN_LOOKS = str.maketrans("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ")
_NUMBER_SIGNS = (" nr", " no.", " nº", " n°", " №", " #")
_MOST_ASKED = 4  # points that a translated name may be
_MANY = 3  # languages in which a name is read; they are not listed
_OTHER_READING = 3  # letters by which two readings of a point's characters differ at most

# The limb that English books name before a point that shares its name with another, and the regions of it.
_LIMBS = {
    **dict.fromkeys(["hand", "arm"], frozenset(["hand", "fingers", "wrist", "forearm", "elbow", "upper arm"])),
    **dict.fromkeys(["foot", "leg"], frozenset(["foot", "toes", "ankle", "leg", "knee", "thigh"])),
    "head": frozenset(["head", "face", "neck"]),
}


class Found(NamedTuple):
    """The point meant: its code, how it was taken, for a near miss the name that was taken instead.

    And the points that it may mean as well, where a rule decides between them, with a sentence that says so.
    """

    code: str
    kind: str  # code, exact, folded, near
    score: float = 100.0
    taken: str = ""
    also: tuple[str, ...] = ()
    said: str = ""


class Names(codes.Abbreviations, Protocol):
    """What names need to know of the data."""

    def span(self, channel: str) -> list[int]:
        """Return the numbers of the points of a channel."""

    def holds(self, channel: str, number: int) -> bool:
        """Return whether a channel has a point of this number."""

    def alias(self, code: str) -> list[str]:
        """Return the points that carry `code` in another list ("GV-29")."""

    def called(self, key: str, *tiers: int) -> list[tuple[int, str]]:
        """Return (tier, code) for every point whose name has this key in one of the tiers."""

    def all_names(self) -> list[tuple[str, str, str]]:
        """Return (folded name, code, name as shown) of every name that may be misspelt."""

    def in_characters(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Return (name as written, code) of every name in characters, and (characters, pinyin) of every point."""

    def readings(self, code: str) -> list[str]:
        """Return the standard readings of a point's name: Hangul, kana, Vietnamese."""

    def titles(self, found: list[str]) -> list[str]:
        """Return "KI-1 Yǒngquán 涌泉 (foot)" for each code."""

    def region(self, code: str) -> str:
        """Return the region of the body in which a point lies."""

    def beginnings(self, keys: list[str]) -> list[tuple[str, str, str, int]]:
        """Return (beginning, language, characters, rank) for each beginning of a word that is among the keys."""

    def standard_characters(self) -> list[tuple[str, str]]:
        """Return (code, characters) of every point's standard name."""

    def entries_called(self, key: str) -> list[tuple[str, str]]:
        """Return (kind, key) of the channel, role, term or source of this folded name, in this order; one of a kind."""


def resolve(query: str, names: Names, exact: bool = False) -> Found:
    """Return the point that `query` names.

    Raises AcuError: usage for an empty name, out_of_range for a code that cannot be, ambiguous, not_found.
    """
    typed = extras.half(_unwrapped(" ".join(unicodedata.normalize("NFC", query).split())))
    if not typed or not any(c.isalnum() for c in typed):
        if not typed:
            raise AcuError("usage", "an empty name names no point", "Give a code or a name, such as KI-1.", query)
        raise _not_found(query, [], names)
    if len(typed) > LONGEST:
        raise AcuError("not_found", f"a name of {len(typed)} letters is no point's", "", query)
    return (
        _by_code(typed, query, names)
        or _by_name(typed, query, names)
        or _by_limb(typed, query, names)
        or _by_both(typed, query, names, exact)
        or (None if exact else _by_meaning(typed, query, names))
        or _by_nearness(typed, query, names, exact)
    )


def _unwrapped(typed: str) -> str:
    """Return a name without what a list leaves around it: a comma, a number, quotes, a pair of brackets, the mark of a file's start."""
    bare = _unread(typed.strip('\ufeff ",;:*•“”„«»'))
    for sign in _NUMBER_SIGNS:  # "Le Nr. 14"
        before, found, after = bare.casefold().partition(sign)
        number = after.lstrip(". ")
        if found and number[:1].isdecimal():
            bare = f"{bare[: len(before)]} {bare[len(bare) - len(number) :]}"
    count, blank, rest = bare.partition(" ")
    if blank and count[-1:] in {".", ")"} and count[:-1].isdecimal() and fold(rest.partition(" ")[0]) not in POINT:
        bare = rest  # "1. KI-1", but not "36. Punkt des Magenmeridians"
    if bare[-1:] == "." and bare[-2:-1].isdecimal():
        bare = bare[:-1]  # "LI 4."
    if bare[:1] + bare[-1:] in {"()", "[]", "（）", "【】"} and not any(c in "()[]（）【】" for c in bare[1:-1]):
        bare = bare[1:-1].strip()
    return bare or typed


def _unread(text: str) -> str:
    """Return characters without what a page put among them, pinyin or blanks: 陽(yáng)白穴, 太 衝, 足の三里."""
    if not text.isascii():
        text = "".join(
            c
            for i, c in enumerate(text)
            if c not in " の" or not (is_han(text[i - 1 : i] or " ") and is_han(text[i + 1 : i + 2] or " "))
        )
    for opening, closing in ("()", "（）"):
        start = text.find(opening, 1)
        while start > 0 and is_han(text[start - 1]) and (end := text.find(closing, start)) > 0:
            if not is_han(text[end + 1 : end + 2]) or not pinyin.split(text[start + 1 : end]):
                break
            text = text[:start] + text[end + 1 :]
            start = text.find(opening, start)
    return text


def _by_code(typed: str, query: str, names: Names) -> Found | None:
    fits = coded(typed, names) if typed not in _NO_CODES else None
    if fits is None:
        return None
    if len(fits) == 1:
        return Found(fits[0], "code", 100.0, "", *_elsewhere(typed, fits[0], names))
    if fits:
        raise _ambiguous(query, fits, names)
    code = codes.parse(typed)
    assert code is not None
    channels = codes.readings(code.prefix, names, code.first)
    ranges = " and ".join(f"{channel} has points {_range(names.span(channel))}" for channel in channels)
    hint = f"{ranges}."
    raise AcuError(
        "out_of_range", f"there is no {_written_code(channels[0], code.digits.lstrip('0') or '0')}", hint, query
    )


def _elsewhere(typed: str, code: str, names: Names) -> tuple[tuple[str, ...], str]:
    """Return what a code means in books of other languages, and a sentence: "P 7" is LU-7 in French ones."""
    channel = code.partition("-")[0]
    parsed = None if typed[: len(channel)].upper() == channel else codes.parse(typed)
    if parsed is None or len(parsed.prefix) > 2 or codes.asked():
        return (), ""
    number = int(parsed.digits)
    others: dict[str, list[str]] = {}
    for convention, channel in sorted(names.channels(parsed.prefix), key=lambda each: (each[0] in codes.ASKED, each)):
        other = _written_code(channel, number)
        if other != code and names.holds(channel, number):
            others.setdefault(other, []).append(convention)
    told = [f"{other} in {', '.join(conventions)}" for other, conventions in others.items()]
    return tuple(others), f"{typed!r} is {'; '.join(told)}: ACU_CODES decides." if told else ""


def coded(typed: str, names: Names) -> list[str] | None:
    """Return the points that a code of any convention means; empty if it is out of range, None if it is no code."""
    code = codes.parse(typed)
    if code is None:
        return None
    number = int(code.digits) if len(code.digits) < 6 else 10**6
    channels = codes.readings(code.prefix, names, code.first)
    if not channels:
        return names.alias(f"{code.prefix.upper()}-{number}") or None
    fits: list[str] = []
    for channel in channels:
        name = _written_code(channel, number)
        if names.holds(channel, number):
            fits.append(name)
        else:
            fits += names.alias(codes.alias(channel, number))
    return list(dict.fromkeys(fits))


def _written_code(channel: str, number: int | str) -> str:
    return f"{channel}{number}" if channel.startswith("EX") else f"{channel}-{number}"


def _range(numbers: list[int]) -> str:
    if not numbers:
        return "of no number (it borrows its points from other channels)"
    last = max(n for i, n in enumerate(numbers) if n == numbers[0] + i)
    text = str(numbers[0]) if last == numbers[0] else f"{numbers[0]} to {last}"
    rest = [str(n) for n in numbers if n > last]
    return " and ".join([text, *rest])


def _by_name(typed: str, query: str, names: Names) -> Found | None:
    tier, found = named(typed, names)
    if not found:
        return None
    if tier >= OTHER_FOLDED and typed.isascii() and typed.isalpha():
        found = [*found, *_meant_in_pinyin(typed, tier, found, names)]
    if len(found) > 1 and tier in {OTHER_WRITTEN, OTHER_FOLDED}:
        read = [code for code in found if any(fold(reading) == fold(typed) for reading in names.readings(code))]
        if len(read) == 1:  # the standard name of one in Vietnamese, an old name of another
            return _with_rest(typed, read[0], [code for code in found if code != read[0]], "folded", names)
    if len(found) > 1:
        raise _ambiguous(query, found, names)
    if tier == STANDARD_WRITTEN:
        others = names.called(written(typed), OTHER_WRITTEN)
        if all(map(is_han, typed)):
            others = [*others, *names.called(fold(typed), OTHER_FOLDED)]
        rest = dict.fromkeys(code for _, code in others if code != found[0])
        return _with_rest(typed, found[0], list(rest), "exact", names)
    return Found(found[0], "exact" if tier == OTHER_WRITTEN else "folded")


def _with_rest(typed: str, code: str, rest: list[str], kind: str, names: Names) -> Found:
    """Return a point whose standard name was typed, and say of which others it is another name."""
    said = f"{typed!r} is also another name of {', '.join(names.titles(rest))}." if rest else ""
    return Found(code, kind, also=tuple(rest), said=said)


def _meant_in_pinyin(typed: str, tier: int, found: list[str], names: Names) -> list[str]:
    """Return the points that a plain word of pinyin may be a slip of, where it is a name only in another transcription.

    "Yumen" is Wade–Giles for KI-21 Yōumén, but people also drop a letter of LU-2 Yúnmén; "Tianshi" is an old name of PC-2,
    and a slip of ST-25 Tiānshū. Another reading of a point's own characters, Zǎnzhú for Cuánzhú, is no slip.
    """
    syllables = pinyin.split(typed) or []
    if len(syllables) < 2 and tier < OTHER_SPELLED:
        return []
    if syllables and names.called("".join(syllables), STANDARD_FOLDED):
        return []
    from .near import distance, nearest

    key = fold(typed)
    own = [n for n, code, shown in names.all_names() if code in found and pinyin.has_marks(shown)]
    standard = [n for n in own if any(code in found for _, code in names.called(n, STANDARD_FOLDED))]
    if key in own and any(distance(key, n) <= _OTHER_READING for n in standard):
        return []
    near = [n for n in nearest(key, names.all_names(), 1) if n.code not in found and pinyin.has_marks(n.shown)]
    return [n.code for n in near if any(c == n.code for _, c in names.called(fold(n.shown), STANDARD_FOLDED))]


def named(typed: str, names: Names) -> tuple[int, list[str]]:
    """Return the highest tier in which `typed` is a name, and the points so called; (0, []) if it is none."""
    for text in dict.fromkeys([typed, _bare(typed), _cyrillic(typed)]):
        as_written = {written(text)}
        if not text.isascii():
            as_written.add(written(text).replace(" ", ""))  # "tō dō": tōdō, whose bare letters are a word
        folded = {fold(text)}
        numbered = pinyin.numbered(text)
        if numbered:
            as_written.add(numbered)
            folded.add("".join(c for c in numbered if not c.isdigit()))
        hits = [h for key in as_written for h in names.called(key, STANDARD_WRITTEN, OTHER_WRITTEN)]
        hits = hits or [
            h
            for key in folded
            if key
            for h in names.called(key, STANDARD_FOLDED, OTHER_FOLDED, OTHER_SPELLED, TRANSLATED)
        ]
        hits = hits or [h for key in sorted(gists(text)) for h in names.called(key, OTHER_FOLDED)]
        if not hits and "nn" in (bare := fold(text)):  # "Lienn" in old French books
            hits = names.called(bare.replace("nn", "n"), OTHER_SPELLED)
        if hits:
            tier = min(tier for tier, _ in hits)
            return tier, list(dict.fromkeys(code for t, code in sorted(hits) if t == tier))
    return 0, []


def _cyrillic(typed: str) -> str:
    """Return a text in Cyrillic without the Latin letters that slipped into it: "чжy" with a Latin y."""
    mixed = any("а" <= c <= "я" or "А" <= c <= "Я" for c in typed) and any("a" <= c <= "z" for c in typed.casefold())
    return typed.translate(_LATIN_LOOKS) if mixed else typed


def _bare(typed: str) -> str:
    """Return a name without the word for "point" before or after it: 合谷穴, 백회혈, "huyệt Hợp cốc", "Zi Gong Xue"."""
    if len(typed) > 2 and (
        (typed[-1] == "穴" and is_han(typed[0])) or (typed[-1] == "혈" and "가" <= typed[0] <= "힣")
    ):
        return typed[:-1]
    words = typed.replace("-", " ").split()
    while len(words) > 1 and fold(words[0]) in POINT:
        words = words[2 if len(words) > 2 and fold(words[1]) in _OF else 1 :]  # "punto de Neiguan"
    while len(words) > 1 and fold(words[-1]) in POINT:
        words = words[:-1]
    if len(words) == 1 and len(words[0]) > 9 and words[0].casefold().endswith("hyeol"):
        return words[0][:-5]
    return " ".join(words)


def _by_limb(typed: str, query: str, names: Names) -> Found | None:
    """Return the point of "Hand-Wangu" or "foot Linqi": of those called so, the one on that limb."""
    limb, _, rest = typed.replace("-", " ").partition(" ")
    regions = _LIMBS.get(limb.casefold())
    if not regions or not rest:
        return None
    found = [code for code in named(rest, names)[1] if names.region(code) in regions]
    if len(found) > 1:
        raise _ambiguous(query, found, names)
    return Found(found[0], "folded") if found else None


def _by_both(typed: str, query: str, names: Names, exact: bool) -> Found | None:
    if typed.isascii() and typed.isalpha():
        return None  # one word: no parts
    from .both import both

    said = both(typed, names)
    if said is None:
        return None
    if said.old:
        if exact:
            raise _not_found(query, list(said.codes), names)
        title = names.titles([said.codes[0]])[0]
        return Found(said.codes[0], "near", 100.0, f"{title}, numbered {said.old} in older books")
    if len(said.codes) == 1:
        told = f"{said.gloss!r} is no name of {said.codes[0]} that acu knows." if said.gloss else ""
        return Found(said.codes[0], said.kind, said=told)
    if said.disagree and said.kind == "several":
        listed = ", ".join(names.titles(list(said.codes)))
        raise AcuError(
            "ambiguous", f"{query!r} names several points: {listed}", "Give one at a time.", query, said.codes
        )
    if said.disagree:
        listed = ", ".join(names.titles(list(said.codes)))
        raise AcuError(
            "ambiguous", f"name and number of {query!r} disagree: {listed}", "Give the code.", query, said.codes
        )
    raise _ambiguous(query, list(said.codes), names)


def _by_meaning(typed: str, query: str, names: Names) -> Found | None:
    """Return the point whose name is translated word by word: "Innerlijke Poort".

    What could be something else as well, a part of the body, is refused with the point it may be; a single word is no name.
    """
    if typed[-1:].isdigit() or not any(c in typed for c in " -'’"):
        return None
    if names.entries_called(fold(typed)):
        return None  # a channel, a role, a complaint
    from .rendered import bare, meant

    listed = names.called(fold(bare(_bare(typed))), TRANSLATED)
    if len(listed) == 1:
        return Found(listed[0][1], "folded")
    meanings = meant(typed, names)
    likely = sorted(code for code, read in meanings.items() if read.common)
    telling = any(meanings[code].telling for code in likely)
    if telling and len(likely) == 1:
        languages = sorted(language.title() for language in meanings[likely[0]].languages)
        told = f", word by word{' in ' + ' and '.join(languages) if len(languages) < _MANY else ''}"
        return Found(likely[0], "near", 90.0, names.titles(likely)[0].partition(" ")[2] + told)
    if telling and len(likely) <= _MOST_ASKED:
        raise _ambiguous(query, likely, names)
    if meanings:
        raise _not_found(query, sorted(meanings)[:_MOST_ASKED], names)
    return None


def _by_nearness(typed: str, query: str, names: Names, exact: bool) -> Found:
    if len(typed) > 1 and all(map(is_han, typed)):
        from .alike import alike, sounds

        written_names, readings = names.in_characters()
        raise _not_found(query, alike(typed, written_names, sounds(readings)), names)
    if not typed.isascii():
        from .cyrillic import is_cyrillic

        if is_cyrillic(typed):
            return _by_ear(typed, query, names, exact)
    key = "".join(c for c in fold(typed) if not c.isdigit())
    if len(key) < 3 or not key.isascii():
        raise _not_found(query, [], names)
    from .near import Near, nearest
    from .slips import likeliest, taken_for

    found = nearest(key, names.all_names())

    def standard(near: Near) -> bool:
        return any(code == near.code for _, code in names.called(fold(near.shown), STANDARD_FOLDED))

    known = names.entries_called(fold(typed))  # "four seas" is a class of points, no slip of Four Seams
    numbered = any(part.isdecimal() for part in typed.split())  # "large intestines 4" is no Large Intestine Shu
    taken = None if exact or known or numbered else taken_for(typed, key, found, standard)
    if taken is None:
        near = [n.code for n in likeliest(key, found, standard)[:4]]
        if not near and not known:
            from .rendered import meant

            near = sorted(meant(typed, names))[:_MOST_ASKED]  # "Himmelsfenster"
        raise _not_found(query, near, names)
    return Found(taken.code, "near", taken.score, taken.shown)


def _by_ear(typed: str, query: str, names: Names, exact: bool) -> Found:
    """Return the point whose name in Cyrillic letters sounds like `typed`; raises as resolve does."""
    from . import cyrillic

    spelled = [
        ("".join(map(cyrillic.palladius, syllables)), code)
        for name, code, shown in names.all_names()
        if pinyin.has_marks(shown)
        and (syllables := pinyin.split(shown))
        and any(c == code for _, c in names.called(name, STANDARD_FOLDED))
    ]
    found, slips = cyrillic.heard(typed, spelled)
    if not found or exact:
        raise _not_found(query, (found or slips)[:4], names)
    if len(found) > 1:
        raise _ambiguous(query, found, names)
    return Found(found[0], "near", 95.0, names.titles(found)[0].partition(" ")[2])


def _ambiguous(query: str, found: list[str], names: Names) -> AcuError:
    listed = ", ".join(names.titles(found))
    return AcuError("ambiguous", f"{query!r} may be {listed}", "Give the code.", query, tuple(found))


def _not_found(query: str, near: list[str], names: Names) -> AcuError:
    shown = query if len(query) <= 60 else query[:57] + "..."
    other = names.entries_called(fold(query)) if len(query) <= 60 else []
    code = codes.parse(query) if len(query) <= 60 and not near else None
    code = code if code and len(code.digits) < 4 else None  # no channel has so many, and the index takes no more
    asked = (
        [(c, ch) for c, ch in codes.asked_for(code.prefix, names) if names.holds(ch, int(code.digits))] if code else []
    )
    if asked and code:
        told = [f"ACU_CODES={c} reads it as {_written_code(ch, int(code.digits))}" for c, ch in asked]
        hint = f"{' and '.join(told)}."
    elif other:
        kind, entry = other[0]
        called = f"acu search {entry}" if kind == "term" else f"acu {kind} {entry}"
        hint = f"It is a {'complaint' if kind == 'term' else kind}: `{called}`."
    else:
        hint = f"Did you mean {' or '.join(names.titles(near))}?" if near else "Try `acu search` for a complaint."
    return AcuError("not_found", f"no point is called {shown!r}", hint, query, tuple(near))
