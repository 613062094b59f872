"""Texts that are kept as contracts: from which day to which day they bind."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import UnitKind
from guicheng.apps.standards.models import Edition, Standard, StandardLevel
from guicheng.apps.standards.selectors import open_submission
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.standards import InReviewError, audit
from guicheng.domain.values.message import _


@transaction.atomic
def bind_contract(
    *, actor: Actor, key: str | UUID, binds_from: date | None, binds_until: date | None, at: datetime
) -> Standard:
    """Keep the draft of an estate as the text of its contract, or change the days between which one binds.

    Args:
        actor: Who says so; needs ``standards.edit`` at the estate.
        key: The draft.
        binds_from: The first day; needed.
        binds_until: The last day; None where no end is known.
        at: Now, with time zone.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAsWantedError: It is no draft of an estate, or a day is missing or before the other one.
        InReviewError: An approval of it runs.
    """
    standard = standard_for(actor, "standards.edit", key)
    if standard.unit.kind != UnitKind.ESTATE:
        raise NotAsWantedError(_("A contract belongs to an estate. Choose one."), field="unit")
    if binds_from is None:
        raise NotAsWantedError(_("Write the first day of the contract."), field="binds_from")
    if binds_until is not None and binds_until < binds_from:
        raise NotAsWantedError(_("The last day of the contract lies before its first day."), field="binds_until")
    if not standard.is_contract:
        _can_become_one(standard)
    before = _told(standard)
    standard.level, standard.binds_from, standard.binds_until = StandardLevel.CONTRACT, binds_from, binds_until
    if _told(standard) != before:
        standard.revision, standard.updated_at = standard.revision + 1, at
        standard.save()
        audit(standard, "bind_contract", actor, at, before=before, after=_told(standard))
    return standard


def _can_become_one(standard: Standard) -> None:
    if open_submission(standard) is not None:
        raise InReviewError(_("{code} is being approved. Withdraw the approval first.", code=standard.code))
    if Edition.objects.filter(standard=standard).exists():
        raise NotAsWantedError(
            _("{code} is a standard with editions and cannot be kept as a contract.", code=standard.code), field="code"
        )


def _told(standard: Standard) -> dict[str, str]:
    return {
        "level": standard.level,
        "binds_from": standard.binds_from.isoformat() if standard.binds_from else "",
        "binds_until": standard.binds_until.isoformat() if standard.binds_until else "",
    }
