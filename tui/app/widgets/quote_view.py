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
from tui.text.counts import counted
from tui.text.folding import fold
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Quote
from tui.timeline.model.timeline import Timeline

MOST_QUOTES = 200
"""How many quotes of an event are shown at most: each source is a widget, and a key paints all of them."""


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

    def show(
        self, timeline: Timeline, quotes: Sequence[Quote], needles: Sequence[str], wording: Wording, further: int = 0
    ) -> None:
        """Show quotes.

        Args:
            timeline: the timeline that the quotes belong to.
            quotes: the quotes, all of the same source.
            needles: the folded words to highlight.
            wording: which words to show; the original stands for a translation that is missing.
            further: how many quotes of the event are not shown.
        """
        parts = [*_parts(timeline, quotes, needles, wording)]
        if further:
            parts.append((f"\n\nand {counted(further, 'further quote')}, which every export has", STYLES["muted"]))
        self._quotes = Content.assemble(*parts)
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

    Of more than `MOST_QUOTES` the first ones are shown, and before them those with the words to highlight.

    Args:
        quotes: the quotes.
        views: the views that are mounted.
        timeline: the timeline that the quotes belong to.
        needles: the folded words to highlight.
        wording: which words to show.
        mount: mounts more views after the others, if there are too few.
    """
    shown = _most_wanted(quotes, needles)
    by_source: dict[str, list[Quote]] = {}
    for quote in shown:
        by_source.setdefault(quote.source, []).append(quote)
    views = [*views]
    missing = [QuoteView(markup=False) for _ in range(len(by_source) - len(views))]
    if missing:
        mount(missing)
        views += missing
    for view in views[len(by_source) :]:
        view.display = False
    for number, (view, together) in enumerate(zip(views, by_source.values(), strict=False), start=1):
        view.display = True
        further = len(quotes) - len(shown) if number == len(by_source) else 0
        view.show(timeline, together, needles, wording, further)


def _most_wanted(quotes: Sequence[Quote], needles: Sequence[str]) -> Sequence[Quote]:
    """Return the quotes to show, in their order. Of too many, those with words to highlight are taken first."""
    if len(quotes) <= MOST_QUOTES:
        return quotes

    def has_no_needle(number: int) -> bool:
        texts = fold(f"{quotes[number].exact}\n{quotes[number].translation or ''}")
        return not any(needle in texts for needle in needles)

    numbers = sorted(range(len(quotes)), key=has_no_needle)[:MOST_QUOTES]
    return [quotes[number] for number in sorted(numbers)]


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
