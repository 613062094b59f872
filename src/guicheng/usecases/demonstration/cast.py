"""Who and what the chapters of the demonstration speak of, and its own calendar and chance."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.values import GuichengError

#: Days of the demonstration, the last one included: three months.
DAYS: Final = 92
_SEED: Final = 20_260_401


@cache
def told(name: str) -> dict[str, Any]:
    """Return a file of the recipe."""
    return tomllib.loads((files("guicheng.library") / "demonstration" / f"{name}.toml").read_text(encoding="utf-8"))


class StoryRefusedError(GuichengError):
    """The services took something of the story not; its recipe and they no longer fit each other."""


@dataclass
class Cast:
    """The company while it is made.

    Args:
        company: The root unit.
        last: The last day that is told.
        length: Days that are told, the last one included.
        actors: Who acts, by user name.
        estates: The estates, by their key in the recipe.
        kept: Keys that one chapter leaves for a later one, by a name of their own.
        each_day: What an earlier chapter has to be done on each day that is told, before that day's evidence is sent.
    """

    company: Unit
    last: date
    length: int = DAYS
    actors: dict[str, Actor] = field(default_factory=dict)
    estates: dict[str, Unit] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    each_day: list[Callable[[date], None]] = field(default_factory=list)

    @property
    def first(self) -> date:
        """The first day on which the standards hold."""
        return self.last - timedelta(days=self.length - 1)

    @property
    def days(self) -> Iterator[date]:
        """The days that are told, one after another."""
        return (self.first + timedelta(days=count) for count in range(self.length))

    @property
    def turn(self) -> date:
        """The day from which the revision holds: two thirds of the story lie before it."""
        return self.first + timedelta(days=self.length * 2 // 3)

    def before(self, days: int, hour: float = 9) -> datetime:
        """Return a moment so many days before the first day."""
        return moment(self.first - timedelta(days=days), hour)

    def chance(self, chapter: str) -> random.Random:
        """Return the chance of a chapter: the same for the same day, whatever other chapters draw."""
        return random.Random(f"{_SEED}:{self.last}:{chapter}")  # noqa: S311 - it makes a story and no secrets

    @property
    def quality(self) -> Actor:
        """The quality manager, who writes and publishes."""
        return self.actors["demo-quality"]


def moment(day: date, hour: float) -> datetime:
    """Return a moment by the clock of the estates.

    Args:
        day: The day.
        hour: Hours since midnight; 24 and more belong to the days after.
    """
    return datetime.combine(day, time.min, tzinfo=get_default_timezone()) + timedelta(minutes=round(hour * 60))
