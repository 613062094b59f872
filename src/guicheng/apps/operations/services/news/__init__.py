"""What people are told of running cases and of plans; the worker does it, from what was written."""

from __future__ import annotations

from guicheng.apps.operations.services.news.cases import tell_of_cases
from guicheng.apps.operations.services.news.plans import tell_of_plans
from guicheng.apps.operations.services.news.rounds import tell_of_missed_rounds
from guicheng.apps.operations.services.news.warnings import tell_of_due_cases

__all__ = ["tell_of_cases", "tell_of_due_cases", "tell_of_missed_rounds", "tell_of_plans"]
