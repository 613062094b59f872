"""YS006: a clock without start"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_RESPONSE = re.compile(
    "到[达]?(?:现场|场)|赶[到赴往]|答复|回复|响应|处[理置]|修[复好]|解决|反馈|上报|报告|办结|送达|回访|完成"
)
# An event anywhere before the limit starts the clock, and so does a moment (当日, 次日).
_EVENT = re.compile(
    "后|起|(?<!小)时(?!间)|接|收到|发现|发生|出现|遇|受理|报修|投诉|故障|困人|泄漏|损坏|停[电水]|情况|事件|一经|前|当[日天]|次日|紧急|突发|报警|急修|小修|零修|申请|的"
)


@rule("YS006", "limit-without-start", Severity.WARNING, kinds=(Kind.TIME_LIMIT,))
def limit_without_start(clause: Clause) -> Iterator[Remark]:
    """Find a time limit that does not say when its clock starts.

    Why it matters:
        30 minutes from the call, from the work order or from setting out are three promises. A timer needs the moment.

    Example:
        维修工30分钟内到场。

    Use instead:
        维修工自接到报修起30分钟内到场。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    waiting = [requirement for requirement in clause.requirements if _is_response(requirement)]
    if waiting and not _EVENT.search(clause.text):
        for requirement in waiting:
            yield Remark(
                requirement.span,
                _("It is not said when this clock starts. Name the event, such as after the call."),
                (
                    choose(
                        Span(requirement.span.start, requirement.span.start), "自【__】起", _("name the start: from …")
                    ),
                ),
            )


def _is_response(requirement: Requirement) -> bool:
    return (
        requirement.kind is Kind.TIME_LIMIT
        and requirement.op in {"<=", "<"}
        and requirement.trigger is None
        and bool(_RESPONSE.search(requirement.action or ""))
    )
