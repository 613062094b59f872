"""Clocks of promises as pages show them: one chip of how they stand, and why they end when they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise as Lazy
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.domain.process.limits import plain_number
from guicheng.domain.worktime import LimitUnit, Segment, StageState, Standing, State
from guicheng.web.durations import duration

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
#: From how many minutes on a limit is told in hours.
_HOURS_FROM: Final = 120
#: How a clock stands → colour and icon. Each has a shape and words of its own, so that no colour has to be told apart.
_LOOKS: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.RUNNING: ("is-ok", "clock"),
    Standing.PAUSED: ("", "hourglass"),
    Standing.WARNED: ("is-warning", "alert-triangle"),
    Standing.BREACHED: ("is-error", "circle-x"),
    Standing.KEPT: ("is-ok", "check"),
    Standing.LATE: ("is-error", "circle-minus"),
}
_STRETCHES: Final[Mapping[State, tuple[str | Lazy, str]]] = {
    State.RUNNING: (gettext_lazy("counted"), "clock"),
    State.CLOSED: (gettext_lazy("closed, not counted"), "moon"),
    State.PAUSED: (gettext_lazy("paused, not counted"), "hourglass"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """The clock of some work: a class for its colour, an icon for its shape, words."""

    look: str
    icon: str
    words: str


def chip_of(state: StageState | None, at: datetime, *, rests: str | None = None) -> Chip:
    """Return how a clock stands.

    Args:
        state: How it stands at the moment; None where nothing bounds the work.
        at: The moment, with time zone.
        rests: Why work that nothing bounds is paused; None where it is not.
    """
    if state is None:
        return Chip("", "clock", _("No limit")) if rests is None else Chip("", "hourglass", _paused(rests))
    look, icon = _LOOKS[state.state]
    words = _words(state, at.astimezone(get_default_timezone()).replace(tzinfo=None))
    return Chip(look, icon, _("{words} (provisional)").format(words=words) if state.provisional else words)


def _words(state: StageState, now: datetime) -> str:
    used = used_of(state)
    if state.state is Standing.PAUSED:
        return f"{_paused(state.reason)} · {used}"
    by = moment_near(state.due, now) if state.due else ""
    sentences = {
        Standing.RUNNING: _("{used}, by {by}"),
        Standing.WARNED: _("Nearly over: {used}, by {by}"),
        Standing.BREACHED: _("Over since {by}: {used}"),
        Standing.KEPT: _("Kept: {used}"),
        Standing.LATE: _("Done late: {used}"),
    }
    words = sentences[state.state].format(used=used, by=by)
    # A pause after the end does not undo it, and yet says why nobody is on it.
    return f"{words} · {_paused(state.reason)}" if state.reason else words


def _paused(reason: str) -> str:
    return _("Paused: {reason}").format(reason=reason) if reason else _("Paused")


def used_of(state: StageState) -> str:
    """Return how much of a limit was used, such as “18 of 30 min”; what has begun is left out."""
    if state.unit is not LimitUnit.MINUTE:
        said = _("{used} of {allowed} working days") if state.unit is LimitUnit.WORKDAY else _("{used} of {allowed} d")
        return said.format(used=int(state.used), allowed=plain_number(state.allowed))
    used, allowed = Fraction(int(state.used / 6), 10), Fraction(round(state.allowed / 6), 10)
    if state.allowed < _HOURS_FROM <= state.used:
        # Days after a limit of minutes, nobody reads minutes.
        return _("{used} h of {allowed} min").format(used=plain_number(used), allowed=plain_number(state.allowed))
    if state.allowed < _HOURS_FROM:
        return _("{used} of {allowed} min").format(used=int(state.used), allowed=plain_number(state.allowed))
    return _("{used} of {allowed} h").format(used=plain_number(used), allowed=plain_number(allowed))


def moment_near(moment: datetime, now: datetime) -> str:
    """Return a moment as its clock time where it is today, with its day where it is not, with its year where far."""
    if moment.date() == now.date():
        return moment.strftime("%H:%M")
    return moment.strftime("%m-%d %H:%M" if moment.year == now.year else "%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the way to a deadline, in words.

    Args:
        since: When it begins, of the local clock.
        until: When it ends; None for a pause that lasts.
        what: Whether it counts.
        icon: Its shape.
        why: Why, as a sentence or as somebody wrote it; "" where that is plain.
        counted: How much of a limit by the clock it took, "" where none.
    """

    since: str
    until: str
    what: str | Lazy
    icon: str
    why: str
    counted: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a limit is over when it is over.

    Args:
        text: The limit as the standard or the process has it.
        remark: What else holds of it, such as that it comes from an earlier edition; "" for nothing.
        state: How its clock stands.
        due: When it is over, "" while it is paused.
        stood: How long it stood still so far, "" where it did not.
        way: The way there.
    """

    text: str
    remark: str
    state: StageState
    due: str
    stood: str
    way: tuple[Stretch, ...]


def why_of(state: StageState, text: str, *, remark: str = "") -> Why:
    """Return why a limit is over when it is over, for ``parts/why_deadline.html``.

    Args:
        state: How its clock stands.
        text: The limit as the standard or the process has it.
        remark: What else holds of it.
    """
    due = state.due.strftime("%Y-%m-%d %H:%M") if state.due else ""
    stood = duration(Fraction(state.paused_for // _MINUTE)) if state.paused_for >= _MINUTE else ""
    return Why(text, remark, state, due, stood, tuple(_way(state.segments, by_minutes=state.unit is LimitUnit.MINUTE)))


def _way(segments: Iterable[Segment], *, by_minutes: bool) -> Iterator[Stretch]:
    for segment in segments:
        what, icon = _STRETCHES[segment.state]
        counts = by_minutes and segment.state is State.RUNNING
        minutes = Fraction((segment.until - segment.since) // timedelta(seconds=1), 60)
        yield Stretch(
            since=segment.since.strftime("%m-%d %H:%M"),
            until=_end(segment),
            what=what,
            icon=icon,
            why=segment.words or (segment.reason.render(_) if segment.reason else ""),
            counted=duration(minutes) if counts else "",
        )


def _end(segment: Segment) -> str:
    """Return when a stretch ends; midnight is the end of its day, and a pause that lasts has none."""
    if segment.until == segment.since:
        return ""
    if segment.until.time() == datetime.min.time():
        day = segment.until - _DAY
        return "24:00" if day.date() == segment.since.date() else day.strftime("%m-%d 24:00")
    return segment.until.strftime("%H:%M" if segment.until.date() == segment.since.date() else "%m-%d %H:%M")
