"""What of a month was not mended by its day."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import F, Q
from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.readings.months import NoMonthError, first_day, following, wanted_month
from guicheng.domain.attainment.mending import Stand


def due_in(month: str, *, at: datetime) -> Q:
    """Return the filter for nonconformities that fell due in a month; what was none is left out.

    Args:
        month: Such as 2026-10; another text fits nothing.
        at: Now, with time zone; what falls due later has not fallen due yet.
    """
    try:
        said = wanted_month(month)
    except NoMonthError:
        return Q(pk__in=[])
    return Q(due_at__gte=_moment(said), due_at__lt=min(_moment(following(said)), at)) & ~Q(stand=Stand.VOID.value)


def not_mended_by_its_day() -> Q:
    """Return the filter for nonconformities that were mended late, or not yet.

    What is mended may be verified later, and whether it lasted is looked at weeks later: neither makes it late.
    """
    return Q(finished_at=None) | Q(finished_at__gt=F("due_at"))


def missed_in(month: str, *, at: datetime) -> Q:
    """Return the filter for those among ``due_in`` that were not mended by their day."""
    return due_in(month, at=at) & not_mended_by_its_day()


def _moment(month: str) -> datetime:
    return datetime.combine(first_day(month), time.min, tzinfo=get_default_timezone())
