"""The lock files hold all that pyproject.toml requires, by hash, whatever index it is fetched from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.locks import DEVELOP, RUN, locked_versions
from tests.timelines import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]


@pytest.mark.parametrize(
    ("path", "requirements"),
    [(RUN, DEPENDENCIES), (DEVELOP, [*DEPENDENCIES, *EXTRAS["dev"], *PROJECT["build-system"]["requires"]])],
    ids=["run", "develop"],
)
def test_a_lock_allows_what_the_project_requires(path: Path, requirements: list[str]) -> None:
    locked = locked_versions(path.read_text(encoding="utf-8"))
    for requirement in map(Requirement, requirements):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), str(requirement)


def test_both_locks_hold_the_same_versions() -> None:
    run, develop = (locked_versions(path.read_text(encoding="utf-8")) for path in (RUN, DEVELOP))
    assert run.items() <= develop.items()


@pytest.mark.parametrize("path", [RUN, DEVELOP], ids=["run", "develop"])
def test_each_package_is_locked_by_hash(path: Path) -> None:
    text = re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    packages = re.split(r"\n(?! )", text.strip())
    assert len(packages) == len(locked_versions(text))
    assert all("--hash=sha256:" in package for package in packages)


@pytest.mark.parametrize("path", [RUN, DEVELOP], ids=["run", "develop"])
def test_a_lock_names_no_index(path: Path) -> None:
    assert not re.search(r"://|index|find-links|trusted-host", path.read_text(encoding="utf-8"))
