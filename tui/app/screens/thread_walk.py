"""A walk through the thread of one event, in order of date."""

from __future__ import annotations

from tui.timeline.model.as_of import AsOfView


class ThreadWalk:
    """Remembers the event whose thread is being walked, as other events of that thread are shown."""

    def __init__(self) -> None:
        self.start: int | None = None
        """The event whose thread is being walked; None while none is."""

    def stop(self) -> None:
        """End the walk."""
        self.start = None

    def step(self, view: AsOfView, shown: int, step: int) -> int | str:
        """Go to the next event of the thread, or to the one before. The first step starts the walk.

        Args:
            view: the timeline.
            shown: the event that is shown.
            step: 1 for the next event, -1 for the one before.

        Returns:
            The number of the event, or a message if there is none.
        """
        from tui.timeline.model.threads import thread_of

        start = shown if self.start is None else self.start
        thread = thread_of(view, start).numbers
        if shown not in thread:  # with keys typed ahead, the highlight has left the thread before the list reported it
            start = shown
            thread = thread_of(view, start).numbers
        self.start = start
        position = thread.index(shown) + step
        if len(thread) == 1:
            return "This event has no links."
        if 0 <= position < len(thread):
            return thread[position]
        return "This is the last event of the thread." if step > 0 else "This is the first event of the thread."
