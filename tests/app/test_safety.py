"""Text of a timeline is never markup and never a control sequence, and it keeps to its cells."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text
from tests.app.settling import wait_until
from tui.app.style.cells import fit
from tui.app.widgets.event_list import EventList

HOSTILE = {
    "markup": "[red]Téhéran[/red] [@click=app.quit]click[/] [bold",
    "escape sequence": "a\x1b[2J\x1b[31mred\x1b]0;title\x07b\x9b31m",
    "bidirectional override": "abc \u202egnp.exe\u202c \u2066x\u2069",
    "zero width": "ze\u200bro\u00ad wi\ufeffdth\u2060",
    "wide": "日本語のとても長い題名がここにあり、切り取られます日本語のとても長い題名",
    "combining": "Te\u0301he\u0301ran " * 12,
    "emoji": "👨\u200d👩\u200d👧 🇫🇷 ⚠️ " * 8,
    "lines": "one\ntwo\r\nthree\ttab\u2028four",
    "format": "%s {0} $text ${HOME} \\n `x`",
}


def hostile_timeline(text: str) -> str:
    """Return a timeline with this text in every field that accepts text, as JSON, which is YAML."""
    quote = {"source": "s", "exact": text, "translation": text}
    event = {
        "date": "2022",
        "date_text": text,
        "date_basis": "inferred",
        "date_note": text,
        "kind": "visit",
        "status": "reported",
        "title": text,
        "summary": text,
        "speaker": "a",
        "via": "a",
        "actors": ["a"],
        "weapons": ["w"],
        "quotes": [quote, quote],
        "note": text,
    }
    timeline = {
        "title": text,
        "description": text,
        "sources": {
            "s": {"outlet": "a", "title": text, "issued": "2022", "issued_basis": "inferred", "issued_note": text}
        },
        "actors": {"a": {"name": text, "kind": "person", "office": text, "aliases": [text]}},
        "weapons": {"w": {"name": text, "aliases": [text]}},
        "events": [{"id": "one", **event}, {"id": "two", **event, "links": {"denies": "one"}}],
    }
    written = json.dumps(timeline, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", written)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("size", [(120, 36), (40, 12)])
async def test_hostile_text_is_shown_as_text(make_app: MakeApp, text: str, size: tuple[int, int]) -> None:
    app = make_app(hostile_timeline(text))
    async with app.run_test(size=size) as pilot:
        for keys in ([], ["enter"], ["t"], ["a", "space"], ["escape"], ["ctrl+p", *"actor:"]):
            await pilot.press(*keys)
            await pilot.pause()
            for line in screen_lines(app):
                assert cell_len(line) == size[0]
                assert all(character.isprintable() or character in "\u200c\u200d" for character in line), line


async def test_markup_is_shown_as_it_is_written(make_app: MakeApp) -> None:
    app = make_app(hostile_timeline(HOSTILE["markup"]))
    async with app.run_test(size=(200, 50)) as pilot:
        shown = "[red]Téhéran[/red] [@click=app.quit]click[/] [bold"
        await wait_until(pilot, lambda: screen_text(app).count(shown) >= 6, lambda: screen_text(app))


async def test_an_action_in_a_title_is_not_run(make_app: MakeApp) -> None:
    app = make_app(hostile_timeline("[@click=app.quit]click here[/]"))
    async with app.run_test(size=(160, 50)) as pilot:
        lines = screen_lines(app)
        for y, line in enumerate(lines):
            if "click here" in line:
                await pilot.click(offset=(line.rindex("click here") + 2, y))
        assert app.is_running


async def test_hostile_text_in_the_query_bar_is_shown_as_text(make_app: MakeApp) -> None:
    app = make_app(query="\x1b[31m [red]x[/red] \u202e\ud800")
    async with app.run_test(size=(80, 24)):
        line = screen_lines(app)[1]
        assert "␛[31m [red]x[/red] ◌◌" in line


async def test_a_hostile_value_can_be_chosen(make_app: MakeApp) -> None:
    app = make_app(hostile_timeline('a "quoted", \\ name: x'))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a", "enter")
        assert len(app.browser.answer.rows) == 2
        assert app.browser.answer.chosen["actor"] == {"a"}
        assert app.browser.query_one(EventList).number == 0


@pytest.mark.parametrize("width", range(12))
@pytest.mark.parametrize("text", ["日本語", "a日b", "", "abc", "👨\u200d👩\u200d👧x", "e\u0301e\u0301e\u0301"])
def test_text_is_cut_to_a_number_of_cells(text: str, width: int) -> None:
    cut = fit(text, width)
    assert cell_len(cut) == width
    if 0 < width < cell_len(text):
        assert "…" in cut
