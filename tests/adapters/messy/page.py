"""A Word page on which the families of mess write, keeping the truth of what they wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import docx
from docx.oxml import parse_xml
from docx.table import Table
from docx.text.paragraph import Paragraph

from adapters.messy.bank import Bank, Truth
from adapters.word_files import NAMES, document_bytes

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


class Page:
    """A document that is being written.

    Args:
        seed: Seed of its bank of clauses.
    """

    def __init__(self, seed: int) -> None:
        self.document = docx.Document()
        self.bank = Bank(seed)
        self.truth = Truth()
        self._number = 0

    def text(self, text: str, *, style: str | None = None) -> Paragraph:
        """Write a paragraph that is no clause by itself."""
        return self.document.add_paragraph(text, style=style)

    def other(self, text: str, *, bold: bool = False) -> Paragraph:
        """Write a paragraph that must not become a clause."""
        self.truth.others.append(text)
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold
        return paragraph

    def title(self, text: str, *, level: int = 0) -> None:
        """Write a title, styled where a level is given."""
        if level:
            self.truth.others.append(text)
            self.document.add_heading(text, level)
        else:
            self.other(text, bold=True)

    def clause(self, number: str = "", *, end: str = "。", text: str = "", style: str | None = None) -> str:
        """Write a clause as one paragraph and return it."""
        said = text or self.bank.clause()
        self.truth.clauses.append(said)
        self.document.add_paragraph(number + said + end, style=style)
        return said

    def xml(self, body: str) -> None:
        """Write raw XML at the end of the body."""
        wrapper = parse_xml(f"<w:body {NAMES} {MATH}>{body}</w:body>")
        for child in list(wrapper):
            self.document.element.body.insert(-1, child)

    def run_xml(self, runs: str, properties: str = "") -> None:
        """Write a paragraph of raw runs."""
        self.xml(f"<w:p>{properties}{runs}</w:p>")

    def table(self, rows: Sequence[Sequence[str]], merges: Iterable[tuple[int, int, int, int]] = ()) -> Table:
        """Write a table; a merge names first row, first column, last row, last column."""
        table = self.document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                if text:
                    cell.text = text
        for top, left, bottom, right in merges:
            text = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = text
        return table

    def parts(self, parts: dict[str, str]) -> None:
        """Remember parts to be put into the package when it is saved."""
        self._parts = getattr(self, "_parts", {}) | parts

    def data(self) -> bytes:
        """Return the file."""
        data = document_bytes(self.document)
        return _with_parts(data, getattr(self, "_parts", {}))


def run(text: str, properties: str = "") -> str:
    """Return the XML of a run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """Add parts with their relationships from the document and their content types."""
    if not parts:
        return data
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry).decode() if entry.endswith((".xml", ".rels")) else source.read(entry)
            if entry == "word/_rels/document.xml.rels":
                links = "".join(
                    f'<Relationship Id="rMess{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/{name}" Target="{name}.xml"/>'
                    for index, name in enumerate(parts)
                )
                content = str(content).replace("</Relationships>", links + "</Relationships>")
            elif entry == "[Content_Types].xml":
                kinds = "".join(
                    f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                    f'wordprocessingml.{name}+xml"/>'
                    for name in parts
                )
                content = str(content).replace("</Types>", kinds + "</Types>")
            target.writestr(entry, content)
        for name, text in parts.items():
            target.writestr(f"word/{name}.xml", text)
    return stream.getvalue()
