"""A note in the user's editor. What was typed there is never lost: what cannot be kept stays in its file, and is named."""

import os
import shlex
import sys
import tempfile

from .. import saying
from ..errors import AcuError
from ..library import notes

LINE = "# ------------------------ >8 ------------------------"


def edited(code: str, title: str, append: bool) -> notes.Change | None:
    """Open the note in VISUAL or EDITOR and keep what is saved; None if it was left as it is.

    With `append` the editor starts empty, and its text is added. Raises AcuError: usage if no editor is set or the
    text is empty, io if the editor fails or the note was changed meanwhile.
    """
    command = _editor(code)
    entry = notes.read().entries.get(code) or {"note": ""}
    before = str(entry["note"])
    start = "" if append else notes.tidy(before)
    descriptor, path = tempfile.mkstemp(prefix=f"acu-{code}-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{start}\n\n{LINE}\n# Your note on {saying.clean(title)}: all above the line is kept.\n")
    try:
        _run([*command, path], path)
        text = _text(path)
        if text == start:
            os.remove(path)
            return None
        change = notes.write(code, text, expected=None if append else before, append=append)
    except (AcuError, OSError) as error:
        raise _kept(error, path, start) from None
    os.remove(path)
    return change


def _editor(code: str) -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(os.environ.get(name, ""), posix=os.name != "nt")
        except ValueError:
            raise AcuError("usage", f"{name} cannot be read as a command", f"It is {os.environ[name]!r}.") from None
        if command:
            return command
    raise AcuError("usage", "no text is given, and no editor is set", f'Try `acu note {code} "a text"`, - to read standard input, or set EDITOR.')  # fmt: skip


def _run(command: list[str], path: str) -> None:
    import subprocess

    sys.stdout.flush()
    try:
        process = subprocess.Popen(command)
    except OSError as error:
        raise AcuError("io", f"the editor {command[0]!r} cannot be run: {error.strerror}", "Set EDITOR.") from None
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:  # Ctrl-C in the editor is the editor's
            continue
    if code != 0:
        raise AcuError("io", f"the editor {command[0]!r} ended with {code}", "The note is unchanged.")


def _text(path: str) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        raw = file.read(notes.LONGEST * 2)
    return notes.tidy(raw.split(LINE)[0])


def _kept(error: AcuError | OSError, path: str, start: str) -> AcuError:
    """Return the error to raise; the editor's file stays where it holds text that is kept nowhere else."""
    known = error if isinstance(error, AcuError) else AcuError("io", f"{error.strerror or error}: {error.filename}")
    try:
        typed = _text(path)
    except OSError:
        return known
    if typed in ("", start):
        os.remove(path)
        return known
    return AcuError(known.code, known.message, f"{known.hint} Your text is in {path}.".strip(), known.query)
