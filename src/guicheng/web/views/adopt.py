"""Standards of the starter library, and processes with them, taken over as first drafts of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.domain.values import GuichengError
from guicheng.usecases.adopt_library import library_grades, plan_adoption
from guicheng.usecases.adopt_processes import Offer, adopt_together, plan_processes
from guicheng.web import bulk, crumbs
from guicheng.web.actor import actor_of
from guicheng.web.adopting import Wish, chapters_of
from guicheng.web.process_shelf import shelved


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest) -> HttpResponse:
    """Offer the starter library, with what each standard would be at a grade, or make the ticked ones drafts."""
    actor = actor_of(request)
    units = list(units_visible_to(actor).filter(actor.within("standards.edit", ""), archived_at__isnull=True))
    wish = Wish.of(request.POST if request.method == "POST" else request.GET, units, library_grades())
    if request.method != "POST":
        return _show(request, units, wish)
    codes, processes = request.POST.getlist("code"), request.POST.getlist("process")
    if wish.unit is None or not (codes or processes):
        return _show(request, units, wish, told=_("Tick the standards that are to become drafts."))
    try:
        adopted = adopt_together(
            actor=actor, unit_key=wish.unit.key, codes=codes, processes=processes, at=timezone.now(), grade=wish.grade
        )
    except GuichengError as error:
        return _show(request, units, wish, told=error.message.render(_))
    if not adopted.standards:
        return redirect("processes")
    bulk.went(adopted.standards).keep(request.session, bulk.LIST)
    return redirect("standards")


def _show(request: HttpRequest, units: Sequence[Unit], wish: Wish, *, told: str = "") -> HttpResponse:
    plan = plan_adoption(actor=actor_of(request), unit_key=wish.unit.key, grade=wish.grade) if wish.unit else ()
    chapters = chapters_of(plan, request.POST.getlist("code") if told else None)
    offers = shelved(_processes(request, wish), request.POST.getlist("process") if told else None)
    context = {
        "offers": offers,
        "fresh": sum(not offer.taken for offer in offers),
        "units": units,
        "wish": wish,
        "grades": library_grades(),
        "chapters": chapters,
        "standards": sum(chapter.offered for chapter in chapters),
        "clauses": sum(chapter.clauses for chapter in chapters),
        "taken": sum(chapter.taken for chapter in chapters),
        "told": told,
        "crumbs": crumbs.standards(crumbs.Crumb(_("Take standards from the library"))),
    }
    return render(request, "web/adopt.html", context, status=422 if told else 200)


def _processes(request: HttpRequest, wish: Wish) -> tuple[Offer, ...]:
    """Return the processes that are offered beside the standards; none where the actor may not write them."""
    actor = actor_of(request)
    if wish.unit is None or not actor.may("processes.edit", wish.unit):
        return ()
    return plan_processes(actor=actor, unit_key=wish.unit.key, grade=wish.grade)
