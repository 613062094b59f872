"""Phones, what they say was done, photos, and how far tasks are."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1 import evidence_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.problems import MalformedCallError
from guicheng.api.v1.shapes import field as shapes
from guicheng.api.v1.shapes.evidence import Inclusion
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.models import FieldDevice
from guicheng.apps.operations.selectors import chain, devices, events
from guicheng.apps.operations.selectors.codes import STEP_MS, code_of
from guicheng.apps.operations.services import devices as phones
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.operations.services.photos import LARGEST, keep_photo
from guicheng.apps.standards.selectors.paging import cursor_of
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

calls = Calls("field")
_SEND, _READ, _LOG = "field.send", "field.read", "evidence.read"
_PAGE: Final = 100


@calls.write(
    "POST",
    "/field/events",
    needs=_SEND,
    answer=shapes.EventsKept,
    summary="Send events",
    refuses=("not-stored",),
    often=True,
)
def send_events(request: HttpRequest, body: shapes.EventsIn) -> dict[str, Any]:
    """Keep the events of a batch in one transaction.

    What is in `committed` has reached the disk and survives a power cut. Duplicates and any order are harmless. An
    event that cannot be kept is named in `refused` with the reason; it stops no other.
    """
    now = timezone.now()
    done = take_events(actor=actor_of(request), events=body.events, at=now)
    refused = [
        {
            "index": each.index,
            "id": each.id,
            "code": each.code,
            "message": each.message.render(gettext),
            "field": each.field,
        }
        for each in done.refused
    ]
    return {
        "committed": done.committed,
        "refused": refused,
        "contact": done.contact,
        "server_ms": phones.milliseconds(now),
    }


@calls.ask("/field/contact", needs=_SEND, answer=shapes.Contact, summary="Ask for a stamp of contact")
def ask_contact(request: HttpRequest, body: shapes.ContactIn) -> dict[str, Any]:
    """Return a stamp that proves in later events when this phone had contact."""
    now = timezone.now()
    found = devices.devices_sending_for(actor_of(request), [body.device] if _is_key(body.device) else [])
    device = next((row for row in found.values() if row.withdrawn_at is None), None)
    if device is None:
        raise FieldDevice.DoesNotExist
    return {"contact": phones.contact_stamp(device.key, now), "server_ms": phones.milliseconds(now)}


@calls.write(
    "PUT",
    "/field/photos/{sha256}",
    needs=_SEND,
    answer=shapes.Photo,
    summary="Send a photo",
    refuses=("file-refused", "store-failed", "not-stored", "photo-gone"),
    often=True,
)
def send_photo(request: HttpRequest, sha256: Path[str]) -> dict[str, Any]:
    """Keep the bytes of a JPEG or PNG photo of at most 4 MB, sent as the body.

    The address is the SHA-256 of the bytes. What tells of the phone and the place is taken out before it is kept.
    Sent again, it is answered as before.
    """
    data = request.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileRefusedError(_("The photo is larger than {most} MB. Let the app make it smaller.", most="4"))
    if not json.is_hash(sha256):
        raise MalformedCallError(["path.sha256"])
    photo = keep_photo(actor=actor_of(request), sent=sha256, data=data, at=timezone.now())
    return json.photo_json(photo)


@calls.get("/field/devices", needs=_SEND, answer=shapes.Devices, summary="List phones", refuses=("bad-cursor",))
def list_devices(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the phones that the caller keeps, and their own."""
    found, following = page_of(devices.devices_visible_to(actor_of(request)), wanted.cursor, by="name")
    return {"items": [json.device_json(row) for row in found], "next": following}


@calls.write(
    "POST",
    "/field/devices",
    needs=_SEND,
    answer=shapes.Device,
    status=201,
    summary="Register a phone",
    refuses=("not-as-wanted", "archived"),
)
def register_device(request: HttpRequest, body: shapes.DeviceIn) -> dict[str, Any]:
    """Register a phone; its key stands in each of its events."""
    made = phones.register_device(
        actor=actor_of(request),
        unit_key=body.unit,
        name=body.name,
        person_key=body.person,
        post_key=body.post,
        at=timezone.now(),
    )
    return json.device_json(made)


@calls.write(
    "POST", "/field/devices/{key}/withdraw", needs=_SEND, answer=shapes.Device, summary="Take a phone out of use"
)
def withdraw_device(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take nothing more from a phone."""
    return json.device_json(phones.withdraw_device(actor=actor_of(request), key=key, at=timezone.now()))


@calls.get("/field/events", needs=_LOG, answer=shapes.FieldEvents, summary="List events", refuses=("bad-cursor",))
def list_events(request: HttpRequest, wanted: Query[shapes.EventsWanted]) -> dict[str, Any]:
    """Return the events within reach that fit, the newest in the chain first."""
    wish = events.EventWish(
        before=json.before_of(wanted.cursor),
        **{
            name: getattr(wanted, name)
            for name in ("kind", "occurrence", "device", "unit", "since", "until", "flagged")
        },
    )
    if not all(_is_key(key) for key in (wish.device, wish.unit) if key):
        return {"items": [], "next": ""}
    found = list(events.events_wanted(actor_of(request), wish)[: _PAGE + 1])
    shown = found[:_PAGE]
    following = cursor_of("", shown[-1].seq) if len(found) > _PAGE else ""
    return {"items": json.events_json(shown), "next": following}


@calls.get("/field/events/{event}", needs=_LOG, answer=shapes.FieldEvent, summary="See an event")
def see_event(request: HttpRequest, event: Path[str]) -> dict[str, Any]:
    """Return an event with its grade and what was raised at it."""
    return json.events_json([events.event_visible_to(actor_of(request), event)])[0]


@calls.get("/field/events/{event}/proof", needs=_LOG, answer=Inclusion, summary="Prove that an event is kept")
def see_proof(request: HttpRequest, event: Path[str]) -> dict[str, Any]:
    """Return the way from the link of an event to the Merkle root of the day on which it was received."""
    row = events.event_visible_to(actor_of(request), event)
    return json.proof_json(row, chain.proof_of(row))


@calls.get(
    "/field/codes/{point}", needs="evidence.devices", answer=shapes.Code, summary="See the changing code of a place"
)
def see_code(request: HttpRequest, point: Path[json.Point]) -> dict[str, Any]:
    """Return what a display at a place shows now; a check-in that names it has grade A.

    Give a display a token with the scope `evidence.devices` and no other.
    """
    now = phones.milliseconds(timezone.now())
    code = code_of(int(actor_of(request).company_id or 0), point, now)
    return {"code": code, "for_ms": STEP_MS - now % STEP_MS}


@calls.get("/field/occurrences/{occurrence}", needs=_READ, answer=shapes.Task, summary="See how far a task is")
def see_task(request: HttpRequest, occurrence: Path[str]) -> dict[str, Any]:
    """Return the state of a task, folded from its events at this moment."""
    return events.state_of(actor_of(request), occurrence).plain()


def _is_key(text: str) -> bool:
    return json.is_key(text)
