"""FL036: terms that labour law forbids"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL036", "unlawful-labour-terms", Severity.ERROR, told_by=())
def unlawful_labour_terms(clause: Clause) -> Iterator[Remark]:
    """Find terms of work that labour law forbids.

    Why it matters:
        Wages, rest, insurance and the protection of mothers are owed by law. A standard that takes them away is void,
        and it is the first paper that an inspector asks for.

    Example:
        加班不另计工资。

    Use instead:
        安排加班的，按规定支付加班工资或安排补休。

    References:
        Labour Law (劳动法) art. 36, 38, 44, 50, 72: hours, a day of rest each week, overtime pay, wages that are not
        docked, social insurance.

        Payment of wages (工资支付暂行规定) art. 15, 16: taken off only for what the law names, and for a loss at most 20%
        of the month.

        Labour contract law (劳动合同法) art. 10, 19, 42: a written contract, the longest trial, no dismissal of mothers.
    """
    for hit in beside(clause, "FL036", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: labour law does not allow this. "
                "Write what is owed: contract, hours, rest, pay and insurance.",
                act=hit[0],
            ),
        )
