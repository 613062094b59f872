"""What answers about time rest on, as people give it: how often a step keeps its limit, and the open hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.spread import KEPT
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import DayRule, Window, WorkingCalendar

#: Open hours that are assumed where nobody says others.
OFFICE: Final = (Window(8 * 60 + 30, 17 * 60 + 30),)
#: Words for open days, in the order in which they are offered.
DAYS: Final[dict[str, DayRule | frozenset[int]]] = {
    "workdays": DayRule.WORKDAYS,
    "every_day": DayRule.EVERY_DAY,
    "mon-fri": frozenset(range(5)),
    "mon-sat": frozenset(range(6)),
}
_HOURS: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_MINUTES: Final = 60
_MIDNIGHT: Final = 1_440


class AssumptionRefusedError(GuichengError):
    """An assumption cannot be what it is."""

    code = "assumption-refused"


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the answers rest on.

    Args:
        kept: Share of cases in which each step keeps its own limit, above 0 and below 1.
        days: Open days of the calendar on which minutes and hours run, a key of ``DAYS``.
        windows: Open minutes of each of them.
    """

    kept: float = KEPT
    days: str = "workdays"
    windows: tuple[Window, ...] = OFFICE

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar."""
        return WorkingCalendar(DAYS[self.days], self.windows)

    @property
    def hours(self) -> str:
        """The open hours as text: ``08:30-12:00,13:00-17:30``."""
        return ",".join(f"{_clock(window.begin)}-{_clock(window.end)}" for window in self.windows)

    @property
    def percent(self) -> str:
        """The share in percent, as short as it can be written."""
        return f"{self.kept * 100:.4g}"


def read_assumed(kept: str = "", days: str = "", hours: str = "") -> Assumed:
    """Read assumptions; what is empty is as by default.

    Args:
        kept: Percent of cases in which each step keeps its limit: ``95``, at least 50 and at most 99.9.
        days: A key of ``DAYS``.
        hours: Open hours, ``08:30-12:00,13:00-17:30``; an end at or before its begin is one of the next day.

    Raises:
        AssumptionRefusedError: One of them is none.

    Example:
        >>> read_assumed("90", "every_day", "8:00-22:00").hours
        '08:00-22:00'
    """
    share = kept.strip().rstrip("%％ ") or f"{KEPT * 100:g}"
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3})?", share) or not 50 <= float(share) <= 99.9:
        raise AssumptionRefusedError(
            _("“{said}” is no share of cases. Write percent from 50 to 99.9, such as 95.", said=kept[:20])
        )
    chosen = days.strip() or "workdays"
    if chosen not in DAYS:
        raise AssumptionRefusedError(
            _("“{said}” names no open days. Write one of {known}.", said=days[:20], known=", ".join(DAYS))
        )
    return Assumed(float(share) / 100, chosen, _windows(hours) if hours.strip() else OFFICE)


def _windows(text: str) -> tuple[Window, ...]:
    found = []
    for part in re.split(r"[,;、\s]+", normalize(text).replace("–", "-").replace("至", "-").replace("~", "-").strip()):
        match = _HOURS.fullmatch(part)
        begin, end = (_minute(match[1], match[2]), _minute(match[3], match[4])) if match else (-1, -1)
        if not (0 <= begin < _MIDNIGHT and 0 <= end <= _MIDNIGHT and begin != end):
            raise AssumptionRefusedError(
                _("“{said}” are no open hours. Write them as 08:30-12:00,13:00-17:30.", said=text[:40])
            )
        found.append(Window(begin, end if end > begin else end + _MIDNIGHT))
    return tuple(found)


def _minute(hours: str, minutes: str) -> int:
    return int(hours) * _MINUTES + int(minutes) if int(minutes) < _MINUTES else -1


def _clock(minute: int) -> str:
    if minute != _MIDNIGHT:
        minute %= _MIDNIGHT
    return f"{minute // _MINUTES:02d}:{minute % _MINUTES:02d}"
