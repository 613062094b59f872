"""FL050: people told what is not so"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL050", "false-advertising", Severity.WARNING, told_by=())
def false_advertising(clause: Clause) -> Iterator[Remark]:
    """Find advertising with what is not so, and praise that is bought or written by one's own people.

    Why it matters:
        Owners choose a firm and tenants a shop by what they read. Whoever made it up owes what he promised, pays a
        fine, and loses the contract.

    Example:
        尚未取得的资质，宣传册上可先写成一级。

    Use instead:
        宣传册只写已取得的资质，并附证书编号。

    References:
        Advertising Law (广告法, 2021) art. 28: what is made up or misleads is false advertising.

        Consumer protection law (消费者权益保护法) art. 20: true and complete information, no false advertising.
    """
    for hit in beside(clause, "FL050", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}” tells people what is not so. Say what can be shown: certificates, contracts, figures.",
                act=hit[0],
            ),
        )
