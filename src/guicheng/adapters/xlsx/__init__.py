"""Reads Excel workbooks (.xlsx) sheet by sheet, with values as Excel shows them."""

from guicheng.adapters.xlsx.workbook import read_xlsx

__all__ = ["read_xlsx"]
