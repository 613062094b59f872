"""Times of a process and clauses beside its chart as JSON, the same for the command and the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.process.assumed import Assumed
from guicheng.domain.process.keeping import Beside
from guicheng.domain.process.limits import plain_number
from guicheng.domain.process.spread import SPREAD
from guicheng.domain.process.times import Latest, Likely, Times

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def times_json(times: Times, assumed: Assumed) -> dict[str, Any]:
    """Return times with what they rest on; null for what cannot be said."""
    return {
        "assumed": {
            "kept_percent": float(assumed.percent),
            "spread": SPREAD,
            "days": assumed.days,
            "hours": assumed.hours,
        },
        "likely": _likely(times.likely) if times.likely else None,
        "worst_start": _latest(times.latest) if times.latest else None,
    }


def _likely(likely: Likely) -> dict[str, Any]:
    return {
        "within_minutes": plain_number(likely.within),
        "share": round(likely.share, 4),
        "steps": likely.steps,
        "all_kept_share": round(likely.all_kept, 4),
        "quantiles": [
            {"share": share, "minutes": None if minutes is None else round(float(minutes), 1)}
            for share, minutes in likely.quantiles
        ],
    }


def _latest(latest: Latest) -> dict[str, Any]:
    return {
        "weekday": _WEEKDAYS[latest.start.weekday()],
        "start": latest.start.isoformat(timespec="minutes"),
        "end": latest.end.isoformat(timespec="minutes"),
        "minutes": latest.minutes,
        "weekly": latest.weekly,
    }


def beside_json(found: Iterable[Beside], translate: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return clauses beside the chart."""
    return [
        {
            "clause": each.cited.clause,
            "span": each.span,
            "stated": each.stated,
            "steps": list(each.cited.steps),
            "allowed_minutes": [plain_number(minutes) for minutes in each.cited.allowed],
            "worst_minutes": _minutes(each.worst),
            "standing": each.standing.value,
            "share": None if each.share is None else round(each.share, 4),
            "message": each.why.render(translate) if each.why else "",
        }
        for each in found
    ]


def _minutes(minutes: Fraction | None) -> int | float | None:
    return None if minutes is None else plain_number(minutes)
