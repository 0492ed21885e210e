"""The line and the screen that report how a file of another format was read."""

from __future__ import annotations

from pathlib import Path

from tests.app.screen_reader import screen_text, wait_for_text
from tests.app.settling import wait_until
from tui.app.app import DatelineApp
from tui.timeline.loader import Loader

TABLE = "date,title,place\n2020-01-02,It began,Kyiv\nsome day,It went on,Lviv\n"


def app_of(path: Path) -> DatelineApp:
    index = Loader(path).try_load()
    assert index is not None
    return DatelineApp(index, "", path, seconds_between_polls=0.01)


async def test_a_line_counts_the_remarks_and_the_report_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(TABLE)
    app = app_of(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "1 undated, 3 guessed")
        await pilot.press("i")
        await wait_for_text(pilot, "How events.csv was read")
        assert "the date is not understood, and its wording is kept: “some day” (row 3)" in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "How events.csv was read" not in screen_text(app))
        await pilot.click("#report-line")
        await wait_for_text(pilot, "How events.csv was read")


async def test_the_line_names_its_key_however_narrow_it_is(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(TABLE)
    app = app_of(path)

    def has_line(text: str) -> bool:
        return text in map(str.strip, screen_text(app).splitlines())

    async with app.run_test(size=(62, 24)) as pilot:
        await wait_until(pilot, lambda: has_line("Read from another format: 1 undated, 3 guessed — i reports"))
        await pilot.resize_terminal(40, 12)
        await wait_until(pilot, lambda: has_line("1 undated, 3 guessed — i reports"))
        await pilot.resize_terminal(33, 12)
        await wait_until(pilot, lambda: has_line("1 undated and more — i reports"))


async def test_a_table_that_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(TABLE)
    app = app_of(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "It went on")
        path.write_text(TABLE.replace("some day", "2020-01-03") + "2021,It ended,Kyiv\n")
        await wait_until(pilot, lambda: "It ended" in screen_text(app) and "undated" not in screen_text(app))


async def test_there_is_no_line_for_a_file_of_datelines_own(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: T\nevents:\n  - {date: 2022, title: It began}\n")
    app = app_of(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_until(pilot, lambda: app.browser.late.is_laid_out)
        assert not app.browser.query("#report-line")
        await pilot.press("i")
        await wait_until(pilot, lambda: any("Nothing to report" in each.message for each in app._notifications))


async def test_a_file_that_is_added_to_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.yaml").write_text("title: T\nevents:\n  - {date: 2022, title: Own}\n")
    loader = Loader(tmp_path)
    index = loader.try_load()
    assert index is not None
    app = DatelineApp(index, "", tmp_path, reloader=loader, seconds_between_polls=0.01)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "It went on")
        (tmp_path / "c.csv").write_text("date,title\n2023,It came later\n")
        await wait_for_text(pilot, "It came later")
        (tmp_path / "b.yaml").write_text("title: T\nevents:\n  - {date: 2022, title: Changed}\n")
        await wait_for_text(pilot, "Changed")


async def test_the_report_on_several_files_is_named_after_the_timeline(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TABLE)
    loader = Loader(tmp_path / "a.csv", more=[tmp_path / "b.csv"])
    app = DatelineApp(loader.load(), "", loader.path, reloader=loader)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("i")
        await wait_for_text(pilot, "How a and b was read")
        first = next(line for line in screen_text(app).splitlines() if "1 ×" in line)
        assert first.startswith("    1 × a.csv: ")  # further lines are further to the right
        assert "\n        understood" in screen_text(app)
