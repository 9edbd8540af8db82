"""The Typer commands: parse, call, print nothing themselves. (misc.py and shells.py use Typer for completion.)"""

import enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import AcuError
from . import complete

if TYPE_CHECKING:
    from ..library.filters import Filters
    from .output import Options

app = typer.Typer(
    name="acu",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Format(enum.StrEnum):
    """Formats of an answer."""

    auto = "auto"
    table = "table"
    plain = "plain"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    yaml = "yaml"
    markdown = "markdown"


class Color(enum.StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


class Graph(enum.StrEnum):
    """Languages of a graph."""

    dot = "dot"
    mermaid = "mermaid"


class SafeIn(enum.StrEnum):
    """What a point must not be listed as unsafe for."""

    pregnancy = "pregnancy"
    needling = "needling"
    moxa = "moxa"
    children = "children"
    pressing = "pressing"
    bleeding_tendency = "bleeding-tendency"


def _no_pager(off: bool) -> bool:
    import os

    if off:
        os.environ["ACU_PAGER"] = ""
    return off


# Shared options, each declared once.
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="auto: a table on a terminal, lines in a pipe. ACU_FORMAT sets it too.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="Short for --format jsonl.")]
FieldsOption = Annotated[
    str, typer.Option("--fields", metavar="KEYS", help="Only these keys: code,location", autocompletion=complete.keys)
]
HeaderOption = Annotated[bool, typer.Option("--header", help="Begin tsv with the names of the columns.")]
ColorOption = Annotated[Color, typer.Option("--color", help="Colour: auto, always or never.")]
ExactOption = Annotated[bool, typer.Option("--exact", help="Refuse near misses.")]
CodesOption = Annotated[
    str,
    typer.Option(
        "--codes",
        metavar="STYLE",
        help="Print codes as who, deadman, french, german… write them; JSON keeps who.",
        autocompletion=complete.conventions,
        show_default=False,
    ),
]
ChannelOption = Annotated[
    list[str] | None,
    typer.Option("--channel", metavar="CHANNEL", help="KI, Kidney, 肾.", autocompletion=complete.channels),
]
RoleOption = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="luo-connecting, yuan, 井穴.", autocompletion=complete.roles),
]
RegionOption = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="REGION", help="foot, lower limb, sole.", autocompletion=complete.regions),
]
PhaseOption = Annotated[
    list[str] | None,
    typer.Option("--phase", metavar="PHASE", help="wood, fire, earth, metal, water.", autocompletion=complete.phases),
]
SafeOption = Annotated[
    list[SafeIn] | None, typer.Option("--safe-in", help="Leave out points with a listed caution; no proof of safety.")
]
PolicyOption = Annotated[
    str,
    typer.Option("--policy", metavar="POLICY", help="Of --safe-in: strict (any source), classical, or listed=N (N sources).", autocompletion=complete.policies, show_default=True),
]  # fmt: skip
FirstOption = Annotated[
    int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="At most N points, 20 where not said; 0: all.")
]
PressedOption = Annotated[
    bool, typer.Option("--pressed", help="Only points that a source recommends or allows to press.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="At most N points; 0: all.")]
BriefOption = Annotated[bool, typer.Option("--brief", "-b", help="A short card, 40 lines at most.")]
NoPagerOption = Annotated[
    bool,
    typer.Option(
        "--no-pager", help="No pager for what is longer than the screen; ACU_PAGER= for good.", callback=_no_pager
    ),
]
PointArgument = Annotated[list[str], typer.Argument(metavar="NAME", autocompletion=complete.points, show_default=False)]
NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME...", help="KI-1, yongquan, 涌泉; - reads names from standard input.",
                   autocompletion=complete.points, show_default=False),
]  # fmt: skip


def _options(
    format: Format, json: bool, jsonl: bool, fields: str = "", header: bool = False, color: Color = Color.auto, exact: bool = False,
    codes: str = "", brief: bool = False,
) -> "Options":  # fmt: skip
    from .output import Options

    chosen = [f for f, on in (("json", json), ("jsonl", jsonl)) if on]
    chosen += [format.value] if format is not Format.auto and format.value not in chosen else []
    if len(chosen) > 1:
        raise AcuError("usage", f"the formats {' and '.join(chosen)} exclude each other", "Give one.")
    keys = tuple(k.strip() for k in fields.split(",") if k.strip())
    return Options(chosen[0] if chosen else "auto", keys, header, color.value, exact, codes, brief)


def _filters(
    channel: list[str] | None, role: list[str] | None, region: list[str] | None, phase: list[str] | None,
    safe_in: list[SafeIn] | None, limit: int | None, policy: str, pressed: bool = False,
) -> "Filters":  # fmt: skip
    from ..library.filters import Filters

    safe = tuple(s.value for s in safe_in or ())
    return Filters(
        tuple(channel or ()), tuple(role or ()), tuple(region or ()), tuple(phase or ()), safe, limit, policy, pressed
    )


def _safe(safe_in: list[SafeIn] | None, policy: str) -> "Filters":
    return _filters(None, None, None, None, safe_in, None, policy)


@app.callback(invoke_without_command=True)
def acu(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and leave.")] = False,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", help="Your own data, instead of ACU_DATA.", show_default=False),
    ] = None,
) -> None:
    """acu: acupuncture points in the terminal: where they are, what they do, when not to needle them.

    \b
    acu show KI-1                 the card of a point
    acu search "can't sleep"      points for a complaint
    acu help safety               read this before you press or needle anything
    """
    import os

    from . import misc

    if data is not None:
        if not os.path.isdir(data):
            raise AcuError("io", f"--data {data!r} is no folder", "Give the folder that holds points/.")
        os.environ["ACU_DATA"] = data
    if version:
        misc.version()
        raise typer.Exit
    if context.invoked_subcommand is None:
        misc.welcome()


@app.command()
def show(
    names: NamesArgument = None, format: FormatOption = Format.auto, json: JsonOption = False,
    jsonl: JsonlOption = False, fields: FieldsOption = "", header: HeaderOption = False,
    color: ColorOption = Color.auto, exact: ExactOption = False, codes: CodesOption = "", brief: BriefOption = False,
    no_pager: NoPagerOption = False,
) -> None:  # fmt: skip
    """Show points: where they are, what they do, when not to needle them.

    \b
    Example: acu show KI-1 --brief
    """
    from . import points

    if not names:
        raise AcuError("usage", "show needs a name", "Try `acu show KI-1`, or - to read names from standard input.")
    options = _options(format, json, jsonl, fields, header, color, exact, codes, brief)
    raise typer.Exit(points.show(names, options))


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS...", autocompletion=complete.terms, show_default=False)] = None,
    channel: ChannelOption = None, role: RoleOption = None, region: RegionOption = None, phase: PhaseOption = None,
    safe_in: SafeOption = None, policy: PolicyOption = "strict", limit: FirstOption = None, format: FormatOption = Format.auto,
    json: JsonOption = False, jsonl: JsonlOption = False, fields: FieldsOption = "", header: HeaderOption = False,
    color: ColorOption = Color.auto, no_pager: NoPagerOption = False,
    pressed: PressedOption = False,
    why: Annotated[bool, typer.Option("--why", help="The full reckoning of each row.")] = False,
) -> None:  # fmt: skip
    """Find points for a complaint, action, place or name, best first, each with why it matched.

    \b
    Commas part complaints; quotes keep a phrase; location:wrist looks in one field.
    Example: acu search "ankle pain" --safe-in pregnancy
    """
    from . import finding

    if not words:
        raise AcuError("usage", "search needs words", 'Try `acu search "can\'t sleep"`.')
    options = _options(format, json, jsonl, fields, header, color)
    raise typer.Exit(
        finding.search(words, options, _filters(channel, role, region, phase, safe_in, limit, policy, pressed), why)
    )


@app.command()
def related(
    name: PointArgument, format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False, exact: ExactOption = False,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind: mother-and-child, same-level.", autocompletion=complete.kinds)] = None,
    graph: Annotated[Graph | None, typer.Option("--graph", help="A graph of them, for dot or mermaid.")] = None,
    safe_in: SafeOption = None, policy: PolicyOption = "strict",
) -> None:  # fmt: skip
    """List the points that belong with one, each with its kind, its reason and the sources of that.

    \b
    Example: acu related KI-4
    """
    from . import finding

    options = _options(format, json, jsonl, fields, header, color, exact)
    raise typer.Exit(
        finding.related(name, options, tuple(kind or ()), graph.value if graph else "", _safe(safe_in, policy))
    )


@app.command("list")
def list_points(
    channel: ChannelOption = None, role: RoleOption = None, region: RegionOption = None, phase: PhaseOption = None,
    safe_in: SafeOption = None, policy: PolicyOption = "strict", limit: LimitOption = None, format: FormatOption = Format.auto,
    json: JsonOption = False, jsonl: JsonlOption = False, fields: FieldsOption = "", header: HeaderOption = False,
    color: ColorOption = Color.auto, no_pager: NoPagerOption = False, codes: CodesOption = "", pressed: PressedOption = False,
) -> None:  # fmt: skip
    """List all points, one a line, with the same filters as search.

    \b
    Example: acu list --channel KI --role luo-connecting
    """
    from . import points

    options = _options(format, json, jsonl, fields, header, color, codes=codes)
    filters = _filters(channel, role, region, phase, safe_in, limit, policy, pressed)
    raise typer.Exit(points.list_points(options, filters))


@app.command()
def compare(
    names: NamesArgument = None, format: FormatOption = Format.auto, json: JsonOption = False,
    jsonl: JsonlOption = False, fields: FieldsOption = "", header: HeaderOption = False,
    color: ColorOption = Color.auto, no_pager: NoPagerOption = False, exact: ExactOption = False,
) -> None:  # fmt: skip
    """Compare two to four points side by side: = marks what is the same, ≠ what differs.

    \b
    Example: acu compare KI-1 KI-3
    """
    from . import comparing

    options = _options(format, json, jsonl, fields, header, color, exact)
    raise typer.Exit(comparing.compare(names or [], options))


@app.command()
def note(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME [TEXT]", help="A point, and the note; - reads it from standard input, none opens VISUAL or EDITOR.",
                       autocompletion=complete.points, show_default=False),
    ] = None,
    append: Annotated[bool, typer.Option("--append", "-a", help="Add to the note instead of replacing it.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the note.")] = False,
    delete: Annotated[bool, typer.Option("--delete", help="Remove the note.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last change of the note back.")] = False,
    list_all: Annotated[bool, typer.Option("--list", help="Print all your notes.")] = False,
    search: Annotated[bool, typer.Option("--search", help="Print the notes that hold these words.")] = False,
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, exact: ExactOption = False,
) -> None:  # fmt: skip
    """Keep a note of your own on a point: cards show it, and search finds it.

    \b
    Example: acu note KI-1 "warm it before bed"
    """
    from . import noting

    what = noting.What(append, show, delete, undo, list_all, search)
    raise typer.Exit(noting.note(words or [], what, _options(format, json, jsonl, fields, header, color, exact)))


@app.command()
def new(
    code: Annotated[str, typer.Argument(metavar="CODE", help="MY-1, or a shipped code to lay your own over it.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:  # fmt: skip
    """Make a file to fill in, for a point of your own or for your own view of a shipped one, and print its path.

    \b
    Example: acu new MY-1
    """
    from . import making

    raise typer.Exit(making.new(code, force))


@app.command()
def codes(
    name: PointArgument, format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False, exact: ExactOption = False,
) -> None:  # fmt: skip
    """Print a point's code and name in every convention and language.

    \b
    Example: acu codes KI-4
    """
    from . import conventions

    raise typer.Exit(conventions.codes(name, _options(format, json, jsonl, fields, header, color, exact)))


@app.command()
def combine(
    words: Annotated[list[str] | None, typer.Argument(metavar="NAME...|WORDS...", autocompletion=complete.words, show_default=False)] = None,
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False,
    safe_in: SafeOption = None, policy: PolicyOption = "strict",
) -> None:  # fmt: skip
    """List published combinations that hold these points, or serve this complaint, with their sources and cautions.

    \b
    Example: acu combine KI-1 PC-8
    """
    from . import finding

    raise typer.Exit(
        finding.combine(words or [], _options(format, json, jsonl, fields, header, color), _safe(safe_in, policy))
    )


def _entry_command(kind: str, completer: Any, text: str) -> None:
    def command(
        name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]", autocompletion=completer, show_default=False)] = None,
        format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
        fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False,
    ) -> None:  # fmt: skip
        from . import entries

        raise typer.Exit(
            entries.entry(kind, " ".join(name) if name else None, _options(format, json, jsonl, fields, header, color))
        )

    command.__doc__ = text
    app.command(kind)(command)


_entry_command(
    "channel",
    complete.channels,
    "Show a channel or vessel: names, phase, hours, pair, pathway, points; without NAME all.\n\n\b\nExample: acu channel KI",
)
_entry_command(
    "role",
    complete.roles,
    "Show a class of points: what it means, who is in it; without NAME all.\n\n\b\nExample: acu role luo-connecting",
)


@app.command()
def term(
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]", autocompletion=complete.terms, show_default=False)] = None,
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False,
    safe_in: SafeOption = None, policy: PolicyOption = "strict",
) -> None:  # fmt: skip
    """Show a word of the vocabulary: its meaning, synonyms and points, with their cautions.

    \b
    Example: acu term "shan disorder"
    """
    from . import entries

    options = _options(format, json, jsonl, fields, header, color)
    raise typer.Exit(entries.entry("term", " ".join(name) if name else None, options, _safe(safe_in, policy)))


_entry_command(
    "source",
    complete.sources,
    "Show a source: its edition, how it was read, what rests on it.\n\n\b\nExample: acu source who2008",
)


@app.command()
def scan(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Text files; none, or -: standard input.", show_default=False)] = None,
    replace: Annotated[str | None, typer.Option("--replace", metavar="STYLE", help="Rewrite the text in a convention: who, deadman, french, hanzi…", autocompletion=complete.conventions, show_default=False)] = None,
    encoding: Annotated[str, typer.Option("--encoding", metavar="NAME", help="Of the text, where it is not UTF-8.", show_default=False)] = "",
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto, no_pager: NoPagerOption = False,
) -> None:  # fmt: skip
    """Find the points named in any text, whatever the convention or language, and give their codes.

    \b
    Example: acu scan README.md
    """
    from . import scanning

    raise typer.Exit(
        scanning.scan(files or [], replace, encoding, _options(format, json, jsonl, fields, header, color))
    )


@app.command()
def quiz(
    what: Annotated[str | None, typer.Argument(metavar="[stats]", help="stats: recall by channel and by day.", show_default=False)] = None,
    channel: ChannelOption = None, role: RoleOption = None, region: RegionOption = None, phase: PhaseOption = None,
    safe_in: SafeOption = None, policy: PolicyOption = "strict", limit: LimitOption = None,
    ask: Annotated[list[str] | None, typer.Option("--ask", metavar="KIND", help="What is asked, such as name-code; repeat it. Else all.", autocompletion=complete.asked, show_default=False)] = None,
    questions: Annotated[int | None, typer.Option("--questions", "-q", min=1, max=5000, metavar="N", help="How many; 20 where not said.", show_default=False)] = None,
    exam: Annotated[int | None, typer.Option("--exam", min=1, max=5000, metavar="N", help="A paper of N questions, marked at the end.", show_default=False)] = None,
    answers: Annotated[str | None, typer.Option("--answers", metavar="FILE", help="Answers, one a line; - is standard input.", show_default=False)] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="The same questions again.", show_default=False)] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help="Read and keep nothing of what was answered.")] = False,
    list_kinds: Annotated[bool, typer.Option("--list-kinds", help="List the kinds of questions.")] = False,
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False, fields: FieldsOption = "",
    header: HeaderOption = False, color: ColorOption = Color.auto,
) -> None:  # fmt: skip
    """Examine yourself on all points or some: what is due first, then what is new; acu remembers what you miss.

    \b
    Example: acu quiz --channel KI --ask name-code
    """
    from . import quizzing, recall

    options = _options(format, json, jsonl, fields, header, color)
    wanted = quizzing.Wanted(
        _filters(channel, role, region, phase, safe_in, limit, policy),
        tuple(ask or ()),
        questions,
        exam,
        answers,
        seed,
        no_history,
    )
    if what is not None and what != "stats":
        raise AcuError(
            "usage", f"quiz takes stats and options, not {what!r}", "Choose points by --channel, --role, --region."
        )
    if list_kinds:
        raise typer.Exit(recall.list_kinds(options))
    raise typer.Exit(recall.stats(wanted, options) if what else quizzing.quiz(wanted, options))


@app.command()
def export(
    form: Annotated[str | None, typer.Argument(metavar="FORMAT", help="json, jsonl, csv, sqlite, markdown or anki.", autocompletion=complete.exports, show_default=False)] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="PATH", help="Where to write; - is standard output.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export without asking.")] = False,
    channel: ChannelOption = None, role: RoleOption = None, region: RegionOption = None, phase: PhaseOption = None,
    safe_in: SafeOption = None, policy: PolicyOption = "strict", limit: LimitOption = None,
) -> None:  # fmt: skip
    """Write the whole set, or a part of it, for other programs.

    \b
    json, jsonl    text, to standard output unless -o says where
    sqlite, anki   a file: acu-VERSION.sqlite, acu-VERSION.apkg
    csv, markdown  a folder: acu-VERSION-csv, acu-VERSION-markdown
    The path is printed. What is there already is replaced only with leave.
    Example: acu export sqlite --channel KI -o kidney.sqlite
    """
    from . import exporting

    filters = _filters(channel, role, region, phase, safe_in, limit, policy)
    raise typer.Exit(exporting.export(form, output, force, filters))


@app.command()
def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH...]", help="Files or a data folder.", show_default=False)] = None,
    complete: Annotated[bool, typer.Option("--complete", help="Prove every class and every point whole.")] = False,
    explain: Annotated[str, typer.Option("--explain", metavar="RULE", help="Say what a rule means.", autocompletion=complete.rules)] = "",
    format: FormatOption = Format.auto, json: JsonOption = False, jsonl: JsonlOption = False,
    fields: FieldsOption = "", header: HeaderOption = False, color: ColorOption = Color.auto,
) -> None:  # fmt: skip
    """Check the data: every fault as path:line: rule and what is wrong.

    \b
    Example: acu check --complete
    """
    from . import checking

    raise typer.Exit(
        checking.check(paths or [], complete, explain, _options(format, json, jsonl, fields, header, color))
    )


@app.command("help")
def help_topic(
    context: typer.Context,
    topic: Annotated[str | None, typer.Argument(metavar="[TOPIC]", autocompletion=complete.topics, show_default=False)] = None,
) -> None:  # fmt: skip
    """Explain a topic or a command: safety, pressing, cun, grades, cautions, sources, words, codes, formats, exit-codes, environment, data.

    \b
    Example: acu help safety
    """
    from . import misc

    commands = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}
    if topic is not None and topic in commands and topic not in misc.TOPICS:
        raise typer.Exit(run([topic, "--help"]))
    misc.topic(topic)


@app.command()
def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False)],
) -> None:
    """Print the completion script of a shell; nothing is installed or edited.

    \b
    Example: acu completion bash > ~/.local/share/bash-completion/completions/acu
    """
    from . import misc

    misc.completion(shell)


def run(arguments: list[str]) -> int:
    """Run the Typer application on these arguments and return its exit code."""
    import os
    import sys

    from typer.main import get_command

    if os.environ.get("_ACU_COMPLETE"):  # the shell asks what may come next
        from .shells import install

        install()
    command = get_command(app)
    try:
        result = command.main(args=arguments, prog_name="acu", standalone_mode=False)
        return int(result) if isinstance(result, int) else 0
    except (
        SystemExit
    ) as leave:  # a completion that was answered, or a pipe that was closed: click then swaps the stream
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":
            return 0
        return leave.code if isinstance(leave.code, int) else 0
    except Exception as error:
        return _usage(error, arguments)


def _usage(error: Exception, arguments: list[str]) -> int:
    """Say a usage error of Typer in one line; anything else is raised on."""
    import sys

    from ..errors import INTERRUPTED, USAGE
    from ..saying import note

    name = type(error).__name__
    if name == "Abort":
        return INTERRUPTED
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        message = " ".join(str(error.format_message()).split())
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "acu"
        hint = f"See `{path} --help`."
        if message.startswith("No such command") and not message.endswith("?"):
            from .typed import instead

            better = instead(arguments)
            hint = f"Try `{better}`." if better else hint
        if (name, path) == ("NoSuchOption", "acu search"):  # "insomnia -pregnancy", as other searches have it
            hint = f"Search has no minus words; --safe-in leaves points out. {hint}"
        from .refused import refuse

        refuse(arguments, AcuError("usage", message.rstrip("."), hint))
        sys.stdout.flush()
        note(f"Error: {message if message.endswith('?') else message.rstrip('.') + '.'} {hint}")
        return USAGE
    if name == "Exit" and hasattr(error, "exit_code"):
        return int(error.exit_code)
    raise error
