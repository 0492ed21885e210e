"""Mutated DuckDB and Parquet files, as `mutated_files` has those of other formats, in a process of their own.

They are read by DuckDB, which takes ten times as long as other files, and of which a crash would end the process.
"""

from __future__ import annotations

import sys

from tests.reliability import mutated_files
from tests.reliability.run import Run, main
from tests.reliability.seeds import database_files


def trials(run: Run) -> None:
    """Read one mutated file after the other."""
    mutated_files.trials(run, database_files())


if __name__ == "__main__":
    sys.exit(main("mutated_databases", trials))
