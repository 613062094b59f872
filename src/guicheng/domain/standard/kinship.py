"""How much two clauses speak of one thing, by the words that are neither numbers nor grammar."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NO_CONTENT: Final = re.compile(
    r"[0-9０-９a-zA-Z%％≤≥<>:：/~\-—.．]+|[一二两三四五六七八九十半百]+(?:个|次|遍|名|人|日|天|周|月|年|级|分钟|小时|工作日|季度)"
    r"|分钟|小时|工作日|每[日天周月季年班半]|季度|以上|以下|以内|之内|不少于|不低于|不超过|不得|应当|应该|必须|需要|及时|立即|进行|按照"
    r"|对于|其他|以及|或者|并且|业主|客户|物业|服务|人员|公司|项目|内容|要求|标准|管理|情况|工作|公共|相关|完成|负责"
    r"|[，。；、！？（）()《》“”【】{}|\s应须的了在于和与及或并且为由向对将把被内后前时可]"
)
#: A label that gives the grade of what follows: 一级：…, 五星级…; of two clauses with differing labels none binds the other.
_GRADE: Final = re.compile(r"(?:^|[（(，；：])([一二三四五1-5A-D](?:级|星级?|等|类)(?=[：:）)，]|服务|标准|项目))")
#: Words of which a thing has one and its opposite the other: 高压 and 低压 equipment are two things.
_OPPOSED: Final = (
    ("高压", "低压"), ("雨水", "污水"), ("停水", "停电"), ("地上", "地下"), ("室内", "室外"), ("内墙", "外墙"), ("首次", "完整"),
    ("白天", "夜间"), ("白班", "夜班"), ("工作日", "节假日"), ("冷水", "热水"), ("给水", "排水"), ("乔木", "灌木"), ("乔木", "草坪"),
    ("客梯", "货梯"), ("机动车", "非机动车"), ("生活垃圾", "装修垃圾"), ("大修", "小修"), ("急修", "一般"), ("急修", "小修"),
    ("入口", "出口"), ("首次", "重新"), ("蚊蝇", "鼠"), ("蚊", "蟑"), ("鼠", "蟑"), ("公共收益", "维修资金"), ("喷灌", "支撑"),
)  # fmt: skip
#: What remains of a text when its activity is known and that tells apart no things.
_IDLE: Final = re.compile(
    "专员|人员|主管|经理|部门|安全|责任|一般|结果|首次|员|工|长|首|整|出|给予|予|的|但|等|处理|意见"
)


def opposed(first: str, second: str) -> bool:
    """Tell whether one text names a thing and the other its opposite.

    Example:
        >>> opposed("巡视高压设备", "巡视低压设备"), opposed("巡视高低压设备", "巡视低压设备")
        (True, False)
    """
    for one, other in _OPPOSED:
        for mine, theirs in ((first, second), (second, first)):
            if one in mine and other not in mine and other in theirs and one not in theirs:
                return True
    return False


def idle_beside(residue: str, other: str) -> bool:
    """Tell whether the words that nothing has understood tell no two things apart.

    Args:
        residue: Those of one promise.
        other: Those of the other.
    """
    mine, theirs = _IDLE.sub("", residue), _IDLE.sub("", other)
    return mine == theirs or (not (mine and theirs) and len(mine or theirs) <= 2)


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters that carry content.

    Example:
        >>> sorted(content("大堂地面每日清扫2次。"))
        ['地面', '堂地', '大堂', '清扫']
    """
    pieces = _NO_CONTENT.sub(" ", text).split()
    return frozenset(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))


def kinship(first: str, second: str) -> float:
    """Return how much of the shorter text's content the other one has too, from 0 to 1; 0 where either has none."""
    mine, theirs = content(first), content(second)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def grade_label(text: str) -> str:
    """Return the grade that a clause's own words name for themselves, "" for none.

    Example:
        >>> grade_label("一级：草坪修剪每月3次"), grade_label("一级防火门每月检查1次")
        ('一级', '')
    """
    hit = _GRADE.search(text)
    return hit[1] if hit else ""
