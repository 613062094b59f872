"""Months counted again as things happen: a mark in each log says how far it was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.assessment.models import CountingMark
from guicheng.apps.operations.models import CaseEvent, FieldEvent, OrderEvent, Round, Suspension, WorkOrder
from guicheng.apps.operations.selectors.orders.standing import orders_named_by
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.platform.retries import follow
from guicheng.domain.attainment.visits import month_start

_JOB: Final = "guicheng.apps.assessment.jobs.count_estate"
#: So many rows of a log are looked at in one go.
_MOST: Final = 2000
#: And so many such parts, so that a busy hour is caught up with and a bad one cannot hold the worker.
_PARTS: Final = 50
_NIGHTLY: Final = "nightly"
#: Events come in bursts: a month that was counted just now waits a little for the next ones.
_WAIT: Final = timedelta(minutes=2)
Where = tuple[int, str]


def month_of(moment: datetime) -> str:
    """Return the month of a moment where the service is, such as 2026-10."""
    return moment.astimezone(get_default_timezone()).strftime("%Y-%m")


@transaction.atomic
def ask_for_counts(*, at: datetime) -> int:
    """Ask for a count of each month of an estate in which something new happened, and once a night of all estates.

    Args:
        at: Now, with time zone.

    Returns:
        How many counts were asked for.
    """
    wanted = set[Where]()
    mark, new = CountingMark.objects.select_for_update().get_or_create(name="asked", defaults={"at": at})
    if new or at - mark.at >= _WAIT:
        for name, rows, touched in _LOGS:
            wanted |= set(_since(name, rows, touched, at))
        mark.at = at
        mark.save(update_fields=["at"])
    wanted |= set(_nightly(at))
    for unit, month in sorted(wanted):
        ask_for_count(unit, month)
    return len(wanted)


def ask_for_count(unit_id: int, month: str) -> None:
    """Ask for a count of a month of an estate once the transaction is through."""
    follow(_JOB, unit_id=unit_id, month=month)


def _since(name: str, rows: QuerySet[Any], touched: Any, at: datetime) -> Iterator[Where]:
    newest = rows.aggregate(last=Max("pk"))["last"] or 0
    mark, new = CountingMark.objects.select_for_update().get_or_create(name=name, defaults={"place": newest, "at": at})
    if new or newest <= mark.place:
        return
    for _part in range(_PARTS):
        found = list(rows.filter(pk__gt=mark.place, pk__lte=newest).order_by("pk")[:_MOST])
        if not found:
            break
        yield from touched(found)
        mark.place = found[-1].pk
    mark.at = at
    mark.save(update_fields=["place", "at"])


def _nightly(at: datetime) -> Iterator[Where]:
    """Yield the running month and the one before of all estates, once a day: excuses, holidays, new editions."""
    today = localdate(at)
    mark, new = CountingMark.objects.select_for_update().get_or_create(name=_NIGHTLY, defaults={"place": 0, "at": at})
    if not new and mark.place >= today.toordinal():
        return
    mark.place, mark.at = today.toordinal(), at
    mark.save(update_fields=["place", "at"])
    months = [day.strftime("%Y-%m") for day in (today, month_start(today, -1))]
    for unit in Unit.objects.filter(kind=UnitKind.ESTATE, archived_at=None).order_by("path"):
        yield from ((unit.pk, month) for month in months)


def _of_orders(rows: Iterable[OrderEvent]) -> Iterator[Where]:
    for row in rows:
        yield row.order.unit_id, month_of(row.order.reported_at)
        yield row.order.unit_id, month_of(row.at)


def _of_cases(rows: Iterable[CaseEvent]) -> Iterator[Where]:
    for row in rows:
        if row.case.unit.kind == UnitKind.ESTATE:
            yield row.case.unit_id, month_of(row.case.started_at)
            yield row.case.unit_id, month_of(row.at_server)


def _of_events(rows: Iterable[FieldEvent]) -> Iterator[Where]:
    """Yield where and when events count: at the estate of their order or round, or else of their phone."""
    events = list(rows)
    begun: dict[str, tuple[int, datetime]] = {}
    for company in {event.company_id for event in events}:
        named = {event.occurrence for event in events if event.company_id == company}
        order: WorkOrder
        for order in orders_named_by(company, named):
            begun[str(order.key)] = (order.unit_id, order.reported_at)
        for row in Round.objects.filter(company=company, occurrence__in=named):
            begun[row.occurrence] = (row.unit_id, row.begin)
    for event in events:
        unit, first = begun.get(event.occurrence, (event.unit_id, None))
        if first is not None:
            yield unit, month_of(first)
        if event.unit.kind == UnitKind.ESTATE or first is not None:
            yield unit, month_of(datetime.fromtimestamp(event.effective_ms / 1000, tz=UTC))


def _of_suspensions(rows: Iterable[Suspension]) -> Iterator[Where]:
    yield from ((row.unit_id, month_of(row.begin)) for row in rows)


#: The logs that counts follow, with the months of estates that new rows of each touch.
_LOGS: Final[tuple[tuple[str, QuerySet[Any], Any], ...]] = (
    ("orders", OrderEvent.objects.select_related("order"), _of_orders),
    ("cases", CaseEvent.objects.select_related("case__unit"), _of_cases),
    (
        "events",
        FieldEvent.objects.select_related("unit").only("company", "occurrence", "effective_ms", "unit", "unit__kind"),
        _of_events,
    ),
    ("suspensions", Suspension.objects.all(), _of_suspensions),
)
