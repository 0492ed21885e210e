"""The words in the chart where there is no event for notably long."""

from __future__ import annotations

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, wait_for_text
from tests.app.settling import wait_until

WIDE, MEDIUM = (200, 50), (80, 24)

PAUSE = """\
title: A long pause
events:
  - {date: 2010-02, title: One, status: reported}
  - {date: 2011-02, title: Two, status: denied}
  - {date: 2012-02, title: Three, tags: [x]}
  - {date: 2013-05, title: Four, tags: [x]}
  - {date: 2014-02, title: Five, status: reported}
  - {date: 2015-02, title: Six, tags: [x]}
  - {date: 2016-08, title: Between, status: reported}
  - {date: 2018-08, title: Between, status: reported}
  - {date: 2019-02, title: Seven, tags: [x]}
  - {date: 2019-05, title: Eight, status: reported, tags: [x]}
  - {date: 2019-07, title: Nine, tags: [x]}
  - {date: 2020-02, title: Ten, tags: [x]}
"""
WITHOUT = "\n".join(line for line in PAUSE.splitlines() if "Between" not in line) + "\n"


async def test_the_words_stand_between_the_bars(make_app: MakeApp) -> None:
    app = make_app(WITHOUT)
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "no events Mar 2015 – Jan 2019")
        [row] = [line for line in screen_lines(app) if "no events" in line]
        assert "┼" in row


async def test_where_words_have_no_room_they_are_below_the_bars(make_app: MakeApp) -> None:
    app = make_app(WITHOUT)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "no events Mar 2015 – Jan 2019")
        [row] = [line for line in screen_lines(app) if "no events Mar" in line]
        assert "by month" in row


async def test_a_query_that_finds_nothing_for_long_says_so(make_app: MakeApp) -> None:
    app = make_app(PAUSE, "tag:x")
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "none match Mar 2015 – Jan 2019")
        await pilot.press("c")
        await wait_until(pilot, lambda: "none match" not in "\n".join(screen_lines(app)))


async def test_the_caption_of_a_bar_in_a_silent_stretch_names_the_stretch(make_app: MakeApp) -> None:
    app = make_app(WITHOUT)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("h", "G", *["left"] * 5)
        await wait_for_text(pilot, "2016–2018, folded: 0 events · no events")
