"""Months of estates counted from events; run again, counting changes nothing."""

from guicheng.apps.assessment.services.counting.counting import count_month, note_failure

__all__ = ["count_month", "note_failure"]
