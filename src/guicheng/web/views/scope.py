"""The scope of services: estates with their gaps, the facts of one, the company's own services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guicheng.adapters.norms.own import norms_in_use
from guicheng.apps.catalogue import selectors as catalogue
from guicheng.apps.catalogue import services
from guicheng.apps.catalogue.selectors import describe
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors import unit_within
from guicheng.domain.catalogue import DOMAINS, shipped, shipped_facts
from guicheng.domain.comparison.norm import places_of
from guicheng.web import crumbs
from guicheng.web.acting import CONFLICT, NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.catalogue_words import CUSTOMER_NAMES, PROPERTIES
from guicheng.web.scope import estate_lines, scope_page, unit_form
from guicheng.web.scope_clash import laid_over, seen_by

_FACT = "fact-"


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Service scope”."""
    return [crumbs.Crumb(_("Service scope"), reverse("scope") if steps else ""), *steps]


def scope(request: HttpRequest) -> HttpResponse:
    """List the estates with the gaps of their scope."""
    actor = actor_of(request)
    units = list(units_visible_to(actor).filter(actor.within("standards.read", ""), archived_at__isnull=True))
    lines = estate_lines(actor, units, day=day_of(timezone.now()))
    context = {"lines": lines, "company": units[0] if units else None, "crumbs": way()}
    return render(request, "web/scope.html", context)


def scope_unit(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a unit has in scope and why; take its facts and what its contract says."""
    actor = actor_of(request)
    unit = unit_within(actor, key)
    outcome = attempt(request, _acts(request, unit)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("scope_unit", key=unit.key)
    given: QueryDict | None = request.POST if request.POST.get("act") == "describe" else None
    told = outcome.told
    if given is not None and outcome.status == CONFLICT:
        given, differences = laid_over(given, describe(unit))
        told = (*told, *differences)
    page = scope_page(actor, unit, day=day_of(timezone.now()), given=given)
    context = {
        "unit": unit,
        "page": page,
        "describes": actor.may("catalogue.describe", unit),
        "seen": seen_by(page.place),
        "cities": [place.zh for place in places_of(norms_in_use()) if not place.national],
        "told": told,
        "crumbs": way(crumbs.Crumb(unit.name)),
        **unit_form(page.place, given),
    }
    return render(request, "web/scope_unit.html", context, status=outcome.status)


def _acts(request: HttpRequest, unit: Unit) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    said = {"in": True, "out": False}.get(given.get("included", ""))
    return {
        "describe": lambda: services.describe_unit(
            actor=actor,
            unit_key=unit.key,
            facts={name.removeprefix(_FACT): str(text) for name, text in given.items() if name.startswith(_FACT)},
            revision=_number(given.get("revision", "")),
            property_type=given.get("property_type", ""),
            customers=given.getlist("customers"),
            city=given.get("city", ""),
            grade=given.get("grade", ""),
            at=now,
        ),
        "contract": lambda: services.set_contract(
            actor=actor,
            unit_key=unit.key,
            item=given.get("item", ""),
            included=said,
            note=given.get("note", ""),
            at=now,
        ),
    }


def items(request: HttpRequest) -> HttpResponse:
    """Show the tree of services, and add or remove one of the company's own."""
    actor = actor_of(request)
    outcome = attempt(request, _item_acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("scope_items")
    language, facts = get_language() or "", shipped_facts()
    own = catalogue.own_items_of(actor)
    tree = shipped().over(catalogue.item_of(row) for row in own)
    keys = {row.code: str(row.key) for row in own}
    context = {
        "chapters": [
            (domain.name(language), [_item(item, keys, language) for item in tree.below(domain.key)])
            for domain in tree.domains()
        ],
        "domains": [(key, shipped().get(key)) for key in DOMAINS],
        "facts": [(key, fact.name(language)) for key, fact in facts.items()],
        "properties": PROPERTIES.items(),
        "customers": CUSTOMER_NAMES.items(),
        "manages": actor.may_anywhere("catalogue.manage"),
        "told": outcome.told,
        "given": request.POST,
        "english": not language.startswith("zh"),
        "crumbs": way(crumbs.Crumb(_("Services"))),
    }
    return render(request, "web/scope_items.html", context, status=outcome.status)


def _item(item: Any, keys: Mapping[str, str], language: str) -> dict[str, Any]:
    """Return a service as the list shows it."""
    facts = shipped_facts()
    needs = [facts[key].name(language) if key in facts else _("the contract includes it") for key in item.needs]
    return {
        "name": item.name(language),
        "key": keys.get(item.key, ""),
        "own": item.own,
        "properties": [PROPERTIES[key] for key in item.property_types],
        "customers": [CUSTOMER_NAMES[key] for key in item.customers],
        "needs": needs,
    }


def _item_acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    return {
        "add": lambda: services.add_item(
            actor=actor,
            domain=given.get("domain", ""),
            name=given.get("name", ""),
            property_types=given.getlist("property_types"),
            customers=given.getlist("customers"),
            needs=[need for need in given.getlist("needs") if need],
            at=now,
        ),
        "remove": lambda: services.remove_item(actor=actor, key=given.get("key", ""), at=now),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
