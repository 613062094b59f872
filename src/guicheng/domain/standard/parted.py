"""Signs that two clauses speak of two things, so that both can stand, whatever else they share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from guicheng.domain.standard.brackets import are_of_other_brackets
from guicheng.domain.standard.daytime import in_digits, when_in
from guicheng.domain.standard.excluded import leaves_out
from guicheng.domain.standard.hands import are_of_other_hands
from guicheng.domain.standard.permission import name_other_places
from guicheng.domain.standard.subjects import are_of_other_subjects

#: What is put up for people to read, in a list of three things or more.
_POSTED: Final = re.compile("公示|公布|公开|公告|张贴|上墙")
_LIST: Final = re.compile("(?:[^,;。、]{2,16}[、和]){2,12}[^,;。、]{2,16}")
_READ: Final = re.compile("公示|公布|公开|公告|张贴|上墙|粘贴|披露|更新|宣传|公诉栏")
#: What names days besides those on which it holds as well, or on which nothing is done: 每日, 节假日照常, 周日禁止施工.
_EVERY: Final = re.compile("每[日天]|天天|全[年天周]|照常|不休|无休|[含除]|[也均都]|停|禁|不得|只|仅|限")
#: All of something, and part of it: 总计不少于48学时, 其中消防至少8学时.
_TOTAL: Final = re.compile("总[计共]|合计|共计|累计|总学时|总课时|总时长|总量|总数")
_PART: Final = re.compile("其中|部分[^,;。]{0,4}(?:不少于|至少|占)|占[^,;。]{0,6}(?:以上|学时|课时)")
#: Days like any others, and days on which much goes on.
_USUAL: Final = re.compile("平日|平时|平常|日常(?!保洁|养护|维护|巡|管理)|非活动日|无活动")
_BUSY: Final = re.compile(
    "(?:活动|庆典|集市|演出|接待)[^,;。]{0,3}(?:当[天日]|期间|日(?!常)|时)|节假日|春节|国庆|重大节日|节日期间|长假"
)
#: Fewest months of a season.
_SEASON: Final = 3
_DRIVEN: Final = re.compile("驶|骑(?!手)|电动车|电瓶车|电动自行车|摩托车|机动车|车辆")
_BANNED: Final = re.compile("不得|禁止|严禁|不准|不许|谢绝|禁行|勿")
#: A ban on doing something, no bound.
_BARRED: Final = re.compile("(?:不得|不准|不许)(?![低少高多超大小晚早迟]|延|逾)|禁止|严禁|谢绝|禁行|勿")
#: Where somebody is inside of a building, and where in its grounds.
_INSIDE: Final = re.compile("轿厢|电梯|客梯|货梯|[进上入]楼|楼[道内栋层]|大堂|单元内|[进入]单元(?!门口)|户内|入户")
_GROUNDS: Final = re.compile("[进驶骑入]入?(?:小区|园区|园|院内|院区|厂区|校园|项目)")
_WALKED: Final = re.compile("步行|徒步|走路|走进|推行|推着")
#: Whose a fund, a meeting or a store is.
_OWNED: Final = re.compile(
    "(客服|工程|秩序|安保|保安|保洁|环境|绿化|财务|行政|人事|品质|商管|餐饮|会所)(?:部门?|中心|班组?|队)?的?"
    "(备用金|编制|定编|仓库|库房|例会|晨会|早会|班会|工具房|值班电话|工装)"
)


@lru_cache(maxsize=20_000)
def are_parted(mine: str, theirs: str) -> bool:
    """Tell whether words of two clauses tell that they speak of two things or of cases that never meet.

    Args:
        mine: One clause.
        theirs: The other clause.
    """
    return (
        are_of_other_subjects(mine, theirs)
        or are_of_other_brackets(mine, theirs)
        or leaves_out(mine, theirs)
        or _are_owned_apart(mine, theirs)
        or _go_by_other_ways(mine, theirs)
        or _stays_outside(mine, theirs)
        or _stays_outside(theirs, mine)
    )


@lru_cache(maxsize=20_000)
def are_measured_apart(mine: str, theirs: str) -> bool:
    """Tell whether two clauses of which each measures something speak of two things, or of the work of two hands.

    Args:
        mine: One clause.
        theirs: The other clause.
    """
    return (
        are_parted(mine, theirs)
        or are_of_other_hands(mine, theirs)
        or _is_posted_alone(mine, theirs)
        or _is_barred_elsewhere(mine, theirs)
        or _is_barred_elsewhere(theirs, mine)
        or _are_each(_TOTAL, _PART, mine, theirs)
        or _are_each(_USUAL, _BUSY, mine, theirs)
        or _are_at_other_times(mine, theirs)
    )


def _are_each(first: re.Pattern[str], second: re.Pattern[str], mine: str, theirs: str) -> bool:
    """Tell whether one text has words of one kind and not of another, and the other text the other way round."""
    named = {tuple(bool(kind.search(text)) for kind in (first, second)) for text in (mine, theirs)}
    return named == {(True, False), (False, True)}


def _are_owned_apart(mine: str, theirs: str) -> bool:
    """Tell whether two clauses are of one thing that two departments have each for themselves: 客服部备用金."""
    here, there = ({what: whose for whose, what in _OWNED.findall(text)} for text in (mine, theirs))
    return any(here[what] != there[what] for what in here.keys() & there.keys())


def _go_by_other_ways(mine: str, theirs: str) -> bool:
    """Tell whether one of two clauses keeps out what drives, and the other one is about who walks."""
    return any(
        _DRIVEN.search(one)
        and _BANNED.search(one)
        and _WALKED.search(other)
        and not (_WALKED.search(one) or _DRIVEN.search(other))
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _stays_outside(ban: str, leave: str) -> bool:
    """Tell whether a ban is on going into a building or a lift, and a leave on coming into the grounds alone."""
    kept_out = _BANNED.search(ban) and _INSIDE.search(ban) and not _GROUNDS.search(ban)
    return bool(kept_out and _GROUNDS.search(leave) and not (_BANNED.search(leave) or _INSIDE.search(leave)))


def _is_barred_elsewhere(ban: str, leave: str) -> bool:
    """Tell whether a ban names places, and another clause, which bans nothing, other ones: 楼道内不准充电, 可在车棚充电."""
    barred = _BARRED.search(ban) and not _BARRED.search(leave)
    return bool(barred and name_other_places(ban, leave))


def _are_at_other_times(mine: str, theirs: str) -> bool:
    """Tell whether two clauses name days or seasons of which none is one of the other's: 周一至周五, 周六、周日."""
    here, there = when_in(in_digits(mine)), when_in(in_digits(theirs))
    every = _EVERY.search(mine) or _EVERY.search(theirs)
    if not every and here.days and there.days and not here.days & there.days:
        return True
    # Two months in which something is done each year are no season.
    return min(len(here.months), len(there.months)) >= _SEASON and not here.months & there.months


def _is_posted_alone(mine: str, theirs: str) -> bool:
    """Tell whether one of two clauses puts up a list for people to read, and the other one says nothing of that."""
    return any(
        _POSTED.search(one) and _LIST.search(one) and not _READ.search(other)
        for one, other in ((mine, theirs), (theirs, mine))
    )
