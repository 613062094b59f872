"""Events of the log, and who sees them: by the unit at which the phone is registered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import FieldEvent, FieldPhoto, PhotoMention
from guicheng.apps.operations.selectors.codes import code_fits
from guicheng.apps.organization.actors import Actor
from guicheng.domain.evidence import FieldEvent as Event
from guicheng.domain.evidence import Flag, Grade, OccurrenceState, Opening, Placed, Seen, fold, grade_of
from guicheng.domain.evidence.kinds import Kind

_LOG, _TASKS = "evidence.read", "field.read"
#: Kinds that have a grade.
GRADED: Final = frozenset({str(Kind.CHECK_IN), str(Kind.ARRIVE)})


@dataclass(frozen=True, slots=True)
class EventWish:
    """Which events.

    Args:
        kind: Of this kind; "" for any.
        occurrence: Of this task.
        device: Of the phone with this key.
        person: Whose name holds this.
        unit: At or below the unit with this key.
        since: First day on which they count as having happened.
        until: Last such day.
        flagged: Only those that somebody should look at.
        before: Older in the chain than this number; 0 for the newest.
    """

    kind: str = ""
    occurrence: str = ""
    device: str = ""
    person: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    flagged: bool = False
    before: int = 0


def events_visible_to(actor: Actor) -> QuerySet[FieldEvent]:
    """Return the events of the units where an actor reads evidence."""
    rows = FieldEvent.objects.filter(actor.within(_LOG), company=actor.company_id)
    return rows.select_related("unit", "device", "subject")


def event_visible_to(actor: Actor, event_id: str) -> FieldEvent:
    """Return one of these by its ULID.

    Raises:
        FieldEvent.DoesNotExist: There is none.
    """
    return events_visible_to(actor).get(event_id=event_id[:26])


def events_wanted(actor: Actor, wish: EventWish) -> QuerySet[FieldEvent]:
    """Return the events that fit, the newest in the chain first."""
    rows = events_visible_to(actor).filter(_plain(wish))
    if wish.since:
        rows = rows.filter(effective_ms__gte=midnight_ms(wish.since))
    if wish.until:
        rows = rows.filter(effective_ms__lt=midnight_ms(wish.until + timedelta(days=1)))
    if wish.flagged:
        rows = rows.filter(flags__isnull=False).distinct()
    if wish.before:
        rows = rows.filter(seq__lt=wish.before)
    return rows.prefetch_related("flags").order_by("-seq")


def _plain(wish: EventWish) -> Q:
    found = Q()
    for lookup, value in (
        ("kind", wish.kind),
        ("occurrence", wish.occurrence),
        ("device__key", wish.device),
        ("unit__key", wish.unit),
        ("subject__name__icontains", wish.person),
    ):
        if value:
            found &= Q(**{lookup: value})
    return found


def midnight_ms(day: date) -> int:
    """Return when a day begins where the service is, in milliseconds since 1970."""
    return round(datetime.combine(day, time.min, tzinfo=get_default_timezone()).timestamp() * 1000)


def day_of_ms(moment: int) -> date:
    """Return the day of a moment where the service is."""
    return datetime.fromtimestamp(moment / 1000, tz=get_default_timezone()).date()


def event_of(row: FieldEvent) -> Event:
    """Return a row as the phone said it; what was forgotten is empty."""
    personal = json.loads(row.personal)["fields"] if row.personal else {}
    return Event(
        id=row.event_id,
        device=str(row.device.key),
        device_seq=row.device_seq,
        kind=row.kind,
        occurrence=row.occurrence,
        wall=row.wall,
        wall_ms=row.wall_ms,
        since_contact_ms=row.since_contact_ms,
        contact=row.contact,
        payload=json.loads(row.payload) if row.payload else {},
        personal={name: Opening(part["salt"], part["value"]) for name, part in personal.items()},
        photos=tuple(json.loads(row.photos)),
        prev_hash=row.prev_hash,
        payload_bytes=(row.payload or "{}").encode(),
    )


def state_of(actor: Actor, occurrence: str) -> OccurrenceState:
    """Return how far a task is, by the events of units where the actor may read tasks.

    Raises:
        FieldEvent.DoesNotExist: No event names it there.
    """
    rows = FieldEvent.objects.filter(actor.within(_TASKS), company=actor.company_id, occurrence=occurrence)
    placed = [Placed(event_of(row), row.effective_ms) for row in rows.select_related("device")]
    if not placed:
        raise FieldEvent.DoesNotExist
    return fold(occurrence, placed)


def seen_of(row: FieldEvent, taken: Mapping[str, int]) -> Seen:
    """Return what flags look at in a row.

    Args:
        row: The event, with its device.
        taken: When photos were taken, by hash as sent.
    """
    event = event_of(row)
    moments = [taken[photo] for photo in event.photos if photo in taken]
    told = event.payload.get("taken_ms")
    moments += [told] if isinstance(told, int) and not isinstance(told, bool) else []
    return Seen(
        id=event.id,
        hash=row.hash,
        device=event.device,
        device_seq=event.device_seq,
        person=str(row.subject_id or ""),
        kind=event.kind,
        occurrence=event.occurrence,
        effective_ms=row.effective_ms,
        wall_ms=row.wall_ms,
        since_contact_ms=row.since_contact_ms,
        contact=row.contact,
        prev_hash=row.prev_hash,
        photos=event.photos,
        position=_position(event),
        taken_ms=min(moments, default=None),
        counter=_counter(event),
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _position(event: Event) -> tuple[int, int, int] | None:
    opening = event.personal.get("position")
    told = opening.value if opening and isinstance(opening.value, dict) else {}
    north, east, error = told.get("lat_e6"), told.get("lon_e6"), told.get("accuracy_m", 0)
    if not (_is_number(north) and _is_number(east) and _is_number(error)):
        return None
    inside = abs(north) <= 90_000_000 and abs(east) <= 180_000_000 and error >= 0  # type: ignore[arg-type]
    return (north, east, error) if inside else None  # type: ignore[return-value]


def _counter(event: Event) -> tuple[str, int] | None:
    tag, count = event.payload.get("tag"), event.payload.get("counter")
    return (tag, count) if isinstance(tag, str) and isinstance(count, int) and not isinstance(count, bool) else None


def grade_at(row: FieldEvent, arrived: frozenset[str]) -> Grade | None:
    """Return the grade of a check-in; None for another kind, and for one whose content is forgotten.

    Args:
        row: The event, its flags fetched.
        arrived: Photos that arrived, by hash as sent.
    """
    if row.kind not in GRADED or row.payload is None:
        return None
    event = event_of(row)
    return grade_of(
        event.payload,
        photos=any(photo in arrived for photo in event.photos),
        position=_position(event) is not None,
        flags=[Flag(each.flag) for each in row.flags.all()],
        code_fits=code_fits(row.company_id, event, row.effective_ms),
    )


def photos_of(rows: list[FieldEvent]) -> dict[str, FieldPhoto]:
    """Return the photos that arrived of those that events show, by hash as sent: one query."""
    named = {photo for row in rows for photo in json.loads(row.photos)}
    if not named:
        return {}
    found = FieldPhoto.objects.filter(company__in={row.company_id for row in rows}, sent__in=named)
    return {photo.sent: photo for photo in found}


def photo_visible_to(actor: Actor, sent: str) -> FieldPhoto:
    """Return a photo that an event shows which the actor may see.

    Raises:
        FieldPhoto.DoesNotExist: There is none.
    """
    photo = FieldPhoto.objects.get(company=actor.company_id, sent=sent)
    mentions = PhotoMention.objects.filter(actor.within(_LOG, "event__unit"), company=actor.company_id, sent=sent)
    if not mentions.exists():
        raise FieldPhoto.DoesNotExist
    return photo
