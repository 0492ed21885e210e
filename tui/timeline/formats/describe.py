"""A description of a file: its columns, the role of each, and what would become of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.text.counts import counted
from tui.timeline.formats.assemble import assemble
from tui.timeline.formats.columns import ColumnFacts
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import ReadTable, table_events
from tui.timeline.formats.registry import FORMATS
from tui.timeline.model.timeline import Timeline

_EXAMPLE = 24
_DATES = ("date", "end")


def description(file: ForeignFile, form: str, read: ReadTable | None, timeline: Timeline) -> Iterator[str]:
    """Yield the lines of a description.

    Args:
        file: the file.
        form: the name of its format.
        read: its table; None if its format has no columns.
        timeline: what it is read as.
    """
    yield f"{file.name}: {form}, {FORMATS[form].words}" if form in FORMATS else f"{file.name}: {form}"
    if read is not None:
        yield from _columns(read)
    events = timeline.events
    undated = sum(event.date.is_undated for event in events)
    yield ""
    yield f"{counted(len(events), 'event')}: {len(events) - undated:,} dated, {undated:,} undated"
    yield from _dates(timeline)
    yield from (f"  {remark.words()}" for remark in timeline.remarks)


def timeline_of(file: ForeignFile, read: ReadTable) -> Timeline:
    """Return the timeline of a table."""
    return assemble(table_events(file, read), file.stem)


def _columns(read: ReadTable) -> Iterator[str]:
    if read.mapping_path is not None:
        yield f"its columns are mapped by {read.mapping_path}"
    rows = [("column", "is", "known", "filled", "for example")]
    for fact, column in zip(read.facts, read.columns, strict=True):
        rows.append((fact.name, column.role, column.why, f"{fact.filled:,}", _examples(fact)))
    widths = [min(32, max(len(row[position]) for row in rows)) for position in range(4)]
    yield ""
    for name, role, why, filled, examples in rows:
        known = f"  {_cut(name, widths[0]):{widths[0]}}  {role:{widths[1]}}  {why:{widths[2]}}"
        yield f"{known}  {filled:>{widths[3]}}  {examples}".rstrip()


def _examples(fact: ColumnFacts) -> str:
    return " · ".join(_cut(" ".join(sample.split()), _EXAMPLE) for sample in fact.samples)


def _dates(timeline: Timeline) -> Iterator[str]:
    """Yield some dates as they were found, and as they are understood."""
    worded = [event for event in timeline.events if event.date_text and not event.date.is_undated]
    for event in worded[:: max(1, len(worded) // 5)][:5]:
        yield f"  “{_cut(event.date_text or '', 40)}” is {event.date.text}"


def mapping_text(read: ReadTable, name: str) -> str:
    """Return a mapping file that says what the columns are taken for, to be corrected by hand.

    Args:
        read: the table.
        name: the name of its file.
    """
    from tui.timeline.formats.mapping import ORDERS
    from tui.timeline.formats.roles import ROLES

    orders = {order: words for words, order in ORDERS.items()}
    style = next((read.styles[column.name] for column in read.columns if column.role in _DATES), None)
    lines = [
        f"# How Dateline reads {name}. Keep it beside that file, and it is found there; or name it with --map.",
        "# The roles of columns:",
        *(f"#   {role:12}{meaning}" for role, meaning in ROLES.items()),
        "",
    ]
    if style is not None:
        lines += [f'dates = "{orders[style.order]}"', f'numbers = "{style.numbers}"']
    lines += [f"{key} = {_quoted(value)}" for key, value in _settings(read) if value]
    lines += ["", "[columns]"]
    lines += [f"{_quoted(column.name)} = {_quoted(column.role)}" for column in read.columns]
    split = [column for column in read.columns if column.split]
    if split:
        lines += ["", "[split]", *(f"{_quoted(column.name)} = {_quoted(column.split)}" for column in split)]
    return "\n".join(lines) + "\n"


def _settings(read: ReadTable) -> Sequence[tuple[str, str]]:
    return ("title", read.mapping.title), ("timezone", read.mapping.timezone)


def _quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
