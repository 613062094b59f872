"""Looking at new events for what a person should see; derived, so that it can be made anew at any time."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from guicheng.apps.operations.models import EventFlag, FieldChain, FieldEvent, FieldPhoto, PhotoMention
from guicheng.apps.operations.selectors.events import photos_of, seen_of
from guicheng.domain.evidence import flags_among

#: Events that one turn looks at anew, and their neighbours at most.
AT_ONCE: Final = 1_000
_NEIGHBOURS: Final = 20_000
#: How far around new events flags are made anew, and how far beyond that their neighbours are looked at.
_INNER: Final = timedelta(hours=12) // timedelta(milliseconds=1)
_OUTER: Final = 2 * _INNER


def flag_new_events() -> int:
    """Look at the events of every organisation that nobody looked at; return how many there were."""
    # A look first: a transaction takes the lock of SQLite's only writer, though there is mostly nothing to write.
    behind = FieldChain.objects.filter(length__gt=F("flagged_to"))
    return sum(_flag(company_id) for company_id in behind.values_list("pk", flat=True))


@transaction.atomic
def _flag(company_id: int) -> int:
    """Look at some new events of one organisation."""
    chain = FieldChain.objects.select_for_update().get(pk=company_id)
    rows = FieldEvent.objects.filter(company=company_id, seq__gt=chain.flagged_to).order_by("seq")
    new = list(rows.select_related("device")[:AT_ONCE])
    done = new[-1].seq if len(new) == AT_ONCE else chain.length
    if done > chain.flagged_to:
        FieldChain.objects.filter(pk=company_id).update(flagged_to=done)
    _mention(new)
    late = _with_late_photos(company_id, chain.flagged_to, done)
    if new or late:
        _renew(company_id, [*new, *late])
    return len(new)


def _with_late_photos(company_id: int, after: int, until: int) -> list[FieldEvent]:
    """Return events whose photos arrived since: what these tell was not known before."""
    sent = FieldPhoto.objects.filter(company=company_id, seq__gt=after, seq__lte=until).values("sent")
    rows = FieldEvent.objects.filter(mentions__sent__in=sent, mentions__company=company_id, seq__lte=after)
    return list(rows.select_related("device").distinct()[:AT_ONCE])


def _mention(new: list[FieldEvent]) -> None:
    """Note which events show which photos."""
    made = [
        PhotoMention(company_id=row.company_id, sent=photo, event=row)
        for row in new
        for photo in json.loads(row.photos)
    ]
    PhotoMention.objects.bulk_create(made, ignore_conflicts=True)


def _renew(company_id: int, new: list[FieldEvent]) -> None:
    """Make the flags around new events anew."""
    first, last = min(row.effective_ms for row in new), max(row.effective_ms for row in new)
    mine = Q(device__in={row.device_id for row in new}) | Q(subject__in={row.subject_id for row in new} - {None})
    around = FieldEvent.objects.filter(
        mine, company=company_id, effective_ms__gte=first - _OUTER, effective_ms__lte=last + _OUTER
    )
    looked = {row.pk: row for row in around.select_related("device").order_by("effective_ms", "pk")[:_NEIGHBOURS]}
    looked |= {row.pk: row for row in new}
    inner = {pk for pk, row in looked.items() if first - _INNER <= row.effective_ms <= last + _INNER}
    beside = _of_same_photos(company_id, [row for row in looked.values() if row.pk in inner])
    taken = {
        sent: photo.taken_ms for sent, photo in photos_of([*looked.values()]).items() if photo.taken_ms is not None
    }
    every = {row.event_id: row for row in [*beside, *looked.values()]}
    raised = flags_among(seen_of(row, taken) for row in every.values())
    EventFlag.objects.filter(event__in=inner).delete()
    EventFlag.objects.bulk_create(
        [
            EventFlag(event=every[each.event], flag=each.flag.value, other=each.other)
            for each in raised
            if every[each.event].pk in inner
        ],
        ignore_conflicts=True,
    )


def _of_same_photos(company_id: int, rows: list[FieldEvent]) -> list[FieldEvent]:
    """Return other events that show photos of these."""
    named = {photo for row in rows for photo in json.loads(row.photos)}
    if not named:
        return []
    found = FieldEvent.objects.filter(mentions__sent__in=named, mentions__company=company_id)
    return list(found.select_related("device").distinct()[:_NEIGHBOURS])
