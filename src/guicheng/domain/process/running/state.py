"""Where a case stands: its marking, and the open work of each step that runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from guicheng.domain.worktime import Limit, LimitUnit


class Outcome(StrEnum):
    """What became of a case."""

    NEW = "new"
    RUNNING = "running"
    #: It came to its end.
    FINISHED = "finished"
    #: Somebody ended it.
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch in which the clock of a step stands still.

    Args:
        since: When it began, with time zone.
        until: When it ended; None while it lasts.
        reason: Why, such as 等业主 or 等配件.
    """

    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """The open work of one step.

    Args:
        step: Id of the step.
        begun: Place in the log of the event that opened it, from 1; a second visit of the step has another.
        since: When its clock began.
        holder: Key of who is to do it; "" while it is anybody's of its post.
        stand_in: Key of who does it for the holder; "" for nobody.
        rests: Its pauses in order; only the last may last.
        signers: Keys of those whose opinion is awaited.
        urged: How often somebody asked for haste.
        level: How far up lateness was told, 0 for not at all.
        kept: Limits that hold instead of those of the process, the step's own first, then those of its alarms; None
            where the process says. A case that moved to another edition may keep the time it had.
    """

    step: str
    begun: int
    since: datetime
    holder: str = ""
    stand_in: str = ""
    rests: tuple[Rest, ...] = ()
    signers: tuple[str, ...] = ()
    urged: int = 0
    level: int = 0
    kept: tuple[Limit | None, ...] | None = None

    @property
    def rest(self) -> Rest | None:
        """The pause that lasts, None while the clock runs."""
        return self.rests[-1] if self.rests and self.rests[-1].until is None else None


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands.

    Args:
        edition: Key of the edition by which it runs.
        marking: Its tokens, as the table of that edition counts them.
        seq: How many events led here.
        items: Open work by step: one for each step that runs, no other.
        followers: Keys of those who follow it.
        outcome: What became of it.
    """

    edition: str = ""
    marking: int = 0
    seq: int = 0
    items: Mapping[str, Item] = field(default_factory=dict)
    followers: frozenset[str] = frozenset()
    outcome: Outcome = Outcome.NEW


def item_to_json(item: Item) -> dict[str, Any]:
    """Return an item as JSON holds it."""
    return {
        "step": item.step,
        "begun": item.begun,
        "since": item.since.isoformat(),
        "holder": item.holder,
        "stand_in": item.stand_in,
        "rests": rests_to_json(item.rests),
        "urged": item.urged,
        "level": item.level,
        "kept": None if item.kept is None else [limit_to_json(limit) for limit in item.kept],
    }


def item_of_json(found: Mapping[str, Any]) -> Item:
    """Return the item that ``item_to_json`` gave; signatures that were awaited are not awaited any more.

    Raises:
        KeyError, TypeError, ValueError: It is damaged.
    """
    kept = found["kept"]
    return Item(
        str(found["step"]),
        int(found["begun"]),
        datetime.fromisoformat(found["since"]),
        str(found["holder"]),
        str(found["stand_in"]),
        rests_of_json(found["rests"]),
        (),
        int(found["urged"]),
        int(found["level"]),
        None if kept is None else tuple(limit_of_json(each) for each in kept),
    )


def rests_to_json(rests: Iterable[Rest]) -> list[list[str | None]]:
    """Return pauses as JSON holds them."""
    return [[rest.since.isoformat(), rest.until.isoformat() if rest.until else None, rest.reason] for rest in rests]


def rests_of_json(found: Iterable[Sequence[str | None]]) -> tuple[Rest, ...]:
    """Return the pauses that ``rests_to_json`` gave.

    Raises:
        TypeError, ValueError: They are damaged.
    """
    return tuple(
        Rest(datetime.fromisoformat(str(since)), datetime.fromisoformat(until) if until else None, str(reason))
        for since, until, reason in found
    )


def limit_to_json(limit: Limit | None) -> str | None:
    """Return a limit as JSON holds it: ``30 minute``."""
    return None if limit is None else f"{limit.value} {limit.unit.value}"


def limit_of_json(text: str | None) -> Limit | None:
    """Return the limit that ``limit_to_json`` gave.

    Raises:
        ValueError: It is none.
        LimitError: No clock can run on it.
    """
    if text is None:
        return None
    value, _blank, unit = text.partition(" ")
    return Limit(Fraction(value), LimitUnit(unit))
