"""Random bytes, escape sequences, keys, mouse reports and pastes, through a real pseudo-terminal.

The program survives all of them: once they are over, Ctrl+Q quits it, and the terminal is as it was.
"""

from __future__ import annotations

import os
import sys
from random import Random

from tests.cli.program import DATELINE
from tests.reliability.adversarial import TIMELINES
from tests.reliability.mutations import mutated
from tests.reliability.pty_program import PtyProgram
from tests.reliability.run import Run, Trial, main

BURSTS = 60
"""How many bursts of input each program gets."""
_KEYS = b"jkhlnmdfvcaswtTbGgoyCeDK/?+-= \t\r\x1b0123456789"
_LEAVING = b"\x1b\x1b\x1b"


def trials(run: Run) -> None:
    """Type into one program after the other."""
    names = list(TIMELINES)
    for trial in run.trials():
        with trial:
            try_input(names[trial.number % len(names)], trial)


def burst(random: Random) -> bytes:
    """Return some input: keys, a sequence, a paste, or noise."""
    kind = random.randrange(9)
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
            (b"iran", b"x" * 5_000, b"\xff\xfe", b"\x1b[201", "👨\u200d👩\u200d👧 ❤\ufe0f".encode(), b"a\nb\r\nc")
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
    """Return whether input does not end the program as it should: Ctrl+C, Ctrl+Q, Ctrl+Z, or a letter that quits."""
    return not any(byte in data for byte in b"\x03\x11\x1aqQ") and b"113" not in data and b"99;5" not in data


def try_input(name: str, trial: Trial) -> None:
    """Type into a program, and quit it.

    Raises:
        AssertionError: it ended before, did not end, or left the terminal changed.
    """
    random, path = trial.random, trial.run.folder / "timeline.yaml"
    path.write_text(TIMELINES[name], encoding="utf-8")
    trial.note(f"over {name}")
    with PtyProgram(
        [DATELINE, str(path)], f"{trial.run.seed}-{trial.number}-{os.getpid()}", {"EDITOR": "true"}
    ) as program:
        program.read(2.0)
        sent = b""
        for _ in range(BURSTS):
            if is_of_use(data := burst(random)):
                sent += data
                program.send(data)
                trial.count("bursts of input")
                trial.count("bytes", len(data))
            if random.random() < 0.1:
                program.resize(*random.choice(((1, 1), (80, 24), (120, 36), (2, 40), (200, 3))))
                trial.count("resizes")
            program.read(random.choice((0, 0.001, 0.02)))
            if program.process.poll() is not None:
                break
        trial.note(f"sent {sent!r}")
        assert program.process.poll() is None, f"it ended with {program.wait()}: {bytes(program.output[-1500:])!r}"
        for _ in range(100):
            program.send(b"\x1b[201~" + _LEAVING + b"\x11")
            program.read(0.2)
            if program.process.poll() is not None:
                break
        code = program.wait()
        assert code == 0, f"exit code {code}: {bytes(program.output[-1500:])!r}"
        program.check_terminal()
    trial.count("programs")


if __name__ == "__main__":
    sys.exit(main("terminal_input", trials))
