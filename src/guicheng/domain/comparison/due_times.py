"""The day or the time of day by which something is done: 每月5日前, 6月底前, 不晚于8:00, 22:00关闭."""

from __future__ import annotations

import re
from calendar import monthrange
from fractions import Fraction

from guicheng.domain.clause import Requirement
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.periods import OTHER_DAY
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.waits import day_of_year

_COMMON_YEAR = 2001
_BY_DAY = re.compile(r"(?<!\d)每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:前|之前)")
_BETWEEN_DAYS = re.compile(r"(?<!\d)每?(月)(?:的)?(\d{1,2})[日号]?(?:至|到|-)(\d{1,2})[日号]$")
_FROM_DAY = re.compile(r"(?<!\d)每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:以后|之后|后|起)")
_ON_DAY = re.compile(r"每?月(?:的)?(\d{1,2})[日号]")
_PER = {"月": "month", "季": "quarter"}
#: A day of the year: 6月15日前, 6月底前; 6月前 is before the first of June.
_BY_DATE = re.compile(r"(\d{1,2})月份?(?:(\d{1,2})[日号]|([底末]))?(?:之|以)?前")
_BY_TIME = re.compile(r"(\d\d):(\d\d)([前后])?")
_NO_EARLIER = re.compile("不得?早于(?:每[日天]|当[日天])?$")
#: What makes of a day before which something is done the first on which it may be: 12月1日前不得进行.
FORBIDDEN = re.compile("(?:一律)?(?:不得|不准|禁止|严禁|不许|不可|不允许)")
#: Lamps and fountains are on until they are turned off: 开启至23:00 lasts longer than 22:00关闭.
_OFF = re.compile("(?:之?前|以前)?(?:准时|全部|统一)?(?:关闭|关灯|熄灭|熄灯|关停|关门|锁门)")
_UNTIL = re.compile("(?:开启|开放|开灯|亮灯|照明|亮)[至到]$")
_ON_OFF = re.compile("(?:准时|统一|全部)?(?:开启|关闭|开灯|关灯|熄灯|熄灭|亮灯)")
_ONLY_THEN = re.compile("方可|方能|才可?|再")
#: 安排在17:00以后进行 lets nobody begin before.
_PLACED = re.compile("(?:安排|定|放|选|统一)在(?:每[日天])?$")
_SHARP = re.compile("准时|整(?!改)")
_NO_LATER = re.compile("(?:不得?[晚迟]于|最[晚迟])(?:每[日天]|当[日天])?$")
#: A time of another day, which no time of this day can be set beside.
_OTHER_DAY = re.compile("(?:次|翌|第二|隔|前一|后一)[日天]?$|^(?:次|翌|第二|隔|前一|后一)[日天]")


def latest_day(value: str) -> Range | None:
    """Return the day of its month, quarter or year by which something is done, None where a window names none."""
    if (match := _BETWEEN_DAYS.search(value)) is not None:
        low, high = Fraction(int(match[2])), Fraction(int(match[3]))
        return Range(low, high, unit="day", per=_PER[match[1]]) if low < high else None
    if (match := _FROM_DAY.search(value)) is not None:
        return Range(Fraction(int(match[2])), None, low_open=True, unit="day", per=_PER.get(match[1], "year"))
    if (match := _BY_DAY.search(value)) is not None:
        return Range(None, Fraction(int(match[2])), unit="day", per=_PER.get(match[1], "year"))
    if (match := _ON_DAY.fullmatch(value)) is not None:
        day = Fraction(int(match[1]))
        return Range(day, day, unit="day", per="month")
    match = _BY_DATE.search(value)
    last = None if match is None else day_of_year(int(match[1]), int(match[2]) if match[2] else 0)
    if match is None or last is None:
        return None
    if match[3]:
        last += monthrange(_COMMON_YEAR, int(match[1]))[1]
    return Range(None, Fraction(last), unit="day", per="year")


def time_of_day(around: Surroundings, window: Requirement) -> Range | None:
    """Return the minutes of the day between which something is done, None where a window names no end of them.

    9:00前, 不晚于每日8:00, 不得早于8:00, 19:00前不得, 18:30准时.
    """
    match, ahead = _BY_TIME.fullmatch(str(window.value)), around.plain[: window.span.start]
    if match is None:
        return None
    behind = around.plain[window.span.end :]
    other_day = _OTHER_DAY.search(ahead) or _OTHER_DAY.search(window.span.of(around.plain)[:3])
    per = OTHER_DAY if other_day else "day"
    at = Fraction(int(match[1]) * 60 + int(match[2]))
    later = match[3] == "后" and (_ONLY_THEN.match(behind) or _PLACED.search(ahead))
    if later or _NO_EARLIER.search(ahead) or (match[3] == "前" and FORBIDDEN.match(behind)):
        return Range(at, None, unit="minute", per=per)
    if not match[3] and _UNTIL.search(ahead):
        return Range(at, None, unit="minute", per=per)
    if not match[3] and not _NO_LATER.search(ahead) and (_SHARP.match(behind) or _ON_OFF.match(behind)):
        return Range(at, at, unit="minute", per=per)
    return Range(None, at, unit="minute", per=per) if match[3] == "前" or _NO_LATER.search(ahead) else None


def is_turned_off(around: Surroundings, window: Requirement) -> bool:
    """Tell whether a window says until when something is on."""
    plain, span = around.plain, window.span
    return bool(_OFF.match(plain, span.end) or _UNTIL.search(plain[: span.start]))
