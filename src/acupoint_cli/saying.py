"""What is said beside an answer: lines on standard error, and text made safe for a terminal. The one way for all of acu.

Nothing of a query or of data reaches a terminal with control characters or direction overrides in it.
"""

import sys

# Marks that no reader sees: they turn the direction of text, join or part it.
UNSEEN = frozenset([0x061C, 0x180E, 0x2028, 0x2029, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])  # fmt: skip
_BLANKS = dict.fromkeys([*range(32), *range(127, 160), *UNSEEN], " ")


def clean(text: str) -> str:
    """Return `text` on one line, with every control character and direction override turned into a blank."""
    return text.translate(_BLANKS)


def note(text: str) -> None:
    """Write a line to standard error, where everything goes that is no answer; a terminal gets it broken at blanks."""
    text = clean(text)
    if sys.stderr.isatty():
        text = _broken(text)
    sys.stderr.write(text + "\n")


def ask(question: str) -> str:
    """Return what the person at the terminal types for a question, which is asked on standard error; "" for nothing."""
    sys.stderr.write(clean(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _broken(text: str) -> str:
    import os

    from .wrapping import cells, wrap

    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return text
    return "\n".join(wrap(text, width)) if cells(text) > width > 0 else text
