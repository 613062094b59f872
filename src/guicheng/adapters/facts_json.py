"""Facts that stand beside a pair of clauses in JSON, in whatever words their author chose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from guicheng.domain.comparison import UNKNOWN, Facts

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS = re.compile(r"(\d{1,2})\s*月?(?:\s*\d{1,2}\s*日?)?\s*(?:-|–|—|~|至|到)\s*(\d{1,2})")
_CALENDARS = {"cn", "china", "zh", "zh_cn", "zh-cn", "true", "yes", "中国", "法定", "法定节假日", "国务院"}
_TRUE = {"true", "yes", "1", "same", "是", "相同"}
_FALSE = {"false", "no", "0", "different", "否", "不同"}
_LOW_IS_TOP = {
    "descending",
    "desc",
    "down",
    "1",
    "一级",
    "一级最高",
    "low",
    "low_is_best",
    "lower_is_better",
    "1_is_top",
    "first",
}
_HIGH_IS_TOP = {"ascending", "asc", "up", "high", "high_is_best", "higher_is_better", "last", "五级最高", "5", "五星"}
_USES = {
    "service": "service", "服务": "service", "open": "service", "permission": "permission", "permit": "permission",
    "许可": "permission", "allowed": "permission", "ban": "ban", "forbidden": "ban", "禁止": "ban", "prohibition": "ban",
}  # fmt: skip
#: Keys that say how a reader came to the pair, and nothing that a verdict depends on.
_SILENT = frozenset(
    {"note", "notes", "comment", "why", "reason", "source", "id", "city", "jurisdiction", "estate", "domain"}
)

Taker = Callable[[Facts, Any], Facts | None]


def facts_of(context: Mapping[str, Any] | None) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts of a context, and what was not understood: a key, or ``key = value`` where the value is none.

    A key with no value says nothing. Nested objects are read like the outer one.

    Args:
        context: Keys such as ``shifts_per_day``, ``grade_direction``, ``top_grade``, ``holidays``, ``seasons``,
            ``same_activity``, ``same_subject``, ``window``; None where the pair has none.
    """
    facts, unknown = UNKNOWN, []
    for key, value in (context or {}).items():
        name = re.sub(r"[\s_-]+", "_", str(key).strip().lower())
        if value is None or name in _SILENT:
            continue
        taker = _TAKERS.get(name)
        taken = taker(facts, value) if taker else None
        if taken is None and isinstance(value, Mapping):
            inner, strange = facts_of(value)
            taken = _over(facts, inner)
            unknown += [f"{key}.{name}" for name in strange]
        if taken is None:
            unknown.append(f"{key} = {str(value)[:40]}" if taker else str(key))
        else:
            facts = taken
    return facts, tuple(unknown)


def _over(facts: Facts, inner: Facts) -> Facts:
    """Return the facts with what an inner object says put over them."""
    said = {
        name: getattr(inner, name)
        for name in Facts.__dataclass_fields__
        if getattr(inner, name) != getattr(UNKNOWN, name)
    }
    return replace(facts, **said)


def _shifts(facts: Facts, value: Any) -> Facts | None:
    if isinstance(value, Mapping):
        counts = [value[name] for name in ("shifts_per_day", "shifts", "per_day", "count") if name in value]
        return _shifts(facts, counts[0]) if counts else None
    if isinstance(value, list):
        return replace(facts, shifts_per_day=len(value)) if value else None
    match = re.search(r"\d+", str(value))
    words = {"三班倒": 3, "三班": 3, "两班倒": 2, "两班": 2, "四班三运转": 3}
    count = int(match.group()) if match else words.get(str(value))
    return replace(facts, shifts_per_day=count) if count and count <= 24 else None


def _hours_of_shift(facts: Facts, value: Any) -> Facts | None:
    hours = _number(value)
    return replace(facts, shifts_per_day=int(24 // hours)) if hours and 0 < hours <= 24 else None


def _number(value: Any) -> float | None:
    match = re.search(r"\d+(?:\.\d+)?", str(value))
    return float(match.group()) if match else None


def _grades(facts: Facts, value: Any) -> Facts | None:
    if isinstance(value, list):
        numbers = [_grade(one) for one in value]
        known = [number for number in numbers if number is not None]
        return replace(facts, top_is_low=known[0] < known[-1]) if len(known) > 1 else None
    if isinstance(value, Mapping):
        for name in ("direction", "order", "top", "best", "top_grade"):
            if name in value:
                return _grades(facts, value[name])
        return None
    word = re.sub(r"[\s-]+", "_", str(value).strip().lower())
    if word in _LOW_IS_TOP or re.search(
        "一级.{0,4}(?:最|为).{0,2}高|1_?(?:is|=).{0,4}(?:best|top|high)|lower.{0,4}(?:better|stricter|tighter)", word
    ):
        return replace(facts, top_is_low=True)
    if word in _HIGH_IS_TOP or re.search(
        "[三四五]级.{0,4}(?:最|为).{0,2}高|[345]_?(?:is|=).{0,4}(?:best|top|high)|higher.{0,4}(?:better|stricter|tighter)",
        word,
    ):
        return replace(facts, top_is_low=False)
    number = _grade(value)
    return None if number is None else replace(facts, top_is_low=number == 1)


def _grade(value: Any) -> int | None:
    match = re.search("[1-9一二三四五六]", str(value))
    if match is None:
        return None
    return int(match.group()) if match.group().isdigit() else "一二三四五六".index(match.group()) + 1


def _dates(value: Any) -> frozenset[date]:
    """Return the dates in a value, whatever its shape; a pair under start and end is a run of days."""
    found: set[date] = set()
    if isinstance(value, Mapping):
        start, end = value.get("start") or value.get("from"), value.get("end") or value.get("to")
        if start and end:
            ends = sorted(_dates([start, end]))
            days = range(ends[0].toordinal(), ends[-1].toordinal() + 1) if ends else range(0)
            return frozenset(date.fromordinal(day) for day in days)
        value = list(value.values()) + [key for key in value if _DATE.fullmatch(str(key))]
    for one in value if isinstance(value, Iterable) and not isinstance(value, str) else [value]:
        if isinstance(one, list | Mapping):
            found |= _dates(one)
        elif match := _DATE.search(str(one)):
            try:
                found.add(date(int(match[1]), int(match[2]), int(match[3])))
            except ValueError:
                continue
    return frozenset(found)


def _holidays(facts: Facts, value: Any) -> Facts | None:
    if isinstance(value, Mapping) and (
        makeup := next((value[k] for k in ("makeup", "workdays", "调休") if k in value), None)
    ):
        facts = replace(facts, makeup=_dates(makeup))
        value = {key: some for key, some in value.items() if key not in {"makeup", "workdays", "调休"}}
    if days := _dates(value):
        return replace(facts, holidays=days)
    # A calendar that is only named is the one whose longest breaks are known anyway.
    return facts if str(value).strip().lower() in _CALENDARS or not value or facts.makeup else None


def _makeup(facts: Facts, value: Any) -> Facts | None:
    days = _dates(value)
    return replace(facts, makeup=days) if days or not value else None


def _seasons(facts: Facts, value: Any) -> Facts | None:
    if not isinstance(value, Mapping):
        return None
    seasons = {str(name): months for name, some in value.items() if (months := _months(some))}
    return replace(facts, seasons={**facts.seasons, **seasons}) if seasons else None


def _months(value: Any) -> tuple[int, ...]:
    if isinstance(value, list):
        plain = [int(one) for one in value if str(one).isdigit() and 1 <= int(one) <= 12]
        if len(plain) == len(value):
            return tuple(plain)
        value = "-".join(str(one) for one in value)
    if isinstance(value, Mapping):
        value = "-".join(str(one) for one in value.values())
    if (dated := re.findall(r"(?:\d{4}-)?(\d{1,2})-\d{1,2}", str(value))) and len(dated) == 2:
        return _run(int(dated[0]), int(dated[1]))
    match = _MONTHS.search(str(value))
    return _run(int(match[1]), int(match[2])) if match else ()


def _run(first: int, last: int) -> tuple[int, ...]:
    """Return the months from one to another, over the end of the year where the last comes before the first."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return ()
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def _yes_no(value: Any) -> bool | None:
    word = str(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def _same_activity(facts: Facts, value: Any) -> Facts | None:
    same = _yes_no(value)
    return None if same is None else replace(facts, same_activity=same)


def _same_subject(facts: Facts, value: Any) -> Facts | None:
    same = _yes_no(value)
    return None if same is None else replace(facts, same_subject=same)


def _window(facts: Facts, value: Any) -> Facts | None:
    use = _USES.get(str(value).strip().lower())
    return None if use is None else replace(facts, window_use=use)


def _workday_hours(facts: Facts, value: Any) -> Facts | None:
    hours = _number(value)
    return None if hours is None else replace(facts, workday_hours=int(hours))


_TAKERS: dict[str, Taker] = {
    **dict.fromkeys(("shifts_per_day", "shifts", "roster", "shift_count", "班次", "每日班次", "排班", "班制"), _shifts),
    **dict.fromkeys(
        ("shift_hours", "hours_per_shift", "shift_length", "shift_length_hours", "每班小时"), _hours_of_shift
    ),
    **dict.fromkeys(
        ("grade_direction", "top_grade", "grade_order", "grades", "best_grade", "highest_grade", "grade",
         "grade_scheme", "grade_top", "direction", "top", "最高等级", "等级方向"), _grades,
    ),
    **dict.fromkeys(("holidays", "holiday_calendar", "calendar", "holiday", "days_off", "节假日"), _holidays),
    **dict.fromkeys(("makeup", "makeup_days", "makeup_workdays", "workdays", "调休"), _makeup),
    **dict.fromkeys(("seasons", "season", "season_dates", "season_months", "季节"), _seasons),
    **dict.fromkeys(("same_activity", "activity_same", "same_key", "同一事项"), _same_activity),
    **dict.fromkeys(("same_subject", "subject_same", "同一主体"), _same_subject),
    **dict.fromkeys(("window", "window_kind", "window_use", "window_type", "时段性质"), _window),
    **dict.fromkeys(("workday_hours", "working_hours_per_day", "hours_per_workday"), _workday_hours),
}  # fmt: skip
