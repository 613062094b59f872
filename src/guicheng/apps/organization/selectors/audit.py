"""What the audit tells whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.platform.models import AuditEntry


def audit_visible_to(
    actor: Actor,
    *,
    subject: str = "",
    key: str = "",
    act: str = "",
    person: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[AuditEntry]:
    """Return the audit rows that an actor may read, the newest first.

    Args:
        actor: Who asks; whoever audits the company reads all of it, others what happened in their units.
        subject: Kind of object, such as ``person``; "" for all.
        key: Lasting key of one object; "" for all.
        act: Name of a service, such as ``organization.add_unit``, or of a stage, such as ``organization``.
        person: Key of who wrote, or a part of their name; "" for all.
        since: First moment, with time zone.
        until: The moment after the last one.
    """
    wanted = Q(company=actor.company_id) & _reach(actor)
    for name, value in (("subject", subject), ("subject_key", key)):
        if value := clean(value):
            wanted &= Q(**{name: value})
    if act := clean(act):
        wanted &= Q(act=act) | Q(act__startswith=f"{act}.")
    if person := clean(person):
        wanted &= Q(actor=person) | Q(actor_name__icontains=person)
    if since:
        wanted &= Q(at__gte=since)
    if until:
        wanted &= Q(at__lt=until)
    return AuditEntry.objects.filter(wanted)


def _reach(actor: Actor) -> Q:
    """Return the filter for what happened in the actor's units since they have their places in the tree."""
    paths = actor.paths("audit.read")
    if any(len(path) == Unit.steplen for path in paths):
        return Q()
    found = Q(pk__in=[])
    for path, since in Unit.objects.filter(path__in=paths).values_list("path", "placed_at"):
        here = Q(unit_path__startswith=path)
        found |= here & Q(at__gte=since) if since else here
    return found
