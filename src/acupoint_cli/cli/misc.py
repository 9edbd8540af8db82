"""Help topics, the version, the welcome, and completion scripts."""

from ..errors import EXIT_CODES, AcuError
from ..render.records import out

TOPICS = ("safety", "pressing", "cautions", "cun", "grades", "sources", "words", "codes", "formats", "exit-codes", "environment", "data")  # fmt: skip


def version() -> None:
    """Print one line: the version, and how many points the data holds."""
    from .. import __version__
    from ..library.index import open_index

    index = open_index()
    out(f"acu {__version__}, {index.meta('points')} points, {index.meta('full')} of them in full")


def welcome() -> None:
    """Print what acu is and where to go next, within a dozen lines."""
    out(
        """acu: acupuncture points in the terminal: where they are, what they do, when not to needle them.

  acu show KI-1                 the card of a point; any name or code will do: yongquan, 涌泉, K1
  acu search "can't sleep"      points for a complaint, best first, each with its reason
  acu related KI-4              points that belong with one
  acu list --channel KI         all points, or some

  acu help safety               read this before you press or needle anything
  acu --help                    every command and option

acu informs; it is not medical advice."""
    )


def topic(name: str | None) -> None:
    """Print a help topic; without a name, the list of topics."""
    from . import topics

    if name is None:
        out("Topics, each as `acu help TOPIC`:\n")
        for key in TOPICS:
            out(f"  {key:<13} {topics.SUMMARY[key]}")
        return
    if name not in TOPICS:
        name = topics.topic_of(name) or name
    if name not in TOPICS:
        raise AcuError("usage", f"there is no topic {name!r}", f"Topics: {', '.join(TOPICS)}.")
    text = topics.TEXT[name]
    if name == "exit-codes":
        text += "\n" + "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())
    if name == "cautions":
        from ..library.filters import UNSAFE

        text += "\n".join(f"  {what:<11} {', '.join(kinds)}" for what, kinds in UNSAFE.items())
        text += (
            "\n  needling leaves out what is forbidden to needle too, moxa what is forbidden or needs care with heat"
        )
    out(text.strip("\n"))


def completion(shell: str) -> None:
    """Print the completion script of `shell`; raises AcuError (usage) for one that is unknown."""
    from typer._completion_classes import completion_init
    from typer._completion_shared import get_completion_script

    from .shells import SCRIPTS

    shells = ("bash", "zsh", "fish", "powershell")
    if shell not in shells:
        raise AcuError("usage", f"{shell!r} is no shell that acu knows", f"Choose from: {', '.join(shells)}.")
    if shell in SCRIPTS:
        out(SCRIPTS[shell].rstrip("\n"))
        return
    completion_init()
    out(get_completion_script(prog_name="acu", complete_var="_ACU_COMPLETE", shell=shell))
