"""Months of estates counted from events; run again, counting changes nothing."""

from guicheng.apps.assessment.services.counting.counting import count_month

__all__ = ["count_month"]
