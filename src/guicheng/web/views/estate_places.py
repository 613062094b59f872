"""Places and patrol points of an estate, and the labels of the points."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.point_labels import Label, label_sheet
from guicheng.apps.operations.models import Place, PlaceKind, Proof
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.places import places_of, points_of
from guicheng.apps.operations.services import places as services
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import company_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import PLACE_KINDS, PROOFS, tabs, way


def places(request: HttpRequest, key: str) -> HttpResponse:
    """Show the places of an estate, each below the one it lies in; add, change, archive one."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    outcome = attempt(request, _place_acts(request, unit)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("estate_places", key=unit.key)
    archived = request.GET.get("archived") == "1"
    rows = list(places_of(unit, archived=archived))
    context = {
        "unit": unit,
        "rows": [(row, PLACE_KINDS[PlaceKind(row.kind)]) for row in rows],
        "parents": [row for row in rows if row.archived_at is None],
        "kinds": [(kind.value, name) for kind, name in PLACE_KINDS.items()],
        "archived": archived,
        "manages": actor.may("estates.manage", unit),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "tabs": tabs(unit, "estate_places"),
        "crumbs": way(unit, crumbs.Crumb(_("Buildings and places"))),
    }
    return render(request, "web/estate_places.html", context, status=outcome.status)


def _place_acts(request: HttpRequest, unit: Unit) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor_of(request), "unit_key": unit.key, "at": timezone.now()}
    return {
        "save": lambda: services.save_place(
            code=given.get("code", ""),
            name=given.get("name", ""),
            kind=given.get("kind", ""),
            parent=given.get("parent", ""),
            **named,
        ),
        "archive": lambda: services.archive_place(key=given.get("key", ""), **named),
        "unarchive": lambda: services.archive_place(key=given.get("key", ""), back=True, **named),
    }


def points(request: HttpRequest, key: str) -> HttpResponse:
    """Show the points of an estate with what a visit can prove; add, change, archive one."""
    actor = actor_of(request)
    unit = estate_visible_to(actor, key)
    outcome = attempt(request, _point_acts(request, unit)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("estate_points", key=unit.key)
    archived, within = request.GET.get("archived") == "1", request.GET.get("within", "")[:30]
    found = list(places_of(unit))
    context = {
        "unit": unit,
        "rows": [(row, PROOFS[Proof(row.proof)]) for row in points_of(unit, within=within, archived=archived)],
        "places": found,
        "proofs": [(proof.value, name) for proof, name in PROOFS.items()],
        "within": within,
        "archived": archived,
        "manages": actor.may("estates.manage", unit),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "tabs": tabs(unit, "estate_points"),
        "crumbs": way(unit, crumbs.Crumb(_("Patrol points"))),
    }
    return render(request, "web/estate_points.html", context, status=outcome.status)


def _point_acts(request: HttpRequest, unit: Unit) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor_of(request), "unit_key": unit.key, "at": timezone.now()}
    return {
        "save": lambda: services.save_point(
            code=given.get("code", ""),
            name=given.get("name", ""),
            place=given.get("place", ""),
            proof=given.get("proof", ""),
            nfc=given.get("nfc", ""),
            latitude=given.get("latitude", ""),
            longitude=given.get("longitude", ""),
            **named,
        ),
        "archive": lambda: services.archive_point(key=given.get("key", ""), **named),
        "unarchive": lambda: services.archive_point(key=given.get("key", ""), back=True, **named),
    }


def labels(request: HttpRequest, key: str) -> HttpResponse:
    """Send the QR labels of an estate's points, or of those in one place, as sheets to print."""
    unit = estate_visible_to(actor_of(request), key)
    within = request.GET.get("within", "")[:30]
    buildings = {place.code: place.name for place in places_of(unit)}
    found = [
        Label(point.payload, point.code, point.name, _building(buildings, point.place))
        for point in points_of(unit, within=within)
    ]
    if not found:
        return redirect("estate_points", key=unit.key)
    data = label_sheet(found, company=company_of(unit).name, estate=unit.name, at=timezone.localtime())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="labels-{within or "all"}.pdf"'.encode(
        "ascii", "ignore"
    ).decode()
    return response


def _building(names: dict[str, str], place: Place | None) -> str:
    """Return where a point is: the outermost place and the place itself."""
    if place is None:
        return ""
    outermost = names.get(place.path.split("/", 1)[0], "")
    return " ".join(dict.fromkeys(part for part in (outermost, place.name) if part))
