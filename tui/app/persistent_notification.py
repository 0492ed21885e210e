"""Notifications that cannot end while they are being put on the screen."""

from __future__ import annotations

from textual.notifications import Notification

_SHORTEST = 0.01


class PersistentNotification(Notification):
    """A notification that has some time left, always.

    Textual 8 looks whether a notification has expired, and a moment later makes a timer of the time that it has left.
    If it expired in between, that timer runs for ever, and nothing else does.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it goes, at least so many as a timer can do with."""
        return max(_SHORTEST, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0
