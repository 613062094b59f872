"""Rounds come to be: due by a plan, or asked for; and given to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from guicheng.apps.operations.models import ChecklistVersion, DueWork, Plan, Round
from guicheng.apps.operations.selectors.cases import fills
from guicheng.apps.operations.selectors.rounds.checklists import (
    checklist_visible_to,
    plans_with_clause,
    version_in_force,
    versions_of_plans,
)
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.services.desk import ulid
from guicheng.apps.operations.services.estate_access import ROSTER, note, person_within, wanted_text
from guicheng.apps.operations.services.news.rounds import tell_given, tell_given_by_roster
from guicheng.apps.operations.services.rounds.folding import refresh_rounds
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.evidence.reading import OCCURRENCE
from guicheng.domain.values import NotAllowedError, StaleError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Occurrence

_SEND: Final = "field.send"
_BATCH: Final = 500
TITLE: Final = 120


def make_due_rounds(rows: Sequence[DueWork], *, at: datetime | None = None) -> int:
    """Make rounds of what plans with a checklist made due; making them again changes nothing.

    Args:
        rows: What is due, by plan.
        at: Now, with time zone, to tell those to whom the roster gives the new ones; None to tell nobody.

    Returns:
        How many were made.
    """
    plans = plans_with_clause({row.plan_id for row in rows})
    versions = versions_of_plans(plans.values())
    by_company: dict[int, list[Round]] = {}
    for row in rows:
        if row.plan_id in versions:
            made = _due(plans[row.plan_id], versions[row.plan_id], row)
            by_company.setdefault(made.company_id, []).append(made)
    new = [
        row
        for made in by_company.values()
        for start in range(0, len(made), _BATCH)
        for row in _keep(made[start : start + _BATCH])
    ]
    if at is not None:
        tell_given_by_roster(new, at=at)
    return len(new)


@transaction.atomic
def open_due_round(plan: Plan, due: Occurrence) -> Round | None:
    """Return the round of something due, made where it is not there yet; None where its plan has no checklist.

    Args:
        plan: What makes it due.
        due: What it makes due.
    """
    plan = plans_with_clause([plan.pk])[plan.pk]
    version = versions_of_plans([plan]).get(plan.pk)
    if version is None:
        return None
    row = _due(plan, version, DueWork(occurrence=due.id, plan=plan, unit=plan.unit, begin=due.begin, end=due.end))
    _keep([row])
    return Round.objects.get(company=row.company_id, occurrence=due.id)


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    checklist_key: str | UUID,
    at: datetime,
    title: str = "",
    end: datetime | None = None,
    assignee_key: str | UUID = "",
    occurrence: str = "",
) -> Round:
    """Begin a round over a checklist that no plan asked for.

    Args:
        actor: Who asks for it; needs ``field.send`` at the estate, ``rosters.manage`` to give it to somebody else.
        checklist_key: The checklist.
        at: Now, with time zone; from when on it is due.
        title: What it is about; "" for the title of the checklist.
        end: Until when; None for no limit.
        assignee_key: Who walks it; "" for the actor.
        occurrence: Id that a phone gave it, by which its events name it; "" for a new one. The same again is the same
            round.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: It has no lines, ends before it begins, or the id belongs to another task.
    """
    checklist = checklist_visible_to(actor, checklist_key)
    permit(actor, _SEND, checklist.unit)
    person = _walker(actor, checklist.unit, assignee_key)
    called = wanted_text(title, "title", most=TITLE) or checklist.title
    if occurrence and not OCCURRENCE.fullmatch(occurrence):
        raise NotAsWantedError(_("The id of a round has at most 64 letters, figures and signs."), field="occurrence")
    if end is not None and end <= at:
        raise NotAsWantedError(_("The round would end before it begins."), field="end")
    version = version_in_force(checklist, localdate(at))
    if not version.lines:
        raise NotAsWantedError(_("This checklist has no lines yet. Add one first."), field="checklist")
    name = occurrence or ulid(at)
    row = Round(
        company_id=int(actor.company_id or 0), occurrence=name, unit=checklist.unit, version=version, title=called,
        begin=at, end=end, assignee=person,
    )  # fmt: skip
    made = _keep([row])
    found = round_visible_to(actor, name)
    if found.version.checklist_id != checklist.pk:
        raise NotAsWantedError(_("This id belongs to another task. Give the round one of its own."), field="occurrence")
    if made:
        note(checklist.unit, "open_round", actor, at, subject="round", key=name, label=called)
        tell_given(found, actor, at)
    return found


@transaction.atomic
def assign_round(*, actor: Actor, occurrence: str, person_key: str | UUID, at: datetime) -> Round:
    """Give a round to somebody.

    Args:
        actor: Who does; needs ``rosters.manage`` at the estate.
        occurrence: The round.
        person_key: To whom; "" for nobody.
        at: Now, with time zone.

    Raises:
        Round.DoesNotExist: There is none within reach.
        Person.DoesNotExist: There is nobody of this key.
        NotAllowedError: The actor does not lead the work there.
    """
    row = round_visible_to(actor, occurrence)
    permit(actor, ROSTER, row.unit)
    person = person_within(actor.company_id, person_key) if person_key else None
    before, same = row.assignee.name if row.assignee else "", row.assignee == person
    Round.objects.filter(pk=row.pk).update(assignee=person)
    DueWork.objects.filter(occurrence=row.occurrence, unit=row.unit).update(assignee=person)
    row.assignee = person
    after = {"person": person.name if person else ""}
    note(
        row.unit, "assign_round", actor, at,
        subject="round", key=row.occurrence, label=row.title, before={"person": before}, after=after,
    )  # fmt: skip
    if not same:
        tell_given(row, actor, at)
    return row


@transaction.atomic
def take_round(*, actor: Actor, occurrence: str, at: datetime) -> Round:
    """Take a round that nobody has; of two who take it at once the first one gets it, the other is told who.

    Args:
        actor: Who takes it, a person; needs ``field.send``, and fills the post of the plan that asked for it.
        occurrence: The round.
        at: Now, with time zone.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not walk rounds there, or it lies with another post.
        StaleError: Somebody else has it.
    """
    row, person = round_visible_to(actor, occurrence), person_of(actor)
    permit(actor, _SEND, row.unit)
    post = row.plan.post if row.plan else ""
    if post and not (fills(actor, post, row.unit) or actor.may(ROSTER, row.unit)):
        raise NotAllowedError(_("Round {round} lies with another post: {post}.", round=row.title, post=post))
    won = Round.objects.filter(pk=row.pk, assignee=None).update(assignee=person)
    if not won:
        holder = Round.objects.select_related("assignee").get(pk=row.pk).assignee
        if holder == person:
            return row
        raise StaleError(_("{name} was faster and has round {round}.", name=str(holder), round=row.title), revision=0)
    DueWork.objects.filter(occurrence=row.occurrence, unit=row.unit).update(assignee=person)
    row.assignee = person
    after = {"person": person.name}
    note(row.unit, "take_round", actor, at, subject="round", key=row.occurrence, label=row.title, after=after)
    return row


def _walker(actor: Actor, unit: Unit, key: str | UUID) -> Person:
    if not key or (actor.person and str(actor.person.key) == str(key)):
        return person_of(actor)
    permit(actor, ROSTER, unit)
    return person_within(actor.company_id, key)


def _due(plan: Plan, version: ChecklistVersion, due: DueWork) -> Round:
    clause = plan.source.clause
    return Round(
        company_id=clause.edition.standard.company_id,
        occurrence=due.occurrence,
        unit=plan.unit,
        version=version,
        plan=plan,
        clause=str(clause.key),
        title=str(clause.elements.get("content", "")).strip()[:TITLE] or version.checklist.title,
        begin=due.begin,
        end=due.end,
        assignee_id=due.assignee_id,
    )


def _keep(rows: list[Round]) -> list[Round]:
    """Write rounds that are not there yet and fold what was said of them before; return the new ones."""
    if not rows:
        return []
    company, names = rows[0].company_id, [row.occurrence for row in rows]
    there = set(Round.objects.filter(company=company, occurrence__in=names).values_list("occurrence", flat=True))
    new = [row for row in rows if row.occurrence not in there]
    Round.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
    refresh_rounds(company, [row.occurrence for row in new])
    return new
