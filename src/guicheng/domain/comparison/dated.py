"""By when something is done, told once by the calendar and once by workdays, or by the clock and by what has ended.

每月10日前 and 每月前5个工作日内 are of one thing, and only the calendar of a month tells which of them comes first; of
营业结束后2小时内 and 每日23:30前 nobody knows it who does not know when the business ends. Both are compared as if they named one
date, and where only the date is left to tell them apart, it is told as far as any calendar allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_NUMBER: Final = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_MONTHLY: Final = "(每月|次月|下月|当月|每季度首月|每季首月)"
#: A number of workdays of a month, and a day of it.
_WORKDAYS: Final = re.compile(f"{_MONTHLY}(?:的)?(?:前|头|第|开始后)?{_NUMBER}个?工作日(?:之?内|之?前|以内)?")
_DAY: Final = re.compile(rf"{_MONTHLY}(?:的)?{_NUMBER}[日号](?:之?前|以前)")
#: What has ended before, and a time of day.
_ENDED: Final = re.compile(
    "(?:每[日天晚]的?)?(?:营业|开市|交接班|闭店|闭馆|打烊|收市|活动|课程|演出|比赛|晚市|就餐|用餐|早餐|午餐|晚餐|晚自习|放学|下班)"
    rf"(?:结束)?(?:之|以)?后(?:的)?(?:{_NUMBER}个?(?:小时|分钟)|半个?小时)(?:之|以)?内"
)
_CLOCK: Final = re.compile(r"每[日天晚]的?(?:不晚于)?\d\d?:\d\d(?:(?:之|以)?前|(?=完成))")
_ONE_DATE: Final = "每月10日前"
_ONE_TIME: Final = "每日23:00前"
#: Days by which the last of some workdays of a month may come later than that of so many days: weekends, a holiday.
_WEEK, _OFF, _HOLIDAYS = 5, 2, 11


def compared_by_dates(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one names a date and the other workdays or an event, None for any others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = normalize(first), normalize(second)
    if _has_both(_ENDED, _CLOCK, mine, theirs):
        texts = [_ENDED.sub(_ONE_TIME, _CLOCK.sub(_ONE_TIME, text)) for text in (mine, theirs)]
        return _undecided(_("The hour of the day at which the clock starts.")) if _equal(compared, texts) else None
    if not _has_both(_WORKDAYS, _DAY, mine, theirs):
        return None
    texts = [_WORKDAYS.sub(_ONE_DATE, _DAY.sub(_ONE_DATE, text)) for text in (mine, theirs)]
    return _by_calendar(mine, theirs, second) if _equal(compared, texts) else None


def _has_both(one: re.Pattern[str], other: re.Pattern[str], mine: str, theirs: str) -> bool:
    """Tell whether one text has only one of two ways to name a date, and the other text only the other one."""
    ways = [(bool(one.search(text)), bool(other.search(text))) for text in (mine, theirs)]
    return sorted(ways) == [(False, True), (True, False)]


def _equal(compared: Callable[[str, str], Pairing], texts: list[str]) -> bool:
    return compared(texts[0], texts[1]).verdict is Verdict.EQUAL


def _undecided(missing: Message) -> Pairing:
    return Pairing(Verdict.CANNOT_COMPARE, missing=missing)


def _by_calendar(mine: str, theirs: str, second: str) -> Pairing:
    """Return how a number of workdays stands to a date in whichever month."""
    counted = _WORKDAYS.search(mine)
    (workdays, day) = (mine, theirs) if counted else (theirs, mine)
    number, date = _number(_WORKDAYS, workdays), _number(_DAY, day)
    latest = number + _OFF * (number // _WEEK + 1) + _HOLIDAYS
    if number < date < latest:
        return _undecided(_("The holiday calendar: how many days the workdays take."))
    if (date <= number) is not bool(counted):
        return Pairing(Verdict.TIGHTER)
    return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=second)))


def _number(pattern: re.Pattern[str], text: str) -> int:
    return int(next((split_number(hit[2])[0] for hit in pattern.finditer(text)), 0) or 0)
