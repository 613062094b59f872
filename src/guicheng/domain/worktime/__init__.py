"""Working time: which minutes of a calendar are open, and when a limit that runs on it is over."""

from guicheng.domain.worktime.calendar import CalendarError, DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.course import Change, Course, Due, Pause, Segment, State
from guicheng.domain.worktime.due import due, due_time
from guicheng.domain.worktime.legal import LegalCalendar, china
from guicheng.domain.worktime.limit import Limit, LimitError, LimitUnit
from guicheng.domain.worktime.occurrence import (
    Occurrence,
    ScheduleRule,
    Slot,
    SlotError,
    every,
    occurrence_id,
    occurrences,
    spread,
)
from guicheng.domain.worktime.opening import Opening
from guicheng.domain.worktime.recurrence import DayKind, Otherwise, Recurrence, RecurrenceError, Season
from guicheng.domain.worktime.rhythm import (
    DayOfMonth,
    EveryDays,
    Monthly,
    Rhythm,
    RhythmError,
    WeekdayOfMonth,
    Weekly,
)

__all__ = [
    "CalendarError",
    "Change",
    "Course",
    "DayKind",
    "DayOfMonth",
    "DayRule",
    "Due",
    "EveryDays",
    "LegalCalendar",
    "Limit",
    "LimitError",
    "LimitUnit",
    "Monthly",
    "Occurrence",
    "Opening",
    "Otherwise",
    "Pause",
    "Recurrence",
    "RecurrenceError",
    "Rhythm",
    "RhythmError",
    "ScheduleRule",
    "Season",
    "Segment",
    "Slot",
    "SlotError",
    "State",
    "WeekdayOfMonth",
    "Weekly",
    "Window",
    "WorkingCalendar",
    "china",
    "due",
    "due_time",
    "every",
    "occurrence_id",
    "occurrences",
    "spread",
]
