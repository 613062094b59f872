"""Field events as JSON lines, one a line, with what a service may have added to them."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from guicheng.adapters.attainment.moments import written
from guicheng.domain.evidence import EventRefusedError, Placed, canonical, effective_ms, read_event
from guicheng.domain.evidence.canonical import CanonicalError, checked
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.reading import DEVICE, MOMENT, OCCURRENCE, ULID
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: What a service adds to an event; a phone sends none of these.
_ADDED: Final = frozenset({"received_ms", "effective_ms", "link", "hash", "sender"})
_NO_DEVICE: Final = "00000000-0000-0000-0000-000000000000"
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONGEST_ID: Final = 64
#: Members of the payload of a plan.
_ENDS: Final = frozenset({"begin", "end"})
#: Milliseconds of 1 January 2000 and 2100.
_YEARS: Final = (946_684_800_000, 4_102_444_800_000)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no event.

    Args:
        line: Its number, from 1.
        reason: Which member of it is wrong, and what to write instead.
    """

    line: int
    reason: Message


@dataclass(frozen=True)
class EventsFile:
    """What a file of events holds.

    Args:
        placed: Its events with their effective moments.
        lines: Line of each event by its id, of one that comes several times the first.
        names: Id as it is written by the id that the fold orders by, where they differ.
        bad: The lines that are no events, in order.
    """

    placed: tuple[Placed, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    bad: tuple[BadLine, ...] = ()


def lines_in(data: bytes) -> Iterator[bytes]:
    """Yield the lines of a file of events, without their ends and without a byte order mark.

    Args:
        data: The whole file; UTF-16 where its mark says so, else UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    yield from data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def read_events(lines: Iterable[str | bytes]) -> EventsFile:
    """Read events; empty lines are passed over, and lines that are no events are told beside the others.

    Args:
        lines: One JSON object a line.
    """
    placed, numbers, names, bad = [], dict[str, int](), dict[str, str](), []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found, said = _placed(_value(line))
        except UnicodeDecodeError:
            bad.append(BadLine(number, _("it is not UTF-8; save the file as UTF-8")))
        except (ValueError, RecursionError):
            bad.append(BadLine(number, _("it is no JSON")))
        except (EventRefusedError, CanonicalError) as error:
            bad.append(BadLine(number, error.message))
        else:
            placed.append(found)
            numbers.setdefault(found.event.id, number)
            if said != found.event.id:
                names[found.event.id] = said
    return EventsFile(tuple(placed), numbers, names, tuple(bad))


def told(name: str, bad: BadLine) -> Message:
    """Return a sentence about a line that is no event, with file and number."""
    return _("“{name}”, line {number}: {why}", name=name, number=str(bad.line), why=bad.reason)


def _value(line: str | bytes) -> Any:
    """Return what a line says; numbers with decimals are text, as events carry them.

    Raises:
        EventRefusedError: An object in it says something twice.
        ValueError: It is no JSON, or no UTF-8.
    """
    text = line.decode() if isinstance(line, bytes) else line
    return json.loads(text, parse_float=str, parse_constant=_refuse_constant, object_pairs_hook=_once)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, which says nothing twice: of two values nobody knows which was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = sorted(name for name, count in Counter(name for name, _part in pairs).items() if count > 1)
        shown = "、".join("".join(sign if sign.isprintable() else "?" for sign in name[:40]) for name in twice[:5])
        raise EventRefusedError(_("`{name}` stands there twice; leave one of them.", name=shown))
    return found


def _placed(value: Any) -> tuple[Placed, str]:
    """Return an event with its moment, and its id as it is written.

    Raises:
        EventRefusedError: It is none.
    """
    if not isinstance(value, dict):
        raise EventRefusedError(_("An event is a JSON object."))
    sent = _in_form({name: part for name, part in value.items() if name not in _ADDED})
    said = _id_of(sent)
    sent["id"] = _ordered(said)
    sent = _correcting(sent)
    task = sent.get("occurrence")
    if isinstance(task, str) and _is_name(task) and not OCCURRENCE.fullmatch(task):
        # Only what a phone sends has to stand in an address; a name such as 报修-31 is as good here.
        event = replace(read_event({**sent, "occurrence": "-"}), occurrence=task)
    else:
        event = read_event(sent)
    at = value.get("effective_ms")
    if at is not None and (isinstance(at, bool) or not isinstance(at, int) or not _YEARS[0] <= at < _YEARS[1]):
        wanted = _("milliseconds since 1970, between 2000 and 2099")
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name="effective_ms", wanted=wanted))
    moment = effective_ms(event, _contact_ms(event.contact)) if at is None else at
    return Placed(event, moment), said


def _in_form(sent: dict[str, Any]) -> dict[str, Any]:
    """Return an event of a system without phones in the form of one from a phone.

    Such a system may leave out device and number, name its device as it likes, and write moments as people do; what is
    sent otherwise is read as strictly as the service reads it.

    Raises:
        EventRefusedError: A moment is none.
    """
    device, payload = sent.setdefault("device", _NO_DEVICE), sent.get("payload")
    if isinstance(device, str) and _is_name(device):
        sent["device"] = _device(device)
    sent.setdefault("device_seq", 1)
    if isinstance(sent.get("wall"), str):
        sent["wall"] = _moment("wall", sent["wall"])
    if isinstance(payload, dict):
        sent["payload"] = {name: _part(name, part) for name, part in payload.items()}
    return sent


def _part(name: str, part: Any) -> Any:
    if name == "slot" and isinstance(part, str):
        return _moment("payload.slot", part)
    # What a plan cannot be is told with the plan; elsewhere these may be other things.
    return written(part) or part if name in _ENDS and isinstance(part, str) else part


def _moment(name: str, text: str) -> str:
    """Return a moment as events write it; one with an offset and seconds stays as it is."""
    found = text if MOMENT.fullmatch(text) else written(text)
    if found is None:
        wanted = _("a moment such as 2026-11-03T08:15:00+08:00, 2026-11-03 08:15 or 2026年11月3日8:15")
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name=name, wanted=wanted), field=name)
    return found


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_ID and text.isprintable() and bool(text.strip())


def _device(name: str) -> str:
    """Return the key of a device that has another name, the same for the same name."""
    if DEVICE.fullmatch(name):
        return name
    made = sha256(name.encode()).hexdigest()
    return "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:32]))


def _id_of(sent: Mapping[str, Any]) -> str:
    """Return the id of an event, or one made of what it says: then equal lines are one event."""
    if "id" not in sent:
        return _ordered(sha256(canonical(checked(dict(sent)))).hexdigest())
    found = sent["id"]
    if not isinstance(found, str) or not _is_name(found):
        wanted = _("text of 1 to {most} signs", most=str(_LONGEST_ID))
        raise EventRefusedError(_("`{name}` has to be {wanted}.", name="id", wanted=wanted), field="id")
    return found


def _correcting(sent: dict[str, Any]) -> dict[str, Any]:
    """Return an event whose correction names another one by the id that the fold orders by."""
    payload = sent.get("payload")
    if sent.get("kind") != Kind.CORRECT or not isinstance(payload, dict) or not isinstance(payload.get("of"), str):
        return sent
    return {**sent, "payload": {**payload, "of": _ordered(payload["of"])}}


def _ordered(name: str) -> str:
    """Return an id in the form of a ULID, made of it for one that has another form."""
    if ULID.fullmatch(name):
        return name
    number = int.from_bytes(sha256(name.encode()).digest()[:16])
    return "".join(_SIGNS[number >> shift & 31] for shift in range(125, -1, -5))


def _contact_ms(stamp: str) -> int | None:
    """Return the moment of a contact that a stamp names; the seal behind it only the service can tell from a false one.

    A file is as trustworthy as whoever gave it; what a service checked comes with ``effective_ms``.
    """
    head = stamp.partition(".")[0]
    found = int(head) if head.isdecimal() and head.isascii() else -1
    return found if _YEARS[0] <= found < _YEARS[1] else None
