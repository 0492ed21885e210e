"""Launch the app in the state that the command line and the config ask for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.cli.late_imports import import_textual
from tui.cli.tty import is_web
from tui.config.config import Config, ConfigError, read_config
from tui.reader.kept_error import KeptError
from tui.reader.own_views import own_views_of
from tui.timeline.loader import Loader
from tui.timeline.model.sort import Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.saved_views import UnknownViewError, ViewRequest, Views, find_view, no_views
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app.app import DatelineApp
    from tui.app.initial_state import InitialState
    from tui.reader.left_state import LeftState
    from tui.timeline.reading.problems import Problem


def open_app(
    loader: Loader,
    index: Index | None,
    request: ViewRequest,
    *,
    config_file: str | None = None,
    mouse: bool = True,
    is_fresh: bool = False,
    over: Callable[[], Screen[str | None]] | None = None,
) -> int:
    """Open the app and return its exit code.

    Args:
        loader: loads the timeline.
        index: the timeline, if it is loaded already; otherwise the app loads it behind a progress screen.
        request: the events that the command line asks for.
        config_file: the config file that the command line names, if any.
        mouse: whether the app uses the mouse.
        is_fresh: do not open the file as it was left.
        over: makes a screen to show over the browser; what it results in is the id of the event to go to.
    """
    if index is None and loader.is_large:
        loader.begin()
    gc.disable()  # until the first paint: almost all that is allocated until then stays, and collecting takes long
    import_textual()
    from tui.app.app import DatelineApp
    from tui.config.first_start import is_first_start

    own = own_views_of(loader.path)
    try:
        config = read_config(config_file, [_check])
        left, problem = _read_left(loader.path) if config.remember and not is_fresh else (None, "")
        problem = "; ".join(filter(None, (problem, "" if is_web() else loader.warning)))
        first = partial(initial_state, request, config, own=own, left=left, problem=problem)
        state = None if index is None else first(index.timeline)
    except ConfigError as error:
        return print_problems(*error.lines())
    except (UnknownViewError, KeptError) as error:
        return print_error(str(error))
    hint = config.hint and (is_web() or is_first_start())
    if index is None or state is None:
        app = DatelineApp(loader, config=config, hint=hint, initial_state=first, left=left)
    else:
        app = DatelineApp(
            index,
            state.text,
            loader.path,
            state.sort,
            config=config,
            hint=hint,
            reloader=loader,
            notice=state.notice,
            event=state.event,
            left=left,
        )
    app.over = over
    app.run(mouse=mouse)
    if app.crash is not None:
        from tui.cli.crash import report_crash

        if config.remember and over is None:
            _keep_queries(app, loader.path)
        return report_crash(app.crash)
    if app.return_code == app.CRASHED:
        return exit_codes.CRASHED
    if config.remember and over is None and (now := app.left_state()) is not None:
        from tui.reader.left_state import remember_left

        remember_left(loader.path, now)
    if app.refusal is not None:
        return print_problems(*app.refusal) if app.refusal else exit_codes.INTERRUPTED
    if not app.has_exited:
        return exit_codes.INTERRUPTED
    return app.return_code or exit_codes.SUCCESS


def _keep_queries(app: DatelineApp, path: Path | None) -> None:
    """Keep the queries that were asked before a crash. What was on the screen may be what made the app crash."""
    from tui.reader.left_state import LeftState, read_left, remember_left
    from tui.text.frozen import replace

    with suppress(Exception):  # whatever state the crash has left
        now = app.left_state()
        if now is not None and (asked := tuple(filter(None, (*now.asked, now.query)))):
            remember_left(path, replace(read_left(path) or LeftState(), asked=asked))


def _check(config: Config) -> Iterable[Problem]:
    from tui.app.config_check import check  # most users have no config

    return check(config)


def _read_left(path: Path | None) -> tuple[LeftState | None, str]:
    """Return the state in which a timeline's file was left, if it is known, and a problem, if there is one."""
    from tui.reader.left_state import read_left

    try:
        return read_left(path), ""
    except KeptError as error:
        return None, str(error)


def initial_state(
    request: ViewRequest,
    config: Config,
    timeline: Timeline,
    own: Views = no_views,
    left: LeftState | None = None,
    problem: str = "",
) -> InitialState:
    """Return what the app shows first.

    A query or a view on the command line replaces those that were left, and these replace those of the config. A view
    that the config names belongs to some timelines only. Where this one lacks it, the rest of the config holds, and
    the notice says so.

    Args:
        request: the events that the command line asks for.
        config: the config.
        timeline: the timeline.
        own: returns the views that the reader has saved for it.
        left: the state in which the timeline's file was left.
        problem: why that is not known, or the cache is not used.

    Raises:
        UnknownViewError: neither the reader nor the timeline has the view that the command line names.
    """
    from tui.app.initial_state import InitialState

    text, order = request.resolve(timeline, own)
    if left is not None and not request:
        return InitialState(left.query, Sort.parse(order or left.sort), problem, left.event)
    order, notice = order or config.sort, problem
    if not request:
        text = config.query or ""
        if config.view is not None:
            try:
                view = find_view(timeline, config.view, own)
            except (UnknownViewError, KeptError) as error:
                notice = str(error)
            else:
                text, order = f"{view.query} {text}".strip(), order or view.sort
    return InitialState(text, Sort.parse(order or "date"), notice)
