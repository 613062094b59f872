"""FL048: noisy work at hours of rest"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL048", "noise-at-night", Severity.WARNING, told_by=())
def noise_at_night(clause: Clause) -> Iterator[Remark]:
    """Find noisy work that goes on at night, at noon or on days of rest.

    Why it matters:
        Work that others hear may not be done in their hours of rest, but for what cannot wait.

    Example:
        赶工期的楼层，夜里十一点后照样用电镐破地面。

    Use instead:
        产生噪声的施工限工作日8:00至12:00、14:00至18:00，其他时间停止。

    References:
        Law on noise (噪声污染防治法) art. 43, 66: no noisy work at night, and hours for work inside of homes.
    """
    for hit in beside(clause, "FL048", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: others hear it in their hours of rest. "
                "Name the hours for noisy work, and stop it at all others.",
                act=hit[0],
            ),
        )
