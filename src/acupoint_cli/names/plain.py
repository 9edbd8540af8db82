"""Is this a plain word of English? The only home of pyspellchecker, and of its list of 160,000 words."""

from functools import cache
from typing import Any


@cache
def _english() -> Any:
    from spellchecker import SpellChecker  # a third of a second: only where a word is known nowhere

    return SpellChecker(language="en", distance=1)


def is_english(word: str) -> bool:
    """Return whether `word` is a word of English, and so no slip of another."""
    return bool(_english().known([word]))
