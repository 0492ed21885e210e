"""Files that are replaced, cut short, appended to, removed, or made a pipe or a folder, while they are opened and read.

Opening ends with a timeline that the file has had, or with problems in words. An app over the file stays as it was, can
be used, says what is wrong, and shows the file once it is back.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.reliability.forks import CRASHED, Child
from tests.reliability.run import Run, Trial, main
from tests.reliability.typing_at_random import caged
from tests.timelines import SMALL, changed
from tui.app.app import DatelineApp
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

_SECONDS = 30.0
"""How long an app may take until it shows a file that is back."""
_TIMES_READ = 15


def _away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def put(path: Path, data: bytes, random: Random) -> None:
    """Put a file in place of whatever is there, at once or by writing it."""
    if path.is_dir() or path.is_symlink() or path.is_fifo() or random.random() < 0.5:
        other = path.with_name("other")
        other.write_bytes(data)
        if path.is_dir():
            _away(path)
        other.replace(path)
    else:
        path.write_bytes(data)


def _folder(path: Path, random: Random) -> None:
    _away(path)
    path.mkdir()


def _pipe(path: Path, random: Random) -> None:
    _away(path)
    os.mkfifo(path)


def _link(path: Path, random: Random) -> None:
    _away(path)
    path.symlink_to(random.choice((path.name, "nowhere", "/dev/null")))


def _append(path: Path, random: Random) -> None:
    if path.is_file():
        with path.open("ab") as file:
            file.write(random.choice((b"\n", b"  - nothing", b"\0", b"\xff", b"# end\n")))


def _cut(path: Path, random: Random) -> None:
    if path.is_file() and not path.is_symlink():
        os.truncate(path, random.randrange(path.stat().st_size + 1))


CHANGES: Mapping[str, Callable[[Path, Random], object]] = {
    "removed": lambda path, random: _away(path),
    "a folder": _folder,
    "a pipe": _pipe,
    "a link": _link,
    "appended to": _append,
    "cut short": _cut,
    "empty": lambda path, random: put(path, b"", random),
    "no text": lambda path, random: put(path, random.randbytes(200), random),
    "broken": lambda path, random: put(path, SMALL.replace("kind: use", "kind: useful").encode(), random),
    "no timeline": lambda path, random: put(path, b"- a\n- b\n", random),
}
"""What a file becomes."""


def trials(run: Run) -> None:
    """Change one file after the other: every third while it is opened, the others under an app."""
    with caged():
        for trial in run.trials():
            with trial:
                if trial.number % 3 == 0:
                    try_opening(trial.run.folder / "t.yaml", trial)
                else:
                    asyncio.run(try_live(trial.run.folder / "t.yaml", trial))
                _away(trial.run.folder / "t.yaml")


def try_opening(path: Path, trial: Trial) -> None:
    """Change a file while another process opens it again and again, whole or through the cache.

    Raises:
        AssertionError: it crashes, hangs, or gives a timeline that the file never had.
    """
    random = trial.random
    put(path, SMALL.encode(), random)
    large = random.choice((1, 1 << 30))
    trial.note(f"opened, large from {large} bytes")

    def read() -> None:
        for _ in range(_TIMES_READ):
            try:
                index = Loader(path, large_file=large, cache_folder=path.with_name("cache")).load()
            except (TimelineError, OSError):
                continue
            assert len(list(index.timeline.events)) <= 5

    child = Child(read)
    while not _has_ended(child.process):
        kind = random.choice([kind for kind in CHANGES if kind != "a pipe"])  # opening waits for who writes into it
        CHANGES[kind](path, random)
        time.sleep(random.random() * 0.01)
        put(path, SMALL.encode(), random)
        time.sleep(random.random() * 0.01)
        trial.count("changes while it was opened")
    ended = child.wait()
    assert ended.code != CRASHED, ended.output
    assert ended.code == 0, ended.output
    trial.count("openings", _TIMES_READ)


def _has_ended(process: int) -> bool:
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


async def try_live(path: Path, trial: Trial) -> None:
    """Change a file under an app, and put it back.

    Raises:
        AssertionError: the app ends, or does not show the file.
    """
    random = trial.random
    put(path, SMALL.encode(), random)
    app = DatelineApp(Index(read_timeline(path)), "", path, seconds_between_polls=0.02)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        for number in range(4):
            kind = random.choice(list(CHANGES))
            trial.note(kind)
            CHANGES[kind](path, random)
            for key in random.choices(("j", "k", "r", "slash", "escape", "enter"), k=random.randrange(4)):
                await pilot.press(key)
            await asyncio.sleep(random.choice((0, 0.02, 0.1, 0.3)))
            assert app._exception is None, repr(app._exception)
            assert app.is_running
            assert len(app.browser.index.timeline.events) <= 5
            title = f"Back {number}"
            put(path, changed(SMALL, ("A small timeline", title)).encode(), random)
            end = time.monotonic() + _SECONDS
            while app.browser.index.timeline.title != title or app.browser.query_one("#broken").display:
                assert app._exception is None, repr(app._exception)
                assert time.monotonic() < end, f"after it was {kind}, the file is back and not shown"
                await asyncio.sleep(0.02)
            trial.count("changes under an app")


if __name__ == "__main__":
    sys.exit(main("changing_files", trials))
