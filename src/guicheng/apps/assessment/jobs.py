"""Work of assessment that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.assessment.handouts import made_monthly_report
from guicheng.apps.assessment.services import monthly
from guicheng.apps.assessment.services.counting import count_month, note_failure
from guicheng.apps.assessment.services.sealing_rules import seal_by_itself
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.domain.values import GuichengError


@job(RetryPolicy(attempts=3))
def count_estate(unit_id: int, month: str) -> None:
    """Count a month of an estate anew; run again, it changes nothing.

    Whoever asks looks at where something happened, which may be the head office: nothing is promised to anybody there.
    What went wrong is kept beside the figures that stand, so that a board says “not counted” and not 0.
    """
    unit, at = Unit.objects.get(pk=unit_id), _now()
    if unit.kind != UnitKind.ESTATE:
        return
    try:
        count_month(unit=unit, month=month, at=at)
    except Exception as error:
        note_failure(unit=unit, month=month, reason=repr(error), at=at)
        raise


@job(RetryPolicy(attempts=2))
def seal_by_rule(company_id: int, month: str) -> None:
    """Seal a month as its company wished; run again, it finds it sealed."""
    seal_by_itself(company=Unit.objects.get(pk=company_id), month=month, at=_now())


# One run more than makings are tried: the last one finds the attempts used up and says so on the report.
@job(RetryPolicy(attempts=monthly.MOST_ATTEMPTS + 1))
def make_monthly_report(report_id: int) -> None:
    """Make a report that was asked for; run again, it leaves the same rows."""
    report = monthly.begin_monthly_report(report_id=report_id)
    if report is None:
        return

    def progress(done: int, total: int) -> None:
        monthly.note_monthly_report(report_id=report_id, done=done, total=total)

    now = _now()
    try:
        content = made_monthly_report(report, at=now, progress=progress)
    except GuichengError as refusal:
        monthly.refuse_monthly_report(report_id=report_id, message=refusal.message)
    else:
        monthly.store_monthly_report(report_id=report_id, content=content, at=now)


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
