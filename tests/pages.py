"""The project's pages in Markdown, taken apart for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.timelines import ROOT

REFERENCE = (
    "query",
    "keys",
    "schema",
    "command-line",
    "checking",
    "merging",
    "config",
    "terminals",
    "large-timelines",
    "performance",
)
"""The pages in ``docs`` that the README refers readers to."""


def page(name: str) -> str:
    """Return the text of a page.

    Args:
        name: its path from the root of the project, without the suffix.
    """
    return (ROOT / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands below a second-level heading."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all tables in a text, without the headers."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rules = {index for index, line in enumerate(lines) if set(line) <= set("|-: ")}
    bodies = [line for index, line in enumerate(lines) if index not in rules and index + 1 not in rules]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in bodies]


def codes(cell: str) -> list[str]:
    """Return what stands between backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[str]:
    """Yield the shell commands of a page's console blocks, without their comments."""
    for block in blocks(text, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                yield line[2:].partition("  #")[0].strip()


def queries(text: str) -> Iterator[str]:
    """Yield the queries of a page's indented examples, without their explanations."""
    without_fences = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    for line in re.findall(r"^    (\S.*)$", without_fences, re.MULTILINE):
        yield line.partition("  ")[0]


def links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the file and the anchor of each link to another file of the project; either may be empty."""
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            yield file, anchor


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
