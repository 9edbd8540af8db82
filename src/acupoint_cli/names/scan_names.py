"""Names in running text: pinyin, other readings, characters and English, each word looked at once."""

import re
from collections.abc import Iterable, Iterator

from . import pinyin
from .characters import FOLDED, KANA
from .fold import fold
from .resolve import OTHER_WRITTEN, STANDARD_WRITTEN, Names

Part = tuple[int, int, tuple[str, ...], str]  # start, end, codes, kind

# Names that are also words of their own: the field, a channel, an organ, a pathogen.
COMMON = frozenset(
    [
        "dantian", "taiyang", "zigong", "mingmen", "jinggu", "dazhong", "shangqu", "shendao", "benshen", "jizhong",
        "yangguan", "baxie", "bafeng", "shixuan", "taiyin", "shaoyin", "hegang", "return", "uterus", "nipple", "daling",
        "kunlun", "roof", "thereturn", "support", "soaring", "brightness", "dadu", "taiyuan", "shangqiu", "guangming", "tianjin", "yemen",
    ]
)  # fmt: skip
COMMON_HAN = frozenset(
    ["丹田", "太阳", "太陽", "子宫", "子宮", "命门", "命門", "大包", "水道", "水分", "中枢", "中樞", "神道", "肘尖", "耳尖", "胆囊", "膽囊", "阑尾",
     "闌尾", "天池", "大都", "会阴", "會陰", "太阴", "太陰", "光明", "养老", "養老", "机关", "機關", "海底", "关门", "關門", "归来", "歸來", "上门",
     "不容", "金门", "金門", "通关", "昆仑", "崑崙", "日月", "通天", "三间", "三間", "石门", "石門", "飞扬", "飛揚", "库房", "庫房", "公孙", "公孫",
     "直肠", "水沟", "水溝", "天窗", "眉头", "眉頭", "飞虎", "鞋带", "肾气", "腎氣", "手少阴", "胃脘", "舌本", "下唇", "脐中", "掌中", "耳中",
     "面王", "三阳", "三陽", "中都", "たいよう", "ほんしん", "いんどう", "窗笼", "发际", "髮際", "顶门", "囟门", "脊中", "五里", "舌肿", "舌腫", "舌黄", "舌黃", "季胁", "季脅", "肩尖", "背俞", "筋会", "筋會", "阴维", "陰維", "膑骨", "臏骨", "耳前", "太阴络", "鬼门", "风水", "水泉"]
)  # fmt: skip

_FORMS: dict[int, int | str] = {**FOLDED, **KANA}  # letter for letter, so that columns stay
_COMMON_FORMS = frozenset(name.translate(_FORMS) for name in COMMON_HAN)
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_HEAD = re.compile(rf"(?<![{_LATIN}])(?:[A-Z]|[a-z]*[\u00c0-\u024f\u1e00-\u1eff])[{_LATIN}]*(?:['’\-][{_LATIN}]+)*")
# Not "ST" of "ST 36": no name holds a number, or has three letters.
_ASCII_HEAD = re.compile(r"(?<![A-Za-z])(?![A-Z]{1,3}[ .-]?\d)[A-Z][A-Za-z]*(?:['\-][A-Za-z]+)*")
_SHORT = re.compile(r"(?<![^\W_])[a-z]{4,5}(?![^\W_])")
_LOWER = re.compile(r"(?<![^\W_])[a-z]{6,16}(?![^\W_])")
_WORD = re.compile(rf"[{_LATIN}]+(?:['’\-][{_LATIN}]+)*")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_KEPT = 50_000  # words whose folding is remembered


class Words:
    """Finds names in a line; made once for an index."""

    def __init__(self, names: Names, all_names: Iterable[tuple[str, str, str]]) -> None:
        """`all_names` holds (name as shown, code, "name", "reading" or "east")."""
        self.names = names
        self._latin: dict[str, tuple[str, ...]] = {}
        self._readings: set[str] = set()  # spellings that count beside another mention only
        self._begins: set[str] = set()  # every beginning of a name
        self._lower: set[str] = set()
        self._short: set[str] = set()
        self._east: dict[str, tuple[str, ...]] = {}
        self._east_two: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        own: set[str] = set()
        for shown, code, script in all_names:
            if script == "east":
                shown = shown.translate(_FORMS)
                self._east[shown] = tuple(sorted({*self._east.get(shown, ()), code}))
                self._east_two[shown[:2]] = max(self._east_two.get(shown[:2], 0), len(shown))
                continue
            key = fold(shown)
            if script == "name":
                own.add(key)
            elif key not in own:
                self._readings.add(key)
            self._latin[key] = tuple(sorted({*self._latin.get(key, ()), code}))
        self._readings -= own
        for key in self._latin:
            self._begins.update(key[:i] for i in range(1, len(key)))
            if len(key) >= 4 and key in own and key not in COMMON and len(pinyin.split(key) or []) > 1:
                (self._lower if len(key) >= 6 else self._short).add(key)
        firsts = "".join(sorted({re.escape(two[0]) for two in self._east_two}))
        self._east_first = re.compile(f"[{firsts}]") if firsts else None
        self._toned: dict[str, tuple[str, ...]] = {}

    def parts(self, text: str) -> Iterator[Part]:
        """Yield (start, end, codes, kind) for names; kind is "common" for what counts only beside another mention."""
        ascii_only = text.isascii()
        if not ascii_only and _EAST.search(text):
            yield from self._eastern(text)
        end = 0
        begins, latin, folded = self._begins, self._latin, self._folded
        for head in (_ASCII_HEAD if ascii_only else _HEAD).finditer(text):
            word = head[0]
            key = folded.get(word)
            if key is None:
                if len(folded) > _KEPT:
                    folded.clear()
                key = folded[word] = fold(word)
            if key not in latin and (key not in begins or text[head.end() : head.end() + 1] != " "):
                continue
            if head.start() < end:
                continue
            hit = self._longest(text, head, key)
            if hit:
                end = hit[1]
                yield hit
        known = self._lower.intersection(_LOWER.findall(text))
        if known:
            for found in _LOWER.finditer(text):
                if found[0] in known:
                    yield found.start(), found.end(), latin[found[0]], "name"
        short = self._short.intersection(_SHORT.findall(text))
        if short and (known or any(c.isdigit() for c in text)):  # beside another name, or a code
            for found in _SHORT.finditer(text):
                if found[0] in short:
                    yield found.start(), found.end(), latin[found[0]], "common"

    def _longest(self, text: str, head: re.Match[str], key: str) -> Part | None:
        """Return the longest name that begins with a word: "Zu San Li", "Gushing Spring"."""
        start, end = head.span()
        best: Part | None = None
        words = [head[0]]
        while True:
            if len(key) >= 4 and key in self._latin:
                hit = self._named(text[start:end], key, words)
                best = (start, end, *hit) if hit else best
            if key not in self._begins or len(words) == 4 or text[end : end + 1] != " ":
                return best
            following = _WORD.match(text, end + 1)
            if following is None:
                return best
            words.append(following[0])
            key, end = key + fold(following[0]), following.end()
            if end - start > 40:
                return best

    def _named(self, raw: str, key: str, words: list[str]) -> tuple[tuple[str, ...], str] | None:
        if len(words) > 1 and not all(w[0].isupper() for w in words):
            syllables = pinyin.split(raw)
            if not syllables or len(syllables) != len(words):
                return None  # "great bell": an English name counts with capitals only
        found = self._latin[key]
        if len(found) > 1 and not raw.isascii():
            if raw not in self._toned:
                if len(self._toned) > _KEPT:
                    self._toned.clear()
                toned = pinyin.with_numbers(raw) if pinyin.has_marks(raw) else None
                exact = {c for _, c in self.names.called(toned or "", STANDARD_WRITTEN, OTHER_WRITTEN)}.intersection(
                    found
                )
                self._toned[raw] = tuple(sorted(exact)) or found
            found = self._toned[raw]
        return found, "common" if key in COMMON or (
            key in self._readings and raw.isascii() and len(words) < 3
        ) else "name"

    def _eastern(self, text: str) -> Iterator[Part]:
        if self._east_first is None:
            return
        end = 0
        two, east = self._east_two, self._east
        text = text.translate(_FORMS)
        for first in self._east_first.finditer(text):
            at = first.start()
            longest = two.get(text[at : at + 2])
            if longest is None or at < end:
                continue
            for length in range(longest, 1, -1):
                name = text[at : at + length]
                found = east.get(name)
                if found:
                    end = at + length
                    sure = name[0] < "\u3041" or "\u3400" <= name[0] <= "\u9fff"
                    kind = "common" if name in _COMMON_FORMS or (not sure and length < 4) else "name"
                    if text[end : end + 1] in {"穴", "혈"}:
                        end, kind = end + 1, "name"
                    yield at, end, found, kind
                    break
