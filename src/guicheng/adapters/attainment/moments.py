"""Moments as people and systems write them, in the one form that field events have."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

_OFFSET: Final = r"\s*(?P<offset>[Zz]|[+\-]\d{2}(?::?\d{2})?)?"
#: 2026-11-03 08:15, 2026/11/3T8:15:00.5+0800.
_FIGURES: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:[Tt]|\s+)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?" + _OFFSET
)
#: 2026年11月3日 8:15, 2026年11月3日下午3时5分.
_WORDS: Final = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?[Tt]?\s*(?P<part>上午|下午|晚上|凌晨|早上|中午)?\s*(?P<hour>\d{1,2})"
    r"(?:[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?"
    r"|[时点](?:(?P<minutes>\d{1,2})分(?:(?P<seconds>\d{1,2})秒)?|整)?)" + _OFFSET
)
_NOON: Final = 12
_LAST_HOUR: Final = 24


def written(text: str) -> str | None:
    """Return a moment in the one form of field events; None for one that is none.

    Args:
        text: A day and a time of day; without an offset it is China's clock. 24:00 ends a day.

    Example:
        >>> written("2026年11月3日 8:15"), written("2026-11-03 00:15Z")
        ('2026-11-03T08:15:00+08:00', '2026-11-03T00:15:00+00:00')
    """
    plain = text.strip()
    found = _FIGURES.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found is None:
        return None
    said = found.groupdict()
    minute, second = (int(said[name] or said.get(f"{name}s") or 0) for name in ("minute", "second"))
    hour = _hour(int(said["hour"]), said.get("part") or "")
    ends_a_day = (hour, minute, second) == (_LAST_HOUR, 0, 0)
    try:
        day = datetime(int(said["year"]), int(said["month"]), int(said["day"]))  # noqa: DTZ001 - its offset stays
        moment = day.replace(hour=0 if ends_a_day else hour, minute=minute, second=second)
        moment += timedelta(days=ends_a_day, microseconds=int((said["fraction"] or "0").ljust(6, "0")[:6]))
    except (ValueError, OverflowError):
        return None
    return f"{moment.isoformat()}{_offset(said['offset'])}"


def _hour(hour: int, part: str) -> int:
    """Return an hour of the day; 下午3时 is 15, 中午12时 is 12, 中午1时 is 13."""
    later = part in {"下午", "晚上"} or (part == "中午" and hour < _NOON - 1)
    return hour + _NOON if later and hour < _NOON else hour


def _offset(said: str | None) -> str:
    if said is None:
        return "+08:00"
    if said in {"Z", "z"}:
        return "+00:00"
    return f"{said[:3]}:{said[3:].removeprefix(':') or '00'}"
