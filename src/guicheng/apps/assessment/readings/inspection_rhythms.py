"""How often a plan inspects, read back out of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guicheng.domain.worktime import DayKind

#: In minutes.
_DAY: Final = 24 * 60


def often_of(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return how often a plan inspects, by the names of ``Often``.

    Args:
        rule: As ``domain.worktime.rule_json`` writes it, with one slot.
    """
    beat = rule["beat"]
    on = {"weeks": lambda: beat["weekdays"][0] + 1, "months": lambda: beat["on"][0][0]}.get(beat["every"], lambda: 1)()
    return {
        "every": beat["every"],
        "step": beat["step"],
        "on": on,
        "days": rule["slots"][0][1] // _DAY,
        "workdays": rule["days"] == DayKind.WORKDAYS,
    }
