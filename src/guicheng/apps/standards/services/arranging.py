"""Standards assigned, moved, archived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.services.access import permit
from guicheng.apps.standards.models import NotificationKind, Standard
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors import open_submission, stays_in_force, unit_within
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.standards import InReviewError, audit, takes_standards, wanted_steward
from guicheng.apps.standards.services.telling import follow, tell
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_EDIT: Final = "standards.edit"


class StillInForceError(GuichengError):
    """The standard has an edition that is in force or will be."""

    code = "still-in-force"


@transaction.atomic
def assign_stewards(
    *, actor: Actor, keys: Sequence[str | UUID], person_key: str | UUID, at: datetime
) -> list[Standard]:
    """Have a person look after standards; "" for nobody. All of them or, on an error, none.

    Raises:
        Standard.DoesNotExist: One is not within reach.
        NotAsWantedError: The person cannot read one of them.
    """
    found = []
    for key in keys:
        standard = standard_for(actor, _EDIT, key)
        before = {"steward": standard.steward.name if standard.steward else ""}
        standard.steward = wanted_steward(actor, person_key, standard.unit)
        standard.save(update_fields=["steward"])
        follow(standard.steward, standard)
        told = {"steward": standard.steward.name if standard.steward else ""}
        audit(standard, "assign_stewards", actor, at, before=before, after=told)
        if standard.steward is not None and told != before:
            message = _("{name} asks you to look after {standard}.", name=actor.name, standard=str(standard))
            people = [standard.steward]
            tell(people=people, kind=NotificationKind.ASSIGNED, standard=standard, message=message, actor=actor, at=at)
        found.append(standard)
    return found


@transaction.atomic
def move_standards(*, actor: Actor, keys: Sequence[str | UUID], unit_key: str | UUID, at: datetime) -> list[Standard]:
    """Move standards to another unit of the company. All of them or, on an error, none.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        Standard.DoesNotExist: A standard is not within reach.
        InReviewError: An approval of one runs; it follows the route of the unit where it began.
        NotAsWantedError: One is a contract, and the unit is no estate.
    """
    unit = unit_within(actor, unit_key)
    permit(actor, _EDIT, unit)
    takes_standards(unit)
    found = []
    for key in keys:
        standard = standard_for(actor, _EDIT, key)
        _not_in_review(standard)
        if str(standard.unit.company_path) != str(unit.company_path):
            raise Unit.DoesNotExist
        if standard.is_contract and unit.kind != UnitKind.ESTATE:
            raise NotAsWantedError(_("A contract belongs to an estate. Choose one."), field="unit_key")
        before = {"unit": standard.unit.name}
        standard.unit, standard.updated_at = unit, at
        standard.save(update_fields=["unit", "updated_at"])
        audit(standard, "move_standards", actor, at, before=before, after={"unit": unit.name})
        found.append(standard)
    return found


@transaction.atomic
def archive_standard(*, actor: Actor, key: str | UUID, at: datetime) -> Standard:
    """Take a standard out of the lists; it takes no changes until it is brought back.

    Raises:
        StillInForceError: An edition is in force or will be; withdraw it first.
        InReviewError: An approval runs; withdraw it first.
    """
    standard = standard_for(actor, _EDIT, key)
    _not_in_review(standard)
    if stays_in_force(standard, day_of(at)):
        raise StillInForceError(_("An edition of {code} is in force. Withdraw it first.", code=standard.code))
    standard.archived_at = at
    standard.save(update_fields=["archived_at"])
    audit(standard, "archive_standard", actor, at, after={"archived": True})
    return standard


@transaction.atomic
def unarchive_standard(*, actor: Actor, key: str | UUID, at: datetime) -> Standard:
    """Bring a standard back from the archive."""
    standard = standard_for(actor, _EDIT, key, archived=True)
    standard.archived_at = None
    standard.save(update_fields=["archived_at"])
    audit(standard, "unarchive_standard", actor, at, after={"archived": False})
    return standard


def _not_in_review(standard: Standard) -> None:
    if open_submission(standard) is not None:
        raise InReviewError(_("{code} is being approved. Withdraw the approval first.", code=standard.code))
