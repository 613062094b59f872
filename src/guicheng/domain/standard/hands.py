"""Whose work it is that clauses measure: our own people's or another firm's, the company's or the project's.

A lift is looked at by its keeper each day and maintained by a firm each fortnight; people who sit in it are spoken to
by our own first, and freed by the firm. Which post of our own does something tells no two works apart.
"""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize

_FIRM: Final = (
    "(?:维保|维护(?:保养)?|外包|外委|专业|第三方|检测|检验|检定|供应|清运|供货|救援|保险|安装|消防检测|消防维保|有资质的?)(?:服务)?"
    "(?:单位|公司|机构|厂家|站点)(?:的?(?:救援)?人员)?|厂家|外部机构|第三方|外单位|供应商|承包[商方]|外请|疾控中心"
)
_OWN: Final = re.compile(
    "(?<!外委)物业(?!费|服务费|服务区|管理区|管理费|用房)|项目[^,;。]{0,4}(?:人员|经理|部)|当班|工程(?:部|主管|人员)|维修[工员]|电工|秩序|保安|安保|保洁[员班]|客服|管家|前台|监控"
    "|值班(?:员|人员|长)|(?:安全)?管理员|救生|水质员|使用(?:管理)?单位|本公司|自[行己](?:检查|检测)|员工|主管|领班|班长|巡查员|巡逻[岗员]"
)
_LED_BY: Final = re.compile(f"(?:由|送|委托|聘请|请|邀请)[^,;。]{{0,4}}(?:{_FIRM})|^[^,;。]{{0,12}}[,:：]?(?:{_FIRM})")
_ANY_FIRM: Final = re.compile(_FIRM)
#: Work that is one whoever does it.
_ONE_WORK: Final = re.compile("(?<!维护)保养|维护保养|清[洗掏运]|消毒|消杀|清扫|修剪|更换|年检|检定|校验")
_NUMBER: Final = re.compile(r"\d|[一二两三四五六七八九十半][次遍回分个名人天日周月年小]|每[日天周月季年]")
_CHECKS: Final = re.compile("检查|抽查|巡查|督查|考核|夜查|查岗|检核|督导")
_COMPANY: Final = re.compile(
    "(?:公司|总部|集团|区域)(?:品质|质量|工程|安全|财务|人事|行政|客服|督导|督查|领导|本部|总经理|运营|管理)|总部|由公司|^公司(?!在|所|全)"
)
_PROJECT: Final = re.compile(
    "项目(?:经理|负责人|部|主管|自)|班[长组]|领班|(?<!公司)(?<!集团)(?<!总部)(?:工程|秩序|保洁|客服|安保|环境|绿化)(?:主管|部|班|经理)"
)


def are_of_other_hands(mine: str, theirs: str) -> bool:
    """Tell whether two clauses measure what our own people do, and what another firm or the company above them does.

    Example:
        >>> are_of_other_hands("困人时项目人员5分钟内到场", "困人时维保单位30分钟内到场")
        True
        >>> are_of_other_hands("每月由工程部保养一次", "维保单位每半月保养一次")
        False
    """
    texts = normalize(mine), normalize(theirs)
    # Who alone may do something is no measure.
    if not all(_NUMBER.search(text) for text in texts) or all(_ONE_WORK.search(text) for text in texts):
        return False
    if any(_is_a_firms(one) and _is_our_own(other) for one, other in (texts, texts[::-1])):
        return True
    if not all(_CHECKS.search(text) for text in texts):
        return False
    return any(_is_above(one) and _is_below(other) for one, other in (texts, texts[::-1]))


def _is_a_firms(text: str) -> bool:
    return _LED_BY.search(text) is not None


def _is_our_own(text: str) -> bool:
    return _OWN.search(text) is not None and _ANY_FIRM.search(text) is None


def _is_above(text: str) -> bool:
    return _COMPANY.search(text) is not None and _PROJECT.search(text) is None


def _is_below(text: str) -> bool:
    return _PROJECT.search(text) is not None and _COMPANY.search(text) is None
