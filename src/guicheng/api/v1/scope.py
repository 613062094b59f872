"""The scope of services: the catalogue, what units are like, and what they have in scope."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.api.v1.shapes import scope as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.catalogue import selectors as catalogue
from guicheng.apps.catalogue import services
from guicheng.apps.catalogue.models import OwnItem
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.selectors import unit_within
from guicheng.apps.standards.selectors.scope import ServiceAt, scope_at
from guicheng.domain.catalogue import Item, shipped

calls = Calls("scope")
_READ, _DESCRIBE, _MANAGE = "standards.read", "catalogue.describe", "catalogue.manage"


@calls.get("/services", needs=_READ, answer=shapes.Services, summary="List services", refuses=("bad-cursor",))
def list_services(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the services of the catalogue, those that the company added among them."""
    own = catalogue.own_items_of(actor_of(request))
    keys = {row.code: str(row.key) for row in own}
    listed = shipped().over(catalogue.item_of(row) for row in own).services()
    start = start_of(wanted.cursor)
    shown = listed[start : start + PAGE]
    items = [_service(item, keys.get(item.key)) for item in shown]
    return {"items": items, "next": cursor_after(start, len(shown), len(listed))}


@calls.write(
    "POST",
    "/services",
    needs=_MANAGE,
    answer=shapes.Service,
    status=201,
    summary="Add a service",
    refuses=("not-in-catalogue",),
)
def add_service(request: HttpRequest, body: shapes.ServiceIn) -> dict[str, Any]:
    """Add a service to the company's catalogue."""
    made: OwnItem = services.add_item(actor=actor_of(request), **body.model_dump(), at=timezone.now())
    return _service(catalogue.item_of(made), str(made.key))


@calls.write("DELETE", "/services/{key}", needs=_MANAGE, answer=None, summary="Remove a service")
def remove_service(request: HttpRequest, key: Path[str]) -> None:
    """Take a service that the company added out of its catalogue."""
    services.remove_item(actor=actor_of(request), key=key, at=timezone.now())


@calls.get("/units/{key}/facts", needs=_READ, answer=shapes.Facts, summary="See what a unit is like")
def see_facts(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the facts of a unit, with those that hold there from above."""
    return _facts(actor_of(request), key)


@calls.write(
    "PUT",
    "/units/{key}/facts",
    needs=_DESCRIBE,
    answer=shapes.Facts,
    summary="Say what a unit is like",
    refuses=("stale", "not-in-catalogue", "not-a-number"),
)
def describe_unit(request: HttpRequest, key: Path[str], body: shapes.FactsIn) -> dict[str, Any]:
    """Write down the facts of a unit in place of what was written before."""
    actor = actor_of(request)
    services.describe_unit(actor=actor, unit_key=key, **body.model_dump(), at=timezone.now())
    return _facts(actor, key)


@calls.get(
    "/units/{key}/scope",
    needs=_READ,
    answer=shapes.Scope,
    summary="See the scope of a unit",
    refuses=("bad-cursor",),
)
def see_scope(request: HttpRequest, key: Path[str], wanted: Query[shapes.ScopeWanted]) -> dict[str, Any]:
    """Return which services a unit has in scope and why, and where scope and standards miss one another."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    found = scope_at(actor, unit_within(actor, key), day=today())
    listed = [_service_at(each) for each in found.services]
    inside = {"in": True, "out": False, "open": None}
    fitting = [
        each
        for each in listed
        if (not wanted.gap or each["gap"] == wanted.gap)
        and (not wanted.inside or each["inside"] is inside[wanted.inside])
    ]
    shown = fitting[start : start + PAGE]
    return {
        "items": shown,
        "next": cursor_after(start, len(shown), len(fitting)),
        "inside": sum(each["inside"] is True for each in listed),
        "missing": sum(each["gap"] == "no-standard" for each in listed),
        "surplus": sum(each["gap"] == "out-of-scope" for each in listed),
        "open": sum(each["inside"] is None for each in listed),
        "published_only": found.published,
    }


@calls.write(
    "PUT",
    "/units/{key}/scope/{item}",
    needs=_DESCRIBE,
    answer=None,
    summary="Say what a contract says of a service",
    refuses=("not-in-catalogue",),
)
def set_contract_line(request: HttpRequest, key: Path[str], item: Path[str], body: shapes.ContractLineIn) -> None:
    """Put a service in scope or out of it because the contract says so, or leave it to the facts again."""
    services.set_contract(
        actor=actor_of(request), unit_key=key, item=item, included=body.included, note=body.note, at=timezone.now()
    )


def _service(item: Item, key: str | None) -> dict[str, Any]:
    return {
        "item": item.key,
        "domain": item.parent,
        "name": item.name(get_language() or ""),
        "property_types": list(item.property_types),
        "customers": list(item.customers),
        "needs": list(item.needs),
        "places": item.places,
        "key": key,
    }


def _service_at(each: ServiceAt) -> dict[str, Any]:
    line, language = each.line, get_language() or ""
    return {
        "item": line.item.key,
        "name": line.item.name(language),
        "domain": line.item.parent,
        "inside": line.inside,
        "why": line.why,
        "reason": line.reason_in(language).render(gettext),
        "missing": list(line.missing),
        "standards": [covering.code for covering in each.standards],
        "drafts": [covering.code for covering in each.standards if not covering.edition],
        "gap": each.gap,
        "promised": line.promised,
        "clash": line.clash,
        "contract": each.said.included if each.said else None,
        "note": each.said.note if each.said else "",
    }


def _facts(actor: Actor, key: str) -> dict[str, Any]:
    found = catalogue.facts_at(unit_within(actor, key))
    own, estate = found.own, found.estate
    holds = {name: f"{number:f}" for name, number in estate.facts.items()}
    return {
        "revision": found.revision,
        "property_type": own.property_type if own else "",
        "customers": list(own.customers) if own else [],
        "city": own.city if own else "",
        "grade": own.grade if own else "",
        "facts": dict(own.facts) if own else {},
        "holds": {
            **holds,
            **{name: value for name in ("property_type", "city", "grade") if (value := getattr(estate, name))},
        },
        "changed_at": own.changed_at if own else None,
    }
