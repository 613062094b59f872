"""Attainment: what was due, what became of it, and the figures that open into both."""

from guicheng.domain.attainment.assessing import Assessment, assess
from guicheng.domain.attainment.figure import (
    FEW,
    Counts,
    Figure,
    State,
    Times,
    figure_of,
    figures_by,
    misses_allowed,
    misses_left,
    state_of,
)
from guicheng.domain.attainment.naming import Unused
from guicheng.domain.attainment.outcome import Judged, Outcome
from guicheng.domain.attainment.ranks import wilson
from guicheng.domain.attainment.requirement import (
    Counted,
    Measure,
    Noticed,
    Requirement,
    Site,
    Slotted,
    Spaced,
    Suspension,
    Ticked,
    Timed,
    Window,
)

__all__ = [
    "FEW",
    "Assessment",
    "Counted",
    "Counts",
    "Figure",
    "Judged",
    "Measure",
    "Noticed",
    "Outcome",
    "Requirement",
    "Site",
    "Slotted",
    "Spaced",
    "State",
    "Suspension",
    "Ticked",
    "Timed",
    "Times",
    "Unused",
    "Window",
    "assess",
    "figure_of",
    "figures_by",
    "misses_allowed",
    "misses_left",
    "state_of",
    "wilson",
]
