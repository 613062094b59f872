"""DU003: 数日, 几次, 若干"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_WORD = re.compile(
    r"(?<![人次天件户总个份台页位分读参基日月年工时倍函系指级层岁票少多无计])(?:数(?=[日周次名分小个])(?!数字|个人)(?:日|周|次|名|分钟|小时|个(?:工作日|小时|月))"
    r"|(?<![第好])几(?:日|天|周|次|名|人|分钟|个(?:工作日|小时|月|人))|若干(?!规定|问题|意见|办法))"
)


@rule("DU003", "number-word", Severity.WARNING, told_by=(_WORD,))
def number_word(clause: Clause) -> Iterator[Remark]:
    """Find a number word that names no number: 数日, 几次, 若干.

    Why it matters:
        数日 may be three days or nine. No timer, plan or checklist can be made from it.

    Example:
        投诉受理后数日内答复。
        每班配备若干名保安员。

    Use instead:
        投诉受理后3日内答复。
        每班配备4名保安员。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for hit in _WORD.finditer(clause.text):
        yield Remark(
            Span(*hit.span()),
            _("“{word}” names no number. Write the number that is meant.", word=hit[0]),
            (choose(Span(hit.start(), hit.start() + len(_head(hit[0]))), "【__】", _("put a number here")),),
        )


def _head(word: str) -> str:
    return word if word == "若干" else word[0]
