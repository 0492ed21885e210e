"""A view of a board of lanes, with the event at hand and the time in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.app.lanes.axis import AXIS_LINES, LaneAxis
from tui.app.lanes.canvas import Cell
from tui.app.lanes.names import names_width
from tui.app.lanes.painter import Window
from tui.app.lanes.picture import LanesPicture
from tui.app.style.styles import DrawnWidget
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.dates.calendar import first_second
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_NARROW = 70
"""Below this width, signs without numbers stand beside the lanes for the events out of sight."""


class BoardView(DrawnWidget):
    """A view of a board of lanes, without keys.

    It is drawn a whole at a time, on Textual's line API: only the lanes in sight are laid out, and only the events that
    are drawn by themselves are decoded.
    """

    def __init__(self, moved: Callable[[int], None], *, id: str | None = None) -> None:
        """Make the view.

        Args:
            moved: called with the number of the event that a key or the mouse has gone to.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._moved = moved
        self._index: Index
        self._answer: Answer | None = None
        self._board: LaneBoard | None = None
        self._axis: LaneAxis | None = None
        self._facet: str | None = None
        self._opened: dict[str, frozenset[str]] = {}
        """By facet: the values whose children have lanes."""
        self._scale: TimeScale | None = None
        """The time that was chosen; None is all that the answer has."""
        self._lane: tuple[str | None] | None = None
        """The value of the lane at the cursor, which has none if it has the events without any; None at first."""
        self._position = 0
        """The position of the lane at the cursor."""
        self._number: int | None = None
        """The event at hand."""
        self._top = 0
        """The first line of the lanes that is in sight."""
        self._lines: Sequence[Sequence[Cell]] | None = None
        """The cells of all lines; None if they are to be drawn."""
        self._hovered: tuple[int, int] | None = None
        """The cell under the mouse: its column in the plot, and its line on the board."""
        self._drag: tuple[int, int] | None = None
        """The columns where a drag began, and where it is."""

    # Data

    @property
    def board(self) -> LaneBoard:
        """The lanes that are shown. The view has a size by then."""
        assert self._board is not None
        return self._board

    @property
    def number(self) -> int | None:
        """The event at hand."""
        return self._number

    def show(self, index: Index, answer: Answer, number: int | None) -> None:
        """Show the events of an answer, with one of them at hand.

        Args:
            index: the timeline.
            answer: the answer.
            number: the event at hand, whether it matches or not; None if there is none.
        """
        is_new, is_moved = answer is not self._answer, number != self._number
        self._index, self._answer, self._number = index, answer, number
        if is_new or self._board is None:
            self._renew()
        if is_moved or is_new:
            self._follow(is_moved=is_moved)

    def choose_facet(self, facet: str) -> None:
        """Choose the facet of the lanes that are shown next."""
        self._facet, self._lane, self._position, self._top = facet, None, 0, 0
        self._board = None

    def _renew(self) -> None:
        """Lay out the lanes again."""
        if self._answer is None or not self.size:
            if self._board is not None and self._board.index is not self._index:
                self._board = None  # its numbers are those of another timeline
            return
        # The column of names takes what its names need, which are known with the lanes.
        board = self._make_board(self.size.width, self._board)
        room = self.size.width - names_width(board, self.size.width) - 2 * self._gutter(board)
        board = self._make_board(room, board)
        self._board = board
        today = first_second(self._index.today())
        self._axis = LaneAxis(board.scale, today)
        self._names = names_width(board, self.size.width)
        self._hovered = self._drag = None
        position = None if self._lane is None else board.lanes.position_of(*self._lane)
        self._position = min(self._position, len(board.lanes) - 1) if position is None else position
        self._redraw()

    def _make_board(self, width: int, before: LaneBoard | None = None) -> LaneBoard:
        assert self._answer is not None
        return LaneBoard(
            self._index,
            self._answer,
            self._facet,
            self._opened.get(self._facet or "", frozenset()),
            self._scale,
            width=max(4, width),
            lines=self._height,
            before=before,
        )

    def _gutter(self, board: LaneBoard) -> int:
        """Return the cells on either side of the lanes for how many events are out of sight there."""
        if self.size.width < _NARROW:
            return 1
        return 2 + len(str(max((lane.count for lane in board.lanes), default=0)))

    @property
    def _height(self) -> int:
        """The lines of lanes in sight."""
        return max(1, self.size.height - AXIS_LINES - 1)

    # The event at hand, and the time in sight

    def _go(self, number: int | None, position: int | None = None) -> None:
        """Go to an event, in a lane."""
        if number is None or self._board is None:
            return
        if position is not None:
            self._position = position
            self._lane = (self.board.lanes[position].value,)
        is_moved, self._number = number != self._number, number
        self._follow()
        if is_moved:
            self._moved(number)

    def _follow(self, *, is_moved: bool = True) -> None:
        """Bring the event at hand into sight, in the lane at the cursor if it is in that."""
        board = self._board
        if board is None or board.index is not self._index:
            return  # without a size, no lanes are laid out for another timeline
        if self._number is not None:
            position = board.position_with(self._number, self._position)
            if position is not None:
                self._position = position
            moment = board.moment(self._number)
            if is_moved and position is not None and moment is not None and self._scale is not None:
                shown = board.scale.showing(moment)
                if shown != board.scale:
                    self._scale = shown.within(board.limits)
                    self._renew()
                    board = self.board
        if board.lanes:
            self._lane = (board.lanes[self._position].value,)
        self._show_lane()
        self._redraw()

    def _show_lane(self) -> None:
        """Scroll as little as possible to bring the lane at the cursor into sight."""
        board, height = self.board, self._height
        if 0 <= self._position < len(board.lanes):
            first, end = board.tops[self._position], board.tops[self._position + 1]
            self._top = min(first, max(self._top, end - height))
        self._top = max(0, min(self._top, board.line_count - height))

    def _see(self, scale: TimeScale | None) -> None:
        """Show another time; None is all of it."""
        self._scale = None if scale is None else scale.within(self.board.limits)
        self._renew()
        self._follow(is_moved=False)

    def _zoom(self, step: int, about: int) -> None:
        self._see(self.board.scale.zoomed(about, *((1, 2) if step > 0 else (2, 1))))

    # Lines

    def on_resize(self) -> None:
        """Lay out the lanes again, for another size."""
        self._renew()
        self._follow(is_moved=False)

    def _redraw(self) -> None:
        self._lines = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        if self._lines is None:
            self._lines = self._draw() if self._board is not None else []
        base, width = self.rich_style, self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, base)
        segments: list[Segment] = []
        styles: tuple[str, ...] | None = None
        run: list[str] = []
        for glyph, names in self._lines[y]:
            if names != styles and run:
                segments.append(Segment("".join(run), self._style(styles or (), base)))
                run = []
            styles = names
            run.append(glyph)
        segments.append(Segment("".join(run), self._style(styles or (), base)))
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, names: Sequence[str], base: Style) -> Style:
        return Style.combine([base, *(self.named_style(name) for name in names if name)])

    def _draw(self) -> Sequence[Sequence[Cell]]:
        """Return the cells of all lines."""
        assert self._axis is not None
        picture = LanesPicture(
            board=self.board,
            axis=self._axis,
            width=self.size.width,
            names_width=self._names,
            gutter=self._gutter(self.board),
            window=Window(self._top, self._height),
            position=self._position,
            number=self._number,
            hovered=self._hovered,
            drag=self._drag,
            has_focus=self.has_focus,
        )
        return picture.lines()
