"""Demands without a clause, clauses without a demand or duty, and the matrix of both in Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.reports.table import table_book
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.research.models import Demand
from guicheng.apps.research.selectors.feedback import reading_units
from guicheng.apps.standards import readings
from guicheng.apps.standards.selectors.demand_links import TracedClause, confirmed_links, traced, unanswered
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.views.demands import way
from guicheng.web.voices import DEMAND_KINDS, DEMAND_STATES

_MOST: Final = 200
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def links(request: HttpRequest) -> HttpResponse:
    """Show at a unit which demands no clause answers, and which clauses neither a demand nor a duty asks for."""
    actor = actor_of(request)
    units = list(reading_units(actor))
    unit = _chosen(units, request.GET.get("unit", ""))
    clauses = _traced(request, unit)
    bare = [each.clause for each in clauses if each.bare]
    open_demands = list(unanswered(actor, unit)) if unit else []
    context = {
        "units": units,
        "unit": unit,
        "demands": open_demands[:_MOST],
        "demand_count": len(open_demands),
        "clauses": bare[:_MOST],
        "clause_count": len(bare),
        "held": len(clauses),
        "answering": sum(bool(each.demands) for each in clauses),
        "crumbs": way(crumbs.Crumb(_("Demands and clauses"))),
    }
    return render(request, "web/demand_links.html", context)


def _chosen(units: Sequence[Unit], key: str) -> Unit | None:
    """Return the unit that was asked for, else the first estate, else the first unit."""
    estates = [unit for unit in units if unit.kind == UnitKind.ESTATE]
    asked = [unit for unit in units if str(unit.key) == key]
    return next(iter([*asked, *estates, *units]), None)


def _traced(request: HttpRequest, unit: Unit | None) -> list[TracedClause]:
    if unit is None:
        return []
    actor = actor_of(request)
    gathered = gather_for(actor, unit, day=readings.day_of(timezone.now()))
    return traced(gathered, confirmed_links(actor))


def matrix(request: HttpRequest) -> HttpResponse:
    """Send the matrix of demands, clauses and norms of a unit."""
    actor = actor_of(request)
    unit = _chosen(list(reading_units(actor)), request.GET.get("unit", ""))
    clauses = _traced(request, unit)
    open_demands = unanswered(actor, unit) if unit else ()
    rows = [*_rows(clauses), *((*_of_demand(each), "", "", "") for each in open_demands)]
    head = [
        _("Demand"),
        _("Kind"),
        _("Customer group"),
        _("What is wanted"),
        _("Importance"),
        _("Satisfaction"),
        _("State"),
        _("Clause"),
        _("Text of the clause"),
        _("Norm"),
    ]
    response = HttpResponse(table_book(_("Demands and clauses"), head, rows), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="demands-clauses-norms.xlsx"'
    return response


def _rows(clauses: Sequence[TracedClause]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each demand and norm of each clause; a clause with neither has one row."""
    for each in clauses:
        told = (f"{each.clause.standard.code} {each.clause.number}".strip(), each.clause.text)
        for demand in each.demands or (None,):
            for norm in [norm.citation for norm in each.norms] or [""]:
                yield *_of_demand(demand), *told, norm


def _of_demand(demand: Demand | None) -> tuple[str, ...]:
    if demand is None:
        return ("",) * 7
    numbers = (demand.importance, demand.satisfaction)
    return (
        demand.code,
        str(DEMAND_KINDS[demand.kind]),
        demand.group.name,
        demand.text,
        *("" if number is None else str(number) for number in numbers),
        str(DEMAND_STATES[demand.state].label),
    )
