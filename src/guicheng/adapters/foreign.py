"""Recognises the formats that are not read, and says for each how to turn it into one that is."""

from __future__ import annotations

from guicheng.adapters.archive import encrypted
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import Message, _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x04\x22\x4d\x18", b"\x28\xb5\x2f\xfd")
_WEB = (b"<!doctype html", b"<html", b"mime-version:")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")
_START = 1_024


def refuse_foreign(name: str, data: bytes) -> None:
    """Refuse a file whose first bytes show a format that is not read.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is an old Office file, a PDF, a picture, a web page, an archive or a program.
    """
    start = data[:_START]
    if data.startswith(_OLE):
        raise FileRefusedError(_old_office(name, data))
    if b"%PDF-" in start:
        raise FileRefusedError(
            _(
                "“{name}” is a PDF, which keeps no paragraphs or tables. Use the Word file it was made from.",
                name=name,
            )
        )
    for marks, message in ((_PICTURES, _picture), (_PACKED, _packed), (_PROGRAMS, _program)):
        if data.startswith(marks):
            raise FileRefusedError(message(name))
    lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith(b"{\\rtf"):
        raise FileRefusedError(
            _("“{name}” is a rich-text file. Open it in Word, save it as .docx and use that one.", name=name)
        )
    if lowered.startswith(_WEB) or (lowered.startswith(b"<?xml") and b"<html" in lowered):
        raise FileRefusedError(
            _(
                "“{name}” is a web page. Open it in Word or Excel, save it as .docx or .xlsx and use that one.",
                name=name,
            )
        )
    if lowered.startswith(b"<?xml"):
        raise FileRefusedError(
            _(
                "“{name}” is an XML file. Open it in Word or Excel, save it as .docx or .xlsx and use that one.",
                name=name,
            )
        )


def _old_office(name: str, data: bytes) -> Message:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted(name)
    if "WordDocument".encode("utf-16-le") in data:
        return _(
            "“{name}” is in the old Word format. Open it in Word or WPS, save it as .docx and use that one.", name=name
        )
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return _(
            "“{name}” is in the old Excel format. Open it in Excel or WPS, save it as .xlsx and use that one.",
            name=name,
        )
    return _(
        "“{name}” is an old Office file. Open it in its program, save it as .docx or .xlsx and use that one.", name=name
    )


def _picture(name: str) -> Message:
    return _("“{name}” is a picture, and text in pictures is not read. Use the Word or Excel file it shows.", name=name)


def _packed(name: str) -> Message:
    return _("“{name}” is a packed archive. Unpack it and give the documents one by one.", name=name)


def _program(name: str) -> Message:
    return _("“{name}” is a program and not a document. Use .docx, .xlsx, .md or .txt.", name=name)
