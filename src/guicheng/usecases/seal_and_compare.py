"""A month sealed, or sealed as a trial, with what the version before told differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guicheng.apps.assessment.models import SealedMonth
from guicheng.apps.assessment.selectors.months import Change, changes, estates_of_seal
from guicheng.apps.assessment.services.sealing_months import seal_month
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit


@dataclass(frozen=True, slots=True)
class Sealing:
    """What sealing a month came to.

    Args:
        sealed: The version; of a trial nothing stays of it.
        estates: Names of the estates in it, in order of the tree, each with how many occurrences it counts.
        changes: What the version before told differently, by estate and clause; none of a first version.
        trial: Whether nothing was kept.
    """

    sealed: SealedMonth
    estates: Sequence[tuple[str, int]]
    changes: Sequence[Change]
    trial: bool


@transaction.atomic
def seal_and_compare(*, company: Unit, month: str, actor: Actor, at: datetime, trial: bool = False) -> Sealing:
    """Seal a month of a company and compare it with the version before.

    Args:
        company: The company.
        month: Such as 2026-10; it has to be over.
        actor: Who seals; needs ``attainment.seal`` at the company.
        at: Now, with time zone.
        trial: Do all of it, tell what came of it, and keep nothing.

    Raises:
        NotAllowedError: The actor may not seal.
        NotToSealError: It is no month, is not over, has nothing counted, or nothing changed since the last version.
    """
    sealed = seal_month(company=company, month=month, actor=actor, at=at)
    before = sealed.version - 1
    found = Sealing(
        sealed,
        estates_of_seal(sealed),
        changes(actor, month=month, older=before, newer=sealed.version) if before else (),
        trial,
    )
    transaction.set_rollback(trial)
    return found
