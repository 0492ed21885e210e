"""The forms of texts that are not EDTF, each with what is wrong with it and what would be right."""

from __future__ import annotations

_ISO = r"[0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?"
_DAY = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
REFUSED = (
    (r"\.\.(?P<at>[?~%]+)", "an open end takes no qualifier", "write .. alone"),
    (r"(?P<at>\.\.)", "an open end needs a slash and the other end", "write ../2022, 2022/.. or ../.. for undated"),
    (rf"(?P<at>\.\.)(?P<tail>{_ISO})", "an open range stands in brackets", "[..{tail}]|../{tail}"),
    (rf"(?P<head>{_ISO})(?P<at>\.\.)", "an open range stands in brackets", "[{head}..]|{head}/.."),
    (r"(?P<at>(?i:open))", "an open end is not written in words", "write .. for an open end"),
    (r"(?P<at>(?i:unknown))", "an unknown end is not written in words", "leave that end of an interval empty"),
    # Years.
    (r"(?P<at>-0000)(?P<tail>(?:-[0-9X]{2}){0,2})", "the year before 0001 is 0000, without a minus", "0000{tail}"),
    (r"(?P<at>-)Y(?P<tail>[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?)", "the minus of a long year follows its Y", "Y-{tail}"),
    (r"(?P<at>\+)(?P<tail>[0-9]{4}(?:-[0-9]{2}){0,2})", "a year takes no plus", "{tail}"),
    (
        r"(?P<at>-?[0-9]{5,}|-?[0-9]+(?=E))(?P<tail>(?:E[0-9]+)?(?:S[0-9]+)?)",
        "a year of more than four digits begins with Y",
        "Y{at}{tail}",
    ),
    (
        r"Y(?P<sign>-?)(?P<at>0+)(?P<tail>[1-9][0-9]{4,}(?:E[0-9]+)?(?:S[0-9]+)?)",
        "a year after Y has no zeros before it",
        "Y{sign}{tail}",
    ),
    (r"(?P<head>Y-?[0-9]+(?:E[0-9]+)?)(?P<at>(?:-[0-9X]{2})+)", "a year after Y has no months", "{head}"),
    (r"(?P<head>-?[0-9]{4}S[0-9])(?P<at>(?:-[0-9X]{2})+)", "a year with significant digits has no months", "{head}"),
    (r"[0-9X]*X[0-9X]*(?P<at>S[0-9]+)", "a year with an X has no significant digits", "write the one or the other"),
    (
        r"[0-9]{1,3}(?P<at>)-[0-9]{2}(?:-[0-9]{2})?",
        "the year has fewer than four digits",
        "write the year with four digits",
    ),
    # Months, seasons and days.
    (
        r"(?P<head>-?[0-9X]{4}-(?:2[1-9]|3[0-9]|4[01]))(?P<at>-[0-9X]{2})",
        "a season has no days",
        "{head}",
    ),
    (
        r"-?[0-9X]{4}-(?P<at>00|1[3-9]|20|4[2-9]|[5-9][0-9])(?:-[0-9X]{2})?(?:T.*)?",
        "there is no month {at}",
        "write a month from 01 to 12",
    ),
    (r"-?[0-9X]{4}-[0-9X]{2}-(?P<at>00|3[2-9]|[4-9][0-9])", "there is no day {at}", "write a day from 01 to 31"),
    # Times.
    (rf"(?P<head>{_DAY})(?P<at>[ t_])(?P<tail>{_TIME}{_ZONE})", "a time follows its day after a T", "{head}T{tail}"),
    (rf"(?P<head>{_DAY}T{_TIME})(?P<at> ?(?:z|UTC|GMT|utc|gmt))", "UTC is written as Z", "{head}Z"),
    (
        rf"(?P<head>{_DAY}T{_TIME}) (?P<at>)(?P<tail>[+-][0-9]{{2}}:?[0-9]{{2}})",
        "an offset follows its time at once",
        "{head}{tail}",
    ),
    (
        rf"(?P<head>{_DAY}T{_TIME}[+-][0-9]{{2}})(?P<at>)(?P<tail>[0-9]{{2}})",
        "hours and minutes are joined by a colon",
        "{head}:{tail}",
    ),
    (
        rf"(?P<head>{_DAY}T[0-9]{{2}})(?P<at>)(?P<minutes>[0-9]{{2}})(?P<tail>{_ZONE})",
        "hours and minutes are joined by a colon",
        "{head}:{minutes}{tail}",
    ),
    (
        rf"(?P<head>{_DAY}T[0-9]{{2}})(?P<at>)(?P<minutes>[0-9]{{2}})(?P<seconds>[0-9]{{2}})(?P<tail>{_ZONE})",
        "hours, minutes and seconds are joined by colons",
        "{head}:{minutes}:{seconds}{tail}",
    ),
    (
        rf"(?P<head>{_DAY}T{_TIME})(?P<at>,)(?P<tail>[0-9]+{_ZONE})",
        "a fraction of a second follows a point",
        "{head}.{tail}",
    ),
    (
        rf"(?P<head>{_DAY}T{_TIME})(?P<at>[0-9]+)(?P<tail>{_ZONE})",
        "a fraction of a second has nine digits at most",
        "{head}{tail}",
    ),
    (rf"{_DAY}T(?P<at>2[5-9]|[3-9][0-9])(?::[0-9:.]+)?{_ZONE}", "there is no hour {at}", "write an hour from 00 to 23"),
    (
        rf"{_DAY}T[0-9]{{2}}:(?P<at>[6-9][0-9])(?::[0-9:.]+)?{_ZONE}",
        "there is no minute {at}",
        "write a minute from 00 to 59",
    ),
    (
        rf"(?P<head>{_DAY}T[0-9]{{2}}:[0-9]{{2}}):(?P<at>60)(?:\.[0-9]+)?(?P<tail>{_ZONE})",
        "leap seconds are not supported",
        "{head}:59{tail}",
    ),
    (
        rf"{_DAY}T[0-9]{{2}}:[0-9]{{2}}:(?P<at>[6-9][0-9])(?:\.[0-9]+)?{_ZONE}",
        "there is no second {at}",
        "write a second from 00 to 59",
    ),
    (rf"(?P<head>{_DAY}T{_TIME})(?P<at>-00(?::00)?)", "UTC is written as Z", "{head}Z"),
    (rf"{_DAY}T{_TIME}[+-][0-9]{{2}}:(?P<at>[6-9][0-9])", "there is no minute {at}", "write a minute from 00 to 59"),
    (
        rf"{_DAY}T{_TIME}(?P<at>[+-][0-9]{{2}}(?::[0-9]{{2}})?)",
        "no clock is more than 14 hours from UTC",
        "write an offset from -14:00 to +14:00",
    ),
    (
        rf"(?!{_DAY})(?P<head>-?[0-9X]{{4}}(?:-[0-9X]{{2}}){{0,2}})(?P<at>[T ]{_TIME}{_ZONE})",
        "only a whole day has a time",
        "{head}",
    ),
    (r"(?P<head>-?[0-9X-]+)(?P<at>T[0-9X:]*X[0-9X:]*)", "a time of day has no X", "{head}"),
    (rf"(?P<head>{_DAY})(?P<at>T)", "a T is followed by a time", "{head}"),
    # Ends of intervals.
    (
        rf"(?P<head>{_ISO})(?P<at>\s*(?:[-\u2013\u2014]|\bto\b)\s*)(?P<tail>{_ISO})",
        "the ends of an interval are joined by a slash",
        "{head}/{tail}|[{head}..{tail}]",
    ),
    (rf"(?P<at>)(?P<head>{_ISO})\.\.(?P<tail>{_ISO})", "a range stands in brackets", "[{head}..{tail}]|{head}/{tail}"),
)
"""Each as a pattern, a problem and a remedy. The part `at` of the pattern is at fault; a qualifier may follow it.

A remedy with a date to offer has fields in it, and no more than one or two dates, divided by `|`.
"""
