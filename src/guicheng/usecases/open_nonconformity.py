"""A finding becomes a nonconformity of the clause that it breaks, as that is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.clauses import clauses_called, clauses_saying
from guicheng.apps.improvement.selectors.nonconformities import units_for_nonconformities
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values.message import _

#: So many clauses are named where it is not clear which is meant.
MOST_MEANT: Final = 20


def open_from_finding(
    *,
    actor: Actor,
    unit_key: str | UUID,
    clause: str,
    severity: str,
    found: str,
    at: datetime,
    source: str = "",
    edition: str = "",
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
        edition: Key of the edition by which the source was judged, where it is one of that clause; "" for the one in
            force.
        photos: Photos of how it was, each by the SHA-256 under which a phone sent it.
        key: The caller's name of the write.

    Raises:
        Unit.DoesNotExist: There is none within reach where the actor may.
        NotMendedError: No such clause is in force, or several are; or a value cannot be what it is.
    """
    unit = one(units_for_nonconformities(actor), unit_key)
    said = clause_in_force(actor, clause, at=at) if clause.strip() else None
    return open_nonconformity(
        unit=unit,
        clause_key=said.key if said else None,
        citation="",
        sentence="",
        edition=edition,
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

    Words of a clause name none, even where only one has them: whoever writes says which it is.

    Raises:
        NotMendedError: There is none that the actor may read, or several.
    """
    said = clean(called)
    found = list(clauses_called(actor, said, at=at)[:2])
    if len(found) == 1:
        return found[0]
    if clauses_meant(actor, said, at=at):
        raise NotMendedError(_("Choose which clause “{said}” is.", said=said[:40]), field="clause")
    raise NotMendedError(
        _("There is no clause “{said}” in force. Write standard and number, such as KF-03/2.", said=said[:40]),
        field="clause",
    )


def clauses_meant(actor: Actor, called: str, *, at: datetime) -> list[EditionClause]:
    """Return the clauses in force among which somebody has to choose, none where what they wrote names one or nothing.

    They are those that have the name, else those that hold the words: two queries at most.
    """
    said = clean(called)
    found = list(clauses_called(actor, said, at=at)[:MOST_MEANT])
    if len(found) == 1:
        return []
    return found or list(clauses_saying(actor, said, at=at)[:MOST_MEANT])
