"""The chain as it is kept: its links, the roots of days, proofs, and whether it is unaltered."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from django.db.models import Max, Min, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guicheng.apps.operations.models import DailyRoot, FieldChain, FieldEvent, FieldPhoto, RootStamp
from guicheng.apps.operations.selectors.events import day_of_ms, event_of, midnight_ms
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.evidence import (
    Fault,
    Linked,
    Opening,
    Proof,
    broken_at,
    event_record,
    first_link,
    merkle_proof,
    merkle_root,
    opens,
    photo_record,
    retention_of,
)
from guicheng.domain.evidence.chain import record_hash
from guicheng.domain.evidence.event import payload_hash, skeleton, skeleton_hash

_AT_ONCE: Final = 2_000
_NO_END: Final = 2**62


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a chain found.

    Args:
        length: Links that were checked.
        broken_at: Number of the first link that is not what it was; None for none.
        fault: What is wrong there; None for nothing.
        since: Moment of receipt of the first of them in milliseconds since 1970; None for an empty chain.
    """

    length: int
    broken_at: int | None
    fault: Fault | None
    since: int | None


def company_of_actor(actor: Actor) -> Unit:
    """Return the organisation whose chain an actor reads.

    Raises:
        Unit.DoesNotExist: The actor belongs to none.
    """
    found: Unit = Unit.objects.get(pk=actor.company_id)
    return found


def chain_of(company_id: int) -> FieldChain | None:
    """Return how long the chain of an organisation is; None where nothing was received."""
    return FieldChain.objects.select_related("company").filter(pk=company_id).first()


def record_of_event(row: FieldEvent) -> dict[str, Any]:
    """Return what the chain says of an event, computed from all columns that it stands for.

    Content that is there is hashed anew; for what was forgotten its hash stands. Where something beside what is
    hashed does not agree with it, such as a value with its commitment, the record names no event.
    """
    found = skeleton_hash(skeleton(event_of(row), row.payload_hash, json.loads(row.commitments)))
    agrees = found == row.hash and row.retention == retention_of(row.kind).value and _content_agrees(row)
    return event_record(
        event=found if agrees else "",
        received_ms=row.received_ms,
        effective=row.effective_ms,
        sender=row.sender,
    )


def _content_agrees(row: FieldEvent) -> bool:
    """Tell whether all content that is there is what was hashed and committed."""
    if row.payload is not None and payload_hash(json.loads(row.payload)) != row.payload_hash:
        return False
    if row.personal is None:
        return True
    personal, commitments = json.loads(row.personal), json.loads(row.commitments)
    openings = {name: Opening(part["salt"], part["value"]) for name, part in personal["fields"].items()}
    sender = Opening(personal["sender"]["salt"], personal["sender"]["value"])
    same = openings.keys() == commitments.keys()
    return same and opens(sender, row.sender) and all(opens(each, commitments[name]) for name, each in openings.items())


def record_of_photo(row: FieldPhoto) -> dict[str, Any]:
    """Return what the chain says of a photo."""
    return photo_record(sent=row.sent, kept=row.kept, received_ms=row.received_ms)


def links_between(company_id: int, first: int, last: int) -> Iterator[Linked]:
    """Yield the links of an organisation from one number to another, both included, computed from their rows."""
    span = {"company": company_id, "seq__gte": first, "seq__lte": last}
    events = FieldEvent.objects.filter(**span).select_related("device").order_by("seq")
    photos = FieldPhoto.objects.filter(**span).order_by("seq")
    for row in _merged(_rows(events), _rows(photos)):
        record = record_of_event(row) if isinstance(row, FieldEvent) else record_of_photo(row)
        yield Linked(row.seq, record, record_hash(record), row.link)


def _rows(rows: QuerySet[Any]) -> Iterator[Any]:
    return rows.iterator(chunk_size=_AT_ONCE)


def _merged(events: Iterator[Any], photos: Iterator[Any]) -> Iterator[Any]:
    """Yield rows of two kinds in the order of their numbers."""
    event, photo = next(events, None), next(photos, None)
    while event is not None or photo is not None:
        if photo is None or (event is not None and event.seq <= photo.seq):
            yield event
            event = next(events, None)
        else:
            yield photo
            photo = next(photos, None)


def link_before(company: Unit, seq: int) -> str:
    """Return the link before a number, or what stands before the first."""
    found = links_numbered(company.pk, seq - 1, seq - 1)
    return found[0] if found else first_link(str(company.key))


def check_chain(company: Unit) -> Checked:
    """Compute the whole chain of an organisation anew from its rows and compare: events, links, end, roots of days.

    Args:
        company: Root of the tree.
    """
    chain = chain_of(company.pk)
    if chain is None or not chain.length:
        return Checked(0, None, None, None)
    links = links_between(company.pk, 1, chain.length)
    head = next(links, None)
    since = _received(head)
    every = iter(()) if head is None else _with(head, links)
    found = broken_at(first_link(str(company.key)), every, end=(chain.length, chain.head))
    if found is None:
        found = _broken_root(company.pk)
    place, fault = found or (None, None)
    return Checked(chain.length, place, fault, since)


def _with(first: Linked, others: Iterator[Linked]) -> Iterator[Linked]:
    yield first
    yield from others


def _received(link: Linked | None) -> int | None:
    return int(link.record["received"]) if link and link.record else None


def _broken_root(company_id: int) -> tuple[int, Fault] | None:
    """Return the first day whose links are not those of its root."""
    for row in DailyRoot.objects.filter(company=company_id).order_by("day"):
        links = links_numbered(company_id, row.first_seq, row.last_seq)
        if merkle_root(links) != row.root or links[-1:] != [row.last_link]:
            return row.first_seq, Fault.END
    return None


def links_numbered(company_id: int, first: int, last: int) -> list[str]:
    """Return the links from one number to another in order: one query."""
    span = {"company": company_id, "seq__gte": first, "seq__lte": last}
    events = FieldEvent.objects.filter(**span).order_by().values_list("seq", "link")
    photos = FieldPhoto.objects.filter(**span).order_by().values_list("seq", "link")
    return [link for _seq, link in sorted(events.union(photos, all=True))]


@dataclass(frozen=True, slots=True)
class Day:
    """The links of a day of receipt.

    Args:
        day: The day.
        first: Number of the first link.
        links: Links in order.
        root: Their Merkle root.
        sealed: Whether the day is over and the root stands for good.
        stamp: The time stamp of the root; None where there is none.
    """

    day: date
    first: int
    links: list[str]
    root: str
    sealed: bool
    stamp: RootStamp | None = None


def day_of_chain(company_id: int, day: date) -> Day | None:
    """Return the links of a day; None for a day on which nothing was received."""
    sealed = DailyRoot.objects.filter(company=company_id, day=day).select_related("stamp").first()
    if sealed is not None:
        links = links_numbered(company_id, sealed.first_seq, sealed.last_seq)
        stamp = getattr(sealed, "stamp", None)
        return Day(day, sealed.first_seq, links, sealed.root, sealed=True, stamp=stamp)
    numbers = numbers_of_day(company_id, day)
    if numbers is None:
        return None
    links = links_numbered(company_id, *numbers)
    return Day(day, numbers[0], links, merkle_root(links), sealed=False)


def numbers_of_day(company_id: int, day: date) -> tuple[int, int] | None:
    """Return the first and last number that arrived on a day: one query, between the roots of other days."""
    roots = DailyRoot.objects.filter(company=company_id)
    before = roots.filter(day__lt=day).order_by("-day").values("last_seq")[:1]
    after = roots.filter(day__gt=day).order_by("day").values("first_seq")[:1]
    span = Q(received_ms__gte=midnight_ms(day), received_ms__lt=midnight_ms(day + timedelta(days=1)))
    span &= Q(seq__gt=Coalesce(Subquery(before), 0), seq__lt=Coalesce(Subquery(after), _NO_END))
    events = FieldEvent.objects.filter(span, company=company_id).order_by().values("company")
    photos = FieldPhoto.objects.filter(span, company=company_id).order_by().values("company")
    ends = events.annotate(first=Min("seq"), last=Max("seq"))
    found = list(ends.union(photos.annotate(first=Min("seq"), last=Max("seq")), all=True))
    return (min(each["first"] for each in found), max(each["last"] for each in found)) if found else None


def proof_of(row: FieldEvent | FieldPhoto) -> tuple[Day, Proof] | None:
    """Return the day on which something was received, and the proof that it is among its links.

    None where the day does not hold its number: the rows were altered.
    """
    day = day_of_chain(row.company_id, day_of_ms(row.received_ms))
    if day is None or not 0 <= row.seq - day.first < len(day.links):
        return None
    return day, merkle_proof(day.links, row.seq - day.first)


def roots_of(company_id: int, most: int = 60) -> list[DailyRoot]:
    """Return the roots of the last days, the newest first, with their time stamps: one query."""
    rows = DailyRoot.objects.filter(company=company_id).select_related("stamp", "stamp_failure")
    return list(islice(rows.defer("stamp__token").order_by("-day"), most))


def stamp_json(stamp: RootStamp | None) -> dict[str, str] | None:
    """Return a time stamp as packs hold it; None for none."""
    if stamp is None:
        return None
    return {"token": b64encode(bytes(stamp.token)).decode(), "by": stamp.by, "at": stamp.at.isoformat()}
