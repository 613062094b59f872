"""Who is told of a nonconformity: whoever has to mend it, and whoever can verify it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.services.access import Turn
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.selectors.duty import on_duty, people_in_role
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.domain.attainment.mending import Severity
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

VERIFY_KIND: Final = "nonconformity-verify"
_SHORT = 30


def tell_owner(turn: Turn) -> None:
    """Tell whoever has to mend a nonconformity that it is theirs."""
    row = turn.row
    title = _(
        "{number} is to be mended by you until {due}: {what}",
        due=f"{last_day_of(row):%m-%d}",
        **_named(row),
    )
    _tell(turn, Person.objects.filter(pk__in=hands_of(turn)), "nonconformity-work", title)


def tell_verifiers(turn: Turn) -> None:
    """Tell those who can verify a nonconformity that it is said to be mended."""
    row = turn.row
    title = _("{number} is said to be mended; look at it: {what}", **_named(row))
    _tell(turn, Person.objects.filter(pk__in=verifiers_of(row)), VERIFY_KIND, title)


def verifiers_of(row: Nonconformity, unit: Unit | None = None) -> set[int]:
    """Return who can verify a nonconformity: who manages its unit or quality there, else at the nearest unit above.

    Whoever has to mend it, or said that it is mended, is none of them.

    Args:
        row: The nonconformity.
        unit: The unit to begin at; None for its own.
    """
    here: Unit | None = unit or row.unit
    while here is not None:
        people = {*people_in_role(here, Role.ESTATE_MANAGER), *people_in_role(here, Role.QUALITY_MANAGER)}
        if found := people - {row.owner_id, row.finished_by_id}:
            return found
        here = Unit.objects.get_parent(here)
    return set()


def tell_returned(turn: Turn, reason: str) -> None:
    """Tell whoever has to mend a nonconformity that it has to be mended again."""
    title = _("{number} has to be mended again: {why}", number=turn.row.called, why=reason[:_SHORT])
    _tell(turn, Person.objects.filter(pk__in=hands_of(turn)), "nonconformity-work", title)


def hands_of(turn: Turn) -> set[int]:
    """Return who has to mend a nonconformity: by name, else who does the work of its post now."""
    row = turn.row
    if row.owner_id is not None:
        return {row.owner_id}
    return set(on_duty(row.unit, row.post.name, at=turn.at)) if row.post else set()


def _tell(turn: Turn, people: Iterable[Person], kind: str, title: Message) -> None:
    row, me = turn.row, turn.actor.person
    tell(
        [person for person in people if me is None or person.pk != me.pk],
        kind=kind,
        unit=row.unit,
        title=title,
        path=f"/improvement/{row.key}/",
        at=turn.at,
        key=f"nonconformity:{row.key}:{row.seq}:{kind}",
        urgent=row.severity == Severity.SERIOUS,
    )


def _named(row: Nonconformity) -> dict[str, str]:
    return {"number": row.called, "what": row.found[:_SHORT]}
