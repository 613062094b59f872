"""Evidence packs: what was received on some days, with all that is needed to check it without us.

Personal fields never leave in a pack: commitments stand for them. Of what the asker may not see there is only the hash.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any, Final

from guicheng.adapters.photo_store import StoreFailedError
from guicheng.adapters.verifier import verifier
from guicheng.apps.operations.models import FieldEvent, FieldPhoto
from guicheng.apps.operations.selectors.chain import (
    company_of_actor,
    day_of_chain,
    link_before,
    links_between,
    numbers_of_day,
    stamp_json,
)
from guicheng.apps.operations.selectors.events import event_of, events_visible_to
from guicheng.apps.operations.services.packs import PackRefusedError
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.evidence import Linked
from guicheng.domain.values.message import _

#: Links and days of one pack.
MOST: Final = 50_000
MOST_DAYS: Final = 92
_VERIFIER: Final = "verify.py"


@dataclass(frozen=True, slots=True)
class _Span:
    """The days of a pack and their links."""

    days: list[date]
    first: int
    last: int


def write_pack(target: IO[bytes], *, actor: Actor, since: date, until: date) -> None:
    """Write what was received from one day to another as a zip file.

    Args:
        target: Where to write; it can seek.
        actor: Who asks; content is given out where they read evidence.
        since: First day of receipt.
        until: Last day.

    Raises:
        PackRefusedError: Nothing was received on these days, or they are too many.
    """
    company = company_of_actor(actor)
    span = _span(company.pk, since, until)
    seen = {row.seq: row for row in _visible(actor, span)}
    shown = {photo for row in seen.values() for photo in json.loads(row.photos)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(_VERIFIER, verifier())
        last = ""
        with pack.open("chain.jsonl", "w") as lines:
            for link in links_between(company.pk, span.first, span.last):
                lines.write(_line(link, seen.get(link.seq), shown))
                last = link.link
        pack.writestr("roots.json", json.dumps(_roots(company, span, last), ensure_ascii=False, indent=1))
        for kept, data in _photos(company.pk, span, shown):
            pack.writestr(zipfile.ZipInfo(f"photos/{kept}"), data)


def _span(company_id: int, since: date, until: date) -> _Span:
    if not 0 <= (until - since).days < MOST_DAYS:
        raise PackRefusedError(_("Choose a first and a last day, at most {most} days apart.", most=str(MOST_DAYS)))
    found = {
        day: numbers
        for day in (since + timedelta(days=each) for each in range((until - since).days + 1))
        if (numbers := numbers_of_day(company_id, day))
    }
    if not found:
        raise PackRefusedError(_("Nothing was received on these days. Choose others."))
    first, last = min(each[0] for each in found.values()), max(each[1] for each in found.values())
    if last - first >= MOST:
        raise PackRefusedError(_("More than {most} records were received on these days. Choose fewer.", most=str(MOST)))
    return _Span(sorted(found), first, last)


def _visible(actor: Actor, span: _Span) -> Iterator[FieldEvent]:
    rows = events_visible_to(actor).filter(seq__gte=span.first, seq__lte=span.last)
    return rows.iterator(chunk_size=2_000)


def _line(link: Linked, row: FieldEvent | None, shown: set[str]) -> bytes:
    """Return a link with what may be given out of it."""
    told: dict[str, Any] = {"seq": link.seq, "record_hash": link.record_hash, "link": link.link}
    record = link.record or {}
    if row is not None or record.get("sent") in shown:
        told["record"] = record
    if row is not None:
        told["event"] = _event(row)
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _event(row: FieldEvent) -> dict[str, Any]:
    event = event_of(row)
    plain = (
        "id", "device", "device_seq", "kind", "occurrence", "wall", "since_contact_ms", "contact", "prev_hash",
    )  # fmt: skip
    return {
        **{name: getattr(event, name) for name in plain},
        "photos": list(event.photos),
        "payload": dict(event.payload) if row.payload is not None else None,
        "payload_hash": row.payload_hash,
        "commitments": json.loads(row.commitments),
    }


def _roots(company: Unit, span: _Span, last: str) -> dict[str, Any]:
    rows = []
    for day in span.days:
        found = day_of_chain(company.pk, day)
        if found is not None:
            ends = {"first_seq": found.first, "last_seq": found.first + len(found.links) - 1}
            stamp = stamp_json(found.stamp)
            told = {"day": str(day), **ends, "root": found.root, "sealed": found.sealed}
            rows.append(told | ({"stamp": stamp} if stamp else {}))
    return {
        "organisation": str(company.key),
        "before": link_before(company, span.first),
        "first_seq": span.first,
        "last_seq": span.last,
        "last_link": last,
        "roots": rows,
    }


def _photos(company_id: int, span: _Span, shown: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of photos that may be given out; a check tells of those that are missing."""
    store = photo_store()
    rows = FieldPhoto.objects.filter(
        company=company_id, seq__gte=span.first, seq__lte=span.last, gone_ms__isnull=True
    ).order_by("seq")
    given: set[str] = set()
    for row in rows:
        if row.sent not in shown or row.kept in given:
            continue
        try:
            yield row.kept, store.read(row.kept)
        except StoreFailedError:
            continue
        given.add(row.kept)
