"""The packages that a lock file names, with what their installed metadata says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"

_PACKAGE = re.compile(
    r"^([\w.-]+)==([\w.!+]+)((?: ;[^\\\n]*[^\\\s])?(?: \\\n +--hash=sha256:[0-9a-f]{64})*)", re.MULTILINE
)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
"""What the classifiers of licences are called in short. BSD is no name of SPDX: the classifier does not say which."""


class Package(NamedTuple):
    """A locked package."""

    name: str
    version: str
    hashes: Sequence[str]
    """The SHA-256 of each file in which it is published."""
    licence: str
    """Its licence, as its metadata names it; empty if it is not installed in this version, or names none."""
    requires: Sequence[str]
    """The locked packages that it needs here."""


def locked_packages(lock: Path = LOCK) -> list[Package]:
    """Return the packages of a lock file.

    Raises:
        OSError: there is no such file.
    """
    found = _PACKAGE.findall(lock.read_text(encoding="utf-8"))
    names = {_normal(name) for name, _, _ in found}
    packages = []
    for name, version, rest in found:
        installed = _installed(name, version)
        licence = "" if installed is None else licence_of(installed)
        requires = [] if installed is None else sorted(required_by(installed) & names)
        packages.append(Package(_normal(name), version, _HASH.findall(rest), licence, requires))
    return packages


def _installed(name: str, version: str) -> Distribution | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return found if found.version == version else None


def licence_of(installed: Distribution) -> str:
    """Return the licence of an installed package: an expression of SPDX where it gives one."""
    metadata = installed.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classified = [text.rpartition(" :: ")[2] for text in metadata.get_all("Classifier") or () if "License" in text]
    if classified:
        return " OR ".join(_CLASSIFIERS.get(text, text) for text in classified)
    return metadata["License"].partition("\n")[0] if "License" in metadata else ""


def required_by(installed: Distribution) -> set[str]:
    """Return the names of the packages that an installed one needs here, its extras left out."""
    from packaging.requirements import Requirement

    requirements = map(Requirement, installed.requires or ())
    return {
        _normal(needed.name)
        for needed in requirements
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
