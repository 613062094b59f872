"""Take a file apart, read and check its clauses: no database, no framework."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guicheng.domain.manual import Place, Section, SourceClause, outline
from guicheng.domain.manual.reading import Checks, ManualReading, ReadClause, read_clauses, read_section_clause

__all__ = ["Checks", "ManualReading", "ReadClause", "read_lines", "read_manual"]


def read_manual(
    name: str,
    data: bytes,
    *,
    progress: Callable[[int, int], None] | None = None,
    checks: Checks | None = None,
) -> ManualReading:
    """Read a manual from the bytes of its file; of a standard kept as a file with grades, its best grade is read.

    Args:
        name: File name; folders before it are ignored.
        data: The whole file.
        progress: Called after each clause with how many are read and how many there are.
        checks: How clauses are read and checked; the shipped words and all default rules by default.

    Raises:
        FileRefusedError: The file cannot or must not be read.
        StandardsFileError: It is a standard kept as a file, and a line of it is not in the format.
        UnknownRuleError: A code of ``checks`` names no rule.
    """
    # Opening documents brings in the readers of their formats, which plain lines do not need.
    from guicheng.adapters import open_file
    from guicheng.adapters.standards_files import is_standard, manual_of, read_standard

    manual = manual_of(name, read_standard(name, data)) if is_standard(name, data) else outline(open_file(name, data))
    return ManualReading(manual, tuple(read_clauses(manual, checks or Checks(), progress)))


def read_lines(name: str, lines: Iterable[str], checks: Checks | None = None) -> Iterator[ReadClause]:
    """Read text with one clause a line; empty lines are passed over, line numbers count from 1.

    Args:
        name: What the text is called in addresses.
        lines: The lines, without line ends.
        checks: How clauses are read and checked.

    Raises:
        UnknownRuleError: A code of ``checks`` names no rule.

    Example:
        >>> [
        ...     (read.source.place.block, read.clause.state.value)
        ...     for read in read_lines("-", ["每日清扫1次", "", "注：略"])
        ... ]
        [(1, 'read'), (3, 'note')]
    """
    checks = checks or Checks()
    section = Section(name, "", 1, (), ())
    index = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            source = SourceClause(line, "", Place("body", number))
            yield read_section_clause(source, section, document=name, index=index, checks=checks)
            index += 1
