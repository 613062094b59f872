"""Steps and clauses without each other: where a process serves no promise, where a timed promise has no process."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.apps.processes import selectors
from guicheng.apps.processes.gaps import UnrealisedClause, uncited_steps, unrealised_clauses
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import Row, label
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.durations import duration
from guicheng.web.views.processes import way

_MOST_PROCESSES: Final = 100
_DIGITS: Final = 6


def gaps(request: HttpRequest) -> HttpResponse:
    """List the steps that cite no clause, and the timed clauses that no step realises."""
    actor, standard = actor_of(request), request.GET.get("standard", "")[:20].strip()
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 0
    processes = list(selectors.processes_visible_to(actor)[: _MOST_PROCESSES + 1])
    steps = uncited_steps(actor, processes[:_MOST_PROCESSES])
    clauses, following = unrealised_clauses(actor, standard=standard, start=start)
    context = {
        "steps": [(each.process, label(each.row), each.unknown, _place(each.process, each.row)) for each in steps],
        "more_processes": len(processes) > _MOST_PROCESSES,
        "clauses": [(each.clause, _address(each), " / ".join(map(duration, each.allowed))) for each in clauses],
        "standard": standard,
        "start": start,
        "following": following,
        "crumbs": way(crumbs.Crumb(_("Steps and clauses without each other"))),
    }
    return render(request, "web/process_gaps.html", context)


def _place(process: Process, row: Row) -> str:
    place = next(number for number, each in enumerate(process.rows) if each is row)
    return f"{reverse('process', args=[process.code])}?view=table#s-{place}"


def _address(each: UnrealisedClause) -> str:
    return f"{reverse('standard', args=[each.clause.standard.code])}#c-{each.clause.key}"
