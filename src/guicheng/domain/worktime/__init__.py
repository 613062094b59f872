"""Working time: which minutes of a calendar are open, and when a limit that runs on it is over."""

from guicheng.domain.worktime.calendar import CalendarError, DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.course import Change, Course, Due, Pause, Segment, State
from guicheng.domain.worktime.due import due, due_time
from guicheng.domain.worktime.legal import LegalCalendar, china
from guicheng.domain.worktime.limit import Limit, LimitError, LimitUnit
from guicheng.domain.worktime.opening import Opening

__all__ = [
    "CalendarError",
    "Change",
    "Course",
    "DayRule",
    "Due",
    "LegalCalendar",
    "Limit",
    "LimitError",
    "LimitUnit",
    "Opening",
    "Pause",
    "Segment",
    "State",
    "Window",
    "WorkingCalendar",
    "china",
    "due",
    "due_time",
]
