"""What of a clause is measured on events, and where: the bound it came from is never dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.holding import EVER, Holding
from guicheng.domain.evidence.clock import Event
from guicheng.domain.values import ClauseRef, Span
from guicheng.domain.worktime import Limit, ScheduleRule, WeekdayOfMonth, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Timed:
    """From one event of a case to another, within a limit.

    Args:
        start: Event that starts the clock.
        end: Event that stops it.
        limit: The longest time between them.
        earliest: The shortest one, None where sooner is always better.
        strict: Whether the last moment itself is too late.
        by: Minutes after midnight at which the last day of the limit ends for it, None for the end of the day.
        working: Whether it is promised in hours of work (2个工作小时), so that it runs on a calendar and on nothing else.
    """

    start: Event
    end: Event
    limit: Limit
    earliest: Limit | None = None
    strict: bool = False
    by: int | None = None
    working: bool = False


@dataclass(frozen=True, slots=True)
class Noticed:
    """Told ahead of what happens.

    Args:
        notice: Event by which it is told.
        happening: Event that is announced.
        least: How long before at least; hours by the clock, days by the date.
    """

    notice: Event
    happening: Event
    least: Limit


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that goes with the event that stops the clock, such as rings of a telephone.

    Args:
        start: Event that makes it due.
        end: Event whose payload has the number.
        allowed: The numbers that keep the promise.
        name: Member of the payload.
    """

    start: Event
    end: Event
    allowed: Range
    name: str = "rings"


@dataclass(frozen=True, slots=True)
class Offset:
    """A moment of a period.

    Args:
        months: Whole months after its first moment.
        minutes: Minutes after those.
        day: A weekday of that month from which the minutes run, None for its first day.
    """

    months: int
    minutes: int
    day: WeekdayOfMonth | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of each period in which something is to be done once.

    Args:
        begin: What is done before is too early.
        end: What is done after is late.
        to_workday: Days by which it moves at a time until it lies on a workday: -1 for the last one of a month, 1 for
            the first, 0 for a stretch that stays where it is.
    """

    begin: Offset
    end: Offset
    to_workday: int = 0


@dataclass(frozen=True, slots=True)
class Slotted:
    """So often in each calendar period.

    Args:
        rule: What is due when; ``occurrence_id(rule.version, estate, begin)`` names each.
        per: The period in which any of its times keeps the promise: day, workday, week, third_month, half_month,
            month, quarter, half_year, year; anything else is the slot itself, such as each two hours.
        times: How often in a calendar period.
        parts: When in each period each time is due, where the sentence names days or times; else any time keeps it.
        in_hours: Whether clause or facts say in which hours of the day it is done.
    """

    rule: ScheduleRule
    per: str
    times: int = 1
    parts: tuple[Part, ...] = ()
    in_hours: bool = False


@dataclass(frozen=True, slots=True)
class Spaced:
    """No longer than a stretch from one time to the next.

    Args:
        longest: The stretch.
        hours: The time that counts; hours in which nobody is on duty are no part of a gap.
    """

    longest: Limit
    hours: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Ticked:
    """A line that somebody answers on the spot.

    Args:
        allowed: Numbers that keep the promise; None where the answer is yes or no.
    """

    allowed: Range | None = None


Measure = Timed | Noticed | Counted | Slotted | Spaced | Ticked


@dataclass(frozen=True, slots=True)
class Requirement:
    """One promise of one clause in one edition, ready to be measured.

    Args:
        key: Its name: citation of the clause, ``#`` and its place among the promises of the clause.
        citation: Code of the standard, a stroke, number of the clause.
        ref: Where the clause stands.
        span: The bound in the text, in code points.
        text: The sentence.
        edition: Which wording it is.
        measure: How it is measured.
        tier: Grade of the standard, "" where it has one form.
        post: Who owes it, "" where nobody is named.
        target: Share of what counts that has to be kept, above 0 and at most 1.
        evidence: Weakest grade of evidence that will do, "" for any.
        day_end: Minutes after midnight at which a day ends for limits in days, 0 for midnight.
        when: At what times and for what severity it holds; what begins otherwise is not due.
        photo: Whether what recurs is to be shown in a photo (每周检查1次，拍照登记).
    """

    key: str
    citation: str
    ref: ClauseRef
    span: Span
    text: str
    edition: str
    measure: Measure = field(compare=False, hash=False)
    tier: str = ""
    post: str = ""
    target: Fraction = Fraction(1)
    evidence: str = ""
    day_end: int = 0
    when: Holding = field(default=EVER, compare=False, hash=False)
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which nothing is asked: no time of a schedule, and no case that begins in it.

    Args:
        since: First moment.
        until: Moment after the last one, None while it lasts.
        reason: Why, as it was written.
        citations: Clauses that it touches; empty for all.
    """

    since: datetime
    until: datetime | None
    reason: str
    citations: frozenset[str] = frozenset()

    def touches(self, citation: str, begin: datetime, end: datetime) -> bool:
        """Tell whether it leaves no full stretch for something due between two moments."""
        named = not self.citations or citation in self.citations
        return named and self.since < end and (self.until is None or begin < self.until)


@dataclass(frozen=True)
class Site:
    """An estate and what holds there.

    Args:
        key: Its key, as events name it.
        requirements: What is measured there.
        names: What events call clauses → keys of their requirements.
        calendars: By key of a requirement, where its minutes are not those of the whole day.
        since: First day on which anything is due, None for always.
        until: Last day, None for no end.
        suspensions: Stretches in which nothing is asked.
        post_calendars: By key of a requirement and name of a post, where its minutes are those of the post that has
            the case; they stand above ``calendars``.
    """

    key: str
    requirements: tuple[Requirement, ...]
    names: Mapping[str, tuple[str, ...]]
    calendars: Mapping[str, WorkingCalendar] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    post_calendars: Mapping[tuple[str, str], WorkingCalendar] = field(default_factory=dict)

    def calendar_of(self, key: str, post: str) -> WorkingCalendar | None:
        """Return the calendar on which the minutes of a requirement run for a post; None for the whole day."""
        return self.post_calendars.get((key, post)) or self.calendars.get(key)

    def holds(self, day: date) -> bool:
        """Tell whether anything is due on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at.

    Args:
        since: First day on which what counts begins.
        until: Last such day.
        at: Local moment of the assessment; what is not over by then is pending.
    """

    since: date
    until: date
    at: datetime

    def holds(self, day: date) -> bool:
        """Tell whether what begins on a day counts."""
        return self.since <= day <= self.until

    @property
    def after(self) -> date:
        """The day after the last one."""
        return self.until + timedelta(days=1)
