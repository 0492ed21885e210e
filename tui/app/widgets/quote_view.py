"""Quotes, their translations, or both, with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from textual.content import Content
from textual.widgets import Static

from tui.app.style.content import Part, text_parts, wrapped
from tui.app.style.styles import STYLES
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Quote
from tui.timeline.model.timeline import Timeline


class Wording(Enum):
    """Which words of a quote are shown, in the order in which a key goes through them."""

    ORIGINAL = "original"
    BOTH = "both"
    TRANSLATION = "translation"

    @property
    def next(self) -> Wording:
        """The wording that follows."""
        wordings = list(Wording)
        return wordings[(wordings.index(self) + 1) % len(wordings)]


class QuoteView(Static):
    """The quotes of one source, with the source."""

    DEFAULT_CSS = """
    QuoteView {
        padding: 0 1 0 1;
        border-left: outer $accent;
        background: $panel;
        color: $foreground;
    }
    """

    _quotes = Content()

    def show(self, timeline: Timeline, quotes: Sequence[Quote], needles: Sequence[str], wording: Wording) -> None:
        """Show quotes.

        Args:
            timeline: the timeline that the quotes belong to.
            quotes: the quotes, all of the same source.
            needles: the folded words to highlight.
            wording: which words to show; the original stands for a translation that is missing.
        """
        self._quotes = Content.assemble(*_parts(timeline, quotes, needles, wording))
        self._fill()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._fill()

    def _fill(self) -> None:
        quotes, width = self._quotes, self.content_size.width
        if width:
            lines = wrapped(quotes, width)
            if [line.plain for line in lines] != [line.plain for line in quotes.wrap(width)]:
                quotes = Content("\n").join(lines)  # only then, as a copy of selected text has these line feeds
        self.update(quotes)


def show_quotes(
    quotes: Sequence[Quote],
    views: Sequence[QuoteView],
    timeline: Timeline,
    needles: Sequence[str],
    *,
    wording: Wording,
    mount: Callable[[Sequence[QuoteView]], object],
) -> None:
    """Show quotes in views, those of one source together, and hide the views that are left.

    Args:
        quotes: the quotes.
        views: the views that are mounted.
        timeline: the timeline that the quotes belong to.
        needles: the folded words to highlight.
        wording: which words to show.
        mount: mounts more views after the others, if there are too few.
    """
    by_source: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_source.setdefault(quote.source, []).append(quote)
    views = [*views]
    missing = [QuoteView(markup=False) for _ in range(len(by_source) - len(views))]
    if missing:
        mount(missing)
        views += missing
    for view in views[len(by_source) :]:
        view.display = False
    for view, together in zip(views, by_source.values(), strict=False):
        view.display = True
        view.show(timeline, together, needles, wording)


def _parts(timeline: Timeline, quotes: Sequence[Quote], needles: Sequence[str], wording: Wording) -> Iterable[Part]:
    """Yield the words of quotes, and the source once. A paragraph stands with the source, or with each of several."""
    is_single = len(quotes) == 1
    for quote in quotes:
        yield from _words(quote, needles, wording)
        if not is_single:
            if quote.paragraph is not None:
                yield (f" {_paragraph(quote.paragraph)}", STYLES["muted"])
            yield "\n\n"
    if is_single:
        yield "\n"
    yield (f"{glyphs().dash} {displayed(cited(timeline, quotes[0].source))}", STYLES["muted"])
    if is_single and quotes[0].paragraph is not None:
        yield (f", {_paragraph(quotes[0].paragraph)}", STYLES["muted"])
    if wording is Wording.TRANSLATION and any(quote.translation is not None for quote in quotes):
        yield (f"\ntranslated {glyphs().dash} t for the original", STYLES["muted"])


def _words(quote: Quote, needles: Sequence[str], wording: Wording) -> Iterable[Part]:
    translation = None if wording is Wording.ORIGINAL else quote.translation
    if wording is not Wording.TRANSLATION or translation is None:
        yield from text_parts(quote.exact, needles)
    if translation is not None:
        if wording is Wording.BOTH:
            yield "\n\n"
        yield from text_parts(translation, needles, "italic")
    elif wording is not Wording.ORIGINAL:
        yield ("\nno translation", STYLES["muted"])


def _paragraph(number: int) -> str:
    return f"{glyphs().paragraph}\N{NO-BREAK SPACE}{number}"
