"""YS005: several duties"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_TIMED = {"time_limit", "frequency", "interval"}
_MANY = 3


@rule("YS005", "several-duties", Severity.HINT, kinds=(Kind.TIME_LIMIT, Kind.FREQUENCY, Kind.INTERVAL))
def several_duties(clause: Clause) -> Iterator[Remark]:
    """Find a clause that holds several duties with numbers of their own.

    Why it matters:
        One clause with three limits can be neither signed, timed nor scored as one: when the second is missed, was the
        clause kept? One duty a clause keeps figures and links clear.

    Example:
        每日清扫楼道1次；每周擦拭扶手1次。
        接报修后30分钟内到场，2小时内修复，3日内回访。

    Use instead:
        每日清扫楼道1次。
        接报修后30分钟内到场。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    parts = [
        promise
        for promise in clause.promises
        if any(requirement.kind in _TIMED for requirement in promise.requirements)
    ]
    apart = any(set("；;。") & set(clause.text[left.span.end : right.span.start]) for left, right in pairwise(parts))
    if len(parts) >= _MANY or apart:
        second = parts[1].span
        yield Remark(
            second,
            _("The clause holds {count} duties with numbers of their own. Make each a clause.", count=str(len(parts))),
        )
