"""The report of a month: what changed against the month before, and the figures behind it, as document and workbook."""

from guicheng.adapters.monthly_report.book import monthly_book
from guicheng.adapters.monthly_report.document import monthly_document
from guicheng.adapters.monthly_report.facts import (
    Basis,
    CellLine,
    ClauseLine,
    DomainLine,
    EditionLine,
    MonthlyFacts,
    MonthShare,
    Section,
    Unmeasured,
)

__all__ = [
    "Basis",
    "CellLine",
    "ClauseLine",
    "DomainLine",
    "EditionLine",
    "MonthShare",
    "MonthlyFacts",
    "Section",
    "Unmeasured",
    "monthly_book",
    "monthly_document",
]
