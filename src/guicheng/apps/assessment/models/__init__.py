"""Tables of assessment."""

from guicheng.apps.assessment.models.counted import (
    Counted,
    CountingMark,
    MonthCount,
    MonthPromise,
    SourceKind,
    Tally,
)
from guicheng.apps.assessment.models.months import SealedMonth, SealedRun

__all__ = [
    "Counted",
    "CountingMark",
    "MonthCount",
    "MonthPromise",
    "SealedMonth",
    "SealedRun",
    "SourceKind",
    "Tally",
]
