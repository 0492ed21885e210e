"""Uncertain dates for generated timelines, the usual forms of EDTF most often: days, months, doubt, duration."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

FIRST = date(2004, 1, 1)
DAYS = 7670
"""The number of days covered: twenty-one years."""

_MONTHS, _WEEKDAYS = (
    names.split()
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
)


class Dates:
    """Generates dates around a day, which is given as the number of days since `FIRST`.

    Args:
        random: the source of randomness.
    """

    def __init__(self, random: Random) -> None:
        self._random = random.random
        days = [FIRST + timedelta(number) for number in range(DAYS + 400)]
        self.iso = [day.isoformat() for day in days]
        self._weekdays = [_WEEKDAYS[day.weekday()] for day in days]
        self._words = [f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}" for day in days]
        self._months = [f"{_MONTHS[day.month - 1]} {day.year}" for day in days]

    def __call__(self, day: int) -> tuple[str, str]:
        """Return a date in EDTF, and its wording, which may be empty."""
        iso = self.iso[day]
        chance = self._random()
        if chance < 0.62:
            return iso, f"le {self._words[day]}" if chance < 0.3 else self._weekdays[day] if chance < 0.4 else ""
        if chance < 0.74:
            month = iso[:7]
            return month, f"en {self._months[day]}" if chance < 0.7 else "dans le mois"
        if chance < 0.87:
            return self._interval(day, chance)
        if chance < 0.93:
            unqualified = iso if chance < 0.91 else iso[:7]
            return unqualified + "~?%~"[int(self._random() * 4)], ""
        if chance < 0.96:
            return iso[:4] + ("~" if chance < 0.94 else ""), f"au cours de l’année {iso[:4]}"
        if chance < 0.994:
            return (iso[:7] + "-XX" if chance < 0.982 else iso[:4] + "-XX" if chance < 0.99 else iso[:3] + "X"), ""
        return (f"[..{iso}]" if chance < 0.997 else f"{iso}/.." if chance < 0.9995 else "../.."), ""

    def _interval(self, day: int, chance: float) -> tuple[str, str]:
        """Return one of some days, or months that something lasted."""
        iso = self.iso[day]
        if chance < 0.83:
            end = self.iso[day + 1 + int(self._random() * 14)]
            return (f"[{iso}..{end}]" if chance < 0.81 else f"[{iso}~..{end}~]"), "ces derniers jours"
        if chance < 0.855:
            month = iso[:7]
            first = self._random() < 0.5
            half = f"[{month}-01..{month}-10]" if first else f"[{month}-11..{month}-20]"
            return half, f"{'début' if first else 'mi-'} {self._months[day]}".replace("mi- ", "mi-")
        end = self.iso[day + 31 + int(self._random() * 300)]
        return f"{iso[:7]}/{end[:7]}", ""
