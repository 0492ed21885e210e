"""The list of what is owed, as Markdown, as a page in HTML, and as JSON for programs.

Each form yields text piece by piece. It lists items of each section up to a limit, and says how many more there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from tui.timeline.analysis.owed.report import OwedReport, OwedSection

Form = Callable[[OwedReport, int | None], Iterator[str]]

SUFFIXES: Mapping[str, str] = {"markdown": ".md", "html": ".html", "json": ".json"}
"""The forms, and the usual ends of their files' names."""


def form_of(name: str) -> str | None:
    """Return the form that a file of this name usually has; None if no form has that ending."""
    folded = name.casefold()
    if folded.endswith((".markdown", ".htm")):
        folded = folded.replace(".markdown", ".md").replace(".htm", ".html")
    return next((form for form, suffix in SUFFIXES.items() if folded.endswith(suffix)), None)


def chunks(report: OwedReport, form: str, limit: int | None) -> Iterator[str]:
    """Yield the text of a report.

    Args:
        report: the report.
        form: one of `SUFFIXES`.
        limit: the most items of each section that are listed; None lists all.
    """
    write: Form = import_module(f"{__name__}.{form}").chunks
    yield from write(report, limit)


def left_out(section: OwedSection, limit: int | None) -> int:
    """Return how many items of a section a limit leaves out."""
    return 0 if limit is None or section.all_lack else max(0, section.count - limit)
