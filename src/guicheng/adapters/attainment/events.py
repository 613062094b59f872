"""Field events as JSON lines, one a line, with what a service may have added to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from guicheng.domain.evidence import EventRefusedError, Placed, canonical, effective_ms, read_event
from guicheng.domain.evidence.canonical import CanonicalError, checked
from guicheng.domain.evidence.reading import ULID
from guicheng.domain.values import FileRefusedError, Message
from guicheng.domain.values.message import _

#: What a service adds to an event; a phone sends none of these.
_ADDED: Final = frozenset({"received_ms", "effective_ms", "link", "hash", "sender"})
_NO_DEVICE: Final = "00000000-0000-0000-0000-000000000000"
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONGEST_ID: Final = 64
#: Milliseconds of 1 January 2000 and 2100.
_YEARS: Final = (946_684_800_000, 4_102_444_800_000)


@dataclass(frozen=True)
class EventsFile:
    """What a file of events holds.

    Args:
        placed: Its events with their effective moments.
        lines: Line of each event by its id, of one that comes several times the first.
        names: Id as it is written by the id that the fold orders by, where they differ.
    """

    placed: tuple[Placed, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def read_events(name: str, lines: Iterable[str]) -> EventsFile:
    """Read events; empty lines are passed over.

    Args:
        name: Name of the file, for messages.
        lines: One JSON object a line.

    Raises:
        FileRefusedError: A line is no event.
    """
    placed, numbers, names = [], dict[str, int](), dict[str, str]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found, written = _placed(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise _refused(name, number, _("it is no JSON")) from error
        except (EventRefusedError, CanonicalError) as error:
            raise _refused(name, number, error.message) from error
        placed.append(found)
        numbers.setdefault(found.event.id, number)
        if written != found.event.id:
            names[found.event.id] = written
    return EventsFile(tuple(placed), numbers, names)


def _refused(name: str, number: int, why: Message) -> FileRefusedError:
    return FileRefusedError(_("“{name}”, line {number}: {why}", name=name, number=str(number), why=why))


def _placed(value: Any) -> tuple[Placed, str]:
    """Return an event with its moment, and its id as it is written.

    Raises:
        EventRefusedError: It is none.
    """
    if not isinstance(value, dict):
        raise EventRefusedError(_("An event is a JSON object."))
    sent = {name: part for name, part in value.items() if name not in _ADDED}
    # Systems without phones leave these out; what is sent otherwise is read as strictly as the service reads it.
    sent.setdefault("device", _NO_DEVICE)
    sent.setdefault("device_seq", 1)
    written = _id_of(sent)
    sent["id"] = written if ULID.fullmatch(written) else _ulid(written)
    event = read_event(sent)
    told = value.get("effective_ms")
    if told is not None and (isinstance(told, bool) or not isinstance(told, int) or not _YEARS[0] <= told < _YEARS[1]):
        wanted = _("milliseconds since 1970, between 2000 and 2099")
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name="effective_ms", wanted=wanted))
    moment = effective_ms(event, _contact_ms(event.contact)) if told is None else told
    return Placed(event, moment), written


def _id_of(sent: Mapping[str, Any]) -> str:
    """Return the id of an event, or one made of what it says: then equal lines are one event."""
    if "id" not in sent:
        return _ulid(sha256(canonical(checked(dict(sent)))).hexdigest())
    found = sent["id"]
    if not isinstance(found, str) or not found or len(found) > _LONGEST_ID or not found.isprintable():
        wanted = _("text of 1 to {most} signs", most=str(_LONGEST_ID))
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name="id", wanted=wanted), field="id")
    return found


def _ulid(name: str) -> str:
    """Return an id in the form of a ULID for one that has another form."""
    number = int.from_bytes(sha256(name.encode()).digest()[:16])
    return "".join(_SIGNS[number >> shift & 31] for shift in range(125, -1, -5))


def _contact_ms(stamp: str) -> int | None:
    """Return the moment of a contact that a stamp names; the seal behind it only the service can tell from a false one.

    A file is as trustworthy as whoever gave it; what a service checked comes with ``effective_ms``.
    """
    head = stamp.partition(".")[0]
    found = int(head) if head.isdecimal() and head.isascii() else -1
    return found if _YEARS[0] <= found < _YEARS[1] else None
