"""The list of what is owed, as one page in HTML that loads nothing and runs nothing.

The page is a template of Jinja, which escapes what is put into it; control characters are shown as pictures before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from jinja2 import FileSystemLoader
from markupsafe import Markup

from tui.text.printable import printable
from tui.timeline.analysis.owed.report import OwedItem, OwedReport, OwedSection
from tui.timeline.exports.owed import left_out
from tui.timeline.exports.templates import page_environment, policy_hash

_FOLDER = Path(__file__).parent
_BUFFERED = 200
"""How many pieces of the page are joined before they are written."""


def chunks(report: OwedReport, limit: int | None) -> Iterator[str]:
    """Yield the page."""
    environment = page_environment(
        loader=FileSystemLoader(_FOLDER), finalize=lambda value: printable(value) if type(value) is str else value
    )

    def items(section: OwedSection) -> Iterator[OwedItem]:
        return islice(section.items(), limit)

    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    stream = environment.get_template("page.html").stream(
        report=report,
        items=items,
        left_out=lambda section: left_out(section, limit),
        style=Markup(style),
        style_hash=policy_hash(style),
    )
    stream.enable_buffering(_BUFFERED)
    yield from stream
