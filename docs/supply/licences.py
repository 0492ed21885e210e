"""Print the licences of the locked packages: ``python -m docs.supply.licences``."""

from __future__ import annotations

import sys

from docs.supply.packages import locked_packages


def main() -> int:
    """Print a table of packages, versions and licences. Return 1 if a licence is unknown."""
    packages = locked_packages()
    width = max(len(f"{package.name} {package.version}") for package in packages)
    for package in packages:
        print(f"{f'{package.name} {package.version}':<{width}}  {package.licence or 'unknown'}")
    unknown = [package.name for package in packages if not package.licence]
    if unknown:
        print(f"licences unknown: {', '.join(unknown)}; install the locked versions, or look them up", file=sys.stderr)
    return bool(unknown)


if __name__ == "__main__":
    sys.exit(main())
