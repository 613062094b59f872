"""What a clause says in words of its own beside the number of a duty: on which weekdays, from which age, until wiped.

逢周一、三、五巡查 is three times a week beside a duty of every day, 录像每周清空一次 keeps a recording for a week, and 年龄放宽到16周岁
is the least age. Read alone these are no such bounds; the duty beside them tells what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.bounds import Bound, Gap, Kept, Range, Tally
from guicheng.domain.comparison.periods import STRETCHES
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.spoken import ON_SHOW, Spoken
from guicheng.domain.comparison.term import Term

_DAYS: Final = "一二三四五六日天"
_WEEKDAYS: Final = re.compile(
    rf"(?:周|星期|礼拜)([{_DAYS}](?:[、,和及/]?(?:周|星期|礼拜)?[{_DAYS}](?![、]?个))*)(?![{_DAYS}]*\s?(?:至|到|-|~))"
)
_OTHER_DAYS: Final = re.compile("周末|双休|节假|休息日|工作日|至周|到周|其余|其他时间")
_DAY: Final = re.compile(f"[{_DAYS}]")
_YEARS: Final = "([1-9][0-9]?|十[一二三四五六七八九]?|二十)周?岁"
#: The least age of whoever is taken on: 放宽到16周岁, 17岁即可; not one that ends the work.
_AGE: Final = re.compile(
    f"(?:年?满|放宽[到至为]|降[低到至为]{{1,2}}|不低于|不小于|达到)了?{_YEARS}(?!以下)|{_YEARS}(?:以上|起|即可|就可|也可|亦可|就行|便可)"
)
_NUMBER: Final = r"(?:[一二两三四五六七八九]成半?|\d{1,2}%|百分之[一二三四五六七八九十]{1,3}|[二三四五六七八九]分之[一二三四五六七八])"
_SHARE: Final = re.compile(f"(?:提|拿|拨|划|转|取|补)出?[来其]?[中的]{{0,2}}({_NUMBER})")
_WIPED: Final = re.compile(
    "(?:录像|记录|画面|影像|视频|数据|资料|硬盘)[^,;。]{0,16}?(?:清零|清空|清除|覆盖|删除|删掉|格式化|销毁)"
)
#: What was done with a complaint, told to whoever complained.
_ANSWERED: Final = re.compile("[^,;。]{0,4}处[理置](?:结论|结果|意见|情况)[^,;。]{0,6}?(?:答复|回复|反馈|告知)")


def answered(said: Spoken, law: Term) -> Term:
    """Return a promise to tell how something was dealt with as one to answer: 15日内把处理结论答复投诉人."""
    telling = said.term.endpoint == "handled" and _ANSWERED.match(said.plain, said.term.span.end)
    return replace(said.term, endpoint=law.endpoint) if telling and law.endpoint == "replied" else said.term


def on_weekdays(said: Spoken, law: Term) -> Bound | None:
    """Read the days of the week on which something is done as how often it is: 逢周一、三、五."""
    named = _WEEKDAYS.findall(said.plain)
    if not isinstance(law.bound, Tally | Gap) or len(named) != 1 or _OTHER_DAYS.search(said.plain):
        return None
    return Tally(Fraction(len(set(_DAY.findall(named[0])))), None, "week")


def of_age(said: Spoken, law: Term) -> Bound | None:
    """Read the age from which people are taken on: 年龄放宽到16周岁."""
    if not isinstance(law.bound, Range) or law.key.attribute != "quantity.周岁":
        return None
    found = _AGE.search(said.part)
    return framed("人员年满{}周岁。", found[1] or found[2]) if found else None


def shared_out(said: Spoken, law: Term) -> Bound | None:
    """Read the share that is taken for something: 公共收益只提两成补进去."""
    if not isinstance(law.bound, Range) or not law.key.attribute.startswith("share"):
        return None
    found = _SHARE.search(said.part)
    return framed("比例不低于{}。", found[1].replace("两", "二")) if found else None


def wiped(said: Spoken, law: Term) -> Bound | None:
    """Read how often recordings are wiped as how long they are kept: 录像每周清空一次."""
    bound = said.term.bound
    if not isinstance(law.bound, Kept) or not _WIPED.search(said.plain):
        return None
    if isinstance(bound, Gap):
        return Kept(bound.longest)
    return (
        Kept(STRETCHES[bound.per]) if isinstance(bound, Tally) and bound.low == 1 and bound.per in STRETCHES else None
    )


def hung(said: Spoken, law: Term) -> Bound | None:
    """Read how long a notice hangs before it goes into the files: 张贴满2日即可撤下归档."""
    bound = said.term.bound
    if law.key.attribute != "quantity.time" or said.term.key.attribute != "retention" or not isinstance(bound, Kept):
        return None
    return bound if bound.least and ON_SHOW.search(said.plain, 0, said.term.span.start) else None


@lru_cache(maxsize=1024)
def framed(frame: str, words: str) -> Bound | None:
    """Return what a sentence bounds into which some words have been put, None where it bounds nothing.

    Args:
        frame: The sentence, with {} where the words go.
        words: The words.
    """
    return next((each.bound for each in terms_of(read(frame.format(words)))), None)
