"""Months told outside the pages: as reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, override

from guicheng.adapters.handouts import write_docx, write_pdf
from guicheng.adapters.monthly_report import MonthlyFacts, Section, monthly_book, monthly_document
from guicheng.apps.assessment.models import MonthlyForm, MonthlyReport
from guicheng.apps.assessment.readings.sections import section_from
from guicheng.apps.assessment.selectors.monthly import monthly_facts
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Progress = Callable[[int, int], None]
_STEPS = 3


def made_monthly_report(report: MonthlyReport, *, at: datetime, progress: Progress) -> bytes:
    """Return the bytes of a report.

    Args:
        report: What was asked for, with its unit.
        at: Now, with time zone.
        progress: Called after each of three steps: figures gathered, words put ready, file written.

    Raises:
        NotAsWantedError: The month is counted no more.
    """
    facts = monthly_facts(report, sections_of(report.wish), at=at)
    if facts is None:
        raise NotAsWantedError(_("{month} was not counted yet. Choose a month that was.", month=report.month))
    progress(1, _STEPS)
    with override(report.language):
        content = _file(facts, report, at)
    progress(_STEPS, _STEPS)
    return content


def sections_of(wish: Mapping[str, Any]) -> list[Section]:
    """Return what other stages said of the month when the report was asked for."""
    return [section_from(each) for each in wish.get("sections", ())]


def _file(facts: MonthlyFacts, report: MonthlyReport, at: datetime) -> bytes:
    def say(message: Message) -> str:
        return message.render(gettext)

    if report.form == MonthlyForm.XLSX:
        return monthly_book(facts, say)
    document = monthly_document(facts, say, language="en" if report.language == "en" else "zh")
    local = at.astimezone(get_default_timezone())
    return (write_docx if report.form == MonthlyForm.DOCX else write_pdf)(document, printed_at=local)
