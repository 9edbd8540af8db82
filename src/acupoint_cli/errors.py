"""What can go wrong: one error type, with a stable code for programs and a hint for people."""

from .lite import Any

FOUND, NOTHING, USAGE, DATA, AMBIGUOUS, INTERRUPTED = 0, 1, 2, 3, 4, 130

EXIT_CODES = {
    FOUND: "found; a near miss too",
    NOTHING: "nothing found, or some of several not found (those found are printed); check: faults",
    USAGE: "wrong usage",
    DATA: "data or input/output",
    AMBIGUOUS: "ambiguous: more than one point carries the name",
    INTERRUPTED: "interrupted",
}

# error code -> exit code
KINDS = {
    "not_found": NOTHING,
    "out_of_range": NOTHING,
    "usage": USAGE,
    "data": DATA,
    "io": DATA,
    "ambiguous": AMBIGUOUS,
}

# Of several outcomes the gravest counts, in this order.
GRAVITY = (DATA, AMBIGUOUS, USAGE, NOTHING, FOUND)


def gravest(codes: list[int]) -> int:
    """Return the exit code that stands for several: 3, then 4, then 2, then 1; 0 for none."""
    return next((code for code in GRAVITY if code in codes), FOUND)


class AcuError(Exception):
    """A failure to explain, not to trace: what is wrong (`message`) and what to do (`hint`)."""

    def __init__(
        self, code: str, message: str, hint: str = "", query: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.query = query
        self.candidates = candidates

    @property
    def exit_code(self) -> int:
        return KINDS[self.code]

    def record(self) -> dict[str, Any]:
        """Return the ERROR object of the JSON envelopes."""
        return {
            "code": self.code,
            "query": self.query,
            "message": f"{self.message}{'. ' + self.hint if self.hint else ''}",
            "candidates": list(self.candidates),
        }

    def line(self) -> str:
        """Return the one line for standard error."""
        text = f"{self.message[:1].upper()}{self.message[1:]}."
        return f"Error: {text} {self.hint}".rstrip()
