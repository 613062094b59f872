"""FL005: recordings kept too briefly"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.statute import statute
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_VIDEO = re.compile("录像|监控|视频|影像|图像|摄像")
_DAYS = {"hour": 1 / 24, "day": 1, "workday": 1, "week": 7, "month": 30, "year": 365}
#: A disk that begins anew, and what happens to recordings of that age.
_AGAIN = re.compile("循环|覆盖|滚动|存储周期|保存周期")
_GONE = re.compile("[^。；;]{0,6}(?:清除|删除|覆盖|销毁|清空|删掉)")
_OTHER = re.compile("记录表|登记|台账|日志|值班记录|巡查记录")
#: Papers about recordings have a time of their own: 录像保存30日，调阅记录保存15日.
_PAPERS = re.compile("(?:调阅|调取|查阅|查看|交接|审批|申请)[^，,。；;]{0,4}(?:记录|单|表)[^，,。；;]{0,4}$")


@rule("FL005", "short-video-retention", Severity.ERROR, told_by=(_VIDEO,))
def short_video_retention(clause: Clause) -> Iterator[Remark]:
    """Find camera recordings kept for less than the law asks.

    Why it matters:
        Recordings of cameras in public places are evidence; the term is the least, not a guide. After it they are
        deleted once their purpose is met.

    Example:
        监控录像保存15天。

    Use instead:
        监控录像保存30天。

    References:
        Regulation on public security video (公共安全视频图像信息系统管理条例) art. 17: at least 30 days.

        Security guard regulation (保安服务管理条例) art. 25: at least 30 days.
    """
    least = statute("video-retention")
    for requirement in (*clause.requirements, *clause.thresholds):
        days = _days(clause, requirement)
        if days is not None and days < least.value:
            yield Remark(
                requirement.span,
                _(
                    "Recordings must be kept at least {days} days ({law}, art. {article}). Raise the number.",
                    days=str(least.value),
                    law=least.law,
                    article=least.article,
                ),
            )


def _days(clause: Clause, requirement: Requirement) -> float | None:
    """Return the days that recordings are kept by a requirement, None where it says nothing of it."""
    start, end = requirement.span.start, requirement.span.end
    about = f"{requirement.action or ''}{clause.text[max(0, start - 16) : end]}"
    if not _VIDEO.search(about) or _OTHER.search(about) or _PAPERS.search(clause.text, 0, start):
        return None
    if requirement.kind is Kind.INTERVAL:
        number, _space, unit = (requirement.per or "").rpartition(" ")
        again = _AGAIN.search(about)
        return float(number or 1) * _DAYS[unit] if again and unit in _DAYS else None
    gone = requirement in clause.thresholds and _GONE.match(clause.text, end)
    if (requirement.kind is Kind.RETENTION or gone) and requirement.unit in _DAYS:
        return float(requirement.value) * _DAYS[requirement.unit]
    return None
