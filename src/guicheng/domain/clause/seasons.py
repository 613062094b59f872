"""In which season, weather or kind of cases a bound holds: as its own part says, or the part before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guicheng.domain.clause.clause import Word
    from guicheng.domain.clause.context import Parts
    from guicheng.domain.values import Span

_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
#: Months in which a bound holds: 4月至10月, 4至10月, 6、7、8月.
MONTHS = re.compile(
    rf"(?<![\d第个.]){_MONTH}(?:月份?)?(?:至|到|-)(?:次年|翌年)?{_MONTH}月份?(?![\d前末底])"
    rf"|(?<![\d第个.]){_MONTH}月?(?:[、和及]{_MONTH}月?){{1,6}}(?<=月)份?(?![\d前末底])"
    rf"|(?<!\d){_MONTH}月\d{{1,2}}[日号]起?(?:至|到|-)(?:次年|翌年)?{_MONTH}月\d{{1,2}}[日号]止?"
    r"|(?<![第个.一二三四五六七八九十])[一二三四五六七八九](?:[二三四五六七八九]){1,2}月份?(?![前末底])"
)
_SPELL = re.compile(
    "季|期|台风|暴雨|雨雪|节假日|夜间|[白昼]|日间|[春夏秋冬][天日]|[雨雪]天|月|其[余他它]|高温|平[日时]"
)
#: 雨季前检测 is done before the season and not in it.
_BORDER = re.compile("节?(?:(?:来临|到来|开始|结束|过)?(?:之|以)?[前后]|来临|到来|除外|[以之]外)")
#: Said of a case beside the one before it.
_ANOTHER_CASE = re.compile(
    "特殊|其[他它余]|夜里|晚上|(?<!不)一般|普通|常规|平[时常]|(?<!除)非(?!常)|日常|正常|[全常终]年|一年|[春夏秋冬](?!节)"
)
#: A time of its own, by which something is done: 雨季来临前, 节前, 台风过后, 换季时.
_OWN_TIME = re.compile(
    "(?:[季期节雨雪风汛暑寒冬夏春秋热冻震灾]|换季|停用|启用|检修)[^,;。:次]{0,4}?(?:之|以)?(?:前(?!台)|后|时(?!间|长|限))"
)
#: Another case that a part names itself: 缺失的, 水位超限时.
_OWN_CASE = re.compile("(?!低于|高于|超|达|不足|不到|未达|逾)[^,;。:]{1,14}[的者]$")
#: 平时锁闭,每天检查: what is said of other days beside it.
_OTHERWISE = frozenset({"平时", "平日"})
_BOUND = re.compile(r"\d|[每一两三半]")
_COUNTED = re.compile("[每次遍]")
_IN_A_YEAR = re.compile("每年度?[^,;。:每]{0,6}$")
#: What goes on with the case right before it, whichever that is.
_GOES_ON = re.compile(r"[\s(]*(?:每次|每回|每趟|一次|且|并|同时|其中|单次)")
#: 春、秋季 are one season to a bound.
_SEASONS_BEFORE = re.compile("(?:[春夏秋冬]季?[、和及与]?){1,3}$")


def case_in_part(parts: Parts, span: Span, words: tuple[Word, ...]) -> str | None:
    """Return the season, weather or kind of cases that a bound's own part names before it, None for none.

    Args:
        parts: The clause.
        span: Where the bound stands.
        words: The terms of severity and season in the clause, in order of place.
    """
    own = _last(parts, span.start, parts.index(span.start), words)
    return None if own is None else _whole(parts, own)


def case_before(parts: Parts, span: Span, words: tuple[Word, ...]) -> str | None:
    """Return the season, weather or kind of cases of the part before that of a bound, None where it ends with it.

    Args:
        parts: The clause.
        span: Where the bound stands.
        words: The terms of severity and season in the clause, in order of place.
    """
    index = parts.index(span.start)
    before = _last(parts, parts.starts[index], index - 1, words) if index else None
    return _whole(parts, before) if before is not None and _still_holds(parts, index, span, before, words) else None


def months_of(parts: Parts, start: int) -> str | None:
    """Return the months in which a bound holds: the last ones before it in its part, or the part before as a whole."""
    said = [match[0] for match in MONTHS.finditer(parts.head(start))]
    if said:
        return said[-1]
    whole = MONTHS.fullmatch(parts.text(parts.index(start) - 1).strip())
    return whole[0] if whole else None


def _last(parts: Parts, start: int, index: int, words: tuple[Word, ...]) -> Word | None:
    """Return the last term before a place in one part, if something holds in it and is not only done before it."""
    last = bisect_left(words, start, key=lambda word: word.span.start) - 1
    if last < 0 or words[last].span.start < parts.starts[index] or _borders(parts.plain, words[last]):
        return None
    return words[last]


def _borders(plain: str, word: Word) -> bool:
    """Tell whether a season or weather only says before or after what something is done: 雨季前, not 接到急修后."""
    return _SPELL.search(word.surface) is not None and _BORDER.match(plain, word.span.end) is not None


def _still_holds(parts: Parts, index: int, span: Span, word: Word, words: tuple[Word, ...]) -> bool:
    """Tell whether a bound without a case of its own is meant in that of the part before it.

    复杂问题3天内解决，特殊情况不超过7天 names another case; 夏季26℃、冬季20℃，误差2℃ is meant of both; and of 井盖每月巡查2次，汛期每周1次，井圈每年刷漆
    1次 the season stands between what holds always.
    """
    head = parts.head(span.start)
    if _ANOTHER_CASE.search(f"{head}{span.of(parts.plain)}") or MONTHS.search(head):
        return False
    if _SPELL.search(word.surface) is None:
        return True
    if word.surface in _OTHERWISE:
        return False
    if parts.stops(index - 1) or _aside(parts, word) or _OWN_TIME.search(head) or _OWN_CASE.fullmatch(head.strip()):
        return False
    if _IN_A_YEAR.search(parts.head(word.span.start)) and "每" not in parts.tail(word.span.start, word.span.end):
        return False
    return _alone(parts, index - 1, words) and (
        _GOES_ON.match(head) is not None or not _inserted(parts, index - 1, word)
    )


def _aside(parts: Parts, word: Word) -> bool:
    """Tell whether a season stands in a bracket that has a bound of its own: 每周2次（夏季每日1次）."""
    ahead, rest = parts.head(word.span.start), parts.tail(word.span.start, word.span.end)
    return ahead.count("(") > ahead.count(")") and _BOUND.search(rest.partition(")")[0]) is not None


def _alone(parts: Parts, index: int, words: tuple[Word, ...]) -> bool:
    """Tell whether a part names one season, and not several that each have a bound of their own."""
    start, end = parts.starts[index], parts.ends[index]
    seasons = [word for word in words if start <= word.span.start < end and _SPELL.search(word.surface)]
    return not any(_BOUND.search(parts.plain, one.span.end, two.span.start) for one, two in pairwise(seasons))


def _inserted(parts: Parts, index: int, word: Word) -> bool:
    """Tell whether a part tells what is done in one season of what the part before it tells for always."""
    if index == 0 or parts.stops(index - 1) or parts.head(word.span.start).strip():
        return False
    return "每" in parts.text(index - 1) and _COUNTED.search(parts.text(index)) is not None


def _whole(parts: Parts, word: Word) -> str:
    """Return a season with those that are listed right before it: 春、秋季."""
    if word.surface[0] in "春夏秋冬" and (more := _SEASONS_BEFORE.search(parts.head(word.span.start))):
        return more[0] + word.surface
    return word.surface
