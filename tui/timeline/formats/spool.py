"""The rows of a database or a sheet in a temporary file, to be read in chunks as often as needed."""

from __future__ import annotations

import json
import mmap
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.timeline.formats.chunk_rows import ROWS, Bytes, ChunkedTable, TableChunk, rows_of, text_of
from tui.timeline.formats.chunks import look_at_chunks
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.look_through import RunTasks, run_here
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Result, Row, Table
from tui.timeline.model.remarks import Remark
from tui.timeline.reading.files import MAX_BYTES

_CHUNK_BYTES = 2 * 1024**2
_WRITTEN_AT_ONCE = 256


class Spool:
    """Holds the rows of a result in a file without a name, which ends with it.

    Args:
        file: the file that stands for the result in reports.
        result: the result, which is read to its end.
        on_rows: called with how many rows there are until now.

    Raises:
        TimelineError: the result cannot be read, or is larger than `MAX_BYTES`.
        OSError: there is no room for the file.
    """

    def __init__(self, file: ForeignFile, result: Result, on_rows: Callable[[int], None] = lambda count: None) -> None:
        encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
        self.columns, self.name = result.columns, result.name
        self.chunks: list[TableChunk] = []
        count = start = end = 0
        first = result.first
        with tempfile.TemporaryFile(prefix="dateline-") as spooled:
            for batch in result.batches:
                # Rows are as long as they are: few are held a second time.
                for some in (batch[at : at + _WRITTEN_AT_ONCE] for at in range(0, len(batch), _WRITTEN_AT_ONCE)):
                    written = [row if type(row) is bytes else encode(row).encode() for row in some]
                    spooled.write(b"\n".join([*written, b""]))
                    for row in written:
                        end += len(row) + 1
                        count += 1
                        if end - start >= _CHUNK_BYTES:
                            self.chunks.append(TableChunk(start, end, first))
                            start, first = end, result.first + count
                if end > MAX_BYTES:
                    raise file.refusal(
                        f"its rows have more than {MAX_BYTES:,} bytes", "select fewer columns, or add a LIMIT"
                    )
                on_rows(count)
            if end > start:
                self.chunks.append(TableChunk(start, end, first))
            spooled.flush()
            self.data: Bytes = mmap.mmap(spooled.fileno(), 0, access=mmap.ACCESS_READ) if end else b""
        self._plan = ChunkedTable(ROWS, "", len(self.columns), (), {}, "", None, True, rows_before=result.first - 1)

    def table(self) -> Table:
        """Return the rows as one table."""

        def rows() -> Iterator[Row]:
            for chunk in self.chunks:
                found = rows_of(text_of(self.data, chunk), self._plan, self.columns, Report())
                for row, _ in found:
                    yield row._replace(number=row.number + chunk.first_line - 1)

        return Table(self.columns, rows, "row", self.name)

    def open_in_chunks(
        self, file: ForeignFile, mapping: Path | None, run_tasks: RunTasks = run_here
    ) -> tuple[ChunkedTable, list[TableChunk], list[Remark]]:
        """Return how to read the rows in chunks, the chunks, and the remarks on the columns.

        Raises:
            NotInChunksError: they must be read as a whole.
            TimelineError: the mapping is wrong.
        """
        table = look_at_chunks(file, self.data, self.chunks, self._plan, self.columns, mapping, run_tasks)
        return table, self.chunks, list(file.report.remarks())
