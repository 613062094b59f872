"""A finding becomes a nonconformity of the clause that it breaks, as that is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import units_for_nonconformities
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.standards.models import ClauseKind, EditionClause
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.fetching import editions_within
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values.message import _


def open_from_finding(
    *,
    actor: Actor,
    unit_key: str | UUID,
    clause: str,
    severity: str,
    found: str,
    at: datetime,
    source: str = "",
    photos: Sequence[str] = (),
    key: str = "",
) -> Nonconformity:
    """Open a nonconformity of the clause that somebody names.

    Args:
        actor: Who opens it; needs ``improvement.work`` at the unit.
        unit_key: Where it was found.
        clause: Its lasting key, or standard and number such as KF-03/2; "" for none.
        severity: ``slight``, ``ordinary`` or ``serious``.
        found: What was found.
        at: Now, with time zone.
        source: What found it, as ``kind:key``; "" for a person's own eyes.
        photos: Photos of how it was, each by the SHA-256 under which a phone sent it.
        key: The caller's name of the write.

    Raises:
        Unit.DoesNotExist: There is none within reach where the actor may.
        NotMendedError: No such clause is in force, or a value cannot be what it is.
    """
    unit = one(units_for_nonconformities(actor), unit_key)
    said = clause_in_force(actor, clause, at=at) if clause.strip() else None
    return open_nonconformity(
        unit=unit,
        clause_key=said.key if said else None,
        citation="",
        sentence="",
        severity=severity,
        found=found,
        source=source,
        photos=photos,
        actor=actor,
        at=at,
        key=key,
    )


def clause_in_force(actor: Actor, called: str, *, at: datetime) -> EditionClause:
    """Return the clause that somebody means, as it is in force: by its key, or standard and number such as KF-03/2.

    One query.

    Raises:
        NotMendedError: There is none that the actor may read.
    """
    said = clean(called)
    code, _sign, number = said.replace(" ", "/").partition("/")
    day = at.astimezone(get_default_timezone()).date()
    editions = in_force(editions_within(actor), day).filter(standard__company=actor.company_id)
    rows = EditionClause.objects.filter(edition__in=editions.values("pk"), kind=ClauseKind.CLAUSE)
    named = _key(said)
    fitting = Q(key=named) if named else Q(edition__code=code.upper(), number=number) & ~Q(number="")
    found = rows.filter(fitting).select_related("edition__standard").first()
    if found is None:
        raise NotMendedError(
            _("There is no clause “{said}” in force. Write standard and number, such as KF-03/2.", said=said[:40]),
            field="clause",
        )
    return found


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
