"""What time brings about in assessment beside inspections."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.assessment.services.counting.boards import make_missing_board_rows
from guicheng.apps.assessment.services.sealing_rules import remind_or_seal


def do_chores(*, at: datetime) -> None:
    """Remind of months to seal or have them sealed, and pack sums of months before packing; called every hour.

    Args:
        at: Now, with time zone.
    """
    remind_or_seal(at=at)
    make_missing_board_rows()
