"""Names that name nothing, or two things: clauses with one number, and deviations on clauses that are not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from guicheng.adapters.standards_files import Folder, PlacedMessage, ReadFile, StandardsFileError
from guicheng.adapters.standards_files.tables import DEVIATIONS
from guicheng.domain.standard import ClauseText, PartKind
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Numbers that address a clause; 1., 一、 and ① begin anew under every heading.
_ADDRESS: Final = re.compile(r"[0-9]+(?:[.-][0-9]+)+")


def misnamed(folder: Folder, root: str, names: Collection[str] | None) -> Iterator[StandardsFileError]:
    """Yield what is wrong with the names in a folder, each with file and line.

    Args:
        folder: The folder.
        root: What stands before its paths in messages.
        names: All that a deviation may call a clause; None where not all clauses are known.
    """
    for file in folder.files:
        yield from _twice(file, root + file.path)
    for each in folder.deviations if names is not None else ():
        if each.clause not in (names or ()):
            yield _error(
                f"{root}{DEVIATIONS}:{each.line}",
                _("There is no clause “{clause}”. Write code and number as in GC-01/1.1.", clause=each.clause),
            )


def _twice(file: ReadFile, name: str) -> Iterator[StandardsFileError]:
    seen: dict[str, list[tuple[int, ClauseText]]] = {}
    for part, line in zip(file.standard.parts, file.placed.lines, strict=True):
        if part.kind is not PartKind.CLAUSE or not _ADDRESS.fullmatch(part.number):
            continue
        # Clauses of different grades may stand under one number: nobody is promised both.
        other = next((at for at, was in seen.get(part.number, ()) if _meet(was.grades, part.grades)), 0)
        if other:
            message = _(
                "The number {number} is that of line {line} too. Give each clause its own.",
                number=part.number,
                line=str(other),
            )
            yield _error(f"{name}:{line}", message)
        seen.setdefault(part.number, []).append((line, part))


def _meet(one: Collection[str], other: Collection[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _error(place: str, message: Message) -> StandardsFileError:
    return StandardsFileError(PlacedMessage(message.text, message.fields, place))
