"""MH008: 热情, 认真, 严格 …"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _


@rule("MH008", "vague-manner", Severity.ERROR, words=("vague-quality-manner",))
def vague_manner(clause: Clause) -> Iterator[Remark]:
    """Find a word for manner or effort where an act that can be seen should stand.

    Why it matters:
        热情 and 认真 describe a person, not a service. They can neither be trained nor be inspected; a greeting within
        three steps or a filled form can.

    Example:
        接待来访业主时主动、热情。
        加强夜间巡逻。

    Use instead:
        来访业主走近3米时起身问好。
        22:00至次日6:00每2小时巡逻1次。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for _promise, word in loose_words(clause, "vague-quality-manner"):
        yield Remark(
            word.span,
            _(
                "“{word}” names an attitude. Name the act that shows it, so that it can be trained and seen.",
                word=word.surface,
            ),
            (choose(word.span, "【__】", _("put an act that can be seen here")),),
        )
