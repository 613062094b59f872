"""A deviation that somebody signed: where a clause may stand below another for a time, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SignedDeviation:
    """That a verdict about a clause is accepted.

    Args:
        clause: Code of the standard and number of the clause, ``GC-01/1.1``, or the clause's key.
        verdict: The verdict that is accepted, such as ``LOOSER`` or ``CANNOT_COMPARE``.
        reason: Why; never empty.
        signed_by: Who answers for it; never empty.
        expires: The last day on which it holds, None for ever.
        against: The clause, norm or file that it deviates from, "" for any.
        line: Line of the file in which it stands, 0 where it stands in none; two that differ in it alone are one.
    """

    clause: str
    verdict: str
    reason: str
    signed_by: str
    expires: date | None = None
    against: str = ""
    line: int = field(default=0, compare=False)

    def is_over(self, day: date) -> bool:
        """Tell whether it has expired; on its last day it still holds."""
        return self.expires is not None and self.expires < day

    def covers(self, names: frozenset[str], verdict: str, against: frozenset[str]) -> bool:
        """Tell whether it accepts a verdict.

        Args:
            names: What the clause is called: its address and its key.
            verdict: The verdict.
            against: What the other side is called.
        """
        return self.clause in names and self.verdict == verdict and (not self.against or self.against in against)
