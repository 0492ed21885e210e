"""The lists of what the program is made of: licences, the bill of materials, and what an audit says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.supply import audit
from docs.supply.packages import locked_packages
from docs.supply.sbom import bill_of_materials
from tests.locks import DEVELOP, RUN, locked_versions
from tests.timelines import ROOT


@pytest.mark.parametrize("lock", [RUN, DEVELOP], ids=["run", "develop"])
def test_every_locked_package_is_listed_with_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = locked_packages(lock)
    assert {package.name: package.version for package in packages} == locked_versions(text)
    assert sum(len(package.hashes) for package in packages) == text.count("--hash=sha256:")
    assert all(package.hashes for package in packages)


def test_the_licences_of_what_is_installed_as_locked_are_known() -> None:
    packages = [package for package in locked_packages(RUN) if package.requires or package.licence]
    assert packages
    assert [package.name for package in packages if not package.licence] == []
    assert not any(re.search(r"\bA?GPL", package.licence) for package in packages)


def test_the_bill_of_materials_names_every_package_and_no_place_to_fetch_it_from() -> None:
    packages = locked_packages(RUN)
    bill = bill_of_materials(packages)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    assert [component["name"] for component in bill["components"]] == [package.name for package in packages]
    refs = {component["bom-ref"] for component in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert len(refs) == len(packages) + 1
    assert {item["ref"] for item in bill["dependencies"]} == refs
    assert {ref for item in bill["dependencies"] for ref in item["dependsOn"]} <= refs
    assert "pkg:pypi/textual@" in "".join(bill["dependencies"][0]["dependsOn"])
    assert "://" not in json.dumps(bill)


def test_the_bill_of_materials_is_the_same_twice() -> None:
    printed = {
        subprocess.run([sys.executable, "-m", "docs.supply.sbom"], cwd=ROOT, capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert len(printed) == 1


HOLE = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
SOUND = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([SOUND], 0, "x.lock: 1 packages audited, 0 known vulnerabilities"),
        ([HOLE, SOUND], 1, "a 1: CVE-1, mended in 2"),
        ([SOUND, SKIPPED], 0, "c: not audited: not found"),
        ([SKIPPED], 0, "x.lock was NOT audited, the database of vulnerabilities cannot be had: not found"),
    ],
)
def test_an_audit_says_what_it_found(
    packages: list[dict[str, object]], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.report("x.lock", packages) == code
    printed = capsys.readouterr()
    assert said in printed.out + printed.err


def test_an_audit_without_a_network_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.audit("/nonexistent/python", RUN) == 0
    assert "requirements.lock was NOT audited, pip-audit cannot be installed" in capsys.readouterr().err
