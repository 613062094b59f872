"""Words of rounds and checklists, and what their pages show of each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.operations.models import Point, Round, WorkOrder
from guicheng.apps.operations.readings.checklists import Line, lines_asked
from guicheng.apps.operations.readings.faults import fault_told
from guicheng.apps.operations.selectors.rounds.rounds import RoundStanding, standing_of
from guicheng.domain.evidence.lines import LineKind, Mark, PhotoRule, Reason
from guicheng.domain.evidence.rounds import Given, RoundState, address
from guicheng.domain.targets.checklist_line import Theme
from guicheng.domain.values import Message
from guicheng.web.wording import Word

THEMES: Final[Mapping[str, Word]] = {
    Theme.PATROL: _("Patrol"),
    Theme.EQUIPMENT: _("Equipment round"),
    Theme.CLEANING: _("Cleaning check"),
    Theme.GREENING: _("Greening check"),
    Theme.SERVICE: _("Service check"),
}
#: Word, icon and colour of each standing.
STANDINGS: Final[Mapping[RoundStanding, tuple[Word, str, str]]] = {
    RoundStanding.OPEN: (_("To do now"), "clock", "is-brand"),
    RoundStanding.BEGUN: (_("Begun"), "arrow-right", "is-brand"),
    RoundStanding.UNFINISHED: (_("Something is missing"), "alert-triangle", "is-warning"),
    RoundStanding.PLANNED: (_("Planned"), "calendar", ""),
    RoundStanding.MISSED: (_("Missed"), "x", "is-error"),
    RoundStanding.LATE: (_("Done late"), "alert-triangle", "is-warning"),
    RoundStanding.DONE: (_("Done in time"), "check", "is-ok"),
}
KINDS: Final[Mapping[str, Word]] = {
    LineKind.PASS: _("In order or not"),
    LineKind.NUMBER: _("A number"),
    LineKind.CHOICE: _("One of several"),
    LineKind.PHOTO: _("A photo"),
    LineKind.SIGNATURE: _("A signature"),
    LineKind.TEXT: _("A few words"),
}
PHOTOS: Final[Mapping[str, Word]] = {
    PhotoRule.ON_FAIL: _("where something is not in order"),
    PhotoRule.ALWAYS: _("always"),
    PhotoRule.NEVER: _("no photo is needed"),
}
REASONS: Final[Mapping[str, Word]] = {
    Reason.ABSENT: _("There is none here"),
    Reason.CLOSED: _("Nobody can get in"),
    Reason.STOPPED: _("Out of use"),
    Reason.WEATHER: _("Weather"),
    Reason.OTHER: _("Another reason"),
}
#: Word, icon and colour of what an answer says.
MARKS: Final[Mapping[Mark, tuple[Word, str, str]]] = {
    Mark.PASS: (_("In order"), "check", "is-ok"),
    Mark.FAIL: (_("Not in order"), "x", "is-error"),
    Mark.NOT_APPLICABLE: (_("Does not apply"), "circle-minus", "is-unread"),
    Mark.NOTED: (_("Noted"), "check", "is-ok"),
}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line on the page of a round.

    Args:
        address: By what answers name it.
        place: Its place on the page, from 1.
        line: What it asks.
        given: The answer that stands; None for none.
        mark: Word, icon and colour of the answer; empty for none.
        value: What was measured or chosen, "" for nothing.
        reason: Why it does not apply, "" for nothing.
        told: What keeps the answer from counting.
        order: The work order that came of it.
    """

    address: str
    place: int
    line: Line
    given: Given | None
    mark: tuple[Word, str, str] | tuple[()]
    value: str
    reason: Word
    told: tuple[Message, ...]
    order: WorkOrder | None

    @property
    def failed(self) -> bool:
        """Whether it is not in order."""
        return self.given is not None and self.given.mark is Mark.FAIL

    @property
    def done(self) -> bool:
        """Whether it has an answer that counts."""
        return self.given is not None and not self.told


@dataclass(frozen=True, slots=True)
class Stop:
    """A point of a round with its lines; a round without points has one stop without a point.

    Args:
        point: The point, None for none.
        visited: When somebody checked in there, None for not yet.
        lines: Its lines.
    """

    point: Point | None
    visited: datetime | None
    lines: tuple[LineShown, ...]

    @property
    def key(self) -> str:
        """By what its lines name it, "" for no point."""
        return str(self.point.key) if self.point else ""

    @property
    def open(self) -> bool:
        """Whether something is to do here."""
        return (self.point is not None and self.visited is None) or any(not each.done for each in self.lines)


def stops_of(
    row: Round, state: RoundState, points: list[Point], orders: Mapping[str, WorkOrder], moment: Any
) -> tuple[Stop, ...]:
    """Return a round point by point.

    Args:
        row: The round.
        state: Its fold.
        points: Its points in order.
        orders: Work orders by address.
        moment: Makes a moment of milliseconds.
    """
    lines, found, place = lines_asked(row), [], 0
    walked: list[Point | None] = [*points] or [None]
    for point in walked:
        key, shown = str(point.key) if point else "", []
        for line in lines:
            place += 1
            name = address(line.key, key)
            shown.append(shown_line(line, name, state.answers.get(name), orders.get(name), place))
        visited = state.visits.get(key) if point else None
        found.append(Stop(point, moment(visited) if visited is not None else None, tuple(shown)))
    return tuple(found)


def shown_line(line: Line, name: str, given: Given | None, order: WorkOrder | None, place: int) -> LineShown:
    """Return a line with the answer that stands at it."""
    value = ""
    if given and line.kind in {LineKind.NUMBER, LineKind.CHOICE} and given.mark not in {None, Mark.NOT_APPLICABLE}:
        value = f"{given.answer} {line.unit}".strip()
    return LineShown(
        name,
        place,
        line,
        given,
        MARKS[given.mark] if given and given.mark else (),
        value,
        REASONS.get(given.reason, "") if given else "",
        tuple(fault_told(each, line.text) for each in given.faults) if given else (),
        order,
    )


def face_of(row: Round, at: datetime) -> tuple[Word, str, str]:
    """Return word, icon and colour of how a round stands."""
    return STANDINGS[standing_of(row, at)]
