"""FL047: cash turned away, or money taken outside of the books"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL047", "cash-refused", Severity.WARNING, told_by=())
def cash_refused(clause: Clause) -> Iterator[Remark]:
    """Find cash turned away, receipts withheld and money kept outside of the books.

    Why it matters:
        The currency of the country must be taken from who wants to pay with it, and old people often have nothing
        else. Who pays has a right to an invoice.

    Example:
        收费窗口一律只认扫码，不收现金。

    Use instead:
        收费窗口受理扫码、刷卡和现金，当日开具发票。

    References:
        Regulation on the currency (人民币管理条例) art. 3: nobody refuses it.

        Consumer protection law (消费者权益保护法) art. 22: an invoice for who asks.
    """
    for hit in beside(clause, "FL047", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: cash must be taken, and what is paid stands in the books. "
                "Take cash beside other ways, and give an invoice.",
                act=hit[0],
            ),
        )
