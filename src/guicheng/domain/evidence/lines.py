"""Lines of a checklist: what may be answered to each, and what is wrong with an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

#: Text of a number as events carry it: no float has a canonical form.
NUMBER: Final = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
#: What a text and a signature have as answer; their words are personal and can be forgotten.
TOLD: Final = "told"


class LineKind(StrEnum):
    """What is answered to a line."""

    PASS = "pass"  # noqa: S105 - kept or not kept, or does not apply
    NUMBER = "number"
    CHOICE = "choice"
    PHOTO = "photo"
    SIGNATURE = "signature"
    TEXT = "text"


class PhotoRule(StrEnum):
    """When an answer needs a photo."""

    NEVER = "never"
    ON_FAIL = "fail"
    ALWAYS = "always"


class Mark(StrEnum):
    """What an answer says of the promise."""

    PASS = "pass"  # noqa: S105 - the promise was kept
    FAIL = "fail"
    NOT_APPLICABLE = "na"
    #: Something was noted and nothing judged.
    NOTED = "noted"


class Reason(StrEnum):
    """Why a line does not apply."""

    ABSENT = "absent"  # there is no such thing here
    CLOSED = "closed"  # nobody can get in
    STOPPED = "stopped"  # out of use
    WEATHER = "weather"
    OTHER = "other"


class Fault(StrEnum):
    """What keeps a round from being finished."""

    UNANSWERED = "unanswered"
    NOT_AN_ANSWER = "not-an-answer"
    NOT_SKIPPABLE = "not-skippable"
    NO_REASON = "no-reason"
    IN_BULK = "in-bulk"
    NO_PHOTO = "no-photo"
    PHOTO_UNDER_WAY = "photo-under-way"
    NOT_VISITED = "not-visited"
    NOT_SIGNED = "not-signed"
    SIGNED_BEFORE = "signed-before"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers a promise is kept.

    Args:
        low: Lower end, None for none.
        high: Upper end, None for none.
        low_open: Whether the lower end itself is too low.
        high_open: Whether the upper end itself is too high.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def hold(self, value: Decimal) -> bool:
        """Tell whether a number keeps the promise."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below


#: A number that is only noted.
ANY_NUMBER: Final = Bounds()


@dataclass(frozen=True, slots=True)
class LineRule:
    """A line of a checklist as the fold of its answers needs it.

    Args:
        key: By which answers name it; ``key@point`` names it at one point of the round.
        kind: What is answered.
        bounds: Of a number.
        choices: Of a choice, in order.
        failing: The choices that mean that the promise was not kept.
        mandatory: Whether a round is unfinished without an answer.
        photo: When an answer needs a photo.
        skippable: Whether it may be answered that it does not apply.
    """

    key: str
    kind: LineKind
    bounds: Bounds = ANY_NUMBER
    choices: tuple[str, ...] = ()
    failing: frozenset[str] = frozenset()
    mandatory: bool = True
    photo: PhotoRule = PhotoRule.ON_FAIL
    skippable: bool = True

    @property
    def judged(self) -> bool:
        """Whether its answers say if a promise was kept."""
        return (
            self.kind is LineKind.PASS
            or (self.kind is LineKind.NUMBER and self.bounds != ANY_NUMBER)
            or (self.kind is LineKind.CHOICE and bool(self.failing))
        )

    @property
    def in_bulk(self) -> bool:
        """Whether it may be passed together with others: nothing is measured, chosen or photographed."""
        return self.kind is LineKind.PASS and self.photo is not PhotoRule.ALWAYS


def mark_of(rule: LineRule, answer: Any) -> Mark | None:
    """Return what an answer says, None where it is no answer to this line.

    Args:
        rule: The line.
        answer: ``pass``, ``fail`` or ``na``; the text of a number; a choice; ``told`` for a photo, text or signature.

    Example:
        >>> depth = LineRule("a1", LineKind.NUMBER, Bounds(high=Decimal(2)))
        >>> [mark_of(depth, each) for each in ("2", "2.5", "deep")]
        [<Mark.PASS: 'pass'>, <Mark.FAIL: 'fail'>, None]
    """
    if answer == Mark.NOT_APPLICABLE:
        return Mark.NOT_APPLICABLE
    match rule.kind:
        case LineKind.PASS:
            return {"pass": Mark.PASS, "fail": Mark.FAIL}.get(answer) if isinstance(answer, str) else None
        case LineKind.NUMBER:
            return _measured(rule, answer)
        case LineKind.CHOICE:
            return _chosen(rule, answer)
    return Mark.NOTED if answer == TOLD else None


def faults_of(
    rule: LineRule, payload: Mapping[str, Any], photos: Collection[str], arrived: Collection[str], *, bulk: bool
) -> tuple[Fault, ...]:
    """Return what keeps an answer from counting; empty where it counts.

    Args:
        rule: The line.
        payload: Of the event: ``answer``, and ``reason`` and ``bulk`` where they are said.
        photos: SHA-256 of the photos that it shows.
        arrived: Those of them that arrived.
        bulk: Whether the checklist lets lines be passed together.
    """
    mark = mark_of(rule, payload.get("answer"))
    if mark is None:
        return (Fault.NOT_AN_ANSWER,)
    if mark is Mark.NOT_APPLICABLE:
        return _skipped(rule, payload)
    if payload.get("bulk") is True and not (bulk and rule.in_bulk and mark is Mark.PASS):
        return (Fault.IN_BULK,)
    if not _needs_photo(rule, mark):
        return ()
    if not photos:
        return (Fault.NO_PHOTO,)
    return () if all(photo in arrived for photo in photos) else (Fault.PHOTO_UNDER_WAY,)


def _measured(rule: LineRule, answer: Any) -> Mark | None:
    if not isinstance(answer, str) or not NUMBER.fullmatch(answer) or not answer.isascii():
        return None
    if not rule.judged:
        return Mark.NOTED
    return Mark.PASS if rule.bounds.hold(Decimal(answer)) else Mark.FAIL


def _chosen(rule: LineRule, answer: Any) -> Mark | None:
    if answer not in rule.choices:
        return None
    if not rule.judged:
        return Mark.NOTED
    return Mark.FAIL if answer in rule.failing else Mark.PASS


def _skipped(rule: LineRule, payload: Mapping[str, Any]) -> tuple[Fault, ...]:
    if not rule.skippable:
        return (Fault.NOT_SKIPPABLE,)
    return () if payload.get("reason") in list(Reason) else (Fault.NO_REASON,)


def _needs_photo(rule: LineRule, mark: Mark) -> bool:
    forced = rule.kind is LineKind.PHOTO or rule.photo is PhotoRule.ALWAYS
    return forced or (mark is Mark.FAIL and rule.photo is PhotoRule.ON_FAIL)
