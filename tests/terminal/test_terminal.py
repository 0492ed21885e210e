"""The installed program in a real terminal, with the bundled timeline, whatever its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import (
    ALTERNATE_SCREEN,
    BRACKETED_PASTE,
    CURSOR_SHOWN,
    FOCUS_EVENTS,
    MOUSE,
    Terminal,
)
from tests.timelines import BUNDLED
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

SH = ["sh", "-c"]


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return read_timeline(BUNDLED)


@pytest.fixture(scope="module")
def index(timeline: Timeline) -> Index:
    return Index(timeline)


@pytest.fixture
def terminal(timeline: Timeline) -> Iterator[Terminal]:
    """The program, once its first screen is shown."""
    with Terminal([DATELINE]) as terminal:
        wait_for_browser(terminal, timeline)
        yield terminal


def wait_for_browser(terminal: Terminal, timeline: Timeline) -> None:
    terminal.wait_for(timeline.title)
    terminal.wait_for(beginning(timeline.events[0].title))
    terminal.wait_until(lambda: shows_actors(terminal), "facets")


def beginning(text: str, cells: int = 24) -> str:
    """Return the first words of a text, few enough to be on one line."""
    words = text.split()
    while len(words) > 1 and len(" ".join(words)) > cells:
        words.pop()
    return " ".join(words)[:cells]


def shows_actors(terminal: Terminal) -> bool:
    return any("Actors" in line[:28] for line in terminal.lines[:-1])


def count_text(index: Index, query: str) -> str:
    """Return the text in the title bar for a query that matches some events and not all."""
    shown, size = len(answer_query(Query.parse(query), index).rows), len(index.timeline.events)
    assert 0 < shown < size, f"the bundled timeline has no example for {query!r}"
    return f"{shown} of {size} events"


def beginnings(event: Event) -> tuple[str, str]:
    """Return the first words of the first quote of an event, and those of its translation."""
    quote = event.quotes[0]
    return beginning(quote.exact), beginning(quote.translation or "")


def event_to_read(timeline: Timeline) -> int:
    """Return the number of an early event, not the first, whose quote and translation can be recognised.

    Neither occurs in the other texts of the first screens, so finding it on the screen proves that the event is shown.
    """
    events = timeline.events[:12]
    others = "\n".join(f"{event.title} {event.summary} {event.note} {event.date_note}" for event in events)
    for number, event in enumerate(events[1:], 1):
        exact, translation = beginnings(event)
        quotes = "\n".join(" ".join(quote.exact.split()) for other in events[:number] for quote in other.quotes)
        elsewhere = (others + quotes).casefold()
        if min(len(exact), len(translation)) >= 10 and not any(
            text.casefold() in elsewhere for text in (exact, translation)
        ):
            return number
    raise AssertionError("the bundled timeline begins without a quote to be read here")


def test_the_first_screen_has_the_title_the_number_of_events_and_the_first_event(
    terminal: Terminal, timeline: Timeline
) -> None:
    assert timeline.title in terminal.lines[0]
    assert f"{len(timeline.events)} events" in terminal.lines[0]
    assert beginning(timeline.events[0].title) in terminal.text
    modes = terminal.state.private_modes
    assert {ALTERNATE_SCREEN, MOUSE, FOCUS_EVENTS, BRACKETED_PASTE} <= modes
    assert CURSOR_SHOWN not in modes
    assert terminal.state.attributes != terminal.initial_state.attributes


@pytest.mark.parametrize("key", [pytest.param("q", id="q"), pytest.param("\x11", id="Ctrl+Q")])
def test_quitting_restores_the_terminal(terminal: Terminal, key: str) -> None:
    terminal.send(key)
    assert terminal.wait_for_exit() == 0
    assert terminal.state == terminal.initial_state


def test_a_typed_query_filters_by_actor(terminal: Terminal, index: Index) -> None:
    terminal.send("/")
    terminal.wait_for("To the list")
    terminal.send("actor:iran")
    terminal.wait_for(count_text(index, "actor:iran"))
    first = index.timeline.events[answer_query(Query.parse("actor:iran"), index).rows[0]]
    terminal.wait_for(beginning(first.title))
    terminal.send("\r")
    terminal.wait_until(lambda: "To the list" not in terminal.text, "list with the focus")
    terminal.send("c")
    terminal.wait_until(lambda: " of " not in terminal.lines[0], "every event")


def test_a_query_typed_without_a_pause_runs_no_commands(terminal: Terminal, index: Index) -> None:
    terminal.send("/actor:iran")
    terminal.wait_for(count_text(index, "actor:iran"))


@pytest.mark.parametrize(("key", "facet"), [("a", "actor"), ("w", "weapon"), ("s", "status")])
def test_a_value_chosen_in_the_facet_panel_filters(terminal: Terminal, index: Index, key: str, facet: str) -> None:
    chosen = re.compile(rf"/ {facet}:(\S+)$")
    terminal.send(key)
    terminal.wait_for("Only this")
    terminal.send("\x1b[B")
    terminal.send("\r")
    terminal.wait_until(lambda: chosen.search(terminal.lines[1].strip()), f"{facet} in the query bar")
    term = chosen.search(terminal.lines[1].strip())
    assert term is not None
    terminal.wait_for(count_text(index, f"{facet}:{term[1]}"))
    name = index.timeline.name(facet, term[1])
    terminal.wait_until(
        lambda: [beginning(name, 10) in line for line in terminal.lines if "✓" in line[20:28]] == [True],
        f"a mark at {name} alone",
    )


def test_the_detail_pane_shows_a_quote_or_its_translation(terminal: Terminal, timeline: Timeline) -> None:
    number = event_to_read(timeline)
    exact, translation = beginnings(timeline.events[number])
    assert exact not in terminal.text
    terminal.send("j" * number)
    terminal.wait_for(exact)
    assert translation not in terminal.text
    terminal.send("t")
    terminal.wait_until(lambda: translation in terminal.text and exact in terminal.text, "both")
    terminal.send("t")
    terminal.wait_until(lambda: translation in terminal.text and exact not in terminal.text, "the translation alone")
    terminal.send("t")
    terminal.wait_for(exact)


def test_a_small_window_shows_list_or_detail_and_a_large_one_shows_both(terminal: Terminal, timeline: Timeline) -> None:
    title = beginning(timeline.events[0].title, 16)
    exact, _ = beginnings(timeline.events[0])
    rule = "───"  # only in the list, after the name of a month
    terminal.wait_for(exact)
    terminal.resize(40, 12)
    terminal.wait_until(lambda: rule in terminal.text and title in terminal.text, "list")
    terminal.wait_until(lambda: not shows_actors(terminal) and exact not in terminal.text, "the list alone")
    terminal.send("\r")
    terminal.wait_until(lambda: rule not in terminal.text and title in terminal.text, "detail alone")
    terminal.send("G")
    terminal.wait_until(lambda: title not in terminal.text, "end of the detail")
    terminal.send("g")
    terminal.wait_for(title)
    terminal.send("\x1b")
    terminal.wait_for(rule)
    terminal.resize(120, 36)
    terminal.wait_until(lambda: shows_actors(terminal) and exact in terminal.text, "facets, list and detail")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


def test_a_query_in_the_arguments_is_in_the_query_bar(index: Index) -> None:
    with Terminal([DATELINE, "status:denied"]) as terminal:
        terminal.wait_for(count_text(index, "status:denied"))
        terminal.wait_until(lambda: "status:denied" in terminal.lines[1], "the query in the bar")


def test_keys_come_from_the_terminal_when_the_timeline_is_piped(timeline: Timeline) -> None:
    with Terminal([*SH, 'cat "$1" | "$2" -', "sh", str(BUNDLED), DATELINE]) as terminal:
        wait_for_browser(terminal, timeline)
        number = event_to_read(timeline)
        exact, _ = beginnings(timeline.events[number])
        terminal.send("j" * number)
        terminal.wait_for(exact)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.state == terminal.initial_state


def test_keys_come_from_the_terminal_when_standard_input_is_closed(timeline: Timeline) -> None:
    with Terminal([*SH, 'exec "$1" <&-', "sh", DATELINE]) as terminal:
        wait_for_browser(terminal, timeline)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0


def test_the_program_does_not_hang_without_standard_error(timeline: Timeline) -> None:
    with Terminal([*SH, 'exec "$1" 2>/dev/null', "sh", DATELINE]) as terminal:
        # Either the browser, which shows the first event, or the list, which ends with the last one, is right.
        first, last = beginning(timeline.events[0].title), beginning(timeline.events[-1].title)
        terminal.wait_until(lambda: first in terminal.text or last in terminal.text, "browser or list")


@pytest.mark.parametrize(
    ("script", "environment"),
    [
        pytest.param('exec "$1"', {"TERM": "dumb"}, id="TERM=dumb"),
        pytest.param('"$1" | cat', {}, id="piped"),
        pytest.param('exec "$1" --list', {}, id="--list"),
    ],
)
def test_the_list_is_printed_without_taking_over_the_terminal(
    timeline: Timeline, script: str, environment: dict[str, str]
) -> None:
    with Terminal([*SH, script, "sh", DATELINE], environment=environment) as terminal:
        assert terminal.wait_for_exit() == 0
        lines = terminal.output.decode().splitlines()
        assert len(lines) == len(timeline.events)
        for line, event in zip(lines, timeline.events, strict=True):
            assert beginning(event.title, 20) in " ".join(line.split())
        assert b"\x1b" not in terminal.output
        assert terminal.state == terminal.initial_state


def test_a_list_on_a_narrow_terminal_has_a_line_for_each_event(timeline: Timeline) -> None:
    with Terminal([DATELINE, "--list"], size=(40, 12)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert len(terminal.output.decode().splitlines()) == len(timeline.events)
        assert all(len(line) <= 40 for line in terminal.output.decode().splitlines())


def test_problems_are_printed_without_taking_over_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("title: [\n")
    with Terminal([DATELINE, "broken.yaml"], directory=tmp_path) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.lines[0].startswith("broken.yaml:2:1: ")
        assert b"\x1b" not in terminal.output
        assert terminal.state == terminal.initial_state


def test_standard_input_is_refused_if_it_is_a_terminal() -> None:
    with Terminal([DATELINE, "-"]) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.lines[0].startswith("<stdin>: nothing is piped in; ")


@pytest.mark.parametrize("editor", ["/nowhere/an-editor", "/"])
def test_an_editor_that_cannot_be_started_is_reported_in_the_app(timeline: Timeline, editor: str) -> None:
    with Terminal([DATELINE], environment={"VISUAL": editor}) as terminal:
        wait_for_browser(terminal, timeline)
        terminal.send("e")
        terminal.wait_for("cannot be started")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.state == terminal.initial_state


def test_the_editor_opens_at_the_event_and_the_file_is_read_again(timeline: Timeline, tmp_path: Path) -> None:
    script = tmp_path / "vi"
    script.write_text('#!/bin/sh\necho "opened $@"; read line\n', encoding="utf-8")
    script.chmod(0o755)
    with Terminal([DATELINE], environment={"EDITOR": str(script)}) as terminal:
        wait_for_browser(terminal, timeline)
        terminal.send("e")
        terminal.wait_for(f"opened +{timeline.events[0].line}")
        terminal.send("\r")
        terminal.wait_for("Read again")
        wait_for_browser(terminal, timeline)


def test_a_completion_typed_ahead_completes_the_letters_before_it(terminal: Terminal, index: Index) -> None:
    terminal.send("/actor:patrus\tstatus:repor\t")
    terminal.wait_for("/ actor:patrushev status:reported")
