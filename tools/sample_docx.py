"""Write a sample manual as a Word file, with the mess that real ones have.

Tracked changes, comments, a text box in both of its encodings, automatic list numbers, merged cells, typed headings
and a typed table of contents are all meant: a reader that copes with this file copes with most manuals.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, cast

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sample_markup import ABOVE, LEFT, Block, Piece, pieces, spans

STAMP: Final = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
REVIEWER: Final = "周砚秋"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_BOX: Final = """<w:r {ns}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5400000" cy="{height}"/>
<wp:docPr id="90" name="公示框"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="4F5B69"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:{points}pt"><v:textbox>
<w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def manual(blocks: Iterable[Block], *, title: str, company: str) -> bytes:
    """Return the Word file of the blocks; its zip still carries the time of writing."""
    writer = _Writer(title=title, company=company)
    for block in blocks:
        writer.write(block)
    return writer.bytes()


class _Writer:
    """Holds the open document and the counters of changes and lists."""

    def __init__(self, *, title: str, company: str) -> None:
        self.document: Any = Document()
        self.changes = 0
        self.lists = _ListNumbers(self.document)
        self.verbs: dict[str, Callable[[Block], None]] = {
            "heading": self._heading,
            "bold": self._bold,
            "text": self._text,
            "list": self._list,
            "table": self._table,
            "cover": self._cover,
            "contents": self._contents,
            "box": self._box,
            "picture": self._picture,
            "pagebreak": lambda _block: self.document.add_page_break() and None,
        }
        self._page(title=title, company=company)

    def write(self, block: Block) -> None:
        """Append one block.

        Raises:
            KeyError: The block's kind is unknown.
        """
        self.verbs[block.kind](block)

    def bytes(self) -> bytes:
        """Return the file."""
        output = io.BytesIO()
        self.document.save(output)
        return output.getvalue()

    def _page(self, *, title: str, company: str) -> None:
        core = self.document.core_properties
        core.title, core.author, core.last_modified_by = title, company, REVIEWER
        core.created = core.modified = STAMP.replace(tzinfo=None)
        core.comments = ""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.8)
        section.top_margin = section.bottom_margin = Cm(2.5)
        section.header.paragraphs[0].text = f"{company}　　{title}　　第2版"
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run("第 ")
        _field(footer, "PAGE")
        footer.add_run(" 页　共 ")
        _field(footer, "NUMPAGES")
        footer.add_run(" 页")
        for name, size in (("Normal", 12), ("Heading 1", 18), ("Heading 2", 14)):
            _font(self.document.styles[name], size=size, family="宋体" if name == "Normal" else "黑体")
        self.document.styles["Normal"].paragraph_format.line_spacing = 1.4
        self.document.styles["Normal"].paragraph_format.space_after = Pt(3)

    def _heading(self, block: Block) -> None:
        self.document.add_heading(block.text, level=block.level)

    def _bold(self, block: Block) -> None:
        # Typed headings are what Word's navigation pane never sees.
        run = self.document.add_paragraph().add_run(block.text)
        run.bold = True
        run.font.size = Pt(18 if block.text.startswith("第") else 14)

    def _text(self, block: Block) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(24)
        self._inline(paragraph, block.text)

    def _list(self, block: Block) -> None:
        number = self.lists.start(block.level)
        for line in block.lines:
            paragraph = self.document.add_paragraph()
            _numbered(paragraph, number)
            self._inline(paragraph, line)

    def _table(self, block: Block) -> None:
        table = self.document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _fill(table, block.rows)
        _merge(table, block.rows)
        self.document.add_paragraph()

    def _cover(self, block: Block) -> None:
        for index, line in enumerate(block.lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_before = Pt(120 if index == 0 else 6)
            run = paragraph.add_run(line)
            run.font.size = Pt((22, 36, 14)[index] if index < 3 else 14)
            run.bold = index < 2
        self.document.add_page_break()

    def _contents(self, block: Block) -> None:
        for line in block.lines:
            words, _, page = line.partition("\t")
            paragraph = self.document.add_paragraph()
            if not page:
                paragraph.add_run(words).bold = True
            elif words.startswith("第"):
                paragraph.add_run(words + "…" * max(4, 30 - len(words)) + page)
            else:
                stops = paragraph.paragraph_format.tab_stops
                stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
                paragraph.add_run(f"　{words}\t{page}")

    def _box(self, block: Block) -> None:
        texts = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in block.lines)
        height = 330_000 * len(block.lines)
        xml = _BOX.format(ns=_NAMESPACES, paragraphs=texts, height=height, points=height // 12_700)
        self.document.add_paragraph()._p.append(parse_xml(xml))

    def _picture(self, block: Block) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(logo()), width=Cm(2))
        shape._inline.docPr.set("name", block.text)

    def _inline(self, paragraph: Paragraph, line: str) -> None:
        for piece in pieces(line):
            run = paragraph.add_run(piece.text)
            if piece.kind == "commented":
                comment = self.document.add_comment(run, text=piece.comment, author=REVIEWER, initials="周")
                comment._comment_elm.set(qn("w:date"), STAMP.strftime("%Y-%m-%dT%H:%M:%SZ"))
            elif piece.kind != "plain":
                self._track(run, piece)

    def _track(self, run: Run, piece: Piece) -> None:
        self.changes += 1
        change = OxmlElement("w:ins" if piece.kind == "inserted" else "w:del")
        change.set(qn("w:id"), str(900 + self.changes))
        change.set(qn("w:author"), REVIEWER)
        change.set(qn("w:date"), STAMP.strftime("%Y-%m-%dT%H:%M:%SZ"))
        element = run._r
        element.addprevious(change)
        change.append(element)
        if piece.kind == "deleted":
            for text in element.findall(qn("w:t")):
                text.tag = qn("w:delText")


class _ListNumbers:
    """Automatic lists: two formats, each list counted afresh."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.formats = {1: self._format("71", "%1."), 2: self._format("72", "（%1）")}

    def start(self, level: int) -> str:
        """Return the id of a new list that counts from 1."""
        number = self.root.add_num(self.formats[level])
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(number.numId)

    def _format(self, identifier: str, text: str) -> int:
        template = copy.deepcopy(self.root.find(qn("w:abstractNum")))
        template.set(qn("w:abstractNumId"), identifier)
        for extra in template.findall(qn("w:lvl"))[1:]:
            template.remove(extra)
        level = template.find(qn("w:lvl"))
        level.find(qn("w:numFmt")).set(qn("w:val"), "decimal")
        level.find(qn("w:lvlText")).set(qn("w:val"), text)
        for link in (*template.findall(qn("w:nsid")), *template.findall(qn("w:tmpl")), *level.findall(qn("w:pStyle"))):
            link.getparent().remove(link)
        # All formats must stand before the first list.
        self.root.insert(0, template)
        return int(identifier)


def _numbered(paragraph: Paragraph, number: str) -> None:
    properties = cast("Any", paragraph._p.get_or_add_pPr()).get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(number)


def _fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = 1
            run = paragraph.add_run("" if text in {ABOVE, LEFT} else text)
            run.font.size = Pt(10.5)
            run.bold = texts is rows[0]


def _merge(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for top, left, bottom, right in spans(rows):
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        # Merging gathers the empty paragraphs of all cells; one paragraph is enough.
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)


def _font(style: Any, *, size: int, family: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def logo(size: int = 48) -> bytes:
    """Return a small PNG, a green square with a lighter blade; stored uncompressed so that every zlib agrees."""
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            rows += b"\xd8\xec\xc4" if abs(x - size // 2) * 2 < size - abs(y - size // 2) * 2 - 14 else b"\x2e\x7d\x4f"
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
