"""A long answer goes through a pager, as git's do: only where a person looks, and only where it is longer than the screen."""

from __future__ import annotations

import io
import os
import sys

from ..lite import Any

# Leave at once if it fits, colours as they are, the screen kept on leaving; and a last line that says how to go on.
LESS = "FRXPsspace\\: on   b\\: back   /word\\: find   q\\: leave$"


class Paged:
    """Within it standard output is kept; at its end it is shown, through a pager where it is longer than the screen."""

    def __init__(self) -> None:
        self.real: Any = None

    def __enter__(self) -> Paged:
        if wanted():
            self.real, sys.stdout = sys.stdout, _Held()
            sys.stdout.write("".join(_lead))
            _lead.clear()
        return self

    def __exit__(self, kind: Any, *rest: Any) -> None:
        if self.real is None:
            return
        held, sys.stdout = sys.stdout, self.real
        text = held.getvalue() if isinstance(held, _Held) else ""
        if kind is not None or not _longer(text) or not _shown(text):
            sys.stdout.write(text)


_lead: list[str] = []  # what the next answer begins with


class Led(Paged):
    """Within it standard output is kept for the next `Paged`, where a pager may come up: it is to be read first there."""

    def __exit__(self, kind: Any, *rest: Any) -> None:
        if self.real is not None:
            held, sys.stdout = sys.stdout, self.real
            _lead.append(held.getvalue() if isinstance(held, _Held) else "")


class _Held(io.StringIO):
    """What is printed to the terminal, until it is known how long it is."""

    def isatty(self) -> bool:
        return True


def wanted() -> bool:
    """Return whether a pager may come up: both ends are a terminal, and none of the switches is off."""
    if isinstance(sys.stdout, _Held):  # one is at work already
        return False
    return bool(command()) and sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()


def command() -> str:
    """Return the pager: ACU_PAGER, else PAGER, else less; "" for none, which "cat" and a dumb terminal mean too."""
    chosen = next((os.environ[name] for name in ("ACU_PAGER", "PAGER") if name in os.environ), None)
    if chosen is None:
        import shutil

        chosen = "less" if shutil.which("less") else ""
    return "" if chosen.strip() in {"", "cat"} or os.environ.get("TERM") == "dumb" else chosen


def _longer(text: str) -> bool:
    import shutil

    return text.count("\n") >= shutil.get_terminal_size((80, 24)).lines


def _shown(text: str) -> bool:
    """Show a text in the pager and return whether it came up; a pager that is closed early is no error."""
    import signal
    import subprocess

    environment = {**os.environ, "LESS": os.environ.get("LESS", LESS), "LV": os.environ.get("LV", "-c")}
    environment.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    try:
        process = subprocess.Popen(command(), shell=True, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except (BrokenPipeError, OSError):
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in {126, 127}  # the shell knows no such command: the text is still to be shown
