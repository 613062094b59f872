"""Phones of a company that send through the service, at moments that the test says."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from tests.apps.standards.company import AT

from adapters.photo_files import jpeg, png
from domain.evidence.phones import Phone
from guicheng.apps.operations.services.devices import contact_stamp, milliseconds, register_device
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.operations.services.photos import keep_photo


class Ground:
    """What happens at the estate; ``now`` is the clock of the server."""

    def __init__(self, company, chance):
        self.company, self.chance, self.now = company, chance, AT
        self.phones = {}

    def phone(self, name="qian", **more):
        """Return the phone of a person, registered at its first use."""
        if name not in self.phones:
            row = register_device(
                actor=self.company.actor(name), unit_key=self.company.estate.key, name=f"{name}的手机", at=self.now
            )
            self.phones[name] = Phone(
                self.chance,
                now=milliseconds(self.now),
                device=str(row.key),
                contact_of=lambda moment: contact_stamp(row.key, datetime.fromtimestamp(moment / 1000, tz=AT.tzinfo)),
                **more,
            )
        return self.phones[name]

    def send(self, *events, by="qian", after=timedelta(minutes=1)):
        """Send a batch and return what became of it."""
        self.now += after
        return take_events(actor=self.company.actor(by), events=list(events), at=self.now)

    def photo(self, number, *, by="qian", kind="jpeg", **more):
        """Send a photo and return its hash."""
        data = (jpeg if kind == "jpeg" else png)(number, **more)
        keep_photo(actor=self.company.actor(by), sent=hashlib.sha256(data).hexdigest(), data=data, at=self.now)
        return hashlib.sha256(data).hexdigest()
