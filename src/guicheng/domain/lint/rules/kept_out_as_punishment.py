"""FL044: people kept out as a punishment or for who they are"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL044", "kept-out-as-punishment", Severity.WARNING, told_by=())
def kept_out_as_punishment(clause: Clause) -> Iterator[Remark]:
    """Find cards stopped as a punishment, and shared places closed to people for who they are.

    Why it matters:
        The way home and the shared places belong to all who live there. The company has no right to take them away
        because somebody broke a rule, complained, rents, or was resettled.

    Example:
        遛狗不牵绳的住户，门禁卡暂停七天。

    Use instead:
        遛狗不牵绳的，秩序员当场劝阻；劝阻无效的，报告公安机关。

    References:
        Civil Code (民法典) art. 271, 273: owners own their homes and share what is common, with equal rights.

        Regulation on property management (物业管理条例) art. 45: the firm stops breaches and reports them.
    """
    for hit in beside(clause, "FL044", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: nobody is kept out of the home or of shared places as a punishment. Ask to stop, "
                "and report it.",
                act=hit[0],
            ),
        )
