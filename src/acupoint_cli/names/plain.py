"""Is this a plain word of English? The only home of pyspellchecker, and of its list of 160,000 words."""


def is_english(word: str) -> bool:
    """Return whether `word` is a word of English, and so no slip of another."""
    from spellchecker import SpellChecker  # a third of a second: only where a word is known nowhere

    return bool(SpellChecker(language="en", distance=1).known([word]))
