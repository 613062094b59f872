"""Finds out what a file really is, refuses what cannot be read, and calls the right reader."""

from __future__ import annotations

from pathlib import PurePosixPath

from guicheng.adapters import archive
from guicheng.adapters.archive import Archive
from guicheng.adapters.docx import read_docx
from guicheng.adapters.foreign import refuse_foreign
from guicheng.adapters.ooxml import Package, content_types, main_part
from guicheng.adapters.text import decode, read_text
from guicheng.adapters.xlsx import read_xlsx
from guicheng.domain.manual.blocks import SourceFile, Table
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_FILE_BYTES = 120_000_000
_WORD = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_EXCEL = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")
_MARKDOWN_NAMES = {".md", ".markdown"}
_ENDING = {"docx": {".docx", ".dotx"}, "xlsx": {".xlsx", ".xltx"}}
_TEXT_REFUSED = {".docx", ".dotx", ".xlsx", ".xltx", ".doc", ".xls", ".pdf", ".docm", ".xlsm", ".wps", ".et"}


def open_file(name: str, data: bytes) -> SourceFile:
    """Read a manual into blocks with their places.

    The content decides the type; a name that says something else is refused, so that nobody is
    surprised later.

    Args:
        name: File name; folders before it are ignored.
        data: The whole file.

    Raises:
        FileRefusedError: It is of another type, protected, damaged, hostile, or larger than a manual. Its message
            says what, where, why, and what to do.
    """
    name = PurePosixPath(name.replace("\\", "/")).name or name
    _check_size(name, data)
    if data.startswith(b"PK"):
        return _open_package(name, data)
    refuse_foreign(name, data)
    return _open_text(name, data)


def open_workbook(name: str, data: bytes) -> Package:
    """Open an Excel workbook whose cells the caller reads itself, with the same refusals as ``open_file``.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, or larger than a manual.
    """
    name = PurePosixPath(name.replace("\\", "/")).name or name
    _check_size(name, data)
    if not data.startswith(b"PK"):
        refuse_foreign(name, data)
        raise _no_workbook(name)
    opened = Archive(name, data)
    if "[Content_Types].xml" not in opened:
        raise _no_workbook(name)
    types = content_types(opened)
    _refuse_active(name, opened, types)
    if not any(kind.endswith(_EXCEL) for kind in types.values()):
        raise _no_workbook(name)
    return Package(opened, main_part(opened, types, _EXCEL))


def _no_workbook(name: str) -> FileRefusedError:
    return FileRefusedError(_("“{name}” is no Excel workbook. Save it as .xlsx and use that one.", name=name))


def _check_size(name: str, data: bytes) -> None:
    if not data:
        raise FileRefusedError(_("“{name}” is empty. Choose the file that holds the text.", name=name))
    if len(data) > MAX_FILE_BYTES:
        raise FileRefusedError(
            _(
                "“{name}” is larger than {limit} MB, the most that is read at once. "
                "Make its pictures smaller in Word, or divide the file, and try again.",
                name=name,
                limit=str(MAX_FILE_BYTES // 1_000_000),
            )
        )


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _open_package(name: str, data: bytes) -> SourceFile:
    opened = Archive(name, data)
    if "[Content_Types].xml" not in opened:
        raise _no_document(name)
    types = content_types(opened)
    _refuse_active(name, opened, types)
    if any(kind.endswith(_WORD) for kind in types.values()):
        _check_ending(name, "docx")
        return read_docx(name, Package(opened, main_part(opened, types, _WORD)))
    if any(kind.endswith(_EXCEL) for kind in types.values()):
        _check_ending(name, "xlsx")
        read = read_xlsx(name, Package(opened, main_part(opened, types, _EXCEL)))
        _refuse_shown(read)
        return read
    raise _no_document(name)


def _refuse_shown(read: SourceFile) -> None:
    """Refuse a workbook in which the product shows clauses: it holds less than the standards, and other things."""
    # The words of its columns are loaded only by who opens a workbook.
    from guicheng.adapters.clause_sheet.words import is_shown

    tables = (block for block in read.blocks if isinstance(block, Table) and block.rows)
    if any(is_shown(cell.text for cell in table.rows[0]) for table in tables):
        raise FileRefusedError(
            _(
                "“{name}” shows clauses of standards in Excel and does not hold all of them. Take the standard as "
                "Markdown (.md), several as a folder (.zip). An edited workbook goes back where it came from.",
                name=read.name,
            )
        )


def _refuse_active(name: str, opened: Archive, types: dict[str, str]) -> None:
    stated = any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types.values())
    if stated or any(part.lower().endswith("vbaproject.bin") for part in opened.names):
        raise FileRefusedError(
            _(
                "“{name}” carries macros, programs that run when the file is opened. "
                "Save it as .docx or .xlsx, which hold none, and use that one.",
                name=name,
            )
        )


def _no_document(name: str) -> FileRefusedError:
    if _ending(name) == ".zip":
        return FileRefusedError(
            _(
                "“{name}” is a packed folder. A folder of standards is brought in on the page “Standards and clauses”; "
                "unpack any other and give its documents one by one.",
                name=name,
            )
        )
    return FileRefusedError(
        _(
            "“{name}” is a package, but no Word document or Excel workbook is inside. Use .docx, .xlsx, .md or .txt.",
            name=name,
        )
    )


def _check_ending(name: str, kind: str) -> None:
    ending = _ending(name)
    if ending and ending not in _ENDING[kind]:
        raise FileRefusedError(
            _(
                "“{name}” ends in {ending}, but its content is a .{kind} file. "
                "Change the ending to .{kind} and try again.",
                name=name,
                ending=ending,
                kind=kind,
            )
        )


def _open_text(name: str, data: bytes) -> SourceFile:
    ending = _ending(name)
    if ending in _TEXT_REFUSED:
        raise FileRefusedError(
            _(
                "“{name}” ends in {ending}, but its content is not such a file; it may be damaged or renamed. "
                "Open it, save it as .docx or .xlsx and use that one.",
                name=name,
                ending=ending,
            )
        )
    if ending == ".json":
        raise FileRefusedError(
            _(
                "“{name}” is JSON, not a manual. Standards as JSON are brought in on the page “Standards and clauses”.",
                name=name,
            )
        )
    text = decode(name, data)
    if ending not in _MARKDOWN_NAMES:
        return read_text(name, text)
    # The parser is loaded only by who needs it.
    from guicheng.adapters.markdown import read_markdown

    return read_markdown(name, text)


__all__ = ["MAX_FILE_BYTES", "archive", "open_file", "open_workbook"]
