"""``dateline serve``: show the app in a browser."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from tui.cli import exit_codes
from tui.cli.bundled import bundled_timeline
from tui.cli.errors import print_error, print_problems
from tui.cli.parser import Parser
from tui.cli.query_words import shield_words, split_file, unknown_letter
from tui.terminal.glyphs import glyphs
from tui.text.reasons import reason
from tui.timeline.loader import Loader
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError

_EPILOG = """\
The app runs on this machine, once for each visitor, and is shown in the browser.
Only this machine can reach it, unless another --host is given; there is no login,
so whoever can reach it can read the timeline. Visitors cannot edit the file or
reach another one: there is no editor and no export to a file, and they see
nothing else of yours.

examples:
  dateline serve                          the bundled timeline, at http://127.0.0.1:8000
  dateline serve mine.yaml status:denied  the denials in your own file
  dateline serve --port 9000              on another port
"""


def main(arguments: Sequence[str]) -> int:
    """Show a timeline in browsers until Ctrl+C is pressed, and return the exit code.

    Args:
        arguments: the arguments after ``serve``.
    """
    arguments = shield_words(arguments)
    if unknown := unknown_letter(arguments):
        _parser().error(unknown)
    options = _parser().parse_intermixed_args(arguments)
    host, port = options.host, options.port
    for option in ("file", "host"):
        if getattr(options, option) == "":
            return print_error(f"--{option} needs a name")
    file, words = split_file(options.words, options.file)
    if file == STDIN:
        return print_error("each visitor's app reads the timeline for itself, so it cannot come from standard input")
    try:
        from tui.cli.web_server import Limits, WebServer
    except ImportError:
        return print_error("serving needs textual-serve: pip install 'dateline[web]'")
    path = bundled_timeline() if file is None else Path(file)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = reason(error).partition(" (while")[0]
        return print_error(f"cannot serve at {host}, port {port}: {why}; choose another with --host or --port")
    try:
        _load(path)
    except TimelineError as error:
        return print_problems(*error.lines())
    except OSError as error:
        return print_error(f"{path}: {reason(error)}")
    is_local = _is_loopback(host)
    if not is_local:
        print_error(f"whoever can reach this machine at {host} can read the timeline: there is no login")
    WebServer(
        _command(path, words),
        host,
        port,
        is_local=is_local,
        names=options.names,
        problems=partial(_problems, path),
        shown=lambda errors: errors.replace(f"{path.absolute().parent}{os.sep}", ""),
        limits=Limits(visitors=options.visitors),
    ).serve()
    return exit_codes.SUCCESS


def _load(path: Path) -> None:
    """Load the timeline once, to see that it can be read, and to cache a large one, indexed, for all visitors.

    Raises:
        TimelineError: with every problem of the file.
        OSError: the cache cannot be written.
    """
    loader = Loader(path)
    if loader.is_large:
        print_error(f"reading {path.name}, once for all who visit{glyphs().ellipsis}")
    index = loader.load()
    if loader.is_cached:
        index.prepare()
    if loader.warning:
        print_error(loader.warning)


def _problems(path: Path) -> list[str]:
    """Return the problems of the file at this moment. A large file outside the cache is skipped."""
    try:
        Loader(path).try_load()
    except TimelineError as error:
        return TimelineError(path.name, error.problems, error.omitted).lines()  # visitors need not know the folder
    return []


def _command(path: Path, words: Sequence[str]) -> list[str]:
    """Return the command that runs the app for a visitor, and set up the environment that it inherits."""
    roots = [str(Path(__file__).parent.parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(roots)
    return [sys.executable, "-P", "-m", "tui", "--file", str(path.absolute()), "--", *words]


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _parser() -> Parser:
    parser = Parser(
        prog="dateline serve",
        description="Show a timeline in a browser.",
        usage="%(prog)s [FILE] [QUERY…] [--host ADDRESS] [--port NUMBER] [--name NAME] [--visitors NUMBER]",
        epilog=_EPILOG,
    )
    parser.add_file_and_query("the file, and the query that it opens with")
    parser.add_argument(
        "--host", metavar="ADDRESS", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--port", metavar="NUMBER", type=_port, default=8000, help="the port to listen on (default: 8000)"
    )
    parser.add_argument(
        "--name", metavar="NAME", dest="names", action="append", default=[],
        help="another name under which visitors reach it; repeatable",
    )  # fmt: skip
    parser.add_argument(
        "--visitors", metavar="NUMBER", type=_visitors, default=20, help="how many can visit at once (default: 20)"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1 << 16:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port; write a number from 1 to 65535")
    return int(text)


def _visitors(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 1_000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of visitors; write one from 1 to 1000")
    return int(text)
