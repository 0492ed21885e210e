"""The text of pages, taken by a child process that is ended when a page keeps it busy."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Timer

SECONDS = 20.0
"""How long the text of one page may take."""

_ROOT = Path(__file__).parents[3]
"""The folder that holds the package, so that the child imports the same code."""


class NoTextError(Exception):
    """The text of a page cannot be taken. Its str() says why."""


class Extractor:
    """Takes the text from pages.

    Args:
        seconds: how long one page may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def texts(self, body: bytes, url: str, encoding: str, *, is_page: bool) -> tuple[str, str]:
        """Return the main text of a page, and all of its text.

        Args:
            body: the page.
            url: its address.
            encoding: its encoding as the server names it; empty if it names none.
            is_page: whether it is HTML, rather than plain text.

        Raises:
            NoTextError: it takes too long, or too much memory.
        """
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        described = {"size": len(body), "url": url, "encoding": encoding, "is_page": is_page}
        timer = Timer(self._seconds, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(described).encode() + b"\n" + body)
            process.stdin.flush()
            main, whole = json.loads(process.stdout.readline())
        except (OSError, ValueError) as error:
            self.close()
            raise NoTextError(f"its text cannot be made out in {self._seconds:g} seconds") from error
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()
        return str(main), str(whole)

    def close(self) -> None:
        """End the child process; the next page gets another one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            python_path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
            # -P: a package of the same name in the working directory must not be run instead.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tui.cli.online.extraction"],
                env={**os.environ, "PYTHONPATH": python_path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process


@cache
def extractor() -> Extractor:
    """Return the extractor of this program, whose child ends with it."""
    made = Extractor()
    atexit.register(made.close)
    return made
