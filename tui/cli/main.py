"""The command line: arguments in, exit code out. Textual is imported only if the app opens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.cli.late_imports import import_pathlib
from tui.cli.tty import is_terminal
from tui.terminal.display import TRANSLITERATE
from tui.terminal.glyphs import glyphs
from tui.text.reasons import reason

SUBCOMMANDS: Mapping[str, str] = {
    "check": "tui.cli.check",
    "config": "tui.cli.config",
    "describe": "tui.cli.describe",
    "diff": "tui.cli.diff",
    "import": "tui.cli.import_file",
    "merge": "tui.cli.merge",
    "new": "tui.cli.new",
    "report": "tui.cli.report",
    "schema": "tui.cli.schema",
    "serve": "tui.cli.serve",
    "upgrade": "tui.cli.upgrade",
}
"""The module of each subcommand. Its ``main`` takes the arguments after the subcommand and returns an exit code."""

Command = Callable[[Sequence[str]], int]


def main(arguments: Sequence[str]) -> int:
    """Run a subcommand, or browse a timeline, and return the exit code.

    Args:
        arguments: the arguments after the program's name.
    """
    return _command(arguments)(arguments[_is_subcommand(arguments) :])


def _is_subcommand(arguments: Sequence[str]) -> bool:
    return bool(arguments) and arguments[0] in SUBCOMMANDS


def _command(arguments: Sequence[str]) -> Command:
    """Import the module that the arguments call for."""
    module = SUBCOMMANDS[arguments[0]] if _is_subcommand(arguments) else "tui.cli.browse"
    command: Command = import_module(module).main
    return command


def _import_without_collection(arguments: Sequence[str]) -> None:
    """Import what the arguments call for. Garbage collection would examine it again and again, and it all stays."""
    gc.disable()
    import_pathlib()
    _command(arguments)
    gc.freeze()
    gc.enable()


def run() -> NoReturn:
    """Run the program with the arguments of the process, and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_ascii = glyphs().is_ascii and is_terminal(stream)
            stream.reconfigure(encoding="ascii" if is_ascii else None, errors=TRANSLITERATE)
    try:
        try:
            _import_without_collection(sys.argv[1:])
            code = main(sys.argv[1:])
        finally:  # argparse exits after it has printed the help
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe
        _discard_output()
        code = exit_codes.SUCCESS
    except KeyboardInterrupt:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # another one would only leave a traceback
        code = exit_codes.INTERRUPTED
    except SystemExit:
        raise
    except BaseException as error:
        code = _failed(error)
    sys.exit(code)


def _failed(error: BaseException) -> int:
    """Report an error that nothing has handled, and return the exit code."""
    from tui.cli.crash import report_crash

    _discard_output()
    if isinstance(error, OSError) and error.filename is None and error.errno is not None:  # no file: standard output
        return print_error(f"cannot write: {reason(error)}")
    if isinstance(error, ImportError) and (package := _package_of(error)) not in ("", "tui"):
        return print_error(
            f"the package {package} cannot be used: {error}",
            f"install it with: {sys.executable} -m pip install --force-reinstall {package}; "
            "where it has no wheel, that takes a C++ compiler",
        )
    if isinstance(error, MemoryError):
        return print_error("there is not enough memory for this timeline")
    return report_crash(error)


def _package_of(error: ImportError) -> str:
    """Return the package that could not be imported, as it is called where it is installed from."""
    package = (error.name or "").partition(".")[0]
    return {"yaml": "PyYAML", "dateutil": "python-dateutil"}.get(package, package)


def _discard_output() -> None:
    """Send standard output to the null device, so that flushing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
