"""``--lanes``: the events by the lanes of a facet, in words or drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.timelines import SMALL
from tui.cli.main import main


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def test_plain_reads_the_lanes_in_words(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, "--plain", "--lanes", "actor"]) == 0
    first, iran, russia = capsys.readouterr().out.strip().split("\n\n")
    assert first == "Actors over time, Dec 2021 to Jan 2023: 5 events in 2 lanes."
    assert iran.startswith("Iran: 4 events. ")
    assert "8 November 2022: Patrushev lands in Tehran, reported." in iran
    assert "Missiles said to have been delivered, alleged, disputed." in iran
    assert "Drones used" in russia
    assert "Drones used" not in iran


def test_a_query_narrows_the_lanes(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, "status:denied", "--lanes", "weapon"]) == 0
    assert "Missile: 1 event. January 2023: Iran denies any delivery, denied." in capsys.readouterr().out
    assert main([file, "nowhere", "--lanes", "weapon"]) == 1


def test_svg_draws_the_lanes_of_the_facet(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "lanes.svg"
    assert main([file, "--lanes", "weapon", "--output", str(target)]) == 0
    assert ">no weapon<" in target.read_text(encoding="utf-8")
    assert main([file, "--lanes", "actor", "--format", "svg"]) == 0
    assert ">no weapon<" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--lanes", "place"], "--lanes place: the events have no values of it; name one of actor, weapon"),
        (["--lanes", "actor", "--format", "csv"], "--lanes goes with --plain, or with --format svg or png"),
    ],
)
def test_wrong_uses_are_errors(file: str, options: list[str], error: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, *options]) == 2
    assert error in capsys.readouterr().err


def test_an_empty_timeline_has_no_lanes_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("title: T\nevents: []\n", encoding="utf-8")
    assert main([str(path), "--plain", "--lanes", "actor"]) == 2
    assert "the events have no values of it; no facet has any" in capsys.readouterr().err


def test_what_the_drawing_leaves_out_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "owed.yaml"
    path.write_text(
        "title: T\nevents:\n  - {id: a, date: '2022', title: T, actors: [x], draft: true}\n"
        "  - {id: b, date: '2022', title: T, actors: [x]}\nactors: {x: {name: X}}\n",
        encoding="utf-8",
    )
    assert main([str(path), "--lanes", "actor", "--format", "svg"]) == 0
    assert "svg cannot carry everything: 1 draft left out" in capsys.readouterr().err
