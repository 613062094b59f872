"""Reads Word documents (.docx) into blocks, with the text a reader of the finished document would see."""

from guicheng.adapters.docx.document import read_docx

__all__ = ["read_docx"]
