"""The footnotes of a Markdown document: the sources that its sections refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.text.free_names import FreeNames
from tui.timeline.exports.markdown_text import address, escaped, escaped_line
from tui.timeline.model.citations import cited
from tui.timeline.model.timeline import Timeline

_HOST = re.compile(r"https?://(?:www\.)?([^/?#]*)", re.IGNORECASE)
_OUTER_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_UNUSUAL = re.compile(r"[^\w.%-]+")


class Footnotes:
    """Labels sources as they are referred to, and writes their footnotes in that order.

    Args:
        timeline: the timeline that has the sources.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._labels: dict[str, str] = {}
        self._taken: set[str] = set()
        self._names = FreeNames(self._taken, ignore_case=True)

    def reference(self, source_id: str) -> str:
        """Return a reference to the footnote of a source."""
        label = self._labels.get(source_id)
        if label is None:
            label = self._labels[source_id] = self._new_label(source_id)
        return f"[^{label}]"

    def lines(self) -> Iterator[str]:
        """Yield a line for each source referred to.

        A line ends with a full stop or ">", so that parsers without footnotes see no link definition.
        """
        for source_id in self._labels:
            source = self._timeline.sources[source_id]
            is_url = source.name == source.url
            text = escaped_line(cited(self._timeline, source_id), links=is_url)
            if source.issued_basis != "stated":
                note = f": {escaped(source.issued_note)}" if source.issued_note else ""
                text += f" ({escaped(source.issued_basis)}{note})"
            urls = [address(url) for url in (None if is_url else source.url, source.archived) if url]
            yield " ".join((f"{self.reference(source_id)}: {text}.", *urls))

    def _new_label(self, source_id: str) -> str:
        """Return the id of a source or the host of its URL, with a number if another source has the same label.

        Labels that differ in case are the same. Underscores at the edge of a word are encoded, as they might be
        emphasis.
        """
        host = _HOST.match(source_id)
        name = _UNUSUAL.sub("-", host[1] if host else source_id) or "source"
        if _OUTER_UNDERSCORE.search(name):
            name = name.replace("_", "%5F")
        label = self._names.free(name)
        self._taken.add(label.casefold())
        return label
