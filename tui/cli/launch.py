"""Loader the app: what it starts with. The command line goes before the user's config."""

from __future__ import annotations

import gc
from typing import NamedTuple

from tui.cli.errors import print_error, print_problems
from tui.config.config import Config, ConfigError, read_config
from tui.timeline.loader import Loader
from tui.timeline.model.entities import Timeline
from tui.timeline.search.index import Index, Sort
from tui.timeline.search.saved_views import UnknownViewError, ViewRequest, view_of

STOPPED = 130


class InitialState(NamedTuple):
    """What the app shows first."""

    text: str
    """A query."""
    sort: Sort
    notice: str = ""
    """What is said of it."""


def open_app(
    opening: Loader, index: Index | None, wanted: ViewRequest, *, config_file: str | None = None, mouse: bool = True
) -> int:
    """Open the app and return its exit code.

    Args:
        opening: opens the timeline.
        index: the timeline, if it could be opened at once; else a screen tells how far it is.
        wanted: what the command line wants to see.
        config_file: the config that the command line names, if it does.
        mouse: whether the app takes the mouse.
    """
    gc.disable()  # until the first paint: nearly all that is made until then stays, and to look for garbage takes long
    from tui.app.app import DatelineApp
    from tui.app.config_check import check
    from tui.config.first_start import is_first_start

    try:
        config = read_config(config_file, [check])
        if index is not None:
            text, sort, notice = start(wanted, config, index.timeline)
    except ConfigError as error:
        return print_problems(*error.lines())
    except UnknownViewError as error:
        return print_error(str(error))
    hint = config.hint and is_first_start()
    if index is None:
        app = DatelineApp(opening, config=config, hint=hint, start=lambda timeline: start(wanted, config, timeline))
    else:
        app = DatelineApp(index, text, opening.path, sort, config=config, hint=hint, keep=opening.keep, notice=notice)
    app.run(mouse=mouse)
    if app.refusal is not None:
        return print_problems(*app.refusal) if app.refusal else STOPPED
    return app.return_code or 0


def start(wanted: ViewRequest, config: Config, timeline: Timeline) -> InitialState:
    """Return what the app shows first of a timeline.

    A view that the config names is one of some timeline's, and timelines differ: one that this does not keep is said,
    and otherwise as if it were not asked for.

    Raises:
        UnknownViewError: the command line names a view that the timeline does not keep.
    """
    text, order = wanted.of(timeline)
    order, notice = order or config.sort, ""
    if not wanted:
        text = config.query or ""
        if config.view is not None:
            try:
                query, own_order = view_of(timeline, config.view)
            except UnknownViewError as error:
                notice = str(error)
            else:
                text, order = f"{query} {text}".strip(), order or own_order
    return InitialState(text, Sort.parse(order or "date"), notice)
