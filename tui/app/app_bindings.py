"""The bindings of the app and of the browser, apart from the app so that `tui.app.scopes` need not import it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

APP_BINDINGS: list[BindingType] = [
    Binding(
        "ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend", tooltip="Suspend; fg in the shell returns"
    ),
]

QUERY_BINDING = Binding("slash", "edit_query", "Filter", priority=True, id="query.edit", tooltip="Type a query")
"""The first binding of the browser, before those of the facets."""

BROWSER_BINDINGS: list[BindingType] = [
    Binding(
        "h", "chart", "Chart", priority=True, show=False, id="chart.go",
        tooltip="Go to the chart, to narrow the dates",
    ),
    Binding("f", "open_find", "Find", priority=True, show=False, id="find.open", tooltip="Find without filtering"),
    Binding(
        "D", "disputes", "Disputes", priority=True, show=False, id="view.disputes",
        tooltip="List the disputed claims",
    ),
    Binding("m", "matrix", "Matrix", priority=True, show=False, id="view.matrix", tooltip="Cross two facets"),
    Binding("l", "lanes", "Lanes", priority=True, id="view.lanes", tooltip="Show the events over time"),
    Binding("c", "clear", "Clear", id="query.clear", tooltip="Clear the query"),
    Binding("t", "translate", "Translation", id="quote.translate", tooltip="Show quotes, both, or translations"),
    Binding("n", "thread(1)", "Next in thread", show=False, id="thread.next", tooltip="Go to the next linked event"),
    Binding(
        "N", "thread(-1)", "Previous in thread", show=False, id="thread.previous",
        tooltip="Go to the previous linked event",
    ),
    *(
        Binding(str(key), f"link({key})", "Jump", show=False, id=f"thread.link-{key}", tooltip="Jump to this link")
        for key in range(1, 10)
    ),
    Binding("T", "list_thread", "Show only thread", show=False, id="thread.list", tooltip="Show only this thread"),
    Binding("d", "beside", "Compare", show=False, id="thread.beside", tooltip="Compare with what denies it"),
    Binding("y", "copy(False)", "Copy quote", show=False, id="quote.copy", tooltip="Copy the quote"),
    Binding("Y", "copy(True)", "Copy citation", show=False, id="quote.cite", tooltip="Copy quote and citation"),
    Binding(
        "ctrl+y", "copy_markdown", "Copy as Markdown", show=False, id="event.copy-markdown",
        tooltip="Copy the event as Markdown",
    ),
    Binding("o", "open_source", "Open source", show=False, id="source.open", tooltip="Open the source's address"),
    Binding("e", "edit", "Edit", show=False, id="file.edit", tooltip="Open the file at this event in $EDITOR"),
    Binding(
        "i", "report", "Report", show=False, id="file.report",
        tooltip="Show what reading guessed or lost",
    ),
    Binding("r", "reload", "Reload", show=False, id="file.reload", tooltip="Read the file again"),
    Binding("escape", "back", "Back", id="app.back", tooltip="Close what is on top, or go back to the list"),
    Binding(
        "question_mark,f1", "app.help", "Help", id="app.help",
        tooltip="Show keys, queries and symbols",
    ),
    Binding("q", "app.quit", "Quit", id="app.leave", tooltip="Quit Dateline"),
    Binding("b", "sort", "Sort", show=False, id="list.sort", tooltip="Sort by date or by when it became known"),
    Binding("K", "known", "Known on", show=False, id="query.known", tooltip="See what was known on a day"),
    Binding(
        "C", "copy_command", "Copy command", show=False, id="query.copy",
        tooltip="Copy a shell command for this query",
    ),
    Binding(
        "less_than_sign", "widen('list', -1)", "Narrower list", show=False, id="layout.list-narrower",
        tooltip="Narrow the list, widen the detail",
    ),
    Binding(
        "greater_than_sign", "widen('list', 1)", "Wider list", show=False, id="layout.list-wider",
        tooltip="Widen the list, narrow the detail",
    ),
    Binding(
        "left_curly_bracket", "widen('facets', -1)", "Narrower facets", show=False, id="layout.facets-narrower",
        tooltip="Narrow the facets, or hide them",
    ),
    Binding(
        "right_curly_bracket", "widen('facets', 1)", "Wider facets", show=False, id="layout.facets-wider",
        tooltip="Widen the facets, or show them",
    ),
    Binding("M", "mark", "Mark", show=False, id="event.mark", tooltip="Mark or unmark the event"),
    Binding("A", "note", "Note", show=False, id="event.note", tooltip="Write your own note on the event"),
    Binding("x", "export", "Export", show=False, id="export.open", tooltip="Export the events shown"),
    Binding("v", "views", "Views", show=False, id="views.list", tooltip="List the saved views"),
    Binding("S", "save_view", "Save view", show=False, id="views.save", tooltip="Save the query as a view"),
    Binding("alt+left", "history(-1)", "Back", show=False, id="history.back", tooltip="Go back"),
    Binding("alt+right", "history(1)", "Forward", show=False, id="history.forth", tooltip="Go forward"),
]  # fmt: skip
"""The other bindings of the browser. Priority is for keys typed ahead of a widget that is about to be focused."""
