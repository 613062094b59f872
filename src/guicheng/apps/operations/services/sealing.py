"""Making the root of each day that is over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import DailyRoot, FieldChain, FieldEvent, FieldPhoto
from guicheng.apps.operations.selectors.chain import links_numbered, numbers_of_day
from guicheng.apps.operations.selectors.events import day_of_ms, midnight_ms
from guicheng.apps.operations.services.chaining import lock_chain
from guicheng.domain.evidence import merkle_root


def seal_days(*, at: datetime) -> int:
    """Make the roots of all days that are over and have none, of every organisation; return how many were made.

    Run again, it changes nothing.

    Args:
        at: Now, with time zone.
    """
    chains = FieldChain.objects.values_list("pk", flat=True)
    return sum(_seal(company_id, at) for company_id in chains if _waits(company_id, at))


def _waits(company_id: int, at: datetime) -> bool:
    """Look, without locking the chain, whether a day that is over may have no root."""
    begun = _first_received(company_id, _last_sealed(company_id))
    return begun is not None and day_of_ms(begun) < _day(at)


@transaction.atomic
def _seal(company_id: int, at: datetime) -> int:
    """Make the missing roots of one organisation; nothing is added to a day that is over while its chain is locked."""
    chain = lock_chain(company_id)
    begun = _first_received(company_id, _last_sealed(company_id))
    today = _day(at)
    made = 0
    while begun is not None and (day := day_of_ms(begun)) < today:
        numbers = numbers_of_day(company_id, day)
        if numbers is None:
            break
        links = links_numbered(company_id, *numbers)
        DailyRoot.objects.create(
            company_id=chain.pk,
            day=day,
            first_seq=numbers[0],
            last_seq=numbers[1],
            last_link=links[-1],
            root=merkle_root(links),
            made_at=at,
        )
        made, begun = made + 1, _first_received(company_id, numbers[1])
    if made:
        # Whatever is added from now on belongs to a day that has no root yet.
        later = max(chain.received_ms, midnight_ms(today))
        FieldChain.objects.filter(pk=chain.pk).update(received_ms=later)
    return made


def _day(at: datetime) -> date:
    return at.astimezone(get_default_timezone()).date()


def _last_sealed(company_id: int) -> int:
    """Return the number of the last link that a root covers."""
    last = DailyRoot.objects.filter(company=company_id).order_by("-day").first()
    return last.last_seq if last else 0


def _first_received(company_id: int, after: int) -> int | None:
    """Return when the first link behind a number was received."""
    found = []
    for model in (FieldEvent, FieldPhoto):
        row = model.objects.filter(company=company_id, seq__gt=after).order_by("seq").first()
        found += [(row.seq, row.received_ms)] if row else []
    return min(found)[1] if found else None
