"""Two clauses on one thing between which a fact decides that neither tells: what a handbook says, how much it runs.

平层误差不超过说明书规定的数值 and 平层误差不超过10毫米 are of one error, and nobody knows which of them is less without the
handbook. So it is with a time that a contract sets, hours that a machine runs beside a year, grades of a standard whose
best is not told, and how many households one person serves beside how many people there are.
"""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_SETS: Final = "规定|约定|要求|标明|载明|标注|明确|商定|确定"
_WHAT: Final = "数值|限值|范围|期限|时限|时间|标准|要求|周期|次数|频次|指标|数量|温度|间隙|压力"
#: What somebody else settles.
_ELSEWHERE: Final = re.compile(
    "(?:应当?|须|必须)?(?:不超过|不大于|不小于|不低于|不高于|符合|满足|保持在|控制在|按照?|在|于|达到)"
    f"(?:[^,;。\\d]{{0,8}}(?:说明书|铭牌|手册|合同|协议|国家标准|地方标准|行业标准|规范|规程|图纸|设计|双方|部门|厂家|厂商|厂)"
    f"[^,;。\\d]{{0,6}})(?:(?:{_SETS})的?)(?:(?:{_WHAT}))?(?:之?内|执行)?"
)
#: For long, or until something has ended of which no clause tells the day.
_UNTIL: Final = re.compile(
    "长期(?:妥善)?(?P<long>保存|保管|留存)(?=[,;。]|$)|"
    "(?P<kept>保存|保管|留存|保留)(?:期限|时间)?(?:为)?至[^,;。\\d]{2,14}?(?:终止|期满|结束|届满|到期|解除|注销|离职|退租)(?:之[日时]|时|为止)?(?=[,;。]|$)"
)
_KEPT: Final = re.compile("保存|保管|留存|保留")
#: How often, told by how much a thing is used, and by the calendar.
_BY_USE: Final = re.compile(
    r"每(?:累计)?(?:运行|使用|行驶|工作|运转|启停|开机)(?:满|达)?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+)个?(?:小时|公里|千米|次|台班)"
)
_BY_CALENDAR: Final = re.compile("每(?:半年|半月|[年月周日天季]度?)")
_GRADE: Final = re.compile("标准[^,;。]{0,6}?(?P<grade>[一二三四五六1-6])级(?:及?以上|标准|水平)?")
#: How much one person serves, and how many people there are.
_LOAD: Final = re.compile(
    r"(?:每[名个位]|人均)(?P<who>[一-鿿]{2,8}?)(?:所)?(?:服务|负责|管理|保洁|养护|管辖|承担|清扫)?的?(?:户数|面积|人数|楼栋数)[^,;。]{0,6}\d"
)
_PEOPLE: Final = re.compile(
    r"(?P<who>[一-鿿]{2,8}?)(?:的?人数)?(?:配备|配置|设置)?(?:不(?:得|应)?[少低]于|至少|≥)\d+[名人]"
)
_NUMBER: Final = re.compile(r"\d|[一二两三四五六七八九十百半]+(?:次|天|日|个|小时|年|月|周|米|度)")
_ALIKE: Final = 0.75
_FEWEST: Final = 2


def compared_as_undecided(mine: str, theirs: str) -> Pairing | None:
    """Return that a fact is missing that decides between two clauses on one thing, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_undecided("投诉在合同约定的期限内答复。", "投诉应于收到后5日内答复。").verdict.name
        'CANNOT_COMPARE'
    """
    first, second = normalize(mine), normalize(theirs)
    missing = (
        _settled_elsewhere(first, second)
        or _settled_elsewhere(second, first)
        or _counted_by_use(first, second)
        or _counted_by_use(second, first)
        or _graded(first, second)
        or _loaded(first, second)
        or _loaded(second, first)
    )
    return Pairing(Verdict.CANNOT_COMPARE, missing=missing) if missing is not None else None


def _settled_elsewhere(text: str, other: str) -> Message | None:
    """Return what a text leaves to a paper where the other one names a number, None where it leaves nothing."""
    told = _ELSEWHERE.search(text)
    until = _UNTIL.search(text)
    if until is not None and _KEPT.search(other):
        rest = f"{text[: until.start()]}{until['kept'] or until['long']}{text[until.end() :]}"
    elif told is not None:
        rest = f"{text[: told.start()]}{text[told.end() :]}"
    else:
        return None
    if _NUMBER.search(rest) or not _NUMBER.search(other) or _ELSEWHERE.search(other) or _UNTIL.search(other):
        return None
    words = (until or told or [text])[0]
    return (
        _("“{words}” sets no bound that was understood; write a number.", words=words)
        if _are_alike(rest, other)
        else None
    )


def _counted_by_use(text: str, other: str) -> Message | None:
    """Return that nobody knows how much a thing is used in a year, None where neither is told by that."""
    if not _BY_USE.search(text) or _BY_CALENDAR.search(text) or _BY_USE.search(other) or not _BY_CALENDAR.search(other):
        return None
    if not _are_alike(_BY_USE.sub("", text), _BY_CALENDAR.sub("", other)):
        return None
    return _("The two are measured in different ways; write both in the same way.")


def _graded(text: str, other: str) -> Message | None:
    """Return that nobody knows which grade of a standard is the best, None where both name the same or none."""
    mine, theirs = _GRADE.search(text), _GRADE.search(other)
    if mine is None or theirs is None or mine["grade"] == theirs["grade"]:
        return None
    return _("Which end of the scheme of grades is the best.") if _are_alike(text, other) else None


def _loaded(text: str, other: str) -> Message | None:
    """Return that nobody knows how many households there are, None where a text is not of what one person serves."""
    load, people = _LOAD.search(text), _PEOPLE.search(other)
    if load is None or people is None or not people["who"].endswith(load["who"]):
        return None
    return _("The two are measured in different ways; write both in the same way.")


def _are_alike(text: str, other: str) -> bool:
    like = likeness(plain_content(text), plain_content(other))
    return like.share >= _ALIKE and like.common >= _FEWEST
