"""Quotes, each with the source it is from, or their translations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widgets import Static

from tui.app.style.content import Part, lit
from tui.app.style.styles import STYLES
from tui.text.printable import printable
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Quote
from tui.timeline.model.timeline import Timeline


class QuoteView(Static):
    """A quote, or its translation, with the source it is from."""

    DEFAULT_CSS = """
    QuoteView {
        padding: 0 1 0 1;
        border-left: outer $accent;
        background: $panel;
        color: $foreground;
    }
    """

    def show(self, timeline: Timeline, quote: Quote, needles: Sequence[str], *, translated: bool) -> None:
        """Show a quote.

        Args:
            timeline: has its source.
            quote: the quote.
            needles: what is to be lit in it, folded.
            translated: show the translation in its place, if there is one.
        """
        self.update(Content.assemble(*_parts(timeline, quote, needles, translated)))


def _parts(timeline: Timeline, quote: Quote, needles: Sequence[str], translated: bool) -> Iterable[Part]:
    if translated and quote.translation is not None:
        yield from lit(quote.translation, needles, "italic", line_feeds=True)
        yield ("\ntranslated — t for the original\n", STYLES["muted"])
    else:
        yield from lit(quote.exact, needles, line_feeds=True)
        yield ("\nno translation\n" if translated else "\n", STYLES["muted"])
    yield ("— " + printable(cited(timeline, quote.source)), STYLES["muted"])
    if quote.paragraph is not None:
        yield (f", ¶ {quote.paragraph}", STYLES["muted"])
