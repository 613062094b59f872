"""FL042: find leave to take down or cut what bears a building"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL042", "bearing-structure-altered", Severity.ERROR, told_by=())
def bearing_structure_altered(clause: Clause) -> Iterator[Remark]:
    """Find leave to take down or cut what bears a building.

    Why it matters:
        A wall that bears, a beam or a column holds up the homes of others. No fee and no firm's consent makes it lawful
        to alter one without the design of a qualified engineer.

    Example:
        业主交纳改造费后，可以拆除客厅的承重墙。

    Use instead:
        装修不得拆改承重结构；发现拆改的，立即劝阻并在当日报告主管部门。

    References:
        Construction Law (建筑法) art. 49: no work on bearing structure without a design by the original designer or
        one of equal qualification.
    """
    for hit in beside(clause, "FL042", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: nobody may allow this without a qualified design. "
                "Say who stops it and whom it is reported to.",
                act=hit[0],
            ),
        )
