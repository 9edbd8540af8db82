"""Where the answers of a quiz come from: the keyboard, a pipe, or a file."""

import sys
from typing import TextIO

from ..errors import AcuError

LEAVE = frozenset({"q", "quit", ":q"})
LONGEST = 500  # of what is typed, the rest is dropped


class Answers:
    """Answers, one a line. `live` says whether a person types them."""

    def __init__(self, file: str | None) -> None:
        self.stream: TextIO | None = sys.stdin
        self.file = file is not None and file != "-"
        if file is not None and self.file:
            try:
                self.stream = open(file, encoding="utf-8-sig", errors="replace")  # noqa: SIM115
            except OSError as error:
                raise AcuError(
                    "io", f"--answers {file!r} cannot be read ({error.strerror})", "Give a text file.", file
                ) from error
        self.live = not self.file and self.stream is not None and self.stream.isatty()
        if self.live and sys.stdout.isatty():
            try:
                import readline  # noqa: F401  (gives input() its line editing)
            except ImportError:
                pass

    def next(self, prompt: TextIO) -> str | None:
        """Return the next answer as typed, "" for none; None at the end of input, or when the person leaves."""
        line: str | None
        if self.live and prompt is sys.stdout:
            try:
                line = input("> ")
            except EOFError:
                line = None
        else:
            prompt.write("> ")
            prompt.flush()
            text = self._read()
            line = text.rstrip("\r\n") if text else None
            if not self.live:
                prompt.write((line or "").strip()[:LONGEST].translate(_QUIET))
        if line is None or not self.live:
            prompt.write("\n")
        if line is None or line.strip().casefold() in LEAVE:
            return None
        return line.strip()[:LONGEST]

    def _read(self) -> str:
        if self.stream is None:
            return ""
        try:
            return self.stream.readline()
        except OSError as error:  # a folder given as a file
            raise AcuError("io", f"the answers cannot be read ({error.strerror})", "Give a text file.") from error

    def left_over(self) -> int:
        """Return how many lines of a file were not used."""
        if not self.file or self.stream is None:
            return 0
        return sum(bool(line.strip()) for line in self.stream)


_QUIET = dict.fromkeys([*range(32), *range(127, 160), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")  # fmt: skip
