"""Reports of months: asked for, made, and kept as they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import MonthlyFile, MonthlyForm, MonthlyReport, MonthlyState
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors.heat import chosen_month, months_for, unit_for
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.retries import follow
from guicheng.apps.platform.services import record
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Reports that are kept of one unit and month at most; a report is never deleted.
MOST_REPORTS: Final = 60
MOST_ATTEMPTS: Final = 3
LANGUAGES: Final = ("zh-hans", "en")
_MAKE: Final = "guicheng.apps.assessment.jobs.make_monthly_report"


@transaction.atomic
def ask_for_monthly_report(
    *,
    actor: Actor,
    unit_key: str | UUID,
    month: str,
    version: str,
    form: str,
    language: str,
    sections: Sequence[Mapping[str, Any]],
    at: datetime,
) -> MonthlyReport:
    """Have the report of a month made.

    Args:
        actor: Who asks; needs ``attainment.read`` at the unit.
        unit_key: Of what: an estate, or a unit with all below it.
        month: Such as 2026-10; counted at some estate.
        version: Number of a sealed version, ``live`` for the present count, "" for the newest seal, if there is one.
        form: docx, pdf or xlsx.
        language: ``zh-hans`` or ``en``.
        sections: What other stages say of the month, as JSON can hold it.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is no such unit within reach.
        NoMonthError: The month is none.
        NotAsWantedError: It was never counted, there is no such form or language, or as many are kept as there may be.
    """
    unit, wanted = unit_for(actor, unit_key), wanted_month(month)
    for field, value, values in (("form", form, MonthlyForm.values), ("language", language, LANGUAGES)):
        if value not in values:
            raise NotAsWantedError(_("Choose one of: {values}.", values=", ".join(values)), field=field)
    months = [each for each in months_for(actor) if each.month == wanted]
    chosen = chosen_month(months, wanted, version)
    if chosen is None:
        raise NotAsWantedError(_("{month} was not counted yet. Choose a month that was.", month=wanted), field="month")
    if MonthlyReport.objects.filter(unit=unit, month=wanted).count() >= MOST_REPORTS:
        raise NotAsWantedError(
            _("{limit} reports of this month are kept, the most there may be.", limit=str(MOST_REPORTS))
        )
    report = MonthlyReport.objects.create(
        unit=unit,
        month=wanted,
        version=chosen.version,
        form=form,
        language=language,
        wish={"sections": list(sections)},
        name=f"{unit.name.replace('/', '、')} {wanted} {_named(language)}.{form}"[-255:],
        asked_by=actor.person,
        asked_at=at,
    )
    record(
        actor=actor,
        act="assessment.ask_for_monthly_report",
        subject="monthly_report",
        key=str(report.key),
        label=report.name,
        unit_path=str(unit.path),
        after={"month": wanted, "version": chosen.version, "form": form},
        at=at,
    )
    follow(_MAKE, report_id=report.pk)
    return report


def _named(language: str) -> str:
    return "达成率月报" if language == "zh-hans" else "attainment"


@transaction.atomic
def begin_monthly_report(*, report_id: int) -> MonthlyReport | None:
    """Count a run of the making and return the report; None where there is nothing to make."""
    rows = MonthlyReport.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=report_id, state=MonthlyState.WAITING).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        message = _("Making the report broke off through a fault of the service. Ask for it again to try once more.")
        refuse_monthly_report(report_id=report_id, message=message)
        return None
    found.attempts += 1
    found.save(update_fields=["attempts"])
    return found


def note_monthly_report(*, report_id: int, done: int, total: int) -> None:
    """Say how far the making is; seen at once."""
    rows = MonthlyReport.objects.filter(pk=report_id, state=MonthlyState.WAITING)
    rows.update(done=min(done, total), total=total)


@transaction.atomic
def store_monthly_report(*, report_id: int, content: bytes, at: datetime) -> None:
    """Keep a report as it was made; run again, it leaves the same rows.

    Args:
        report_id: Its primary key.
        content: The bytes of its file.
        at: Now, with time zone.
    """
    if not MonthlyReport.objects.select_for_update().filter(pk=report_id, state=MonthlyState.WAITING).exists():
        return
    MonthlyFile.objects.create(report_id=report_id, content=content)
    MonthlyReport.objects.filter(pk=report_id).update(
        state=MonthlyState.READY, size=len(content), digest=sha256(content).hexdigest(), made_at=at
    )


def refuse_monthly_report(*, report_id: int, message: Message) -> None:
    """Keep why a report cannot be made."""
    rows = MonthlyReport.objects.filter(pk=report_id)
    rows.update(state=MonthlyState.REFUSED, refusal_text=message.text, refusal_fields=message.fields)
