"""The lanes: events over time, one lane for each value of a facet, with a cursor on the event at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.lanes.axis import AXIS_LINES
from tui.app.lanes.moves import LaneMoves
from tui.app.lanes.names import is_on_branch
from tui.timeline.analysis.lanes.scale import TimeScale

_OF_EVENTS = frozenset({"narrow", "zoom(1)", "zoom(-1)", "all", "pan(1)", "pan(-1)"})
"""The actions that do nothing where there is no event."""


class LanesView(LaneMoves, can_focus=True):
    """Events over time, one lane for each value of a facet.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Narrow the query to the time in sight. |
    | space | Read the event at the cursor. |
    | right, left | Go to the next event in the lane, or the one before. |
    | down, j, up, k | Go to the nearest event in the lane below or above. |
    | home, g, end, G | Go to the first or the last event in the lane. |
    | pagedown, pageup | Go down or up by a screen of lanes. |
    | plus, minus | Zoom in or out about the cursor. |
    | 0 | Show all time. |
    | right_square_bracket, left_square_bracket | Go on or back by a screen of time. |
    | r, R | Show the lanes of the next facet, or of the one before. |
    | greater_than_sign, less_than_sign | Show or hide the lanes below the lane at the cursor. |

    The lanes are drawn with the styles of `tui.app.style.styles`, marks and bars with those of their statuses.
    """

    DEFAULT_CSS = """
    LanesView {
        background: $background;
        color: $foreground;
        width: 1fr;
        height: 1fr;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "narrow", "Narrow", id="lanes.narrow", tooltip="Narrow the dates to the time in sight"),
        Binding("right", "step(1)", "Next", show=False, id="lanes.right", tooltip="Go to the next event in the lane"),
        Binding(
            "left", "step(-1)", "Previous", show=False, id="lanes.left",
            tooltip="Go to the previous event in the lane",
        ),
        Binding("down,j", "lane(1)", "Down", show=False, id="lanes.down", tooltip="Go to the lane below"),
        Binding("up,k", "lane(-1)", "Up", show=False, id="lanes.up", tooltip="Go to the lane above"),
        Binding("plus,equals_sign", "zoom(1)", "Zoom in", key_display="+", id="lanes.zoom-in", tooltip="Zoom in"),
        Binding("minus", "zoom(-1)", "Zoom out", key_display="-", id="lanes.zoom-out", tooltip="Zoom out"),
        Binding("0", "all", "All", id="lanes.all", tooltip="Show the whole timeline"),
        Binding("right_square_bracket", "pan(1)", "On", key_display="]", id="lanes.on", tooltip="Go one screen later"),
        Binding(
            "left_square_bracket", "pan(-1)", "Back", key_display="[", id="lanes.back", tooltip="Go one screen earlier"
        ),
        Binding("r", "facet(1)", "Facet", id="lanes.facet", tooltip="Show lanes of the next facet"),
        Binding(
            "R", "facet(-1)", "Previous facet", show=False, id="lanes.facet-back",
            tooltip="Show lanes of the previous facet",
        ),
        Binding("greater_than_sign", "branch(True)", "Open", show=False, id="lanes.open", tooltip="Show lanes below"),
        Binding("less_than_sign", "branch(False)", "Close", show=False, id="lanes.close", tooltip="Hide lanes below"),
        Binding("space", "read", "Read", id="lanes.read", tooltip="Read the event at the cursor"),
        Binding("home,g", "end(-1)", "First", show=False, id="lanes.first", tooltip="Go to the first of the lane"),
        Binding("end,G", "end(1)", "Last", show=False, id="lanes.last", tooltip="Go to the last of the lane"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="lanes.page-down", tooltip="Page the lanes down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="lanes.page-up", tooltip="Page the lanes up"),
    ]  # fmt: skip
    ALLOW_SELECT = False

    @dataclass
    class Narrowed(Message):
        """The query is to be narrowed to some dates."""

        first: int
        last: int

    class Opened(Message):
        """The event at hand is to be read."""

    # Keys

    @property
    def useless_actions(self) -> frozenset[str]:
        """The actions that would do nothing now, as no event has a lane; none before the lanes are laid out."""
        board = self._board
        if board is None or board.lanes:
            return frozenset()
        others = {"facet(1)"} if len(board.facets) < 2 else set()
        return _OF_EVENTS.union(others, {"read"} if self._number is None else ())

    def action_narrow(self) -> None:
        """Narrow the query to the time in sight, to whole units."""
        if self._board is not None and self._index.spans.extent is not None:
            self.post_message(self.Narrowed(*self.board.scale.whole_units()))

    def action_read(self) -> None:
        """Read the event at hand."""
        if self._number is not None:
            self.post_message(self.Opened())

    # Mouse

    def _cell_at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """Return the column in the plot, which may be out of it, and the line on the board under the mouse."""
        if self._board is None:
            return None
        offset = event.get_content_offset_capture(self)
        return offset.x - self._names - self._gutter(self.board), offset.y - AXIS_LINES + self._top

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what is under the mouse, and extend a selection to it."""
        cell = self._cell_at(event)
        if cell is None:
            return
        if cell == self._hovered:
            return
        if self._drag is not None:
            self._drag = self._drag[0], max(0, min(self.board.scale.width - 1, cell[0]))
        self._hovered = cell
        self._redraw()

    def on_leave(self) -> None:
        """Say no longer what was under the mouse."""
        self._hovered = None
        self._redraw()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select a span of time."""
        cell = self._cell_at(event)
        if event.button == 1 and cell is not None and 0 <= cell[0] < self.board.scale.width:
            self._drag = cell[0], cell[0]
            self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """See the span that was selected; without one, go to what is under the mouse."""
        self.capture_mouse(False)
        drag, self._drag = self._drag, None
        cell = self._cell_at(event)
        if cell is None or event.button != 1:
            return
        if drag is not None and drag[0] != drag[1]:
            first, last = sorted(drag)
            scale = self.board.scale
            self._see(TimeScale(scale.start(first), max(scale.start(last + 1) - 1, scale.start(first)), scale.width))
        else:
            self._click(*cell)

    def _click(self, x: int, line: int) -> None:
        board, height = self.board, self._height
        position = board.lane_at(line) if self._top <= line < self._top + height else None
        if position is None:
            return
        column = x + self._names + self._gutter(board)
        if column < self._names:
            self.action_lane(position - self._position)
            if is_on_branch(board, position, column) and self._position == position:
                self.action_branch(not board.lanes[position].is_open)
            return
        found = board.at(line, x)
        if found is None:
            return
        position, numbers = found
        rank = numbers.rank(self._number) if self._number is not None and self._number in numbers else 0
        if len(numbers) == 1 and rank and position == self._position:
            self.action_read()
        else:
            self._go(numbers[rank % len(numbers)], position)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Zoom out; over the names, or with Ctrl, scroll the lanes; with Shift, go on in time."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Zoom in; over the names, or with Ctrl, scroll the lanes; with Shift, go back in time."""
        self._wheel(event, -1)

    def on_mouse_scroll_right(self) -> None:
        """Go on in time."""
        if self._board is not None:
            self._see(self.board.scale.panned(max(1, self.board.scale.width // 8)))

    def on_mouse_scroll_left(self) -> None:
        """Go back in time."""
        if self._board is not None:
            self._see(self.board.scale.panned(-max(1, self.board.scale.width // 8)))

    def _wheel(self, event: events.MouseEvent, step: int) -> None:
        cell = self._cell_at(event)
        if cell is None:
            return
        scale = self.board.scale
        if event.shift:
            self._see(scale.panned(step * max(1, scale.width // 8)))
        elif cell[0] < 0 or event.ctrl:
            self._top = max(0, min(self._top + 2 * step, self.board.line_count - self._height))
            self._redraw()
        else:
            self._zoom(-step, scale.start(max(0, min(scale.width - 1, cell[0]))))
