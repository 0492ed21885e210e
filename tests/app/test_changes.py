"""Two versions of a timeline compared in the app."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.locks import others_than_locked
from tests.timelines import BUNDLED, SMALL, changed
from tui.app.app import DatelineApp
from tui.app.screens.changes import ChangesScreen
from tui.app.screens.comparison import compared
from tui.app.widgets.key_bar import KeyBar
from tui.timeline.comparing.versions import as_known_on
from tui.timeline.reading.reader import parse_timeline, read_timeline

OTHER_VERSIONS = others_than_locked("textual", "rich")
WIDE, MEDIUM = (120, 36), (80, 24)
OLDER = changed(
    SMALL,
    ("title: First talks", "title: Some first talks"),
    ("name: Iran\n", "name: Persia\n"),
    ("date: ../2021", "date: ../2020"),
    ("title: Drones used", "title: Many drones used"),
    ("title: La suite", "title: Une suite"),
    (SMALL[SMALL.index("  - id: denial") : SMALL.index("  - id: drones")], ""),
)


@pytest.fixture
def make_compared(make_app: MakeApp) -> Callable[[], DatelineApp]:
    """Return a function that makes an app with a comparison over the browser of the newer version."""

    def make() -> DatelineApp:
        app = make_app()
        timelines = parse_timeline(OLDER), parse_timeline(SMALL)
        app.over = lambda: ChangesScreen(compared(timelines[0], "old.yaml", timelines[1], "new.yaml"))
        return app

    return make


def column(app: DatelineApp, start: int, end: int) -> str:
    return "\n".join(line[start:end] for line in screen_lines(app))


async def test_changes_are_listed_by_their_kinds_beside_both_versions(make_compared: Callable[[], DatelineApp]) -> None:
    app = make_compared()
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "older old.yaml")
        headings = [line[1:34].strip() for line in screen_lines(app) if "(" in line[1:20]]
        assert headings[0] == "Added (1)"
        assert {"Re-dated (1)", "Re-worded (1)", "Sources (1)", "The timeline (1)"} <= set(headings)
        assert "not there" in column(app, 36, 78)
        assert "Iran denies any delivery" in column(app, 78, 120)


async def test_n_and_capital_n_go_from_change_to_change(make_compared: Callable[[], DatelineApp]) -> None:
    app = make_compared()
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "1 of ")
        total = int(screen_text(app).split("1 of ")[1].split()[0])
        await pilot.press(*"n" * (total + 3))
        await wait_for_text(pilot, f"{total} of {total}")
        assert "Persia" in column(app, 36, 78)
        assert "Iran" in column(app, 78, 120)
        await pilot.press("N")
        await wait_for_text(pilot, f"{total - 1} of {total}")


async def test_the_key_bar_offers_only_keys_that_do_something(make_app: MakeApp) -> None:
    one = "title: T\nevents:\n  - {id: a, date: 2020, title: A}\n"
    both = f"{one}  - {{id: b, date: 2021, title: B}}\n"
    app = make_app(one)
    app.over = lambda: ChangesScreen(compared(parse_timeline(both), "old.yaml", parse_timeline(one), "new.yaml"))
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "Withdrawn (1)")
        offered = {hint.description for hint in app.screen.query_one(KeyBar).hints}
        assert "Close" in offered
        assert offered.isdisjoint(("Go there", "Next", "Previous"))


async def test_the_words_that_changed_are_marked(make_compared: Callable[[], DatelineApp]) -> None:
    app = make_compared()
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "1 of ")
        while "Many drones" not in screen_text(app):
            await pilot.press("n")
        styles = {
            segment.text.strip(): segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        }
        assert styles["Many drones"].strike
        assert styles["Drones"].underline


async def test_narrow_versions_stand_below_each_other_with_what_changed(
    make_compared: Callable[[], DatelineApp],
) -> None:
    app = make_compared()
    async with app.run_test(size=MEDIUM) as pilot:
        await wait_for_text(pilot, "older old.yaml")
        await pilot.press("n")
        await wait_for_text(pilot, "2 of ")
        lines = screen_lines(app)
        older, newer = (next(at for at, line in enumerate(lines) if word in line) for word in ("older", "newer"))
        assert older < newer
        assert "status" not in "\n".join(lines[older:])
        await pilot.press("u")
        await wait_for_text(pilot, "status alleged")


async def test_enter_goes_to_the_event_and_escape_back_to_where_one_was(
    make_compared: Callable[[], DatelineApp],
) -> None:
    app = make_compared()
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "1 of ")
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, ChangesScreen))
        await wait_until(pilot, lambda: app.browser.shown_event is not None and app.browser.shown_event.id == "denial")
        await pilot.press("escape")
        await pilot.pause()


async def run_command(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause()
    await pilot.press(*(key if key != " " else "space" for key in name))
    await wait_for_text(pilot, name.capitalize())
    await pilot.press("enter")


async def test_a_file_or_a_revision_is_compared_from_the_palette(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(OLDER)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    app = make_app()
    (tmp_path / "other.yaml").write_text(OLDER, encoding="utf-8")
    async with app.run_test(size=WIDE) as pilot:
        await run_command(pilot, "compare with")
        await wait_for_text(pilot, "HEAD:timeline.yaml")
        await pilot.press("enter")
        await wait_for_text(pilot, "older HEAD:timeline.yaml")
        await pilot.press("escape")
        await run_command(pilot, "compare with")
        await wait_for_text(pilot, "HEAD:timeline.yaml")
        await pilot.press(*"missing.yaml", "enter")
        await wait_for_text(pilot, "missing.yaml: no such file")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is app.browser)


async def test_two_days_are_compared_from_the_palette(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await run_command(pilot, "what was learnt")
        await wait_for_text(pilot, "Known on")
        await pilot.press("enter")
        await wait_for_text(pilot, "newer known on")
        assert "Added (" in screen_text(app)
        await pilot.press("q")
        await wait_until(pilot, lambda: app.screen is app.browser)


async def test_each_of_several_links_has_a_line_of_its_own(make_app: MakeApp) -> None:
    new = read_timeline(BUNDLED)
    old = as_known_on("2022-11-30", new)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await app.push_screen(ChangesScreen(compared(old, "old", as_known_on("2022-12-31", new), "new")))
        await pilot.press("G", "N", "N")
        await wait_for_text(pilot, "Iran denies it intends to sell Russia")
        assert "\u240a" not in screen_text(app)
        await pilot.press("u")
        assert any(line.rstrip(" │").endswith("(1–9 Nov 2022)") for line in screen_lines(app))


@pytest.mark.skipif(bool(OTHER_VERSIONS), reason=f"the snapshots are of other versions: {OTHER_VERSIONS}")
@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "dateline-dark"), (MEDIUM, "dateline-light")], ids=["120x36-dark", "80x24-light"]
)
def test_a_comparison(
    make_compared: Callable[[], DatelineApp], snap_compare: Callable[..., bool], size: tuple[int, int], theme: str
) -> None:
    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await wait_for_text(pilot, "1 of ")
        await pilot.press("n")
        await wait_for_text(pilot, "2 of ")

    assert snap_compare(make_compared(), terminal_size=size, run_before=set_theme)
