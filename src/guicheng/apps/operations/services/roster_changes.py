"""What differs from a roster on single days: somebody stands in, two swap, somebody works other shifts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import Roster, RosterChange, Shift
from guicheng.apps.operations.selectors.rosters import roster_values
from guicheng.apps.operations.services.estate_access import (
    ROSTER,
    note,
    person_within,
    unit_for,
    wanted_day,
    wanted_text,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values.message import _


@transaction.atomic
def stand_in(
    *,
    actor: Actor,
    unit_key: str | UUID,
    roster_key: str | UUID,
    day: str | date | None,
    person_key: str | UUID,
    stand_in_key: str | UUID,
    reason: str,
    at: datetime,
    shift: str = "",
) -> RosterChange:
    """Have somebody work in place of somebody else on a day (代班).

    Args:
        actor: Who writes; needs ``rosters.manage`` at the estate.
        unit_key: The estate.
        roster_key: The roster.
        day: Day on which the shifts begin.
        person_key: Who is away.
        stand_in_key: Who works instead.
        reason: Why.
        at: Now, with time zone.
        shift: Name of the shift; "" for all of that day.

    Raises:
        Roster.DoesNotExist: The estate has none of this key.
        Person.DoesNotExist: The company has nobody of one of the keys.
        NotAsWantedError: A value is missing, both are the same person, or the estate has no such shift.
    """
    roster = _roster_for(actor, unit_key, roster_key)
    person, other = (person_within(actor.company_id, key) for key in (person_key, stand_in_key))
    if person.pk == other.pk:
        raise NotAsWantedError(_("Choose somebody else who works instead."), field="stand_in_key")
    shifts = _known_shifts(roster, [shift] if shift else [])
    return _Writer(roster, reason, actor, at).add(day, person, shifts, other)


@transaction.atomic
def swap(
    *,
    actor: Actor,
    unit_key: str | UUID,
    roster_key: str | UUID,
    day: str | date | None,
    person_key: str | UUID,
    other_day: str | date | None,
    other_key: str | UUID,
    reason: str,
    at: datetime,
) -> tuple[RosterChange, RosterChange]:
    """Have two people swap: the other works the first one's day, and the first one works the other's day (换班).

    On one and the same day each works what the other would have. Arguments and errors as for ``stand_in``.
    """
    roster = _roster_for(actor, unit_key, roster_key)
    person, other = (person_within(actor.company_id, key) for key in (person_key, other_key))
    first, second = wanted_day(day, "day"), wanted_day(other_day, "other_day")
    if first is None or second is None:
        raise NotAsWantedError(_("Enter both days of the swap."), field="other_day")
    if person.pk == other.pk:
        raise NotAsWantedError(_("Choose somebody else who works instead."), field="other_key")
    writer = _Writer(roster, reason, actor, at)
    if first == second:
        return writer.swap_within(first, person, other)
    return writer.add(first, person, other=other), writer.add(second, other, other=person)


@transaction.atomic
def set_day(
    *,
    actor: Actor,
    unit_key: str | UUID,
    roster_key: str | UUID,
    day: str | date | None,
    person_key: str | UUID,
    shifts: Sequence[str],
    reason: str,
    at: datetime,
) -> RosterChange:
    """Have somebody work other shifts on a day than the cycle says; none for a day off. Errors as for ``stand_in``."""
    roster = _roster_for(actor, unit_key, roster_key)
    person = person_within(actor.company_id, person_key)
    return _Writer(roster, reason, actor, at).add(day, person, _known_shifts(roster, shifts))


@transaction.atomic
def take_back_change(*, actor: Actor, unit_key: str | UUID, key: str | UUID, at: datetime) -> RosterChange:
    """Take a change of a day back; it stays in the history.

    Raises:
        RosterChange.DoesNotExist: The estate has none of this key.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    row = RosterChange.objects.select_related("roster__unit", "person").get(roster__unit=unit, key=key)
    if row.taken_back_at is None:
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        after = {"day": row.day.isoformat(), "person": row.person.name}
        note(
            unit,
            "take_back_change",
            actor,
            at,
            subject="roster",
            key=row.roster.key,
            label=row.roster.name,
            after=after,
        )
    return row


def _roster_for(actor: Actor, unit_key: str | UUID, key: str | UUID) -> Roster:
    unit = unit_for(actor, ROSTER, unit_key)
    return Roster.objects.select_related("unit").get(unit=unit, key=key)


def _known_shifts(roster: Roster, names: Sequence[str]) -> list[str]:
    known = set(Shift.objects.filter(unit=roster.unit).values_list("name", flat=True))
    for name in names:
        if name not in known:
            raise NotAsWantedError(
                _("The estate has no shift “{name}”. Add it first, or write one of: {known}.",
                  name=name[:20], known="、".join(sorted(known)) or "—"), field="shifts"
            )  # fmt: skip
    return list(names)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes changes of one roster, by one actor, for one reason."""

    roster: Roster
    reason: str
    actor: Actor
    at: datetime

    def add(
        self, day: str | date | None, person: Person, shifts: Sequence[str] = (), other: Person | None = None
    ) -> RosterChange:
        when = wanted_day(day, "day")
        if when is None:
            raise NotAsWantedError(_("Enter the day."), field="day")
        empty = _("Write why; whoever reads the roster wants to know.")
        row = RosterChange.objects.create(
            roster=self.roster,
            day=when,
            person=person,
            stand_in=other,
            shifts=list(shifts),
            reason=wanted_text(self.reason, "reason", most=100, empty=empty),
            by=self.actor.name[:80],
            at=self.at,
        )
        told = {"day": when.isoformat(), "person": person.name, "stand_in": other.name if other else ""}
        note_roster(self.roster, "change_day", self.actor, self.at, after={**told, "reason": row.reason})
        return row

    def swap_within(self, day: date, person: Person, other: Person) -> tuple[RosterChange, RosterChange]:
        """Give each of two people the shifts that the other has on a day."""
        duties = roster_values([self.roster], day, day)[self.roster.pk].duties(day)
        works = {each.pk: [duty.shift for duty in duties if duty.person == str(each.key)] for each in (person, other)}
        return self.add(day, person, works[other.pk]), self.add(day, other, works[person.pk])


def note_roster(
    roster: Roster, act: str, actor: Actor, at: datetime, *, after: Mapping[str, Any] | None = None
) -> None:
    """Write the audit row of an act on a roster."""
    note(roster.unit, act, actor, at, subject="roster", key=roster.key, label=roster.name, after=after)
