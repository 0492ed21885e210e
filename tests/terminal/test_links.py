"""Web addresses as hyperlinks of the terminal (OSC 8)."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.timelines import HEAD, changed, event


def test_an_address_is_written_as_a_hyperlink_that_ends(tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    head = changed(HEAD, ("issued: 2022}", "issued: 2022, url: 'https://example.org/a'}"))
    file.write_text(head + event(), encoding="utf-8")
    with Terminal([DATELINE, str(file)]) as terminal:
        terminal.wait_for("https://example.org/a")
        links = re.findall(rb"\x1b\]8;(?:id=[^;]*)?;([^\x1b\x07]*)(?:\x1b\\|\x07)", bytes(terminal.output))
    assert b"https://example.org/a" in links
    assert links[-1] == b""
    assert set(links) == {b"https://example.org/a", b""}
