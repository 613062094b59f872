"""FL018: fire facilities switched off, muted or taken down"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_FACILITY = (
    "(?:消防(?:设施|设备|水?泵|主机|报警(?:主机|系统)?|联动|喷淋|栓|系统|控制柜|管网|电源|水源)|喷淋(?:泵|系统|头)?|烟感|温感|(?:火灾)?(?:自动)?报警(?:主机|系统|控制器|功能|装置)"
    "|防排烟|排烟风机|(?:室[内外])?消火栓|"
    "(?:相应|火灾|感烟)?探测器|应急照明|疏散指示灯?)"
)
_OFF = "(?:关闭|关停|停用|停止使用|断开|断电|拆除|拆下|屏蔽|切断|停运|消音后关闭|长期断电|关掉|关机|停止位)"
_DISABLED = re.compile(
    f"{_OFF}[^，。；,;]{{0,10}}(?<!非){_FACILITY}|(?<!非){_FACILITY}[^，。；,;]{{0,12}}{_OFF}|"
    f"消防[^，。；,;]{{0,4}}泵[^，。；,;]{{0,8}}(?:手动|停止)[^，。；,;]{{0,4}}(?:状态|位)"
)
_CAREFUL = re.compile(
    "检修|报告|维[修保护]|测试|试验|报[批备辖属消当]|审批|批准|替代|恢复|发现|擅自|被(?:停用|关闭|拆)|非消防|保养|演[练习]|更换(?!.{0,6}后关闭)|检查|灭火后|火灾扑灭"
)


@rule("FL018", "disabled-fire-facility", Severity.ERROR, told_by=(_DISABLED,))
def disabled_fire_facility(clause: Clause) -> Iterator[Remark]:
    """Find fire facilities switched off, muted or taken down.

    Why it matters:
        A pump without power or a muted detector is noticed only in the fire. False alarms are cured by cleaning
        or changing the detector; for repairs there is a permit, a stand-in and an hour by which all works
        again.

    Example:
        烟感误报频繁的，关闭火灾报警主机。

    Use instead:
        烟感误报频繁的，2日内清洗或更换该探测器，期间安排专人值守。

    References:
        Fire Protection Law (消防法) art. 28: no removing or stopping of fire facilities.

        Beijing fire regulation (北京市消防条例) art. 25: a stand-in for facilities that stop, and a report beyond 24
        hours.
    """
    for hit in beside(clause, "FL018", acts(clause, _DISABLED, unless=_CAREFUL)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: fire facilities stay in use. "
                "Cure the cause; for repairs take a permit, a stand-in and a time.",
                act=hit[0],
            ),
        )
