"""Groups of customers, and the page of one made of what is known of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research import services
from guicheng.apps.research.models import CustomerGroup
from guicheng.apps.research.selectors.groups import counted_groups, persona_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.catalogue_words import PROPERTIES
from guicheng.web.views.themes import manages
from guicheng.web.voices import DEMAND_KINDS, GROUP_KINDS, MISSING, pairs


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Customer groups”."""
    return [crumbs.Crumb(_("Customer groups"), reverse("customer_groups") if steps else ""), *steps]


def groups(request: HttpRequest) -> HttpResponse:
    """List the groups, and add one."""
    actor, archived = actor_of(request), request.GET.get("archived") == "1"
    add: dict[str, Act] = {"add": lambda: services.add_group(actor=actor, said=_said(request), at=timezone.now())}
    outcome = attempt(request, add) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, CustomerGroup):
        return redirect("customer_group", key=outcome.value.key)
    context = {
        "rows": [
            (row, GROUP_KINDS[row.kind], PROPERTIES.get(row.property_type, ""))
            for row in counted_groups(actor, archived=archived)
        ],
        "archived": archived,
        "manages": manages(request),
        "kinds": pairs(GROUP_KINDS),
        "properties": pairs(PROPERTIES),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(),
    }
    return render(request, "web/customer_groups.html", context, status=outcome.status)


def _said(request: HttpRequest) -> services.GroupText:
    given = request.POST
    names = ("name", "kind", "property_type", "households", "note")
    return services.GroupText(**{name: given.get(name, "") for name in names})


def group(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is known of a group on one page; change it, or lay it aside."""
    actor, now = actor_of(request), timezone.now()
    persona = persona_of(actor, key)
    found = persona.group
    acts: dict[str, Act] = {
        "change": lambda: services.change_group(actor=actor, key=found.key, said=_said(request), at=now),
        "archive": lambda: services.archive_group(actor=actor, key=found.key, at=now),
        "unarchive": lambda: services.archive_group(actor=actor, key=found.key, at=now, back=True),
    }
    outcome = attempt(request, acts) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("customer_group", key=found.key)
    context = {
        "group": found,
        "kind": GROUP_KINDS[found.kind],
        "property": PROPERTIES.get(found.property_type, ""),
        "persona": persona,
        "chapters": [(kind, DEMAND_KINDS[kind], rows) for kind, rows in persona.statements.items()],
        "missing": [MISSING[name] for name in persona.missing],
        "manages": manages(request),
        "kinds": pairs(GROUP_KINDS),
        "properties": pairs(PROPERTIES),
        "told": outcome.told,
        "given": request.POST if outcome.told else found.__dict__,
        "today": timezone.localdate(),
        "crumbs": way(crumbs.Crumb(found.name)),
    }
    return render(request, "web/customer_group.html", context, status=outcome.status)
