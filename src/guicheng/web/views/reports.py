"""The reports of consistency and compliance, on screen and as files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.norms.own import norms_in_use
from guicheng.adapters.reports.system_sarif import SystemResult, system_sarif
from guicheng.adapters.reports.table import table_book
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards import readings
from guicheng.apps.standards.selectors.contracts import contract_report_on
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.apps.standards.selectors.library import legal_report_on, report_on
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.comparison.norm import places_of
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.comparing import STANDINGS, SystemLine, counted, lines_of
from guicheng.web.contracts import PromiseLine, promise_lines
from guicheng.web.duties import DutyLine, duty_lines

#: Findings that one page shows; the file has all of them.
_MOST: Final = 200
_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _unit(request: HttpRequest) -> tuple[list[Unit], Unit]:
    """Return the units to choose from, and the chosen one: the first, which is the largest, where none is named.

    Raises:
        Http404: There is none within reach.
    """
    actor = actor_of(request)
    units = list(
        units_visible_to(actor).filter(actor.within("standards.read", ""), archived_at__isnull=True).order_by("path")
    )
    wanted = request.GET.get("unit", "")
    chosen = next((unit for unit in units if str(unit.key) == wanted), None)
    if not units or (wanted and chosen is None):
        raise Http404
    return units, chosen or units[0]


def consistency(request: HttpRequest) -> HttpResponse:
    """Show where the clauses that concern a unit contradict, repeat or undercut one another."""
    units, unit = _unit(request)
    now, code = timezone.now(), request.GET.get("code", "")
    report = report_on(actor_of(request), unit, day=readings.day_of(now))
    lines = lines_of(report.found)
    signed = [line for line in lines if not line.speaks]
    speaking = [line for line in lines if line.speaks]
    shown = [line for line in (signed if code == "signed" else speaking) if code in {"", "signed", line.code}]
    context = {
        "units": units,
        "unit": unit,
        "report": report,
        "counts": counted(lines),
        "signed": len(signed),
        "code": code,
        "lines": shown[:_MOST],
        "more": max(0, len(shown) - _MOST),
        "now": timezone.localtime(now),
        "crumbs": [crumbs.Crumb(_("Consistency"))],
    }
    return render(request, "web/consistency.html", context)


def consistency_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Return all findings as a workbook or as SARIF.

    Raises:
        Http404: There is no such kind of file.
    """
    if kind not in {"xlsx", "sarif"}:
        raise Http404
    _units, unit = _unit(request)
    report = report_on(actor_of(request), unit, day=readings.day_of(timezone.now()))
    lines = lines_of(report.found)
    if kind == "xlsx":
        return _file(table_book(_("Consistency"), _head(), (_row(line) for line in lines)), "consistency.xlsx", _BOOK)
    results = [
        SystemResult(
            line.code,
            line.severity,
            f"{line.title}. {line.witness}".strip(),
            (line.own.name, line.own.text),
            (line.other.name, line.other.text) if line.other else ("", ""),
            _because(line),
        )
        for line in lines
    ]
    return _file(json.dumps(system_sarif(results), ensure_ascii=False), "consistency.sarif", "application/sarif+json")


def _head() -> list[str]:
    return [
        _("Rule"),
        _("Weight"),
        _("Verdict"),
        _("Clause"),
        _("Text"),
        _("Against"),
        _("Text there"),
        _("Witness"),
        _("Readings confirmed"),
        _("Deviation signed"),
    ]


def _row(line: SystemLine) -> Sequence[str]:
    other = line.other
    signed = f"{line.deviation.reason} – {line.deviation.expires_on:%Y-%m-%d}" if line.deviation else _because(line)
    there = (other.name, other.text) if other else (line.citation, line.law)
    confirmed = _("yes") if line.confirmed else _("no")
    sides = (line.own.name, line.own.text, *there)
    return (line.code, str(line.label), str(line.verdict), *sides, line.witness, confirmed, signed)


def _because(line: SystemLine) -> str:
    """Return why a finding is silent, "" where it speaks."""
    said = line.deviation or line.apart
    return said.reason if said else ""


def _file(content: Any, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def compliance(request: HttpRequest) -> HttpResponse:
    """Show every duty of law that holds at a unit with the clauses that keep, tighten or undercut it."""
    units, unit = _unit(request)
    standing = request.GET.get("standing", "")
    city = request.GET.get("city", "")[:30]
    day = readings.day_of(timezone.now())
    gathered = gather_for(actor_of(request), unit, day=day)
    report, contract = legal_report_on(gathered, day=day, city=city), contract_report_on(gathered, day=day)
    promises = promise_lines(contract, standing=standing)
    lines = duty_lines(report, standing=standing)
    context = {
        "units": units,
        "unit": unit,
        "report": report,
        "lines": lines,
        "counts": [
            (each.value, *STANDINGS[each.value], report.counted(each) + contract.counted(each)) for each in Standing
        ],
        "contracts": contract.contracts,
        "grade": gathered.place.estate.grade,
        "without_grade": gathered.without_grade,
        "promises": promises[:_MOST],
        "more_promises": max(0, len(promises) - _MOST),
        "standing": standing,
        "city": city,
        "places": [place.zh for place in places_of(norms_in_use()) if not place.national],
        "unconfirmed": sum(not member.confirmed for member in report.members),
        "now": timezone.localtime(),
        "crumbs": [crumbs.Crumb(_("Compliance"))],
    }
    return render(request, "web/compliance.html", context)


def compliance_file(request: HttpRequest) -> HttpResponse:
    """Return all duties as a workbook."""
    _units, unit = _unit(request)
    city = request.GET.get("city", "")[:30]
    day = readings.day_of(timezone.now())
    gathered = gather_for(actor_of(request), unit, day=day)
    report, contract = legal_report_on(gathered, day=day, city=city), contract_report_on(gathered, day=day)
    head = [_("Standing"), _("Duty"), _("Law or contract"), _("Place"), _("Service"), _("Clauses"), _("Witness")]
    rows = [*map(_promise_row, promise_lines(contract)), *map(_duty_row, duty_lines(report))]
    book = table_book(_("Compliance"), head, rows)
    return _file(book, "compliance.xlsx", _BOOK)


def _promise_row(line: PromiseLine) -> Sequence[str]:
    return (str(line.label), line.said.text, line.said.name, line.said.unit, "", *_cells(line))


def _duty_row(line: DutyLine) -> Sequence[str]:
    standing = f"{line.label} ({line.only})" if line.only else str(line.label)
    return (standing, line.law, line.citation, line.place, line.item, *_cells(line))


def _cells(line: PromiseLine | DutyLine) -> tuple[str, str]:
    """Return the clauses that speak of a row, and what shows how they stand or is missing to say so."""
    clauses = "\n".join(f"{side.name} {side.text}" for side in line.clauses)
    missing = [f"{side.name}: {side.why}" for side in line.clauses if side.why]
    return clauses, "\n".join([*(finding.witness for finding in line.findings if finding.witness), *missing])
