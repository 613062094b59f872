"""When something happened: the server's clock at the last contact and the phone's stopwatch since then."""

from __future__ import annotations

from typing import Final

from guicheng.domain.evidence.event import FieldEvent

#: Two minutes: by how much a clock on a wall may differ before somebody is told.
TOLERATED_MS: Final = 120_000


def effective_ms(event: FieldEvent, contact_ms: int | None) -> int:
    """Return when an event counts as having happened, in milliseconds since 1970.

    It depends on the event alone, not on when or in which order it is delivered.

    Args:
        event: The event.
        contact_ms: The server's time at the contact that the event names; None where it names none that the server
            gave to this device. Then the phone's clock is all there is.
    """
    if contact_ms is None or event.since_contact_ms is None:
        return event.wall_ms
    return contact_ms + event.since_contact_ms


def clock_difference(wall_ms: int, effective: int) -> int:
    """Return by how many milliseconds a phone's clock is fast (positive) or slow; 0 within the two minutes."""
    found = wall_ms - effective
    return found if abs(found) > TOLERATED_MS else 0
