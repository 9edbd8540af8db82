"""One way of folding for queries and data: what does not matter in a name is dropped the same way on both sides."""

import unicodedata

# Variant characters printed in books, to the one that acu folds to; simplified and traditional are both in the data.
_VARIANTS = str.maketrans(
    {
        "窌": "髎", "膠": "髎", "兪": "俞", "腧": "俞", "輸": "俞", "攢": "攒", "欑": "攒", "顴": "颧", "湧": "涌",
        "谿": "溪", "嵠": "溪", "鐘": "钟", "鍾": "钟", "淵": "渊", "渕": "渊", "瘂": "哑", "啞": "哑", "郄": "郄",
        "隙": "郄", "郤": "郄", "神": "神", "飛": "飞", "揚": "扬", "楊": "扬", "陽": "阳", "陰": "阴", "裏": "里",
        "裡": "里", "衝": "冲", "沖": "冲", "關": "关", "関": "关", "門": "门", "氣": "气", "気": "气", "會": "会",
        "絡": "络", "經": "经", "脈": "脉", "衇": "脉", "頭": "头", "風": "风", "臺": "台", "靈": "灵", "霊": "灵",
    }
)  # fmt: skip


def is_han(char: str) -> bool:
    """Return whether `char` is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def written(text: str) -> str:
    """Fold only case, width and blanks: the key for names "as written", tone marks kept."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def fold(text: str) -> str:
    """Drop case, tone marks, blanks and punctuation, and bring variant characters together.

    "Yǒng-Quán" gives "yongquan"; "ü" gives "u"; a letter of any script stays.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if c.isalnum() and not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).translate(_VARIANTS).replace("đ", "d")
