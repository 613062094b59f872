"""A folder of standards: the files, and the tables beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final

from guicheng.adapters.standards_files.reading import (
    PlacedMessage,
    PlacedStandard,
    StandardsFileError,
    has_front_matter,
    read_standard,
)
from guicheng.adapters.standards_files.tables import (
    DEVIATIONS,
    PARAMETERS,
    TERMS,
    read_deviations,
    read_parameters,
    read_terms,
    write_deviations,
    write_parameters,
    write_terms,
)
from guicheng.adapters.standards_files.writing import file_name, write_standard
from guicheng.domain.clause.lexicon import Term
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.standard.text import StandardText
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_MARKDOWN: Final = {".md", ".markdown"}
_MANUALS: Final = {*_MARKDOWN, ".docx", ".xlsx", ".txt"}
_ABOUT: Final = {"readme", "changelog", "contributing", "license"}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of a folder that holds a standard.

    Args:
        path: Where it lies below the folder.
        placed: What it holds, with lines.
    """

    path: str
    placed: PlacedStandard

    @property
    def standard(self) -> StandardText:
        """The standard."""
        return self.placed.standard


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds.

    Args:
        files: Standards in the format, in order of their paths.
        manuals: Paths of other documents that hold clauses.
        parameters: Value of each named parameter.
        placed_terms: The company's own words, surfaces as they are written, each with its line.
        deviations: Signed deviations.
        faults: What could not be read, in order of paths.
    """

    files: tuple[ReadFile, ...] = ()
    manuals: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    placed_terms: tuple[tuple[int, Term], ...] = ()
    deviations: tuple[SignedDeviation, ...] = ()
    faults: tuple[GuichengError, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The company's own words as the reader asks them, surfaces normalized."""
        return tuple(replace(term, surface=normalize(term.surface)) for _line, term in self.placed_terms)

    @property
    def standards(self) -> tuple[StandardText, ...]:
        """The standards, in order of their files."""
        return tuple(each.standard for each in self.files)


def is_standard(name: str, data: bytes) -> bool:
    """Tell whether a file is a standard in the format: Markdown that begins with front matter."""
    return PurePosixPath(name).suffix.lower() in _MARKDOWN and has_front_matter(data)


def read_folder(files: Mapping[str, bytes], root: str = "") -> Folder:
    """Read a folder; what cannot be read is among the faults, and the rest is there.

    Args:
        files: Content of each file by its path below the folder.
        root: What stands before paths in messages, such as ``standards/``.
    """
    reader = _Reader(root)
    for path in sorted(files):
        try:
            reader.take(path, files[path])
        except GuichengError as error:
            reader.faults.append(error)
    return Folder(
        tuple(reader.files),
        tuple(reader.manuals),
        reader.parameters,
        reader.terms,
        reader.deviations,
        tuple(reader.faults),
    )


def write_folder(folder: Folder) -> dict[str, str]:
    """Return the text of each file of a folder by its path.

    A standard that was read keeps its path.
    """
    written = {each.path: write_standard(each.standard) for each in folder.files}
    return written | written_tables(folder.parameters, [term for _line, term in folder.placed_terms], folder.deviations)


def written_tables(
    parameters: Mapping[str, str], terms: Collection[Term], deviations: Collection[SignedDeviation]
) -> dict[str, str]:
    """Return the text of each table that stands beside the standards by its name; an empty one is left out."""
    return {
        name: text
        for name, text in (
            (PARAMETERS, write_parameters(parameters)),
            (TERMS, write_terms(terms) if terms else ""),
            (DEVIATIONS, write_deviations(deviations)),
        )
        if text
    }


def path_of(standard: StandardText) -> str:
    """Return where a new standard lies in a folder: its domain, code and title say it.

    Example:
        >>> path_of(StandardText("GC-01", "报修服务标准", "engineering"))
        'engineering/GC-01-报修服务标准.md'
    """
    return "/".join(part for part in (standard.domain, file_name(standard)) if part)


def holds_clauses(path: str) -> bool:
    """Tell whether a file can hold clauses by its name: no text about the folder, nothing hidden or left by Office."""
    pure = PurePosixPath(path)
    hidden = any(part.startswith((".", "~$")) for part in pure.parts)
    return not hidden and pure.suffix.lower() in _MANUALS and pure.stem.lower() not in _ABOUT


@dataclass
class _Reader:
    """Sorts the files of one folder."""

    root: str
    files: list[ReadFile] = field(default_factory=list)
    manuals: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    terms: tuple[tuple[int, Term], ...] = ()
    deviations: tuple[SignedDeviation, ...] = ()
    faults: list[GuichengError] = field(default_factory=list)
    _codes: dict[str, str] = field(default_factory=dict)

    def take(self, path: str, data: bytes) -> None:
        name = self.root + path
        if path == PARAMETERS:
            self.parameters = read_parameters(name, data)
        elif path == TERMS:
            self.terms = tuple(read_terms(name, data))
        elif path == DEVIATIONS:
            self.deviations = read_deviations(name, data)
        elif is_standard(path, data):
            placed = read_standard(name, data)
            self._once(name, placed.standard.code)
            self.files.append(ReadFile(path, placed))
        elif holds_clauses(path):
            self.manuals.append(path)

    def _once(self, name: str, code: str) -> None:
        other = self._codes.setdefault(code, name)
        if other != name:
            message = _("The code {code} is that of {other} too. Give each standard its own.", code=code, other=other)
            raise StandardsFileError(PlacedMessage(message.text, message.fields, f"{name}:2"))
