"""Builds Word files for tests: python-docx where it can, raw XML where real files are messier than it allows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def document_bytes(document: Document) -> bytes:
    """Return a document as the bytes of its file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def from_body(xml: str, **parts: str) -> bytes:
    """Return a document whose body is this XML, with further parts such as ``numbering`` replaced or added."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("sectPr"):
            body.remove(child)
    wrapper = etree.fromstring(f"<w:body {NAMES}>{xml}</w:body>")
    for offset, child in enumerate(list(wrapper)):
        body.insert(offset, child)
    data = document_bytes(document)
    for name, text in parts.items():
        data = with_part(data, f"word/{name}.xml", lambda _old, text=text: text.encode())
    return data


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed (or added, from nothing)."""
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, change(content) if entry == name else content)
        if name not in source.namelist():
            target.writestr(name, change(b""))
    return stream.getvalue()


def numbering(
    *levels: tuple[str, str], extra: str = "", nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    """Return a numbering part with one abstract list of these (format, pattern) levels."""
    items = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (style, text) in enumerate(levels)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{W}">'
        f'<w:abstractNum w:abstractNumId="0">{items}</w:abstractNum>{extra}{nums}</w:numbering>'
    )


def item(text: str, *, level: int = 0, num: int = 1) -> str:
    """Return the XML of a paragraph of an automatic list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def plain(text: str) -> str:
    """Return the XML of a paragraph of body text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def append_xml(paragraph: Paragraph, xml: str) -> None:
    """Add raw run-level XML to a paragraph."""
    paragraph._p.append(parse_xml(xml.replace(">", f" {NAMES}>", 1) if "/>" not in xml[: xml.index(">") + 1] else xml))
