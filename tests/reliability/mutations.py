"""Random changes to bytes, to lines and to values, as bad disks, bad editors and bad programs make them."""

from __future__ import annotations

import json
from random import Random
from typing import Any

TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *("", " ", "\t", "\n", "\r", "\r\n", "\0", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\ud800", "\u202e"),
        *(
            "'",
            '"',
            '"""',
            "`",
            "\\",
            "\\n",
            "\\u0000",
            "\\ud800",
            "\\x",
            "#",
            "%",
            "&",
            "*",
            "&a ",
            "*a",
            "!!str ",
            "!",
        ),
        *(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?xml?>",
            "&amp;",
            "&#0;",
        ),
        *("|", "|-", ">", ">-", "---\n", "...\n", "- ", "? ", ": ", ":", ",", ";", "=", "~", "null", "true", "NaN"),
        *("-1", "0", "00", "1e999", "-0", "9" * 40, "1.7976931348623157e308", "2147483648", "-9223372036854775809"),
        *(
            "2022-02-30",
            "2022-11-08T25:00",
            "0000",
            "-0043",
            "Y-13800000000",
            "../..",
            "[..2022]",
            "{2020,2021}",
            "1XXX",
        ),
        *(
            "2022-11-08",
            "8 nov 2022",
            "44 BC",
            "5 days",
            "now",
            "2022-21",
            "2022?-~11",
            "Y9999999999999999999",
            "3/4/5",
        ),
        *(
            "id",
            "date",
            "title",
            "events",
            "sources",
            "quotes",
            "links",
            "denies",
            "follows",
            "views",
            "facets",
            "data",
        ),
        *(
            "BEGIN:VEVENT\r\n",
            "END:VEVENT\r\n",
            "RRULE:FREQ=SECONDLY\r\n",
            "DTSTART:",
            "TZID=Mars/Sea:",
            "DURATION:-P9W",
        ),
        *("@article{", "}\n", "@string{a = ", " # ", "group ", "endGroup\n", "every 2 weeks", "## ", "# 2020\n", "* "),
        *("e\u0301", "👨\u200d👩\u200d👧", "❤\ufe0f", "مرحبا", "日本", "\u200b", "\U0010ffff", "ﬀ", "İ", "ß"),
    )
)
"""Pieces that mean something in one of the formats, or in none."""


def mutated(data: bytes, random: Random, other: bytes = b"") -> bytes:
    """Return bytes with one to six changes.

    Args:
        data: the bytes.
        random: chooses the changes.
        other: bytes of which pieces are inserted.
    """
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        data = random.choice(_CHANGES)(data, random, other)
    return data


def _place(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _slice(data: bytes, random: Random) -> tuple[int, int]:
    start = _place(data, random)
    return start, min(len(data), start + random.choice((1, 2, 5, 20, 100, 1_000)))


def _flip(data: bytes, random: Random, other: bytes) -> bytes:
    if not data:
        return b"\0"
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _replace_byte(data: bytes, random: Random, other: bytes) -> bytes:
    at = _place(data, random)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _insert_token(data: bytes, random: Random, other: bytes) -> bytes:
    at = _place(data, random)
    return data[:at] + random.choice(TOKENS) + data[at:]


def _replace_by_token(data: bytes, random: Random, other: bytes) -> bytes:
    start, end = _slice(data, random)
    return data[:start] + random.choice(TOKENS) + data[end:]


def _repeat_token(data: bytes, random: Random, other: bytes) -> bytes:
    at = _place(data, random)
    return data[:at] + random.choice(TOKENS) * random.choice((2, 9, 50, 300)) + data[at:]


def _remove(data: bytes, random: Random, other: bytes) -> bytes:
    start, end = _slice(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, random: Random, other: bytes) -> bytes:
    start, end = _slice(data, random)
    return data[:end] + data[start:end] + data[end:]


def _truncate(data: bytes, random: Random, other: bytes) -> bytes:
    return data[: _place(data, random)]


def _splice(data: bytes, random: Random, other: bytes) -> bytes:
    (start, end), at = _slice(other, random), _place(data, random)
    return data[:at] + other[start:end] + data[at:]


def _change_lines(data: bytes, random: Random, other: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    change = random.randrange(7)
    if change == 0:
        del lines[at]
    elif change == 1:
        lines.insert(to, lines[at])
    elif change == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif change == 3:
        lines[at] = b" " * random.randrange(1, 5) + lines[at]
    elif change == 4:
        lines[at] = lines[at].removeprefix(b" " * random.randrange(1, 5))
    elif change == 5:
        lines[at] = lines[at].rstrip(b"\r\n") + random.choice(TOKENS) + b"\n"
    else:
        name, colon, _ = lines[at].partition(b":")
        lines[at] = name + colon + b" " + random.choice(TOKENS) + b"\n"
    return b"".join(lines)


def _other_line_ends(data: bytes, random: Random, other: bytes) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\x0c", b"\xe2\x80\xa8")))


def _other_encoding(data: bytes, random: Random, other: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(
        random.choice(("utf-16", "utf-32", "latin-1", "utf-8-sig")), "replace"
    )


_CHANGES = (
    *(_flip, _replace_byte, _insert_token, _insert_token, _replace_by_token, _replace_by_token, _remove, _remove) * 3,
    *(_double, _truncate, _splice, _repeat_token, _change_lines, _change_lines, _change_lines) * 3,
    *(_other_line_ends, _other_encoding),
)

# Values

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**40, 1.5, 1e308, float("inf"), float("nan"), "", " ", "x", "2022", "2022-13-45"),
    *(
        [],
        {},
        [[]],
        [{}],
        [None],
        {"": ""},
        {"a": {"a": {"a": []}}},
        "x" * 5_000,
        ["x"] * 500,
        "\0",
        "\ud800",
        "\x1b[31m",
    ),
)


def changed_json(data: bytes, random: Random) -> bytes:
    """Return JSON, or lines of JSON, with one to four of its values changed; other bytes as they are."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        lines = data.splitlines()
        if not lines:
            return data
        at = random.randrange(len(lines))
        try:
            document = json.loads(lines[at])
        except (ValueError, RecursionError):
            return data
        lines[at] = _dumped(document, random)
        return b"\n".join(lines)
    return _dumped(document, random)


def _dumped(document: Any, random: Random) -> bytes:
    for _ in range(random.randrange(1, 5)):
        document = _changed(document, random)
    return json.dumps(document, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _changed(value: Any, random: Random) -> Any:
    """Return a value in which one, at any depth, is another."""
    if random.random() < 0.15 or not isinstance(value, dict | list) or not value:
        return _other_value(value, random)
    if isinstance(value, dict):
        key = random.choice(list(value))
        change = random.random()
        if change < 0.1:
            return {name: item for name, item in value.items() if name != key}
        if change < 0.2:
            other = random.choice((*value, "id", "date", "title", "events", "", "x"))
            return {(other if name == key else name): item for name, item in value.items()}
        return {name: _changed(item, random) if name == key else item for name, item in value.items()}
    at = random.randrange(len(value))
    change = random.random()
    if change < 0.1:
        return value[:at] + value[at + 1 :]
    if change < 0.2:
        return value + [value[at]] * random.choice((1, 2, 50))
    return [_changed(item, random) if number == at else item for number, item in enumerate(value)]


def _other_value(value: Any, random: Random) -> Any:
    if isinstance(value, str) and random.random() < 0.5:
        return mutated(value.encode("utf-8", "surrogatepass"), random, b"2022-11-08").decode("utf-8", "replace")
    if random.random() < 0.1:
        for _ in range(random.choice((3, 30, 300))):
            value = [value] if random.random() < 0.5 else {"a": value}
        return value
    return random.choice((*_VALUES, [value], {"a": value}, str(value)))
