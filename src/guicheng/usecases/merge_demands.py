"""Two demands that are one: research merges them, and standards hand the clauses over that were said to answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research import services as research
from guicheng.apps.research.models import Demand
from guicheng.apps.research.selectors.demands import demand_visible_to
from guicheng.apps.standards.services import move_links


@transaction.atomic
def merge_demands(*, actor: Actor, key: str | UUID, into: str | UUID, at: datetime) -> Demand:
    """Merge a demand into another one with its sources and its clauses.

    Args:
        actor: Who merges; needs ``research.edit`` at the units of both.
        key: The demand that goes.
        into: The demand that stays.
        at: Now, with time zone.

    Raises:
        Demand.DoesNotExist: One of them is none within reach.
        NotAsWantedError: They are one and the same, or one of them was merged already.
    """
    gone = demand_visible_to(actor, key)
    kept = research.merge_demands(actor=actor, key=key, into=into, at=at)
    move_links(gone=gone, kept=kept)
    return kept
