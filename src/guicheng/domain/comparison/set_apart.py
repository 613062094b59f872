"""Numbers that stand beside what a duty bounds and are of something else, or go on with it in another part.

电梯维保每15日1次，每月汇总1次 names two frequencies, and the second is of the paper; 每班2人，其中1人持证 names two numbers of
people, and the second is among the first. Of 早班2人，夜班1人 the second is of the same room at another time.
"""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.term import Term

_PEOPLE: Final = "headcount"
#: How often work is put on paper or looked at, which is not how often it is done: 每月汇总一次.
_PAPER: Final = (
    "(?:汇总|统计|装订|归档|通报|总结|评价|评估|考核|考评|分析|讲评|抽查|复核|核对|盘点|汇报|上报|报送|提交|出具)"
)
_ON_PAPER: Final = re.compile(_PAPER)
_ON_PAPER_AHEAD: Final = re.compile(f"{_PAPER}[^,;。]{{0,2}}$")
_ON_PAPER_BEHIND: Final = re.compile(f"[^,;。并后再及和]{{0,3}}{_PAPER}")
#: Duties that are themselves about telling or showing.
_OF_PAPER: Final = re.compile(f"{_PAPER}|公布|公示|公告|报告")
#: People among others, or beside those who sit there.
_AMONG: Final = re.compile(r"(?:其中|班长|领班|组长|替班|顶班|机动|备勤)[^,;。、]{0,6}?[\d一二两三四]\s?[人名位个]$")
_STAYS: Final = re.compile("[^,;。、]{0,3}(?:值守|值班|看守|在岗)")
#: Hours of a shift of its own: 夜班1人, 夜间由1人值守.
_SHIFT: Final = re.compile("[早中晚夜白日大小]班|夜[间里晚]|晚[上间]|深夜|凌晨|白[天昼]|周末|节假日|双休")


def is_told(law: Term) -> bool:
    """Tell whether a duty sets how long something hangs, or how long ahead it is told; both name what is told first."""
    return law.key.attribute in {"quantity.time", "notice"}


def is_of_a_shift(said: Spoken, law: Term) -> bool:
    """Tell whether a number of people is of a shift of its own, for a duty that asks for people."""
    return law.key.attribute == _PEOPLE and _SHIFT.search(said.own[0]) is not None


def is_of_another_kind(said: Spoken, says: str, law: Term) -> bool:
    """Tell whether a number is of paperwork about what a duty asks for, or of some among the people that it asks for.

    Args:
        said: A promise with the words around it.
        says: The sentence of the duty.
        law: Its figure.
    """
    plain, span = said.plain, said.term.span
    if law.key.attribute == _PEOPLE:
        return _AMONG.search(plain, 0, span.end) is not None and not _STAYS.match(plain, span.end)
    if law.key.attribute != "frequency" or _OF_PAPER.search(says):
        return False
    inside = _ON_PAPER.search(plain, span.start, span.end)
    return bool(inside or _ON_PAPER_AHEAD.search(plain, 0, span.start) or _ON_PAPER_BEHIND.match(plain, span.end))
