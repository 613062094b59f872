"""FL049: supply stopped for works without a word"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL049", "outage-unannounced", Severity.WARNING, told_by=())
def outage_unannounced(clause: Clause) -> Iterator[Remark]:
    """Find water, power, gas, heat or lifts stopped for works without telling people before.

    Why it matters:
        People store water, go down before the lift stops, and look after who depends on a machine, if they know.

    Example:
        更换水泵需要停水的，不必提前通知。

    Use instead:
        更换水泵需要停水的，提前24小时在单元门口张贴通知。

    References:
        Regulation on urban water supply (城市供水条例) art. 22: users are told 24 hours before.
    """
    for hit in beside(clause, "FL049", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: people must know before supply is stopped for works. "
                "Say how long before, where and by whom they are told.",
                act=hit[0],
            ),
        )
