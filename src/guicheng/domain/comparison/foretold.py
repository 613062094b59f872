"""Notices beside a duty to tell people ahead: given the evening before, on the very day, or within days that are late.

A clause that tells the evening before (头天晚8点贴通知，次日早8点停水) names two hours and no length of time; how long
ahead people know is what lies between the two, or at best up to the midnight on which the day begins.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison.bounds import Bound, Clockwork, Limit, Notice, Stretch
from guicheng.domain.comparison.colloquial import framed
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.comparison.term import Term
from guicheng.domain.values import Span

_TELLING: Final = "(?:报检|申请|申报|发函|书面|通知|告知|告示|公告|告诉|提醒|知会|打招呼|说一声|张贴|[贴发挂]出?(?:通知|公告|告示|消息|信息|短信))"
#: The day before, and the part of it.
_BEFORE: Final = re.compile(
    rf"(?:头|前|上)一?[天日](?:的?(?P<late>晚上?|夜里|夜间|夜晚|傍晚)|[上下中]午|早[上晨]?|清晨)?[^,;。|]{{0,16}}{_TELLING}"
)
#: The very day, but not that on which somebody heard of it: 接到停水通知当天张贴.
_SAME_DAY: Final = re.compile(rf"(?<!知)(?<!次)当[天日月][^,;。|]{{0,16}}{_TELLING}")
#: What nobody can tell ahead, and what is told when it is over.
_SUDDEN: Final = re.compile("突发|突然|故障|爆|紧急|抢修|应急|意外|恢复|来水|复水|(?:接到|收到|得知|获悉|接报)")
#: When what is told of begins, on the day behind the notice.
_NEXT_DAY: Final = re.compile(r"(?:次|翌|第二|当|转)[天日]|第二天早|隔天")
#: How little is left when people are told: 有效期剩最后五天时报检.
_LEFT: Final = re.compile(
    r"(?:只?剩余?下?(?:最后)?|只有|还有|还差|不足|不到|仅余)((?:\d+|[一二两三四五六七八九十]+)个?(?:工作日|日|天|周|星期|月))"
    rf"(?:左右)?(?:[时前内]|才|再|到期|届满|就到)[^;。|]{{0,16}}?{_TELLING}"
)
_AHEAD_OF: Final = "提前{}通知。"
_EVENING: Final = Fraction(17)
_DAY: Final = Fraction(24)
_TH: Final = "第"


def late_days(said: Spoken, law: Term) -> Bound | None:
    """Read 期满前45日内通知 beside a notice of 90 days: even the first of those days is too late."""
    bound, asked = said.term.bound, law.bound
    if not isinstance(asked, Notice) or said.term.key.attribute != "before" or not isinstance(bound, Limit):
        return None
    surely = at_most(asked.least, bound.latest, Sense.NOTICE, UNKNOWN) is False
    return Notice(bound.latest) if surely else None


def by_a_day(said: Spoken, law: Term) -> Bound | None:
    """Read 第15天之前答复 beside a limit as that limit; it is told ahead of nothing."""
    bound = said.term.bound
    if not isinstance(law.bound, Limit) or not isinstance(bound, Notice):
        return None
    start = said.term.span.start
    return Limit(bound.least) if said.plain.startswith(_TH, start) or said.plain.endswith(_TH, 0, start) else None


def day_before(said: Spoken, law: Term) -> Bound | None:
    """Read how long ahead people know what is told the evening before: 头天晚8点贴通知，次日早8点停水."""
    if not isinstance(law.bound, Notice) or _SUDDEN.search(said.plain):
        return None
    told = _BEFORE.search(said.plain)
    if told is None or not _meets(told, said.term.span):
        return None
    hours = [each for each in said.clause.requirements if each.kind is Kind.WINDOW]
    at = next((_hour(each) for each in hours if told.start() <= each.span.start < told.end()), None)
    begins = next((_hour(each) for each in hours if _begins(said.plain, told.end(), each)), None)
    if at is None:
        at = _EVENING if told["late"] else None
    if at is None or (begins is None and at < _EVENING):
        return None
    return Notice(Stretch(_DAY - at + (begins or 0), Clockwork.CLOCK))


def same_day(said: Spoken, law: Term) -> Bound | None:
    """Read 当天早上发通知 as a notice of no day at all."""
    if not isinstance(law.bound, Notice) or _SUDDEN.search(said.plain):
        return None
    told = _SAME_DAY.search(said.plain)
    return Notice(Stretch(Fraction(0), Clockwork.CLOCK)) if told and _meets(told, said.term.span) else None


def days_left(said: Spoken, law: Term) -> Bound | None:
    """Read 有效期剩最后五天时报检 as a notice of five days."""
    told = _LEFT.search(said.plain) if isinstance(law.bound, Notice) else None
    return framed(_AHEAD_OF, told[1]) if told and _meets(told, said.term.span) else None


def _meets(words: re.Match[str], span: Span) -> bool:
    """Tell whether words and a promise have a place in common."""
    return words.start() < span.end and span.start < words.end()


def _hour(window: Requirement) -> Fraction | None:
    """Return the hour at which a window begins, such as 20 of 20:00."""
    found = re.match(r"(\d\d):(\d\d)", str(window.value))
    return Fraction(int(found[1])) + Fraction(int(found[2]), 60) if found else None


def _begins(plain: str, place: int, window: Requirement) -> bool:
    """Tell whether a window behind a notice is of the day that follows it."""
    return window.span.start >= place and _NEXT_DAY.search(plain, place, window.span.end) is not None
