"""The error in a text that is not EDTF: what is wrong, where, and what would be right.

Messages repeat only the plain characters that the patterns let through, so that they are safe to show, and a date that
a remedy names is one that parses.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.timeline.dates.calendar import MAX_YEAR, MONTHS, civil, day_number, days_in_month
from tui.timeline.dates.refused_forms import REFUSED
from tui.timeline.dates.single import EdtfError, read_single
from tui.timeline.dates.spellings import other_spellings

Parse = Callable[[str], object | None]
"""A parser of EDTF that returns None for a text that is not a date."""

_FORMS = "write YYYY-MM-DD, YYYY-MM, YYYY or an interval START/END"
_NOT_EDTF = "not a date in EDTF", _FORMS

_BRACKETS = {"[": "]", "{": "}"}

# A day, whose parts may have qualifiers.
_DAY = r"[?~%]?(?P<year>-?[0-9]{4})[?~%]?-[?~%]?(?P<month>[0-9]{2})[?~%]?-[?~%]?(?P<day>[0-9]{2})"
_SHORTENED = r"[0-9]{2}(?:-[0-9]{2})?"


def refusal(text: str, parse: Parse) -> EdtfError:
    """Return the error in a text that is not EDTF."""
    return _Refusals(parse).whole(text)


class _Refusals:
    """Finds what is wrong, and offers only what parses."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse

    def whole(self, text: str) -> EdtfError:
        """Explain a whole text: a date, an interval or a set."""
        if not text:
            return EdtfError(0, "the date is empty", f"{_FORMS}, or ../.. for undated")
        for position, character in enumerate(text):
            if character.isdigit() and not character.isascii():
                return EdtfError(position, "a digit is not ASCII", "write the digits 0 to 9")
        if re.search(r"[\[\]{}]", text):
            return self._set(text)
        if "/" not in text:
            return self._single(text)
        return self._typed(text) or self._interval(text)

    def _interval(self, text: str) -> EdtfError:
        start, _, end = text.partition("/")
        second = len(start) + 1
        if "/" in end:
            return EdtfError(second + end.index("/"), "a date has one slash at most", "write START/END")
        if text == "/":
            return EdtfError(0, "both ends are unknown", "write ../.. for undated")
        if not self._is_endpoint(start):
            return self._single(start)
        if not self._is_endpoint(end):
            if shortened := self._shortened(start, end):
                return EdtfError(second, "each end of an interval is a whole date", shortened)
            error = self._single(end)
            return EdtfError(second + error.position, error.problem, error.remedy)
        return EdtfError(second, "the interval ends before it starts", self._offer(f"{end}/{start}"))

    def _is_endpoint(self, text: str) -> bool:
        bare = text[2:] if text.startswith("..") else text.removesuffix("..")
        return not bare or read_single(bare) is not None

    def _shortened(self, start: str, end: str) -> str | None:
        """Complete an end that leaves out what it shares with the start: `1914/18`, `2022-11-08/10`."""
        if not re.fullmatch(_SHORTENED, end) or not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", start):
            return None
        whole = f"{start[: len(start) - len(end)]}{end}"
        return f"write {start}/{whole}" if self._parses(f"{start}/{whole}") else None

    def _set(self, text: str) -> EdtfError:
        if text[0] not in _BRACKETS:
            position = next(position for position, character in enumerate(text) if character in "[]{}")
            return EdtfError(position, "a set stands alone in its brackets", "write [A,B] or {A,B}")
        closing = _BRACKETS[text[0]]
        if text[-1] != closing or len(text) == 1:
            closed = self._offer(f"{text.rstrip('[]{}') or text}{closing}")
            return EdtfError(len(text), f"a set that begins with {text[0]} ends with {closing}", closed)
        position = 1
        for member in text[1:-1].split(","):
            if error := self._member(member, text[0], closing):
                return EdtfError(position + error.position, error.problem, error.remedy)
            position += len(member) + 1
        return EdtfError(0, *_NOT_EDTF)

    def _member(self, text: str, opening: str, closing: str) -> EdtfError | None:
        if text == "..":
            return EdtfError(0, "a range needs a start or an end", "write ../.. for undated")
        if bracket := re.search(r"[\[\]{}]", text):
            return EdtfError(bracket.start(), "a set cannot contain a set", "write one pair of brackets")
        if not text:
            return EdtfError(0, "a set cannot have an empty member", "write dates with a comma between two of them")
        if text != text.strip():
            position = 0 if text[0].isspace() else len(text.rstrip())
            return EdtfError(position, "a date has no spaces in it", "leave them out")
        if "/" in text:
            offer = self._offer(f"{opening}{text.replace('/', '..', 1)}{closing}")
            return EdtfError(text.index("/"), "a set has ranges with two points, not intervals", offer)
        start, dots, end = text.partition("..")
        for position, date in ((0, start), (len(start) + 2, end)):
            if date and read_single(date) is None:
                error = self._single(date)
                return EdtfError(position + error.position, error.problem, error.remedy)
        if dots and start and end and not self._parses(f"[{text}]"):
            swapped = self._offer(f"{opening}{end}..{start}{closing}")
            return EdtfError(len(start) + 2, "the range ends before it starts", swapped)
        return None

    def _single(self, text: str) -> EdtfError:
        """Explain a date, or one end of an interval."""
        if error := self._day(text) or self._year(text) or self._capitals(text):
            return error
        if re.fullmatch("[0-9]{6}|[0-9]{8}", text) and (error := self._typed(text)):
            return error
        likely = None
        for pattern, problem, remedy in REFUSED:
            if found := re.fullmatch(f"(?:{pattern})[?~%]?", text):
                parts = found.groupdict()
                right = self._offer(*remedy.format(**parts).split("|")) if "{" in remedy else remedy
                error = EdtfError(found.start("at"), problem.format(**parts), right)
                if right != _FORMS:
                    return error
                likely = likely or (error if "|" not in remedy else None)
        if error := self._qualifier(text) or self._unspecified(text) or self._typed(text) or likely:
            return error
        if "," in text and self._parses(f"[{text}]"):
            return EdtfError(text.index(","), "a set stands in brackets", self._offer(f"[{text}]", f"{{{text}}}"))
        if blank := re.fullmatch(r"[0-9X?~%.-]*+(\s)[0-9X?~%.\s-]*", text):
            return EdtfError(blank.start(1), "a date has no spaces in it", "leave them out")
        good = re.match(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}", text)
        return EdtfError(good.end() if good else 0, *_NOT_EDTF)

    def _day(self, text: str) -> EdtfError | None:
        """Refuse a day that its month does not have, and the hour 24."""
        found = re.fullmatch(rf"{_DAY}(?P<rest>[?~%]?|T.*)", text)
        if found is None or not 1 <= int(found["month"]) <= 12:
            return None
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        days = days_in_month(year, month)
        if not 1 <= day <= days:
            problem = f"there is no day {found['day']}: {MONTHS[month - 1]} {found['year']} has {days} days"
            return EdtfError(found.start("day"), problem, f"write a day from 01 to {days}")
        if midnight := re.fullmatch(r"T(24)(?::00(:00)?)?(Z|[+-][0-9:]+)?", found["rest"]):
            following = "{:04}-{:02}-{:02}".format(*civil(day_number(year, month, day) + 1))
            offer = self._offer(f"{following}T00:00{midnight[2] or ''}{midnight[3] or ''}")
            return EdtfError(found.start("rest") + midnight.start(1), "a day ends at 23:59:59", offer)
        if hour := re.match(r"T(24)", found["rest"]):
            return EdtfError(found.start("rest") + hour.start(1), "there is no hour 24", "write an hour from 00 to 23")
        return None

    def _year(self, text: str) -> EdtfError | None:
        """Refuse a year that is too long or too short, and significant digits that it does not have."""
        found = re.fullmatch(r"(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?[?~%]?", text)
        if found is None:
            return None
        prefix, sign, written, exponent, count = found.groups(default="")
        digits = written.lstrip("0") or "0"
        beyond = EdtfError(len(prefix), "the year is beyond 200,000,000,000", "write a year nearer to ours")
        if len(digits) > 12 or len(exponent) > 2 or int(digits) * 10 ** int(exponent or 0) > MAX_YEAR:
            return beyond
        year = int(digits) * 10 ** int(exponent or 0)
        size = len(str(year))
        if not prefix and not exponent and len(written) < 4:
            return EdtfError(len(sign), "a year has four digits", self._offer(f"{sign}{year:04}"))
        if prefix and size <= 4:
            offer = self._offer(f"{sign}{year:04}{text[found.end(4) if exponent else found.end(3) :]}")
            return EdtfError(0, "Y is for years of more than four digits", offer)
        highest = max(size, 4)
        if count and not (len(count) <= 2 and 1 <= int(count) <= highest):
            problem = f"the year has {highest} digits, of which {count[:3]} cannot be significant"
            return EdtfError(found.start(5), problem, f"write a number from 1 to {highest}")
        return beyond if prefix and count else None

    def _capitals(self, text: str) -> EdtfError | None:
        """Refuse small letters."""
        large = text.upper()
        if large == text or not text.isascii() or not self._parses(large):
            return None
        position = next(position for position, character in enumerate(text) if character.islower())
        letter = large[position]
        problem = "an unknown digit is a capital X" if letter == "X" else f"the {letter} of a date is a capital"
        return EdtfError(position, problem, f"write {large}")

    def _qualifier(self, text: str) -> EdtfError | None:
        """Refuse more than one qualifier for one part of a date."""
        several = re.search(r"[?~%]{2,}", text)
        if several is None or several.end() == len(text) == several.end() - several.start():
            return None
        marks = set(several[0])
        single = f"{text[: several.start()]}{marks.pop() if len(marks) == 1 else '%'}{text[several.end() :]}"
        return EdtfError(several.start() + 1, "a date takes one qualifier", self._offer(single))

    def _unspecified(self, text: str) -> EdtfError | None:
        """Refuse digits that no date has."""
        large = text.replace("x", "X")
        found = re.fullmatch(r"(-?[0-9X]{4})-([0-9X]{2})(?:-([0-9X]{2}))?[?~%]?", large)
        if found is None:
            return None
        if not self._parses(f"{found[1]}-{found[2]}"):
            return EdtfError(found.start(2), f"no month matches {found[2]}", "write a month from 01 to 12, or XX")
        return EdtfError(found.start(3), f"no such month has a day {found[3]}", "write a day that it has, or XX")

    def _typed(self, text: str) -> EdtfError | None:
        """Refuse a date as people write it, naming the EDTF for it: both, where day and month may be swapped."""
        for problem, meant in other_spellings(text):
            if any(map(self._parses, meant)):
                return EdtfError(0, problem, self._offer(*meant))
        return None

    def _offer(self, *candidates: str) -> str:
        """Return the advice to write one of the candidates that are dates or, without any, what dates look like."""
        dates = list(filter(self._parses, candidates))
        return f"write {' or '.join(dates)}" if dates else _FORMS

    def _parses(self, text: str) -> bool:
        return self._parse(text) is not None
