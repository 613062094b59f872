"""A promise as the duty beside it asks: what kind of bound a number is that the clause leaves bare, and in which unit.

The law says what kind of number it sets. Where a clause that speaks of it names a time and no word beside it tells
whether that is a limit, a notice or how long a record is kept (监控录像|20天|秩序主管), it is what the duty asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from typing import Final

from guicheng.domain.clause import Kind
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.bounds import (
    Act,
    Bound,
    Clockwork,
    Gap,
    Hours,
    Kept,
    Limit,
    Notice,
    Range,
    Stretch,
    Tally,
    Unread,
    Use,
)
from guicheng.domain.comparison.colloquial import answered, framed, hung, of_age, on_weekdays, shared_out, wiped
from guicheng.domain.comparison.deferring import put_off
from guicheng.domain.comparison.foretold import by_a_day, day_before, days_left, late_days, same_day
from guicheng.domain.comparison.periods import STRETCHES
from guicheng.domain.comparison.spoken import GONE, HOURS, ON_SHOW, Spoken
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.values import Span

#: A time alone, without a word that tells what it bounds.
_TIME: Final = re.compile(
    r"[\d.零一二两三四五六七八九十百半]+\s?个?半?(?:分钟|小时|钟头|工作日|日|天|周|星期|礼拜|季度|月|年)半?"
)
#: What stands before a time that is no bound of the duty, and behind one.
_COUNTED_FROM: Final = re.compile(
    r"(?:[每隔近前满逾过第超]|超过|不足|最近|逾期|连续|累计|试用|工作|从业|早)\s?$|[{][^{}]*$"
)
_COUNTED_TO: Final = re.compile(
    r"\s?(?:[\d一二两三四五六七八九十]+[次遍回趟]|各|内?仍?[未没]|仍|工作?经[验历]|从业|工龄|的(?!$|[给打享送优可,])|一?[换轮签])"
)
#: A notice is told before something; a bare time is one where it is all that its cell or its part says.
_BEFORE: Final = re.compile(r"\s?(?:之|以)?前")
_EARLIER: Final = re.compile("[早前]")
_CELL: Final = (re.compile(r"(?:^|[|:,、(]|期限?|时间|时限|[为是])\s?$"), re.compile(r"\s?(?:$|[|,;。)、])"))
#: Clauses that read as a bound of each kind around a bare time.
_FRAMES: Final[dict[type, str]] = {
    Kept: "档案保存{}。",
    Limit: "{}内完成。",
    Notice: "提前{}通知。",
    Tally: "每{}清洗1次。",
    Gap: "每{}清洗1次。",
}
#: Kinds that a time says only where it is all that its cell or its part says.
_CELLS_ONLY: Final = frozenset({Notice, Tally, Gap})
_LEAST: Final = re.compile("至少|不少于|不低于|不短于|以上|最少|最短|起码|≥|>")
_SINCE: Final = re.compile("[后起][^,;。|]{0,8}$")
_BARE: Final = frozenset({Unread, Limit})
_KEPT: Final = "retention"
_TELLS: Final = frozenset({"", "notified", "published"})
#: What lies until it is taken away.
_CLEARED: Final = re.compile("(?:暂存|存放|贮存)[^。;]*(?:清|运|拉|收|移交|转交|交给)")
#: Units of one thing, of which the law names one.
_ALIKE: Final = ({"quantity.台", "quantity.部"}, {"quantity.岁", "quantity.周岁"})
#: Words by which somebody is there no longer from a time of the day on; behind an hour they close, before it they open.
_CLOSES: Final = re.compile(
    "关门|锁门|闭门|打烊|闭店|关闭|停止|下班|离岗|撤岗|收班|不再|无人|没人|停用|清场|转?留言|转?语音|转自动"
)
_OPENS: Final = re.compile("开门|开放|上班|到岗|开始|开启|接班|营业")
_TURNED: Final = re.compile("改[为成到]|调整[为到]|缩[短减]?[为到至]")
_UNTIL: Final = re.compile("[到至](?:每[日天])?$")
_PART: Final = re.compile("[^,;。、|]*")
_CLOCK: Final = re.compile(r"\d\d:\d\d")
_MIDNIGHT: Final = ("00:00", "24:00")
#: Nobody of the kind that the law asks for.
_NONE: Final = re.compile(
    "(?:不(?:再|另|专门|单独)?(?:设|配|安排|聘|派)|取消|撤销|未设)[^,;。]{0,12}[员人桶箱点](?!的)"
)


def as_owed(said: Spoken, law: Term, *, alone: bool) -> Term:
    """Return a promise in the kind of bound, the unit and the words of a duty; unchanged where it is another's.

    Args:
        said: A promise with the words around it.
        law: The figure of the duty.
        alone: Whether no other promise of its clause bounds what the duty does; a time without words of its own is
            that other one's company then, and says nothing of the duty.
    """
    term = answered(said, law)
    if alone and type(term.bound) in _BARE and (found := _bare(said, law)) is not None:
        # Who writes no more than a number leaves the form to the law.
        return replace(term, key=Key(term.key.activity, law.key.attribute), bound=found, written=law.written)
    for read_as in _READINGS.get(type(term.bound), ()):
        found = read_as(said, law)
        if found is not None:
            return replace(term, key=Key(term.key.activity, law.key.attribute), bound=found)
    return term


def _bare(said: Spoken, law: Term) -> Bound | None:
    """Read a time that stands alone as what the duty asks for: 电梯维保单留三年, 时限为签订后18天."""
    term, kind = said.term, type(law.bound)
    words = term.span.of(said.plain)
    if kind not in _FRAMES or not _TIME.fullmatch(words) or not _says_no_kind(said, law):
        return None
    ahead, behind = said.plain[: term.span.start], said.plain[term.span.end :]
    if _COUNTED_FROM.search(ahead) or _COUNTED_TO.match(behind) or _BEFORE.match(behind):
        return None
    if kind in _CELLS_ONLY and not (_CELL[0].search(ahead) and _CELL[1].match(behind)):
        return None
    found = framed(_FRAMES[kind], words)
    if (
        isinstance(found, Kept)
        and found.least
        and found.least.clockwork is Clockwork.CLOCK
        and law.key.attribute == _KEPT
    ):
        # No record is kept by the hour.
        return None
    if isinstance(found, Kept) and isinstance(law.bound, Kept) and law.bound.least is None:
        return Kept(most=found.least)
    return found


def _says_no_kind(said: Spoken, law: Term) -> bool:
    """Tell whether a clause leaves open what its time bounds; a record in a row of a table has no limit."""
    term = said.term
    if isinstance(term.bound, Unread):
        return term.key.attribute == "?"
    if isinstance(law.bound, Notice):
        # 续约通知:30天 reads as the limit of a notice, and is how long ahead it is given.
        return not _SINCE.search(said.plain, 0, term.span.start) and term.endpoint in {*_TELLS, law.endpoint}
    return isinstance(law.bound, Kept) and not term.trigger and not term.endpoint


def _cleared(said: Spoken, law: Term) -> Bound | None:
    """Read how often something is taken away as how long it lies at most: 每3天清运1次 beside 存放不超过2日."""
    bound = said.term.bound
    if not isinstance(law.bound, Limit) or not _CLEARED.search(said.near):
        return None
    if isinstance(bound, Gap):
        return Limit(bound.longest)
    if not isinstance(bound, Tally) or bound.per not in STRETCHES or (bound.low != 1 and bound.per != "day"):
        return None
    return Limit(STRETCHES[bound.per])


def _term_of_something(said: Spoken, law: Term) -> Bound | None:
    """Read how long something lasts as the limit that a duty makes of it: 预收期限最长为18个月 beside 最多预收12个月.

    A time without a comparator is as long as it says where the duty is of no event: 期限8个月 beside 期限不超过6个月.
    """
    bound = said.term.bound
    if law.key.attribute != "deadline" or not isinstance(bound, Kept):
        return None
    if bound.most is not None and bound.least is None:
        return Limit(latest=bound.most)
    if bound.least is None or law.trigger or law.endpoint or said.term.key.attribute == "retention":
        return None
    return None if _LEAST.search(said.term.words) else Limit(latest=bound.least)


def _hours_shown(said: Spoken, law: Term) -> Bound | None:
    """Read hours for which something is shown as a time like days: 公示48小时, 贴公告栏24小时."""
    bound = said.term.bound
    if isinstance(law.bound, Kept) and isinstance(bound, Hours) and said.term.words.endswith("小时"):
        shown = law.key.attribute != "retention" and ON_SHOW.search(said.plain, 0, said.term.span.start)
        return Kept(Stretch(Fraction(24), Clockwork.CLOCK)) if shown else None
    if not isinstance(law.bound, Kept) or not isinstance(bound, Range) or bound.low is None:
        return None
    if said.term.key.attribute != law.key.attribute or (bound.unit, bound.per) != ("hour", None):
        return None
    ahead, behind = said.plain[: said.term.span.start], said.plain[said.term.span.end :]
    if _COUNTED_FROM.search(ahead) or _EARLIER.search(said.term.words) or _BEFORE.match(behind):
        return None
    return Kept(Stretch(bound.low, Clockwork.CLOCK))


def _destroyed(said: Spoken, law: Term) -> Bound | None:
    """Read the time after which a record is destroyed as that for which it is kept: 满6年销毁."""
    bound = said.term.bound
    if not isinstance(law.bound, Kept) or not isinstance(bound, Kept) or bound.least or bound.most is None:
        return None
    gone = said.term.key.attribute == law.key.attribute and GONE.search(said.plain, said.term.span.start)
    return Kept(bound.most) if gone else None


def _closing(said: Spoken, law: Term) -> Bound | None:
    """Read times at which a place opens and closes as hours, where the law wants it open round the clock."""
    if not isinstance(law.bound, Hours) or not clock.is_whole_week(law.bound.minutes):
        return None
    if isinstance(said.term.bound, Hours):
        return _changed(said)
    if said.term.key.attribute not in {*HOURS, "placed"}:
        return None
    start, end = _MIDNIGHT
    for point in said.clause.requirements:
        if point.kind is Kind.WINDOW and _within(point.span, said.term.span) and (at := _CLOCK.match(str(point.value))):
            behind = _PART.match(said.plain, point.span.end)
            closes = _UNTIL.search(said.plain, 0, point.span.start) or (behind and _CLOSES.search(behind[0]))
            opens = behind and _OPENS.search(behind[0])
            start, end = (start, at[0]) if closes else (at[0], end) if opens else (start, end)
    week = None if (start, end) == _MIDNIGHT else clock.week_of([f"{start}-{end}"])
    return None if week is None else Hours(week, Use.SERVICE)


def _changed(said: Spoken) -> Bound | None:
    """Return the hours to which those round the clock are changed: 24小时服务电话改为8:00-20:00."""
    points = [
        each for each in said.clause.requirements if each.kind is Kind.WINDOW and _within(each.span, said.term.span)
    ]
    if len(points) < 2 or points[0].value != "24h":
        return None
    between = said.plain[points[0].span.end : points[1].span.start]
    week = clock.week_of([str(each.value) for each in points[1:]]) if _TURNED.search(between) else None
    return None if week is None else Hours(week, Use.SERVICE)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nobody(said: Spoken, law: Term) -> Bound | None:
    """Read 不设安全管理员 beside a number of people as none of them."""
    asked = law.bound
    if not isinstance(asked, Range) or law.key.attribute.startswith("share") or not isinstance(said.term.bound, Act):
        return None
    return replace(asked, low=Fraction(0), high=Fraction(0)) if _NONE.search(said.near) else None


def _in_its_unit(said: Spoken, law: Term) -> Bound | None:
    """Return a number in the unit of the law where both mean one thing: 30台电梯, 30部电梯; 18岁, 18周岁."""
    bound, asked = said.term.bound, law.bound
    mine, theirs = said.term.key.attribute, law.key.attribute
    if not isinstance(bound, Range) or not isinstance(asked, Range):
        return None
    if asked.per == "shift" and bound.per is None and bound.unit == asked.unit:
        # Whoever has fewer people than each shift needs has too few in some shift.
        few = bound.low is not None and asked.low is not None and bound.low < asked.low
        return replace(bound, per="shift") if few else None
    if theirs == "quantity.部" and bound.unit == "人" and bound.per in {"部", "台"} and bound.low:
        return Range(None, 1 / bound.low, unit=asked.unit)
    if mine == theirs:
        return None
    return replace(bound, unit=asked.unit) if any({mine, theirs} == pair for pair in _ALIKE) else None


#: How a bound of each kind may be read.
_READINGS: Final[dict[type, Collection[Callable[[Spoken, Term], Bound | None]]]] = {
    Unread: (_closing, day_before, days_left, put_off, of_age, shared_out),
    Limit: (late_days, days_left, same_day),
    Notice: (by_a_day, day_before),
    Kept: (_term_of_something, _destroyed, hung),
    Range: (_hours_shown, _closing, _in_its_unit),
    Hours: (_hours_shown, _closing, on_weekdays),
    Act: (_closing, _nobody, day_before, days_left, same_day, put_off, of_age, shared_out),
    Tally: (_cleared, wiped, put_off),
    Gap: (_cleared, wiped, put_off),
}
