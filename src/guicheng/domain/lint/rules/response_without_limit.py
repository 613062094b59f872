"""YS004: a response without limit"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Word
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import sentences
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_EVENT = re.compile("接[到报]|收到|发现(?!的)|一旦|发生|出现|[如若]有|遇[到有]?|一经")
_RESPONSE = re.compile(
    "到[达]?(?:现场|场)|赶[到赴往]|答复|回复|上报|报告(?!书|单)|报警|(?:处[理置]|解决|反馈|整改)(?!情况|结果|程序|意见|过程|方案|流程|率)|"
    "修[复好理]|抢修|疏散|通知(?!书|单)|告知|响应|派人|疏通|清[理除]|制止"
)


@rule("YS004", "response-without-limit", Severity.HINT, told_by=(_EVENT,), element="limit")
def response_without_limit(clause: Clause) -> Iterator[Remark]:
    """Find a response to an event that has no time limit.

    Why it matters:
        After a call, a fault or a complaint the first question is how soon. Without a number, or with 立即 only, no
        timer can run. The event must be named in the same sentence.

    Example:
        接到投诉后由客服主管答复业主。
        发现可疑人员立即报告。

    Use instead:
        接到投诉后由客服主管24小时内答复业主。
        发现可疑人员后2分钟内报告。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    if not _EVENT.search(clause.text) or any(found.kind == "time_limit" for found in clause.requirements):
        return
    starts = [word.span.start for word in clause.words]
    for start, sentence in sentences(clause.text):
        event = _EVENT.search(sentence)
        if event is None:
            continue
        words = clause.words[bisect_left(starts, start + event.end()) : bisect_left(starts, start + len(sentence))]
        response = _RESPONSE.search(sentence, event.end() + 1)
        found = Span(start + response.start(), start + response.end()) if response else None
        if not any(word.group == "vague-time" for word in words):
            yield from _remark(words, found)


def _remark(words: tuple[Word, ...], response: Span | None) -> Iterator[Remark]:
    """Point at 立即 where it stands behind the event, else at the response."""
    quick = next((word for word in words if word.group == "immediate"), None)
    if quick:
        message = _("“{word}” gives a timer no number. State the most minutes it may take.", word=quick.surface)
        yield Remark(quick.span, message, (choose(quick.span, "在【__】分钟内", _("within … minutes")),))
        return
    if response is None:
        return
    at = Span(response.start, response.start)
    message = _("This response has no time limit. State one, such as within 30 minutes.")
    yield Remark(response, message, (choose(at, "在【__】分钟内", _("within … minutes")),))
