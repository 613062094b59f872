"""Equipment of an estate: the list, and one piece with its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import EntryKind, Equipment
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.places import equipment_coded, equipment_of, history_of, places_of
from guicheng.apps.operations.services import equipment as services
from guicheng.apps.organization.models import Unit
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import ENTRY_KINDS, tabs, way

_MOST = 500


def equipment(request: HttpRequest, key: str) -> HttpResponse:
    """Show the equipment of an estate, and add a piece."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    outcome = attempt(request, {"save": _saving(request, unit)}) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("estate_machine", key=unit.key, code=outcome.value[0].code)
    words, within = request.GET.get("q", "")[:60], request.GET.get("within", "")[:30]
    archived = request.GET.get("archived") == "1"
    context = {
        "unit": unit,
        "rows": equipment_of(unit, words=words, within=within, archived=archived)[:_MOST],
        "places": list(places_of(unit)),
        "words": words,
        "within": within,
        "archived": archived,
        "filtered": bool(words or within),
        "today": timezone.localdate(),
        "manages": actor.may("estates.manage", unit),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "tabs": tabs(unit, "estate_equipment"),
        "crumbs": way(unit, crumbs.Crumb(_("Equipment"))),
    }
    return render(request, "web/estate_equipment.html", context, status=outcome.status)


def machine(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Show a piece of equipment with its history; change it, and add to its history."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    found = equipment_coded(unit, code)
    outcome = attempt(request, _acts(request, unit, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("estate_machine", key=unit.key, code=found.code)
    context = {
        "unit": unit,
        "machine": found,
        "entries": [(row, ENTRY_KINDS[EntryKind(row.kind)]) for row in history_of(found)],
        "kinds": [(kind.value, name) for kind, name in ENTRY_KINDS.items()],
        "places": list(places_of(unit)),
        "today": timezone.localdate(),
        "manages": actor.may("estates.manage", unit),
        "records": actor.may("equipment.record", unit),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "tabs": tabs(unit, "estate_equipment"),
        "crumbs": way(
            unit, crumbs.Crumb(_("Equipment"), reverse("estate_equipment", args=[unit.key])), crumbs.Crumb(found.name)
        ),
    }
    return render(request, "web/estate_machine.html", context, status=outcome.status)


def _acts(request: HttpRequest, unit: Unit, found: Equipment) -> dict[str, Act]:
    given = request.POST
    return {
        "save": _saving(request, unit, found.code),
        "record": lambda: services.record_entry(
            actor=actor_of(request),
            unit_key=unit.key,
            code=found.code,
            kind=given.get("kind", ""),
            day=given.get("day", ""),
            text=given.get("text", ""),
            done_by=given.get("done_by", ""),
            inspect_by=given.get("inspect_by", ""),
            at=timezone.now(),
        ),
    }


def _saving(request: HttpRequest, unit: Unit, code: str = "") -> Act:
    given = request.POST
    return lambda: services.save_equipment(
        actor=actor_of(request),
        unit_key=unit.key,
        code=code or given.get("code", ""),
        name=given.get("name", ""),
        category=given.get("category", ""),
        place=given.get("place", ""),
        maker=given.get("maker", ""),
        serial=given.get("serial", ""),
        inspect_by=given.get("inspect_by", ""),
        at=timezone.now(),
    )
