"""MH001: 及时, 尽快, 第一时间 …"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _


@rule("MH001", "vague-time-limit", Severity.ERROR, words=("vague-time",))
def vague_time_limit(clause: Clause) -> Iterator[Remark]:
    """Find a time word where a limit in minutes, hours or days should stand.

    Why it matters:
        Nobody can tell whether 及时 was kept, so the promise can be put on no timer, trained to no one and assessed
        by no one. A limit excuses the word only in the same part of the sentence: 及时修理 is not made clear by a
        number that belongs to another act.

    Example:
        接到报修后应及时到场。
        每月检查排水沟一次，发现堵塞尽快疏通。

    Use instead:
        接到报修后30分钟内到场。
        每月检查排水沟一次，发现堵塞后2小时内疏通。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for promise, word in loose_words(clause, "vague-time"):
        if promise.bounded("time_limit"):
            continue
        yield Remark(
            word.span,
            _("“{word}” sets no limit that can be checked. State one, such as within 30 minutes.", word=word.surface),
            (
                choose(word.span, "在【__】分钟内", _("within … minutes")),
                choose(word.span, "在【__】小时内", _("within … hours")),
                choose(word.span, "在【__】个工作日内", _("within … workdays")),
            ),
        )
