"""Vietnamese: spellings and readings of the same characters that books exchange. Pure text, no files."""

import re
from itertools import product

from .fold import fold

# After these consonants y and i sound alike: lý and lí, kỳ and kì, tỵ and tị, quy and qui.
_LAST = re.compile(r"(?<=[hklmst])[yi]$|(?<=qu)[yi]$")

# Characters that books read in two ways or more, by the forms that names are folded to; each reading folded.
_READINGS = {
    "仑": "lon luan", "冲": "xung sung", "冷": "lang lanh", "丘": "khau khuu kheo", "墟": "khu hu khau", "带": "doi dai",
    "扶": "phu pho", "辅": "phu pho", "本": "ban bon", "枢": "khu xu", "正": "chinh chanh", "涌": "dung dong", "滑": "hoat huot",
    "璇": "toan tuyen trien truyen", "百": "bach ba", "肠": "truong trang", "胆": "dom dam", "脘": "quan hoan oan uyen",
    "膻": "dan chien", "营": "dinh doanh", "迎": "nghenh nghinh", "辄": "triep tiep trap", "顶": "dinh danh", "鼎": "dinh danh",
    "颅": "lu lo", "鬓": "tan man", "命": "menh mang",
}  # fmt: skip

_PLACES = frozenset("足手头腹腰膝口耳")  # parts of the body before a short name


def respelled(name: str, simplified: str = "") -> set[str]:
    """Return how else a Vietnamese name is spelled and read, folded: Túc Tam Lý gives tuctamli, and short tamly.

    With `simplified`, its characters, the other readings of each count too, Thiên Khu as thienxu; and a name that
    begins with a part of the body is found without it and with it last (Đầu Lâm Khấp: Lâm Khấp, Lâm Khấp Đầu).
    """
    syllables = [fold(s) for s in name.split()]
    choices = [[s] for s in syllables]
    if len(simplified) == len(syllables):
        for choice, char in zip(choices, simplified, strict=True):
            readings = _READINGS.get(fold(char), "").split()
            choice += [r for r in readings if choice[0] in readings and r not in choice]
    orders = [choices]
    if len(simplified) == len(syllables) > 2 and simplified[0] in _PLACES:
        orders += [choices[1:], [*choices[1:], choices[0]]]
    read = {reading for order in orders for reading in product(*order)}
    spelled = {"".join(reading) for reading in read}
    spelled |= {"".join(_LAST.sub(letter, s) for s in reading) for reading in read for letter in "yi"}
    return spelled - {"".join(syllables)}
