"""Whatever bytes come in, a parser answers with blocks or a refusal, and the outline loses nothing of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import pytest

from adapters import mutations
from adapters.excel_files import sheet_book
from adapters.messy_manual import messy_manual
from adapters.word_files import from_body, item, numbering, plain
from domain.manual.whole import lost
from guicheng.adapters import open_file
from guicheng.adapters.archive import Archive
from guicheng.adapters.docx import read_docx
from guicheng.adapters.ooxml import Package
from guicheng.adapters.xlsx import read_xlsx
from guicheng.domain.manual import SourceFile, outline
from guicheng.domain.values import FileRefusedError

_QUICK = 250
_MANY = 100_000
_WHOLE_FILES = 2_500


class _Parts(Archive):
    """A container whose parts are at hand, so that a hundred thousand can be read in a minute."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.name = "a"
        self.parts = parts

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.parts)

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def chunks(self, part: str, limit: int = 0) -> Iterator[bytes]:
        yield self.parts[part]


def _parts_of(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def _links(kind: str, target: str) -> bytes:
    """Return a list of links with a single one, so that little time goes into the same links again and again."""
    return f'<Relationships><Relationship Id="rId1" Type="x/{kind}" Target="{target}"/></Relationships>'.encode()


def _read_all(files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """Read files through the front door and return how many were read and how many refused."""
    return _count(lambda name=name, data=data: open_file(name, data) for name, data in files)


def _count(readings: Iterable) -> tuple[int, int]:  # type: ignore[type-arg]
    read = refused = 0
    for reading in readings:
        try:
            source: SourceFile = reading()
        except FileRefusedError:
            refused += 1
            continue
        read += 1
        manual = outline(source)
        if read % 20 == 0:
            assert lost(source, manual) == ""
    return read, refused


def _text_files(name: str, count: int) -> tuple[int, int]:
    return _read_all((name, data) for data in mutations.texts(len(name), count))


def _bodies(count: int) -> tuple[int, int]:
    parts = _parts_of(
        from_body(
            plain("一、保洁")
            + item("每日清扫2次")
            + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>项目</w:t></w:r></w:p>"
            "</w:tc></w:tr></w:tbl>",
            numbering=numbering(("decimal", "%1.")),
        )
    )
    slim = {name: parts[name] for name in ("word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels")}
    slim["word/_rels/document.xml.rels"] = _links("numbering", "numbering.xml")
    main = "word/document.xml"
    return _count(
        lambda data=data: read_docx("a.docx", Package(_Parts({**slim, main: data}), main))
        for data in mutations.bodies(7, count, slim[main])
    )


def _sheets(count: int) -> tuple[int, int]:
    parts = _parts_of(
        sheet_book(
            '<row r="1"><c r="A1" t="str"><v>项目</v></c><c r="B1" t="str"><v>标准</v></c></row>'
            '<row r="2"><c r="A2" t="str"><v>大堂</v></c><c r="B2" t="str"><v>无尘</v></c></row>'
        )
    )
    slim = {name: parts[name] for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml")}
    slim["xl/_rels/workbook.xml.rels"] = _links("worksheet", "worksheets/sheet1.xml")
    sheet = "xl/worksheets/sheet1.xml"
    return _count(
        lambda data=data: read_xlsx("a.xlsx", Package(_Parts({**slim, sheet: data}), "xl/workbook.xml"))
        for data in mutations.sheets(9, count, slim[sheet])
    )


def _whole_files(count: int) -> tuple[int, int]:
    small = from_body(plain("一、保洁") + plain("1. 每日清扫2次。"))
    book = sheet_book('<row r="1"><c r="A1" t="str"><v>项目</v></c></row>')
    words = (("a.docx", data) for data in mutations.broken(3, count, small))
    sheets = (("a.xlsx", data) for data in mutations.broken(5, count, book))
    return tuple(map(sum, zip(_read_all(words), _read_all(sheets), strict=True)))  # type: ignore[return-value]


_PARSERS = {
    "text": lambda count: _text_files("a.txt", count),
    "markdown": lambda count: _text_files("ab.md", count),
    "word parts": _bodies,
    "sheet parts": _sheets,
}


@pytest.mark.parametrize("parser", _PARSERS)
def test_strange_inputs_are_read_or_refused(parser: str) -> None:
    read, refused = _PARSERS[parser](_QUICK)
    assert read + refused == _QUICK
    assert read > _QUICK // 10
    assert refused


def test_broken_packages_are_read_or_refused() -> None:
    read, refused = _whole_files(60)
    assert read + refused == 120
    assert refused


def test_a_broken_manual_is_read_or_refused() -> None:
    data = messy_manual()
    read, refused = _read_all(("a.docx", data) for data in mutations.broken(1, 10, data))
    assert read + refused == 10


@pytest.mark.fuzz
@pytest.mark.parametrize("parser", _PARSERS)
def test_a_hundred_thousand_strange_inputs_are_read_or_refused(parser: str) -> None:
    assert sum(_PARSERS[parser](_MANY)) == _MANY


@pytest.mark.fuzz
def test_thousands_of_broken_packages_are_read_or_refused() -> None:
    assert sum(_whole_files(_WHOLE_FILES)) == 2 * _WHOLE_FILES
