"""Write the completion scripts and the man page from the parsers of the command line: ``make completions``."""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import shtab

from docs.man_page import man_page
from tui.cli.main import SUBCOMMANDS, main
from tui.cli.parser import Parser
from tui.timeline.checking.rules import IGNORABLE
from tui.timeline.formats.registry import FORMATS
from tui.timeline.model.facets import BUILT_IN

SHARE = Path(__file__).with_name("share")

_FILES = frozenset(("FILE", "FILE, QUERY", "VERSION", "BASE", "OURS", "THEIRS", "OLD", "NEW"))
"""The metavars of arguments that are files."""
_CHOICES: Mapping[str, Sequence[str]] = {
    "--as": [*FORMATS],
    "--ignore": IGNORABLE,
    "--lanes": [spec.name for spec in BUILT_IN if spec.is_counted],
}
"""By option whose parser takes any word: the words to offer."""
_FIRST_WORD = """\
# $1=COMP_WORDS[COMP_CWORD]: a file or, as the first word, a subcommand
_dateline_words_or_files() {
  compgen -f -- "$1"
  [[ $COMP_CWORD = 1 ]] && compgen -W "%s" -- "$1"
}
"""


class _AskedError(Exception):
    """A parser was asked for its help."""

    def __init__(self, parser: ArgumentParser) -> None:
        super().__init__()
        self.parser = parser


def parser_of(*command: str) -> ArgumentParser:
    """Return the parser of a command, which is the one that prints its help."""

    def ask(parser: ArgumentParser, *_: object) -> None:
        raise _AskedError(parser)

    try:
        with patch.object(Parser, "print_help", ask):
            main([*command, "--help"])
    except _AskedError as asked:
        return asked.parser
    raise AssertionError(f"{command} has no --help")


def commands() -> dict[str, ArgumentParser]:
    """Return the parsers of the subcommands by their names."""
    return {name: parser_of(name) for name in sorted(SUBCOMMANDS)}


def _with_completions(parser: Any) -> Any:
    """Return a parser whose arguments know their completions."""
    for action in parser._actions:
        offered = next((_CHOICES[option] for option in action.option_strings if option in _CHOICES), None)
        if offered is not None:
            action.choices = [*offered]
        elif action.metavar == "DIR":
            action.complete = shtab.DIRECTORY
        elif action.metavar in _FILES or (isinstance(action.metavar, tuple) and set(action.metavar) <= _FILES):
            action.complete = shtab.FILE
    return parser


def whole_parser(shell: str) -> ArgumentParser:
    """Return one parser of all commands, as shtab wants it for a shell.

    The program itself takes a subcommand, or else files and a query. shtab knows only either, so the script for bash
    completes both from one argument, and `completion` adds the files to those for zsh and fish.
    """
    whole = _with_completions(parser_of())
    parsers = {name: _with_completions(parser) for name, parser in commands().items()}
    made: Callable[..., ArgumentParser] = lambda **options: parsers[options["prog"]]  # noqa: E731 - stands for a class
    subcommands = whole.add_subparsers(metavar="COMMAND", parser_class=made)
    for name, parser in parsers.items():
        subcommands.add_parser(name, prog=name, help=parser.description)
    words: Action = next(action for action in whole._actions if action.dest == "words")
    whole._actions.remove(words)
    if shell == "bash":
        bash = {"bash": "_dateline_words_or_files", "preamble": {"bash": _FIRST_WORD % " ".join(parsers)}}
        words.complete = bash  # type: ignore[attr-defined]
        whole._actions.insert(0, words)
    parser_of_all: ArgumentParser = whole
    return parser_of_all


def completion(shell: str) -> str:
    """Return the completion script for a shell."""
    script = shtab.complete(whole_parser(shell), shell)
    if shell == "bash":
        for kind in ("f", "d"):  # a name with a blank is one word
            script = _replaced(script, f"compgen -{kind} -- $1 ", f'compgen -{kind} -- "$1" ')
    elif shell == "zsh":
        describe = "  _describe 'dateline commands' _commands\n"
        script = _replaced(script, describe, f"{describe}  _files\n")
        rest = "\n        *) _arguments -C -s $_shtab_dateline_options '*:file:_files' ;;\n      esac\n"
        script = _replaced(script, "\n      esac\n", rest)
    else:
        first = '-n _shtab_dateline_using -ka "(__fish_complete_path (commandline -ct))"'
        script = f"{script.rstrip()}\ncomplete -c dateline {first} -d file\n"
    return f"{script.rstrip()}\n"


def _replaced(script: str, old: str, new: str) -> str:
    if script.count(old) != 1:
        raise AssertionError(f"shtab {shtab.__version__} no longer writes {old!r} once")
    return script.replace(old, new)


def files() -> dict[str, str]:
    """Return the texts of all files, by their paths below ``share``."""
    return {
        "bash-completion/completions/dateline": completion("bash"),
        "fish/vendor_completions.d/dateline.fish": completion("fish"),
        "man/man1/dateline.1": man_page(parser_of(), commands()),
        "zsh/site-functions/_dateline": completion("zsh"),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARE
    for name, text in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
