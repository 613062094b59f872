"""Versions of checklists: compiled when an edition lands, and made anew when people change something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from guicheng.apps.operations.models import Checklist, ChecklistVersion
from guicheng.apps.operations.readings.checklists import Line, carried, compiled_line, lines_in, stored_line
from guicheng.apps.operations.selectors.rounds.checklists import live_versions
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.checklist import lines_of, theme_of
from guicheng.domain.targets.source import SourceLine
from guicheng.domain.values import ClauseRef


@dataclass(frozen=True, slots=True)
class Content:
    """What a version of a checklist holds and people may change."""

    lines: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()
    bulk: bool = False
    signed: bool = False


def land_checklists(edition: Edition, estates: Iterable[Unit], at: datetime) -> int:
    """Compile an edition into a version of the checklist of each estate; landing it again changes nothing.

    What people settled for a line that stays as it is, their own lines, the points and the rules are carried on.

    Args:
        edition: Published.
        estates: Those for which it holds.
        at: When it was published.

    Returns:
        How many versions were made.
    """
    compiled = compiled_edition(edition)
    if not compiled:
        return 0
    made = 0
    for estate in estates:
        checklist, _new = Checklist.objects.get_or_create(
            unit=estate,
            standard=edition.standard,
            defaults={"theme": theme_of(edition.category).value, "title": edition.title},
        )
        if not checklist.versions.filter(edition=edition).exists():
            _carry_on(checklist, edition, compiled, at)
            made += 1
    return made


def compiled_edition(edition: Edition) -> tuple[Line, ...]:
    """Return the lines that the clauses of an edition become, in order."""
    clauses = EditionClause.objects.filter(edition=edition, kind=ClauseKind.CLAUSE).order_by("position")
    return tuple(
        compiled_line(found, str(row.key))
        for row in clauses
        for found in lines_of(
            SourceLine(ClauseRef(edition.code, number=row.number), PartKind.CLAUSE, row.text, elements=row.elements)
        )
    )


def renew(checklist: Checklist, change: Callable[[Content], Content], *, by: Person, at: datetime) -> bool:
    """Change the content of a checklist: a version follows for each edition that holds or is to come.

    Args:
        checklist: Its row is locked by the caller.
        change: What becomes of the content.
        by: Who changes it.
        at: Now, with time zone.

    Returns:
        Whether anything changed.
    """
    changed = False
    for version in live_versions(checklist, at.date()):
        before = content_of(version)
        after = change(before)
        if after != before:
            _write(checklist, after, edition=version.edition, by=by, at=at)
            changed = True
    return changed


def begin(checklist: Checklist, *, by: Person, at: datetime) -> None:
    """Give a checklist of the company's own its first version, without lines."""
    _write(checklist, Content(), edition=None, by=by, at=at)


def content_of(version: ChecklistVersion) -> Content:
    """Return what a version holds."""
    return Content(lines_in(version), tuple(version.points), version.bulk, version.signed)


def _carry_on(checklist: Checklist, edition: Edition, compiled: tuple[Line, ...], at: datetime) -> None:
    newest = checklist.versions.order_by("-number").first()
    before = content_of(newest) if newest else Content()
    earlier = {line.key: line for line in before.lines}
    own = tuple(line for line in before.lines if line.own)
    lines = tuple(carried(line, earlier) for line in compiled)
    _write(checklist, replace(before, lines=(*lines, *own)), edition=edition, by=None, at=at)


def _write(checklist: Checklist, content: Content, *, edition: Edition | None, by: Person | None, at: datetime) -> None:
    checklist.number += 1
    checklist.save(update_fields=["number"])
    ChecklistVersion.objects.create(
        checklist=checklist,
        number=checklist.number,
        edition=edition,
        lines=[stored_line(line) for line in content.lines],
        points=list(content.points),
        bulk=content.bulk,
        signed=content.signed,
        at=at,
        by=by,
    )
