"""The chain of an organisation: each link holds the one before, so that nothing can be changed in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guicheng.domain.evidence.canonical import canonical, digest


class Fault(StrEnum):
    """What is wrong at a place of a chain."""

    GAP = "gap"
    RECORD = "record"
    LINK = "link"
    END = "end"


@dataclass(frozen=True, slots=True)
class Linked:
    """A record in its place of the chain.

    Args:
        seq: Its number, from 1, without gaps.
        record: What was received; None where only its hash is at hand, such as that of another estate.
        record_hash: Hash of the record.
        link: Hash over the link before, the number and the hash of the record.
    """

    seq: int
    record: Mapping[str, Any] | None
    record_hash: str
    link: str


def first_link(organisation: str) -> str:
    """Return what stands before the first link of an organisation.

    Args:
        organisation: Its lasting key.
    """
    return digest("begin", organisation.encode())


def event_record(*, event: str, received_ms: int, effective: int, sender: str) -> dict[str, Any]:
    """Return what the chain says of an event.

    Args:
        event: Its hash.
        received_ms: When the server received it, milliseconds since 1970.
        effective: When it counts as having happened, the same.
        sender: Commitment to who sent it.
    """
    return {"what": "event", "event": event, "received": received_ms, "effective": effective, "sender": sender}


def photo_record(*, sent: str, kept: str, received_ms: int) -> dict[str, Any]:
    """Return what the chain says of a photo.

    Args:
        sent: SHA-256 as the phone sent it; events name this one.
        kept: SHA-256 as it is kept, without what told of the phone and the place.
        received_ms: When the server received it, milliseconds since 1970.
    """
    return {"what": "photo", "sent": sent, "kept": kept, "received": received_ms}


def record_hash(record: Mapping[str, Any]) -> str:
    """Return the hash of a record."""
    return digest("record", canonical(record))


def linked(before: str, seq: int, record: Mapping[str, Any]) -> Linked:
    """Return a record as the next link.

    Args:
        before: The link before, or ``first_link``.
        seq: Its number.
        record: What was received.
    """
    found = record_hash(record)
    return Linked(seq, record, found, link_of(before, seq, found))


def link_of(before: str, seq: int, record: str) -> str:
    """Return the link over the one before, a number and the hash of a record."""
    return digest("link", bytes.fromhex(before), seq.to_bytes(8, "big"), bytes.fromhex(record))


def broken_at(
    before: str, chain: Iterable[Linked], *, start: int = 1, end: tuple[int, str] | None = None
) -> tuple[int, Fault] | None:
    """Return the first number at which a chain is not what it was, and what is wrong there; None for an unaltered one.

    Args:
        before: The link before the first of them.
        chain: Links in the order in which they are kept.
        start: Number of the first.
        end: Number and link of the last one, as they are known from elsewhere, such as from a root; without them
            nobody can see that the end was cut off.
    """
    wanted = start
    for each in chain:
        if each.seq != wanted:
            return wanted, Fault.GAP
        if each.record is not None and record_hash(each.record) != each.record_hash:
            return wanted, Fault.RECORD
        if link_of(before, each.seq, each.record_hash) != each.link:
            return wanted, Fault.LINK
        before, wanted = each.link, wanted + 1
    if end is not None and (wanted - 1, before) != end:
        return min(wanted, end[0]), Fault.END
    return None
