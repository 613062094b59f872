"""At which hours something goes on or is open, and at which it is not: 中午不得浇水 beside 统一在12:00-14:00浇水."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.comparison.unlikeness import done_in
from guicheng.domain.standard.concerns import are_of_one_concern, are_of_other_concerns, concerns_of
from guicheng.domain.standard.daytime import (
    DAY_LONG,
    When,
    between,
    clock_alone,
    in_digits,
    onwards,
    towards,
    when_in,
    without_ratios,
    without_times,
)
from guicheng.domain.standard.ends import open_between
from guicheng.domain.standard.kinship import are_told_apart
from guicheng.domain.standard.sentences import parts_in, sentences_in
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

#: It is not then.
_OFF: Final = re.compile(
    "不得|禁止|严禁|不准|不许|谢绝|概不|恕不|拒绝|不宜|避免|避开|停止|停[灌浇用业办收播工]|关[门闭着停掉]|(?:才|也|均|都|常)关|常闭|紧闭|锁|下班(?!后|的)|打烊"
    "|闭馆|闭园|收班|收台|收工|不再|不设|不安排|不[接开办收进浇出放送营对灌洒]|没人|无人|[禁]运|(?:停|关)(?=[,|]|$)|关机|停机|熄"
)
#: It may not go on before some hour of the morning: 8:30前不得开动.
_NOT_BEFORE: Final = re.compile(
    r"(?<![\d:-])(\d\d?):(\d\d)[以之]?前[^,;|]{0,8}?(?:不得|禁止|严禁|不准|不许|不要|不能|不可|勿)"
)
_NOON: Final = 720
#: It is: it may not be stopped, or is stopped only later.
_ON: Final = re.compile(
    "(?:不得|不许|不准|不要|禁止|严禁|[不勿别未])[^,;|:]{0,5}?(?:关|锁|停|收班|下班|闭|拒绝|空岗|离岗|叫停|阻拦)"
    r"|\d:\d\d[^,;|:]{0,3}?(?:方可|才|再)[^,;|:]{0,3}?(?:关|锁|收|下班|停)"
)
#: Nothing goes on at any other hour.
_ONLY: Final = re.compile(
    "(?<!不)只(?!要|有)|仅|限(?:于|在|每|\\d)|统一|一律|(?:其余|其他|其它)的?(?:时间|时段|钟点)|(?:开放|营业|接待|办公|服务|施工|作业|开启|投放"
    "|灌溉|浇水|浇灌|收运|清运|装卸|开门|进场|出场|外运)(?:的)?(?:时间|时段|钟点)"
    "|接待|对外办公|开放|营业|时[段间]:?(?=\\d)|仅此[一1]次"
)
#: What is measured in other ways than by the clock says nothing of when it goes on.
_NO_HOURS: Final = re.compile(
    "每\\d|\\d次|\\d遍|\\d趟|\\d人|\\d名|分钟|小时内|小时[1一]|\\d小时(?!服务|开|营|值|接|$)|会(?=$|[,|])|用餐|休息(?!时间)|轮流"
    "|时限|期限|一半|半数|隔[一盏个]|检查|交接|[召开]会"
)
#: It is done but once a day: what goes on at other hours by another clause is done then instead.
_ONCE: Final = re.compile("(?:每[日天]|[一1][日天])(?:只|仅)?[一1][次遍趟回]")
_REST: Final = re.compile("其余|其他|其它|过时|逾时|到点")
#: When something is forbidden that the next part tells.
_IS_CASE: Final = re.compile("(?:时候?|期间|时间|时段)$")
#: Who comes from some time on and has left by another one is there between them: 8:00起方可入场,18:00前清场.
_LEFT_BY: Final = re.compile(
    r"(?<![\d:-])(\d\d?:\d\d)(?:起|开始|[以之]?后|(?=[开上动]工|开机|进场))([^,;|。\d]{0,8}),(\d\d?:\d\d)前"
    "[^,;|]{0,6}?(?:清场|离场|离开|撤离|收工|停工|退场)"
)
#: 每日22:00-次日6:00 names nothing that goes on.
_NOT_A_TIME: Final = re.compile("(?![每日天晚早和及与至到])[一-鿿]")
_FROM_TO: Final = re.compile(
    r"(?<![\d:-])(\d\d?:\d\d)(?:起|开始|[以之]?后)([^,;|。\d]{0,6}),?(?:直?至|到)(?:次日|翌日|第二天)?(\d\d?:\d\d)"
)
#: One word for what has many; the desk of the company goes without saying elsewhere.
_ONE_WORD: Final = (
    (
        re.compile(
            "(?:客户服务|客服|客户|服务)中心(?:前台|柜台)?|(?:客服部?|客户服务|服务中心|服务)?(?:前台|柜台|服务台|接待台|接待处)"
        ),
        "柜台",
    ),
    (re.compile("(?:生活)?(?:垃圾)?(?:定时)?(?:分类)?投放(?:点|亭|口|站)|分类(?:亭|房)"), "垃圾投放点"),
    (re.compile("人行(?:小门|通道门|出入口|闸机|侧门)|行人(?:小?门|口|出入口|通道门?)|步行(?:口|门|出入口)"), "人行门"),
    (re.compile("(?:缴费|收费|收款)(?:窗口|柜台|台|处|前台)"), "缴费窗口"),
    (re.compile("卸货(?:平台|台|区|口)"), "卸货台"),
    (re.compile("(?<=[东南西北])(?:侧|边|面)的?(?=[^,;|]{0,4}[门口])"), "门"),
    (re.compile("开?喷灌|(?<![的])浇(?!水)|灌溉"), "浇水"),
)
#: What something is for.
_PURPOSE: Final = re.compile(",(?:以免|防止|避免|方便|便于|以便|省得|免得)[^,;|]*")
_EMPTY: Final = re.compile(
    "园区|小区|开放|营业|接待|办公|开启|打开|时间|时段|钟点|统一|安排|选在|定在|进行|照常|照样|每[日天]|其他|其余|须知|随时|可以|对外"
    "|谁也别|别|那?几台|都?开着|咱们|我们|早|晚|连续|次日|翌日|由门岗|解锁|锁[定死闭]|落锁|开锁|转动|可?通行|状态|保持|清场|再|关(?=[、,;|]|$)|(?<=[、:])[启停开]|上班|下班|来|办事"
    "|合闸|拉闸|入[春夏秋冬]后?"
)
_LEAST: Final = 7.0
_SHARE: Final = 0.6
_OF_BOTH: Final = 0.4
_LEFT: Final = 6.0
#: Where so much is common, more may be left over.
_MUCH: Final = 15.0
_MORE_LEFT: Final = 8.0
#: Least that a character tells by which clauses are found.
_TELLING: Final = 2.5
_JUST_THEN: Final = 30
#: Shorter stretches that both name are those of borders.
_A_WHILE: Final = 20


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hours of something.

    Args:
        words: The sentence that says so.
        on: Minutes of the day at which it goes on, one bit each.
        off: Those at which it doesn't.
        chars: What the clause tells of it.
        thing: The words for it.
        when: In which months, on which days and on which occasion.
        once: Whether it is done once a day.
    """

    words: str
    on: int
    off: int
    chars: frozenset[str]
    thing: str
    when: When
    once: bool

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters that tell much of what it is about."""
        named = frozenset(("hours", concern) for concern in concerns_of("hours", self.words))
        return named | {("hours", char) for char in self.chars if weight_of(char) >= _TELLING}

    def denies(self, other: Schedule) -> bool:
        """Tell whether something goes on by one clause at hours at which by the other it does not."""
        clash = max((self.on & other.off).bit_count(), (self.off & other.on).bit_count())
        if self.once and other.once and self.on and other.on and not self.on & other.on:
            clash = _A_WHILE
        return clash >= _A_WHILE and self.when.meets(other.when) and self._is_of(other, clash)

    def _is_of(self, other: Schedule, clash: int) -> bool:
        """Tell whether both are the hours of one thing, known by its name or by what is told of it."""
        first, second = (concerns_of("hours", each.words) for each in (self, other))
        if are_of_other_concerns(first, second):
            return False
        # Of who has left by some time it is known only that he has not just then.
        if are_of_one_concern(first, second) and clash > _JUST_THEN:
            return True
        shared = Shared.of(self.chars, other.chars)
        left = _MORE_LEFT if shared.common >= _MUCH else _LEFT
        if not shared.reaches(max(_LEAST, _OF_BOTH * shared.most), _SHARE, left):
            return False
        mine, theirs = done_in(self.thing), done_in(other.thing)
        if mine and theirs and not mine & theirs:
            return False
        return not are_told_apart(self.thing, other.thing)


@lru_cache(maxsize=20_000)
def schedules_in(text: str) -> tuple[Schedule, ...]:
    """Return at which hours things go on by a clause.

    Args:
        text: The clause.
    """
    plain = _LEFT_BY.sub(r"\1-\3\2", _FROM_TO.sub(r"\1-\3\2", in_digits(without_ratios(text))))
    found = map(_of_sentence, sentences_in(plain))
    return tuple(each for each in found if each is not None)


def _of_sentence(sentence: str) -> Schedule | None:
    if _NO_HOURS.search(sentence):
        return None
    on, off, when = _hours_of([part[0] for part in parts_in(sentence)])
    if between_ends := open_between(sentence):
        on, off = between_ends, DAY_LONG & ~between_ends
    if not (on or off):
        return None
    if on and not off and _ONLY.search(sentence) and "-" in sentence:
        off = DAY_LONG & ~on
    thing = _EMPTY.sub("", without_times(in_one_word(_PURPOSE.sub("", sentence))))
    elsewhen = When(0, when.months, when.days, when.occasions)
    once = _ONCE.search(sentence) is not None
    return Schedule(sentence, on & ~off, off, chars_of(_OFF.sub("", thing)), thing, elsewhen, once)


def _until_morning(part: str) -> int:
    """Return the minutes of the day up to an hour of the morning before which something is forbidden; 0 for none."""
    hit = _NOT_BEFORE.search(part)
    end = int(hit[1]) * 60 + int(hit[2]) if hit else 0
    return between(0, end) if 0 < end <= _NOON else 0


def in_one_word(text: str) -> str:
    """Return a text with one word for what has many."""
    for words, word in _ONE_WORD:
        text = words.sub(word, text)
    return text


def _hours_of(parts: list[str]) -> tuple[int, int, When]:
    """Return the minutes at which something goes on and does not, and when else the parts hold."""
    on = off = pending = 0
    when, start = when_in(""), None
    for part in parts:
        own, alone = when_in(part, exact=True).minutes, clock_alone(part)
        when = when_in(part, when, exact=True)
        minutes = own or (when.minutes if _REST.search(part) else pending)
        pending = 0
        if _ON.search(part):
            on |= towards(alone) if alone is not None and own != DAY_LONG else minutes
        elif _OFF.search(part):
            off |= _until_morning(part) or (minutes if alone is None else onwards(alone))
        elif own and (_IS_CASE.search(part) or not _NOT_A_TIME.search(without_times(part))):
            pending = own
        else:
            on |= minutes
            start = alone if start is None else start
            continue
        if start is not None and alone is not None and start < alone:
            on |= between(start, alone)
    return on | pending, off, when
