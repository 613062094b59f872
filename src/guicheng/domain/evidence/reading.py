"""Reading one event of a batch: an event, or a plain sentence about what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from guicheng.domain.evidence.canonical import LARGEST, CanonicalError, canonical, checked
from guicheng.domain.evidence.commitment import Opening
from guicheng.domain.evidence.event import FieldEvent
from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import Message, _

ULID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
HASH: Final = re.compile(r"[0-9a-f]{64}")
_HASH_OR_NONE: Final = re.compile(rf"({HASH.pattern})?")
DEVICE: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KIND: Final = re.compile(r"[a-z][a-z_]{0,29}")
OCCURRENCE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_CONTACT: Final = re.compile(r"[0-9A-Za-z_.:-]{0,80}")
_SALT: Final = re.compile(r"[0-9a-f]{32}")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
#: Bytes of a payload, and of all personal fields together, in canonical form.
LARGEST_PAYLOAD: Final = 8_192
MOST_PHOTOS: Final = 20
#: A year: no phone is longer without contact.
LONGEST_SILENCE: Final = 366 * 24 * 3600 * 1000
#: Names that a payload may not have: what they hold is about people and needs a salt.
PERSONAL: Final = frozenset(
    {"person", "name", "phone", "position", "signature", "note", "address", "resident", "id_card", "email", "voice"}
)
# Sentences are made once: an event has eight of these, and hardly any is ever said.
_WALL_WANTED: Final = _("a moment with an offset, such as 2026-11-28T08:30:00.000+08:00")
_ID_WANTED: Final = _("a ULID of 26 signs")
_DEVICE_WANTED: Final = _("the key that registering the device gave")
_KIND_WANTED: Final = _("a word of small letters and _")
_OCCURRENCE_WANTED: Final = _("the id of a task, at most 64 signs")
_CONTACT_WANTED: Final = _("the stamp of an answer of the server")
_HASH_WANTED: Final = _("64 hexadecimal figures")
_REQUIRED: Final = ("id", "device", "device_seq", "kind", "occurrence", "wall")
_KNOWN: Final = frozenset({*_REQUIRED, "since_contact_ms", "contact", "payload", "personal", "photos", "prev_hash"})
_YEARS: Final = range(2000, 2100)


class EventRefusedError(GuichengError):
    """An event of a batch cannot be kept as it is; the others are.

    Args:
        message: What is wrong and what to send instead.
        field: Member of the event, "" for the event itself.
    """

    code = "event-refused"

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def read_event(value: Any) -> FieldEvent:
    """Return an event as it was sent.

    Args:
        value: What a JSON parser returned; anything at all.

    Raises:
        EventRefusedError: A member is missing, misspelt or cannot be what it is.
    """
    if not isinstance(value, dict):
        raise EventRefusedError(_("An event is a JSON object."))
    _refuse_names(value)
    wall = _text(value, "wall", MOMENT, _WALL_WANTED)
    (payload, written), personal = _object(value, "payload"), _personal(value)
    if not PERSONAL.isdisjoint(payload):
        misplaced = min(PERSONAL & payload.keys())
        sentence = _("“{name}” is about people. Send it in `personal` with a salt.", name=misplaced)
        raise EventRefusedError(sentence, field="payload")
    return FieldEvent(
        id=_text(value, "id", ULID, _ID_WANTED),
        device=_text(value, "device", DEVICE, _DEVICE_WANTED),
        device_seq=_number(value, "device_seq", 1, LARGEST),
        kind=_text(value, "kind", _KIND, _KIND_WANTED),
        occurrence=_text(value, "occurrence", OCCURRENCE, _OCCURRENCE_WANTED),
        wall=wall,
        wall_ms=_milliseconds(wall),
        since_contact_ms=_silence(value),
        contact=_text(value, "contact", _CONTACT, _CONTACT_WANTED, ""),
        payload=payload,
        personal=personal,
        photos=_photos(value),
        prev_hash=_text(value, "prev_hash", _HASH_OR_NONE, _HASH_WANTED, ""),
        payload_bytes=written,
    )


def _refuse_names(value: Mapping[Any, Any]) -> None:
    for name in _REQUIRED:
        if name not in value:
            raise EventRefusedError(_("`{name}` is missing.", name=name), field=name)
    if not value.keys() <= _KNOWN:
        unknown = sorted(str(name)[:40] for name in value if name not in _KNOWN)
        raise EventRefusedError(_("`{name}` is no member of an event; is it misspelt?", name=_shown(unknown[0])))


def _text(value: Mapping[str, Any], name: str, shape: re.Pattern[str], wanted: Message, usual: Any = None) -> str:
    found = value.get(name, usual)
    if not isinstance(found, str) or not shape.fullmatch(found) or not found.isascii():
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name=name, wanted=wanted), field=name)
    return found


def _number(value: Mapping[str, Any], name: str, least: int, most: int) -> int:
    found = value[name]
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        wanted = _("a whole number from {least} to {most}", least=str(least), most=str(most))
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name=name, wanted=wanted), field=name)
    return found


def _silence(value: Mapping[str, Any]) -> int | None:
    if value.get("since_contact_ms") is None:
        return None
    return _number(value, "since_contact_ms", 0, LONGEST_SILENCE)


def _milliseconds(wall: str) -> int:
    try:
        moment = datetime.fromisoformat(wall).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.year not in _YEARS:
        raise EventRefusedError(_("`wall` is no moment between 2000 and 2099."), field="wall")
    return round(moment.timestamp() * 1000)


def _object(value: Mapping[str, Any], name: str) -> tuple[dict[str, Any], bytes]:
    """Return an object and its canonical form."""
    found = value.get(name, {})
    if not isinstance(found, dict):
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name=name, wanted=_("a JSON object")), field=name)
    try:
        checked(found)
    except CanonicalError as error:
        raise EventRefusedError(_("`{name}`: {reason}", name=name, reason=error.message), field=name) from error
    written = canonical(found)
    if len(written) > LARGEST_PAYLOAD:
        sentence = _("`{name}` is larger than {most} bytes. Send large things as photos.", name=name, most="8192")
        raise EventRefusedError(sentence, field=name)
    return found, written


def _personal(value: Mapping[str, Any]) -> dict[str, Opening]:
    found = {}
    for name, part in _object(value, "personal")[0].items():
        salted = isinstance(part, dict) and part.keys() == {"salt", "value"} and isinstance(part["salt"], str)
        if not salted or not _SALT.fullmatch(part["salt"]):
            wanted = _("an object of `salt`, 32 hexadecimal figures, and `value`")
            sentence = _("`{name}` has to be {wanted}.", name=f"personal.{name}", wanted=wanted)
            raise EventRefusedError(sentence, field="personal")
        found[name] = Opening(part["salt"], part["value"])
    return found


def _photos(value: Mapping[str, Any]) -> tuple[str, ...]:
    found = value.get("photos", [])
    fits = isinstance(found, list) and len(found) <= MOST_PHOTOS
    if not fits or not all(isinstance(each, str) and HASH.fullmatch(each) for each in found):
        wanted = _("a list of at most {most} SHA-256 of photos", most=str(MOST_PHOTOS))
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name="photos", wanted=wanted), field="photos")
    return tuple(dict.fromkeys(found))


def _shown(name: str) -> str:
    """Return a name that a stranger sent, safe in a sentence and in a database."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
