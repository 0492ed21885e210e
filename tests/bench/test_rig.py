"""What measures is itself held: it tells of what was painted, when it was, and puts numbers where they belong."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.comparing import in_turn
from tests.bench.plot import Line, Panel, plot
from tests.bench.timed_terminal import NotPaintedError, TimedTerminal, clean_environment

PROGRAM = """
import os, sys, time, tty
tty.setraw(0)
time.sleep(0.1)
print("\\x1b[2J\\x1b[Hready", end="", flush=True)
while key := os.read(0, 1):
    # Half a frame, and the rest of it later.
    print("\\x1b[?2026h\\x1b[2;1Hgot " + key.decode(), end="", flush=True)
    time.sleep(0.2)
    print("\\x1b[?2026l", end="", flush=True)
"""


def test_a_paint_is_timed_when_the_frame_is_whole() -> None:
    with TimedTerminal([sys.executable, "-c", PROGRAM], patience=20) as terminal:
        assert 0.1 < terminal.painted("ready") < 10
        assert 0.2 <= terminal.press("x", re.compile("got x")) < 10
        assert terminal.memory().peak >= terminal.memory().now > 1


def test_what_stands_there_already_cannot_be_waited_for() -> None:
    with TimedTerminal([sys.executable, "-c", PROGRAM], patience=20) as terminal:
        terminal.painted("ready")
        with pytest.raises(ValueError, match="before 'x' is pressed"):
            terminal.press("x", "ready")


def test_what_never_comes_is_told_with_the_screen() -> None:
    with (
        TimedTerminal([sys.executable, "-c", "print('something else')"], patience=20) as terminal,
        pytest.raises(NotPaintedError, match="something else"),
    ):
        terminal.painted("ready")


def test_programs_are_measured_with_their_compiled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in clean_environment()


def test_subjects_take_turns_and_warm_ups_do_not_count() -> None:
    order: list[str] = []

    def subject(name: str) -> Mapping[str, float]:
        order.append(name)
        return {"time": float(len(order))}

    def broken() -> Mapping[str, float]:
        raise ValueError("does not start")

    found = in_turn({"a": lambda: subject("a"), "b": lambda: subject("b"), "c": broken}, rounds=2)
    assert order == ["a", "b"] * 3
    assert found.median("a", "time") == 4  # of 3 and 5
    assert found.ratio("b", "a", "time") == 5 / 4
    assert list(found.failed) == ["c"]


def test_a_table_is_put_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- one -->\nold\n<!-- /one -->\nb\n<!-- two -->\n<!-- /two -->\n")
    report.put(page, "one", report.table(["x", "y"], [["1", "2"]]))
    report.put(page, "one", report.table(["x", "y"], [["3", "40000"]]))
    assert page.read_text() == (
        "a\n<!-- one -->\n\n| x   |     y |\n|-----|------:|\n| 3   | 40000 |\n\n<!-- /one -->\n"
        "b\n<!-- two -->\n<!-- /two -->\n"
    )
    with pytest.raises(ValueError, match="no place for 'three'"):
        report.put(page, "three", "")


def test_the_page_has_a_place_for_every_table() -> None:
    text = report.PAGE.read_text(encoding="utf-8")
    published = {
        name
        for script in Path(__file__).parent.glob("*.py")
        for name in re.findall(r'publish\("([\w-]+)"', script.read_text(encoding="utf-8"))
    }
    assert published
    assert published == set(re.findall(r"<!-- ([\w-]+) -->", text))


def test_a_plot_is_an_svg_in_which_the_larger_is_higher_and_labels_are_apart() -> None:
    lines = [Line("slow & dear", [(100, 1.0), (1000, 10.0)]), Line("same", [(100, 0.1), (1000, 9.9)])]
    drawn = ElementTree.fromstring(plot("Growth", [Panel("Time", lines, str)]))
    name = "{http://www.w3.org/2000/svg}"
    circles = [float(circle.attrib["cy"]) for circle in drawn.iter(f"{name}circle")]
    assert circles[1] < circles[0] < circles[2]
    labels = {text.text: float(text.attrib["y"]) for text in drawn.iter(f"{name}text")}
    assert abs(labels["slow & dear"] - labels["same"]) >= 12
