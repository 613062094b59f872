"""What a roster leaves of the rest that the law asks for: warnings, since approved systems of hours allow more."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.domain.values.message import Message, _
from guicheng.domain.worktime.legal import LegalCalendar
from guicheng.domain.worktime.roster import Duty

_WEEK: Final = 7
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RestRule:
    """A number of the law.

    Args:
        value: The number.
        source: Law and article.
    """

    value: int
    source: str


@cache
def rest_rules() -> dict[str, RestRule]:
    """Return the shipped numbers by code; their table names unit, day and article of each."""
    text = (files("guicheng.library") / "calendar" / "rest.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["code"]: RestRule(int(row["value"]), row["source"]) for row in rows}


@dataclass(frozen=True, slots=True)
class RestWarning:
    """That somebody rests less than the law asks.

    Args:
        person: Who.
        code: Which rule of the table.
        message: What, and where it is written.
    """

    person: str
    code: str
    message: Message


def rest_warnings(duties: Iterable[Duty], month: date, legal: LegalCalendar) -> Iterator[RestWarning]:
    """Yield who works too long in a month, or has a week without a day off, person by person.

    Shifts count from their begin to their end, breaks included. Overtime is what exceeds the workdays of the month
    times the hours of a working day. A week is one from Monday to Sunday that begins in the month.

    Args:
        duties: Duties from the first day of the month to the sixth day after its last one.
        month: A day of the month.
        legal: Holidays and make-up days.
    """
    worked: dict[str, dict[date, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for duty in duties:
        worked[duty.person][duty.day] += duty.until - duty.since
    first = month.replace(day=1)
    days = [first + timedelta(days=offset) for offset in range(31)]
    days = [day for day in days if day.month == first.month]
    for person, hours in sorted(worked.items()):
        yield from _overtime(person, hours, days, legal)
        yield from _weeks(person, hours, days)


def _overtime(
    person: str, hours: dict[date, timedelta], days: list[date], legal: LegalCalendar
) -> Iterator[RestWarning]:
    rules = rest_rules()
    standard = sum(map(legal.is_workday, days)) * rules["working-day"].value
    total = Fraction(sum((hours[day] for day in days if day in hours), timedelta()) // _HOUR)
    over, most = total - standard, rules["overtime-month"].value
    if over > most:
        yield RestWarning(
            person,
            "overtime-month",
            _(
                "{total} hours this month, {over} over its workdays ({standard}); the law allows {most} ({source}).",
                total=str(total),
                over=str(over),
                standard=str(standard),
                most=str(most),
                source=rules["overtime-month"].source,
            ),
        )


def _weeks(person: str, hours: dict[date, timedelta], days: list[date]) -> Iterator[RestWarning]:
    rule = rest_rules()["day-off-week"]
    for monday in (day for day in days if day.weekday() == 0):
        worked = sum(monday + timedelta(days=offset) in hours for offset in range(_WEEK))
        if _WEEK - worked < rule.value:
            yield RestWarning(
                person,
                "day-off-week",
                _("No day off in the week from {day} ({source}).", day=monday.isoformat(), source=rule.source),
            )
