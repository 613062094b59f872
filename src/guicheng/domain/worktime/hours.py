"""Hours as people write them, such as 周一至周五 08:30-12:00、13:30-17:30；周六 09:00-12:00."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from guicheng.domain.values.message import _
from guicheng.domain.worktime.calendar import CalendarError, DayRule, Window

_DAY: Final = 24 * 60
#: Minutes of a week, the first of them on Monday at 00:00.
WEEK: Final = 7 * _DAY
#: Hours as they are kept, for those who ask how to write them.
EXAMPLE: Final = "周一至周五 08:30-12:00、13:30-17:30"
_MOST_PARTS, _MOST_WINDOWS = 14, 8
_WORKING_WEEK: Final = frozenset(range(5))
_FULL_WEEK: Final = frozenset(range(7))
_NAMES: Final = "一二三四五六日"
_DAY_NUMBER: Final = {
    **{f"周{name}": number for number, name in enumerate(_NAMES)},
    **{name: number for number, name in enumerate(_NAMES)},
    "周天": 6,
    "天": 6,
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **dict(zip(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], range(7), strict=True)),
}
_DAYS: Final[dict[str, DayRule | frozenset[int]]] = {
    **dict.fromkeys(("", "每天", "每日", "天天", "daily", "everyday"), DayRule.EVERY_DAY),
    **dict.fromkeys(("工作日", "workday", "workdays", "workingdays"), DayRule.WORKDAYS),
    **dict.fromkeys(("周末", "双休日", "weekend", "weekends"), frozenset({5, 6})),
}
_WHOLE_DAY: Final = frozenset({"24小时", "24h", "24hours", "全天", "全天候", "allday"})
_WHERE_HOURS_BEGIN: Final = re.compile(r"\d|全天|allday")
_TO: Final = re.compile(r"[-–—~至到]+")
_WINDOW: Final = re.compile(rf"(\d{{1,2}}:\d\d){_TO.pattern}(?:次日|第二天|翌日)?(\d{{1,2}}:\d\d)")
_BETWEEN: Final = re.compile(r"[、,，和及/]")
_PARTS: Final = re.compile(r"[;；\n]+")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours on some days.

    Args:
        days: A rule, or weekdays with Monday as 0.
        windows: From when to when on each of these days; one that runs over midnight belongs to the day on which it
            begins.
    """

    days: DayRule | frozenset[int]
    windows: tuple[Window, ...]

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of an ordinary week, without holidays and make-up days."""
        if isinstance(self.days, frozenset):
            return self.days
        return _WORKING_WEEK if self.days is DayRule.WORKDAYS else _FULL_WEEK


def read_hours(text: str) -> tuple[Hours, ...]:
    """Return the hours that a text names, part by part; nothing for an empty one.

    Args:
        text: Parts with ； between, each with days, none for every day, and windows, or 24小时.

    Raises:
        CalendarError: It is no such text; the sentence says which part and what to write.

    Example:
        >>> write_hours(read_hours("Mon-Fri 8:30-12:00, 13:30-17:30; 周六 9:00-12:00"))
        '周一至周五 08:30-12:00、13:30-17:30；周六 09:00-12:00'
    """
    parts = [part for part in _PARTS.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    if len(parts) > _MOST_PARTS:
        raise CalendarError(_("These are more than {most} parts of a week.", most=str(_MOST_PARTS)))
    return tuple(_read_part(part) for part in parts)


def _read_part(part: str) -> Hours:
    packed = re.sub(r"[\s。.]+", "", part).casefold().replace("星期", "周").replace("礼拜", "周")
    begin = _WHERE_HOURS_BEGIN.search(packed)
    if begin is None:
        raise _strange(part)
    days = _read_days(packed[: begin.start()].rstrip(":,、的"), part)
    found = packed[begin.start() :]
    if found in _WHOLE_DAY:
        return Hours(days, (Window(0, _DAY),))
    return Hours(days, tuple(sorted(_read_windows(found, part))))


def _read_days(text: str, part: str) -> DayRule | frozenset[int]:
    if text in _DAYS:
        return _DAYS[text]
    return frozenset(day for piece in _BETWEEN.split(text) for day in _read_range(piece, part))


def _read_range(piece: str, part: str) -> Iterator[int]:
    ends = [_DAY_NUMBER.get(name) for name in _TO.split(piece)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        raise _strange(part)
    # 周六至周一 goes over the end of the week.
    yield from (day % 7 for day in range(first, last + 1 + (7 if last < first else 0)))


def _read_windows(text: str, part: str) -> Iterator[Window]:
    pieces = _BETWEEN.split(text)
    if len(pieces) > _MOST_WINDOWS:
        raise _strange(part)
    for piece in pieces:
        found = _WINDOW.fullmatch(piece)
        if found is None:
            raise _strange(part)
        yield Window.of(_clock(found[1], part), _clock(found[2], part))


def _clock(text: str, part: str) -> time:
    hour, minute = map(int, text.split(":"))
    if (hour, minute) == (24, 0):
        return time.min
    if hour > 23 or minute > 59:
        raise _strange(part)
    return time(hour, minute)


def _strange(part: str) -> CalendarError:
    return CalendarError(
        _(
            "“{part}” names no hours. Write them like {example}, {night} or {whole}.",
            part=part.strip()[:40],
            example=EXAMPLE,
            night="每天 22:00-06:00",
            whole="24小时",
        )
    )


def write_hours(hours: Iterable[Hours]) -> str:
    """Return hours as they are kept: always in the same words, and read again as the same hours."""
    return "；".join(f"{write_days(part.days)} {write_windows(part.windows)}" for part in hours)


def write_days(days: DayRule | frozenset[int]) -> str:
    """Return days in words, such as 周一至周五."""
    if not isinstance(days, frozenset):
        return "工作日" if days is DayRule.WORKDAYS else "每天"
    listed = sorted(days)
    first, last = listed[0], listed[-1]
    if len(listed) > 2 and last - first == len(listed) - 1:
        return f"周{_NAMES[first]}至周{_NAMES[last]}"
    return "、".join(f"周{_NAMES[day]}" for day in listed)


def write_windows(windows: Iterable[Window]) -> str:
    """Return windows in figures, such as 08:30-12:00、13:30-17:30."""
    said = [f"{_figures(each.begin)}-{_figures(each.end)}" for each in windows]
    return "24小时" if said == ["00:00-24:00"] else "、".join(said)


def _figures(minute: int) -> str:
    over = minute - _DAY if minute > _DAY else minute
    return f"{over // 60:02d}:{over % 60:02d}"


def week_minutes(hours: Iterable[Hours]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of an ordinary week, in order and apart.

    Returns:
        (begin, end) in minutes from Monday 00:00, the first included and the last not. One that runs over the end of
        the week ends in the next one, below its begin.
    """
    found = sorted(
        (day * _DAY + window.begin, day * _DAY + window.end)
        for part in hours
        for day in part.weekdays
        for window in part.windows
    )
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple((begin, end) for begin, end in _within_the_week(joined))


def _within_the_week(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for begin, end in stretches:
        if end - begin >= WEEK:
            yield 0, WEEK
            return
        yield begin, end - WEEK if end > WEEK else end
