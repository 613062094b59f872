"""YS008: a round without record"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_ROUND = re.compile("巡[查视逻检更]|检[查测修验]|测试|试[运验]|保养|维保|消毒|演[练习]|培训|盘点|校验|消杀|抽查")
_RECORD = re.compile("记录|总结|纪要|登记|签|台账|档案|打[卡点]|扫码|拍照|照片|表|报告|日志|存档|归档|轨迹|上传|单")


@rule("YS008", "round-without-record", Severity.HINT, kinds=(Kind.FREQUENCY, Kind.INTERVAL), element="record")
def round_without_record(clause: Clause) -> Iterator[Remark]:
    """Find a regular round, test or drill that leaves no record.

    Why it matters:
        A round without a record cannot be told from a round not made: the figure for it will be 无证据.

    Example:
        消防泵每月试运行1次。

    Use instead:
        消防泵每月试运行1次，电工填写《消防泵运行记录》。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    if _RECORD.search(clause.text):
        return
    for promise in clause.promises:
        regular = next((found for found in promise.requirements if found.kind in {Kind.FREQUENCY, Kind.INTERVAL}), None)
        if regular and _ROUND.search(clause.text, promise.span.start, promise.span.end):
            yield Remark(regular.span, _("This round leaves no record. Name the form or the proof it leaves."))
            return
