"""A field event as a phone says it, and the hash by which it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.evidence.commitment import Opening, commitment


@dataclass(frozen=True, slots=True)
class FieldEvent:
    """Something that happened on the ground.

    Args:
        id: ULID that the phone made.
        device: Key of the phone.
        device_seq: Its count of events, from 1.
        kind: What happened; see ``kinds``.
        occurrence: Deterministic id of the task, which need not exist as a row yet.
        wall: The phone's clock, ISO 8601 with an offset; a claim only.
        wall_ms: The same in milliseconds since 1970.
        since_contact_ms: Milliseconds of its monotonic clock since the last contact with the server; None where the
            phone was started anew in between.
        contact: Stamp that the server gave at that contact, "" for none.
        payload: What was done; holds nothing personal.
        personal: Personal fields by name, each with its salt.
        photos: SHA-256 of photos, as sent.
        prev_hash: Hash of the event that the phone made before, "" for its first.
        payload_bytes: The payload in its canonical form.
    """

    id: str
    device: str
    device_seq: int
    kind: str
    occurrence: str
    wall: str
    wall_ms: int
    since_contact_ms: int | None
    contact: str
    payload: Mapping[str, Any]
    personal: Mapping[str, Opening]
    photos: tuple[str, ...]
    prev_hash: str
    payload_bytes: bytes


def payload_hash(payload: Mapping[str, Any]) -> str:
    """Return the hash that stands for a payload, which may be purged."""
    return digest("payload", canonical(payload))


def skeleton(event: FieldEvent, payload: str, commitments: Mapping[str, str]) -> dict[str, Any]:
    """Return what is hashed: the event with hashes where its content stands.

    Args:
        event: The event; payload and personal fields of it are not looked at.
        payload: Hash of its payload.
        commitments: Of its personal fields, by name.
    """
    return {
        "id": event.id,
        "device": event.device,
        "device_seq": event.device_seq,
        "kind": event.kind,
        "occurrence": event.occurrence,
        "wall": event.wall,
        "since_contact_ms": event.since_contact_ms,
        "contact": event.contact,
        "payload": payload,
        "personal": dict(commitments),
        "photos": list(event.photos),
        "prev_hash": event.prev_hash,
    }


def commitments_of(event: FieldEvent) -> dict[str, str]:
    """Return the commitments of the personal fields."""
    return {name: commitment(opening) for name, opening in event.personal.items()}


def event_hash(event: FieldEvent) -> str:
    """Return the hash of an event, which the next event of the phone names as ``prev_hash``."""
    return skeleton_hash(skeleton(event, payload_hash(event.payload), commitments_of(event)))


def skeleton_hash(found: Mapping[str, Any]) -> str:
    """Return the hash of what ``skeleton`` gave."""
    return digest("event", canonical(found))
