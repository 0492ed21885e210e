"""Random bytes, escape sequences, keys, mouse reports and pastes, through a real pseudo-terminal.

The program survives all of them: once they are over, Ctrl+Q quits it, and the terminal is as it was.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

from tests.cli.program import DATELINE
from tests.reliability.adversarial import TIMELINES
from tests.reliability.mutations import mutated
from tests.reliability.pty_program import PtyProgram
from tests.reliability.run import Run, Trial, main

BURSTS, MOST_PIECES = 80, 30
"""How many bursts of input each program gets, and how many pieces, at most, a burst has."""
_NAMES = {0: "keys", 1: "keys", 2: "keys", 3: "reports of the mouse", 4: "pastes"}
"""What is counted, by the kind of the piece; all else are other sequences."""
_KEYS = b"jkhlnmdfvcaswtTbGgoyCeDK/?+-= \t\r\x1b0123456789"
_LEAVING = b"\x1b\x1b\x1b"


def trials(run: Run) -> None:
    """Type into one program after the other."""
    names = list(TIMELINES)
    for trial in run.trials():
        with trial:
            try_input(names[trial.number % len(names)], trial)


def piece(random: Random) -> tuple[str, int, bytes]:
    """Return some input: what it is, how many there are of it, and its bytes."""
    kind = random.choice((0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 4, 5, 6, 7, 8))
    data = _bytes_of(kind, random)
    return _NAMES.get(kind, "other sequences"), len(data) if kind == 0 else 1, data


def _bytes_of(kind: int, random: Random) -> bytes:
    x, y = random.randrange(-1, 140), random.randrange(-1, 50)
    if kind == 0:
        return bytes(random.choices(_KEYS, k=random.randrange(1, 12)))
    if kind == 1:
        return random.choice(
            (b"\x1b[A", b"\x1b[B", b"\x1bOP", b"\x1b[5~", b"\x1b[6~", b"\x1b[1;2B", b"\x1b[Z", b"\x1b[H")
        )
    if kind == 2:
        code = random.choice((97, 13, 27, 9, 57441, 0x10FFFF, 0x110000, 0, 1086))
        modifiers = random.choice((b"", b";1", b";5:1", b";1:3", b";300", b";1:9", b";;97"))
        return b"\x1b[%d%su" % (code, modifiers)
    if kind == 3:
        return b"\x1b[<%d;%d;%d%s" % (
            random.choice((0, 1, 2, 32, 35, 64, 65, 128, 999)),
            x,
            y,
            random.choice((b"M", b"m")),
        )
    if kind == 4:
        text = random.choice(
            (
                b"iran",
                b"x" * random.choice((9, 90, 900, 5_000)),
                b"\xff\xfe",
                b"\x1b[201",
                "👨\u200d👩\u200d👧 ❤\ufe0f".encode(),
                b"a\nb\r\nc",
            )
        )
        return b"\x1b[200~" + text + random.choice((b"\x1b[201~", b"\x1b[201~", b""))
    if kind == 5:
        return random.choice(
            (b"\x1b[I", b"\x1b[O", b"\x1b[?2026;2$y", b"\x1b[?2048;1$y", b"\x1b[48;20;80;0;0t", b"\x1b[?1;2c")
        )
    if kind == 6:
        return random.choice(
            (b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\", b"\x1bP1$r\x1b\\", b"\x1b]52;c;aGk=\x07", b"\x1b_Gi=1;OK\x1b\\")
        )
    if kind == 7:
        return mutated(b"\x1b[<0;10;10M\x1b[97;5u\x1b[200~abc\x1b[201~", random)
    return random.randbytes(random.randrange(1, 30))


def is_of_use(data: bytes) -> bool:
    r"""Return whether input does not end the program as it should: Ctrl with C, Q, Z or \, or a letter that quits."""
    return not any(byte in data for byte in b"\x03\x11\x1a\x1cqQ") and b"113" not in data and b"99;5" not in data


def try_input(name: str, trial: Trial) -> None:
    """Type into a program, and quit it.

    Raises:
        AssertionError: it ended before, did not end, or left the terminal changed.
    """
    random, path = trial.random, trial.run.folder / "timeline.yaml"
    path.write_text(TIMELINES[name], encoding="utf-8")
    trial.note(f"over {name}")
    with PtyProgram(
        [DATELINE, str(path)], f"{trial.run.seed}-{trial.number}-{os.getpid()}", {"EDITOR": "true"}, folder=path.parent
    ) as program:
        if random.random() < 0.8:
            program.read_until(lambda: program.has_started or program.has_ended, 20)
        program.read(random.random() * 0.3)
        sent = b""
        for _ in range(BURSTS):
            pieces = [found for _ in range(random.randrange(1, MOST_PIECES)) if is_of_use((found := piece(random))[2])]
            data = b"".join(data for _, _, data in pieces)
            if is_of_use(data):
                sent = (sent + data)[-20_000:]
                program.type_all(data)
                trial.count("bytes", len(data))
                for name, count, _ in pieces:
                    trial.count(name, count)
            if random.random() < 0.3:
                program.resize(*random.choice(((1, 1), (80, 24), (120, 36), (2, 40), (200, 3))))
                trial.count("resizes")
            program.read(random.choice((0, 0, 0.001, 0.01)))
            if random.random() < 0.2:
                program.rest()
            if program.has_ended:
                break
        trial.note(f"sent {sent!r}")
        for report in Path(os.environ.get("DATELINE_STATE", "")).glob("crash-*.txt"):
            trial.note(report.read_text(encoding="utf-8")[-4_000:])
            report.unlink()
        if program.has_ended and b"\x1b[<0;" in sent and program.wait() == 0:
            trial.count("quits by a click on the key bar")
            program.check_terminal()
            return
        assert not program.has_ended, f"it ended with {program.wait()}: {bytes(program.output[-1500:])!r}"
        program.rest()
        for _ in range(200):
            program.send(b"\x1b[201~" + _LEAVING + b"\x11")
            if program.read_until(lambda: program.has_ended, 0.2):
                break
        code = program.wait()
        assert code == 0, f"exit code {code}: {bytes(program.output[-1500:])!r}"
        program.check_terminal()
    trial.count("programs")


if __name__ == "__main__":
    sys.exit(main("terminal_input", trials))
