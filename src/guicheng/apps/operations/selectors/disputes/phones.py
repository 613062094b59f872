"""What phones sent of a subject, its photos, and the proof of each in the chain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guicheng.adapters.dispute_pack.words import answer_words, done_words, flag_words, pause_words
from guicheng.apps.operations.models import FieldEvent, FieldPhoto
from guicheng.apps.operations.selectors.chain import (
    Day,
    day_of_chain,
    link_before,
    record_of_event,
    record_of_photo,
    stamp_json,
)
from guicheng.apps.operations.selectors.disputes.subjects import Subject
from guicheng.apps.operations.selectors.disputes.telling import People, Row, local, local_ms
from guicheng.apps.operations.selectors.events import day_of_ms, event_of, grade_at, photos_of
from guicheng.domain.evidence import merkle_proof
from guicheng.domain.evidence.chain import record_hash

_PLAIN = ("id", "device", "device_seq", "kind", "occurrence", "wall", "since_contact_ms", "contact", "prev_hash")


@dataclass(frozen=True, slots=True)
class Sent:
    """What phones sent of a subject.

    Args:
        events: In the order of the chain, with flags, phone and person.
        photos: Those that arrived, by hash as sent.
    """

    events: list[FieldEvent]
    photos: Mapping[str, FieldPhoto]


def sent_of(subject: Subject, company_id: int) -> Sent:
    """Return what phones sent of a subject: three queries."""
    rows = FieldEvent.objects.filter(company=company_id, occurrence=subject.occurrence)
    events = list(rows.select_related("company", "device", "unit", "subject").prefetch_related("flags").order_by("seq"))
    return Sent(events, photos_of(events))


def event_rows(sent: Sent, lines: Mapping[str, str], people: People) -> Iterator[Row]:
    """Yield events as a pack lists them.

    Args:
        sent: What phones sent.
        lines: Text of the lines of a checklist, by key.
        people: How names are said.
    """
    arrived = frozenset(sent.photos)
    for event in sent.events:
        told = event_of(event)
        grade = grade_at(event, arrived)
        photos = [{"sent": each, "kept": _kept(sent.photos.get(each))} for each in told.photos]
        row: Row = {"source": "phone", "id": event.event_id, "seq": event.seq, "kind": event.kind}
        row |= {"effective_ms": event.effective_ms, "received_ms": event.received_ms, "photos": photos}
        row |= {"at": local_ms(event.effective_ms), "received": local_ms(event.received_ms)}
        row |= {"who": people.name(event.subject.name) if event.subject else "", "device": event.device.name}
        row |= {"told": _told(told.kind, told.payload, lines), "words": _words(told.kind, told.payload, people)}
        flags = sorted({flag_words(each.flag) for each in event.flags.all()})
        yield row | {"grade": grade.value if grade else "", "flags": flags, "payload": _payload(event, people)}


def _kept(photo: FieldPhoto | None) -> str:
    return photo.kept if photo else ""


def _payload(event: FieldEvent, people: People) -> Any:
    """Return the content of an event; None where it is forgotten or tells who somebody is."""
    return json.loads(event.payload) if event.payload is not None and people.tells_nobody(event.payload) else None


def _told(kind: str, payload: Mapping[str, Any], lines: Mapping[str, str]) -> str:
    line = payload.get("line")
    if kind != "answer" or not isinstance(line, str):
        return done_words(kind)
    text = lines.get(line.partition("@")[0], line)
    reason = payload.get("reason", "")
    return f"{text} → {answer_words(payload.get('answer', ''), reason if isinstance(reason, str) else '')}"


def _words(kind: str, payload: Mapping[str, Any], people: People) -> str:
    if kind == "answer":
        return ""
    said = [payload.get(name) for name in ("reason", "words", "note")]
    texts = [each for each in said if isinstance(each, str) and each]
    return "；".join(people.text(pause_words(each)) for each in texts)


def chain_rows(sent: Sent, people: People) -> Iterator[Row]:
    """Yield the records of the chain behind events and photos, each with its way to the root of its day."""
    records: list[FieldEvent | FieldPhoto] = [*sent.events, *sent.photos.values()]
    days: dict[date, Day | None] = {}
    for record in sorted(records, key=lambda each: each.seq):
        day = day_of_ms(record.received_ms)
        if day not in days:
            days[day] = day_of_chain(record.company_id, day)
        found = days[day]
        place = record.seq - found.first if found else -1
        if found is not None and 0 <= place < len(found.links):
            yield _record(record, found, place, people)


def _record(row: FieldEvent | FieldPhoto, day: Day, place: int, people: People) -> Row:
    said = record_of_event(row) if isinstance(row, FieldEvent) else record_of_photo(row)
    proof = merkle_proof(day.links, place)
    before = day.links[place - 1] if place else link_before(row.company, row.seq)
    made: Row = {"seq": row.seq, "before": before, "record": said, "record_hash": record_hash(said), "link": row.link}
    made |= {"received": local_ms(row.received_ms), "day": str(day.day), "index": proof.index, "size": proof.size}
    made |= {"path": list(proof.path)}
    return made | ({"event": _event(row, people)} if isinstance(row, FieldEvent) else {})


def _event(row: FieldEvent, people: People) -> Row:
    event = event_of(row)
    made: Row = {name: getattr(event, name) for name in _PLAIN}
    made |= {"photos": list(event.photos), "payload": _payload(row, people), "payload_hash": row.payload_hash}
    made["commitments"] = json.loads(row.commitments)
    if people.revealed and row.personal:
        personal = json.loads(row.personal)
        made |= {"personal": personal["fields"], "sender": personal["sender"]}
    return made


def root_rows(chain: Sequence[Row], company_id: int) -> Iterator[Row]:
    """Yield the roots of the days to which proofs lead."""
    for day in sorted({row["day"] for row in chain}):
        found = day_of_chain(company_id, date.fromisoformat(day))
        if found is not None:
            ends = {"first_seq": found.first, "last_seq": found.first + len(found.links) - 1}
            told = "当日已封存" if found.sealed else "当日未结束，根还会变"
            stamp = found.stamp
            told += f"；由 {stamp.by} 于 {local(stamp.at)} 盖时间戳" if stamp else ""
            row: Row = {"day": day, **ends, "root": found.root, "sealed": found.sealed, "told": told}
            yield row | ({"stamp": stamp_json(stamp)} if stamp else {})


def shown_photos(sent: Sent, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield the photos whose bytes are kept, each once, with when and for what they were first shown."""
    given: set[str] = set()
    for row in rows:
        for each in row["photos"]:
            photo = sent.photos.get(each["sent"])
            if photo is not None and photo.gone_ms is None and photo.kept not in given:
                given.add(photo.kept)
                yield photo.kept, f"{row['at']} {row['told']}"
