"""On which days of the week something is open: 周日不办, 星期天照常收费."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.standard.concerns import are_of_one_concern, are_of_other_concerns, concerns_of
from guicheng.domain.standard.daytime import in_digits, without_times
from guicheng.domain.standard.ends import open_between
from guicheng.domain.standard.kinship import are_told_apart
from guicheng.domain.standard.scheduled import in_one_word
from guicheng.domain.standard.sentences import parts_in, sentences_in
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

_WEEK: Final = "(?:周|星期|礼拜)"
_RANGE: Final = re.compile(f"{_WEEK}([一二三四五六日天])(?:至|到|-)(?:{_WEEK})?([一二三四五六日天])")
_DAY: Final = re.compile(
    f"(?<!每){_WEEK}([一二三四五六日天])(?![一-五]?[次遍回趟]|个月)([六日])?|每[逢个]{_WEEK}([一二三四五六日天])"
)
#: A day of each week on which something is shut, which counts nothing as 每周一次 does; how many days it is open.
_EACH_WEEK: Final = re.compile(
    "每逢?(?=(?:周|星期|礼拜)[一二三四五六日天](?:[、和及与](?:周|星期|礼拜)?[一二三四五六日天]){0,3}"
    "(?:全天|均|都|固定|例行|对外)?(?:闭|休息|歇|停(?!电|水|气)|不(?:开|营|办|接|对外)|关))"
)
_ALL_DAYS: Final = re.compile("每周(开放|办理|营业|接待|服务|运行|受理)?(?:时间)?(?:为)?[七7]天")
_NAMED: Final = (
    (re.compile("(?<![0-9一二三四五六七八九十个])工作日(?![以之]?内)|平日|平常日"), 0b00011111),
    (re.compile("周末|双休日?|休息日"), 0b01100000),
    (re.compile("节假日|法定(?:节?假日|节日)|公休日?"), 0b10000000),
    (
        re.compile(
            "天天|每[天日](?!三)|全周|一周[七7]天|[七7]天(?=都|全|无|不|营|开|接|办)|全年无休|无休息日|(?:星期|周)几都|不分(?:平日|工作日|周末)"
            "|全年(?:不休|开放)"
        ),
        0b11111111,
    ),
)
_ORDER: Final = "一二三四五六日"
_ALL: Final = 0b11111111
_WEEKDAYS: Final = 0b01111111
#: Fewest days of which those that are not named are days off.
_MOST_DAYS: Final = 4
_LESS: Final = re.compile("除外|除[^,;|]{1,8}外|以外")
_OFF: Final = re.compile(
    "不(?:开|营业|办|接待|受理|上班|收[款费]|对外|安排|设|服务|接)|停(?:办|业|运|用|开|止|休|播|工|(?=[,;|]|$))|闭[门馆园店]|(?<!没有)(?<![无不])休息|歇业|关[闭着停门]"
    "|(?:不|不许|不得|不准|禁止|严禁)(?:开|放行|施工|作业|进场|收运|清运)|没人|无人|轮休"
    "|除外"
)
#: What is said of all other days: 其他日子照常, 除这天外都能来.
_OTHER_DAYS: Final = re.compile(
    "(?:其余|其他|其它|别的|剩下|余下)的?(?:日子|几?天|时间|日期)|除(?:这|那|该|此)[一1]?[天日](?:以?外|之外)"
)
_ON: Final = re.compile(
    "能来|能用|可[来用游]|都[开可]"
    "|营业|开放|办公|接待|办理|受理|开[窗门馆启]|上班|有人|坐窗|收款|收费|开票|运行|播放|照[常样旧]|正常|不[休停]|无休|没有休息|放水|施工|放行|进场|开着|开(?=[,;|]|$)"
)
_ONLY: Final = re.compile("(?<!不)只(?!要)|仅|限")
_CLOCK: Final = re.compile(r"\d:\d\d")
#: How often something is done, and what is done once, tells not when it is open.
_NO_WEEK: Final = re.compile(
    "每周(?:[一二三四五六日天1-7](?!天)|至少|不少于)|次|遍|检修|检查|清洗|保养|巡|清点|盘点|培训|例会|测试|冲洗|维护|演练"
)
_EMPTY: Final = re.compile(
    "停止|关闭|咱们|我们|开门|关门|能?交|[至止]|开放|营业|接待(?![室处台])|办公(?!室)|开启|打开|时间|统一|照[常样旧]|正常|其他|其余"
    "|对外|上班|办理|受理|一周|七天|每周|六天|日|当天|定时|都|有人|设备|业主|才|放水|表演"
    "|闭门|休息|[只仅]?留?电话值班|不|停|运行|[只仅在]|没有?|须|排|一样"
)
_LEAST: Final = 5.0
_SHARE: Final = 0.6
_OF_BOTH: Final = 0.35
_LEFT: Final = 8.0
_TELLING: Final = 2.5


@dataclass(frozen=True, slots=True)
class Week:
    """The days on which something is open.

    Args:
        words: The sentence that says so.
        on: Days on which it is, one bit each from Monday on, and one for holidays.
        off: Those on which it isn't.
        chars: What the clause tells of it.
        thing: The words for it.
    """

    words: str
    on: int
    off: int
    chars: frozenset[str]
    thing: str

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters that tell much of what it is about."""
        named = frozenset(("days", concern) for concern in concerns_of("hours", self.words))
        return named | {("days", char) for char in self.chars if weight_of(char) >= _TELLING}

    def denies(self, other: Week) -> bool:
        """Tell whether something is open by one clause on days on which by the other it is not."""
        shut = _are_other_days_off(self, other)
        if not (shut or self.on & other.off or self.off & other.on or _are_other_weeks(self.on, other.on)):
            return False
        mine, theirs = (concerns_of("hours", each.words) for each in (self, other))
        one = are_of_one_concern(mine, theirs)
        if one or are_of_other_concerns(mine, theirs):
            return one
        shared = Shared.of(self.chars, other.chars)
        least = max(_LEAST, _OF_BOTH * shared.most)
        return shared.reaches(least, _SHARE, _LEFT) and not are_told_apart(self.thing, other.thing)


def _are_other_weeks(mine: int, theirs: int) -> bool:
    """Tell whether two stretches of most days of a week end on other days: 周一至周五, 周一至周六."""
    days = [each & _WEEKDAYS for each in (mine, theirs)]
    return days[0] != days[1] and all(each.bit_count() >= _MOST_DAYS for each in days)


def _are_other_days_off(mine: Week, theirs: Week) -> bool:
    """Tell whether something is shut on one day of the week by one clause, and on another one by the other."""
    days = [each.off & _WEEKDAYS if each.off == each.off & _WEEKDAYS else 0 for each in (mine, theirs)]
    return days[0] != days[1] and all(each.bit_count() == 1 for each in days)


@lru_cache(maxsize=20_000)
def weeks_in(text: str) -> tuple[Week, ...]:
    """Return on which days of the week things are open by a clause.

    Args:
        text: The clause.
    """
    told = _ALL_DAYS.sub(r"天天\1", _EACH_WEEK.sub("", in_digits(text)))
    found = map(_of_sentence, sentences_in(told))
    return tuple(each for each in found if each is not None)


def _of_sentence(sentence: str) -> Week | None:
    if _NO_WEEK.search(sentence):
        return None
    on = off = days = 0
    for hit in parts_in(sentence):
        part = hit[0]
        if off and _OTHER_DAYS.search(part):
            on |= 0 if _OFF.search(part) else _WEEKDAYS & ~off
            continue
        days = days_in(part) or days
        if not days:
            continue
        if _OFF.search(part):
            # After such an hour, or but for some day.
            off |= 0 if _CLOCK.search(part) else days
            on |= days if open_between(part) else 0
        elif _ON.search(part) or _CLOCK.search(part):
            on |= days
    if on and _ONLY.search(sentence):
        off |= _ALL & ~on
    thing = _EMPTY.sub("", without_times(in_one_word(_without_days(sentence))))
    return Week(sentence, on & ~off, off, chars_of(thing), thing) if on or off else None


def days_in(text: str) -> int:
    """Return the days of the week that a text names, one bit each from Monday on, and one for holidays."""
    found = 0
    for first, last in _RANGE.findall(text):
        start, end = _place(first), _place(last)
        found |= sum(1 << day for day in range(start, end + 1))
    for hit in _DAY.finditer(_RANGE.sub("", text)):
        for day in filter(None, hit.groups()):
            found |= 1 << _place(day)
    for words, days in _NAMED:
        found |= days if words.search(text) else 0
    return found


def _place(day: str) -> int:
    return _ORDER.index(day.replace("天", "日"))


def _without_days(text: str) -> str:
    for pattern in (_RANGE, _DAY, *(words for words, _days in _NAMED)):
        text = pattern.sub("", text)
    return text
