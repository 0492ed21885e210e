"""Rules for the dates of events and their wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tui.text.folding import fold
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.dates.calendar import MONTHS
from tui.timeline.dates.typed_vocabulary import ENGLISH_WEEKDAYS, MONTH_NAMES, WEEKDAY_NAMES
from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline


def check_dates(timeline: Timeline, event: Event, finding: FindingMaker) -> Iterator[Finding]:
    """Compare the date of an event with those of its sources and with its wording."""
    yield from _issue_dates(timeline, event, finding)
    if event.date_text is not None:
        yield from _wording(event, event.date_text, finding)
    elif _needs_wording(event) and finding.is_written(("events", event.id, "date_basis")):
        yield finding(
            "date-without-wording",
            ("events", event.id, "date_basis"),
            f"the date of event '{event.id}' is {event.date_basis}, but no 'date_text' gives the wording",
            "add the article's own wording, or say that it is inferred"
            if event.date_basis == "stated"
            else "add the article's own wording, or a 'date_note' that says how it was derived",
        )


def _needs_wording(event: Event) -> bool:
    """Return whether a date without the source's wording is unexplained: a note explains a derived one as well."""
    return event.date_basis == "stated" or (event.date_basis == "derived" and event.date_note is None)


def _issue_dates(timeline: Timeline, event: Event, finding: FindingMaker) -> Iterator[Finding]:
    """Check that an event can have begun before its sources came out, unless it is planned or announced."""
    if event.status in ("planned", "announced"):
        return
    first = event.date.bounds_in(timeline.zone).earliest_start
    for source_id in event.sources:
        issued = timeline.sources[source_id].issued
        if issued is not None and first > issued.bounds_in(timeline.zone).latest_end:
            yield finding(
                "dated-after-source",
                ("events", event.id, "date"),
                f"event '{event.id}' is dated {date_words(event.date)}, after its source '{source_id}' "
                f"came out ({date_words(issued)})",
                "date it when it was said, or correct the date of the source",
            )


def _wording(event: Event, wording: str, finding: FindingMaker) -> Iterator[Finding]:
    first, last = event.date.earliest, event.date.latest
    if first is None or last is None:
        return
    for word in dict.fromkeys(re.findall(r"\w+", fold(wording))):
        mismatch = _mismatch(word, first, last)
        if mismatch is None:
            continue
        rule, name = mismatch
        dated = f"the event is dated {date_words(event.date)}"
        if (last - first).days < 6:
            dated += f", {' to '.join(ENGLISH_WEEKDAYS[day.weekday()] for day in dict.fromkeys((first, last)))}"
        yield finding(
            rule,
            ("events", event.id, "date_text"),
            f"'{wording}' names {name}, but {dated}",
            "correct the date, or quote the wording that belongs to it",
        )


def _mismatch(word: str, first: date, last: date) -> tuple[str, str] | None:
    """Return the rule that a word breaks, and the weekday, month or year that it names outside of the given days."""
    weekday, month = WEEKDAY_NAMES.get(word), MONTH_NAMES.get(word)
    if weekday is not None and weekday not in {day.weekday() for day in _days(first, last)}:
        return "weekday", f"a {ENGLISH_WEEKDAYS[weekday]}"
    if month is not None and month not in {day.month for day in _days(first, last)}:
        return "month", MONTHS[month - 1]
    if re.fullmatch(r"(19|20)\d\d", word) and not first.year <= int(word) <= last.year:
        return "year", word
    return None


def _days(first: date, last: date) -> list[date]:
    """Return the days from the first to the last, but at most as many as a year has."""
    return [first + timedelta(days) for days in range(min(366, (last - first).days + 1))]
