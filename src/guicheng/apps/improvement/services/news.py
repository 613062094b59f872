"""Who is told of a nonconformity: whoever has to mend it, and whoever can verify it."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.services.access import Turn
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.selectors.duty import on_duty, people_in_role
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.permissions import Role
from guicheng.domain.attainment.mending import Severity
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

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
    people = {*people_in_role(row.unit, Role.ESTATE_MANAGER), *people_in_role(row.unit, Role.QUALITY_MANAGER)}
    people -= {row.owner_id, row.finished_by_id}
    title = _("{number} is said to be mended; look at it: {what}", **_named(row))
    _tell(turn, Person.objects.filter(pk__in=people), "nonconformity-verify", title)


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
