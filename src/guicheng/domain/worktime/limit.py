"""A time limit with its unit, which is never exchanged for another: 3 workdays are not 24 working hours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: The longest limit: a hundred years, in each unit.
_MOST: Final = {"minute": 52_560_000, "hour": 876_000, "day": 36_500, "workday": 25_000, "month": 1_200}
_MINUTE: Final = 60_000_000
_TICKS: Final = {"minute": _MINUTE, "hour": 60 * _MINUTE}


class LimitError(GuichengError):
    """A limit is below nothing, longer than a hundred years, or a part of a day."""

    code = "limit-refused"


class LimitUnit(StrEnum):
    """What a limit counts."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take.

    Args:
        value: How many; minutes and hours may be parts, days, workdays and months are whole.
        unit: Of what. Minutes and hours are open minutes of a calendar; days, workdays and months begin on the day
            after and end with the day.

    Raises:
        LimitError: No clock can run on it.
    """

    value: Fraction
    unit: LimitUnit

    def __post_init__(self) -> None:
        """Refuse a limit that says nothing."""
        if not 0 <= self.value <= _MOST[self.unit]:
            raise LimitError(
                _("A limit of {value} {unit} cannot run: it has to lie between 0 and {most}.",
                  value=str(self.value), unit=self.unit.value, most=str(_MOST[self.unit]))
            )  # fmt: skip
        if not self.runs_by_minutes and self.value.denominator != 1:
            raise LimitError(
                _("A limit of {value} {unit} is no whole number of them; write it in hours.",
                  value=str(float(self.value)), unit=self.unit.value)
            )  # fmt: skip

    @property
    def runs_by_minutes(self) -> bool:
        """Whether it counts open minutes."""
        # Names of an enumeration are slow to look up in a set, and this is asked for each due time.
        return self.unit is LimitUnit.MINUTE or self.unit is LimitUnit.HOUR

    @property
    def ticks(self) -> int:
        """Open microseconds of a limit in minutes or hours, the part of one left out.

        Raises:
            KeyError: It is in days, workdays or months.
        """
        each = _MINUTE if self.unit is LimitUnit.MINUTE else _TICKS[self.unit]
        return self.value.numerator * each // self.value.denominator
