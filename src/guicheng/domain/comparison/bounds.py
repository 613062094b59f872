"""What a promise bounds: intervals over exact fractions, counts in periods, hours of a week, acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from guicheng.domain.comparison.scope import EVERY

#: Minutes of a week; ``Hours.minutes`` has a bit for each, from Monday 00:00.
WEEK = 7 * 24 * 60


class Clockwork(StrEnum):
    """How a stretch of time is counted; only stretches of one kind compare exactly."""

    CLOCK = "clock"  # hours, from the moment
    DAY = "day"  # calendar days; ends with the N-th following day
    WORKDAY = "workday"
    WORKHOUR = "workhour"  # hours in which people work
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time.

    Args:
        amount: Hours, days, workdays, working hours or months, as ``clockwork`` says; at least 0 (当日 is 0 days).
        clockwork: How it is counted.
    """

    amount: Fraction
    clockwork: Clockwork


@dataclass(frozen=True, slots=True)
class Limit:
    """Done at the latest after a stretch, and not before ``earliest`` where one is set (次日).

    Args:
        latest: The longest time from trigger to endpoint.
        earliest: The shortest, or None.
        open: Whether the latest moment itself is too late (少于30分钟).
    """

    latest: Stretch
    earliest: Stretch | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Told at least a stretch before the event, and not earlier than ``most`` before it where one is set.

    Args:
        least: The shortest time from the notice to the event.
        most: The longest, None for none: 不得早于停水前24小时.
    """

    least: Stretch
    most: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A record kept at least a stretch, at most a stretch, or both.

    Args:
        least: The shortest time, None for no floor.
        most: The longest time, None for no ceiling.
    """

    least: Stretch | None = None
    most: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of times in each calendar period.

    Args:
        low: Least times, or None.
        high: Most times, or None.
        per: The period: hour, shift, day, workday, week, third_month (旬), half_month, month, quarter,
            half_year, year, or "N unit".
    """

    low: Fraction | None
    high: Fraction | None
    per: str


@dataclass(frozen=True, slots=True)
class Gap:
    """No longer than a stretch from one time to the next."""

    longest: Stretch


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of a ratio, a quantity, a number of people.

    Args:
        low: Lower end, None for none.
        high: Upper end, None for none.
        low_open: Whether the lower end itself is excluded.
        high_open: Whether the upper end itself is excluded.
        unit: The base unit, such as %, 人, m, hour.
        per: What it is counted over, or None.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    per: str | None = None

    def within(self, other: Range) -> bool:
        """Tell whether every value of this interval lies in the other."""
        low_fits = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        high_fits = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return low_fits and high_fits

    def apart(self, other: Range) -> bool:
        """Tell whether no value lies in both."""
        return self._below(other) or other._below(self)

    def _below(self, other: Range) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))


class Use(StrEnum):
    """What hours stand for: the more of a service the better, the less of a permission, the more of a ban."""

    SERVICE = "service"
    PERMISSION = "permission"
    BAN = "ban"
    LEAVE = "leave"  # some hours are allowed, of others nothing is said
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """The minutes of a week in which a service stands ready, or an act is allowed or forbidden.

    Args:
        minutes: One bit a minute, from Monday 00:00 (``WEEK`` bits).
        use: What they stand for.
        days: Kinds of days on which a permission holds, as the mask of the facet ``day``; all but of a permission.
    """

    minutes: int
    use: Use
    days: int = EVERY


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a scheme of grades.

    Args:
        number: The number in the name: 一级 and 一星 are 1.
        scheme: The word behind it, such as 级 or 星.
    """

    number: int
    scheme: str


class Polarity(StrEnum):
    """What is said of an act."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    NEED_NOT = "need_not"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is to be done, forbidden or allowed; nothing about it is measured."""

    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Unread:
    """A bound that is promised and cannot be compared: vague words, or a quantity that was not understood.

    Args:
        words: The words that stand in its place.
    """

    words: str


Bound = Limit | Notice | Kept | Tally | Gap | Range | Hours | Rank | Act | Unread
