"""MH004: 原则上, 视情况, 必要时 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Word
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import after, before, loose_words
from guicheng.domain.values import Fix, Severity
from guicheng.domain.values.message import _

_CONDITION = re.compile("时$|情况|需要|需$|视|必要|条件|酌|情形|特殊")
# 一般 before a noun names a class (一般故障), before a verb or number it opens a way out.
_CLASS_BEHIND = re.compile(
    r"的|[及和与或、]?(?:性|问题|故障|报修|维修|投诉|事故|事件|隐患|设备|设施|区域|缺陷|物品|人员|岗|项|险|火|诉|咨询|情形|程序|要求|垃圾|工作|违|不合格|处|"
    r"公共|部位|住户|租户|住宅|小区|房|客|业主|用户|纠纷|污|病|绿|等级|级|类|以下|以上|地|停|灯|电|消|材|工程|清洁|保洁|植物|乔|灌|漏|渗|需求|项目|来访|"
    r"访|信件|文件|档案|记录|任务|灾|员工)"
)


@rule("MH004", "escape-clause", Severity.ERROR, words=("vague-escape",))
def escape_clause(clause: Clause) -> Iterator[Remark]:
    """Find words that leave a way out of the promise: 原则上, 视情况, 必要时, 尽量.

    Why it matters:
        Whoever misses the promise can say that the case was an exception. State when the exception holds, or leave it
        out.

    Example:
        原则上不接受业主口头报修。
        必要时增加夜间巡逻。

    Use instead:
        业主口头报修由客服代填工单。
        当月发生2起以上失窃的，夜间巡逻增至每小时1次。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for _promise, word in loose_words(clause, "vague-escape"):
        if word.surface == "一般" and _names_class(clause, word):
            continue
        yield Remark(
            word.span,
            _("“{word}” leaves a way out. Say when the exception holds, or leave the word out.", word=word.surface),
            tuple(_fixes(word)),
        )


def _names_class(clause: Clause, word: Word) -> bool:
    behind = after(clause, word.span.end)
    return (
        bool(_CLASS_BEHIND.match(behind))
        or not behind
        or behind[0] in "）)、：:”"
        or before(clause, word.span.start, 1) in {"（", "(", "、"}
    )


def _fixes(word: Word) -> Iterator[Fix]:
    if _CONDITION.search(word.surface):
        yield choose(word.span, "出现【__】时", _("name the case: when … occurs"))
    else:
        yield choose(word.span, "", _("leave the word out"))
