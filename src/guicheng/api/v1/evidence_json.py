"""Evidence as the calls tell it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from ninja import Field

from guicheng.api.v1.paging import start_of
from guicheng.apps.operations.models import EvidenceHold, FieldDevice, FieldEvent, FieldPhoto
from guicheng.apps.operations.selectors.chain import Day
from guicheng.apps.operations.selectors.events import grade_at, photos_of
from guicheng.domain.evidence import Proof

#: Id of a place.
Point = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$", examples=["b1-pump-room"])]
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def is_hash(text: str) -> bool:
    """Tell whether a text is a SHA-256 in small hexadecimal figures."""
    return bool(_HASH.fullmatch(text))


def is_key(text: str) -> bool:
    """Tell whether a text is a lasting key."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def before_of(cursor: str) -> int:
    """Return the number in the chain before which a page goes on.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    return start_of(cursor)


def named(thing: Any) -> dict[str, str] | None:
    """Return a thing by key and name, None for none."""
    return {"key": str(thing.key), "name": thing.name} if thing else None


def device_json(row: FieldDevice) -> dict[str, Any]:
    """Return a phone."""
    told = {name: named(getattr(row, name)) for name in ("unit", "person", "post")}
    return {
        "key": str(row.key),
        "name": row.name,
        **told,
        "registered_at": row.registered_at,
        "withdrawn_at": row.withdrawn_at,
    }


def photo_json(row: FieldPhoto) -> dict[str, Any]:
    """Return a photo."""
    told = {name: getattr(row, name) for name in ("media", "size", "width", "height")}
    return {"sha256": row.sent, "kept_sha256": row.kept, **told}


def events_json(rows: Sequence[FieldEvent]) -> list[dict[str, Any]]:
    """Return events with their grades."""
    arrived = frozenset(photos_of(list(rows)))
    return [_event(row, arrived) for row in rows]


def _event(row: FieldEvent, arrived: frozenset[str]) -> dict[str, Any]:
    grade = grade_at(row, arrived)
    plain = ("seq", "device_seq", "kind", "occurrence", "wall", "effective_ms", "received_ms")
    return {
        "id": row.event_id,
        **{name: getattr(row, name) for name in plain},
        "unit": named(row.unit),
        "device": str(row.device.key),
        "payload": json.loads(row.payload) if row.payload is not None else None,
        "photos": json.loads(row.photos),
        "by": named(row.subject),
        "grade": grade.value if grade else "",
        "flags": sorted({each.flag for each in row.flags.all()}),
    }


def proof_json(row: FieldEvent, found: tuple[Day, Proof] | None) -> dict[str, Any]:
    """Return a proof.

    Raises:
        FieldEvent.DoesNotExist: The day does not hold the event any more.
    """
    if found is None:
        raise FieldEvent.DoesNotExist
    day, proof = found
    told = {"day": day.day, "root": day.root, "sealed": day.sealed, "index": proof.index, "size": proof.size}
    return {"event": row.event_id, "seq": row.seq, "link": row.link, **told, "path": list(proof.path)}


def hold_json(row: EvidenceHold) -> dict[str, Any]:
    """Return a hold."""
    told = {name: named(getattr(row, name)) for name in ("unit", "placed_by", "lifted_by")}
    plain = ("occurrence", "case", "reason", "placed_at", "lifted_at")
    return {"key": str(row.key), **told, **{name: getattr(row, name) for name in plain}}
