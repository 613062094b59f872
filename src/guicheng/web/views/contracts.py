"""The contracts of estates: taken in, dated, and set beside the standards below them."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.models import UnitKind
from guicheng.apps.standards import readings, services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.beside import importing_units
from guicheng.apps.standards.selectors.contracts import (
    contract_report_on,
    contract_visible_to,
    contracts_visible_to,
)
from guicheng.apps.standards.selectors.gathering import gather_around
from guicheng.usecases.take_contract import take_contract
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.contracts import binding_of, promise_lines, standing_counts
from guicheng.web.views.comparing import day_of_form

#: Promises that one page shows, and contracts that one list shows.
_MOST: Final = 300
_PASTED: Final = "contract.txt"


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Contracts”."""
    return [crumbs.Crumb(_("Contracts"), reverse("contracts") if steps else ""), *steps]


def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts of the estates within reach."""
    actor, day = actor_of(request), readings.day_of(timezone.now())
    archived = request.GET.get("archived", "") == "1"
    rows = contracts_visible_to(actor, archived=archived)[:_MOST]
    context = {
        "rows": [(row, *binding_of(row, day)) for row in rows],
        "archived": archived,
        "takes": actor.may_anywhere("standards.edit"),
        "crumbs": way(),
    }
    return render(request, "web/contracts.html", context)


def contract_new(request: HttpRequest) -> HttpResponse:
    """Take the text of a contract in, pasted or as a file."""
    actor = actor_of(request)
    units = list(importing_units(actor).filter(kind=UnitKind.ESTATE))
    outcome = attempt(request, {"take": lambda: _taken(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Standard):
        return redirect("contract", code=outcome.value.code)
    context = {
        "units": units,
        "told": outcome.told,
        "given": request.POST,
        "wanted": request.POST.get("unit", request.GET.get("unit", "")),
        "limit_mb": services.LARGEST_FILE >> 20,
        "crumbs": way(crumbs.Crumb(_("Take a contract in"))),
    }
    return render(request, "web/contract_new.html", context, status=outcome.status)


def _taken(request: HttpRequest) -> Standard:
    given, file = request.POST, request.FILES.get("file")
    # A file is never larger than what a form may hold; a pasted text is a file without headings of its own.
    name, data = (file.name or "-", file.read()) if file else (_PASTED, given.get("text", "").encode())
    return take_contract(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        name=name,
        data=data,
        code=given.get("code", ""),
        title=given.get("title", "") or ("" if file else _("Service contract")),
        binds_from=day_of_form(given.get("binds_from", "")),
        binds_until=day_of_form(given.get("binds_until", "")),
        at=timezone.now(),
    )


def contract(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the standards say of each promise of a contract; change its days, or lay it aside."""
    actor, now = actor_of(request), timezone.now()
    found = contract_visible_to(actor, code)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("contract", code=found.code)
    day, standing = readings.day_of(now), request.GET.get("standing", "")
    gathered = gather_around(found, day=day, actor=actor)
    report = contract_report_on(gathered, day=day, contract=found)
    lines = promise_lines(report, standing=standing)
    context = {
        "standard": found,
        "unit": found.unit,
        "binding": binding_of(found, day),
        "report": report,
        "published": gathered.published,
        "counts": standing_counts(report),
        "standing": standing,
        "promises": lines[:_MOST],
        "more_promises": max(0, len(lines) - _MOST),
        "unconfirmed": sum(not line.confirmed for line in lines),
        "editable": actor.may("standards.edit", found.unit),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(crumbs.Crumb(f"{found.code} {found.title}")),
    }
    return render(request, "web/contract.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Standard) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    return {
        "bind": lambda: services.bind_contract(
            actor=actor,
            key=found.key,
            binds_from=day_of_form(given.get("binds_from", "")),
            binds_until=day_of_form(given.get("binds_until", "")),
            at=now,
        ),
        "archive": lambda: services.archive_standard(actor=actor, key=found.key, at=now),
        "unarchive": lambda: services.unarchive_standard(actor=actor, key=found.key, at=now),
    }
