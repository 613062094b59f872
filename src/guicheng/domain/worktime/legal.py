"""Legal holidays and make-up workdays, as the State Council announces them year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

_FRIDAY: Final = 4
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LegalCalendar:
    """What is announced of holidays.

    Args:
        holidays: Days off → name of the holiday; weekends inside a holiday are among them.
        made_up: Weekend days on which people work instead → name of the holiday they make up for.
        first_year: First year that was announced.
        last_year: Last year that was announced; later days follow the week alone, and what rests on them may change.
    """

    holidays: Mapping[date, str]
    made_up: Mapping[date, str]
    first_year: int
    last_year: int

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return day in self.made_up or (day.weekday() <= _FRIDAY and day not in self.holidays)

    def knows(self, day: date) -> bool:
        """Tell whether the year of a day was announced; a few days of the year before belong to its new year."""
        return self.first_year <= day.year <= self.last_year

    def workdays_after(self, day: date) -> Iterator[date]:
        """Yield the workdays after a day, without end."""
        return (each for each in days_after(day) if self.is_workday(each))


def days_after(day: date) -> Iterator[date]:
    """Yield the days after a day, up to the last one that a date can name."""
    while day < date.max:
        day += _DAY
        yield day


@cache
def china() -> LegalCalendar:
    """Return the shipped calendar of mainland China; its table names the notice of each holiday."""
    text = (files("guicheng.library") / "calendar" / "china.tsv").read_text(encoding="utf-8")
    return legal_calendar(line.split("\t") for line in text.splitlines()[1:])


def legal_calendar(rows: Iterable[list[str]]) -> LegalCalendar:
    """Return a calendar from rows of year, holiday, first day, last day, make-up workdays with spaces between, notice.

    Raises:
        ValueError: A day is written wrongly, or there is no row.
    """
    holidays, made_up, years = dict[date, str](), dict[date, str](), set[int]()
    for year, name, first, last, work, _notice in rows:
        years.add(int(year))
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            holidays[day] = name
            day += _DAY
        made_up.update((date.fromisoformat(each), name) for each in work.split())
    return LegalCalendar(holidays, made_up, min(years), max(years))
