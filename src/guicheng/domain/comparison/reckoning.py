"""By what a number is reckoned: of each of several, of all of them, as a share of others, by area or by household.

Which of 每5万平方米1名 and 3名 is more, and of 30% of those on duty and 6 people, depends on how many there are. Both
speak of one thing all the same, and nothing compares them as long as nobody says how large the estate is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from guicheng.domain.comparison.act_words import words_of_act
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.periods import hours
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.term import Term

#: What a number of people or things is of: of each of several, or of all of them.
_OF_EACH: Final = re.compile("每一?[个座]?(?:[栋幢楼层岗班台部]|单元|出入口|站点|点位|组团|片区|门)(?!次)")
_IN_ALL: Final = re.compile(
    "总[数量计共]|合计|共计|编制|(?:人员|人手|员工)共|"
    "(?:全(?:小区|项目|园区|院区|校区|厂区)|^(?:小区|项目|园区|院区|校区|厂区)(?=共?配[备置]))[^,;。]{0,10}(?:人|员|名|岗)"
)
#: What a share or a number by area is taken of, and words of counting.
_BASE: Final = re.compile(
    r"^[^,;。\d]{2,10}(?:队伍|[员工])中|占[^,;。\d不]{2,10}|"
    r"(?:[于过到]|(?<=按))[^,;。\d]{2,10}?的?(?=\d+(?:\.\d+)?%)|(?:管理|建筑|绿地|总)+面积|"
    r"每?\d+(?:\.\d+)?万?(?:平方?米|m2|户|人)(?:[^,;。\d]{0,8}(?=\d))?|"
    "比例|比重|占比|数量|人数|总?户数|件数|场次|总数|不足|按月|按年|按季|全年|年度|[每当本][年月季次]度?|项目|小区|"
    "配备|配置|配|设置|设有|安排|安装|发放|控制|至少有?|不[得少低高多超大]?[于过]?|左右|同一?时间"
)
#: What is not as it should be, in a share of what is; 好 of 完好率 tells nothing else.
_RIGHT: Final = re.compile("完好率|亮灯率|合格率|及时率|成活率|保存率|满意率|完成率")
_WRONG: Final = re.compile("失效|损坏|破损|故障|不亮|不合格|超时|逾期|死亡|枯死|不满意|未完成|缺失|熄灭|坏(?=的|灯)")
_METRIC: Final = re.compile("([一-鿿]{2})率")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?(?:[名人个件起单次盏具把份场株户项宗台]|平方?米|%|以[上下内])*|率")
_COUNTER: Final = re.compile("[一-鿿]")
_SHARE: Final = "%"
#: Periods whose length no calendar tells.
_PERIODS: Final = frozenset({"shift", "workday"})
#: Share of the shorter one's characters from which two numbers are of one thing, and how many of them.
_ONE: Final = 0.75
_FEWEST: Final = 2


def are_reckoned_apart(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses tell the number of one thing in ways between which only the size of the estate decides.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    if _are_of_each_and_all(mine.text, theirs.text):
        return True
    first, second = _number_of(mine), _number_of(theirs)
    if first is None or second is None or _base(first) == _base(second):
        return False
    if not all(_base(each) or _is_counted(each) for each in (first, second)):
        return False
    if not (_names_metric_of(mine.text, theirs.text) and _names_metric_of(theirs.text, mine.text)):
        return False
    return _are_of_one_thing(_thing(mine), _thing(theirs))


def _are_of_each_and_all(mine: str, theirs: str) -> bool:
    """Tell whether one text counts for each of several things and the other in all: 每栋楼1名, 总数8人."""
    return any(
        _OF_EACH.search(text) and _IN_ALL.search(other) and not _OF_EACH.search(other)
        for text, other in ((mine, theirs), (theirs, mine))
    )


def _number_of(side: Side) -> Term | None:
    """Return the one number that a clause sets, None where it sets none, several or a price."""
    found = [term for term in side.terms if isinstance(term.bound, Range) and term.key.attribute != "price"]
    return found[0] if len(found) == 1 == len(side.terms) else None


def _base(term: Term) -> str:
    """Return of what a number is reckoned: ``%``, what it is counted by, or "" for a plain number."""
    if isinstance(term.bound, Range) and term.bound.unit == _SHARE:
        return _SHARE
    per = term.bound.per if isinstance(term.bound, Range) else None
    return "" if per is None or per in _PERIODS or hours(per, UNKNOWN) is not None else per


def _is_counted(term: Term) -> bool:
    """Tell whether a plain number counts things or people, and measures no temperature or brightness."""
    unit = term.bound.unit if isinstance(term.bound, Range) else ""
    return term.key.attribute in {"headcount", f"quantity.{unit}"} and _COUNTER.fullmatch(unit) is not None


def _thing(side: Side) -> Counter[str]:
    """Return the characters of what is counted, without what it is reckoned by."""
    said = _NUMBER.sub("", _BASE.sub("", _WRONG.sub("", _RIGHT.sub("", side.text))))
    return Counter("".join(words_of_act(said)))


def _names_metric_of(text: str, other: str) -> bool:
    """Tell whether a text names what is counted in a share of the other one: 返修率, 返修3单, but no 持证率, 6人."""
    metric = _METRIC.search(_RIGHT.sub("", other))
    return metric is None or any(char in text for char in metric[1])


def _are_of_one_thing(first: Counter[str], second: Counter[str]) -> bool:
    common = (first & second).total()
    shorter = min(first.total(), second.total())
    return common >= _FEWEST and common / shorter >= _ONE
