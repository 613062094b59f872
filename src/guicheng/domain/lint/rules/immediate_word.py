"""MH006: 立即, 马上, 当场 …"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _


@rule("MH006", "immediate-word", Severity.HINT, words=("immediate",), default=False)
def immediate_word(clause: Clause) -> Iterator[Remark]:
    """Find 立即, 马上 and the like, which a timer must turn into minutes.

    Why it matters:
        立即 is understood by everyone and measured by no one: a timer needs a number of minutes. The word is not vague
        as 及时 is, and people who know the field do not count it so; therefore the rule speaks only when asked for
        with --select MH006. A response that has no number at all is found by YS004 anyway.

    Example:
        发现可疑人员立即报告当值主管。

    Use instead:
        发现可疑人员后2分钟内报告当值主管。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for promise, word in loose_words(clause, "immediate"):
        if promise.bounded("time_limit"):
            continue
        yield Remark(
            word.span,
            _("“{word}” gives a timer no number. State the most minutes it may take.", word=word.surface),
            (choose(word.span, "在【__】分钟内", _("within … minutes")),),
        )
