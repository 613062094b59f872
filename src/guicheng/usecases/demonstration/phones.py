"""Phones of the demonstration: they count their events, keep their chain and have contact once a watch."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from guicheng.apps.operations.services.devices import contact_stamp, milliseconds
from guicheng.domain.evidence import event_hash, read_event

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass
class Phone:
    """A phone that makes events.

    Args:
        key: Its key.
        person: Key of whoever carries it.
        chance: From which ids and salts come.
    """

    key: str
    person: str
    chance: random.Random
    _count: int = 0
    _before: str = ""
    _met: datetime | None = None
    _stamp: str = field(default="")

    def meet(self, at: datetime) -> None:
        """Have contact with the service."""
        self._met, self._stamp = at, contact_stamp(self.key, at)

    def event(
        self,
        kind: str,
        occurrence: str,
        at: datetime,
        *,
        payload: dict[str, Any] | None = None,
        photos: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """Return the next event as JSON.

        Args:
            kind: What happened.
            occurrence: To what.
            at: When; not before the last contact.
            payload: What was said.
            photos: SHA-256 of its photos.
        """
        self._count += 1
        since = milliseconds(at) - milliseconds(self._met or at)
        made = {
            "id": self._ulid(milliseconds(at)),
            "device": self.key,
            "device_seq": self._count,
            "kind": kind,
            "occurrence": occurrence,
            "wall": at.isoformat(timespec="milliseconds"),
            "since_contact_ms": since,
            "contact": self._stamp,
            "payload": payload or {},
            "personal": {"person": {"salt": f"{self.chance.getrandbits(128):032x}", "value": self.person}},
            "photos": list(photos),
            "prev_hash": self._before,
        }
        self._before = event_hash(read_event(made))
        return made

    def _ulid(self, moment: int) -> str:
        number = moment << 80 | self.chance.getrandbits(80)
        return "".join(_SIGNS[number >> shift & 31] for shift in range(125, -1, -5))
