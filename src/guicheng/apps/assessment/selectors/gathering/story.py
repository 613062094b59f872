"""What happened, as events that the domain counts; each task with what it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from guicheng.apps.assessment.models import SourceKind
from guicheng.domain.evidence import FieldEvent, Placed
from guicheng.domain.evidence.canonical import canonical


@dataclass(frozen=True, slots=True)
class From:
    """What a task is.

    Args:
        kind: What kind of thing.
        key: Its key or id.
    """

    kind: SourceKind
    key: str


@dataclass
class Story:
    """Events by promise or of cases, and what each task came from.

    Args:
        cases: Events of tasks that stand under promises with a begin of their own.
        recurring: Events by the key of the promise that recurs, which they are about.
        sources: What each task came from.
        forgotten: Tasks of which some content was purged, so that their rows cannot be made anew.
        sent: Ids of events as phones and gateways sent them.
    """

    cases: list[Placed] = field(default_factory=list)
    recurring: dict[str, list[Placed]] = field(default_factory=dict)
    sources: dict[str, From] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)

    def tell(self, occurrence: str, kind: str, at: datetime | int, payload: Mapping[str, Any] | None = None) -> None:
        """Tell something of a case.

        Args:
            occurrence: The task.
            kind: What happened.
            at: When, with time zone, or in milliseconds since 1970.
            payload: What was said of it.
        """
        self.cases.append(_placed(occurrence, kind, at, payload or {}, len(self.cases)))

    def visit(
        self,
        promise: str,
        occurrence: str,
        kind: str,
        at: datetime | int,
        payload: Mapping[str, Any] | None = None,
        *,
        shown: bool = True,
    ) -> None:
        """Tell something of a time at which a promise that recurs was kept, or why not.

        Args:
            promise: Key of the promise.
            occurrence: The task.
            kind: What happened.
            at: When, with time zone, or in milliseconds since 1970.
            payload: What was said of it.
            shown: Whether all photos are there that what it came from asks for.
        """
        told = self.recurring.setdefault(promise, [])
        told.append(_placed(occurrence, kind, at, payload or {}, len(told), shown=shown))


#: Stands for the photos of a task, which were looked at where they were asked for.
_SHOWN = "shown"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def milliseconds(at: datetime | int) -> int:
    """Return a moment in milliseconds since 1970."""
    return at if isinstance(at, int) else (at - _EPOCH) // timedelta(milliseconds=1)


def _placed(
    occurrence: str, kind: str, at: datetime | int, payload: Mapping[str, Any], number: int, *, shown: bool = False
) -> Placed:
    said = dict(payload)
    event = FieldEvent(
        id=f"{occurrence}:{number}",
        device="",
        device_seq=number,
        kind=kind,
        occurrence=occurrence,
        wall="",
        wall_ms=0,
        since_contact_ms=None,
        contact="",
        payload=said,
        personal={},
        photos=(_SHOWN,) if shown else (),
        prev_hash="",
        payload_bytes=canonical(said),
    )
    return Placed(event, milliseconds(at))
