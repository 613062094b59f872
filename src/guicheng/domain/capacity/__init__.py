"""What keeping a promise takes: effort, and what a year of it costs."""

from guicheng.domain.capacity.cost import Cost, cost_of, total_of
from guicheng.domain.capacity.occasions import Basis, Rates, occasions_a_year
from guicheng.domain.elements.effort import Effort, NoEffortError, effort_of, print_effort

__all__ = [
    "Basis",
    "Cost",
    "Effort",
    "NoEffortError",
    "Rates",
    "cost_of",
    "effort_of",
    "occasions_a_year",
    "print_effort",
    "total_of",
]
