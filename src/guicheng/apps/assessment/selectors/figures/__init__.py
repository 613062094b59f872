"""Figures of months: counted in the database, each one opening into exactly the occurrences that it counts."""

from guicheng.apps.assessment.selectors.figures.opening import READ, in_version, occurrences
from guicheng.apps.assessment.selectors.figures.rows import ClauseFacts, FigureOf, Month, Row
from guicheng.apps.assessment.selectors.figures.summing import By, clause_facts, figures, months_visible_to

__all__ = [
    "READ",
    "By",
    "ClauseFacts",
    "FigureOf",
    "Month",
    "Row",
    "clause_facts",
    "figures",
    "in_version",
    "months_visible_to",
    "occurrences",
]
