"""What a chart of a timeline shows, counted: nothing here is drawn, so it can be done in a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from tui.app.chart.captions import LAYERS, Weights
from tui.timeline.analysis.histogram import Axis, Histogram
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


class CountRequest(NamedTuple):
    """What is to be counted."""

    answer: Answer
    width: int
    """For how many cells."""
    window: tuple[int, int] | None
    """The first and the last day to be shown, as ordinals; None shows all."""


class CountResult(NamedTuple):
    """What has been counted."""

    wanted: CountRequest
    axis: Axis | None
    """None if no event has a date."""
    weights: Weights
    extent: tuple[int, int] | None
    """The first and the last day that any date names, as ordinals."""


class HistogramCounter:
    """Counts for one timeline, one thing at a time."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._axis: tuple[int, tuple[int, int] | None, Axis, Sequence[float]] | None = None

    @cached_property
    def _density(self) -> Histogram:
        return Histogram(self._index.spans.groups if self._index.everything else ())

    @cached_property
    def _statuses(self) -> Sequence[BitMap]:
        """By layer: the events that have its statuses."""
        having = self._index.having
        return [BitMap().union(*(having("status", status, None) for status in statuses)) for _, statuses in LAYERS]

    def count(self, wanted: CountRequest) -> CountResult:
        """Choose the buckets, and weigh what falls in each."""
        extent = self._density.extent
        if extent is None:
            return CountResult(wanted, None, Weights((), ()), None)
        if self._axis is None or self._axis[:2] != wanted[1:]:
            new = self._density.axis(wanted.width, wanted.window)
            self._axis = wanted.width, wanted.window, new, new.weights(self._index.everything)
        axis, whole = self._axis[2:]
        layers = [axis.weights(wanted.answer.matching & having) for having in self._statuses]
        return CountResult(wanted, axis, Weights(whole, layers), extent)
