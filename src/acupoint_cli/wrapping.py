"""How many columns a text takes, and where it may break; without Rich, so that standard error can use it too."""

import unicodedata


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def longest(text: str) -> int:
    """Return the columns of the longest word."""
    return max(map(cells, text.split()), default=0)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns (2 at least), broken at blanks.

    A word that is longer than a line breaks behind a hyphen or a slash, and only where it has none in the middle.
    """
    width = max(2, width)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for i, piece in enumerate(_pieces(word, width)):
            size = cells(piece)
            blank = 1 if line and not i else 0
            if line and used + blank + size > width:
                lines.append(line)
                line, used, blank = "", 0, 0
            line += " " * blank + piece
            used += blank + size
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit: whole, else behind its hyphens, else wherever the line ends."""
    if cells(word) <= width:
        return [word]
    out: list[str] = []
    for part in word.replace("-", "-\n").replace("/", "/\n").split("\n"):
        piece = ""
        for char in part:
            if cells(piece + char) > width:
                out.append(piece)
                piece = ""
            piece += char
        if piece:
            out.append(piece)
    return out
