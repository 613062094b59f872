"""Groups of customers, and a page about one made of nothing but data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.research.models import CustomerGroup, Demand, DemandKind, DemandSource, DemandState
from guicheng.domain.demand.trend import FEWEST

READ = "research.read"
#: Quotes and records that a persona cites for one statement.
_MOST_VOICES = 3
_LIVE = (DemandState.PROPOSED, DemandState.CONFIRMED)


def groups_visible_to(actor: Actor, *, archived: bool = False) -> QuerySet[CustomerGroup]:
    """Return the groups of the actor's company, by name; none without ``research.read`` anywhere."""
    if not actor.may_anywhere(READ):
        return CustomerGroup.objects.none()
    rows = CustomerGroup.objects.filter(company_id=actor.company_id, archived_at__isnull=not archived)
    return rows.order_by("name")


def group_visible_to(actor: Actor, key: str | UUID) -> CustomerGroup:
    """Return a group, archived or not.

    Raises:
        CustomerGroup.DoesNotExist: There is none in the actor's company.
    """
    reached = actor.company_id if actor.may_anywhere(READ) else None
    return one(CustomerGroup.objects.filter(company_id=reached), key)


def counted_groups(actor: Actor, *, archived: bool = False) -> QuerySet[CustomerGroup]:
    """Return the groups with ``open_demands``, how many demands within the actor's reach are open: one query."""
    reach = actor.within(READ, "demands__unit") & Q(demands__state__in=_LIVE)
    return groups_visible_to(actor, archived=archived).annotate(
        open_demands=Count("demands", filter=reach, distinct=True)
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """A demand on the page of its group.

    Args:
        demand: The demand.
        voices: What it rests on, the first few.
        sources: On how many quotes, records and cited questions it rests.
    """

    demand: Demand
    voices: tuple[DemandSource, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Persona:
    """A group told by what is known of it.

    Args:
        group: The group.
        statements: Kind of demand → statements, those that matter most first.
        records: Feedback of the group within reach; None where there are too few to tell.
        talks: Interviews and forums with the group within reach.
        missing: What is not known yet: ``households``, ``note``, ``talks``, ``records``, ``importance``, or a kind.
    """

    group: CustomerGroup
    statements: dict[str, tuple[Statement, ...]]
    records: int | None
    talks: int
    missing: tuple[str, ...]


def persona_of(actor: Actor, key: str | UUID) -> Persona:
    """Return the page of a group: five queries.

    Raises:
        CustomerGroup.DoesNotExist: There is none in the actor's company.
    """
    group = group_visible_to(actor, key)
    demands = list(Demand.objects.filter(actor.within(READ), group=group, state__in=_LIVE).select_related("theme"))
    # A source is a quote or a record of a unit of its own, which the reader of the demand need not reach.
    reach = actor.within(READ, "quote__interview__unit") | actor.within(READ, "feedback__unit") | ~Q(cited="")
    sources = DemandSource.objects.filter(reach, demand__in=demands).select_related("quote", "feedback")
    grouped: dict[int, list[DemandSource]] = {}
    for source in sources:
        grouped.setdefault(source.demand_id, []).append(source)
    ranked = sorted(demands, key=lambda demand: (-(demand.importance or 0), demand.number))
    statements = {
        kind.value: tuple(
            Statement(each, tuple(grouped.get(each.pk, ())[:_MOST_VOICES]), len(grouped.get(each.pk, ())))
            for each in ranked
            if each.kind == kind
        )
        for kind in DemandKind
    }
    records = group.feedback.filter(actor.within(READ)).count()
    talks = group.interviews.filter(actor.within(READ)).count()
    missing = _missing(group, demands, records, talks)
    return Persona(group, statements, records if records == 0 or records >= FEWEST else None, talks, missing)


def _missing(group: CustomerGroup, demands: Sequence[Demand], records: int, talks: int) -> tuple[str, ...]:
    kinds = {demand.kind for demand in demands}
    lacks = {
        "households": group.households is None,
        "note": not group.note,
        "talks": not talks,
        "records": not records,
        **{kind.value: kind.value not in kinds for kind in DemandKind},
        "importance": bool(demands) and all(demand.importance is None for demand in demands),
    }
    return tuple(name for name, lacking in lacks.items() if lacking)
