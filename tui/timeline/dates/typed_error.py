"""The error of a text that is no date, and the messages that more than one module needs."""

from __future__ import annotations


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
        """Return both in one line."""
        return f"{self.problem}; {self.remedy}"


FORMS = "write a date such as 2022-11-08, 8 nov 2022, nov 2022 or 2022"
NO_DATE = "not a date", FORMS
SHORT_YEAR = "the year has fewer than four digits", "write the year with four digits"
YEAR_ZERO = "there is no year 0", "write 1 bc or ad 1"
OUT_OF_RANGE = "that is outside the years 1 to 9999", "write a date nearer to today"
TOO_FAR = "that year is too far away for months", "write the year alone"
BEYOND = "the year is beyond 200,000,000,000", "write a year nearer to ours"
REVERSED = "that ends before it starts", "write the earlier date first"
