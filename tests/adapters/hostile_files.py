"""Makes files that want to harm whoever opens them; none of them is stored."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from adapters.excel_files import shared_book, sheet_book
from adapters.word_files import NAMES, W, from_body, item, plain, with_part

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refused() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield label, file name and maker of each file that must be refused."""
    yield from _containers()
    yield from _entities()
    yield from _active()
    yield from _foreign()
    yield from _swollen_words()
    yield from _swollen_sheets()


def neutralised() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield label, file name and maker of each file that is read without harm."""
    yield "picture of 60000 x 60000 pixels", "a.docx", lambda: _with_entries({"word/media/image1.png": _huge_png()})
    yield (
        "picture link to a server",
        "a.docx",
        lambda: from_body(plain("保洁") + '<w:p><w:r><w:drawing><a:blip r:link="rId99"/></w:drawing></w:r></w:p>'),
    )
    yield "template on a server", "a.docx", lambda: _with_link("attachedTemplate", "https://example.org/x.dotm")
    yield (
        "field that runs a program",
        "a.docx",
        lambda: from_body(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
            '<w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>正文</w:t>'
            '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
    )
    yield (
        "formula cells",
        "a.xlsx",
        lambda: sheet_book(
            '<row r="1"><c r="A1"><f>HYPERLINK("http://x","点")</f><v>1</v></c><c r="B1"><f>CMD|calc</f></c></row>'
        ),
    )
    yield (
        "columns merged over the whole sheet",
        "a.xlsx",
        lambda: sheet_book(
            '<row r="1"><c r="A1" t="str"><v>x</v></c></row>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    )
    yield (
        "20 overlapping whole-sheet merges",
        "a.xlsx",
        lambda: sheet_book(
            '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B2" t="str"><v>y</v></c></row>',
            "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20 + "</mergeCells>",
        ),
    )
    yield (
        "stated dimension of a whole sheet",
        "a.xlsx",
        lambda: sheet_book('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'),
    )
    yield (
        "cells in two far corners",
        "a.xlsx",
        lambda: sheet_book(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
    )
    yield (
        "shared string beyond the end",
        "a.xlsx",
        lambda: sheet_book('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'),
    )
    yield (
        "number of 100000 digits",
        "a.xlsx",
        lambda: sheet_book(f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c></row>'),
    )
    yield "exponent without end", "a.xlsx", lambda: sheet_book('<row r="1"><c r="A1"><v>1E+999999999</v></c></row>')
    yield (
        "numbering of a billion",
        "a.docx",
        lambda: _numbered('<w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'),
    )
    yield (
        "numbering pattern of 100000 places",
        "a.docx",
        lambda: _numbered(f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 50_000}"/>'),
    )
    yield "styles based on one another in a ring", "a.docx", _style_ring
    yield "odd names inside", "a.docx", lambda: _with_entries({"word/媒体/\u202efdp.exe": b"x", "con": b"x"})
    yield "text of one endless line", "a.txt", lambda: "每日清扫2次，".encode() * 100_000
    yield "10000 opening brackets in Markdown", "a.md", lambda: b"[" * 10_000
    yield "50000 nested quotes in Markdown", "a.md", lambda: b"> " * 50_000 + b"x"
    yield "many stars in Markdown", "a.md", lambda: b"*a **b " * 15_000
    yield (
        "zip inside a zip",
        "a.docx",
        lambda: _with_entries({"word/embeddings/inner.zip": _zip({"x": b"\0" * 3_000_000})}),
    )
    yield "large but honest picture", "a.docx", lambda: _with_entries({"word/media/b.bin": b"\0" * 3_000_000})


def _containers() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    yield "zip bomb in the main part", "a.docx", lambda: _bomb("word/document.xml", 300_000_000)
    yield "zip bomb in a side part", "a.docx", lambda: _bomb("word/media/image1.bmp", 300_000_000)
    yield "zip bomb in the styles", "a.docx", lambda: _bomb("word/styles.xml", 60_000_000)
    yield "zip bomb in a workbook", "a.xlsx", lambda: _bomb("xl/worksheets/sheet1.xml", 200_000_000)
    yield "bomb that states a small size", "a.docx", _lying_bomb
    yield "many parts of a gigabyte together", "a.docx", lambda: _bombs(12, 100_000_000)
    yield "100000 files inside", "a.docx", lambda: _many(100_000)
    yield "6000 files inside", "a.xlsx", lambda: _many(6_000)
    yield "parts that share their bytes", "a.docx", _overlapping
    yield "name that climbs out", "a.docx", lambda: _with_entries({"../../etc/cron.d/x": b"x"})
    yield "name that climbs out backwards", "a.docx", lambda: _with_entries({"word\\..\\..\\x": b"x"})
    yield "absolute name", "a.docx", lambda: _with_entries({"/etc/passwd": b"x"})
    yield "drive letter", "a.docx", lambda: _with_entries({"C:/x": b"x"})
    yield "name with control characters", "a.docx", lambda: _with_entries({"word/\x01\x1b[2J": b"x"})
    yield "one name twice", "a.docx", _twice
    yield "truncated file", "a.docx", lambda: from_body(plain("保洁"))[:4_000]
    yield "only the first kilobyte", "a.xlsx", lambda: sheet_book("")[:1_000]
    yield "flipped bytes in the main part", "a.docx", lambda: _flipped(from_body(plain("保洁" * 4_000)))
    yield "encrypted parts", "a.docx", _flagged_encrypted
    yield "unusual compression", "a.docx", lambda: _zip({"[Content_Types].xml": b"x" * 1_000}, zipfile.ZIP_BZIP2)
    yield "package without content types", "a.docx", lambda: _zip({"x": b"y"})
    yield "package that names no document", "a.docx", lambda: _zip({"[Content_Types].xml": b"<Types/>"})
    yield "named main part missing", "a.docx", lambda: _zip({"[Content_Types].xml": _types("word/document.xml", _WORD)})
    yield "only the letters PK", "a.docx", lambda: b"PK"
    yield "end record alone", "a.docx", lambda: b"PK\x05\x06" + b"\0" * 18
    yield (
        "central directory far away",
        "a.docx",
        lambda: b"PK\x03\x04" + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 2**31, 2**31, 0),
    )


def _entities() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    laughs = (
        '<!DOCTYPE w [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
        + "]>"
    )
    quadratic = f'<!DOCTYPE w [<!ENTITY a "{"x" * 50_000}">]>'
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE w [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'
    for label, head, body in (
        ("billion laughs", laughs, "&j;"),
        ("quadratic blow-up", quadratic, "&a;" * 50_000),
        ("outside entity", outside, "&a;"),
        ("parameter entity", parameter, ""),
        ("document type on a server", '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
    ):
        yield (
            f"{label} in the document",
            "a.docx",
            lambda head=head, body=body: _replaced("word/document.xml", head, body),
        )
        yield (
            f"{label} in the content types",
            "a.docx",
            lambda head=head, body=body: _replaced("[Content_Types].xml", head, body),
        )
        yield (
            f"{label} in UTF-16",
            "a.docx",
            lambda head=head, body=body: _replaced("word/document.xml", head, body, "utf-16"),
        )
        yield (
            f"{label} in a sheet",
            "a.xlsx",
            lambda head=head, body=body: _replaced("xl/worksheets/sheet1.xml", head, body),
        )
    yield (
        "document type after 70 kB of blanks",
        "a.docx",
        lambda: _replaced("word/document.xml", " " * 70_000 + laughs, "&j;"),
    )
    yield (
        "document type across a chunk edge",
        "a.docx",
        lambda: _replaced("word/document.xml", " " * 65_490 + laughs, "&j;"),
    )
    yield (
        "entities in the numbering",
        "a.docx",
        lambda: with_part(_numbered(""), "word/numbering.xml", lambda _old: (laughs + "<n>&j;</n>").encode()),
    )
    yield (
        "unknown encoding",
        "a.docx",
        lambda: with_part(from_body(plain("x")), "word/document.xml", lambda old: old.replace(b"UTF-8", b"UTF-7")),
    )


def _active() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    macro_word = _WORD.replace(
        "openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
    )
    yield (
        "macros stated",
        "a.docm",
        lambda: with_part(
            from_body(plain("x")), "[Content_Types].xml", lambda old: old.replace(_WORD.encode(), macro_word.encode())
        ),
    )
    yield "macros renamed to docx", "a.docx", lambda: _with_entries({"word/vbaProject.bin": b"x"})
    yield "macros in a workbook", "a.xlsx", lambda: _add(sheet_book(""), {"xl/vbaProject.bin": b"x"})
    yield (
        "macro workbook by type",
        "a.xlsm",
        lambda: with_part(
            sheet_book(""),
            "[Content_Types].xml",
            lambda old: old.replace(_EXCEL.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ),
    )


def _foreign() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "old Word", "a.doc", lambda: ole + "WordDocument".encode("utf-16-le")
    yield "old Word renamed", "a.docx", lambda: ole + "WordDocument".encode("utf-16-le")
    yield "old Excel", "a.xls", lambda: ole + "Workbook".encode("utf-16-le")
    yield "encrypted Word", "a.docx", lambda: ole + "EncryptedPackage".encode("utf-16-le")
    yield "other OLE", "a.docx", lambda: ole
    yield "PDF", "a.pdf", lambda: b"%PDF-1.7\n"
    yield "PDF renamed", "a.docx", lambda: b"%PDF-1.7\n"
    yield "picture", "a.png", _huge_png
    yield "web page as Excel", "a.xls", lambda: b"<html><table></table></html>"
    yield "rich text", "a.doc", lambda: b"{\\rtf1 x}"
    yield "flat XML", "a.xml", lambda: b"<?xml version='1.0'?><pkg/>"
    yield "program", "a.exe", lambda: b"MZ" + b"\0" * 100
    yield "packed archive", "a.rar", lambda: b"Rar!\x1a\x07"
    yield "text named docx", "a.docx", "一、总则".encode
    yield "Word named txt", "a.txt", lambda: from_body(plain("x"))
    yield "Word named xlsx", "a.xlsx", lambda: from_body(plain("x"))
    yield (
        "slides",
        "a.pptx",
        lambda: _zip({"[Content_Types].xml": _types("ppt/presentation.xml", "application/x-slides")}),
    )
    yield "bytes that are no text", "a.txt", lambda: bytes(range(128, 256)) * 40 + b"\xff\xff"
    yield "text with zero bytes", "a.txt", lambda: b"a\0\0\0b" * 400
    yield "empty file", "a.docx", lambda: b""
    yield "text of 30 MB", "a.txt", lambda: b"x" * 30_000_000


def _swollen_words() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    yield "100000 opening brackets in Markdown", "a.md", lambda: b"[" * 100_000
    yield "100000 stars in Markdown", "a.md", lambda: b"*a **b " * 100_000
    yield "100000 headings in Markdown", "a.md", lambda: b"# x\n" * 100_000
    yield "100000 paragraphs", "a.docx", lambda: raw_body(b"<w:p/>" * 100_000)
    yield (
        "a row of 100000 cells",
        "a.docx",
        lambda: raw_body(b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 100_000 + b"</w:tr></w:tbl>"),
    )
    yield (
        "a cell over a million columns",
        "a.docx",
        lambda: from_body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1048576"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
    )
    yield (
        "a row that starts a million columns in",
        "a.docx",
        lambda: from_body(
            '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
        ),
    )
    yield (
        "200 tables inside one another",
        "a.docx",
        lambda: from_body("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
    )
    yield "elements 100000 deep", "a.docx", lambda: raw_body(b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000)
    yield (
        "600000 attributes in one paragraph",
        "a.docx",
        lambda: raw_body(b"<w:p>" + b'<w:r w:a="1" w:b="2"/>' * 300_000 + b"</w:p>"),
    )
    yield "40 MB of text", "a.docx", lambda: raw_body(b"<w:p><w:r><w:t>" + _noise(40_000_000) + b"</w:t></w:r></w:p>")
    yield (
        "50000 names in one table",
        "a.docx",
        lambda: raw_body(b"<w:tbl>" + b"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>" * 120_000 + b"</w:tbl>"),
    )


def _swollen_sheets() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    yield "a million empty rows", "a.xlsx", lambda: sheet_book('<row r="1"/>' * 1_000_000)
    yield "a million styled empty cells", "a.xlsx", lambda: sheet_book("<row>" + '<c s="1"/>' * 1_000_000 + "</row>")
    yield "200000 numbers", "a.xlsx", lambda: sheet_book("<row><c><v>1</v></c></row>" * 200_000)
    yield "16384 columns", "a.xlsx", lambda: sheet_book("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>")
    yield (
        "a diagonal of 20000 cells",
        "a.xlsx",
        lambda: sheet_book(
            "".join(f'<row r="{n}"><c r="{_letters(n % 16_000 + 1)}{n}"><v>1</v></c></row>' for n in range(1, 20_001))
        ),
    )
    yield (
        "100000 merges",
        "a.xlsx",
        lambda: sheet_book(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 100_000 + "</mergeCells>",
        ),
    )
    yield "200000 shared strings", "a.xlsx", lambda: shared_book("", "<si><t>x</t></si>" * 200_000)


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _noise(size: int) -> bytes:
    return (bytes(range(97, 123)) * (size // 26 + 1))[:size]


def _zip(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return stream.getvalue()


def _types(part: str, kind: str) -> bytes:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    ).encode()


def _add(data: bytes, entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return stream.getvalue()


def _with_entries(entries: dict[str, bytes]) -> bytes:
    return _add(from_body(plain("保洁")), entries)


def _with_link(kind: str, target: str) -> bytes:
    link = f'<Relationship Id="rId90" Type="{_LINK}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return with_part(
        from_body(plain("保洁")),
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", link.encode()),
    )


def _bomb(part: str, size: int) -> bytes:
    return _zip({"[Content_Types].xml": _types("word/document.xml", _WORD), part: b"\0" * size})


def _bombs(count: int, size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        content = _noise(size)
        for index in range(count):
            target.writestr(f"word/media/{index}.bin", content)
    return stream.getvalue()


def _lying_bomb() -> bytes:
    data = bytearray(_zip({"[Content_Types].xml": b" " * 20_000_000 + _types("word/document.xml", _WORD)}))
    honest = struct.pack("<L", 20_000_000 + len(_types("word/document.xml", _WORD)))
    return bytes(data).replace(honest, struct.pack("<L", 900))


def _many(count: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for index in range(count):
            target.writestr(f"{index}", b"")
    return stream.getvalue()


def _overlapping() -> bytes:
    """One compressed stream that 1,000 entries of the directory point to."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"\0" * 1_000_000) + body.flush()
    crc = zlib.crc32(b"\0" * 1_000_000)
    local = (
        struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 1_000_000, 1, 0) + b"a" + packed
    )
    entries = b"".join(
        struct.pack(
            "<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 1_000_000, 5, 0, 0, 0, 0, 0, 0
        )
        + f"{index:05d}".encode()
        for index in range(1_000)
    )
    return local + entries + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1_000, 1_000, len(entries), len(local), 0)


def _twice() -> bytes:
    data = from_body(plain("先"))
    return (
        _zip(
            {
                "[Content_Types].xml": _types("word/document.xml", _WORD),
                "word/document.xml": b"a",
                "word/document.xmm": b"b",
            }
        ).replace(b"word/document.xmm", b"word/document.xml")
        if data
        else data
    )


def _flipped(data: bytes) -> bytes:
    start = data.index(b"word/document.xml") + 40
    return data[:start] + bytes(255 - byte for byte in data[start : start + 60]) + data[start + 60 :]


def _flagged_encrypted() -> bytes:
    data = bytearray(from_body(plain("x")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _replaced(part: str, head: str, body: str, encoding: str = "utf-8") -> bytes:
    data = sheet_book("") if part.startswith("xl") else from_body(plain("x"))
    xml = f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    return with_part(data, part, lambda _old: xml.encode(encoding))


def raw_body(xml: bytes) -> bytes:
    whole = f"<w:document {NAMES}><w:body>".encode() + xml + b"</w:body></w:document>"
    return with_part(from_body(plain("x")), "word/document.xml", lambda _old: whole)


def _numbered(level: str) -> bytes:
    part = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'<w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return from_body(item("每日清扫"), numbering=part)


def _style_ring() -> bytes:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{index}"><w:basedOn w:val="s{(index + 1) % 500}"/></w:style>'
        for index in range(500)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{index}"/></w:pPr><w:r><w:t>每日</w:t></w:r></w:p>' for index in range(500)
    )
    return from_body(body, styles=f'<w:styles xmlns:w="{W}">{ring}</w:styles>')


def _huge_png() -> bytes:
    header = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L", len(header)) + chunk + struct.pack(">L", zlib.crc32(chunk))
