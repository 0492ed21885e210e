"""Copying to the clipboard, and the notifications about it."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from textual.widgets._toast import Toast

from tests.app.conftest import MakeApp
from tests.app.screen_reader import wait_for_text
from tests.timelines import HEAD, SMALL, changed, event
from tui.timeline.exports import FORMATS
from tui.timeline.reading.reader import parse_timeline

WIDE = (120, 36)


async def test_the_citation_has_outlet_title_date_paragraph_and_address(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("G", "k", "Y")
        assert app.clipboard == (
            "L’Iran aurait livré des « missiles »\n— The Herald, “La suite”, February 2023, ¶ 2, https://example.org/suite"
        )
        await wait_for_text(pilot, f"Sent the quote with its citation ({len(app.clipboard)} characters)")
        await pilot.press("g", "Y")
        assert app.clipboard == "des pourparlers\n— The Herald, “L’accord”, 10 November 2022"


async def test_a_copy_is_reported_with_its_length(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("G", "k", "y")
        await wait_for_text(pilot, "Sent the quote (36 characters)")
        await pilot.press("g", "j", "y")
        await wait_for_text(pilot, "Sent 2 quotes (53 characters)")
        await pilot.press("Y")
        await wait_for_text(pilot, "Sent 2 quotes with their citations (")


@pytest.mark.parametrize("key", ["A", "x"])
async def test_what_was_copied_covers_no_dialog(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("G", "k", "y")
        await wait_for_text(pilot, "Sent the quote")
        await pilot.press(key)
        await wait_for_text(pilot, "Your note" if key == "A" else "Export")
        assert not app.screen.query(Toast)
        app.notify("a failure", severity="error")  # which is worth covering it
        await wait_for_text(pilot, "a failure")
        await pilot.press("escape")
        await wait_for_text(pilot, "a failure")


async def test_the_original_quote_is_copied_while_the_translation_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "t", "y")
        assert app.clipboard == "Téhéran a nié"


async def test_ctrl_y_copies_the_event_as_markdown_with_quote_translation_and_source(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("G", "k", "ctrl+y")
        assert app.clipboard == (
            "## some day of about 1–10 January 2023 — Missiles said to have been delivered\n\n"
            "delivery · alleged · actors: Revolutionary Guards, Russia · weapons: Fateh-110\n\n"
            "Iran is said to have delivered missiles.\n\n"
            "> L’Iran aurait livré des « missiles »[^herald-2023]\n>\n"
            "> *Iran is said to have delivered “missiles”*\n\n"
            "[^herald-2023]: The Herald, “La suite”, February 2023 (inferred: it answers the first). "
            "<https://example.org/suite>\n"
        )
        await wait_for_text(pilot, f"Sent the event as Markdown ({len(app.clipboard)} characters)")


async def test_the_markdown_of_an_event_equals_its_part_of_the_export(make_app: MakeApp) -> None:
    app = make_app()
    timeline = parse_timeline(SMALL)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "ctrl+y")
        whole = "".join(FORMATS["markdown"].lines(timeline, [timeline.events[timeline.numbers["visit"]]]))
        assert whole == f"# A small timeline\n\n{app.clipboard}"


async def test_only_quotes_known_on_the_day_are_copied(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "y")
        assert app.clipboard == "Patrouchev a atterri à Téhéran"
        await pilot.press("ctrl+y")
        assert "la visite" not in app.clipboard
        assert "La suite" not in app.clipboard


async def test_where_a_query_is_typed_ctrl_y_brings_text_back_and_copies_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"iran", "ctrl+u", "ctrl+y")
        assert app.clipboard == ""
        assert app.browser.bar.input.value == "iran"


async def test_nothing_is_copied_without_an_event(make_app: MakeApp) -> None:
    app = make_app(query="nowhere")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y", "Y", "ctrl+y")
        assert app.clipboard == ""


async def test_a_copy_is_one_osc_52_sequence_that_no_quote_can_escape(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = "a\\eb\\a\\nc ‘é’ 😀"
    app = make_app(HEAD + event(quotes=f'[{{source: s, exact: "{quote}"}}]'))
    written: list[str] = []
    async with app.run_test(size=WIDE) as pilot:
        driver: Any = app._driver
        monkeypatch.setattr(driver, "write", written.append)
        await pilot.press("y")
        copies = [text for text in written if text.startswith("\x1b]52")]
        assert len(copies) == 1
        assert copies[0].startswith("\x1b]52;c;")
        assert copies[0].endswith("\a")
        assert base64.b64decode(copies[0][7:-1]).decode() == "a\x1bb\a\nc ‘é’ 😀"


async def test_a_missing_address_leaves_no_gap(make_app: MakeApp) -> None:
    app = make_app(changed(SMALL, ("    url: https://example.org/suite\n", "")))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "Y")
        assert app.clipboard == "Téhéran a nié\n— The Herald, “La suite”, February 2023"
