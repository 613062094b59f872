"""Rules of schedules as JSON, for rows and for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.occurrence import ScheduleRule, Slot
from guicheng.domain.worktime.recurrence import DayKind, Otherwise, Recurrence, Season
from guicheng.domain.worktime.rhythm import DayOfMonth, EveryDays, Monthly, Rhythm, WeekdayOfMonth, Weekly


class RuleUnreadError(GuichengError):
    """A value is no rule of a schedule."""

    code = "rule-unread"


def rule_json(rule: ScheduleRule) -> dict[str, Any]:
    """Return a rule as JSON values: beat, kind of day, seasons, days left out and added, first and last day, slots."""
    days = rule.recurrence
    return {
        "beat": _beat_json(days.rhythm),
        "days": days.kind.value,
        "otherwise": days.otherwise.value,
        "seasons": [[*season.begin, *season.end] for season in days.seasons],
        "left_out": sorted(map(date.isoformat, days.left_out)),
        "added": sorted(map(date.isoformat, days.added)),
        "first": days.first.isoformat(),
        "last": days.last.isoformat() if days.last else None,
        "slots": [[slot.begin, slot.length] for slot in rule.slots],
    }


def rule_of(value: Mapping[str, Any], version: str) -> ScheduleRule:
    """Return the rule that JSON values describe.

    Args:
        value: What ``rule_json`` returned.
        version: Name of the rule in this wording.

    Raises:
        RuleUnreadError: It is none; the sentence names what is wrong with it.
        GuichengError: A part of it cannot be, such as a month of 32 days.
    """
    try:
        days = Recurrence(
            rhythm=_BEATS[value["beat"]["every"]](value["beat"]),
            kind=DayKind(value["days"]),
            otherwise=Otherwise(value["otherwise"]),
            seasons=tuple(Season((a, b), (c, d)) for a, b, c, d in value["seasons"]),
            left_out=frozenset(map(date.fromisoformat, value["left_out"])),
            added=frozenset(map(date.fromisoformat, value["added"])),
            first=date.fromisoformat(value["first"]),
            last=date.fromisoformat(value["last"]) if value["last"] else None,
        )
        return ScheduleRule(version, days, tuple(Slot(begin, length) for begin, length in value["slots"]))
    except (KeyError, TypeError, ValueError) as error:
        raise RuleUnreadError(_("This is no rule of a schedule: {fault}.", fault=f"{error}"[:80])) from error


def _beat_json(beat: Rhythm) -> dict[str, Any]:
    match beat:
        case EveryDays():
            return {"every": "days", "step": beat.step, "anchor": beat.anchor.isoformat()}
        case Weekly():
            weekdays = sorted(beat.weekdays)
            return {"every": "weeks", "step": beat.step, "anchor": beat.anchor.isoformat(), "weekdays": weekdays}
        case Monthly():
            on = [[day.number] if isinstance(day, DayOfMonth) else [day.nth, day.weekday] for day in beat.on]
            return {"every": "months", "step": beat.step, "anchor": beat.anchor.isoformat(), "on": on}
    raise RuleUnreadError(_("This is no rule of a schedule: {fault}.", fault=type(beat).__name__))


def _days(value: Mapping[str, Any]) -> Rhythm:
    return EveryDays(value["step"], date.fromisoformat(value["anchor"]))


def _weeks(value: Mapping[str, Any]) -> Rhythm:
    return Weekly(frozenset(value["weekdays"]), value["step"], date.fromisoformat(value["anchor"]))


def _months(value: Mapping[str, Any]) -> Rhythm:
    on = tuple(DayOfMonth(*day) if len(day) == 1 else WeekdayOfMonth(*day) for day in value["on"])
    return Monthly(on, value["step"], date.fromisoformat(value["anchor"]))


_BEATS: Final[Mapping[str, Callable[[Mapping[str, Any]], Rhythm]]] = {
    "days": _days,
    "weeks": _weeks,
    "months": _months,
}
