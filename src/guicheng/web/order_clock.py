"""The clock of a stage as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.selectors.orders.clocks import StageLine


@dataclass(frozen=True, slots=True)
class Chip:
    """A class for its colour, an icon for its shape, words."""

    look: str
    icon: str
    words: str


def chip_of(line: StageLine, at: datetime) -> Chip:
    """Return how the clock of a stage stands."""
    if line.finished is not None:
        return Chip("is-ok", "check", _("Done {time}").format(time=_clock(line.finished)))
    if line.due is None:
        return Chip("", "clock", _("Has not begun"))
    if line.due < at:
        return Chip("is-error", "alert-triangle", _("Late since {time}").format(time=_clock(line.due)))
    return Chip("is-ok", "clock", _("Until {time}").format(time=_clock(line.due)))


def why_of(line: StageLine, at: datetime) -> Any:
    """Return why a stage is due when it is."""
    return None


def _clock(moment: datetime) -> str:
    return moment.astimezone(get_default_timezone()).strftime("%m-%d %H:%M")
