"""Questionnaires to and from XLSForm, the workbook that field survey tools share."""

from guicheng.adapters.xlsform.reading import XlsForm, read_xlsform
from guicheng.adapters.xlsform.writing import LeftOut, write_xlsform

__all__ = ["LeftOut", "XlsForm", "read_xlsform", "write_xlsform"]
