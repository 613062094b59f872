"""What time brings about in improvement."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.improvement.services.law_watching import watch_law
from guicheng.apps.improvement.services.reviews import tell_of_due_reviews


def do_chores(*, at: datetime) -> None:
    """Look whether the law changed and which standards are to be reviewed; called every hour and at a worker's start.

    Args:
        at: Now, with time zone.
    """
    watch_law(at=at)
    tell_of_due_reviews(at=at)
