"""“My work” as a list, a board, a calendar and a sheet of paper."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.selectors.my_work import PROVIDERS, Whose, Work, WorkStanding
from guicheng.web.wording import Word

KINDS: Final[Mapping[str, Word]] = {
    "case": gettext_lazy("Steps of cases"),
    "order": gettext_lazy("Work orders"),
    "round": gettext_lazy("Rounds"),
    "plan": gettext_lazy("Due by plan"),
}
#: How work stands → words, icon, look.
STANDINGS: Final[Mapping[str, tuple[Word, str, str]]] = {
    WorkStanding.LATE: (gettext_lazy("Overdue"), "alert-triangle", "is-error"),
    WorkStanding.SOON: (gettext_lazy("Due soon"), "hourglass", "is-warning"),
    WorkStanding.RUNNING: (gettext_lazy("Within its time"), "clock", "is-ok"),
    WorkStanding.PAUSED: (gettext_lazy("Clock stands still"), "circle-minus", "is-unread"),
    WorkStanding.OPEN: (gettext_lazy("Without a limit"), "circle-minus", ""),
}
WEEKDAYS: Final[Sequence[Word]] = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
VIEWS: Final = ("list", "board", "month", "week", "paper")


@dataclass(frozen=True, slots=True)
class WorkWish:
    """What somebody wants to see of their work.

    Args:
        what: Whose work.
        view: As which page.
        kind: Only of this kind, "" for all.
        day: A day of the month or week that is shown, as ``2026-11-23``; "" for today.
    """

    what: Whose
    view: str
    kind: str
    day: str

    @classmethod
    def of(cls, query: QueryDict) -> WorkWish:
        """Read the wish from an address; what is none of the choices is the first one."""
        what, view, kind = query.get("what", ""), query.get("view", ""), query.get("kind", "")
        return cls(
            Whose(what) if what in set(Whose) else Whose.MINE,
            view if view in VIEWS else "list",
            kind if kind in PROVIDERS else "",
            query.get("day", "")[:10],
        )

    @classmethod
    def tidy(cls, query: str) -> str:
        """Return a kept query as one of today's list; a kept view stands on no day."""
        return cls.of(QueryDict(query)).kept

    @property
    def kept(self) -> str:
        """The query of the wish without its day."""
        return self.address(day="")

    def address(self, **changed: str) -> str:
        """Return the query of this wish with something changed."""
        values = {"what": self.what.value, "view": self.view, "kind": self.kind, "day": self.day} | changed
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def shown_day(self, today: date) -> date:
        """Return the day whose month or week is shown."""
        try:
            found = date.fromisoformat(self.day)
        except ValueError:
            return today
        # Further away no calendar of ours reaches.
        return found if abs((found - today).days) < 3660 else today


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board."""

    title: Word
    icon: str
    look: str
    rows: list[Work]


def board_of(rows: Sequence[Work]) -> list[Column]:
    """Return the columns of the board, empty ones too."""
    return [
        Column(title, icon, look, [row for row in rows if row.state == standing])
        for standing, (title, icon, look) in STANDINGS.items()
    ]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar.

    Args:
        day: Which.
        rows: What is due on it.
        within: Whether it belongs to the month that is shown.
        today: Whether it is today.
    """

    day: date
    rows: list[Work]
    within: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month or a week of the calendar, with the days that lead to the ones before and after."""

    weeks: list[list[Day]]
    first: date
    before: date
    after: date


def calendar_of(rows: Sequence[Work], shown: date, today: date, *, week: bool) -> Sheet:
    """Return the month or week of a day with what is due in it.

    Args:
        rows: All work; what has no limit stands on no day.
        shown: A day of it.
        today: The day on which it is looked at.
        week: Whether it is a week.
    """
    by_day: dict[date, list[Work]] = {}
    for row in rows:
        if row.due_at is not None:
            by_day.setdefault(localtime(row.due_at).date(), []).append(row)
    monday = shown - timedelta(days=shown.weekday())
    days = [[monday + timedelta(days=number) for number in range(7)]] if week else _month(shown)
    first = monday if week else shown.replace(day=1)
    step = timedelta(days=7) if week else timedelta(days=32)
    after = (first + step) if week else (first + step).replace(day=1)
    weeks = [
        [Day(day, by_day.get(day, []), week or day.month == shown.month, day == today) for day in line] for line in days
    ]
    return Sheet(weeks, first, first - timedelta(days=7 if week else 1), after)


def _month(shown: date) -> list[list[date]]:
    return calendar.Calendar().monthdatescalendar(shown.year, shown.month)
