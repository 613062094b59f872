"""Tags about whoever reads the page: what they may open, and what waits for them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise

from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.selectors import badges
from guicheng.web.actor import actor_of
from guicheng.web.navigation import Station, station_of, stations_for

register = template.Library()


def _actor(context: dict[str, Any]) -> Actor:
    """Return who reads; error pages may stand without a request."""
    request = context.get("request")
    return NOBODY if request is None else actor_of(request)


def _here(context: dict[str, Any]) -> str:
    """Return the name of the page that is read, "" on an error page."""
    match = getattr(context.get("request"), "resolver_match", None)
    return str(getattr(match, "url_name", None) or "")


@register.simple_tag(takes_context=True)
def stations(context: dict[str, Any]) -> list[Station]:
    """Return the navigation."""
    return stations_for(_actor(context), _here(context))


@register.simple_tag(takes_context=True)
def station_here(context: dict[str, Any]) -> str | Promise:
    """Return the title of the station to which the page belongs, "" for none."""
    return station_of(_here(context))


@register.simple_tag(takes_context=True)
def reader(context: dict[str, Any]) -> Person | None:
    """Return the person who signed in."""
    return _actor(context).person


@register.simple_tag(takes_context=True)
def demonstrates(context: dict[str, Any]) -> str:
    """Return what marks a page of the demonstration company: ``ends`` for who may remove it, ``shown``, or ""."""
    actor = _actor(context)
    if not actor.demonstration:
        return ""
    return "ends" if actor.may_anywhere("organization.manage") else "shown"


@register.simple_tag(takes_context=True)
def waiting(context: dict[str, Any]) -> dict[str, int]:
    """Return how many things need the reader, and how much they were told that they have not read: one query."""
    return badges(_actor(context))
