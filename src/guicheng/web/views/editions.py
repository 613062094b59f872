"""The editions of a standard: which is in force on a day, what each says, and how two differ."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guicheng.apps.improvement.selectors.effects import effects_of
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import Edition, Standard
from guicheng.apps.standards.selectors.consequences import consequences_between
from guicheng.apps.standards.selectors.editions import turn_of
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.consequences import consequence_context
from guicheng.web.differences import DifferenceLine
from guicheng.web.effect_words import clause_effects
from guicheng.web.sheet_page import chosen_unit

_UNPROCESSABLE: Final = 422


def fetch(request: HttpRequest, code: str) -> Standard:
    """Return a standard that has an edition, for whoever reads what is published.

    Raises:
        Http404: There is none within reach.
    """
    try:
        return selectors.published_visible_to(actor_of(request), code)
    except Standard.DoesNotExist as error:
        raise Http404 from error


def _edition(request: HttpRequest, code: str, number: int) -> Edition:
    try:
        return selectors.edition_visible_to(actor_of(request), code, number)
    except (Edition.DoesNotExist, Standard.DoesNotExist) as error:
        raise Http404 from error


def editions(request: HttpRequest, code: str) -> HttpResponse:
    """List the editions, and say which one is in force on the day asked for; follow the standard, or no longer."""
    found, day = fetch(request, code), _day(request.GET.get("day", ""))
    outcome = NOTHING
    if request.method == "POST":
        named: dict[str, Any] = {"actor": actor_of(request), "key": found.key, "at": timezone.now()}
        outcome = attempt(
            request,
            {
                "follow": lambda: services.follow_standard(**named),
                "unfollow": lambda: services.unfollow_standard(**named),
            },
        )
        if not outcome.told:
            return redirect("editions", code=found.code)
    context = {
        "follows": selectors.follows(actor_of(request), found),
        "told": outcome.told,
        "standard": found,
        "editions": list(selectors.editions_of(found)),
        "day": day,
        "in_force": selectors.edition_in_force(found, day),
        "crumbs": crumbs.in_force(crumbs.Crumb(f"{found.code} {found.title}"), crumbs.Crumb(_("Editions"))),
    }
    return render(request, "web/editions.html", context, status=outcome.status)


@require_safe
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show what an edition says, word for word as it was published."""
    return _show(request, _edition(request, code, number))


@require_POST
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Withdraw an edition, with the reason."""
    found = _edition(request, code, number)
    try:
        services.withdraw_edition(
            actor=actor_of(request), edition_key=found.key, reason=request.POST.get("reason", ""), at=timezone.now()
        )
    except GuichengError as error:
        return _show(request, found, error.message.render(_))
    return redirect("edition", code=code, number=number)


def _show(request: HttpRequest, found: Edition, told: str = "") -> HttpResponse:
    actor, withdrawal = actor_of(request), getattr(found, "withdrawal", None)
    today = timezone.localdate()
    current = selectors.edition_in_force(found.standard, today)
    turn = turn_of(found)
    context = {
        "edition": found,
        "standard": found.standard,
        "withdrawal": withdrawal,
        "is_current": current == found,
        "is_to_come": withdrawal is None and found.effective_from > today,
        "clauses": turn.after,
        "whole": selectors.edition_is_whole(found, turn.after),
        "follows": selectors.follows(actor, found.standard),
        "may_withdraw": actor.may("standards.withdraw", found.standard.unit),
        "effects": clause_effects(effects_of(actor, found, turn)) if actor.may_anywhere("attainment.read") else [],
        "printed_at": timezone.localtime(),
        "told": told,
        "crumbs": _way(found),
    }
    return render(request, "web/edition.html", context, status=_UNPROCESSABLE if told else 200)


@require_safe
def comparison(request: HttpRequest, code: str, older: int, newer: int) -> HttpResponse:
    """Show two editions clause by clause, the words that differ marked."""
    first, second = selectors.editions_by_number(actor_of(request), code, (older, newer))
    context = {
        "standard": second.standard,
        "older": first,
        "newer": second,
        **(_meant(request, first, second) or _worded(first, second)),
        "crumbs": _way(second),
    }
    return render(request, "web/comparison.html", context)


def _meant(request: HttpRequest, first: Edition, second: Edition) -> dict[str, object]:
    """Return what the changes mean, for whoever may read drafts: contracts and costs are for their eyes only."""
    actor = actor_of(request)
    if not actor.may("standards.read", second.standard.unit):
        return {}
    units = selectors.estates_for(actor, second.standard)
    unit = chosen_unit(units, request.GET.get("unit", ""), second.standard)
    found = consequences_between(first, second, unit, day=readings.day_of(timezone.now()))
    counts = {"differences": found.rows, "same": found.same}
    return {"meant": found, "units": units, **counts, **consequence_context(found)}


def _worded(first: Edition, second: Edition) -> dict[str, object]:
    """Return the words that changed, for whoever reads editions alone."""
    lines = [DifferenceLine.of(each) for each in selectors.edition_difference(first, second)]
    return {"differences": [line for line in lines if line.changed], "same": sum(not line.changed for line in lines)}


def _way(found: Edition) -> list[crumbs.Crumb]:
    title, address = f"{found.code} {found.title}", f"/standards/{found.standard.code}/editions/"
    number = _("Edition {number}").format(number=found.number)
    return crumbs.in_force(crumbs.Crumb(title, address), crumbs.Crumb(number))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
