"""Who may do what to which row, and the errors that say why not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit
from guicheng.apps.standards.models import ClauseChange, DraftClause, Standard
from guicheng.apps.standards.selectors import as_key, drafts_within, one
from guicheng.domain.values import FieldError, GuichengError, Message, StaleError
from guicheng.domain.values.message import _


class StandardArchivedError(GuichengError):
    """The standard is archived and takes no changes."""

    code = "archived"


class NotAsWantedError(FieldError):
    """A value is missing or cannot be what it is; nothing was written."""

    code = "not-as-wanted"


def standard_for(actor: Actor, permission: str, key: str | UUID, *, archived: bool = False) -> Standard:
    """Return a standard for an act, its row locked until the end of the transaction.

    Args:
        actor: Who acts.
        permission: What the act needs.
        key: Key of the standard.
        archived: Whether the act is possible on an archived standard.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
        StandardArchivedError: It is archived.
    """
    standard = one(drafts_within(actor).select_for_update(of=("self",)), key)
    permit(actor, permission, standard.unit)
    if standard.archived_at and not archived:
        raise StandardArchivedError(
            _("{code} is archived and takes no changes. Take it out of the archive first.", code=standard.code)
        )
    return standard


def clause_for(actor: Actor, permission: str, key: str | UUID) -> DraftClause:
    """Return a clause for an act, the row of its standard locked.

    Raises:
        DraftClause.DoesNotExist: There never was one within reach.
        StaleError: Somebody deleted it.
        NotAllowedError: It is visible, and the permission does not hold.
        StandardArchivedError: Its standard is archived.
    """
    found = as_key(DraftClause, key)
    changes = ClauseChange.objects.filter(actor.within("standards.read", "standard__unit"), clause_key=found)
    last = changes.select_related("standard").order_by("-revision").first()
    if last is None:
        raise DraftClause.DoesNotExist
    standard = standard_for(actor, permission, last.standard.key)
    # Read after the lock: what stands here now cannot change under the act.
    clause = DraftClause.objects.filter(key=found).first()
    if clause is None:
        raise StaleError(stale_message(changes.order_by("-revision")[0]), present="", revision=0)
    clause.standard = standard
    return clause


def stale_message(change: ClauseChange) -> Message:
    """Say who changed a clause and when."""
    if change.removed:
        return _("{name} deleted {number} at {when}. Restore it, then save.", **_told(change))
    return _("{name} changed {number} at {when}. Compare, then save.", **_told(change))


def _told(change: ClauseChange) -> dict[str, str]:
    return {
        "name": change.by_name,
        "number": change.number or change.text[:10].rstrip("。；;,，"),
        "when": moment(change.at),
    }


def moment(at: datetime) -> str:
    """Return a moment as sentences show it."""
    return f"{at.astimezone(get_default_timezone()):%Y-%m-%d %H:%M}"
