"""What must be known of the world before some promises compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of an estate or a company; what is None is not known.

    Args:
        shifts_per_day: Shifts in a day, by which 每班 is counted.
        top_is_low: Whether grade 1 is the best one; False where 5 stars are.
        holidays: Days off beyond weekends; with ``makeup`` they say how far N workdays reach.
        makeup: Weekend days that are worked.
        workday_hours: Hours of a working day.
        seasons: Months (1–12) of a season by its name, such as {"汛期": (6, 7, 8, 9)}.
        same_activity: Whether a person has said that the two clauses speak of one thing; None where nobody did.
        same_subject: Whether a person has said that one party owes both; None where nobody did.
        window_use: "service", "permission" or "ban" where a person said what hours stand for.
    """

    shifts_per_day: int | None = None
    top_is_low: bool | None = None
    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    workday_hours: int | None = None
    seasons: dict[str, tuple[int, ...]] = field(default_factory=dict)
    same_activity: bool | None = None
    same_subject: bool | None = None
    window_use: str | None = None

    def __hash__(self) -> int:
        # Seasons have no hash, and those with equal numbers mostly have equal calendars.
        return hash((self.shifts_per_day, self.top_is_low, self.same_activity, self.same_subject, self.window_use))


#: Nothing is known beyond the calendar.
UNKNOWN = Facts()
