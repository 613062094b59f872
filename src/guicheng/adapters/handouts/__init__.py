"""Documents that go out: a document of the domain as Word file or PDF."""

from guicheng.adapters.handouts.pdf.typesetting import Paper, write_pdf
from guicheng.adapters.handouts.word.writing import write_docx

__all__ = ["Paper", "write_docx", "write_pdf"]
