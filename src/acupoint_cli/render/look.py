"""What words of a card look up besides their own record; `cli` and `export` each bring their own."""

from typing import Any, Protocol


class Lookup(Protocol):
    """Words for keys, titles of points."""

    def entry(self, kind: str, key: str) -> dict[str, Any]:
        """Return the record of a channel, role, term or source; empty if there is none."""

    def title(self, code: str) -> str:
        """Return "KI-3 Tàixī" for a code; what is no code comes back as words."""
