"""When something holds: at which minutes of the day, in which months, on which days, on which occasion.

Authors name hours by the clock, by parts of the day (通宵, 中午) and by the rest of what was named (其余时间), and cases by
what goes on: 停用期间, 检修时, 有火警时. Tables: ``library/consistency/daytimes.tsv`` and ``occasions.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.comparison.tables import longest_first, rows_of, values

_DAY: Final = 24 * 60
#: All minutes of a day.
DAY_LONG: Final = (1 << _DAY) - 1
_SPAN: Final = re.compile(r"(\d\d?):(\d\d)-(?:次日|翌日|第二天)?(\d\d?):(\d\d)")
_FROM: Final = re.compile(
    r"(?<![\d:-])(\d\d?):(\d\d)(?:(?:[以之]?后|起|开始|一过|一到|方可|才(?=关|收|下班)|[^,;。|:]{0,4}一直)(?![台勤门]))"
)
_TO: Final = re.compile(
    r"(?:(?<=至)|(?<=到)|(?<=[截止]止)|(?<=至每日)|(?<=至每天)|(?<=到每天)|(?<=至当日))(?:次日|翌日)?(\d\d?):(\d\d)(?!-)"
)
_BEFORE: Final = re.compile(r"(?<![\d:-])(\d\d?):(\d\d)[以之]?前")
_AT: Final = re.compile(r"(?<![\d:-])(\d\d?):(\d\d)(?![\d:-]|[以之]?[前后]|起|一过)")
#: How much something is thinned is no time of day: 草酸溶液1:20.
_RATIO: Final = re.compile(r"(?:稀释|溶液|比例|配比|兑|剂|酸|碱|[药原]液|消毒液|水)[^,;|。\d]{0,4}1:\d{1,4}(?![\d:-])")
#: A point on a round, a little and a matter: 漏打一点, 一点点, 这一点. Nobody says 一点 of the clock without its part of the day.
_POINT: Final = re.compile(
    "(?<![早晚午晨夜日天至到前后起第十廿：:—~～-])(?<!凌晨)(?<!半夜)[一1]点(?![半钟整之以前后至到起开关0-9一二三四五六七八九十：:—~～-])点?"
)
#: From such a time on something lasts into the small hours.
_EVENING: Final = 18 * 60
_SMALL_HOURS: Final = 5 * 60
#: How long what happens at a time lasts at least, and how long before its end what lasts to a time does.
_A_WHILE: Final = 30
_REST: Final = re.compile(
    "(?:其余|其他|其它|此外|别的|剩余)(?:的?时间|的?时段|的?钟点|的?时候|的?时刻)?|逾时|过时|到点"
)
_USUAL: Final = re.compile("平时|平常|平日|日常|正常|通常")
#: What holds but for an occasion holds when nothing goes on.
_BUT_FOR: Final = re.compile(
    "除[^,;。|]{1,10}?(?:外|以外)|[^,;。|]{1,8}除外|(?:无|没有|没|非|不)[^,;。|]{0,3}?(?:作业|有?活|检修|维修)[^,;。|]{0,3}"
)
_MONTH: Final = re.compile("(?<![0-9])(1[0-2]|[1-9])月(?!内|底?前)")
_MONTHS: Final = re.compile("(?<![0-9])(1[0-2]|[1-9])月?份?(?:至|到|-)(?:次年|来年|翌年)?(1[0-2]|[1-9])月")
_TWO_MONTHS: Final = re.compile("([一二三四五六七八九])([二三四五六七八九十])月")
_NUMERALS: Final = "一二三四五六七八九十"
_WORKDAYS: Final = re.compile("工作日|周一(?:至|到|-)周五|星期一(?:至|到|-)星期五")
_DAYS_OFF: Final = re.compile("周末|双休日|(?:法定)?(?:节假日|休息日)|假日|周[六日]|星期[六日天]")


@dataclass(frozen=True, slots=True)
class When:
    """When something holds.

    Args:
        minutes: Minutes of the day, one bit each; 0 where none are named.
        months: Months of the year, none for all.
        days: ``work`` and ``off``, none for all.
        occasions: What goes on meanwhile, by the names of ``library/consistency/occasions.tsv``; none for the usual.
    """

    minutes: int
    months: frozenset[int]
    days: frozenset[str]
    occasions: frozenset[str]

    @property
    def is_named(self) -> bool:
        """Whether a time is named at all."""
        return bool(self.minutes or self.months or self.days or self.occasions)

    def meets(self, other: When) -> bool:
        """Tell whether there is a time at which both hold."""
        apart = any(a and b and not a & b for a, b in ((self.months, other.months), (self.days, other.days)))
        minutes = (self.minutes or DAY_LONG) & (other.minutes or DAY_LONG)
        return bool(minutes) and not apart and self.occasions == other.occasions


def when_in(text: str, earlier: When | None = None, *, exact: bool = False) -> When:
    """Return when a part of a sentence holds; what it does not name it has of the parts before.

    Args:
        text: The part, with its times in digits.
        earlier: When the parts before hold.
        exact: Whether a time alone is when it is done.
    """
    before = earlier or When(0, frozenset(), frozenset(), frozenset())
    minutes = _minutes_in(text, exact=exact)
    if _REST.search(text) and before.minutes:
        minutes = minutes or DAY_LONG & ~before.minutes
    named = frozenset(name for name, words in _occasions() if words.search(_BUT_FOR.sub("", text)))
    usual = _USUAL.search(text) is not None
    return When(
        minutes or before.minutes,
        months_in(text) or before.months,
        frozenset(name for name, words in (("work", _WORKDAYS), ("off", _DAYS_OFF)) if words.search(text))
        or before.days,
        named or (frozenset() if usual else before.occasions),
    )


def without_times(text: str) -> str:
    """Return a part of a sentence without the words that say when."""
    bare = _BUT_FOR.sub("", text)
    for pattern in (_SPAN, _FROM, _TO, _BEFORE, _AT, _MONTHS, _MONTH, _REST, _USUAL, _WORKDAYS, _DAYS_OFF):
        bare = pattern.sub("", bare)
    return _words_of_times().sub("", bare)


def in_digits(text: str) -> str:
    """Return a clause in one way of writing, its times of day in digits; a point that is missed is none.

    Args:
        text: The clause as written.

    Example:
        >>> in_digits("晚上十点锁门,漏打一点扣1分")
        '22:00锁门,漏打一处扣1分'
    """
    return clocked(_POINT.sub("一处", text))


def without_ratios(text: str) -> str:
    """Return a text without the ratios by which something is thinned, which look like times of day."""
    return _RATIO.sub("", text)


def _minutes_in(text: str, *, exact: bool) -> int:
    """Return the minutes that a text names: by the clock, or else by parts of the day."""
    found = stretches_in(text)
    for pattern, reach in ((_FROM, onwards), (_TO, towards), (_BEFORE, towards)):
        for hour, minute in pattern.findall(text):
            found |= reach(_minute(hour, minute))
    for hour, minute in _AT.findall(text) if exact and not found else ():
        found |= between(_minute(hour, minute), _minute(hour, minute) + _A_WHILE)
    if found:
        return found
    for pattern, mask in _daytimes():
        if pattern.search(text):
            found |= mask
    return found


def stretches_in(text: str) -> int:
    """Return the minutes of the stretches of the day that a text names by the clock: 22:00-次日6:00."""
    found = 0
    for first, minute, last, end in _SPAN.findall(text):
        found |= between(_minute(first, minute), _minute(last, end))
    return found


def _minute(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def between(first: int, last: int) -> int:
    """Return the minutes from one time to another one, which may be of the next day."""
    if first < last:
        return (DAY_LONG >> first << first) & ((1 << last) - 1)
    return DAY_LONG >> first << first | ((1 << last) - 1)


def clock_alone(text: str) -> int | None:
    """Return the time of day that a text names alone, None where it names none or a stretch."""
    found = [] if _SPAN.search(text) else _AT.findall(text)
    return _minute(*found[0]) if found else None


def onwards(first: int) -> int:
    """Return the minutes from a time on to the end of the day, or of the night."""
    return between(first, _SMALL_HOURS if first >= _EVENING else _DAY)


def towards(last: int) -> int:
    """Return the last minutes before a time."""
    return between(max(0, last - _A_WHILE), last) if last else 0


def months_in(text: str) -> frozenset[int]:
    """Return the months that a text names, none where it holds all year."""
    found = {month for hit in _MONTHS.finditer(text) for month in _from_to(int(hit[1]), int(hit[2]))}
    found |= {int(hit[1]) for hit in _MONTH.finditer(text)}
    found |= {_NUMERALS.index(each) + 1 for hit in _TWO_MONTHS.finditer(text) for each in hit.groups()}
    for pattern, months in _seasons():
        if pattern.search(text):
            found |= months
    return frozenset(found)


def _from_to(first: int, last: int) -> Iterator[int]:
    return ((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


@cache
def _daytimes() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(words), _mask(hours)) for words, hours in rows_of("consistency", "daytimes"))


def _mask(hours: str) -> int:
    """Return the minutes of stretches as the table writes them: 21:00-24:00 0:00-5:00."""
    found = 0
    for stretch in hours.split():
        first, last = ([int(each) for each in time.split(":")] for time in stretch.split("-"))
        found |= between(first[0] * 60 + first[1], last[0] * 60 + last[1])
    return found


@cache
def _occasions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in rows_of("consistency", "occasions"))


@cache
def _seasons() -> tuple[tuple[re.Pattern[str], frozenset[int]], ...]:
    return tuple(
        (re.compile(longest_first(each.words)), frozenset(map(int, each.name.removeprefix("?").split(","))))
        for each in values("season")
    )


@cache
def _words_of_times() -> re.Pattern[str]:
    tables = (rows_of("consistency", "daytimes"), [row[::-1] for row in rows_of("consistency", "occasions")])
    return re.compile("|".join(word for table in tables for row in table for word in row[0].split("|")))
