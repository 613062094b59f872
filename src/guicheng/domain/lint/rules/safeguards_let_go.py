"""FL043: dangerous work or broken equipment without its safeguard"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL043", "safeguards-let-go", Severity.ERROR, told_by=())
def safeguards_let_go(clause: Clause) -> Iterator[Remark]:
    """Find dangerous work done without its safeguard, and broken equipment run on.

    Why it matters:
        Belts, permits, a watcher at the manhole and protective switches are there because people died without
        them. A manual that lets them go makes the company answer for the accident, and its manager in person.

    Example:
        化粪池作业可以一个人下井。

    Use instead:
        化粪池作业先通风检测，井口设专人监护。

    References:
        Work Safety Law (安全生产法, 2021) art. 36, 43, 45: protective equipment is not switched off, dangerous work is
        watched, people wear what protects them.
    """
    for hit in beside(clause, "FL043", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: nobody works and nothing runs without its safeguard. Name it, and say who stops the work.",
                act=hit[0],
            ),
        )
