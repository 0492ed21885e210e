"""Quotes, or their translations, with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.widgets import Static

from tui.app.style.content import Part, text_parts, wrapped
from tui.app.style.styles import STYLES
from tui.terminal.display import displayed
from tui.terminal.steady_columns import is_uncertain
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Quote
from tui.timeline.model.timeline import Timeline


class QuoteView(Static):
    """A quote, or its translation, with its source."""

    DEFAULT_CSS = """
    QuoteView {
        padding: 0 1 0 1;
        border-left: outer $accent;
        background: $panel;
        color: $foreground;
    }
    """

    _quote = Content()

    def show(self, timeline: Timeline, quote: Quote, needles: Sequence[str], *, translated: bool) -> None:
        """Show a quote.

        Args:
            timeline: the timeline that the quote belongs to.
            quote: the quote.
            needles: the folded words to highlight.
            translated: show the translation instead, if there is one.
        """
        self._quote = Content.assemble(*_parts(timeline, quote, needles, translated))
        self._fill()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._fill()

    def _fill(self) -> None:
        width = self.content_size.width
        is_narrower = width and is_uncertain(self._quote.plain)
        self.update(Content("\n").join(wrapped(self._quote, width)) if is_narrower else self._quote)


def show_quotes(
    quotes: Sequence[Quote],
    views: Sequence[QuoteView],
    timeline: Timeline,
    needles: Sequence[str],
    *,
    translated: bool,
    mount: Callable[[Sequence[QuoteView]], object],
) -> None:
    """Show quotes in views, and hide the views that are left.

    Args:
        quotes: the quotes.
        views: the views that are mounted.
        timeline: the timeline that the quotes belong to.
        needles: the folded words to highlight.
        translated: show translations instead, where there are any.
        mount: mounts more views after the others, if there are too few.
    """
    views = [*views]
    missing = [QuoteView(markup=False) for _ in range(len(quotes) - len(views))]
    if missing:
        mount(missing)
        views += missing
    for i, view in enumerate(views):
        view.display = i < len(quotes)
        if i < len(quotes):
            view.show(timeline, quotes[i], needles, translated=translated)


def _parts(timeline: Timeline, quote: Quote, needles: Sequence[str], translated: bool) -> Iterable[Part]:
    if translated and quote.translation is not None:
        yield from text_parts(quote.translation, needles, "italic")
        yield ("\ntranslated — t for the original\n", STYLES["muted"])
    else:
        yield from text_parts(quote.exact, needles)
        yield ("\nno translation\n" if translated else "\n", STYLES["muted"])
    yield ("— " + displayed(cited(timeline, quote.source)), STYLES["muted"])
    if quote.paragraph is not None:
        yield (f", ¶ {quote.paragraph}", STYLES["muted"])
