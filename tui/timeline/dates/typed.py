"""Dates as people type them, in English and French: `8 nov 2022`, `début janvier 2024`, `last month`.

A date that is typed means all of its days: `nov 2022` is that month, `2022` that year. Nothing is guessed. Where day
and month may be swapped, or a part is missing that only today could fill in, the text is refused with what to write
instead. The one exception is the year: a month, or a day of one, without a year is the latest that has begun.

dateutil is imported for dates that are said from today and for rare orders of words, not for digits or `8 nov 2022`:
dates are read at each key that is typed, and by a command line that should start at once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from tui.text.folding import fold
from tui.text.nearest import nearest
from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import MONTHS, first_second, last_second
from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.dates.time_range import TimeRange

Days = tuple[date, date]
"""The first and the last day, both included."""


class TypedDateError(ValueError):
    """A text that is no date, or not only one. Its str() is "problem; remedy"."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep both as args, so that the error survives pickling."""
        super().__init__(problem, remedy)
        self.problem = problem
        """What is wrong: short, in small letters, one line."""
        self.remedy = remedy
        """What would be right, in the same form."""

    def __str__(self) -> str:
        """Say both in one line."""
        return f"{self.problem}; {self.remedy}"


# The longest date people type is some 40 characters; some Unicode work is quadratic in the length.
_LONGEST = 100
_FORMS = "write a date such as 2022-11-08, 8 nov 2022, nov 2022 or 2022"
_NO_DATE = "not a date", _FORMS
_TIME_OF_DAY = "a date here has no time of day", "leave the time out"
_SHORT_YEAR = "the year has fewer than four digits", "write the year with four digits"
_YEAR_ZERO = "there is no year 0", "write a year from 0001 to 9999"
_OUT_OF_RANGE = "that is outside the years 1 to 9999", "write a date nearer to today"
_BOUNDS = "write after: or before: instead"
# From March, June, September and December; the months of winter end in the year that follows.
_SEASON_MONTHS = "{0}-03/{0}-05", "{0}-06/{0}-08", "{0}-09/{0}-11", "{0}-12/{1}-02"


def typed_date(text: str, today: date) -> Days:
    """Return the first and the last day that a date means, both included.

    Args:
        text: what was typed. Capitals, accents, extra blanks and the kind of hyphen do not matter.
        today: the day that `yesterday` and dates without a year are counted from.

    Raises:
        TypedDateError: the text is no date, impossible, open, ambiguous, or outside the years 1 to 9999.
    """
    plain = _plain(text)
    if words.TIME_OF_DAY.search(plain):
        raise TypedDateError(*_TIME_OF_DAY)
    try:
        return _read(plain, today)
    except TypedDateError:
        raise
    except (OverflowError, ValueError) as error:  # how date and relativedelta say that a year is out of range
        raise TypedDateError(*_OUT_OF_RANGE) from error


def typed_range(text: str, today: date) -> TimeRange:
    """Return the first and the last second that a date means; see `typed_date`.

    Raises:
        TypedDateError: the text is no date, impossible, open or ambiguous.
    """
    edtf = EdtfDate.try_parse(text)
    if edtf is not None and edtf.bounds.earliest_start > OPEN_START and edtf.bounds.latest_end < OPEN_END:
        return TimeRange(edtf.bounds.earliest_start, edtf.bounds.latest_end)
    first, last = typed_date(text, today)
    return TimeRange(first_second(first), last_second(last))


def _plain(text: str) -> str:
    """Fold a text, but keep its hyphens, all as one kind: they join dates and begin negative years."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise TypedDateError("that is too long for a date", _FORMS)
    folded = ((fold(character), character) for character in text)
    text = "".join("-" if plain == " " and not character.isspace() else plain for plain, character in folded)
    text = " ".join(text.split())
    if not text:
        raise TypedDateError("the date is empty", _FORMS)
    return words.ARTICLES_BEFORE.sub("", text)


def _read(plain: str, today: date) -> Days:
    if words.DIGITS.fullmatch(plain):
        return _in_digits(plain, today)
    return _relative(plain.replace("-", " "), today) or _after_weekday(plain, today) or _in_words(plain, today)


def _in_digits(plain: str, today: date) -> Days:
    """Read a date without words: EDTF, or in the order of a country."""
    compact = re.sub(r" ?([-/.?~%]) ?", r"\1", plain)
    edtf = EdtfDate.try_parse(compact.upper())
    if edtf is not None:
        return _bounds(edtf)
    for form in words.NUMBERS:
        if found := form.fullmatch(compact):
            parts = {name: int(value) for name, value in found.groupdict().items() if name != "sep" and value}
            if "first" in parts:
                return _swappable(compact, parts["first"], parts["second"], parts.get("year"), found["sep"], today)
            return _span(parts.get("year"), parts["month"], parts.get("day"), today)
    if words.SHORT_YEARS.fullmatch(compact):
        raise TypedDateError(*_SHORT_YEAR)
    if re.fullmatch("[0-9]{1,2}", compact):
        raise TypedDateError(f"{compact} may be a day or a year", "write the day with its month, or all of the year")
    if " " in compact:
        raise TypedDateError(*_NO_DATE)
    refusal = _refusal(compact.upper())
    if refusal is None or refusal.problem.startswith("not a date") or "Y" in refusal.remedy:
        raise TypedDateError(*_NO_DATE)
    raise TypedDateError(refusal.problem.lower(), refusal.remedy.lower().partition(" or [")[0])


def _refusal(text: str) -> EdtfError | None:
    """Return what is wrong with a text that is not EDTF."""
    try:
        EdtfDate.parse(text)
    except EdtfError as error:
        return error
    return None


def _bounds(edtf: EdtfDate) -> Days:
    first, last = edtf.earliest, edtf.latest
    bounds = edtf.bounds
    if bounds.latest_end < first_second(date.min) or bounds.earliest_start > last_second(date.max):
        raise TypedDateError(*_OUT_OF_RANGE)
    if first is None or last is None:
        open_end = "no bounds" if edtf.is_undated else "no first day" if first is None else "no last day"
        raise TypedDateError(f"{edtf.text.lower()} has {open_end}", _BOUNDS)
    return first, last


def _swappable(text: str, first: int, second: int, year: int | None, separator: str, today: date) -> Days:
    """Read day and month in digits, whose order is known only of points, or where one order is impossible."""
    day_first, month_first = _possible(year, second, first), _possible(year, first, second)
    if separator == "." or first == second or not month_first:
        # Where neither order is a day, a number above 12 is still the day: its month is what lacks it.
        swapped = separator != "." and not day_first and first <= 12 < second
        month, day = (first, second) if swapped else (second, first)
        return _span(year, month, day, today)
    other = _written(year, first, second)
    if not day_first:
        raise TypedDateError(f"there is no month {second}: the day comes first", f"write {other}")
    raise TypedDateError(f"{text} may be two days", f"write {_written(year, second, first)} or {other}")


def _possible(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _days_in(year, month) and year != 0


def _days_in(year: int | None, month: int) -> int:
    """Count the days of a month, at most where the year is not known."""
    return monthrange(2000 if year is None else year, month)[1]


def _written(year: int | None, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1].lower()}" if year is None else f"{year:04}-{month:02}-{day:02}"


def _span(year: int | None, month: int, day: int | None, today: date, part: words.Part | None = None) -> Days:
    """Return the days of a month, of a part of it, or its one day; of the latest that has begun without a year."""
    if year == 0:
        raise TypedDateError(*_YEAR_ZERO)
    if not 1 <= month <= 12:
        raise TypedDateError(f"there is no month {month}", "write a month from 1 to 12")
    days, name = _days_in(year, month), MONTHS[month - 1].lower()
    if day is not None and not 1 <= day <= days:
        where = f"{name} has {days} days at most" if year is None else f"{name} {year} has {days} days"
        raise TypedDateError(f"there is no day {day}: {where}", f"write a day from 1 to {days}")
    lowest = day or {None: 1, "early": 1, "mid": 11, "late": 21}[part]
    if year is None:
        year = today.year if (month, lowest) <= (today.month, today.day) else today.year - 1
        while lowest > _days_in(year, month):
            year -= 1
    highest = day or {None: 31, "early": 10, "mid": 20, "late": 31}[part]
    return date(year, month, lowest), date(year, month, min(highest, _days_in(year, month)))


def _relative(plain: str, today: date) -> Days | None:
    """Read what is said from today; None when it is something else."""
    if near := words.NEAR_WEEKDAYS.get(plain):
        from dateutil.relativedelta import relativedelta

        # The weekday is counted onward from that day, itself included: today is never the last or next one.
        weekday, step = near
        day = today + relativedelta(days=-7 if step < 0 else 1, weekday=weekday)
        return day, day
    if period := words.PERIODS.get(plain):
        unit, shift = period
        day = _shifted(today, unit, shift)
        if unit == "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        if unit == "month":
            return day.replace(day=1), day.replace(day=_days_in(day.year, day.month))
        return (day.replace(month=1, day=1), day.replace(month=12, day=31)) if unit == "year" else (day, day)
    if found := words.AGO.fullmatch(plain):
        count, unit_name = found["n"] or found["n_fr"], found["unit"] or found["unit_fr"]
        number = int(count) if count.isdigit() else words.COUNTS.get(count)
        if number is not None and unit_name in words.UNITS:
            day = _shifted(today, words.UNITS[unit_name], -number)
            return day, day
    return None


def _shifted(day: date, unit: words.Unit, number: int) -> date:
    """Move by so many units of the calendar; the last days of a month fall on the last one of a shorter."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(
        years=number * (unit == "year"),
        months=number * (unit == "month"),
        weeks=number * (unit == "week"),
        days=number * (unit == "day"),
    )


def _after_weekday(plain: str, today: date) -> Days | None:
    """Read a date after its weekday, and check that it falls on it; None when it begins otherwise."""
    begin = re.match(r"([a-z]+)\b[., ]*", plain)
    if begin is None or (weekday := words.WEEKDAYS.get(begin[1])) is None:
        return None
    name, rest = words.ENGLISH_WEEKDAYS[weekday].lower(), plain[begin.end() :]
    if not rest:
        raise TypedDateError(f"which {name} is not said", f"write last {name} or next {name}")
    first, last = _read(words.ARTICLES_BEFORE.sub("", rest), today)
    if first != last:
        raise TypedDateError("a weekday is that of one day", f"leave {name} out")
    if first.weekday() != weekday:
        meant = f"{first.day} {MONTHS[first.month - 1].lower()} {first.year}"
        actual = words.ENGLISH_WEEKDAYS[first.weekday()].lower()
        raise TypedDateError(f"{meant} is a {actual}, not a {name}", f"leave {name} out or write another day")
    return first, last


def _in_words(plain: str, today: date) -> Days:
    """Read a date whose month, quarter or decade is in words, and say what is wrong with all others."""
    if span := _quarter_or_decade(plain):
        return span
    if re.search(r"'[0-9]{2}(?![0-9])", plain):
        raise TypedDateError(*_SHORT_YEAR)
    tokens = [token for token in words.TOKEN.findall(words.ORDINAL.sub("", plain)) if token not in words.FILLERS]
    numbers = [token for token in tokens if token.isdigit() and token.isascii()]
    years = [int(number) for number in numbers if len(number) == 4]
    for token in tokens:
        if token in words.TIMES:
            raise TypedDateError(*_TIME_OF_DAY)
        if token in words.SEASONS:
            raise _season(words.KNOWN[token], words.SEASONS[token], years[0] if years else None)
        if token.isalpha() and token not in words.KNOWN:
            raise _unknown(token)
    months = [token for token in tokens if token in words.MONTHS]
    parts = [token for token in tokens if token in words.PARTS]
    if parts and not months:
        raise TypedDateError(f"{parts[0]} is said of a month", "write a month with it, such as early january 2024")
    if len(months) != 1 or len(numbers) + len(parts) + 1 != len(tokens) or words.STRAY.search(plain):
        raise TypedDateError(*_NO_DATE)
    month = words.MONTHS[months[0]]
    shape = " ".join("m" if token in months else "p" if token in parts else token for token in tokens)
    if found := words.NAMED.fullmatch(shape):
        day, year = found["day"] or found["day_us"], found["year"] or found["year_us"]
        part = words.PARTS[parts[0]] if parts else None
        return _span(int(year) if year else None, month, int(day) if day else None, today, part)
    if any(len(number) == 3 for number in numbers) or (len(numbers) == 2 and all(len(each) < 3 for each in numbers)):
        raise TypedDateError(*_SHORT_YEAR)
    others = [int(number) for number in numbers if len(number) < 3]
    if parts or len(years) != 1 or len(others) > 1 or len(numbers) > 2:
        raise TypedDateError(*_NO_DATE)
    return _by_dateutil(shape.replace("m", MONTHS[month - 1]), (years[0], month, *others), today)


def _quarter_or_decade(plain: str) -> Days | None:
    if found := words.QUARTER.fullmatch(re.sub("[-/]", " ", plain)):
        number, year = int(found["n"] or found["n_after"]), found["year"] or found["year_before"]
        if not 1 <= number <= 4:
            raise TypedDateError(f"there is no quarter {number}", "write a quarter from q1 to q4")
        if year is None:
            raise TypedDateError("a quarter is one of a year", f"write q{number} with its year")
        first, _ = _span(int(year), 3 * number - 2, None, date.max)
        _, last = _span(int(year), 3 * number, None, date.max)
        return first, last
    if found := words.DECADE.fullmatch(plain):
        year = found["year"] or found["year_fr"]
        if len(year) < 4:
            raise TypedDateError(*_SHORT_YEAR)
        if year == "0000":
            raise TypedDateError(*_YEAR_ZERO)
        if year[3] != "0":
            raise TypedDateError(f"no decade begins with {year}", f"write {year[:3]}0s or {year}")
        return date(int(year), 1, 1), date(int(year) + 9, 12, 31)
    return None


def _by_dateutil(text: str, typed: tuple[int, ...], today: date) -> Days:
    """Read an order of day, month and year that is not ours; `typed` is its year, its month and perhaps its day.

    dateutil fills what is missing from a default, so it reads twice: what differs is missing. Both defaults have
    leap years and long months, in which each day exists. It takes some years for days (`0022 november 8`), so what
    it read must be what was typed.
    """
    from dateutil import parser

    try:
        one = parser.parse(text, default=datetime(2000, 1, 1), ignoretz=True)
        other = parser.parse(text, default=datetime(2004, 3, 2, 1, 1, 1, 1), ignoretz=True)
    except Exception as error:  # OverflowError, decimal's and others besides its own
        _span(typed[0], typed[1], typed[2] if len(typed) > 2 else None, today)  # says which day there is not
        raise TypedDateError(*_NO_DATE) from error
    if one.hour == other.hour or one.minute == other.minute:
        raise TypedDateError(*_TIME_OF_DAY)
    pairs = (one.year, other.year), (one.month, other.month), (one.day, other.day)
    if tuple(read for read, again in pairs if read == again) != typed:
        raise TypedDateError(*_NO_DATE)
    return _span(typed[0], typed[1], typed[2] if len(typed) > 2 else None, today)


def _season(name: str, season: int, year: int | None) -> TypedDateError:
    """Refuse a season: its months are not the same everywhere, nor in the weather and the sky."""
    year = year if year and year < date.max.year else 2023
    months = _SEASON_MONTHS[season].format(f"{year:04}", f"{year + 1:04}")
    return TypedDateError(f"{name} is a season, without exact days", f"write months, such as {months}")


def _unknown(word: str) -> TypedDateError:
    """Refuse a word, and offer the one that it is closest to."""
    if not word.isascii() or len(word) > 20:  # what is shown is short and plain
        return TypedDateError(*_NO_DATE)
    close = nearest(word, (known for known in words.KNOWN if len(known) > 2))
    return TypedDateError(f"unknown word {word}", f"did you mean {words.KNOWN[close]}?" if close else _FORMS)
