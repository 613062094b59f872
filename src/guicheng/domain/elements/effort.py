"""The effort of one occasion as clauses state it: 20分钟×1人, and 2元 of material."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_NUMBER: Final = r"(\d{1,6}(?:\.\d{1,3})?)"
_OFTEN: Final = rf"(?:\s?[×xX*]\s?(?:{_NUMBER}\s?次\s?[/／每]?\s?年|每年\s?{_NUMBER}\s?次))?"
_TIME: Final = re.compile(rf"^{_NUMBER}\s?(分钟|分|小时|h|min)(?:\s?[×xX*]\s?{_NUMBER}\s?[人名]?)?{_OFTEN}$")
_MONEY: Final = re.compile(rf"^[¥￥]?\s?{_NUMBER}\s?(?:元|块)?$")
_HOUR: Final = frozenset({"小时", "h"})
#: An effort that says itself how often a year, as it is written in either language of the pages.
COUNTED: Final = "20分钟×1人×12次/年"


class NoEffortError(GuichengError):
    """What was written is no effort."""

    code = "no-effort"


@dataclass(frozen=True, slots=True)
class Effort:
    """What one occasion takes.

    Args:
        minutes: Minutes that each person works.
        people: How many people work.
        material: Material, in yuan.
        yearly: How often a year at an estate, all places together, where somebody counted it; None for what the
            clause and the facts say.
    """

    minutes: Decimal = Decimal(0)
    people: Decimal = Decimal(1)
    material: Decimal = Decimal(0)
    yearly: Decimal | None = None

    @property
    def hours(self) -> Decimal:
        """Working hours of all people together."""
        return self.minutes * self.people / 60

    @property
    def said_yearly(self) -> str:
        """How often a year, as it is written; "" where nobody counted it."""
        return "" if self.yearly is None else f"{_plain(self.yearly)}次/年"


def effort_of(time: str, material: str = "") -> Effort | None:
    """Read an effort; None where neither is stated.

    Args:
        time: Such as ``20分钟×1人``, ``0.5小时×2人``, ``20分钟`` or, counted for a year, ``20分钟×1人×12次/年``; "" for none.
        material: Such as ``2元`` or ``2``; "" for none.

    Raises:
        NoEffortError: One of them is written otherwise, or it is nobody's time.

    Example:
        >>> effort_of("20分钟×2人", "2元").hours.quantize(Decimal("0.01"))
        Decimal('0.67')
    """
    worked, spent = time.strip(), material.strip()
    if not worked and not spent:
        return None
    minutes, people, yearly = _time(worked) if worked else (Decimal(0), Decimal(1), None)
    return Effort(minutes, people, _money(spent) if spent else Decimal(0), yearly)


def _time(text: str) -> tuple[Decimal, Decimal, Decimal | None]:
    found = _TIME.match(text)
    if found is None:
        raise NoEffortError(_("“{given}” is no effort. Write minutes and people, such as 20分钟×1人.", given=text[:40]))
    minutes = Decimal(found[1]) * (60 if found[2] in _HOUR else 1)
    people, often = Decimal(found[3] or 1), found[4] or found[5]
    if not people or not (minutes or often):
        raise NoEffortError(
            _("“{given}” takes nobody any time. Write the minutes and people, or leave it empty.", given=text)
        )
    return minutes, people, Decimal(often) if often else None


def _money(text: str) -> Decimal:
    found = _MONEY.match(text)
    if found is None:
        raise NoEffortError(_("“{given}” is no amount. Write yuan for one occasion, such as 2元.", given=text[:40]))
    return Decimal(found[1])


def print_effort(effort: Effort) -> tuple[str, str]:
    """Return time and material as they are written; "" for nothing.

    Example:
        >>> print_effort(effort_of("0.5小时", "2"))
        ('30分钟×1人', '2元')
    """
    worked = f"{_plain(effort.minutes)}分钟×{_plain(effort.people)}人" if effort.minutes or effort.said_yearly else ""
    worked += f"×{effort.said_yearly}" if effort.said_yearly else ""
    return worked, f"{_plain(effort.material)}元" if effort.material else ""


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
