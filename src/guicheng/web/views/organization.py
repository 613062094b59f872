"""Units: the tree of a company, and one unit with what belongs to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors.tree import members_of, tree_visible_to
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.naming import KINDS, ROLES


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Organization”."""
    return [crumbs.Crumb(_("Organization"), reverse("organization") if steps else ""), *steps]


def organization(request: HttpRequest) -> HttpResponse:
    """Show the tree."""
    actor, archived = actor_of(request), request.GET.get("archived") == "1"
    rows = [(row, KINDS[UnitKind(row.unit.kind)]) for row in tree_visible_to(actor, archived=archived)]
    context = {
        "rows": rows,
        "archived": archived,
        "manages": actor.may_anywhere("organization.manage"),
        "adds_people": actor.may_anywhere("people.manage"),
        "crumbs": way(),
    }
    return render(request, "web/organization.html", context)


def unit(request: HttpRequest, key: str) -> HttpResponse:
    """Show a unit, and add below it, rename, move or archive it."""
    found = selectors.unit_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Unit):
        return redirect("unit", key=outcome.value.key)
    return render(request, "web/unit.html", _context(request, found, outcome), status=outcome.status)


def _acts(request: HttpRequest, found: Unit) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    name, code = given.get("name", ""), given.get("code", "")
    return {
        "add": lambda: services.add_unit(
            actor=actor, parent_key=found.key, kind=given.get("kind", ""), name=name, code=code, at=now
        ),
        "change": lambda: services.change_unit(actor=actor, key=found.key, name=name, code=code, at=now),
        "move": lambda: services.move_unit(actor=actor, key=found.key, parent_key=given.get("parent", ""), at=now),
        "archive": lambda: services.archive_unit(actor=actor, key=found.key, at=now),
        "unarchive": lambda: services.unarchive_unit(actor=actor, key=found.key, at=now),
    }


def _context(request: HttpRequest, found: Unit, outcome: Outcome) -> dict[str, object]:
    actor = actor_of(request)
    tree = list(selectors.units_visible_to(actor).order_by("path"))
    placements, grants = members_of(actor, found)
    path = str(found.path)
    above = [unit for unit in tree if path.startswith(str(unit.path)) and unit.pk != found.pk]
    open_units = [unit for unit in tree if unit.archived_at is None and unit.kind != UnitKind.ESTATE]
    return {
        "unit": found,
        "kind": KINDS[UnitKind(found.kind)],
        "kinds": [(kind.value, name) for kind, name in KINDS.items() if kind != UnitKind.COMPANY],
        "below": [each for each in tree if each.depth == found.depth + 1 and str(each.path).startswith(path)],
        "parents": [each for each in open_units if not str(each.path).startswith(path)],
        "placements": placements[:200],
        "grants": [(ROLES[Role(grant.role)], grant.person) for grant in grants[:200]],
        "hours": selectors.nearest_hours(found).values(),
        "manages": actor.may("organization.manage", found),
        "prints": actor.may("standards.read_published", found),
        "drafts": actor.may("standards.read", found),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(
            *(crumbs.Crumb(each.name, reverse("unit", args=[each.key])) for each in above), crumbs.Crumb(found.name)
        ),
    }
