"""The nightly purge: content past its days goes, hashes and commitments stay, and a report says what went."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from guicheng.apps.operations.models import FieldChain, FieldEvent, FieldPhoto, OrderFile, PhotoMention, PurgeReport
from guicheng.apps.operations.selectors.events import day_of_ms
from guicheng.apps.operations.selectors.keeping import days_kept, held_occurrences
from guicheng.apps.operations.services.devices import milliseconds
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos
from guicheng.apps.platform.selectors import was_done
from guicheng.apps.platform.services import first_time
from guicheng.domain.evidence import Retention

#: Rows of one statement, so that the lock of the database is given back in between.
_AT_ONCE: Final = 2_000
#: For how long the bytes of a photo whose row says that they went are looked for again, should a purge have died.
_AGAIN_FOR: Final = timedelta(days=2)


def purge_evidence(*, at: datetime) -> list[PurgeReport]:
    """Purge every organisation once a day; return the reports of those where something went or is held.

    Args:
        at: Now, with time zone.
    """
    made = []
    for company_id in FieldChain.objects.values_list("pk", flat=True):
        key = f"purge:{company_id}:{day_of_ms(milliseconds(at))}"
        if was_done(key):
            continue
        with transaction.atomic():
            first = first_time(key=key, at=at)
        if first and (report := purge_company(company_id, at=at)):
            made.append(report)
    return made


def purge_company(company_id: int, *, at: datetime) -> PurgeReport | None:
    """Purge one organisation; run again, it goes on where it was.

    Args:
        company_id: Root of the tree.
        at: Now, with time zone.

    Returns:
        The report; None where nothing was due.
    """
    kept = days_kept(company_id)
    gone: dict[str, int] = {}
    held = 0
    for retention, days in kept.items():
        due = _due(company_id, retention, at - timedelta(days=days))
        held += due.filter(occurrence__in=held_occurrences(company_id)).count()
        number = _forget(due.exclude(occurrence__in=held_occurrences(company_id)))
        gone |= {retention.value: number} if number else {}
    photos = _forget_photos(company_id, at - timedelta(days=min(kept.values())), at)
    if not (gone or photos or held):
        return None
    return PurgeReport.objects.create(company_id=company_id, at=at, events=gone, photos=photos, held=held)


def _due(company_id: int, retention: Retention, until: datetime) -> QuerySet[FieldEvent]:
    return FieldEvent.objects.filter(
        company=company_id, retention=retention.value, effective_ms__lt=milliseconds(until), payload__isnull=False
    )


def _forget(due: QuerySet[FieldEvent]) -> int:
    number = 0
    while keys := list(due.order_by("effective_ms").values_list("pk", flat=True)[:_AT_ONCE]):
        number += FieldEvent.objects.filter(pk__in=keys).update(payload=None, personal=None, subject=None)
    return number


def _forget_photos(company_id: int, until: datetime, at: datetime) -> int:
    """Forget the photos that no kept event shows; the row says so before the bytes go."""
    shown = PhotoMention.objects.filter(company=company_id, event__payload__isnull=False).values("sent")
    rows = FieldPhoto.objects.filter(company=company_id, received_ms__lt=milliseconds(until), gone_ms__isnull=True)
    number = 0
    while keys := list(rows.exclude(sent__in=shown).values_list("pk", flat=True)[:_AT_ONCE]):
        number += FieldPhoto.objects.filter(pk__in=keys).update(gone_ms=milliseconds(at))
    _forget_bytes(company_id, at)
    return number


def _forget_bytes(company_id: int, at: datetime) -> None:
    """Delete the bytes of photos that went, unless another row of anybody shows the same ones."""
    since = milliseconds(at - _AGAIN_FOR)
    gone = FieldPhoto.objects.filter(company=company_id, gone_ms__gte=since).values_list("kept", flat=True)
    live = FieldPhoto.objects.filter(kept__in=gone, gone_ms__isnull=True).values_list("kept", flat=True)
    of_orders = OrderFile.objects.filter(kept__in=gone).values_list("kept", flat=True)
    store, small = photo_store(), small_photos()
    for kept in set(gone) - set(live) - set(of_orders):
        store.forget(kept)
        # Afterwards: whoever makes it small at this moment looks again whether the original is still there.
        small.forget(kept)
