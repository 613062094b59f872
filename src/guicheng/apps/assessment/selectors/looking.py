"""One thing that was due, with what tells of it: the order, case or round, its events, pauses and photos."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from guicheng.apps.assessment.models import Counted, Inspection, SourceKind
from guicheng.apps.assessment.selectors.figures import READ
from guicheng.apps.assessment.selectors.inspections import inspections_visible_to
from guicheng.apps.operations.models import Case, FieldEvent, Round, WorkOrder
from guicheng.apps.operations.selectors.cases import cases_visible_to
from guicheng.apps.operations.selectors.events import photos_of
from guicheng.apps.operations.selectors.orders.standing import happenings_of
from guicheng.apps.operations.selectors.rounds.rounds import rounds_visible_to
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.orders.happening import standing


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened.

    Args:
        at: When.
        kind: What, as logs call it.
        by: Who said it, "" for nobody.
        words: Reason or words that were said, "" for none.
        event: Id of the field event, "" for what a desk said.
        photos: Photos that arrived, by hash as sent.
    """

    at: datetime
    kind: str
    by: str = ""
    words: str = ""
    event: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells of an occurrence, as far as its reader may see it.

    Args:
        order: The work order.
        case: The case.
        round: The round.
        inspection: The inspection.
        told: What happened, in order.
    """

    order: WorkOrder | None = None
    case: Case | None = None
    round: Round | None = None
    inspection: Inspection | None = None
    told: tuple[Told, ...] = ()


def occurrence_visible_to(actor: Actor, key: str | UUID) -> Counted:
    """Return an occurrence of an estate whose figures an actor may read, sealed ones too: one query.

    Raises:
        Counted.DoesNotExist: There is none within reach.
    """
    rows = Counted.objects.filter(actor.within(READ)).select_related("promise__edition__standard", "unit")
    return one(rows, key)


def seen(actor: Actor, row: Counted) -> Seen:
    """Return what tells of an occurrence: at most six queries.

    Args:
        actor: Who asks; what they may not read is left out.
        row: The occurrence, with its unit.
    """
    if row.kind == SourceKind.ORDER:
        order = _order(actor, row)
        return Seen(order=order, told=_of_order(actor, order) if order else ())
    if row.kind == SourceKind.CASE:
        return Seen(case=cases_visible_to(actor).filter(key=row.source).first())
    if row.kind == SourceKind.CHECK:
        return Seen(inspection=inspections_visible_to(actor).filter(key=row.source).first())
    found = rounds_visible_to(actor).filter(occurrence=row.source).first() if row.kind == SourceKind.ROUND else None
    return Seen(round=found, told=_of_events(actor, row))


def _order(actor: Actor, row: Counted) -> WorkOrder | None:
    rows = WorkOrder.objects.filter(actor.within("orders.read"), key=row.source)
    return rows.select_related("unit").first()


def _of_order(actor: Actor, order: WorkOrder) -> tuple[Told, ...]:
    photos = {each.event: each.photos for each in _told(_events(actor, order.company_id, str(order.key)))}
    return tuple(
        Told(
            datetime.fromtimestamp(each.ms / 1000, tz=UTC),
            each.kind,
            each.text("who"),
            each.text("words") or each.text("reason"),
            each.id if each.device else "",
            photos.get(each.id, ()),
        )
        for each in standing(happenings_of(order))
    )


def _of_events(actor: Actor, row: Counted) -> tuple[Told, ...]:
    company = actor.company_id or 0
    return tuple(_told(_events(actor, company, row.source)))


def _events(actor: Actor, company: int, occurrence: str) -> list[FieldEvent]:
    rows = FieldEvent.objects.filter(actor.within("evidence.read"), company=company, occurrence=occurrence[:64])
    return list(rows.select_related("subject").order_by("effective_ms", "pk")[:200])


def _told(rows: Iterable[FieldEvent]) -> list[Told]:
    events = list(rows)
    arrived = photos_of(events)
    return [
        Told(
            datetime.fromtimestamp(row.effective_ms / 1000, tz=UTC),
            row.kind,
            row.subject.name if row.subject else "",
            _reason(row),
            row.event_id,
            tuple(photo for photo in json.loads(row.photos) if photo in arrived and arrived[photo].gone_ms is None),
        )
        for row in events
    ]


def _reason(row: FieldEvent) -> str:
    said = json.loads(row.payload) if row.payload else {}
    found = said.get("reason", "") if isinstance(said, dict) else ""
    return found if isinstance(found, str) else ""
