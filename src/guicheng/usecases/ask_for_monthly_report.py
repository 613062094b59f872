"""Ask for the report of a month; it takes along what inspections, satisfaction and mending say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, tzinfo
from math import floor
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import get_default_timezone

from guicheng.adapters.monthly_report import Section
from guicheng.apps.assessment.models import MonthlyReport
from guicheng.apps.assessment.readings.months import first_day, following, preceding, wanted_month
from guicheng.apps.assessment.readings.sections import section_json
from guicheng.apps.assessment.selectors.heat import unit_for
from guicheng.apps.assessment.selectors.inspections import by_estate, scores
from guicheng.apps.assessment.selectors.satisfaction import MetricValue, definition_of, values
from guicheng.apps.assessment.services.monthly import ask_for_monthly_report as asked
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import nonconformities_visible_to
from guicheng.apps.operations.selectors.plans import estates_under
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment.mending import ENDED, Stand
from guicheng.domain.attainment.satisfaction import OF_COMPLAINTS
from guicheng.domain.values.message import _

_MOST = 60


def ask_for_monthly_report(
    *, actor: Actor, unit_key: str | UUID, month: str, version: str, form: str, language: str, at: datetime
) -> MonthlyReport:
    """Have the report of a month made.

    Args:
        actor: Who asks; what they may not read is left out.
        unit_key: Of what: an estate, or a unit with all below it.
        month: Such as 2026-10.
        version: Number of a sealed version, ``live`` for the present count, "" for the newest seal, if there is one.
        form: docx, pdf or xlsx.
        language: ``zh-hans`` or ``en``.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is no such unit within reach.
        NoMonthError: The month is none.
        NotAsWantedError: It was never counted, there is no such form or language, or as many are kept as there may be.
    """
    unit, wanted = unit_for(actor, unit_key), wanted_month(month)
    sections = [
        section_json(section) for section in (*_inspections(actor, unit, wanted), *_satisfaction(actor, unit, wanted))
    ]
    sections += [section_json(section) for section in _mending(actor, unit, wanted, at)]
    named: dict[str, Any] = {"month": wanted, "version": version, "form": form, "language": language}
    return asked(actor=actor, unit_key=unit.key, sections=sections, at=at, **named)


def _stretch(month: str) -> tuple[datetime, datetime]:
    zone = get_default_timezone()
    begin, end = first_day(month), first_day(following(month))
    return datetime.combine(begin, time.min, tzinfo=zone), datetime.combine(end, time.min, tzinfo=zone)


def _inspections(actor: Actor, unit: Unit, month: str) -> Iterator[Section]:
    since, until = _stretch(month)
    found = by_estate(scores(actor, since=since, until=until, unit=unit))
    told = [_("Inspections with a score: {count}.", count=str(sum(map(len, found.values()))))]
    rows = [
        (estate.name, str(len(rows)), f"{float(sum(row.total for row in rows)) / len(rows):.1f}")
        for estate, rows in found.items()
    ]
    yield Section(_("Inspections"), told, (_("Estate"), _("How many"), _("Mean points")), _worst_first(rows))


def _worst_first(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(rows, key=lambda row: float(row[2]))[:_MOST]


def _satisfaction(actor: Actor, unit: Unit, month: str) -> Iterator[Section]:
    found = values(actor, months=[preceding(month), month], units=list(estates_under(unit)))
    before = {(each.metric.pk, each.unit.pk): each for each in found if each.month != month}
    rows = [
        (
            each.unit.name,
            each.metric.name,
            _number(each),
            _number(before[each.metric.pk, each.unit.pk]),
            "—" if each.value.count is None else str(each.value.count),
        )
        for each in found
        if each.month == month and each.value.value is not None
    ]
    head = (_("Estate"), _("Metric"), _("This month"), _("The month before"), _("Rests on"))
    told = () if rows else (_("No metric of satisfaction has a value in {month}.", month=month),)
    yield Section(_("Satisfaction"), told, head if rows else (), rows[:_MOST])


def _number(found: MetricValue) -> str:
    """Return a value as its page shows it: a share in per cent, complaints a hundred households with two places."""
    if found.value.value is None or found.version is None:
        return "—"
    value = found.value.value
    if definition_of(found.version).formula in OF_COMPLAINTS:
        return f"{float(value):.2f}"
    return f"{floor(1000 * value) / 10:.1f}%"


def _mending(actor: Actor, unit: Unit, month: str, at: datetime) -> Iterator[Section]:
    since, until = _stretch(month)
    rows = nonconformities_visible_to(actor).filter(unit__path__startswith=unit.path)
    running = ~Q(stand__in=[each.value for each in ENDED])
    counts = rows.order_by().aggregate(
        opened=Count("pk", filter=Q(found_at__gte=since, found_at__lt=until)),
        ended=Count("pk", filter=Q(ended_at__gte=since, ended_at__lt=until)),
        running=Count("pk", filter=running),
        late=Count("pk", filter=Q(stand=Stand.OPEN.value, due_at__lt=at)),
    )
    said = {name: str(number) for name, number in counts.items()}
    told = (
        _("New nonconformities in {month}: {opened}; ended: {ended}.", month=month, **_of(said, "opened", "ended")),
        _(
            "Still running when the report was asked for: {running}, of these late: {late}.",
            **_of(said, "running", "late"),
        ),
    )
    new = rows.filter(found_at__gte=since, found_at__lt=until).order_by("found_at", "pk")
    zone = get_default_timezone()
    lines = [
        (row.called, row.unit.name, row.citation or "—", row.found[:80], *_days_of(row, zone)) for row in new[:_MOST]
    ]
    head = (_("No."), _("Estate"), _("Clause"), _("What was found"), _("Mend by"), _("Ended on"))
    yield Section(_("Rectification"), told, head if lines else (), lines)


def _days_of(row: Nonconformity, zone: tzinfo) -> tuple[str, str]:
    """Return by when it is to be mended, and the day on which it ended; dates stay true in every language."""
    due, ended = ((each.astimezone(zone).strftime("%Y-%m-%d") if each else "—") for each in (row.due_at, row.ended_at))
    return due, ended


def _of(said: dict[str, str], *names: str) -> dict[str, str]:
    return {name: said[name] for name in names}
