"""How a shell asks what may come next, and how it is told: quoted where a value has blanks, files only where one is meant."""

from __future__ import annotations

from ..lite import Any

FILES = "__acu_files__"  # the answer that means: complete the names of files
_FILE_OPTIONS = frozenset({"--answers", "--output", "-o", "--data"})
_FILE_COMMANDS = frozenset({"scan", "check"})
# What a shell reads as more than itself.
_SPECIAL = frozenset(" \t'\"\\$`!&|;()<>*?[]{}~#")

BASH = """_acu_completion() {
    local IFS=$'\\n' word
    COMPREPLY=()
    while read -r word; do
        if [[ $word == __acu_files__ ]]; then
            compopt -o default 2>/dev/null
        elif [[ -n $word ]]; then
            COMPREPLY+=("$word")
        fi
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _ACU_COMPLETE=complete_bash "$1" 2>/dev/null)
}

complete -F _acu_completion acu
"""
ZSH = """#compdef acu

_acu_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _ACU_COMPLETE=complete_zsh $words[1] 2>/dev/null)
}

compdef _acu_completion acu
"""
FISH = """function __acu_complete
    set -l told (env _ACU_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) acu 2>/dev/null)
    if test "$told" = __acu_files__
        __fish_complete_path (commandline -ct)
    else
        string join \\n -- $told
    end
end

complete --command acu --no-files --arguments "(__acu_complete)"
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def quoted(value: str, raw: str) -> str:
    """Return a value as bash is to put it in place of the word `raw`: within its quotes as it is, else with backslashes."""
    if raw[:1] in {'"', "'"}:
        return value
    return "".join("\\" + c if c in _SPECIAL else c for c in value)


def bash_words(line: str, position: int) -> tuple[list[str], str]:
    """Return the words before the one that bash wants completed, and that one, each as it was typed.

    Bash joins them by line breaks, and takes "--region=foot" for three words.
    """
    words = line.split("\n") if "\n" in line else line.split()
    before, raw = words[:position], (words[position] if position < len(words) else "")
    if raw == "=":
        return before, ""
    return [w for w in before if w != "="], raw


def files_meant(before: list[str]) -> bool:
    """Return whether the name of a file comes next, after these words."""
    if before and before[-1] in _FILE_OPTIONS:
        return True
    return any(word in _FILE_COMMANDS for word in before[1:]) and not before[-1].startswith("-")


def zsh_answer(pairs: list[tuple[str, str]], before: list[str]) -> str:
    """Return what zsh evaluates: values with their help, or files where one is meant."""

    def escape(text: str) -> str:
        for plain, safe in (("\\", "\\\\"), ('"', '""'), ("'", "''"), ("$", "\\$"), ("`", "\\`"), (":", "\\\\:")):
            text = text.replace(plain, safe)
        return text

    if not pairs:
        return "_files" if files_meant(before) else ""
    lines = "\n".join(f'"{escape(value)}":"{escape(text)}"' if text else f'"{escape(value)}"' for value, text in pairs)
    return f"_arguments '*: :(({lines}))'"


def install() -> None:
    """Let Typer answer the shells in this way."""
    import os

    from typer import _completion_classes as typers

    def bash(self: Any) -> str:
        before, raw = bash_words(os.environ["COMP_WORDS"], int(os.environ["COMP_CWORD"]))
        found = self.get_completions([_unquoted(word) for word in before[1:]], _unquoted(raw))
        return bash_answer([item.value for item in found], before, raw)

    def zsh(self: Any) -> str:
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        return zsh_answer([(item.value, _plain(item.help)) for item in found], ["acu", *args])

    former = typers.FishComplete.complete

    def fish(self: Any) -> str:
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args":
            return former(self)
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        return fish_answer([(item.value, _plain(item.help)) for item in found], ["acu", *args])

    typers.completion_init()
    for shell, complete in ((typers.BashComplete, bash), (typers.ZshComplete, zsh), (typers.FishComplete, fish)):
        shell.complete = complete  # type: ignore[method-assign]


def _unquoted(word: str) -> str:
    """Return a word as the shell would pass it, also where a quote is still open."""
    import shlex

    reader = shlex.shlex(word, posix=True)
    reader.whitespace, reader.whitespace_split, reader.commenters = "", True, ""
    try:
        return "".join(reader)
    except ValueError:  # no closing quote
        return reader.token


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())


def bash_answer(values: list[str], before: list[str], raw: str) -> str:
    """Return the lines that bash reads."""
    if not values and files_meant(before):
        return FILES
    return "\n".join(quoted(value, raw) for value in values)


def fish_answer(pairs: list[tuple[str, str]], before: list[str]) -> str:
    """Return the lines that fish reads: a value, a tab, its help."""
    if not pairs and files_meant(before):
        return FILES
    return "\n".join(f"{value}\t{text}" if text else value for value, text in pairs)
