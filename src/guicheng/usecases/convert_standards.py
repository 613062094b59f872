"""Standards from one form into another: folder of files, JSON, workbook of clauses, manuals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from guicheng.adapters.clause_sheet import (
    ClauseSheet,
    Derived,
    clause_sheet,
    noted_clause_sheet,
    read_clause_sheet,
)
from guicheng.adapters.reports.standard_json import load_standards
from guicheng.adapters.reports.workbook import STATES
from guicheng.adapters.standards_files import ReadFile, path_of, read_folder, write_standard
from guicheng.adapters.standards_files.reading import PlacedStandard
from guicheng.domain.clause.printer import echo
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check
from guicheng.domain.manual import Manual, Section
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.grades import at_grade
from guicheng.domain.standard.rows import RowsTaken, take_rows
from guicheng.domain.values import Message
from guicheng.usecases.read_manual import read_manual

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A workbook of clauses taken into standards.

    Args:
        taken: The standards, the changes and the rows that failed.
        sheet: The workbook as it came.
        kept: The standards as they were kept, with the keys of new clauses; none where nothing gives keys.
    """

    taken: RowsTaken
    sheet: ClauseSheet
    kept: tuple[StandardText, ...] = ()

    def returned(self, translate: Translate) -> bytes:
        """Return the workbook with the reason beside each row that failed, ready to be edited and brought again."""
        faults: Mapping[int, Sequence[Message]] = self.taken.faults
        taken = replace(self.taken, standards=self.kept) if self.kept else self.taken
        return noted_clause_sheet(self.sheet, faults, translate, taken.ids())


def files_of(files: Mapping[str, bytes], root: str = "") -> list[ReadFile]:
    """Return the standards that files hold, manuals among them, each with the path under which it is kept.

    Args:
        files: Content of each file by its path.
        root: What stands before paths in messages.

    Raises:
        GuichengError: A file cannot be read; the sentence names it.
    """
    folder = read_folder(files, root)
    if folder.faults:
        raise folder.faults[0]
    found = list(folder.files)
    for name, data in files.items():
        if name.endswith(".json"):
            found += [kept_file(each) for each in load_standards(root + name, data)]
    for name in folder.manuals:
        found += [kept_file(each) for each in standards_of_manual(read_manual(name, files[name]).manual, len(found))]
    return found


def standards_of_manual(manual: Manual, known: int = 0) -> list[StandardText]:
    """Return a standard for each section of a manual, with codes from BZ-01 on.

    Args:
        manual: The manual.
        known: How many standards there are already.
    """
    return [_of_section(section, known + number) for number, section in enumerate(manual.sections, 1)]


def kept_file(standard: StandardText) -> ReadFile:
    """Return a standard as the file that would hold it."""
    return ReadFile(path_of(standard), PlacedStandard(standard, tuple(range(1, len(standard.parts) + 1))))


def rows_into(name: str, data: bytes, files: Sequence[ReadFile], *, remove: bool = False) -> Rows:
    """Take an edited workbook of clauses into standards; good rows are taken whatever the others are.

    Args:
        name: The workbook, for messages.
        data: All of it.
        files: The standards as they are.
        remove: Whether clauses without a row are taken out.

    Raises:
        FileRefusedError: It is no such workbook.
    """
    sheet = read_clause_sheet(name, data)
    return Rows(take_rows([each.standard for each in files], sheet.rows, remove=remove), sheet)


def sheet_of(files: Sequence[ReadFile], translate: Translate) -> bytes:
    """Return the workbook of the clauses of standards, each with its reading and findings."""

    def derived(standard: StandardText, index: int) -> Derived:
        part = standard.parts[index]
        if part.kind is not PartKind.CLAUSE:
            return Derived()
        alone = replace(standard, parts=(part,))
        grade = part.grades[0] if part.grades else standard.grades[0] if standard.grades else ""
        clause = read((at_grade(alone, grade) if grade else alone).parts[0].text)
        said = "\n".join(f"{each.code} {each.message.render(translate)}" for each in check(clause))
        state = STATES[clause.state.value].render(translate)
        return Derived(state, echo(clause) if clause.requirements else "", said)

    return clause_sheet([each.standard for each in files], translate, derived)


def changed_files(files: Sequence[ReadFile], taken: RowsTaken) -> dict[str, str]:
    """Return the text of each file whose standard changed, by its path."""
    pairs = zip(files, taken.standards, strict=True)
    return {file.path: write_standard(standard) for file, standard in pairs if standard != file.standard}


def _of_section(section: Section, number: int) -> StandardText:
    parts = tuple(
        ClauseText(
            " ".join(clause.text.split()),
            clause.number,
            elements={key: " ".join(text.split()) for key, text in clause.elements.items() if text.strip()},
        )
        for clause in section.clauses
    )
    return StandardText(f"BZ-{number:02}", " ".join(section.title.split())[:120] or "—", parts=parts)
