"""Print a software bill of materials in CycloneDX 1.6: ``python -m docs.supply.sbom``.

It is made from the lock and the metadata of the installed packages, without a network, and says the same whenever and
wherever it is made.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from docs.supply.packages import ROOT, Package, locked_packages

_IDS = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0"})
"""Names of licences in SPDX. Any other text is an expression, or a name of no standard."""


def bill_of_materials(packages: Sequence[Package]) -> dict[str, Any]:
    """Return the bill of materials of the program with these packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    refs = {package.name: _ref(package.name, package.version) for package in packages}
    own = _ref(project["name"], project["version"])
    direct = {name for name in _names(project["dependencies"]) if name in refs}
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": _licences(project["license"]),
                "purl": own,
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": refs[package.name],
                "name": package.name,
                "version": package.version,
                "scope": "required",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
                "licenses": _licences(package.licence),
                "purl": refs[package.name],
            }
            for package in packages
        ],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(refs[name] for name in direct)},
            *(
                {"ref": refs[package.name], "dependsOn": [refs[name] for name in package.requires]}
                for package in packages
            ),
        ],
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", **content}


def _ref(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _licences(licence: str) -> list[dict[str, Any]]:
    if not licence:
        return []
    if licence in _IDS:
        return [{"license": {"id": licence}}]
    is_expression = all(
        word in _IDS or word in ("AND", "OR") for word in licence.replace("(", "").replace(")", "").split()
    )
    return [{"expression": licence}] if is_expression else [{"license": {"name": licence}}]


def _names(requirements: Sequence[str]) -> list[str]:
    from packaging.requirements import Requirement

    return [Requirement(text).name.lower() for text in requirements]


def main() -> int:
    """Print the bill of materials."""
    json.dump(bill_of_materials(locked_packages()), sys.stdout, indent=2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
