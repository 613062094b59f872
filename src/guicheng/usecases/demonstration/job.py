"""The telling of the demonstration for somebody who asked for it on a page."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.usecases.demonstration.loading import tell
from guicheng.usecases.demonstration.people import cast_of
from guicheng.usecases.demonstration.progress import how_far, note_broken_off
from guicheng.usecases.demonstration.removing import remove_demonstration


class BrokenOffError(GuichengError):
    """An earlier run ended in the middle of the story; what it had told was taken away."""

    code: ClassVar[str] = "broken-off"


# A second run only clears away what the first one left when its worker died.
@job(RetryPolicy(attempts=2))
def tell_story(company_id: int, last: str, length: int, at: str) -> None:
    """Tell the story of a company that was founded for it; where it breaks off, the company goes and the page says so.

    Args:
        company_id: The company.
        last: The last day that is told, as in ISO 8601.
        length: Days that are told.
        at: When it was asked for, as in ISO 8601 with time zone.
    """
    company = Unit.objects.filter(pk=company_id, demonstration=True).first()
    if company is None:
        return
    asked = datetime.fromisoformat(at)
    try:
        _refuse_begun(company, asked)
        tell(cast_of(company, last=date.fromisoformat(last), length=length), at=asked)
    except BaseException:
        with transaction.atomic():
            note_broken_off(at=asked)
        raise


def _refuse_begun(company: Unit, at: datetime) -> None:
    if how_far().done:
        remove_demonstration(company=company, actor=None, at=at)
        raise BrokenOffError(_("The loading broke off. Nothing of it is left; load it anew."))
