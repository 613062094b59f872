"""How much two clauses speak of one thing, by the words that are neither numbers nor grammar."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.unlikeness import are_contrasted
from guicheng.domain.values import Span

_NO_CONTENT: Final = re.compile(
    r"[0-9０-９a-zA-Z%％≤≥<>:：/~\-—.．]+|[一二两三四五六七八九十半百]+(?:个|次|遍|名|人|日|天|周|月|年|级|分钟|小时|工作日|季度)"
    r"|分钟|小时|工作日|每[日天周月季年班半]|季度|以上|以下|以内|之内|不少于|不低于|不超过|不得|应当|应该|必须|需要|及时|立即|进行|按照"
    r"|对于|其他|以及|或者|并且|业主|客户|物业|服务|人员|公司|项目|内容|要求|标准|管理|情况|工作|公共|相关|完成|负责"
    r"|保存|留存|保管|存档|保留|期限"
    r"|[，。；、！？（）()《》“”【】{}|\s应须的了在于和与及或并且为由向对将把被内后前时可]"
)
#: A label that gives the grade of what follows: 一级：…, 五星级…; of two clauses with differing labels none binds the other.
_GRADE: Final = re.compile(r"(?:^|[（(，；：])([一二三四五1-5A-D](?:级|星级?|等|类)(?=[：:）)，]|服务|标准|项目))")
#: What remains of a text when its activity is known and that tells apart no things.
_IDLE: Final = re.compile(
    "专员|人员|主管|经理|部门|安全|责任|一般|结果|首次|员|工|长|首|整|出|给予|予|的|但|等|处理|意见|口|处|科室|书面|测评|目标|调查|得分|评分|当面|说明|进展|进度|电话|发|贴|张"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text by which it is told whether another one speaks of the same.

    Args:
        content: The pairs of neighbouring characters that carry content.
        named: One bit a row of the table of opposites whose first word alone is in the text.
        opposite: The same for those whose second word alone is.
    """

    content: frozenset[str]
    named: int
    opposite: int


@lru_cache(maxsize=60_000)
def wording(text: str) -> Wording:
    """Return the words of a text, made ready for comparing.

    Example:
        >>> sorted(wording("大堂地面每日清扫2次。").content)
        ['地面', '堂地', '大堂', '清扫']
    """
    text = text.replace("非急修", "一般")
    pieces = _NO_CONTENT.sub(" ", text).split()
    content = frozenset([piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1)])
    named = opposite = 0
    for index, (one, other) in enumerate(_opposites()):
        first, second = one in text, other in text
        named |= (first and not second) << index
        opposite |= (second and not first) << index
    return Wording(content, named, opposite)


def opposed(first: Wording, second: Wording) -> bool:
    """Tell whether one text names a thing and the other its opposite.

    Example:
        >>> high, low, both = (wording(f"巡视{what}压设备") for what in ("高", "低", "高低"))
        >>> opposed(high, low), opposed(both, low)
        (True, False)
    """
    return bool(first.named & second.opposite or first.opposite & second.named)


def are_told_apart(mine: str, theirs: str) -> bool:
    """Tell whether two texts name a thing and its opposite, or things that a word tells apart."""
    return opposed(wording(mine), wording(theirs)) or are_contrasted(
        likeness(plain_content(mine), plain_content(theirs))
    )


def kinship(first: Wording, second: Wording) -> float:
    """Return how much of the shorter text's content the other one has too, from 0 to 1; 0 where either has none."""
    mine, theirs = first.content, second.content
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def coverage(first: Wording, second: Wording) -> float:
    """Return how much of the longer text's content the other one has too, from 0 to 1; 0 where both have none."""
    longer = max(len(first.content), len(second.content))
    return len(first.content & second.content) / longer if longer else 0.0


def idle_beside(residue: str, other: str) -> bool:
    """Tell whether the words that nothing has understood tell no two things apart.

    Args:
        residue: Those of one promise.
        other: Those of the other.
    """
    if residue == other:
        return True
    mine, theirs = Counter(_telling(residue)), Counter(_telling(other))
    more, less = mine - theirs, theirs - mine
    return not (more and less) and more.total() + less.total() <= 2


@lru_cache(maxsize=20_000)
def _telling(residue: str) -> str:
    return _IDLE.sub("", residue)


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    """Return words that name two things of one kind, such as 高压 and 低压 equipment."""
    table = (files("guicheng.library") / "consistency" / "opposites.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:] if line.strip()]
    return tuple((row[0], row[1]) for row in rows)


def around(text: str, span: Span, ends: str = "，。；;\n") -> str:
    """Return the words by which a promise is known: its sentence up to the end of its own part.

    Args:
        text: The clause.
        span: Where the promise stands in it.
        ends: Marks at which a part ends.
    """
    start = max(text.rfind(mark, 0, span.start) for mark in "。；;\n") + 1
    found = [place for mark in ends if (place := text.find(mark, span.end)) >= 0]
    return text[start : min(found, default=len(text))]


def grade_label(text: str) -> str:
    """Return the grade that a clause's own words name for themselves, "" for none.

    Example:
        >>> grade_label("一级：草坪修剪每月3次"), grade_label("一级防火门每月检查1次")
        ('一级', '')
    """
    hit = _GRADE.search(text)
    return hit[1] if hit else ""
