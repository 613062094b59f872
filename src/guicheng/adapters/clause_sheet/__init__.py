"""Clauses as an Excel sheet: written to be edited, and read back row by row."""

from guicheng.adapters.clause_sheet.reading import ClauseSheet, read_clause_sheet
from guicheng.adapters.clause_sheet.writing import Derived, clause_sheet, noted_clause_sheet

__all__ = ["ClauseSheet", "Derived", "clause_sheet", "noted_clause_sheet", "read_clause_sheet"]
