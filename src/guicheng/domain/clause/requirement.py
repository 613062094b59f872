"""The typed requirements that a clause is read into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guicheng.domain.values import Span


class Kind(StrEnum):
    """What a requirement bounds; the words of the JSON contract, except that ``INTERVAL`` is shown as a frequency."""

    TIME_LIMIT = "time_limit"
    FREQUENCY = "frequency"
    INTERVAL = "interval"
    RATIO = "ratio"
    COUNT = "count"
    QUANTITY = "quantity"
    WINDOW = "window"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One bound that a sentence sets.

    ``FREQUENCY`` is a calendar count (每日2次: twice in each calendar day), ``INTERVAL`` a longest gap
    (每隔2小时): they differ in what keeps them, though both are shown as a frequency.

    Args:
        kind: What is bounded.
        op: Direction of the bound: ``"<="``, ``"<"``, ``"=="``, ``">="`` or ``">"``.
        value: The number, or the text of a window ("24h", "08:00-12:00").
        unit: minute, hour, workhour (of working time), day, workday, month, year, time, %, 人, ring, 次, cm …; None for
            a window.
        per: Period of a count ("day", "2 hour", "shift"); None where there is none.
        trigger: What starts the clock, in the clause's words; None where the text does not say.
        action: What is done or measured, in the clause's words; None where the text does not say.
        condition: When or for whom it holds, in the clause's words.
        span: The quantitative words it was read from, in code points of the clause.
        pattern: Name of the pattern that read it.
    """

    kind: Kind
    op: str
    value: Decimal | str
    unit: str | None
    per: str | None
    trigger: str | None
    action: str | None
    condition: str | None
    span: Span
    pattern: str
