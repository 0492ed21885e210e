"""The lock files: which version of each package the project is developed and run with."""

from __future__ import annotations

import re
from importlib.metadata import version

from tests.timelines import ROOT

RUN, DEVELOP = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"

_PIN = re.compile(r"^([\w.-]+)==([\w.!+]+)", re.MULTILINE)


def locked_versions(text: str) -> dict[str, str]:
    """Return the versions that a lock file pins, by the names of the packages."""
    return dict(_PIN.findall(text))


def others_than_locked(*names: str) -> list[str]:
    """Return which of some packages are installed in another version than the locked one."""
    locked = locked_versions(DEVELOP.read_text(encoding="utf-8"))
    return [f"{name} {version(name)}, not {locked[name]}" for name in names if version(name) != locked[name]]
