"""Working time: which minutes of a calendar are open, and when a limit that runs on it is over."""

from guicheng.domain.worktime.calendar import CalendarError, DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.course import Change, Course, Due, Pause, Segment, State
from guicheng.domain.worktime.cycle import Cycle
from guicheng.domain.worktime.due import due, due_time
from guicheng.domain.worktime.legal import LegalCalendar, china
from guicheng.domain.worktime.limit import Limit, LimitError, LimitUnit
from guicheng.domain.worktime.minutes import MinuteTable
from guicheng.domain.worktime.notices import Notice, Telling, notices
from guicheng.domain.worktime.occurrence import (
    Occurrence,
    ScheduleRule,
    Slot,
    SlotError,
    begin_minutes,
    every,
    minute_number,
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
from guicheng.domain.worktime.spending import known_at, ran, spent, standing_course, when_used
from guicheng.domain.worktime.stages import LAST_FIFTH, Stage, StageState, Standing, stage_state

__all__ = [
    "LAST_FIFTH",
    "CalendarError",
    "Change",
    "Course",
    "Cycle",
    "DayKind",
    "DayOfMonth",
    "DayRule",
    "Due",
    "EveryDays",
    "LegalCalendar",
    "Limit",
    "LimitError",
    "LimitUnit",
    "MinuteTable",
    "Monthly",
    "Notice",
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
    "Stage",
    "StageState",
    "Standing",
    "State",
    "Telling",
    "WeekdayOfMonth",
    "Weekly",
    "Window",
    "WorkingCalendar",
    "begin_minutes",
    "china",
    "due",
    "due_time",
    "every",
    "known_at",
    "minute_number",
    "notices",
    "occurrence_id",
    "occurrences",
    "ran",
    "spent",
    "spread",
    "stage_state",
    "standing_course",
    "when_used",
]
