"""The drawing as a picture: as large as it should be, with every character that a font has."""

from __future__ import annotations

import struct
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.timeline.exported import TIMELINE
from tui.cli.main import main
from tui.timeline.exports import FORMATS
from tui.timeline.exports.font_check import missing_characters
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.refusal import CannotExportError
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline

resvg_py = pytest.importorskip("resvg_py", reason="resvg-py, the extra [png], is not installed")


def picture(timeline: Timeline, losses: Losses | None = None) -> bytes:
    return b"".join(FORMATS["png"].encoded(timeline, timeline.events, losses))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_picture_is_twice_as_large_as_the_drawing() -> None:
    drawing = "".join(FORMATS["svg"].lines(TIMELINE, TIMELINE.events))
    width, height = size(picture(TIMELINE))
    assert f'viewBox="0 0 {width // 2} {height // 2}"' in drawing


def test_a_huge_picture_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = size(picture(TIMELINE))
    monkeypatch.setattr("tui.timeline.exports.png._MOST_PIXELS", 200_000)
    width, height = size(picture(TIMELINE))
    assert 150_000 < width * height < 210_000 < whole[0] * whole[1]


def test_characters_that_no_font_has_are_boxes_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.timeline.exports.png.missing_characters", lambda *_: {"Ж", "x"})
    losses = Losses()
    with_boxes = picture(parse_timeline("title: Ж\nevents:\n  - {date: 2022, title: Aé Ж Ж}\n"), losses)
    assert losses.lines() == ["2 characters that no font here has"]
    monkeypatch.setattr("tui.timeline.exports.png.missing_characters", lambda *_: set())
    assert with_boxes == picture(parse_timeline("title: □\nevents:\n  - {date: 2022, title: Aé □ □}\n"))


def test_a_character_is_missing_if_it_looks_as_one_that_does_not_exist() -> None:
    assert missing_characters("aé1.<&", resvg_py.svg_to_bytes) == set()
    without_fonts = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    assert missing_characters("aé1.<& \n", without_fonts) == set("aé1.<&")


def test_a_system_without_fonts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    render = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **given: render(skip_system_fonts=True, **given))
    with pytest.raises(CannotExportError, match="has none: install one"):
        picture(TIMELINE)


def test_a_missing_library_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    target = tmp_path / "t.png"
    assert main(["--output", str(target)]) == 2
    assert "PNG needs resvg-py, which is not installed: pip install 'dateline[png]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main(["--format", "png"]) == 2


def test_a_terminal_gets_no_picture() -> None:
    with Terminal([DATELINE, "--format", "png"], size=(20, 120)) as terminal:
        assert terminal.wait_for_exit() == 2
        assert "png is not text: write it to a file, as by" in terminal.text


def test_a_pipe_gets_the_picture(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["status:denied", "--format", "png"]) == 0
    assert size(capfdbinary.readouterr().out)[0] > 1000
