"""The scripts of the HTML page that answer queries, run by Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.linked_data import linked_events, linked_quotes
from tui.timeline.exports.page.page_data import PageData
from tui.timeline.exports.page.script_json import script_json
from tui.timeline.exports.page.sources import ANSWERING, source
from tui.timeline.search.index import Index

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")

_MAIN = """
let finder = null;
const answers = {
  open: ([data, linked, quotes]) => { finder = new Finder(openTimeline(data, linked, quotes)); return true; },
  find: ([text, order]) => {
    const found = finder.find(text, order);
    const counts = Object.fromEntries(finder.timeline.facets.map((facet) => {
      const counted = found.counts(facet);
      return [facet.name, Object.fromEntries(facet.values.map((value, i) => [value.id, counted[i]]))];
    }));
    return {
      rows: found.rows,
      uncertain: [...found.uncertain],
      counts,
      needles: found.bound.needles,
      unread: found.bound.notices.some((notice) => notice.isUnread),
      notices: found.bound.notices.map((notice) => notice.message),
    };
  },
  fields: () => [FIELDS, FLAGS],
  fold: ([texts]) => texts.map(finder.timeline.fold),
  range: ([typed]) => { const range = typedRange(typed); return range && range.map(String); },
  printed: ([text]) => queryText(parseQuery(text).terms),
  toggled: ([text, name, id, role]) => {
    const facet = finder.timeline.facets.find((one) => one.name === name);
    return toggled(finder.timeline, text, facet, facet.values.findIndex((value) => value.id === id), role);
  },
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [name, ...values] = JSON.parse(line);
  process.stdout.write(JSON.stringify(answers[name](values)) + "\\n");
});
"""


class PageAnswer(NamedTuple):
    """What the page answers to a query."""

    rows: list[int]
    uncertain: list[int]
    counts: dict[str, dict[str, int]]
    needles: list[str]
    unread: bool
    """Whether it says that it does not read a date of the query."""
    notices: list[str]


class PageEngine:
    """A process that answers queries as the page does."""

    def __init__(self) -> None:
        script = "\n".join((*(source(f"{name}.js") for name in ANSWERING), _MAIN))
        node = shutil.which("node")
        assert node is not None
        self._process = subprocess.Popen(
            [node, "-e", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, name: str, *values: object) -> Any:
        """Call a function of the page."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([name, *values]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def open(self, index: Index) -> None:
        """Open a timeline, given as the page holds it."""
        parts = (PageData(index, Losses()).as_json(), linked_events(index.timeline), linked_quotes(index.timeline))
        self.ask("open", *(json.loads(script_json(part)) for part in parts))

    def find(self, text: str, order: str = "date") -> PageAnswer:
        """Answer a query."""
        return PageAnswer(**self.ask("find", text, order))

    def fold(self, texts: Sequence[str]) -> list[str]:
        """Fold texts."""
        found: list[str] = self.ask("fold", texts)
        return found

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()
