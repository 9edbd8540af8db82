"""Streams, the short door, and errors to exit codes; the only place that exits."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Commands that a plain call (no option but --json) may reach without Typer.
_DOOR = frozenset({"show", "search", "related", "list"})


def main() -> int:
    """Run acu with sys.argv and return the exit code: see `acu help exit-codes`."""
    sys.unraisablehook = _unraisable
    try:
        _streams()
        sys.argv[1:] = [_text(argument) for argument in sys.argv[1:]]
        code = _run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130  # errors.INTERRUPTED; nothing is imported where a second Ctrl-C may come
    except BrokenPipeError:
        _silence()
        return 0
    except Exception as error:
        return _failed(error)


def _unraisable(unraisable: "Any") -> None:
    """Raise a Ctrl-C again that fell into a place which may not raise, such as a callback of a reference that dies.

    A moment later, since raising it at once would end here too.
    """
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    import signal

    if hasattr(signal, "setitimer"):  # elsewhere the next Ctrl-C is heard
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)


def _streams() -> None:
    """Make the streams UTF-8, which a C locale's and a Windows pipe's are not, and let none be missing."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    if sys.stderr is None:  # closed by whoever called: what is said there is meant for nobody
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        raise OSError(9, "standard output is closed")


def _run(arguments: list[str]) -> int:
    if "_ACU_COMPLETE" in os.environ:
        from .cli.complete import asked_for

        told = asked_for(arguments)
        if told is not None:
            sys.stdout.write(told + "\n")
            return 0
    code = short_door(arguments)
    if code is None:
        from .cli.app import run

        code = run(arguments)
    return code


def short_door(arguments: list[str]) -> int | None:
    """Answer a plain call straight from the functions that the Typer commands call; None if it is not one."""
    if not arguments or arguments[0] not in _DOOR:
        return None
    given = arguments[1:]
    as_json = given.count("--json")
    rest = [a for a in given if a != "--json"]
    if as_json > 1 or any(a.startswith("-") for a in rest) or bool(rest) == (arguments[0] == "list"):
        return None
    from .cli.output import Options

    options = Options(format="json" if as_json else "auto")
    if arguments[0] in {"show", "list"}:
        from .cli import points

        return points.show(rest, options) if arguments[0] == "show" else points.list_points(options)
    from .cli import finding

    if arguments[0] == "search":
        return finding.search(rest, options)
    return finding.related(rest, options)


def _text(argument: str) -> str:
    """Return an argument as the text that was typed: in a C locale Python hands over undecoded bytes."""
    try:
        argument.encode("utf-8")
        return argument
    except UnicodeEncodeError:
        try:
            return os.fsencode(argument).decode("utf-8", "replace")
        except UnicodeEncodeError:  # half a character, which Windows lets through
            return argument.encode("utf-8", "replace").decode("utf-8")


def _failed(error: Exception) -> int:
    """Say what went wrong, if there is anybody to be told, and return the exit code."""
    try:
        return _said(error)
    except (OSError, ValueError):  # standard error is gone or full as well
        _silence(sys.stdout, sys.stderr)
        return 3


def _said(error: Exception) -> int:
    from .errors import DATA, AcuError
    from .saying import note

    if os.environ.get("ACU_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    if isinstance(error, AcuError):
        from .cli.refused import refuse

        refuse(sys.argv[1:], error)
        sys.stdout.flush()
        note(error.line())
        return error.exit_code
    if isinstance(error, OSError):
        _silence()
        note(f"Error: {error.strerror or error}{': ' + str(error.filename) if error.filename else ''}.")
        return DATA
    note(f"Error: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}. This is a fault of acu; ACU_DEBUG=1 shows where.")  # fmt: skip
    return DATA


def _silence(*streams: "Any") -> None:
    """Let nothing more be written to streams that are gone or full; standard output, where none is named."""
    for stream in streams or (sys.stdout,):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (AttributeError, OSError, ValueError):  # there is none, or it is no file
            pass


def entry() -> None:
    """Run as the console script `acu`."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
