"""Taking events in: what can be kept is on the disk when it is acknowledged; what cannot is named with the reason."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final

from django.db import transaction

from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors.devices import Sender, devices_sending_for
from guicheng.apps.operations.services.chaining import lengthen, lock_chain, receipt_ms
from guicheng.apps.operations.services.devices import contact_ms, contact_stamp
from guicheng.apps.operations.services.orders.refreshing import refresh_named
from guicheng.apps.operations.services.rounds.folding import COUNTED, refresh_rounds
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import as_key
from guicheng.apps.platform.statements import Runner, Statement
from guicheng.domain.evidence import (
    EventRefusedError,
    Opening,
    canonical,
    commitment,
    digest,
    effective_ms,
    event_record,
    read_event,
    retention_of,
)
from guicheng.domain.evidence import (
    FieldEvent as Event,
)
from guicheng.domain.evidence.event import commitments_of, skeleton, skeleton_hash
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Contacted = Callable[[str, str], int | None]
#: Events of one batch.
MOST: Final = 200
_COLUMNS: Final = (
    "company_id", "seq", "event_id", "device_id", "unit_id", "device_seq", "kind", "occurrence", "wall", "wall_ms",
    "since_contact_ms", "contact", "payload_hash", "commitments", "photos", "prev_hash", "hash", "sender",
    "received_ms", "effective_ms", "link", "retention", "payload", "personal", "subject_id",
)  # fmt: skip
_TABLE: Final = FieldEvent._meta.db_table  # noqa: SLF001 - Django has no other name for it
# In plain words: making these few sentences from models takes longer than all the rest of a batch.
_INSERT: Final = Statement(
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) "  # noqa: S608 - names of our own
    f"VALUES ({', '.join(['%s'] * len(_COLUMNS))}) ON CONFLICT DO NOTHING"
)


class NotKeptError(RuntimeError):
    """A row that has to be new was there; the transaction is undone, so that nothing is acknowledged."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event of a batch was not kept.

    Args:
        index: Its place in the batch, from 0.
        id: Its id as far as it has one.
        code: Lasting name of the reason.
        message: What to do about it.
        field: Member of the event that is wrong, "" for none.
    """

    index: int
    id: str
    code: str
    message: Message
    field: str = ""


@dataclass(slots=True)
class Intake:
    """What became of a batch.

    Args:
        committed: Ids that are on the disk, in the order of the batch: new ones, and those that came before.
        refused: The others.
        contact: Stamp of this contact by key of the phone.
    """

    committed: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Ready:
    """An event with all that its row needs but its place in the chain."""

    index: int
    event: Event
    device: Sender
    payload: str
    commitments: Mapping[str, str]
    hash: str


def take_events(*, actor: Actor, events: Sequence[Any], at: datetime) -> Intake:
    """Keep the events of a batch: one transaction, on the disk when this returns.

    Args:
        actor: Who sends; needs ``field.send`` at the units of the phones.
        events: What a JSON parser returned, at most ``MOST``.
        at: Now, with time zone; the time of receipt.
    """
    done = Intake()
    read = _read(events, done)
    devices = devices_sending_for(actor, {event.device for _index, event in read})
    done.contact = {key: contact_stamp(key, at) for key, row in devices.items() if row.withdrawn_at is None}
    ready = [found for index, event in read if (found := _ready(index, event, devices, done))]
    if ready:
        _keep(actor, ready, done, at)
    done.refused.sort(key=lambda refusal: refusal.index)
    return done


def _read(events: Sequence[Any], done: Intake) -> list[tuple[int, Event]]:
    read = []
    for index, value in enumerate(events):
        try:
            read.append((index, read_event(value)))
        except EventRefusedError as error:
            named = value.get("id") if isinstance(value, dict) else None
            shown = named[:26] if isinstance(named, str) and named.isascii() and named.isalnum() else ""
            done.refused.append(Refusal(index, shown, error.code, error.message, error.field))
    return read


def _ready(index: int, event: Event, devices: Mapping[str, Sender], done: Intake) -> _Ready | None:
    """Return an event of a phone that may send, hashed; None where it may not."""
    device = devices.get(event.device)
    if device is None or device.withdrawn_at is not None:
        sentence = (
            _("This phone is not registered where you may send. Register it, then send again.")
            if device is None
            else _("This phone was taken out of use. Keep the event and ask who keeps the phones.")
        )
        done.refused.append(Refusal(index, event.id, "device-unknown", sentence, "device"))
        return None
    payload, commitments = digest("payload", event.payload_bytes), commitments_of(event)
    found = skeleton_hash(skeleton(event, payload, commitments))
    return _Ready(index, event, device, payload, commitments, found)


@transaction.atomic
def _keep(actor: Actor, ready: Sequence[_Ready], done: Intake, at: datetime) -> None:
    """Write what is new, in one transaction."""
    company_id = int(actor.company_id or 0)  # whoever may send from a phone belongs to a company
    chain = lock_chain(company_id)
    new = _new_among(company_id, ready, done)
    people = _people(actor, new)
    received = receipt_ms(chain, at)
    # Most events of a batch name the same contact, and each seal costs as much as the hash of an event.
    contacted = cache(contact_ms)
    rows = [_row(each, actor, people, received, contacted) for each in new]
    for row, link in zip(rows, lengthen(chain, [_record(row) for row in rows]), strict=True):
        row |= {"company_id": company_id, "seq": link.seq, "link": link.link}
    if rows:
        _insert([[row[name] for name in _COLUMNS] for row in rows])
        refresh_rounds(company_id, {row["occurrence"] for row in rows if row["kind"] in COUNTED}, at=at)
        # Orders are known by a key, schedules by other ids, so that most batches ask the database nothing more.
        refresh_named(company_id, {each.event.occurrence for each in new})


def _new_among(company_id: int, ready: Sequence[_Ready], done: Intake) -> list[_Ready]:
    """Return the events that are not kept yet, each once; tell the others committed, or refused where they differ."""
    ids = [each.event.id for each in ready]
    known = _known(company_id, ids)
    new: list[_Ready] = []
    for each in ready:
        other = known.get(each.event.id)
        if other is not None and other != each.hash:
            sentence = _("Another event with this id was kept before. Give this one an id of its own.")
            done.refused.append(Refusal(each.index, each.event.id, "id-taken", sentence, "id"))
            continue
        if other is None:
            new.append(each)
            known[each.event.id] = each.hash
        if each.event.id not in done.committed:
            done.committed.append(each.event.id)
    return new


def _known(company_id: int, ids: Sequence[str]) -> dict[str, str]:
    """Return the hashes of events that are kept, by id."""
    return dict(Runner().run(_known_among(len(ids)), [company_id, *ids]).fetchall())


@lru_cache(maxsize=MOST)
def _known_among(count: int) -> Statement:
    marks = ", ".join(["%s"] * count)
    wanted = f"company_id = %s AND event_id IN ({marks})"
    return Statement(f"SELECT event_id, hash FROM {_TABLE} WHERE {wanted}")  # noqa: S608 - names of our own


def _people(actor: Actor, new: Iterable[_Ready]) -> dict[str, int]:
    """Return the people of the company whom events name, by key; one query, none where no event names anybody."""
    named = {str(opening.value) for each in new if (opening := each.event.personal.get("person"))}
    keys = [key for text in named if (key := _key(text))]
    if not keys:
        return {}
    rows = Person.objects.filter(company=actor.company_id, key__in=keys)
    return {str(key): pk for key, pk in rows.values_list("key", "pk")}


def _key(text: str) -> Any:
    try:
        return as_key(Person, text)
    except Person.DoesNotExist:
        return None


def _row(each: _Ready, actor: Actor, people: Mapping[str, int], received: int, contacted: Contacted) -> dict[str, Any]:
    """Return the columns of an event but those of the chain."""
    event = each.event
    sender = Opening(secrets.token_hex(16), actor.id)
    fields = {name: _opened(part) for name, part in event.personal.items()}
    named = event.personal.get("person")
    subject = people.get(str(named.value)) if named else None
    return {
        "event_id": event.id,
        "device_id": each.device.pk,
        "unit_id": each.device.unit_id,
        "device_seq": event.device_seq,
        "kind": event.kind,
        "occurrence": event.occurrence,
        "wall": event.wall,
        "wall_ms": event.wall_ms,
        "since_contact_ms": event.since_contact_ms,
        "contact": event.contact,
        "payload_hash": each.payload,
        "commitments": canonical(dict(each.commitments)).decode(),
        "photos": json.dumps(list(event.photos), separators=(",", ":")),
        "prev_hash": event.prev_hash,
        "hash": each.hash,
        "sender": commitment(sender),
        "received_ms": received,
        "effective_ms": effective_ms(event, contacted(event.device, event.contact)),
        "retention": retention_of(event.kind).value,
        "payload": event.payload_bytes.decode(),
        "personal": canonical({"fields": fields, "sender": _opened(sender)}).decode(),
        "subject_id": subject or (actor.person.pk if actor.person else None),
    }


def _opened(opening: Opening) -> dict[str, Any]:
    return {"salt": opening.salt, "value": opening.value}


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    return event_record(
        event=row["hash"], received_ms=row["received_ms"], effective=row["effective_ms"], sender=row["sender"]
    )


def _insert(rows: list[list[Any]]) -> None:
    """Write rows in one go.

    Raises:
        NotKeptError: One was there before.
    """
    written = Runner().run_each(_INSERT, rows).rowcount
    if written != len(rows):
        raise NotKeptError(f"{written} of {len(rows)} events were new")
