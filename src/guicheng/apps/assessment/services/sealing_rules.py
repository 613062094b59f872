"""When months are sealed: on a day of the month after somebody is reminded, or the service seals by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import SealedMonth, SealRule
from guicheng.apps.assessment.readings.months import month_of, preceding
from guicheng.apps.assessment.selectors.months import months_to_seal, seal_rule_of
from guicheng.apps.assessment.services.sealing_months import SEAL, NotToSealError, seal_month
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.selectors.duty import people_in_role
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.apps.platform.retries import follow
from guicheng.apps.platform.services import record
from guicheng.domain.values.message import _

LAST_DAY: Final = 28
_JOB: Final = "guicheng.apps.assessment.jobs.seal_by_rule"


@transaction.atomic
def set_seal_rule(*, actor: Actor, company: Unit, day: str, by_itself: bool, at: datetime) -> SealRule:
    """Say when months of a company are sealed, and whether by a person.

    Args:
        actor: Who says it; needs ``attainment.seal`` at the company.
        company: The company.
        day: Day of the month after, 1 to 28.
        by_itself: Whether the service seals; otherwise it reminds.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not seal.
        NotAsWantedError: The day is none of these.
    """
    permit(actor, SEAL, company)
    if not (day.isascii() and day.isdigit() and 1 <= int(day) <= LAST_DAY):
        raise NotAsWantedError(_("Choose a day from 1 to {last}.", last=str(LAST_DAY)), field="day")
    row, _new = SealRule.objects.update_or_create(company=company, defaults={"day": int(day), "by_itself": by_itself})
    record(
        actor=actor, act="assessment.set_seal_rule", subject="company", key=str(company.key), label=company.name,
        unit_path=str(company.path), after={"day": row.day, "by_itself": by_itself}, at=at,
    )  # fmt: skip
    return row


def remind_or_seal(*, at: datetime) -> None:
    """Remind of months that are over and not sealed, or have them sealed, as companies said; run again, once each.

    Args:
        at: Now, with time zone.
    """
    day = localdate(at)
    for company in Unit.objects.filter(depth=1, archived_at=None).order_by("path"):
        rule = seal_rule_of(company.pk)
        if day.day >= rule.day:
            _settle(company, rule, preceding(month_of(day)), at)


def _settle(company: Unit, rule: SealRule, last: str, at: datetime) -> None:
    for row in months_to_seal(_keeper(company), at).filter(month__gte=_year_before(last)):
        sealed = SealedMonth.objects.filter(unit=company, month=row.month).count()
        if rule.by_itself and row.month == last and not sealed:
            follow(_JOB, company_id=company.pk, month=last)
        else:
            _remind(company, row.month, sealed, at)


def _year_before(month: str) -> str:
    """Return the same month of the year before: of older ones nobody is reminded."""
    year, _stroke, number = month.partition("-")
    return f"{int(year) - 1}-{number}"


@transaction.atomic
def _remind(company: Unit, month: str, sealed: int, at: datetime) -> None:
    title = (
        _("Events of {month} came after it was sealed; it can be sealed anew.", month=month)
        if sealed
        else _("{month} is over and not sealed.", month=month)
    )
    tell(
        Person.objects.filter(pk__in=people_in_role(company, Role.QUALITY_MANAGER)),
        kind="month-to-seal",
        unit=company,
        title=title,
        path="/attainment/months/?show=to_seal",
        at=at,
        key=f"month-to-seal:{company.key}:{month}:{sealed}",
    )


def seal_by_itself(*, company: Unit, month: str, at: datetime) -> SealedMonth | None:
    """Seal a month as the company wished; None where there is nothing to seal any more.

    Args:
        company: The company.
        month: Such as 2026-10.
        at: Now, with time zone.
    """
    try:
        return seal_month(company=company, month=month, actor=_keeper(company), at=at)
    except NotToSealError:
        return None


def _keeper(company: Unit) -> Actor:
    """Return the service itself, with the rights of the company's quality manager."""
    grants = ((str(Role.QUALITY_MANAGER), str(company.path)),)
    return Actor(person=None, company_id=company.pk, grants=grants, channel="job", named="Guicheng")
