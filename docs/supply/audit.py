"""Look the locked packages up in the database of known vulnerabilities: ``python -m docs.supply.audit PYTHON``.

pip-audit does that, in an environment of its own. Where it or the database cannot be had, the audit says so, and
that is no error.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docs.supply.packages import LOCK, ROOT

_SECONDS = 300


def audit(python: str, lock: Path) -> int:
    """Print the known vulnerabilities of the packages of a lock file. Return 1 if there are any.

    Args:
        python: the interpreter of an environment in which pip-audit may be installed.
        lock: the lock file.
    """
    name = lock.relative_to(ROOT) if lock.is_relative_to(ROOT) else lock
    problem, _ = _run([python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "pip-audit"])
    if problem:
        return _not_audited(name, "pip-audit cannot be installed", problem)
    options = ["--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    problem, printed = _run([python, "-m", "pip_audit", *options, "--requirement", str(lock)])
    try:
        packages: Sequence[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return _not_audited(name, "the database of vulnerabilities cannot be had", problem)
    return report(str(name), packages)


def report(name: str, packages: Sequence[dict[str, Any]]) -> int:
    """Print what pip-audit found. Return 1 if a package has a known vulnerability.

    Args:
        name: the name of the lock file.
        packages: what it says of each package.
    """
    audited = [package for package in packages if "skip_reason" not in package]
    skipped = [package for package in packages if "skip_reason" in package]
    if not audited:
        return _not_audited(
            name, "the database of vulnerabilities cannot be had", skipped[0]["skip_reason"] if skipped else ""
        )
    count = 0
    for package in audited:
        for found in package["vulns"]:
            count += 1
            fixed = ", ".join(found.get("fix_versions") or ()) or "no version yet"
            print(f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}")
    for package in skipped:
        print(f"{package['name']}: not audited: {package['skip_reason']}")
    print(f"{name}: {len(audited)} packages audited, {count} known vulnerabilities")
    return bool(count)


def _not_audited(name: object, what: str, problem: str) -> int:
    reason = f": {problem}" if problem else ""
    print(f"{name} was NOT audited, {what}{reason}", file=sys.stderr)
    return 0


def _run(command: Sequence[str]) -> tuple[str, str]:
    """Run a command. Return the last line of its errors, empty if it succeeded, and what it printed."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error), ""
    lines = ran.stderr.strip().splitlines() or [f"exit code {ran.returncode}"]
    return (lines[-1] if ran.returncode else ""), ran.stdout


if __name__ == "__main__":
    sys.exit(max(audit(sys.argv[1], lock) for lock in (LOCK, ROOT / "requirements-dev.lock")))
