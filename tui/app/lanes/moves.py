"""The moves in the lanes: from event to event, from lane to lane, through time, and to other lanes."""

from __future__ import annotations

from tui.app.lanes.board_view import BoardView


class LaneMoves(BoardView):
    """The actions that move the cursor and change what is in sight."""

    # To another event

    def action_step(self, step: int) -> None:
        """Go to the next event in the lane, or the one before."""
        if self._board is not None and self._board.lanes:
            if self._number is None:
                self._go(self.board.end_of(self._position, -1))
            else:
                self._go(self.board.step(self._position, self._number, step))

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

    # To another time

    def action_zoom(self, step: int) -> None:
        """See half of the time (1) or twice as much (-1), about the event at hand or the middle."""
        if self._board is not None:
            scale = self.board.scale
            moment = None if self._number is None else self.board.moment(self._number)
            is_in_sight = moment is not None and scale.first <= moment <= scale.last
            self._zoom(step, moment if is_in_sight and moment is not None else (scale.first + scale.last) // 2)

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

    # To other lanes

    def action_facet(self, step: int) -> None:
        """Show the lanes of another facet."""
        if self._board is None or not self.board.facets:
            return
        names = [spec.name for spec in self.board.facets]
        now = 0 if self.board.spec is None else names.index(self.board.spec.name)
        self._show_facet(names[(now + step) % len(names)])

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
