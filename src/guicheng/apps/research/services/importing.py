"""Records from a workbook: all of it, or nothing and a remark beside each row that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from guicheng.adapters.feedback_sheet import (
    FeedbackRow,
    day_written,
    feedback_kind_called,
    noted_feedback,
    read_feedback,
)
from guicheng.adapters.returned_sheet import Translate
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.services import record
from guicheng.apps.research.models import CustomerGroup, Feedback
from guicheng.apps.research.selectors.groups import groups_visible_to
from guicheng.apps.research.services.feedback import FeedbackPlan, planned
from guicheng.apps.research.services.noting import EDIT
from guicheng.apps.research.services.sorting import sort_by_words
from guicheng.domain.values import Message, NotAllowedError
from guicheng.domain.values.message import _

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row, by sheet and number."""

    sheet: str
    row: int
    message: Message


@dataclass(frozen=True, slots=True)
class FeedbackImport:
    """What became of a workbook.

    Args:
        added: Records taken in.
        known: Rows whose number stands here already.
        covered: Records in which marks of people were covered.
        faults: What to mend; nothing was taken in where there is one.
        workbook: The workbook with remarks, empty where there are none.
    """

    added: int = 0
    known: int = 0
    covered: int = 0
    faults: tuple[RowFault, ...] = ()
    workbook: bytes = b""


@dataclass
class _Taking:
    """What the rows of one workbook become."""

    company: Unit
    units: Mapping[str, list[Unit]]
    groups: Mapping[str, CustomerGroup]
    known: set[str]
    today: date
    at: datetime
    rows: list[Feedback] = field(default_factory=list)
    again: int = 0

    def take(self, row: FeedbackRow) -> None:
        """Plan a row.

        Raises:
            NotAsWantedError: Something is missing or cannot be what it is.
        """
        told = row.values
        outside = told.get("outside", "")[:60]
        if outside and outside in self.known:
            self.again += 1
            return
        rating, kind = told.get("rating", ""), told.get("kind", "")
        plan = FeedbackPlan(
            kind=feedback_kind_called(kind)
            or ("" if kind else "rating" if rating and not told.get("text") else "call"),
            received_on=day_written(told.get("received_on", "")),
            text=told.get("text", ""),
            rating=rating.removesuffix(".0"),
            outside=outside,
        )
        made = planned(
            plan, self._unit(told.get("unit", "")), self._group(told.get("group", "")), today=self.today, at=self.at
        )
        made.company = self.company
        self.rows.append(made)
        self.known.add(outside)

    def _unit(self, name: str) -> Unit:
        found = self.units.get(name, [])
        if len(found) != 1:
            raise NotAsWantedError(
                _("There is no one estate “{name}” for which you may write. Write its name or code.", name=name or "—"),
                field="unit",
            )
        return found[0]

    def _group(self, name: str) -> CustomerGroup | None:
        if name and name not in self.groups:
            raise NotAsWantedError(
                _("There is no customer group “{name}”. Add it first, or leave the cell empty.", name=name),
                field="group",
            )
        return self.groups.get(name)


@transaction.atomic
def import_feedback(
    *, actor: Actor, data: bytes, name: str, today: date, at: datetime, translate: Translate = str
) -> FeedbackImport:
    """Take the records of a workbook in, or none of them.

    Args:
        actor: Who imports; needs ``research.edit`` at each estate that the workbook names.
        data: The whole file.
        name: File name, for messages.
        today: The reader's day.
        at: Now, with time zone.
        translate: Returns a sentence in the reader's language, for the remarks.

    Raises:
        FileRefusedError: It is no workbook of records.
        NotAllowedError: The actor may write nowhere.
    """
    if not actor.may_anywhere(EDIT):
        raise NotAllowedError(_("Your roles do not include taking in records."))
    book = read_feedback(name, data)
    taking = _taking(actor, today, at)
    faults = []
    for row in book.rows:
        try:
            taking.take(row)
        except NotAsWantedError as error:
            faults.append(RowFault(row.sheet, row.number, error.message))
    if faults:
        notes = {(fault.sheet, fault.row): [fault.message] for fault in faults}
        return FeedbackImport(faults=tuple(faults), workbook=noted_feedback(book, notes, translate))
    _write(actor, taking, name)
    covered = sum(bool(row.covered) for row in taking.rows)
    return FeedbackImport(added=len(taking.rows), known=taking.again, covered=covered)


def _taking(actor: Actor, today: date, at: datetime) -> _Taking:
    company = Unit.objects.select_for_update().get(pk=actor.company_id)
    units: dict[str, list[Unit]] = {}
    for unit in Unit.objects.filter(actor.within(EDIT, ""), archived_at__isnull=True):
        # An empty cell means the company itself.
        called = {unit.name, unit.code} - {""} | ({""} if unit.pk == company.pk else set())
        for word in called:
            units.setdefault(word, []).append(unit)
    groups = {group.name: group for group in groups_visible_to(actor)}
    known = set(Feedback.objects.filter(company=company).exclude(outside="").values_list("outside", flat=True))
    return _Taking(company, units, groups, known, today, at)


def _write(actor: Actor, taking: _Taking, name: str) -> None:
    made = Feedback.objects.bulk_create(taking.rows, batch_size=_AT_ONCE)
    sort_by_words(made, taking.company.pk)
    record(
        actor=actor,
        act="research.import_feedback",
        subject="feedback",
        key="",
        label=name,
        unit_path=str(taking.company.path),
        after={"added": len(made), "known": taking.again},
        at=taking.at,
    )
