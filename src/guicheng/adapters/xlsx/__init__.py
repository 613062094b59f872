"""Reads Excel workbooks (.xlsx) sheet by sheet, with values as Excel shows them."""

from guicheng.adapters.xlsx.workbook import read_cells, read_xlsx

__all__ = ["read_cells", "read_xlsx"]
