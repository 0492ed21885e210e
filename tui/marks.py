"""The one-cell marks of the list, each told by its shape as well as by its colour."""

from __future__ import annotations

from collections.abc import Mapping

STATUS_MARKS: Mapping[str, str] = {
    "confirmed": "●",
    "announced": "◆",
    "reported": "○",
    "alleged": "◐",
    "warned": "▲",
    "planned": "◇",
    "denied": "✕",
}
DISPUTED = "≠"
SEVERAL_SOURCES = "×"
DOUBTFUL = "≈"

STATUS_MEANINGS: Mapping[str, str] = {
    "confirmed": "admitted by the party concerned, or confirmed by another",
    "announced": "told by its own maker",
    "reported": "told as having happened",
    "alleged": "claimed, or put in the conditional",
    "warned": "said as a warning or a forecast",
    "planned": "intended or prepared",
    "denied": "the event is itself a denial",
}
