"""The measuring tools: paints are timed correctly, subjects take turns, and tables go between their markers."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.measurements import measure_in_turn
from tests.bench.plot import Line, Panel, plot
from tests.bench.timed_terminal import NotPaintedError, TimedTerminal, clean_environment

PROGRAM = """
import os, sys, time, tty
tty.setraw(0)
time.sleep(0.1)
print("\\x1b[2J\\x1b[Hready", end="", flush=True)
while key := os.read(0, 1):
    # Half a frame, and the other half later.
    print("\\x1b[?2026h\\x1b[2;1Hgot " + key.decode(), end="", flush=True)
    time.sleep(0.2)
    print("\\x1b[?2026l", end="", flush=True)
"""


def test_a_paint_is_timed_when_the_frame_is_complete() -> None:
    with TimedTerminal([sys.executable, "-c", PROGRAM], timeout=20) as terminal:
        assert 0.1 < terminal.time_until("ready") < 10
        assert 0.2 <= terminal.press("x", re.compile("got x")) < 10
        assert terminal.memory().peak >= terminal.memory().resident > 1


def test_waiting_for_text_that_is_already_on_the_screen_is_an_error() -> None:
    with TimedTerminal([sys.executable, "-c", PROGRAM], timeout=20) as terminal:
        terminal.time_until("ready")
        with pytest.raises(ValueError, match="before 'x' is pressed"):
            terminal.press("x", "ready")


def test_the_error_for_text_that_never_appears_shows_the_screen() -> None:
    with (
        TimedTerminal([sys.executable, "-c", "print('something else')"], timeout=20) as terminal,
        pytest.raises(NotPaintedError, match="something else"),
    ):
        terminal.time_until("ready")


def test_programs_are_measured_with_cached_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in clean_environment()


def test_subjects_take_turns_and_warm_ups_do_not_count() -> None:
    order: list[str] = []

    def subject(name: str) -> Mapping[str, float]:
        order.append(name)
        return {"time": float(len(order))}

    def broken() -> Mapping[str, float]:
        raise ValueError("does not start")

    measured = measure_in_turn({"a": lambda: subject("a"), "b": lambda: subject("b"), "c": broken}, rounds=2)
    assert order == ["a", "b"] * 3
    assert measured.median("a", "time") == 4  # of 3 and 5
    assert measured.ratio("b", "a", "time") == 5 / 4
    assert list(measured.failed) == ["c"]


def test_a_table_is_put_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- one -->\nold\n<!-- /one -->\nb\n<!-- two -->\n<!-- /two -->\n")
    report.replace_section(page, "one", report.table(["x", "y"], [["1", "2"]]))
    report.replace_section(page, "one", report.table(["x", "y"], [["3", "40000"]]))
    assert page.read_text() == (
        "a\n<!-- one -->\n\n| x   |     y |\n|-----|------:|\n| 3   | 40000 |\n\n<!-- /one -->\n"
        "b\n<!-- two -->\n<!-- /two -->\n"
    )
    with pytest.raises(ValueError, match="no markers for 'three'"):
        report.replace_section(page, "three", "")


def test_the_page_has_markers_for_every_table() -> None:
    text = report.PAGE.read_text(encoding="utf-8")
    published = {
        name
        for script in Path(__file__).parent.glob("*.py")
        for name in re.findall(r'publish\("([\w-]+)"', script.read_text(encoding="utf-8"))
    }
    assert published
    assert published == set(re.findall(r"<!-- ([\w-]+) -->", text))


def test_a_plot_draws_larger_values_higher_and_keeps_labels_apart() -> None:
    lines = [Line("slow & costly", [(100, 1.0), (1000, 10.0)]), Line("same", [(100, 0.1), (1000, 9.9)])]
    image = ElementTree.fromstring(plot("Growth", [Panel("Time", lines, str)]))
    name = "{http://www.w3.org/2000/svg}"
    circles = [float(circle.attrib["cy"]) for circle in image.iter(f"{name}circle")]
    assert circles[1] < circles[0] < circles[2]
    labels = {text.text: float(text.attrib["y"]) for text in image.iter(f"{name}text")}
    assert abs(labels["slow & costly"] - labels["same"]) >= 12
