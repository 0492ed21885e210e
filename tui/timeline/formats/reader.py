"""Any file to a `Timeline`: the front of this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.timeline.formats.assemble import assemble
from tui.timeline.formats.columns import Column, ColumnFacts, guess_columns, survey
from tui.timeline.formats.date_columns import DATE_ROLES
from tui.timeline.formats.detect import DATELINE, NAMES, format_of
from tui.timeline.formats.foreign import ForeignEvent, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import DateStyle
from tui.timeline.formats.mapping import TableMapping, mapping_beside, read_mapping
from tui.timeline.formats.profiles import profile_of
from tui.timeline.formats.records import RecordReader
from tui.timeline.formats.registry import FORMATS
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Table
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import Problem, TimelineError
from tui.timeline.reading.reader import read_data


@dataclass(slots=True)
class ReadTable:
    """A table whose columns have been looked at."""

    table: Table
    facts: list[ColumnFacts]
    columns: list[Column]
    styles: Mapping[str, DateStyle]
    mapping: TableMapping
    mapping_path: Path | None = None
    has_markup: bool = True
    """Whether its texts may hold HTML and links of Markdown."""


def read_foreign(file: ForeignFile, form: str | None = None, mapping: Path | None = None) -> Timeline:
    """Return the timeline of a file in any format. What was guessed, changed or lost is in its remarks.

    Args:
        file: the file.
        form: the name of its format; None to find it.
        mapping: the mapping of its columns; None for the one beside it, if there is one.

    Raises:
        TimelineError: with what is wrong, if it cannot be read as a timeline.
    """
    form = checked_format(file, form)
    if form == DATELINE:
        return read_data(file.data, file.name)
    return assemble(foreign_events(file, form, mapping), file.stem)


def checked_format(file: ForeignFile, form: str | None) -> str:
    """Return the name of a file's format.

    Raises:
        TimelineError: there is no format of the name that was given, or the file cannot be read.
    """
    if form is None:
        return format_of(file)
    if form not in NAMES:
        raise TimelineError(file.name, [Problem(f"unknown format '{form}'", f"it is one of {', '.join(NAMES)}")])
    return form


def foreign_events(file: ForeignFile, form: str, mapping: Path | None = None) -> ForeignTimeline:
    """Return the events of a file in a format that is not Dateline's own.

    Raises:
        TimelineError: with what is wrong with it.
    """
    if FORMATS[form].is_table:
        return table_events(file, read_any_table(file, form, mapping))
    made: ForeignTimeline = FORMATS[form].load().read_events(file)
    return made


def read_any_table(file: ForeignFile, form: str, mapping: Path | None = None) -> ReadTable:
    """Return the table of a file, with what its columns are.

    Raises:
        TimelineError: with what is wrong with it.
    """
    return look_at(file, FORMATS[form].load().read_table(file), mapping)


def read_query(query: str, path: Path | None, mapping: Path | None = None) -> Timeline:
    """Return the timeline of what a query in SQL gives.

    Args:
        query: the query.
        path: the database that it is asked of; None for what the query names itself.
        mapping: the mapping of its columns.

    Raises:
        TimelineError: with what is wrong with it.
    """
    from tui.timeline.formats.database import query_table

    file, table = query_table(query, path)
    name = "Query" if path is None else file.stem
    return assemble(table_events(file, look_at(file, table, mapping)), name)


def look_at(file: ForeignFile, table: Table, mapping_path: Path | None) -> ReadTable:
    """Return a table with the roles of its columns, and with how its dates are written.

    Raises:
        TimelineError: the mapping is wrong.
    """
    if mapping_path is None and file.path is not None:
        mapping_path = mapping_beside(file.path)
    mapping = TableMapping() if mapping_path is None else read_mapping(mapping_path)
    if mapping_path is not None:
        missing = [name for name in mapping.columns if name not in table.columns]
        if missing:
            problems = [
                Problem(f'the table has no column "{name}"', f"its columns are {', '.join(table.columns)[:300]}")
                for name in missing
            ]
            raise TimelineError(str(mapping_path), problems)
    facts = survey(table.columns, table.rows())
    profile = profile_of(table.columns)
    given = dict(mapping.columns)
    if profile is not None:
        file.report.add("guessed", f"the table is one of {profile.name}, whose columns are known")
        for name in table.columns:
            if role := profile.roles.get(name.strip().lower()):
                given.setdefault(name, Column(name, role, f"as {profile.name} has it"))
    columns = guess_columns(facts, given)
    if profile is not None and profile.blank:
        columns = [Column(**{**column.as_dict(), "blank": profile.blank}) for column in columns]
    styles = {
        fact.name: mapping.style(fact.style.style)
        for fact, column in zip(facts, columns, strict=True)
        if column.role in DATE_ROLES
    }
    has_markup = profile is None or profile.has_markup
    return ReadTable(table, facts, columns, styles, mapping, mapping_path, has_markup)


def table_events(file: ForeignFile, read: ReadTable) -> ForeignTimeline:
    """Return the events of a table."""
    report = file.report
    report.unit = read.table.unit
    remark_on_columns(read, report)
    reader = RecordReader(read.columns, read.styles, report, has_markup=read.has_markup)

    def events() -> Iterator[ForeignEvent]:
        return reader.events(read.table.rows())

    return ForeignTimeline(
        events(), report, read.mapping.title or read.table.title, timezone=read.mapping.timezone, unit=read.table.unit
    )


def remark_on_columns(read: ReadTable, report: Report) -> None:
    """Report what the columns are taken for, and how their dates are read."""
    for fact, column in zip(read.facts, read.columns, strict=True):
        if column.role == "data" and fact.filled and column.why != "by the mapping":
            report.add("kept", f'the column "{column.name}" has no role, and is in the further fields')
        elif column.role == "facet" and column.why != "by the mapping":
            report.add("kept", f'the column "{column.name}" repeats few values, and is a facet')
        elif column.role == "ignore" and fact.filled and column.why == "by the mapping":
            report.add("lost", f'the column "{column.name}" is left out by the mapping')
        elif column.role not in ("data", "facet", "ignore") and column.why != "by the mapping":
            report.add(
                "guessed", f'the column "{column.name}" is taken for {_ROLE_ARTICLE.get(column.role, column.role)}'
            )
        if column.role in DATE_ROLES:
            for words in fact.style.remarks():
                report.add("guessed", f'in the column "{column.name}" {words}')


_ROLE_ARTICLE = {"id": "the id", "lat": "degrees north", "lon": "degrees east", "url": "the address of a source"}
