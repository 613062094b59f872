"""What became of one thing that was due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from guicheng.domain.attainment.requirement import Requirement


class Outcome(StrEnum):
    """What became of it; each thing has exactly one."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"
    NO_EVIDENCE = "no_evidence"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that was due at an estate, and what became of it.

    Args:
        id: Its occurrence.
        requirement: What made it due.
        estate: Where.
        begin: Local moment from which it ran.
        outcome: What became of it.
        post: Who did it or owed it, "" for unknown.
        due: When it was late; None while a pause lasts, and where nothing runs.
        end: When it was done, None where no event tells.
        reason: Why it is excused, or what the evidence lacks; "" for none.
        grade: Grade of its evidence, "" for none.
        counted: Microseconds that ran on its clock; None where it has no end.
        elapsed: Microseconds from begin to end by the wall clock.
        provisional: Whether its due time rests on holidays that are not announced yet.
        day: The day that it belongs to, where that is not the one of its begin: a night belongs to the day before.
    """

    id: str
    requirement: Requirement
    estate: str
    begin: datetime
    outcome: Outcome
    post: str = ""
    due: datetime | None = None
    end: datetime | None = None
    reason: str = ""
    grade: str = ""
    counted: int | None = None
    elapsed: int | None = None
    provisional: bool = False
    day: date | None = None

    @property
    def month(self) -> str:
        """The month in which it began, such as 2026-03; no later event moves it to another."""
        day = self.day or self.begin
        return f"{day.year}-{day.month:02}"

    def turned(self, outcome: Outcome, reason: str = "") -> Judged:
        """Return it with another outcome."""
        return replace(self, outcome=outcome, reason=reason or self.reason)


def weighed(found: Judged, excuse: str | None) -> Judged:
    """Return what is left when an excuse and the evidence that the clause asks for are weighed.

    What was kept stays kept, whatever somebody wrote. Kept on weaker evidence than the clause asks for is no evidence,
    and that and all else that was not kept is excused where a reason was given.

    Args:
        found: What the events say.
        excuse: Reason that was given, which may be "", or None for none.
    """
    if found.outcome is Outcome.KEPT:
        asked = found.requirement.evidence
        if not asked or (found.grade and found.grade <= asked):
            return found
        found = found.turned(Outcome.NO_EVIDENCE, "weak_evidence")
    if excuse is None or found.outcome is Outcome.PENDING:
        return found
    return replace(found, outcome=Outcome.EXCUSED, reason=excuse)
