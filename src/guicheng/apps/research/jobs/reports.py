"""Reports of surveys, which nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.apps.research.exports import made_report
from guicheng.apps.research.services import reports
from guicheng.domain.values import GuichengError


# One run more than makings are tried: the last one finds the attempts used up and says so on the report.
@job(RetryPolicy(attempts=reports.MOST_ATTEMPTS + 1))
def make_report(report_id: int) -> None:
    """Make a report that was asked for; run again, it leaves the same rows."""
    report = reports.begin_report(report_id=report_id)
    if report is None:
        return
    try:
        content = made_report(report, at=_now())
    except GuichengError as refusal:
        reports.refuse_report(report_id=report_id, message=refusal.message)
    else:
        reports.store_report(report_id=report_id, content=content)


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
