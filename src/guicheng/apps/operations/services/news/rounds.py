"""Rounds that somebody was given, that were missed, or on which something is not in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.watermarks import reach, reached
from guicheng.apps.operations.models import Excuse, Round, Suspension
from guicheng.apps.operations.selectors.duty import people_in_role
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_LOG: Final = "rounds"
#: So many of the lines that are not in order are told in words.
_MOST_TOLD: Final = 3
_LONGEST: Final = 60


def tell_given(row: Round, actor: Actor, at: datetime) -> None:
    """Tell somebody that a round is theirs now, unless they gave it to themselves.

    Args:
        row: The round, with its unit and whom it was given to.
        actor: Who gave it.
        at: Now, with time zone.
    """
    person = row.assignee
    if person is None or person == actor.person:
        return
    tell(
        [person],
        kind="round-work",
        unit=row.unit,
        title=_("Round “{round}” was given to you", round=row.title),
        path=f"/rounds/{row.occurrence}/",
        at=at,
        # Given away and back again it is news again.
        key=f"round:{row.occurrence}:given:{person.key}:{at.isoformat()}",
    )


@transaction.atomic
def tell_given_by_roster(rows: Sequence[Round], *, at: datetime) -> int:
    """Tell people of the rounds that the roster gives them: one notice for all new ones of an estate; return how many.

    Args:
        rows: Rounds that were not there before, with their units.
        at: Now, with time zone.
    """
    mine: dict[tuple[int, int], list[Round]] = defaultdict(list)
    for row in rows:
        if row.assignee_id is not None and (row.end is None or row.end > at):
            mine[row.assignee_id, row.unit_id].append(row)
    people = Person.objects.in_bulk({person for person, _unit in mine})
    for (person, _unit), given in mine.items():
        _tell_of_roster(people[person], sorted(given, key=lambda row: (row.begin, row.occurrence)), at)
    return len(mine)


def _tell_of_roster(person: Person, given: Sequence[Round], at: datetime) -> None:
    first, zone = given[0], get_default_timezone()
    begin = f"{first.begin.astimezone(zone):%m-%d %H:%M}"
    alone = _("Round “{round}” is yours by the roster, from {begin}", round=first.title, begin=begin)
    many = _(
        "Rounds that are yours by the roster: {count}; the first is “{round}”, from {begin}",
        count=str(len(given)), round=first.title, begin=begin,
    )  # fmt: skip
    tell(
        [person],
        kind="round-work",
        unit=first.unit,
        title=alone if len(given) == 1 else many,
        path=f"/rounds/{first.occurrence}/" if len(given) == 1 else "/work/?kind=round",
        at=at,
        # The horizon is filled again and again; a round is new once.
        key=f"round:{first.occurrence}:roster:{person.key}",
    )


def tell_failed(row: Round, said: Sequence[str], at: datetime) -> None:
    """Tell those who lead the work that more lines of a round are not in order than before.

    Args:
        row: The round, with its unit.
        said: All lines that are not in order, in words.
        at: Now, with time zone.
    """
    told = "；".join(each[:_LONGEST] for each in said[:_MOST_TOLD])
    tell(
        Person.objects.filter(pk__in={*_leaders(row.unit)} - {row.assignee_id}),
        kind="round-failed",
        unit=row.unit,
        title=_("Lines not in order on round “{round}”: {count}", round=row.title, count=str(len(said))),
        text=Message("{reason}", {"reason": told}),
        path=f"/rounds/{row.occurrence}/",
        at=at,
        key=f"round:{row.occurrence}:failed:{len(said)}",
    )


@transaction.atomic
def tell_of_missed_rounds(*, at: datetime) -> int:
    """Tell those who lead the work how many rounds of an estate ended unfinished since the last turn.

    Args:
        at: Now, with time zone.

    Returns:
        At how many estates there were some.
    """
    now = int(at.timestamp())
    since = reached(_LOG, newest=now, at=at)
    if since is None:
        return 0
    by_unit: dict[Unit, list[Round]] = defaultdict(list)
    for row in _missed(datetime.fromtimestamp(since, tz=UTC), datetime.fromtimestamp(now, tz=UTC)):
        by_unit[row.unit].append(row)
    for unit, rows in by_unit.items():
        first = localdate(min(row.begin for row in rows))
        tell(
            Person.objects.filter(pk__in=_leaders(unit)),
            kind="round-missed",
            unit=unit,
            title=_("Rounds at {unit} that were missed: {count}", unit=unit.name, count=str(len(rows))),
            path=f"/rounds/all/?unit={unit.key}&since={first}&until={localdate(at)}&standing=missed",
            at=at,
            key=f"rounds:{unit.key}:missed:{now}",
        )
    reach(_LOG, place=now, at=at)
    return len(by_unit)


def _missed(since: datetime, until: datetime) -> QuerySet[Round]:
    """Return the rounds that ended in a while, unfinished, and were neither excused nor suspended."""
    excused = Excuse.objects.filter(occurrence=OuterRef("occurrence"))
    lasting = Q(end=None) | Q(end__gt=OuterRef("begin"))
    stopped = Suspension.objects.filter(
        lasting, Q(plan=None) | Q(plan=OuterRef("plan")), unit=OuterRef("unit"), begin__lte=OuterRef("begin")
    )
    of_plan = Q(plan__isnull=False) & Exists(stopped)
    rows = Round.objects.filter(~Exists(excused), ~of_plan, end__gt=since, end__lte=until, finished_at=None)
    return rows.select_related("unit").order_by("unit__path", "end", "pk")


def _leaders(unit: Unit) -> list[int]:
    return people_in_role(unit, Role.SUPERVISOR) or people_in_role(unit, Role.ESTATE_MANAGER)
