"""How often something is inspected, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.assessment.readings.inspection_rhythms import often_of

WEEKDAYS: Final = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
_DAY: Final = 1440


def often_told(rule: Mapping[str, Any]) -> str:
    """Return how often a plan inspects, and within how many days.

    Args:
        rule: As ``domain.worktime.rule_json`` writes it, with one slot.
    """
    beat, days = rule["beat"], rule["slots"][0][1] // _DAY
    step = beat["step"]
    if beat["every"] == "days":
        return _("Every {step} days, within {days} days").format(step=step, days=days)
    if beat["every"] == "weeks":
        weekday = WEEKDAYS[beat["weekdays"][0]]
        return _("Every {step} weeks from {weekday}, within {days} days").format(step=step, weekday=weekday, days=days)
    number = beat["on"][0][0]
    if number < 0:
        told = _("Every {step} months from day {number} before its end, within {days} days")
        return told.format(step=step, number=-number, days=days)
    told = _("Every {step} months from day {number}, within {days} days")
    return told.format(step=step, number=number, days=days)


def often_typed(rule: Mapping[str, Any]) -> dict[str, str]:
    """Return how often a plan inspects as the fields of its form.

    Args:
        rule: As ``domain.worktime.rule_json`` writes it, with one slot.
    """
    found = often_of(rule)
    return {name: str(found[name]) for name in ("every", "step", "on", "days")} | {
        "workdays": "1" if found["workdays"] else ""
    }
