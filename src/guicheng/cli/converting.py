"""``guicheng convert``: standards from one form into another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from guicheng.adapters.reports.standard_json import dump_standards
from guicheng.adapters.standards_files import ReadFile, holds_clauses, is_packed, packed, unpacked, write_standard
from guicheng.cli.language import translator
from guicheng.cli.streams import InputMissingError, bytes_of, not_written
from guicheng.domain.standard.rows import RowChange
from guicheng.domain.standard.text import StandardText
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _
from guicheng.usecases.convert_standards import changed_files, files_of, rows_into, sheet_of

Translate = Callable[[str], str]


def run(source: str, target: str, *, remove: bool, language: str) -> int:
    """Convert, print what was written, and return 1 where rows of a workbook failed.

    Raises:
        GuichengError: A file cannot be read or written.
    """
    translate = translator(language)
    start, end = Path(source), Path(target)
    if start.suffix.lower() == ".xlsx" and end.exists() and _is_sheet(start):
        return _take_rows(start, end, remove=remove, translate=translate)
    files = _held(start)
    if not files:
        raise InputMissingError(_("“{name}” holds no standards and no clauses.", name=source))
    match end.suffix.lower():
        case ".xlsx":
            _write(end, sheet_of(files, translate), translate)
        case ".json":
            _write(end, dump_standards(each.standard for each in files).encode(), translate)
        case ".zip":
            _write(end, packed({each.path: write_standard(each.standard) for each in files}), translate)
        case ".md":
            _write_one(end, files, translate)
        case _:
            _write_all(end, {each.path: write_standard(each.standard) for each in files}, translate)
    return 0


def _is_sheet(path: Path) -> bool:
    """Tell whether a workbook is one of clauses; any other is read as a manual."""
    from guicheng.adapters.clause_sheet import read_clause_sheet

    try:
        read_clause_sheet(path.name, bytes_of(str(path)))
    except FileRefusedError:
        return False
    return True


def _held(path: Path) -> list[ReadFile]:
    if not path.is_dir():
        data = bytes_of(str(path))
        if is_packed(path.name, data):
            return files_of(unpacked(path.name, data), f"{path.as_posix()}/")
        return files_of({path.name: data})
    found = sorted(each for each in path.rglob("*") if each.is_file())
    names = {each.relative_to(path).as_posix(): each for each in found}
    wanted = {name: each for name, each in names.items() if holds_clauses(name) or name.endswith(".json")}
    return files_of({name: bytes_of(str(each)) for name, each in wanted.items()}, f"{path.as_posix().rstrip('/')}/")


def _take_rows(start: Path, end: Path, *, remove: bool, translate: Translate) -> int:
    files = _held(end)
    rows = rows_into(start.name, bytes_of(str(start)), files, remove=remove)
    if any(each.standard.parts for each in files) and not any(row.values.get("id") for row in rows.sheet.rows):
        raise InputMissingError(
            _(
                "No row of “{name}” has an ID: nobody knows which clause it changes. Edit a workbook that "
                "“guicheng convert” or the page “Edit in Excel” wrote.",
                name=start.name,
            )
        )
    if end.is_dir():
        _write_all(end, changed_files(files, rows.taken), translate)
    elif end.suffix.lower() == ".json":
        _write(end, dump_standards(rows.taken.standards).encode(), translate)
    else:
        _write(end, write_standard(_only(rows.taken.standards)).encode(), translate)
    for change in rows.taken.changes:
        print(_change(change, translate))
    if not rows.taken.faults:
        return 0
    back = start.with_name(f"{start.stem}-reasons.xlsx")
    _write(back, rows.returned(translate), translate)
    message = _(
        "Rows not taken: {count}. The reasons stand beside them in {name}.",
        count=str(len(rows.taken.faults)),
        name=str(back),
    )
    print(message.render(translate))
    return 1


def _change(change: RowChange, translate: Translate) -> str:
    part = change.after or change.before
    fields = {"code": change.code, "number": part.number if part else "", "said": part.text if part else ""}
    match change.what:
        case "added":
            return _("Added: {code} {number} {said}", **fields).render(translate)
        case "removed":
            return _("Removed: {code} {number} {said}", **fields).render(translate)
        case _:
            return _("Changed: {code} {number} {said}", **fields).render(translate)


def _write_one(end: Path, files: list[ReadFile], translate: Translate) -> None:
    _write(end, write_standard(_only([each.standard for each in files])).encode(), translate)


def _only(standards: Sequence[StandardText]) -> StandardText:
    """Return the one standard that a single file can hold; several would overwrite one another."""
    if len(standards) > 1:
        raise InputMissingError(
            _("{count} standards do not fit into one .md file. Name a folder.", count=str(len(standards)))
        )
    return standards[0]


def _write_all(end: Path, texts: Mapping[str, str], translate: Translate) -> None:
    for path, text in texts.items():
        _write(end / path, text.encode(), translate)


def _write(path: Path, data: bytes, translate: Translate) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise not_written(str(path), error) from error
    print(_("Written: {name}", name=str(path)).render(translate))
