"""A bar chart with a cursor and a selection, moved by keys and the mouse."""

from __future__ import annotations

from textual import events

from tui.app.chart.bar_chart import BarChart


class SelectableChart(BarChart):
    """Moves the cursor and the selection of a bar chart. The bindings are its subclass's, in the order of the key bar.

    A selection extends from its start to the cursor. Moving the cursor ends it, unless it was begun with
    `action_select`.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._is_sticky = False
        """Whether the selection was begun with `action_select`, so that every move of the cursor extends it."""
        self._is_dragged = False
        """Whether the mouse drags the end of the selection."""

    def action_narrow(self) -> None:
        """Narrow the query to the selection. A subclass overrides this."""
        raise NotImplementedError

    def end_selection(self) -> bool:
        """End the selection, and return whether there was one."""
        was_selected = self.selection_start is not None
        self.selection_start = None
        self._is_sticky = self._is_dragged = False
        self.refresh()
        return was_selected

    def move_cursor(self, bucket: int) -> None:
        """Move the cursor to a bucket, or to the nearest one."""
        if self.columns.buckets:
            self.cursor = max(0, min(len(self.columns.buckets) - 1, bucket))
            self.refresh()

    # Keys

    def action_move(self, step: int) -> None:
        """Move the cursor by a number of buckets."""
        if not self._is_sticky:
            self.selection_start = None
        self.move_cursor(self.cursor + step)

    def action_edge(self, index: int) -> None:
        """Move the cursor to the first bucket (0) or to the last (-1)."""
        self.action_move((len(self.columns.buckets) if index else 0) - self.cursor)

    def action_extend(self, step: int) -> None:
        """Move the cursor by a number of buckets, and extend the selection to it."""
        if self.selection_start is None:
            self.selection_start = self.cursor
        self.move_cursor(self.cursor + step)

    def action_select(self) -> None:
        """Begin a selection at the cursor, or end the selection."""
        if not self.end_selection() and self.columns.buckets:
            self.selection_start, self._is_sticky = self.cursor, True

    # Mouse

    def _bucket_under(self, event: events.MouseEvent) -> int | None:
        """Return the bucket under the mouse; during a drag, the nearest one."""
        x = event.get_content_offset_capture(self).x
        if not self.columns.buckets or not (self._is_dragged or 0 <= x < self.columns.width):
            return None
        return self.columns.bucket_at(x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection."""
        bucket = self._bucket_under(event)
        if event.button == 1 and bucket is not None:
            self.end_selection()
            self.capture_mouse()
            self._is_dragged = True
            self.selection_start = self.cursor = bucket
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the bucket under the mouse, and extend the selection to it during a drag."""
        bucket = self._bucket_under(event)
        if self._is_dragged and bucket is not None:
            self.move_cursor(bucket)
        if bucket != self.hovered:
            self.hovered = bucket
            self.refresh()

    def on_mouse_up(self) -> None:
        """Narrow the query to the selection at the end of a drag."""
        self.capture_mouse(False)
        if self._is_dragged:
            self.action_narrow()

    def on_leave(self) -> None:
        """Unmark the bucket that was under the mouse."""
        self.hovered = None
        self.refresh()
