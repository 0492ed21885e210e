"""``dateline`` without a subcommand: open a timeline in the app, or print it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.bundled import bundled_timeline
from tui.cli.errors import print_error, print_problems
from tui.cli.options import read_arguments
from tui.cli.tty import has_screen, take_screen
from tui.reader.kept_error import KeptError
from tui.reader.own_views import own_views_of
from tui.timeline.loader import Loader
from tui.timeline.model.sort import Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.query.saved_views import UnknownViewError, ViewRequest
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index
from tui.timeline.search.reader_layer import NO_LAYER

if TYPE_CHECKING:
    from tui.timeline.analysis.silences import Silence


def main(arguments: Sequence[str]) -> int:
    """Open or print a timeline, and return the exit code.

    The events are printed if an option says so, or if there is no screen.

    Args:
        arguments: the arguments after the program's name.
    """
    options = read_arguments(arguments)
    if options.file == "":
        return print_error("--file needs the name of a file")
    is_printed = (
        bool(options.list or options.plain or options.format or options.output or options.report or options.lanes)
        or options.public
        or not has_screen()
    )
    loader = Loader(
        None if options.sql is not None and options.file is None else _path(options.file),
        sql=options.sql,
        form=options.form,
        more=[Path(name) for name in options.more],
        mapping=Path(options.mapping) if options.mapping is not None else None,
        use_cache=options.cache,
    )
    request = ViewRequest(options.query, options.view, options.sort)
    try:
        index = loader.try_load()
        if loader.warning and is_printed:
            print_error(loader.warning)
        if not is_printed and take_screen():
            from tui.cli.launch import open_app

            return open_app(
                loader, index, request, config_file=options.config, mouse=options.mouse, is_fresh=options.fresh
            )
        if index is None:
            index = loader.load()
        text, order = request.resolve(index.timeline, own_views_of(loader.path))
    except TimelineError as error:
        return print_problems(*error.lines())
    except (UnknownViewError, KeptError) as error:
        return print_error(str(error))
    except OSError as error:
        if error.errno is not None:
            raise
        return print_error(f"{options.file or '--sql'}: {error}")  # the process that reads a large file has failed
    if options.report:
        return _print_report(index.timeline)
    from tui.cli.printing import is_for_files, print_answer
    from tui.reader.layer import reader_layer

    try:
        index.layer = reader_layer(loader.path, index.timeline)
    except KeptError as error:
        print_error(f"your marks and notes cannot be read: {error}")
        if options.with_notes:
            return exit_codes.ERROR

    answer = answer_query(Query.parse(text), index, Sort.parse(order or "date"))
    print_error(*(f"the query {text!r}, at {notice.start + 1}: {notice.message}" for notice in answer.notices))
    if not all(notice.is_hint for notice in answer.notices):
        return exit_codes.ERROR
    if not answer.rows:
        _print_ways_out(answer.query, index)
    form = "plain" if options.plain else options.format
    output = None if options.output is None else Path(options.output)
    if output is not None and loader.path is not None and output.exists() and output.samefile(loader.path):
        return print_error(f"{output} is the timeline itself; choose another name")
    if form is None:
        from tui.timeline.exports import format_of

        found = None if output is None else format_of(output.name)
        if output is not None and found is None and output.suffix.casefold() not in ("", ".txt"):
            return print_error(f"{output}: no format has files in {output.suffix}; name one with --format")
        form = found or "table"
    if options.with_notes and form in ("table", "plain"):
        return print_error("--with-notes needs a format, as in --format csv")
    if is_for_files(form, output):
        return exit_codes.ERROR
    if options.with_notes and options.public:
        return print_error("--public leaves your own notes out; leave out --with-notes")
    if options.public:
        from tui.cli.public import public_answer

        answer = public_answer(answer, index)
        index = Index(answer.view.timeline)
    if options.lanes is not None:
        from tui.cli.lanes import print_lanes

        return print_lanes(index, answer, options.lanes, form, output)
    layer = index.layer if options.with_notes else NO_LAYER
    return print_answer(
        answer,
        form,
        bom=options.bom,
        # A store knows the names; of a public edition, looking at the events is less than indexing them.
        data_names=lambda: answer.view.timeline.data_names if options.public else index.further_fields.names,
        output=output,
        layer=layer,
        silences=_silences(answer, index) if form == "plain" else (),
    )


def _silences(answer: Answer, index: Index) -> Sequence[Silence]:
    from tui.timeline.analysis.silences import silences

    return [*silences(index.spans, answer.matching)]


def _print_ways_out(query: Query, index: Index) -> None:
    """Print which term to leave out of a query that finds nothing, if that would help."""
    from tui.timeline.search.ways_out import ways_out

    ways = [f"{way.words} {way.events:,} event{'' if way.events == 1 else 's'}" for way in ways_out(query, index)[:-1]]
    if ways:
        print_error(f"no event matches; {', '.join(ways)}")


def _print_report(timeline: Timeline) -> int:
    """Print what reading the file guessed, changed or lost."""
    from tui.text.printable import printable

    print(f"{len(timeline.events):,} events" if len(timeline.events) != 1 else "1 event")
    for remark in timeline.remarks:
        print(printable(remark.words()))
    return exit_codes.SUCCESS


def _path(file: str | None) -> Path | None:
    """Return the path of the timeline; None for standard input."""
    if file == STDIN:
        return None
    return bundled_timeline() if file is None else Path(file)
