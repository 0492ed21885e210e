"""The man page, from the parsers of the command line and the page docs/command-line.md."""

from __future__ import annotations

import re
import tomllib
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

ROOT = Path(__file__).parent.parent


def man_page(program: ArgumentParser, commands: Mapping[str, ArgumentParser]) -> str:
    """Return the page as roff, in the macros of man(7).

    Args:
        program: the parser of the program without a subcommand.
        commands: those of the subcommands, by name.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    lines = [
        f'.TH DATELINE 1 "" "dateline {project["version"]}" "User Commands"',
        ".SH NAME",
        f"dateline \\- {_escaped(project['description'][0].lower() + project['description'][1:])}",
        ".SH SYNOPSIS",
        *_synopsis(commands),
        ".SH DESCRIPTION",
        *_paragraphs(page.partition("```")[0].partition("\n")[2]),
        ".SH OPTIONS",
        *_options(program),
        ".SH FORMATS",
        *_table(page, "Formats"),
        ".SH COMMANDS",
    ]
    for name, parser in commands.items():
        lines += [f".SS {_escaped(f'dateline {name}')}", *_command(parser)]
    lines += [".SH EXIT STATUS", *_table(page, "Exit codes"), ".SH ENVIRONMENT", *_table(page, "Environment variables")]
    lines += [".SH EXAMPLES", *_examples(page)]
    lines += [
        ".SH SEE ALSO",
        "The reference, in the folder",
        ".I docs",
        "of the project: the query language, the keys,",
    ]
    lines += ["the schema of a timeline, the formats that are read."]
    return "\n".join(_laid_out(lines)) + "\n"


def _laid_out(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines no wider than 80 bytes where they are text, without the breaks that a heading makes by itself."""
    is_verbatim, before = False, ""
    for line in lines:
        is_verbatim = {".nf": True, ".fi": False}.get(line, is_verbatim)
        if line == ".PP" and before.startswith((".SH", ".SS", ".PP")):
            continue
        before = line
        if is_verbatim or line[:1] == ".":
            yield line
        else:
            for part in wrap(line, 72, break_on_hyphens=False, break_long_words=False) or [""]:
                yield f"\\&{part}" if part[:1] in ".'" else part


def _synopsis(commands: Mapping[str, ArgumentParser]) -> Iterator[str]:
    yield ".B dateline"
    yield "[\\fIFILE\\fR] [\\fIQUERY\\fR\\&...] [\\fIOPTION\\fR\\&...]"
    for parser in commands.values():
        for usage in _usages(parser):
            yield ".br"
            yield f".B {_escaped(usage)}"


def _usages(parser: ArgumentParser) -> list[str]:
    """Return the usage as the help has it, one line for each form."""
    if parser.usage:
        return [line.strip() for line in (parser.usage % {"prog": parser.prog}).splitlines()]
    forms = {"?": "[{}]", "*": "[{}...]", "+": "{}..."}
    arguments = [forms.get(str(action.nargs), "{}").format(action.metavar) for action in _positionals(parser)]
    return [" ".join((parser.prog, *arguments, "[OPTION...]"))]


def _positionals(parser: Any) -> list[Any]:
    return [action for action in parser._actions if not action.option_strings and action.help != SUPPRESS]


def _command(parser: ArgumentParser) -> Iterator[str]:
    yield from _paragraphs(parser.description or "")
    epilog, examples = re.split(r"(?m)^(?=examples:|as git)", f"{parser.epilog or ''}\n", maxsplit=1)[0], ""
    examples = (parser.epilog or "")[len(epilog) :]
    yield from _paragraphs(re.sub(r"(?m)^exit codes:.*\n(?: .*\n)*", "", epilog))
    yield from _options(parser)
    yield from _verbatim(examples)


def _options(parser: Any) -> Iterator[str]:
    formatter = parser._get_formatter()
    for action in parser._actions:
        if action.help == SUPPRESS:
            continue
        names = action.option_strings or [str(action.metavar)]
        values = ""
        if action.option_strings and action.nargs != 0:
            words = action.metavar if isinstance(action.metavar, tuple) else [action.metavar]
            if words == [None]:
                words = ["|".join(map(str, action.choices))] if action.choices else [action.dest.upper()]
            values = " " + " ".join(f"\\fI{_escaped(str(word))}\\fR" for word in words)
        yield ".TP"
        yield ", ".join(f"\\fB{_escaped(name)}\\fR{values}" for name in names)
        yield _escaped(formatter._expand_help(action) if action.help else "")


def _verbatim(text: str) -> Iterator[str]:
    """Yield examples as they stand, under the words that introduce them."""
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if not block.strip():
            continue
        head, _, body = block.partition("\n")
        yield from (".PP", _escaped(f"{head[:1].upper()}{head[1:]}"))
        if body:
            yield from (".PP", ".in +2n", ".nf", *map(_escaped, body.splitlines()), ".fi", ".in")


def _examples(page: str) -> Iterator[str]:
    block = re.search(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    if block is not None:
        yield from (".nf", *(_escaped(line) for line in block[1].splitlines()), ".fi")


def _table(page: str, heading: str) -> Iterator[str]:
    """Yield the first table below a heading as a list of terms, and the paragraphs around it."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    if found is None:
        raise AssertionError(f"the page has no heading '{heading}'")
    rows = [line for line in found[1].splitlines() if line.startswith("|")]
    for row in rows[2:]:
        term, meaning = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]][:2]
        yield from (".TP", _inline(term), _inline(meaning))
    yield from _paragraphs("\n".join(line for line in found[1].splitlines() if not line.startswith("|")))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for number, item in enumerate(re.split(r"(?m)^- ", paragraph)):
            if item.strip():
                yield from (".PP" if not number else ".IP \\(bu 2", _inline(" ".join(item.split())))


def _inline(text: str) -> str:
    """Return a line of Markdown as roff: code and strong words bold, links as their words."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text).replace("\\|", "|")
    pieces = re.split(r"`([^`]+)`|\*\*([^*]+)\*\*", text)
    made = []
    for number, piece in enumerate(pieces):
        if piece:
            made.append(_escaped(piece) if number % 3 == 0 else f"\\fB{_escaped(piece)}\\fR")
    line = "".join(made)
    return f"\\&{line}" if line[:1] in ".'" else line


def _escaped(text: str) -> str:
    """Return text in which nothing is a request or an escape, and each hyphen is the one that people type."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("…", "\\&...")
    return f"\\&{escaped}" if escaped[:1] in ".'" else escaped
