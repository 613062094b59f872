"""DU002: bounds at odds with themselves"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_OPPOSED = re.compile(
    r"不(?:得)?(?:超过|大于|多于|高于).{1,14}(?:以上|及以上)|不(?:得)?(?:少于|低于|小于).{1,14}(?:以下|以内)"
)
_RANGE = re.compile(r"(?<![0-9.:：/])(\d{1,6}(?:\.\d+)?)\s*[-–~～—至到]\s*(\d{1,6}(?:\.\d+)?)(?![0-9:：])")
_WHOLE = 100


@rule("DU002", "conflicting-bounds", Severity.ERROR, kinds=(*Kind,))
def conflicting_bounds(clause: Clause) -> Iterator[Remark]:
    """Find a bound that cannot be kept or can be read two ways.

    Why it matters:
        不超过30分钟以上 allows what it forbids, a range that runs backwards has no inside, and no rate exceeds 100%.
        Each reader will take the half that suits.

    Example:
        维修时间不超过30分钟以上。
        每5-3天清扫1次。
        业主满意率不低于105%。

    Use instead:
        维修时间不超过30分钟。
        每3-5天清扫1次。
        业主满意率不低于95%。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for requirement in (*clause.requirements, *clause.thresholds):
        words = requirement.span.of(clause.text)
        if _OPPOSED.search(words):
            yield Remark(
                requirement.span,
                _("“{quoted}” sets an upper and a lower bound with one number. Keep one of the two.", quoted=words),
            )
        elif requirement.kind is not Kind.WINDOW and _runs_backwards(words):
            yield Remark(
                requirement.span,
                _("The range “{quoted}” runs backwards. Write the smaller number first.", quoted=words),
            )
        elif _exceeds_whole(requirement):
            yield Remark(
                requirement.span,
                _("No rate exceeds 100%, “{quoted}” cannot be kept. Correct the number.", quoted=words),
            )


def _runs_backwards(words: str) -> bool:
    return any(float(low) > float(high) for low, high in _RANGE.findall(words))


def _exceeds_whole(requirement: Requirement) -> bool:
    """Tell whether a rate or a degree of satisfaction is to be more than all."""
    bound = requirement.kind is Kind.RATIO and requirement.op in {"==", ">=", ">"}
    return bound and (requirement.action or "").endswith(("率", "满意度")) and float(requirement.value) > _WHOLE
