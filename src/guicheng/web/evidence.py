"""The words of the evidence log, and its rows as pages show them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors.events import EventWish, event_of, grade_at, photos_of
from guicheng.domain.evidence import Flag, Grade, Retention, clock_difference
from guicheng.domain.evidence.kinds import Kind

Word = str | Promise
KINDS: Final[dict[str, Word]] = {
    Kind.ACCEPT: _("accepted"),
    Kind.ARRIVE: _("arrived"),
    Kind.START: _("began"),
    Kind.CHECK_IN: _("checked in"),
    Kind.ANSWER: _("answered a line"),
    Kind.PAUSE: _("paused"),
    Kind.RESUME: _("went on"),
    Kind.FINISH: _("finished"),
    Kind.REOPEN: _("opened again"),
    Kind.FOLLOW_UP: _("followed up"),
    Kind.CORRECT: _("corrected"),
    Kind.SIGN: _("signed"),
    Kind.NOTE: _("noted"),
}
FLAGS: Final[dict[str, Word]] = {
    Flag.IMPOSSIBLE_TRAVEL: _("Too far for the time"),
    Flag.EQUAL_SPACING: _("Equally spaced"),
    Flag.SAME_PHOTO: _("Photo of another task"),
    Flag.PHOTO_OLDER: _("Photo older than the visit"),
    Flag.CLOCK_STEP: _("Clock was set"),
    Flag.CLOCK_DIFFERS: _("Clock differs"),
    Flag.TWO_PEOPLE: _("One phone, two people"),
    Flag.COUNTER_REPEATED: _("Tag did not count on"),
    Flag.DEVICE_CHAIN: _("Does not follow on its phone"),
}
#: What a person may make of a flag; none of them is a verdict.
WHY: Final[dict[str, Word]] = {
    Flag.IMPOSSIBLE_TRAVEL: _(
        "The positions of two events lie too far apart for the time between them. Ask who had the phone."
    ),
    Flag.EQUAL_SPACING: _("Five check-ins are the same number of seconds apart. No walk is so even."),
    Flag.SAME_PHOTO: _("The same picture, byte for byte, was shown for another task."),
    Flag.PHOTO_OLDER: _("The photo says that it was taken more than ten minutes before the event."),
    Flag.CLOCK_STEP: _("The phone's clock and its stopwatch disagree between two events."),
    Flag.CLOCK_DIFFERS: _("The phone's clock differs by more than two minutes. The server's time counts."),
    Flag.TWO_PEOPLE: _("Two people used one phone within half an hour, which is fine for a shared one."),
    Flag.COUNTER_REPEATED: _("A counting tag showed a count that was used before: it may be a copy."),
    Flag.DEVICE_CHAIN: _("The event does not name the one before it on its phone: one is missing or changed."),
}
CLASSES: Final[dict[str, Word]] = {
    Retention.PRESENCE: _("Check-ins and arrivals"),
    Retention.WORK: _("Work, answers and photos"),
    Retention.AGREED: _("Signatures and follow-ups"),
}
GRADES: Final[dict[str, Word]] = {
    Grade.A: _("changing code or counting tag"),
    Grade.B: _("tag, photo and plausible way"),
    Grade.C: _("fixed code, photo and position"),
    Grade.D: _("self-report"),
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as a list shows it.

    Args:
        row: The event.
        when: When it counts as having happened.
        what: Its kind in words.
        grade: A to D, "" for a kind without one.
        flags: Why somebody should look, in words.
    """

    row: FieldEvent
    when: datetime
    what: Word
    grade: str
    flags: tuple[Word, ...]


def lines_of(rows: Sequence[FieldEvent]) -> list[EventLine]:
    """Return rows as a list shows them; one query more, for the photos that arrived."""
    arrived = frozenset(photos_of(list(rows)))
    return [line_of(row, arrived) for row in rows]


def line_of(row: FieldEvent, arrived: frozenset[str]) -> EventLine:
    """Return one row."""
    grade = grade_at(row, arrived)
    flags = dict.fromkeys(FLAGS[each.flag] for each in row.flags.all())
    return EventLine(row, moment(row.effective_ms), KINDS.get(row.kind, row.kind), grade or "", tuple(flags))


def moment(milliseconds: int) -> datetime:
    """Return a moment where the service is."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=get_default_timezone())


def clock_told(row: FieldEvent) -> str:
    """Return by how much the phone's clock differs, "" where it is right."""
    wrong = clock_difference(row.wall_ms, row.effective_ms)
    if not wrong:
        return ""
    minutes = str(round(abs(wrong) / 60_000))
    sentence = gettext("{minutes} min fast") if wrong > 0 else gettext("{minutes} min slow")
    return sentence.format(minutes=minutes)


def content_of(row: FieldEvent) -> list[tuple[str, str]]:
    """Return the members of a payload as name and text."""
    payload = event_of(row).payload
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in payload.items()
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, as the address says it."""

    values: dict[str, str]

    NAMES = ("kind", "task", "unit", "person", "since", "until", "flagged", "before")

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """Read it from an address."""
        return cls({name: query.get(name, "").replace("\0", "")[:64] for name in cls.NAMES})

    def wish(self) -> EventWish:
        """Return what it asks of the log; what cannot be read asks for nothing."""
        said, before = self.values, self.values["before"]
        return EventWish(
            kind=said["kind"],
            occurrence=said["task"].strip(),
            person=said["person"].strip(),
            unit=said["unit"],
            since=day_of(said["since"]),
            until=day_of(said["until"]),
            flagged=bool(said["flagged"]),
            before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else 0,
        )

    def address(self, **changed: Any) -> str:
        """Return the query of an address that asks for this with something changed."""
        return "?" + urlencode({name: value for name, value in {**self.values, **changed}.items() if value})


def day_of(text: str) -> date | None:
    """Return a day as a form writes it, None for none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
