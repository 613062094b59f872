"""Quiet hours: when nothing rings, and when it may again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of every day in which nothing is sent; from a later to an earlier time they run over midnight.

    Args:
        begin: Local time, included.
        end: Local time, not included; the same as ``begin`` means no quiet hours.
    """

    begin: time
    end: time

    def holds(self, at: datetime) -> bool:
        """Tell whether it is quiet.

        Args:
            at: In local time, with its zone.
        """
        now = at.time()
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

    def over_at(self, at: datetime) -> datetime:
        """Return when something may be sent that comes up at a moment: at once where it is not quiet.

        Args:
            at: In local time, with its zone.
        """
        if not self.holds(at):
            return at
        ends = datetime.combine(at.date(), self.end, tzinfo=at.tzinfo)
        return ends if ends > at else datetime.combine(at.date() + timedelta(days=1), self.end, tzinfo=at.tzinfo)
