"""Sheets are written: lines taken over from editions in force, points given, and put in force where they add up."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import InspectionSheet, SheetVersion
from guicheng.apps.assessment.readings.inspection_sheets import Content, Part, Row, content_of, stored
from guicheng.apps.assessment.selectors import inspection_sheets as selectors
from guicheng.apps.assessment.services.inspecting.access import note, planned_company
from guicheng.apps.assessment.services.inspecting.sheet_rules import SheetAsked, renewed
from guicheng.apps.operations.services.estate_access import wanted_text
from guicheng.apps.operations.services.rounds.own_lines import LineAsked, own_line
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, person_of
from guicheng.domain.attainment.inspecting.sheet import shared_out, whole
from guicheng.domain.values import StaleError
from guicheng.domain.values.message import _

_TITLE: Final = 80
_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of the company's own.

    Args:
        section: Name of its section; one that is not there is added.
        asked: What is looked at.
    """

    section: str
    asked: LineAsked = field(default_factory=lambda: LineAsked(""))


@transaction.atomic
def begin_sheet(*, actor: Actor, title: str, at: datetime) -> InspectionSheet:
    """Begin a sheet without lines.

    Args:
        actor: Who begins it; needs ``inspections.plan`` at the company.
        title: Its title.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor does not plan for the company.
        NotAsWantedError: There is no title.
    """
    company = planned_company(actor)
    called = wanted_text(title, "title", most=_TITLE, empty=_("Name the sheet, such as Monthly inspection."))
    row = InspectionSheet.objects.create(company=company, title=called, draft=stored(Content()))
    note(company, "begin_sheet", actor, at, subject="inspection_sheet", key=row.key, label=called)
    return row


@transaction.atomic
def take_over(*, actor: Actor, key: str | UUID, standards: Collection[str], at: datetime) -> InspectionSheet:
    """Take the lines of standards over from their editions in force, a section each; lines that are there stay.

    The points of the sheet are shared out evenly among all sections, and those of a new section among its lines.

    Args:
        actor: Who does; needs ``inspections.plan`` at the company.
        key: The sheet.
        standards: Keys of standards.
        at: Now, with time zone.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
        NotAsWantedError: None of the standards has an edition in force with lines that are not there yet.
    """
    row = _locked(actor, key)
    content = content_of(row.draft)
    editions = [
        each
        for each in selectors.editions_of_company(row.company_id, localdate(at))
        if str(each.standard.key) in set(standards)
    ]
    there, parts = {each.key for each in content.rows}, {part.name: part for part in content.parts}
    titles = {str(each.key): each.title[:60] for each in editions}
    new = [each for each in selectors.checkable(editions) if each.line.key not in there]
    if not new:
        raise NotAsWantedError(
            _("Choose a standard with an edition in force that has lines which are not on the sheet yet."),
            field="standards",
        )
    for each in new:
        name = titles[each.source.edition]
        part = parts.get(name, Part(name, Fraction(0)))
        parts[name] = replace(part, rows=(*part.rows, Row(each.line, Fraction(0), source=each.source)))
    changed = replace(content, parts=tuple(parts.values()))
    if len(changed.rows) > _MOST:
        raise NotAsWantedError(_("A sheet has at most {most} lines.", most=str(_MOST)), field="standards")
    return _keep(row, share_points(changed), "take_over_standards", actor, at)


@transaction.atomic
def add_line(*, actor: Actor, key: str | UUID, own: OwnLine, at: datetime) -> InspectionSheet:
    """Add a line of the company's own to a section; it has no points yet.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    row = _locked(actor, key)
    name = wanted_text(own.section, "section", empty=_("Name the section."))
    made = Row(own_line(own.asked, secrets.token_hex(5)), Fraction(0))
    content = content_of(row.draft)
    if len(content.rows) >= _MOST:
        raise NotAsWantedError(_("A sheet has at most {most} lines.", most=str(_MOST)), field="text")
    parts = {part.name: part for part in content.parts}
    part = parts.get(name, Part(name, Fraction(0)))
    parts[name] = replace(part, rows=(*part.rows, made))
    return _keep(row, replace(content, parts=tuple(parts.values())), "add_sheet_line", actor, at)


@transaction.atomic
def save_draft(*, actor: Actor, key: str | UUID, revision: int, asked: SheetAsked, at: datetime) -> InspectionSheet:
    """Save points, deductions and rules of a sheet, whether they add up or not.

    Args:
        actor: Who saves; needs ``inspections.plan`` at the company.
        key: The sheet.
        revision: Of the draft that the actor saw.
        asked: What they typed.
        at: Now, with time zone.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
        NotAsWantedError: A value cannot be what it is.
        StaleError: Somebody else changed the draft meanwhile.
    """
    row = _locked(actor, key)
    if row.revision != revision:
        raise StaleError(_("Somebody changed this sheet meanwhile. Look at it again before saving."))
    row.title = wanted_text(asked.title, "title", most=_TITLE) or row.title
    return _keep(row, renewed(content_of(row.draft), asked), "save_sheet", actor, at)


@transaction.atomic
def share_draft(*, actor: Actor, key: str | UUID, at: datetime) -> InspectionSheet:
    """Share the points of a draft out evenly: those of the sheet among its sections, those of each among its lines.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
    """
    row = _locked(actor, key)
    return _keep(row, share_points(content_of(row.draft)), "share_sheet", actor, at)


@transaction.atomic
def renew_draft(*, actor: Actor, key: str | UUID, at: datetime) -> InspectionSheet:
    """Bring a draft up to the editions in force: citations follow, and lines whose sentence is gone go.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
    """
    row = _locked(actor, key)
    content = content_of(row.draft)
    now = selectors.today(content, None, localdate(at), row.company_id)
    held = {each.key: each for each in now.rows}
    parts = [
        replace(part, rows=tuple(held[each.key] for each in part.rows if each.key in held)) for part in content.parts
    ]
    left = tuple(part for part in parts if part.rows)
    return _keep(row, replace(content, parts=left), "renew_sheet", actor, at)


@transaction.atomic
def put_in_force(*, actor: Actor, key: str | UUID, revision: int, at: datetime) -> SheetVersion:
    """Make the draft the version by which inspections that begin from now on are scored.

    Args:
        actor: Who does; needs ``inspections.plan`` at the company.
        key: The sheet.
        revision: Of the draft that the actor saw.
        at: Now, with time zone.

    Raises:
        InspectionSheet.DoesNotExist: There is none.
        NotAllowedError: The actor does not plan for the company.
        SheetRefusedError: It does not add up, or something else is wrong with it.
        StaleError: Somebody else changed the draft meanwhile.
    """
    row = _locked(actor, key)
    if row.revision != revision:
        raise StaleError(_("Somebody changed this sheet meanwhile. Look at it again before saving."))
    whole(content_of(row.draft).sheet)
    row.number += 1
    row.save(update_fields=["number"])
    made = SheetVersion.objects.create(sheet=row, number=row.number, content=row.draft, at=at, by=person_of(actor))
    note(
        row.company, "put_sheet_in_force", actor, at,
        subject="inspection_sheet", key=row.key, label=row.title, after={"version": row.number},
    )  # fmt: skip
    return made


def share_points(content: Content) -> Content:
    """Return a sheet whose points are shared out evenly, in hundredths that add up."""
    if not content.parts:
        return content
    shares = shared_out(content.full, len(content.parts))
    return replace(
        content,
        parts=tuple(
            replace(part, points=points, cap=None, rows=_shared(part, points))
            for part, points in zip(content.parts, shares, strict=True)
        ),
    )


def _shared(part: Part, points: Fraction) -> tuple[Row, ...]:
    if not part.rows:
        return ()
    return tuple(
        replace(row, points=each, each=None if row.each is None else min(row.each, each), cap=None)
        for row, each in zip(part.rows, shared_out(points, len(part.rows)), strict=True)
    )


def _locked(actor: Actor, key: str | UUID) -> InspectionSheet:
    """Return a sheet for a change, its row locked until the end of the transaction."""
    seen = selectors.sheet_visible_to(actor, key)
    planned_company(actor)
    return InspectionSheet.objects.select_for_update(of=("self",)).select_related("company").get(pk=seen.pk)


def _keep(row: InspectionSheet, content: Content, act: str, actor: Actor, at: datetime) -> InspectionSheet:
    row.draft = stored(content)
    row.revision += 1
    row.save(update_fields=["title", "draft", "revision"])
    note(
        row.company, act, actor, at,
        subject="inspection_sheet", key=row.key, label=row.title, after={"lines": len(content.rows)},
    )  # fmt: skip
    return row
