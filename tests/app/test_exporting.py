"""Exporting what is shown from inside the app, to a file or to the clipboard."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.timeline.test_disputes import CHAIN
from tests.timeline.test_public import DISPUTES
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.screens.export import ExportScreen
from tui.app.screens.export_text import suggested_name, with_suffix_of
from tui.app.widgets.line_input import LineInput
from tui.timeline.exports import FORMATS

WIDE = (120, 40)

pytestmark = pytest.mark.usefixtures("folder")


def field(app: DatelineApp) -> LineInput:
    return app.screen.query_one(LineInput)


async def choose(pilot: Pilot[None], form: str) -> None:
    await pilot.press("x", *["down"] * list(FORMATS).index(form))
    await pilot.pause()


async def written(pilot: Pilot[None], path: Path) -> str:
    await wait_until(pilot, lambda: path.exists() and not isinstance(pilot.app.screen, ExportScreen))
    return path.read_bytes().decode("utf-8", "replace")


async def test_what_is_shown_is_written_in_its_order(make_app: MakeApp, folder: Path) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("b")
        await choose(pilot, "csv")
        assert field(app).value == "timeline-actor-iran.csv"
        await pilot.press("enter")
        text = await written(pilot, folder / "timeline-actor-iran.csv")
        assert [row["id"] for row in csv.DictReader(text.splitlines())] == listed_ids(app)
        await wait_for_text(pilot, "Wrote 4 events into timeline-actor-iran.csv.")


async def test_every_format_can_be_written_after_the_one_before(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for number, form in enumerate(FORMATS.values()):
            await pilot.press("x", *["down"] * min(number, 1))
            assert isinstance(app.screen, ExportScreen)
            assert app.screen.form is form
            name = field(app).value
            assert name.endswith(form.suffix)
            await pilot.press("enter")
            assert await written(pilot, folder / name), form.name
            (folder / name).unlink()


async def test_another_name_can_be_typed_and_keeps_to_the_format(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "tab", "ctrl+u", *"mine.json", "shift+tab", "down")
        await pilot.pause()
        assert field(app).value == "mine.jsonl"
        await pilot.press("enter")
        text = await written(pilot, folder / "mine.jsonl")
        assert len(text.splitlines()) == 5
        assert json.loads(text.splitlines()[0])["id"] == "talks"


async def test_a_file_is_replaced_only_after_asking(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    (folder / "timeline.json").write_text("old")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter")
        await wait_for_text(pilot, "timeline.json exists already: Enter replaces it.")
        assert (folder / "timeline.json").read_text() == "old"
        await pilot.press("down", "up")  # another name in between
        await pilot.press("enter")
        await wait_for_text(pilot, "Enter replaces it.")
        await pilot.press("enter")
        await wait_until(pilot, lambda: (folder / "timeline.json").read_text() != "old")
        assert sorted(path.name for path in folder.iterdir()) == ["timeline.json"]


async def test_the_timeline_itself_is_never_written(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "tab", "ctrl+u", *"../timeline.yaml", "enter", "enter")
        await wait_for_text(pilot, "is the timeline itself")
        assert (tmp_path / "timeline.yaml").read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "A file needs a name."), ("no/where.csv", "There is no folder no."), ("/", "is a folder"),
     ("~nobody-of-this-name/x", "cannot be written")],
)  # fmt: skip
async def test_a_file_that_cannot_be_written_is_reported(make_app: MakeApp, name: str, message: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "tab", "ctrl+u", *("tilde" if key == "~" else key for key in name), "enter")
        await wait_for_text(pilot, message)
        assert isinstance(app.screen, ExportScreen)


async def test_an_error_of_the_system_is_reported(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.app.screens.export.write_whole", full)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter")
        await wait_for_text(pilot, "timeline.json cannot be written: No space left on device")


async def test_the_text_is_copied_instead(make_app: MakeApp, folder: Path) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "jsonl")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: not isinstance(app.screen, ExportScreen))
        assert json.loads(app.clipboard)["id"] == "denial"
        assert list(folder.iterdir()) == []


async def test_a_picture_is_not_copied(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "png")
        await pilot.press("ctrl+y")
        await wait_for_text(pilot, "png is not text: write it to a file.")


async def test_a_library_that_is_not_installed_is_named(
    make_app: MakeApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "png")
        await pilot.press("enter")
        await wait_for_text(pilot, "pip install 'dateline[png]'")
        assert list(folder.iterdir()) == []


async def test_a_very_long_text_is_not_copied(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.screens.export.MOST_COPIED", 10)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "y")
        await wait_for_text(pilot, "more than 10 characters")


async def test_what_a_format_has_no_room_for_is_reported(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await choose(pilot, "ics")
        await pilot.press("enter")
        await wait_for_text(pilot, "everything:")


async def test_the_format_is_remembered_until_the_app_ends(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "markdown")
        await pilot.press("escape", "x")
        await pilot.pause()
        assert field(app).value == "timeline.md"


async def test_disputed_claims_are_written_as_they_are_listed(make_app: MakeApp, folder: Path) -> None:
    app = make_app(CHAIN)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await choose(pilot, "jsonl")
        await pilot.press("enter")
        text = await written(pilot, folder / "timeline.jsonl")
        ids = [json.loads(line)["id"] for line in text.splitlines()]
        assert ids == ["claim", "denial", "doubt", "backed", "other", "again"]


async def test_only_what_was_known_is_written(make_app: MakeApp, folder: Path) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "jsonl")
        await pilot.press("enter")
        text = await written(pilot, folder / "timeline-known-2022-12-01.jsonl")
        assert "la visite de novembre" not in text
        assert "Patrouchev a atterri" in text


async def test_nothing_shown_is_nothing_to_export(make_app: MakeApp) -> None:
    app = make_app(query="zzz")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("x")
        await wait_for_text(pilot, "nothing to export")


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (40, 12)])
async def test_the_name_and_the_format_are_in_sight(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=size) as pilot:
        await choose(pilot, "bibtex")
        assert "▸ bibtex" in screen_text(app)
        assert "timeline-actor-iran.bib" in screen_text(app)
        assert "Write" in screen_lines(app)[-1]


def test_names_are_safe_and_never_that_of_the_timeline() -> None:
    form = FORMATS["json"]
    assert suggested_name(form, Path("a.yaml"), 'x/../y "l’Iran" \x1b') == "a-x-y-l-Iran.json"
    assert suggested_name(form, Path("a.json"), "") == "a-events.json"
    assert suggested_name(form, None, "军事 " * 40).startswith("timeline-军事")
    assert len(suggested_name(form, None, "x" * 500)) < 60
    assert with_suffix_of("a.JSON", FORMATS["csv"], FORMATS.values()) == "a.csv"
    assert with_suffix_of("a.txt", FORMATS["csv"], FORMATS.values()) == "a.txt"


async def test_a_visitor_of_the_web_server_writes_no_file(
    make_app: MakeApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    monkeypatch.setattr(DatelineApp, "is_web", True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter")
        await wait_for_text(pilot, "Files cannot be written from a browser")
        assert list(folder.iterdir()) == []


async def test_own_marks_and_notes_are_written_if_they_are_asked_for(make_app: MakeApp, folder: Path) -> None:
    app = make_app(query="talks")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x")
        assert "With notes" not in screen_text(app)  # there are none
        await pilot.press("escape", "c", "j", "M", "A", *"Paid?", "escape")
        await choose(pilot, "jsonl")
        await wait_for_text(pilot, "With notes")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: not isinstance(app.screen, ExportScreen))
        assert "Paid?" not in app.clipboard
        await pilot.press("x", "ctrl+n")
        await wait_for_text(pilot, "with your marks and notes")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: "Paid?" in app.clipboard)
        fields = [json.loads(line).get("data") for line in app.clipboard.splitlines()]
        assert {"my mark": "yes", "my note": "Paid?"} in fields


HUSHED = """\
title: The works
events:
  - {id: open, date: 2024-01, title: The works open, links: {follows: plan}}
  - {id: plan, date: 2023-12, title: A plan that nobody may see, internal: true, data: {codename: heron}}
  - {id: owed, date: 2024-02, title: Something to finish, draft: true}
"""


async def test_a_public_edition_leaves_out_what_is_internal_and_says_so(make_app: MakeApp, folder: Path) -> None:
    app = make_app(HUSHED)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await choose(pilot, "csv")
        await pilot.press("o")
        await wait_for_text(pilot, "public edition")
        await pilot.press("enter")
        text = await written(pilot, folder / "timeline.csv")
        assert [row["title"] for row in csv.DictReader(text.splitlines())] == ["The works open"]
        assert "codename" not in text
        await wait_for_text(pilot, "Wrote 1 event (without 1 draft, 1 internal")
        await pilot.press("x", "ctrl+o", "ctrl+o", "ctrl+y")
        await wait_until(pilot, lambda: "codename" in app.clipboard)


async def test_disputes_of_a_public_edition_are_those_in_it(make_app: MakeApp, folder: Path) -> None:
    app = make_app(DISPUTES)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await choose(pilot, "jsonl")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: ids_of(app.clipboard) == ["mayor", "secret", "clerk", "open"])
        await pilot.press("x", "ctrl+o", "ctrl+y")
        await wait_until(pilot, lambda: ids_of(app.clipboard) == ["clerk", "open"])


def ids_of(lines: str) -> list[str]:
    return [json.loads(line)["id"] for line in lines.splitlines()]
