"""The list of what is owed, as one page in HTML that loads nothing and runs nothing.

The page is a template of Jinja, which escapes what is put into it; control characters are shown as pictures before.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tui.text.printable import printable
from tui.timeline.analysis.owed.report import OwedItem, OwedReport, OwedSection
from tui.timeline.exports.owed import left_out

_FOLDER = Path(__file__).parent
_BUFFERED = 200
"""How many pieces of the page are joined before they are written."""


def chunks(report: OwedReport, limit: int | None) -> Iterator[str]:
    """Yield the page."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )

    def items(section: OwedSection) -> Iterator[OwedItem]:
        return islice(section.items(), limit)

    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    stream = environment.get_template("page.html").stream(
        report=report,
        items=items,
        left_out=lambda section: left_out(section, limit),
        style=Markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )
    stream.enable_buffering(_BUFFERED)
    yield from stream
