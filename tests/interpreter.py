"""Which packages some code imports, in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

from tests.timelines import ROOT

SCRIPT = """
import sys
{work}
heavy = {heavy!r}
print(*sorted(name for name in sys.modules if name.split(".")[0] in heavy))
"""


def imported(work: str, *heavy: str) -> str:
    """Return the modules of some packages that are imported once some code has run.

    Args:
        work: the code.
        heavy: the names of the packages.
    """
    script = SCRIPT.format(work=work, heavy=heavy)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.splitlines()[-1].strip()
