"""The man page, made from the commands' own help, the exit codes and the environment topic. Used by make.py."""

import re
from typing import Any

PAGE = "docs/man/acu.1"


def man_page(version: str) -> str:
    """Return acu.1 in man's language; the date is left to the reader's package, so that the page is made alike every day."""
    from typer.main import get_command

    from acupoint_cli import errors
    from acupoint_cli.cli import topics
    from acupoint_cli.cli.app import app

    command: Any = get_command(app)
    lines = [
        '.\\" Made by docs/make.py; do not edit.',
        f'.TH ACU 1 "" "acu {version}" "User Commands"',
        ".SH NAME",
        "acu \\- acupuncture points: where they are, what they do, when not to needle them",
        ".SH SYNOPSIS",
        ".B acu",
        "[\\fIOPTION\\fR] \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...",
        ".SH DESCRIPTION",
        *_paragraphs(command.help or ""),
        ".SH OPTIONS",
        *_options(command),
        ".SH COMMANDS",
    ]
    for name, sub in command.commands.items():
        if sub.hidden:
            continue
        arguments = " ".join(p.make_metavar(_context(sub)) for p in sub.params if p.param_type_name == "argument")
        lines += [f".SS acu {_text(name)} {_text(arguments)}".rstrip(), *_paragraphs(sub.help or ""), *_options(sub)]
    lines.append(".SH EXIT STATUS")
    for code, meaning in errors.EXIT_CODES.items():
        lines += [".TP", f".B {code}", _text(meaning)]
    lines += [".SH ENVIRONMENT", ".nf", *(_text(line) for line in topics.TEXT["environment"].strip("\n").splitlines()), ".fi"]  # fmt: skip
    lines += [".SH SAFETY", "acu informs; it is not medical advice. Read \\fBacu help safety\\fR before you press or needle anything."]  # fmt: skip
    lines += [".SH COPYING", "Code: MIT. Data: CC BY 4.0."]
    return "\n".join(lines) + "\n"


def _context(command: Any) -> Any:
    return command.context_class(command)


def _text(text: str) -> str:
    """Return text with what man would read as its own made plain."""
    escaped = text.replace("\\", "\\\\").replace("-", "\\-")
    return "\\&" + escaped if escaped[:1] in {".", "'"} else escaped


def _paragraphs(text: str) -> list[str]:
    out: list[str] = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip()]
        if lines and lines[0].strip() == "\b":
            out += [".PP", ".nf", *(_text(line.strip()) for line in lines[1:]), ".fi"]
        elif lines:
            out += [".PP", _text(" ".join(line.strip() for line in lines))]
    return out


def _options(command: Any) -> list[str]:
    out: list[str] = []
    for option in command.params:
        if option.param_type_name != "option" or option.hidden:
            continue
        names = ", ".join(f"\\fB{_text(o)}\\fR" for o in sorted(option.opts, key=len))
        kind = "" if option.is_flag else f" \\fI{_text(option.make_metavar(_context(command)))}\\fR"
        out += [".TP", names + kind, _text(re.sub(r"\s+", " ", option.help or "").strip())]
    return out
