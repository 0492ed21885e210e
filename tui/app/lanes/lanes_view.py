"""The lanes: events over time, one lane for each value of a facet, with a cursor on the event at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.app.lanes.axis import AXIS_LINES, LaneAxis
from tui.app.lanes.canvas import Canvas, Cell
from tui.app.lanes.captions import caption_of, links_caption
from tui.app.lanes.links import paint_links
from tui.app.lanes.names import is_on_branch, names_width, paint_name
from tui.app.lanes.painter import LanePainter, Window
from tui.app.style.cells import fit
from tui.app.style.styles import DrawnWidget
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.terminal.lane_glyphs import lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.dates.calendar import first_second
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_NARROW = 70
"""Below this width, signs without numbers stand beside the lanes for the events out of sight."""

_CAPTION_ROOM = 54
"""The cells that the caption leaves to the event at hand before it names its links."""


class LanesView(DrawnWidget, can_focus=True):
    """Events over time, one lane for each value of a facet.

    It is drawn a whole at a time, on Textual's line API: only the lanes in sight are laid out, and only the events that
    are drawn by themselves are decoded.

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
        Binding("enter", "narrow", "Narrow", id="lanes.narrow", tooltip="Narrow the dates to what is in sight"),
        Binding("right", "step(1)", "Next", show=False, id="lanes.right", tooltip="Go to the next event in the lane"),
        Binding(
            "left", "step(-1)", "Previous", show=False, id="lanes.left",
            tooltip="Go to the previous event in the lane",
        ),
        Binding("down,j", "lane(1)", "Down", show=False, id="lanes.down", tooltip="Go to the lane below"),
        Binding("up,k", "lane(-1)", "Up", show=False, id="lanes.up", tooltip="Go to the lane above"),
        Binding("plus,equals_sign", "zoom(1)", "Zoom in", key_display="+", id="lanes.zoom-in", tooltip="Zoom in"),
        Binding("minus", "zoom(-1)", "Zoom out", key_display="-", id="lanes.zoom-out", tooltip="Zoom out"),
        Binding("0", "all", "All", id="lanes.all", tooltip="See all of the time"),
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
        Binding("home,g", "end(-1)", "First", show=False, id="lanes.first", tooltip="The first event of the lane"),
        Binding("end,G", "end(1)", "Last", show=False, id="lanes.last", tooltip="The last event of the lane"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="lanes.page-down", tooltip="A page of lanes down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="lanes.page-up", tooltip="A page of lanes up"),
    ]  # fmt: skip
    ALLOW_SELECT = False

    @dataclass
    class Narrowed(Message):
        """The query is to be narrowed to some dates."""

        first: int
        last: int

    class Opened(Message):
        """The event at hand is to be read."""

    def __init__(self, moved: Callable[[int], None], *, id: str | None = None) -> None:
        """Make the view.

        Args:
            moved: is called with the number of an event that a key or the mouse has gone to.
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

    def _redraw(self) -> None:
        self._lines = None
        self.refresh()

    def on_resize(self) -> None:
        """Lay out the lanes again, for another size."""
        self._renew()
        self._follow(is_moved=False)

    # Lines

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

    def _draw(self) -> list[list[Cell]]:
        """Return the cells of all lines."""
        board, axis, height = self.board, self._axis, self._height
        assert axis is not None
        window = Window(self._top, height)
        painter = LanePainter(board, window)
        plot, names = painter.canvas, Canvas(self._names - 1, height)
        painter.paint_events()
        if self._number is not None and board.lanes:
            paint_links(plot, board, window, self._position, self._number)
        painter.paint_titles()
        axis.paint_below(plot)
        before, after = Canvas(self._gutter(board), height), Canvas(self._gutter(board), height)
        for position in painter.positions():
            drawn, y = board.drawn(position), max(0, board.tops[position] - self._top)
            is_at_hand = position == self._position and self._number is not None
            paint_name(names, y, board, position, undated=drawn.undated, is_at_hand=is_at_hand)
            self._paint_out_of_sight(before, after, y, drawn.earlier, drawn.later)
        self._paint_cursor(plot)
        axis_canvas, corner = Canvas(plot.width, AXIS_LINES), Canvas(self._names - 1, AXIS_LINES)
        axis.paint(axis_canvas)
        self._paint_corner(corner)
        self._paint_drag(axis_canvas, plot)
        blank, line = (" ", ()), (glyphs().thread_line, ("edge",))
        gutter = [blank] * before.width
        lines = [[*corner.line(y), line, *gutter, *axis_canvas.line(y), *gutter] for y in range(AXIS_LINES)]
        lines += [[*names.line(y), line, *before.line(y), *plot.line(y), *after.line(y)] for y in range(height)]
        return [*lines, self._caption_line()]

    def _paint_out_of_sight(self, before: Canvas, after: Canvas, y: int, earlier: int, later: int) -> None:
        """Write how many events of a lane are before and after the time in sight."""
        symbols = lane_glyphs()
        if earlier:
            text = f"{symbols.before}{earlier}" if before.width > 1 else symbols.before
            before.write(0, y, text, "muted")
        if later:
            text = f"{later}{symbols.after}" if after.width > 1 else symbols.after
            after.write(after.width - len(text), y, text, "muted")

    def _paint_cursor(self, plot: Canvas) -> None:
        """Highlight the event at hand, or the count that it is in."""
        board = self.board
        if self._number is None or not 0 <= self._position < len(board.lanes):
            return
        spot = board.spot(self._position, self._number) if self._number in board.lanes[self._position].events else None
        if spot is None:
            return
        y = board.tops[self._position] + spot.line - self._top
        name = "cursor" if self.has_focus else "selection"
        for x in range(spot.first, spot.last + 1):
            plot.add_style(x, y, name)
            plot.add_style(x, y, "strong")

    def _paint_drag(self, *canvases: Canvas) -> None:
        if self._drag is None:
            return
        first, last = sorted(self._drag)
        for canvas in canvases:
            for y in range(canvas.height):
                for x in range(first, last + 1):
                    canvas.add_style(x, y, "selection")

    def _paint_corner(self, corner: Canvas) -> None:
        """Write which facet has the lanes, and which of them are in sight unless all are."""
        board, room = self.board, corner.width - 2
        title = "Events" if board.spec is None else board.spec.title
        corner.write(1, 0, fit(displayed(title), room), "heading")
        first, end = board.lane_at(self._top), board.lane_at(min(self._top + self._height, board.line_count) - 1)
        count = len(board.lanes) + board.lanes.more
        if first is not None and end is not None and (first > 0 or end + 1 < count):
            corner.write(1, 1, fit(f"{first + 1}{glyphs().span}{end + 1} of {count:,}", room), "muted")

    def _caption_line(self) -> list[Cell]:
        """Return the last line: what is under the mouse or at hand, and the time in sight."""
        width = self.size.width
        canvas = Canvas(width, 1)
        assert self._axis is not None
        right = self._axis.words
        found = None
        if self._hovered is not None:
            found = self.board.at(self._hovered[1], self._hovered[0])
        links = "" if found is not None else links_caption(self.board, self._number)
        if links and cell_len(links) + cell_len(right) + _CAPTION_ROOM < width:
            right = f"{links}   {right}"
        has_right = width >= cell_len(right) + 30
        room = width - 2 - (cell_len(right) + 3 if has_right else 0)
        x = 1
        for text, style in caption_of(self.board, self._position, self._number, found):
            text = text if cell_len(text) <= room else fit(text, room)
            canvas.write(x, 0, text, style)
            x, room = x + cell_len(text), room - cell_len(text)
        if has_right:
            canvas.write(width - 1 - cell_len(right), 0, right, "muted")
        return list(canvas.line(0))

    # Keys

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

    def action_step(self, step: int) -> None:
        """Go to the next event in the lane, or the one before."""
        if self._board is not None and self._board.lanes:
            number = -1 if self._number is None else self._number
            self._go(self.board.end_of(self._position, -1) if number < 0 else self.board.step(
                self._position, number, step))  # fmt: skip

    def action_end(self, step: int) -> None:
        """Go to the first event in the lane, or the last."""
        if self._board is not None and self._board.lanes:
            self._go(self.board.end_of(self._position, step))

    def action_lane(self, step: int) -> None:
        """Go to the nearest event in a lane that is a number of lanes below, or above."""
        if self._board is None or not self._board.lanes:
            return
        position = max(0, min(len(self.board.lanes) - 1, self._position + step))
        if position == self._position:
            return
        number = self._number
        is_there = number is not None and number in self.board.lanes[position].events
        moment = None if number is None else self.board.moment(number)
        self._go(number if is_there else self.board.nearest(position, moment), position)

    def action_page(self, step: int) -> None:
        """Go down or up by the lanes that are in sight."""
        if self._board is not None and self._board.lanes:
            board = self.board
            target = board.lane_at(max(0, min(board.line_count - 1, board.tops[self._position] + step * self._height)))
            self.action_lane((target or 0) - self._position)

    def action_zoom(self, step: int) -> None:
        """See half of the time (1) or twice as much (-1), about the event at hand or the middle."""
        if self._board is not None:
            scale = self.board.scale
            moment = None if self._number is None else self.board.moment(self._number)
            is_in_sight = moment is not None and scale.first <= moment <= scale.last
            self._zoom(step, moment if is_in_sight and moment is not None else (scale.first + scale.last) // 2)

    def _zoom(self, step: int, about: int) -> None:
        self._see(self.board.scale.zoomed(about, *((1, 2) if step > 0 else (2, 1))))

    def _see(self, scale: TimeScale | None) -> None:
        """Show another time; None is all of it."""
        self._scale = None if scale is None else scale.within(self.board.limits)
        self._renew()
        self._follow(is_moved=False)

    def action_all(self) -> None:
        """Show all of the time that the answer has."""
        if self._board is not None:
            self._see(None)

    def action_pan(self, step: int) -> None:
        """Go on or back by a screen of time, to the nearest event in the lane that is then in sight."""
        if self._board is None:
            return
        scale = self.board.scale
        self._see(scale.panned(step * max(1, scale.width - 2)))
        board, scale = self.board, self.board.scale
        moment = None if self._number is None else board.moment(self._number)
        if not board.lanes or (moment is not None and scale.first <= moment <= scale.last):
            return
        middle = (scale.first + scale.last) // 2
        order = sorted(range(len(board.lanes)), key=lambda position: abs(position - self._position))
        for position in order[: self._height]:
            number = board.nearest(position, middle)
            found = None if number is None else board.moment(number)
            if found is not None and scale.first <= found <= scale.last:
                self._go(number, position)
                return

    def action_facet(self, step: int) -> None:
        """Show the lanes of another facet."""
        if self._board is None or not self.board.facets:
            return
        names = [spec.name for spec in self.board.facets]
        now = 0 if self.board.spec is None else names.index(self.board.spec.name)
        self._show_facet(names[(now + step) % len(names)])

    def choose_facet(self, facet: str) -> None:
        """Choose the facet of the lanes that are shown next."""
        self._facet, self._lane, self._position, self._top = facet, None, 0, 0
        self._board = None

    def _show_facet(self, facet: str) -> None:
        self.choose_facet(facet)
        self._renew()
        self._position = 0
        self._follow(is_moved=False)

    def action_branch(self, is_open: bool) -> None:
        """Show or hide the lanes below the one at the cursor. A lane without any closes the branch that it is in."""
        board = self._board
        if board is None or board.spec is None or not board.lanes:
            return
        lane = board.lanes[self._position]
        opened = board.opened
        if is_open and lane.has_children and lane.value is not None:
            opened |= {lane.value}
        elif not is_open and lane.is_open:
            opened -= {lane.value}
        elif not is_open:
            above = (i for i in range(self._position, -1, -1) if board.lanes[i].depth < lane.depth)
            if (parent := next(above, None)) is None:
                return
            self._position, self._lane = parent, (board.lanes[parent].value,)
            opened -= {board.lanes[parent].value}
        self._facet = board.spec.name
        self._opened[board.spec.name] = frozenset(value for value in opened if value is not None)
        self._renew()
        self._follow(is_moved=False)

    def action_narrow(self) -> None:
        """Narrow the query to the time in sight, to whole units."""
        if self._board is not None:
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
