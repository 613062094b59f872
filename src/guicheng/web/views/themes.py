"""Themes of what customers say: proposed, judged, renamed, merged, and how often they are spoken of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research import services
from guicheng.apps.research.models import Theme, ThemeState
from guicheng.apps.research.selectors.themes import (
    spoken_of,
    theme_places,
    theme_trends,
    theme_visible_to,
    themes_visible_to,
)
from guicheng.domain.demand.trend import FEWEST, points_of
from guicheng.usecases.find_themes import find_themes
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.voices import CHANGES, SEASON_NAMES, theme_choices

#: Size of the small picture of a trend.
_WIDTH, _HEIGHT = 96, 24
#: States in which records are not counted for a theme yet, or no more.
_UNCOUNTED = (ThemeState.PROPOSED, ThemeState.REFUSED)


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Themes”."""
    return [crumbs.Crumb(_("Themes"), reverse("themes") if steps else ""), *steps]


def themes(request: HttpRequest) -> HttpResponse:
    """List the themes with their trends, have new ones proposed, and judge those."""
    actor = actor_of(request)
    outcome = attempt(request, _list_acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(reverse("themes") + _after(request.POST["act"], outcome.value))
    trends = theme_trends(actor, until=timezone.localdate())
    listed = list(themes_visible_to(actor))
    context = {
        "trends": [
            (each, points_of(each.trend.counts, width=_WIDTH, height=_HEIGHT), *CHANGES[each.change]) for each in trends
        ],
        "proposed": sorted(
            (each for each in listed if each.state == ThemeState.PROPOSED), key=lambda each: -each.found
        ),
        "refused": [each for each in listed if each.state == ThemeState.REFUSED],
        "manages": manages(request),
        "nothing": request.GET.get("found") == "0",
        "least": FEWEST,
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "crumbs": way(),
    }
    return render(request, "web/themes.html", context, status=outcome.status)


def _after(act: str, made: object) -> str:
    """Return where on the list to go on; a search that found nothing says so instead of looking like no search."""
    if act == "find" and not made:
        return "?found=0"
    return "#proposed" if act != "add" else ""


def manages(request: HttpRequest) -> bool:
    """Tell whether somebody keeps the themes, groups and code book of their company."""
    actor = actor_of(request)
    company = actor.person.company if actor.person else None
    return company is not None and actor.may("research.edit", company)


def _list_acts(request: HttpRequest) -> dict[str, Act]:
    actor, given, now = actor_of(request), request.POST, timezone.now()
    key, name, synonyms = given.get("key", ""), given.get("name", ""), given.get("synonyms", "")
    return {
        "find": lambda: find_themes(actor=actor, at=now),
        "add": lambda: services.add_theme(actor=actor, name=name, synonyms=synonyms, at=now),
        "confirm": lambda: services.judge_theme(actor=actor, key=key, confirms=True, at=now),
        "refuse": lambda: services.judge_theme(actor=actor, key=key, confirms=False, at=now),
    }


def theme(request: HttpRequest, key: str) -> HttpResponse:
    """Show when and where a theme was spoken of; rename, merge or judge it."""
    actor = actor_of(request)
    found = theme_visible_to(actor, key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Theme):
        return redirect("voice_theme", key=outcome.value.key)
    places = theme_places(actor, found, until=timezone.localdate())
    context = {
        "theme": found,
        "places": places,
        "spoken": spoken_of(actor, found) if found.state in _UNCOUNTED else None,
        "seasons": [(SEASON_NAMES[name], year) for year, name in places.seasons],
        "months": list(zip(places.trend.trend.months, places.trend.trend.counts, strict=True)),
        "points": points_of(places.trend.trend.counts, width=3 * _WIDTH, height=2 * _HEIGHT),
        "change": CHANGES[places.trend.change],
        "others": [(value, name) for value, name in theme_choices(actor) if value != str(found.key)],
        "manages": manages(request) and found.state != ThemeState.MERGED,
        "told": outcome.told,
        "given": request.POST if outcome.told else {"name": found.name, "synonyms": "，".join(found.synonyms)},
        "crumbs": way(crumbs.Crumb(found.name)),
    }
    return render(request, "web/theme.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Theme) -> dict[str, Act]:
    actor, given, now, key = actor_of(request), request.POST, timezone.now(), found.key
    name, synonyms = given.get("name", ""), given.get("synonyms", "")
    return {
        "change": lambda: services.change_theme(actor=actor, key=key, name=name, synonyms=synonyms, at=now),
        "merge": lambda: services.merge_themes(actor=actor, key=key, into=given.get("into", ""), at=now),
        "confirm": lambda: services.judge_theme(actor=actor, key=key, confirms=True, at=now),
        "refuse": lambda: services.judge_theme(actor=actor, key=key, confirms=False, at=now),
    }
