"""FL051: a guard hired who may not be one"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL051", "unfit-guard", Severity.ERROR, told_by=())
def unfit_guard(clause: Clause) -> Iterator[Remark]:
    """Find guards hired with a record that keeps them from the work.

    Why it matters:
        People let a guard near their homes because the law has looked at who he is. A firm that hires without
        looking is fined and answers for what he does.

    Example:
        曾因盗窃判刑的，能吃苦也可录用为保安员。

    Use instead:
        录用保安员前核查犯罪记录，曾因故意犯罪判刑的不予录用。

    References:
        Regulation on guard services (保安服务管理条例) art. 17: no guard who was punished for an intended crime, treated
        for drugs by force, detained three times, or whose guard licence was revoked.
    """
    for hit in beside(clause, "FL051", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: the law bars people with such a record from guard work. Check the record before hiring.",
                act=hit[0],
            ),
        )
