"""Make documents of standards that are kept as files: no database, no framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from guicheng.domain.manual import Manual, outline
from guicheng.domain.standard.grades import UnknownGradeError, at_grade
from guicheng.domain.standard.text import ClauseText, PartKind, StandardText
from guicheng.domain.targets.source import Imprint, SourceStandard, source_of
from guicheng.domain.values import ClauseRef
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What files do not say of themselves.

    Args:
        company: Who issues the document, "" for nobody.
        grade: Grade at which the standards are printed; "" for the best.
    """

    company: str = ""
    grade: str = ""


def standards_of_files(files: Mapping[str, bytes], page: TitlePage) -> list[SourceStandard]:
    """Return the standards of files: those in the format of standards, and manuals in any other.

    Args:
        files: Content of each file by its path; tables of parameters beside them are filled in.
        page: What title pages say.

    Raises:
        GuichengError: A file cannot be read; the sentence names it.
        UnknownGradeError: Standards have grades, and none has the one that is wanted.
    """
    from guicheng.adapters.standards_files import read_folder

    folder = read_folder(files)
    if folder.faults:
        raise folder.faults[0]
    graded = [(each.path, each.standard) for each in folder.files]
    _refuse_unknown_grade([standard for _path, standard in graded], page.grade)
    found = [_of_standard(path, standard, page, folder.parameters) for path, standard in graded]
    return [*found, *(_of_manual(path, files[path], page) for path in folder.manuals)]


def _refuse_unknown_grade(standards: list[StandardText], grade: str) -> None:
    """Let a grade pass that any standard has; those without it are left at their best."""
    named = dict.fromkeys(name for standard in standards for name in standard.grades)
    if grade and grade not in named:
        raise UnknownGradeError(
            _("No standard has the grade “{grade}”. There are: {grades}.", grade=grade, grades=", ".join(named) or "—")
        )


def _of_standard(path: str, standard: StandardText, page: TitlePage, parameters: Mapping[str, str]) -> SourceStandard:
    grade = page.grade if page.grade in standard.grades else next(iter(standard.grades), "")
    ref = ClauseRef(standard.code or path)
    imprint = Imprint(ref, standard.title, company=page.company, code=standard.code, grade=grade)
    return source_of(at_grade(standard, grade), imprint, parameters)


def _of_manual(path: str, data: bytes, page: TitlePage) -> SourceStandard:
    from guicheng.adapters import open_file

    name = PurePosixPath(path).name
    manual = outline(open_file(name, data))
    text = StandardText("", PurePosixPath(name).stem, parts=tuple(_parts(manual)))
    return source_of(text, Imprint(ClauseRef(path), text.title, company=page.company))


def _parts(manual: Manual) -> Iterator[ClauseText]:
    """Yield the titles and clauses of a manual; a title above that has no clauses of its own is told once."""
    told: tuple[str, ...] = ()
    for section in manual.sections:
        for depth, title in enumerate(section.path):
            if told[: depth + 1] != section.path[: depth + 1]:
                yield ClauseText(title, kind=PartKind.HEADING, level=depth + 1)
        own = (*section.path, section.title)
        yield ClauseText(section.title, section.number, PartKind.HEADING, len(own))
        told = own
        for clause in section.clauses:
            yield ClauseText(clause.text, clause.number, elements=dict(clause.elements))


def named(standards: list[SourceStandard], title: str, company: str) -> Imprint | None:
    """Return the title page of several standards, None where one stands for itself."""
    if len(standards) == 1 and not title:
        return None
    return replace(Imprint(ClauseRef(title or company), title), company=company)
