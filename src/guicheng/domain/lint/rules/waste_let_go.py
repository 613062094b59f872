"""FL038: waste mixed, drained or burnt"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL038", "waste-let-go", Severity.ERROR, told_by=())
def waste_let_go(clause: Clause) -> Iterator[Remark]:
    """Find waste mixed, drained into the ground or rain water, or burnt.

    Why it matters:
        Clinical and hazardous waste goes to licensed firms alone, dirty water into the sewer, leaves to composting.
        Whoever mixes, drains or burns them is fined by the day.

    Example:
        废机油混入生活垃圾清运。

    Use instead:
        废机油单独密闭存放，每季度交有资质的单位处置并留存联单。

    References:
        Law on solid waste (固体废物污染环境防治法, 2020) art. 20, 79, 81: no dumping; hazardous waste is kept apart.

        Law on water pollution (水污染防治法, 2017) art. 39: no draining through hidden or unlawful ways.
    """
    for hit in beside(clause, "FL038", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: this waste is kept apart and handed to who may take it. "
                "Name the firm, the interval and the record.",
                act=hit[0],
            ),
        )
