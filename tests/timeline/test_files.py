"""Files that cannot be read, or are not text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.timelines import SMALL
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_timeline


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        read_timeline(tmp_path / "none.yaml")
    assert caught.value.lines() == [f"{tmp_path / 'none.yaml'}: no such file; give the path of a timeline in YAML"]


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        read_timeline(tmp_path)
    assert caught.value.lines() == [f"{tmp_path}: this is a directory; name a file in it"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    file = tmp_path / "secret.yaml"
    file.write_text(SMALL)
    file.chmod(0)
    with pytest.raises(TimelineError, match="no permission to read it; change its mode, or name another file"):
        read_timeline(file)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("title: T\ndescription: été\n".encode("latin-1"))
    with pytest.raises(TimelineError) as caught:
        read_timeline(file)
    assert caught.value.lines() == [f"{file}:2:14: the byte 0xE9 is not UTF-8; save the file as UTF-8"]


def test_a_binary_file(tmp_path: Path) -> None:
    file = tmp_path / "picture.yaml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(TimelineError, match="this is not a text file; a timeline is YAML in UTF-8"):
        read_timeline(file)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(3 * 1024**3)
    with pytest.raises(TimelineError, match="3,221,225,472 bytes are too many; a timeline has at most 2,147,483,648"):
        read_timeline(file)
