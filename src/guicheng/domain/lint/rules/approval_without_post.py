"""YS011: an approval by nobody"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_APPROVAL = re.compile(
    "(?:未经|不经|须经|需经|应经|经过?|报)(批准|审批|同意|许可|核准|授权|审核)(?![人权书证手单的]|通过的)"
)


@rule("YS011", "approval-without-post", Severity.WARNING, told_by=(_APPROVAL,))
def approval_without_post(clause: Clause) -> Iterator[Remark]:
    """Find an approval that names nobody who approves.

    Why it matters:
        经批准 is satisfied by anybody's nod; afterwards nobody has given it.

    Example:
        未经批准不得动火作业。

    Use instead:
        未经工程部经理批准不得动火作业。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    for hit in _APPROVAL.finditer(clause.text):
        at = Span(hit.start(1), hit.start(1))
        yield Remark(
            Span(*hit.span()),
            _("It is not said who approves. Name the post before “{word}”.", word=hit[1]),
            (choose(at, "【__】", _("name the post")),),
        )
