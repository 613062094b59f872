"""What tells two clauses apart, or keeps them from being compared, although their words are much alike."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Act, Gap, Tally
from guicheng.domain.comparison.likeness import Likeness
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.surplus import YEARLY_MONTH
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.vocabulary import Vocabulary
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_AT_HOURS = re.compile(r"(\d{1,2}:\d\d-(?:次日)?\d{1,2}:\d\d)[^,;。\d]{0,8}?(\d{1,3})[次遍]")
#: What somebody else settles, in words that name no number.
_REFERRED = re.compile(
    "(?:按(?!(?:[月季周日年]|季度|半?年度?)[^,;。计规方制标约]{0,10}公[布示])照?|"
    "依照|依据|根据|遵照|参照)[^,;。]{0,16}(?:计划|规定|方案|制度|核定|公布|公示|标准|约定|要求|投标|水平|书|编制|定员)"
    "|保存至[^,;。]{2,12}(?:期满|终止|结束|届满|到期)"
    "|(?:较|过|偏|太|比较)[热冷干旱湿大小多少高低强](?:时|的时候|天)|[本当]班[之以]?内|照(?![明常度片])[^,;。]{0,6}计划"
    "|视[^,;。]{0,4}(?:需要|情况|实际)|根据(?:实际)?需要|酌情|适当提前|提前适当|适量|若干"
    "|按[^,;。]{0,10}(?:实际|需要|需求|能力|容量|情况)[^,;。]{0,4}(?:确定|安排|配备|配置|而定|执行)"
    "|[于过较比](?:上一?|去|前一)(?:个?年度?|个?季度?|个?月度?|期)(?![末底])|同比|环比"
    "|指导价|市场价|(?<!非)(?:工作|营业|办公|上班|上课|教学|门诊|探视|午休|休息|用餐|开放)时间"
    "|(?:营业|开门|上班|下[班岗]|闭[店馆园]|开场|收[班工市]|打烊|歇业|放学|交(?:接)?班|(?:当班|本班|每?班次?|自习|课程|活动|会议|演出|考试|门诊)结束)之?前"
)
#: A number of something, but for hours of a day.
_NUMBER = re.compile(
    r"(?<![\d:])\d+(?:\.\d+)?(?![\d:万.])|(?<![\d百千])[二两三四五六七八九十百千万]+(?=[级类项种号元米岁吨层个次天日小分月年人名家辆台张栋幢周倍成%])"
)
#: 适当提前 names no hours.
_HOURS = re.compile("(?:时间|(?<!提)前)$")
_ALL_DAY = re.compile("24小时|全天|昼夜")
_TIMES = re.compile(r"\d:\d\d|24小时")
#: 前 goes without saying: 进场须登记.
_TURNS = re.compile("后(?![台勤门期])|[未再]|不(?![得准许应可能允足少低高超])")
_METRIC = re.compile("([一-鿿]{2})率")
#: A share of a sum that is taken for something.
_TAKEN = re.compile(
    r"(?:另加|加收|加价|上浮|下浮|收取|计收|提取)[^,;。\d]{0,6}\d+(?:\.\d+)?%|\d%[^,;。]{0,3}(?:手续费|服务费|管理费|违约金)"
)
#: Names of one share.
_METRICS = (frozenset({"存活", "成活"}), frozenset({"回收", "收回"}), frozenset({"完好", "良好"}))


def are_contrasted(like: Likeness, *, by_words: bool = False) -> bool:
    """Tell whether what is left of two clauses tells their things apart: 高压 and 低压.

    Args:
        like: What the two share, and what is left.
        by_words: Whether to pass over what only one character tells.
    """
    for row in tables.alternatives("likeness", "contrasts"):
        words = [word for word in row if len(word) > 1] if by_words else row
        left = {word for word in words if word in like.left}
        right = {word for word in words if word in like.right}
        if left and right and not left & right:
            return True
    return False


def are_of_other_kinds(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses name other kinds of one thing: 生活垃圾 and 装修垃圾."""
    for row in tables.alternatives("likeness", "kinds"):
        first, second = ({word for word in row if word in side.text} for side in (mine, theirs))
        if first and second and not first & second:
            return True
    return False


def are_of_other_months(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses have something done in other months of each year: 每年3月, 每年9月."""
    first, second = ({*YEARLY_MONTH.findall(side.text)} for side in (mine, theirs))
    return bool(first and second and first != second)


def are_turned(mine: str, theirs: str) -> bool:
    """Tell whether light words make another act of the same words: 进场前签订, 进场后签订."""
    return Counter(_TURNS.findall(mine)) != Counter(_TURNS.findall(theirs))


def are_of_other_posts(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses name posts of other kinds only: 秩序维护员上岗前培训, 保洁员上岗前培训."""
    if mine.whoever and theirs.whoever:
        return False
    first, second = ({kind for word, kind in tables.posts().items() if word in side.text} for side in (mine, theirs))
    return bool(first and second and not first & second)


def are_done_apart(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses count how often other things are done: 浇水 and 更换 of the same plants."""
    if not all(any(isinstance(term.bound, Tally | Gap) for term in side.terms) for side in (mine, theirs)):
        return False
    first, second = done_in(mine.text), done_in(theirs.text)
    return bool(first and second and not first & second)


def done_in(text: str) -> set[int]:
    """Return the numbers of the rows of verbs that a text names, of words inside of one another the longest.

    The 保洁 of 保洁员 and the 检查 of a form tell nothing of what is done.
    """
    found = set()
    text = _by_whom().sub("", text)
    for word, row in _verbs():
        if word in text:
            found.add(row)
            text = text.replace(word, "")
    return found


@cache
def _by_whom() -> re.Pattern[str]:
    """Return who does it, by what they are called after, and papers that are filled in."""
    words = "|".join(re.escape(word) for word, _row in _verbs())
    return re.compile(f"《[^》]*》|(?:{words})(?:人员|员|工(?![作具])|岗|班|队|部(?!位)|主管|领班|单位|公司)")


@cache
def _verbs() -> tuple[tuple[str, int], ...]:
    rows = enumerate(tables.alternatives("likeness", "verbs"))
    words = [(word, number) for number, row in rows for word in row]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))


def are_other_shares(mine: str, theirs: str) -> bool:
    """Tell whether the shares of two texts are those of different things: 合格率 and 及时率, or 收取3%."""
    first, second = (set(_METRIC.findall(text)) for text in (mine, theirs))
    if (first and not second and _TAKEN.search(theirs)) or (second and not first and _TAKEN.search(mine)):
        return True
    if not first or not second or first & second:
        return False
    return not any(names & first and names & second for names in _METRICS)


def are_loosened_apart(mine: Side, theirs: Side, vocabulary: Vocabulary, lexicon: Lexicon | None) -> bool:
    """Tell whether only one clause loosens what it says (原则上, 约), so that nothing can be said of the two."""
    first, second = (Surroundings(side.clause, vocabulary, lexicon).hedges for side in (mine, theirs))
    return first != second


def referred(mine: Side, theirs: Side) -> Message | None:
    """Return what only one of two clauses leaves to a rule or to hours that it does not tell, None where there is none.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    for side, other in ((mine, theirs), (theirs, mine)):
        named = _REFERRED.search(side.text)
        if named is None or _REFERRED.search(other.text):
            continue
        if _HOURS.search(named[0]) and _ALL_DAY.search(other.text):
            # Whichever those hours are, they lie within the whole day.
            continue
        if not _HOURS.search(named[0]) or (_TIMES.search(other.text) and not _TIMES.search(side.text)):
            return _("“{words}” sets no bound that was understood; write a number.", words=named[0])
    return None


def are_counted_by_hours(mine: str, theirs: str) -> bool:
    """Tell whether two texts count turns at several hours each, and not the same: 8:00-20:00四次、20:00-8:00两次.

    Args:
        mine: The first clause in one way of writing.
        theirs: The second clause in one way of writing.
    """
    first, second = ({*_AT_HOURS.findall(text)} for text in (mine, theirs))
    return min(len(first), len(second)) > 1 and first != second


def unread_number(mine: Side, theirs: Side) -> Message | None:
    """Return what a number stands for that only one of two clauses of acts names, and that no case of theirs tells.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    first, second = (_numbers_in(side) for side in (mine, theirs))
    apart = sorted((first - second) | (second - first))
    return _("“{words}” sets no bound that was understood; write a number.", words="、".join(apart)) if apart else None


def _numbers_in(side: Side) -> set[str]:
    """Return the numbers of a clause, each as a numeral, but for those that tell its cases or belong to a bound."""
    told = {end for term in side.terms for each in term.scope.conditions for end in (each.low, each.high)}
    bound = [term.span for term in side.terms if not isinstance(term.bound, Act)]
    found = {
        split_number(match[0])[0]
        for match in _NUMBER.finditer(side.text)
        if not any(span.start <= match.start() < span.end for span in bound)
    }
    return {f"{number:g}" for number in map(float, filter(None, found)) if number not in told}
