"""Sheets of a company, what could stand on them, and how they stand to the editions in force."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.assessment.models import InspectionPlan, InspectionSheet, SheetVersion
from guicheng.apps.assessment.readings.inspection_sheets import Content, Row, Source
from guicheng.apps.operations.readings.checklists import Line, compiled_line
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause, Standard
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.checklist import lines_of
from guicheng.domain.targets.source import SourceLine
from guicheng.domain.values import ClauseRef

READ: Final = "inspections.read"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A line that an edition has for somebody who looks.

    Args:
        line: As checklists have it.
        source: Where it comes from.
    """

    line: Line
    source: Source


@dataclass(frozen=True, slots=True)
class Today:
    """How a sheet stands to the editions in force.

    Args:
        rows: Lines that still hold, each with the edition in force.
        gone: Lines whose sentence no longer stands in an edition in force at the estate.
        missing: How many lines of the same standards are not on the sheet.
        editions: Keys of the editions in force by key of the standard.
    """

    rows: tuple[Row, ...]
    gone: tuple[Row, ...]
    missing: int
    editions: dict[str, str]


def sheets_visible_to(actor: Actor) -> QuerySet[InspectionSheet]:
    """Return the sheets of the company of somebody who reads inspections anywhere."""
    rows = InspectionSheet.objects.filter(company=actor.company_id)
    return (rows if actor.may_anywhere(READ) else rows.none()).select_related("company").order_by("title", "pk")


def sheet_visible_to(actor: Actor, key: str | UUID) -> InspectionSheet:
    """Return one of these.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
    """
    return one(sheets_visible_to(actor), key)


def version_in_use(sheet: InspectionSheet) -> SheetVersion | None:
    """Return the newest version of a sheet; None where it was never put in force."""
    return sheet.versions.order_by("-number").first()


def editions_of_company(company_id: int, day: date) -> list[Edition]:
    """Return the editions in force of the standards of a company, by code: one query."""
    rows = in_force(Edition.objects.filter(standard__company=company_id), day)
    return list(rows.select_related("standard__unit", "withdrawal").order_by("code"))


def standards_named(plan: InspectionPlan) -> list[Standard]:
    """Return the standards to which a plan keeps, by code; none where it asks all of its sheet."""
    if not plan.standards:
        return []
    return list(Standard.objects.filter(company=plan.company_id, key__in=plan.standards).order_by("code"))


def checkable(editions: Collection[Edition]) -> list[Checkable]:
    """Return what editions have for somebody who looks, in their order: one query.

    Promises of behaviour and all others that can be seen on the spot become lines; what only a clock, a roster or a
    record can tell becomes none.
    """
    by_id = {edition.pk: edition for edition in editions}
    clauses = EditionClause.objects.filter(edition__in=list(by_id), kind=ClauseKind.CLAUSE)
    places = {pk: place for place, pk in enumerate(by_id)}
    found = []
    for clause in sorted(clauses, key=lambda row: (places[row.edition_id], row.position)):
        edition = by_id[clause.edition_id]
        source = source_of(edition, clause)
        told = (edition.code, clause.number, clause.text, str(clause.key))
        found += [Checkable(line, source) for line in _lines(told, json.dumps(clause.elements, sort_keys=True))]
    return found


@lru_cache(maxsize=4096)
def _lines(told: tuple[str, str, str, str], elements: str) -> tuple[Line, ...]:
    """Return the lines of a clause, told by code, number, text and key; published ones never change."""
    code, number, text, key = told
    found = lines_of(SourceLine(ClauseRef(code, number=number), PartKind.CLAUSE, text, elements=json.loads(elements)))
    # What only names an act done so often is looked at by its words all the same.
    return tuple(replace(compiled_line(each, key), act=False) for each in found)


def source_of(edition: Edition, clause: EditionClause) -> Source:
    """Return where a line comes from, as sheets keep it."""
    return Source(
        str(edition.standard.key),
        str(edition.key),
        f"{edition.code} 第{edition.number}版",
        f"{edition.code}/{clause.number}" if clause.number else edition.code,
        clause.text,
        edition.category,
    )


def today(content: Content, estate: Unit | None, day: date, company_id: int) -> Today:
    """Return how a sheet stands to the editions in force on a day.

    Args:
        content: The sheet.
        estate: Where it is scored; lines of standards that do not hold there are gone. None for anywhere.
        day: The day.
        company_id: Of which company.
    """
    wanted = {row.source.standard for row in content.rows if row.source.standard}
    editions = [each for each in editions_of_company(company_id, day) if str(each.standard.key) in wanted]
    if estate is not None:
        editions = [each for each in editions if str(estate.path).startswith(str(each.standard.unit.path))]
    found = {each.line.key: each for each in checkable(editions)}
    rows, gone = [], []
    for row in content.rows:
        if row.line.own:
            rows.append(row)
        elif row.key in found:
            now = found[row.key]
            rows.append(replace(row, source=now.source, line=replace(row.line, number=now.line.number)))
        else:
            gone.append(row)
    missing = set(found) - {row.key for row in content.rows}
    return Today(tuple(rows), tuple(gone), len(missing), {str(each.standard.key): str(each.key) for each in editions})


def within_plan(rows: Iterable[Row], standards: Collection[str], domains: Collection[str]) -> list[Row]:
    """Return the lines that a plan asks: those of its standards and domains, and the company's own."""
    return [
        row
        for row in rows
        if row.line.own
        or ((not standards or row.source.standard in standards) and (not domains or row.source.domain in domains))
    ]
