"""A manual of service standards: its sections, their clauses, and all the text that became no clause."""

from guicheng.domain.manual.blocks import Block, Cell, Paragraph, Picture, Place, SourceFile, Table
from guicheng.domain.manual.outline import outline
from guicheng.domain.manual.parts import LeftOver, Manual, Section, SourceClause

__all__ = [
    "Block",
    "Cell",
    "LeftOver",
    "Manual",
    "Paragraph",
    "Picture",
    "Place",
    "Section",
    "SourceClause",
    "SourceFile",
    "Table",
    "outline",
]
