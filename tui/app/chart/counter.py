"""Count the events of a chart. Nothing is drawn here, so that it can run in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from tui.app.chart.captions import LAYERS, NO_WEIGHTS, Weights
from tui.timeline.analysis.axis import Axis, BucketWeights
from tui.timeline.analysis.axis_units import MINUTE, AxisUnit
from tui.timeline.analysis.histogram import Histogram
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index
from tui.timeline.search.postings import union


class CountRequest(NamedTuple):
    """What to count."""

    answer: Answer
    width: int
    """The width of the chart in cells."""
    window: tuple[int, int] | None
    """The first and the last second to show; None for all."""


class CountResult(NamedTuple):
    """The buckets of a chart, and their weights."""

    request: CountRequest
    axis: Axis | None
    """None if no event has a date."""
    weights: Weights
    extent: tuple[int, int] | None
    """The first and the last second of all dates; None if no event has a date."""
    shortest: AxisUnit = MINUTE
    """The shortest unit that a date is known to."""


class HistogramCounter:
    """Counts the events of one timeline. It is not safe to call from two threads at once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._axis: tuple[int, tuple[int, int] | None, Axis, BucketWeights] | None = None
        """The last width and window, with their axis and the weights of all events."""

    @cached_property
    def _histogram(self) -> Histogram:
        return Histogram(self._index.spans)

    @cached_property
    def _layers(self) -> Sequence[BitMap]:
        """The events of each layer."""
        having, everything = self._index.having, self._index.everything
        layers = [union(having("status", status, None) for status in statuses) for _, statuses in LAYERS[:-1]]
        return [*layers, everything - union(layers)]

    def count(self, request: CountRequest) -> CountResult:
        """Choose the buckets, and weigh the events in each."""
        extent = self._histogram.extent
        if extent is None:
            return CountResult(request, None, NO_WEIGHTS, None)
        if self._axis is None or self._axis[:2] != request[1:]:
            new = self._histogram.axis(request.width, request.window)
            self._axis = request.width, request.window, new, new.weights(self._index.everything)
        axis, whole = self._axis[2:]
        layers = [axis.weights(request.answer.matching & events) for events in self._layers]
        return CountResult(
            request, axis, Weights(whole, layers, any(self._layers[:-1])), extent, self._histogram.shortest
        )
