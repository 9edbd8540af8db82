"""How keys of the data are said: landmarks, and what a caution is about. Pure text; for whoever writes for people."""


def landmark(key: str) -> str:
    """Return a landmark's id as words: "web-of-toes-2-3" gives "web of toes 2–3", "spinous-process-c7" a capital C7."""
    out = ""
    for word in key.split("-"):
        vertebra = word[:1] in {"c", "t", "l", "s"} and word[1:].isdecimal()
        shown = word.upper() if vertebra else word
        joint = "–" if out[-1:].isdigit() and word.isdigit() else " "
        out += joint + shown if out else shown
    return out


# What methods are called where they stand beside a patient's state: "bleeding" would be read as one.
_METHODS = {"bleeding": "pricking to bleed", "moxibustion": "moxa"}


def caution_methods(methods: list[str]) -> str:
    """Return the methods that a caution is about, in words: "pricking to bleed, cupping"."""
    return ", ".join(_METHODS.get(method, method) for method in methods)


def caution_name(kind: str, methods: list[str]) -> str:
    """Return what a caution is about, in a word or two; one of kind other goes by its methods."""
    if kind == "other":
        return caution_methods(methods) or "see the card"
    return "pressing" if kind == "pressure" else kind
