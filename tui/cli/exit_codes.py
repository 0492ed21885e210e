"""The exit codes of the program."""

SUCCESS = 0

NO_EVENTS = 1
"""A list has no events in it."""

ONLY_LINT = 1
"""``dateline check`` found no errors, but something that an editor should look at."""

DIFFERENT = 1
"""``dateline diff`` found something that differs."""

CONFLICT = 1
"""``dateline merge`` left something for somebody to decide."""

ERROR = 2
"""Bad input or usage, or ``dateline check`` found errors."""

CRASHED = 70
"""The program crashed because of a bug: ``EX_SOFTWARE`` of sysexits.h."""

INTERRUPTED = 130
"""Ctrl+C ended the program: 128 plus the number of the signal, as shells report it."""
