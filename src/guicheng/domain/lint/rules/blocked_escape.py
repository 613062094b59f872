"""FL017: exits locked, escape routes or fire lanes taken"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_WAY = (
    "(?:安全出口|疏散(?:通道|门|楼梯间?|出口|走道)|消防(?:车通道|通道|门|车道|楼梯间?|车?登高(?:操作)?(?:面|场地)|出口)"
    "|逃生(?:门|通道|出口|楼梯)|应急(?:出口|通道|门)|防火门|楼梯间)"
)
_SHUT = "(?:上锁|锁[闭死住上好]|加锁|落锁|反锁|挂锁|封[闭死堵]|堵[塞死]|铁链锁)"
_TAKE = "(?:(?:临时)?停[放车]|堆[放物]|存放|摆放|占[用道]|设置?(?:临时)?(?:停车位|车位|摊位|仓库|隔断)|划设[^，。；,;]{0,4}车位)"
_NO = "(?<![不未无防])(?<!不得)(?<!严禁)(?<!禁止)"
_BLOCKED = re.compile(
    f"(?:{_WAY}[^，。；,;]{{0,12}}{_NO}(?:{_SHUT}|{_TAKE})|{_NO}(?:{_SHUT}|利用"
    f"|占用)[^，。；,;]{{0,8}}{_WAY}(?:[^，。；,;]{{0,8}}{_TAKE})?"
    "|(?:消火栓箱?|灭火器箱|水泵接合器|消防(?:箱|柜|器材箱))[^，。；,;]{0,4}可[^，。；,;]{0,4}(?:存放|堆放|放置|遮挡)"
    "|(?:楼道|走廊)[^，。；,;]{0,4}可[^，。；,;]{0,4}(?:堆放|停放))(?!的[，,]|者)"
)
_WATCHED = re.compile(
    "发现|如有|如遇|被[占堵锁]|劝[离阻导止]|清[理除走]|制止|巡[查视]|检查|有无|是否|无(?:杂物|堆放|占用|障碍)|整改|举报|报告|乱[停堆]|的车辆|违规|电动.{0,8}劝|挪车|驶离|畅通"
    "|供消防|消防车辆|以外|之外|不(?:占用|堵塞|封闭|堆放)、|推闩|从内"
)


@rule("FL017", "blocked-escape", Severity.ERROR, told_by=(_BLOCKED,))
def blocked_escape(clause: Clause) -> Iterator[Remark]:
    """Find exits locked, escape routes or fire lanes taken.

    Why it matters:
        In a fire a locked door or a taken lane kills. No reason of order or of space allows it; alarmed panic
        bars let a door be shut from outside and open from inside.

    Example:
        夜间将安全出口上锁。

    Use instead:
        安全出口安装推闩式逃生门锁和报警器，任何时候都能从内推开。

    References:
        Fire Protection Law (消防法) art. 28: no taking, blocking or closing of escape routes, exits and fire
        lanes.

        Fire Protection Law (消防法) art. 16: they are kept clear.
    """
    for hit in beside(clause, "FL017", acts(clause, _BLOCKED, unless=_WATCHED)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: escape routes, exits and fire lanes stay open and clear at all times. "
                "Use an alarmed panic bar.",
                act=hit[0],
            ),
        )
