"""A bar chart with a cursor and a selection, moved by keys and the mouse."""

from __future__ import annotations

from textual import events

from tui.app.chart.axis_labels import AxisLabel
from tui.app.chart.marked_chart import MarkedChart
from tui.app.chart.marks import Mark


class SelectableChart(MarkedChart):
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
        self._pressed: AxisLabel | Mark | None = None
        """The label or the mark on which the button of the mouse was pressed."""

    def action_narrow(self) -> None:
        """Narrow the query to the selection. A subclass overrides this."""
        raise NotImplementedError

    def choose_target(self, target: AxisLabel | Mark) -> None:
        """Act on a label or a mark that was clicked. A subclass overrides this."""
        raise NotImplementedError

    def choose_known(self) -> None:
        """Let `known:` be the last day at the cursor. A subclass overrides this."""
        raise NotImplementedError

    def end_selection(self) -> bool:
        """End the selection, and return whether there was one."""
        was_selected = self.selection_start is not None
        self.selection_start = None
        self._is_sticky = self._is_dragged = False
        self._pressed = None
        self.refresh()
        return was_selected

    def move_cursor(self, bucket: int) -> None:
        """Move the cursor to a bucket, or to the nearest one."""
        if self.columns.buckets:
            self.cursor = max(0, min(len(self.columns.buckets) - 1, bucket))
            self.refresh()

    def point_at(self, bucket: int | None, target: AxisLabel | Mark | None = None) -> None:
        """Mark what is under the mouse: a bucket, and maybe a label or a mark."""
        if (bucket, target) != (self.hovered, self.pointed):
            self.hovered, self.pointed = bucket, target
            self.refresh()

    # Keys

    def action_move(self, step: int) -> None:
        """Move the cursor by a number of buckets."""
        self.point_at(None)  # or the caption would still be of what the mouse was left on
        if not self._is_sticky:
            self.selection_start = None
        self.move_cursor(self.cursor + step)

    def action_edge(self, index: int) -> None:
        """Move the cursor to the first bucket (0) or to the last (-1)."""
        self.action_move((len(self.columns.buckets) if index else 0) - self.cursor)

    def action_extend(self, step: int) -> None:
        """Move the cursor by a number of buckets, and extend the selection to it."""
        self.point_at(None)
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

    def _target_under(self, event: events.MouseEvent) -> AxisLabel | Mark | None:
        """Return the label or the mark under the mouse."""
        x, y = event.get_content_offset_capture(self)
        return self.target_at(x, y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection; with Ctrl held, choose the day of `known:`."""
        bucket = self._bucket_under(event)
        if event.button != 1 or bucket is None:
            return
        self.end_selection()
        self.move_cursor(bucket)
        if event.ctrl:
            self.choose_known()
            return
        self.capture_mouse()
        self._is_dragged = True
        self._pressed = self._target_under(event)
        self.selection_start = bucket
        self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark what is under the mouse, and extend the selection to it during a drag."""
        bucket = self._bucket_under(event)
        if self._is_dragged and bucket is not None:
            if bucket != self.cursor:
                self._pressed = None
            self.move_cursor(bucket)
        self.point_at(bucket, None if self._is_dragged else self._target_under(event))

    def on_mouse_up(self) -> None:
        """Choose the label or the mark that was clicked, or narrow the query to the selection at the end of a drag."""
        self.capture_mouse(False)
        if not self._is_dragged:
            return
        if (pressed := self._pressed) is not None:
            self.end_selection()
            self.choose_target(pressed)
        else:
            self.action_narrow()

    def on_leave(self) -> None:
        """Unmark what was under the mouse."""
        self.point_at(None)
