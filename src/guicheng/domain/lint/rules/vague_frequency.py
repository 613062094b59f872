"""MH002: 定期, 经常, 平时 …"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _


@rule("MH002", "vague-frequency", Severity.ERROR, words=("vague-frequency",))
def vague_frequency(clause: Clause) -> Iterator[Remark]:
    """Find a frequency word where a count in a period should stand.

    Why it matters:
        From 定期 no plan can be made and no missed round can be seen. Beside a number in the same part of the sentence
        the word does no harm.

    Example:
        定期清洗生活水箱。
        平时加注润滑油。

    Use instead:
        每半年清洗生活水箱1次。
        每月加注润滑油1次。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for promise, word in loose_words(clause, "vague-frequency"):
        if promise.bounded("frequency", "interval"):
            continue
        yield Remark(
            word.span,
            _("“{word}” does not say how often. State a count and a period, such as once a month.", word=word.surface),
            (
                choose(word.span, "每日【__】次", _("… times a day")),
                choose(word.span, "每周【__】次", _("… times a week")),
                choose(word.span, "每月【__】次", _("… times a month")),
            ),
        )
