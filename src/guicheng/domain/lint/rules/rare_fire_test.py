"""FL022: fire facilities tested too seldom"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.statute import statute
from guicheng.domain.lint.wording import after, before, sparser
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_FACILITIES = re.compile("消防(?:设施|系统|设备)|建筑消防|自动消防|火灾自动报警系统|灭火系统|喷淋系统|报警系统")
_TEST = re.compile("检测|检验|检(?=[一1]次)")
_PART = re.compile("灭火器|水压|水带|空气呼吸器")


@rule("FL022", "rare-fire-test", Severity.ERROR, told_by=(_FACILITIES,))
def rare_fire_test(clause: Clause) -> Iterator[Remark]:
    """Find fire facilities tested in full less often than the law asks.

    Why it matters:
        All fire facilities of a building are tested in full at least once a year, with a record. A longer interval
        leaves the company without the proof that it is asked for after a fire.

    Example:
        消防设施每两年全面检测1次。

    Use instead:
        消防设施每年全面检测1次，检测记录存档。

    References:
        Fire Protection Law (消防法) art. 16: a full test at least once a year, with a record.
    """
    least = statute("fire-facility-test")
    for requirement in clause.requirements:
        place = requirement.span.start
        about = before(clause, place, 24) + after(clause, place, 24)
        if not (_FACILITIES.search(about) and _TEST.search(about)) or _PART.search(about):
            continue
        if sparser(requirement, times=1, days=least.value):
            yield Remark(
                requirement.span,
                _(
                    "Fire facilities must be tested in full at least once a year ({law}, art. {article}).",
                    law=least.law,
                    article=least.article,
                ),
            )
