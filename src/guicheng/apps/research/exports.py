"""A survey told outside its pages: as a report, and as the summary that residents read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, override

from guicheng.adapters.handouts import write_docx, write_pdf
from guicheng.adapters.survey_report import ReportSource, report_document
from guicheng.adapters.survey_tables import Table, survey_tables
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.research.models import ReportForm, Survey, SurveyReport
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.selectors.analysis import Analysis, Choice, analysis_of
from guicheng.domain.values import Message

#: The language of the documents, as of the standards.
_LANGUAGE: Final = "zh-hans"
#: What residents read: what to mend, what changed, ratings; not how single questions were answered.
_FOR_RESIDENTS: Final = ("map", "priorities", "changes", "promoters", "scores", "dimensions")


def made_report(report: SurveyReport, *, at: datetime) -> bytes:
    """Return the bytes of a report.

    Args:
        report: What was asked for, with its survey and unit.
        at: Now, with time zone.

    Raises:
        GuichengError: There is nothing to make it of; the sentence says why.
    """
    survey, wish, local = report.survey, report.wish, at.astimezone(get_default_timezone())
    choice = choice_of_json(wish["choice"])
    told = analysis_of(survey, choice, Survey.objects.filter(key=choice.before).first() if choice.before else None)
    with override(_LANGUAGE):
        source = ReportSource(
            title=survey.title,
            company=company_of(survey.unit).name,
            place=survey.unit.name,
            day=day_of(at),
            facts=tuple(_facts(told)),
            tables=tuple(tables_of(told)),
            unanswered=wish["proposals"].get("unanswered", ()),
            looser=wish["proposals"].get("looser", ()),
        )
    document = report_document(source)
    if report.form == ReportForm.DOCX:
        return write_docx(document, printed_at=local)
    return write_pdf(document, printed_at=local)


def tables_of(told: Analysis, say: Callable[[str], str] = gettext) -> list[Table]:
    """Return the tables of an analysis; none where fewer than five people answered.

    Args:
        told: The analysis.
        say: Translates a sentence of the catalogue.
    """

    def said(message: Message) -> str:
        return message.render(say)

    return list(survey_tables(told.form, told.figures, told.changes, said)) if told.enough else []


def for_residents(told: Analysis) -> list[dict[str, Any]]:
    """Return what residents read, as JSON can hold it, in Chinese; nothing where fewer than five people answered."""
    with override(_LANGUAGE):
        tables = [table for table in tables_of(told) if table.id in _FOR_RESIDENTS]
    return [{**asdict(table), "quoted": True} for table in tables]


def choice_of_json(kept: Mapping[str, Any]) -> Choice:
    """Return a choice as it was kept with a report."""
    shares = tuple([(str(name), float(share)) for name, share in kept.get("shares", ())])
    return Choice(str(kept.get("weight", "")), shares, str(kept.get("before", "")))


def _facts(told: Analysis) -> list[tuple[str, str]]:
    survey, figures = told.survey, told.figures
    opened = survey.opened_at.date().isoformat() if survey.opened_at else "—"
    closed = survey.closed_at.date().isoformat() if survey.closed_at else "进行中"
    rate = "—" if told.rate is None else f"{100 * told.rate:.0f}%（{figures.count} / {told.asked}）"
    margin = "—" if told.margin is None else f"±{100 * told.margin:.1f} 个百分点（95%，占比 50% 时最宽）"
    facts = [
        ("目的", survey.purpose or "—"),
        ("时间", f"{opened} 至 {closed}"),
        ("方式", "不记名" if survey.anonymous else "记名"),
        ("总体", str(survey.population or "—")),
        ("计入的答卷", f"{figures.count}（剔除 {told.excluded} 份）"),
        ("回收率", rate),
        ("误差范围", margin),
    ]
    if told.weighting:
        effect = told.weighting.design_effect
        facts.append(("加权", f"有效样本量 {figures.effective:.0f}，设计效应 {effect:.2f}"))
    if told.earlier:
        facts.append(("比较对象", told.earlier.title))
    return facts
