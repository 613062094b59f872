"""Phones as tests need them: they count, keep their chain, lose contact and give their events back as JSON."""

from __future__ import annotations

import hashlib
import random
import uuid
from datetime import UTC, datetime, timedelta

from guicheng.domain.evidence import Placed, effective_ms, event_hash, read_event

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BEGUN = 1_795_824_000_000  # 2026-11-28T00:00:00Z


def seeded(seed):
    """Return chance that comes out the same each time."""
    return random.Random(seed)  # noqa: S311 - it makes test inputs and no secrets


def ulid(chance: random.Random, moment: int) -> str:
    """Return a ULID of a moment in milliseconds."""
    number = moment << 80 | chance.getrandbits(80)
    return "".join(_SIGNS[number >> shift & 31] for shift in range(125, -1, -5))


def wall(moment: int) -> str:
    """Return a moment as a phone in China writes it."""
    there = datetime.fromtimestamp(moment / 1000, tz=UTC) + timedelta(hours=8)
    return there.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment % 1000:03}+08:00"


class Phone:
    """A phone that makes events; ``wrong_ms`` is by how much its clock is fast."""

    def __init__(self, chance, *, now=BEGUN, wrong_ms=0, contact_of=None, device=""):
        self.chance, self.now, self.wrong_ms = chance, now, wrong_ms
        self.device = device or str(uuid.UUID(int=chance.getrandbits(128), version=4))
        self.seq, self.prev, self.contact_ms, self.contact = 0, "", now, ""
        self._contact_of = contact_of or (lambda ms: f"{ms}.test")
        self.meet()

    def meet(self):
        """Have contact with the server."""
        self.contact_ms, self.contact = self.now, self._contact_of(self.now)

    def event(self, kind, occurrence, *, after=1_000, **more):
        """Return the next event as JSON, ``after`` milliseconds after the one before."""
        self.now += after
        self.seq += 1
        personal = {
            name: {"salt": f"{self.chance.getrandbits(128):032x}", "value": value}
            for name, value in more.pop("personal", {}).items()
        }
        made = {
            "id": ulid(self.chance, self.now),
            "device": self.device,
            "device_seq": self.seq,
            "kind": kind,
            "occurrence": occurrence,
            "wall": wall(self.now + self.wrong_ms),
            "since_contact_ms": self.now - self.contact_ms,
            "contact": self.contact,
            "payload": more.pop("payload", {}),
            "personal": personal,
            "photos": more.pop("photos", []),
            "prev_hash": self.prev,
            **more,
        }
        self.prev = event_hash(read_event(made))
        return made


def placed(made):
    """Return an event of a phone with its effective moment."""
    event = read_event(made)
    contact = event.contact.partition(".")[0]
    return Placed(event, effective_ms(event, int(contact) if contact else None))


def photo(number):
    """Return a hash that stands for a photo."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def shift(chance, count, *, occurrences=200, phones=20):
    """Return ``count`` events of phones that do tasks side by side, hand tasks over, correct and lose contact."""
    staff = [Phone(chance, wrong_ms=chance.choice((0, 0, 0, 400_000, -9_000_000))) for _each in range(phones)]
    kinds = ["start", "check_in", "answer", "answer", "answer", "pause", "resume", "finish", "reopen", "note", "scan"]
    made = []
    while len(made) < count:
        phone = chance.choice(staff)
        if chance.random() < 0.2:
            phone.meet()
        kind = chance.choice(kinds)
        task = f"task-{chance.randrange(occurrences)}"
        payload = {"line": f"L{chance.randrange(8)}", "answer": chance.choice(("pass", "fail", "na"))}
        if kind == "pause":
            payload = {"reason": "等配件"}
        if made and chance.random() < 0.03:
            wrong = chance.choice(made)
            kind, task, payload = "correct", wrong["occurrence"], {"of": wrong["id"], "reason": "点错"}
        photos = [photo(chance.randrange(50))] if chance.random() < 0.1 else []
        # Some happen in the same millisecond on several phones.
        made.append(phone.event(kind, task, after=chance.choice((0, 1, 500, 60_000)), payload=payload, photos=photos))
    return made


def delivery(chance, events):
    """Return events as a bad network brings them: in pieces, out of order, some of them again and again."""
    pieces, rest = [], list(events)
    chance.shuffle(rest)
    while rest:
        size = chance.randint(1, 300)
        pieces.append(rest[:size])
        rest = rest[size:]
    pieces += chance.choices(pieces, k=chance.randint(0, len(pieces) // 4 + 1))
    chance.shuffle(pieces)
    return [event for piece in pieces for event in piece]
