"""A standard beside the others and beside the law: chips of what it is about, findings, deviations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.standards import readings, services
from guicheng.apps.standards.selectors import estates_for
from guicheng.apps.standards.selectors.gathering import gather_around, gather_for
from guicheng.apps.standards.selectors.library import (
    deviations_within,
    findings_in,
    findings_of_standard,
    legal_report_on,
)
from guicheng.apps.standards.selectors.retelling import retold_by
from guicheng.apps.standards.services.deviations import LONGEST
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.comparing import (
    RetoldPage,
    activity_options,
    chips_of,
    chosen_activity,
    counted,
    lines_of,
    retold_page,
)
from guicheng.web.duties import duty_lines
from guicheng.web.sheet_page import chosen_unit
from guicheng.web.tiers import tier_rows
from guicheng.web.views.standard import fetch
from guicheng.web.views.standard_sheet import way

#: Clauses that one page shows.
_MOST: Final = 300


def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show what each clause is about and what comparing says of it; sign deviations, correct what it is about."""
    found, actor, now = fetch(request, code), actor_of(request), timezone.now()
    retold = _retold(request)
    outcome = attempt(request, _acts(request, now)) if request.method == "POST" and not retold else NOTHING
    if request.method == "POST" and not outcome.told and not retold:
        return redirect(f"{reverse('standard_compare', args=[code])}#c-{request.POST.get('clause', '')}")
    gathered = gather_around(found, day=readings.day_of(now), actor=actor)
    findings = findings_in(gathered, found, day=readings.day_of(now))
    lines = {key: lines_of(each) for key, each in findings.items()}
    rows = tier_rows(gathered, found, most=_MOST)
    lexicon = readings.company_words(found.company_id).lexicon
    context = {
        "standard": found,
        "rows": [
            (member, chips_of(member, lexicon), tiers, more, lines.get(member.clause.key, ()))
            for member, tiers, more in rows
        ],
        "counts": counted(line for each in lines.values() for line in each),
        "published": gathered.published,
        "grade": gathered.place.estate.grade,
        "without_grade": gathered.without_grade,
        "options": activity_options(),
        "signs": actor.may("standards.deviate", found.unit),
        "parts": actor.may("standards.suppress", found.unit),
        "corrects": actor.may_anywhere("lexicon.manage"),
        "today": readings.day_of(now),
        "last_day": readings.day_of(now) + LONGEST,
        "told": outcome.told,
        "given": request.POST,
        "retold": retold,
        "crumbs": way(found, _("Comparison")),
    }
    return render(request, "web/standard_compare.html", context, status=outcome.status)


def _retold(request: HttpRequest) -> RetoldPage | None:
    """Return what a correction would change; None where it would change its own clause and nothing else."""
    given, actor = request.POST, actor_of(request)
    activity, clause = chosen_activity(given.get("activity", "")), given.get("clause", "")
    surface = given.get("surface", "")
    asked = given.get("act") == "correct" and activity and clause and actor.may_anywhere("lexicon.manage")
    if not asked or not services.ties_to_activity(actor, surface):
        return None
    page = retold_page(retold_by(actor, surface, activity), clause)
    return page if page.number or not page.own else None


def _acts(request: HttpRequest, now: datetime) -> dict[str, Act]:
    actor, given = actor_of(request), request.POST
    return {
        "sign": lambda: services.sign_deviation(
            actor=actor,
            clause_key=given.get("clause", ""),
            code=given.get("code", ""),
            against=given.get("against", ""),
            verdict=given.get("verdict", ""),
            mark=given.get("mark", ""),
            reason=given.get("reason", ""),
            expires_on=day_of_form(given.get("expires_on", "")),
            at=now,
        ),
        "end": lambda: services.end_deviation(actor=actor, key=given.get("key", ""), at=now),
        "apart": lambda: services.tell_apart(
            actor=actor,
            clause_key=given.get("clause", ""),
            mark=given.get("mark", ""),
            reason=given.get("reason", ""),
            at=now,
        ),
        "together": lambda: services.take_back_two_things(actor=actor, key=given.get("key", ""), at=now),
        **dict.fromkeys(
            ("correct", "correct_all"),
            lambda: services.tie_activity(
                actor=actor,
                surface=given.get("surface", ""),
                activity=chosen_activity(given.get("activity", "")),
                at=now,
            ),
        ),
    }


def day_of_form(text: str) -> date | None:
    """Return the day of a form, None for none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def system(request: HttpRequest, code: str) -> HttpResponse:
    """Return the findings of comparing for a page that shows the draft already, each put beside its clause."""
    found, actor = fetch(request, code), actor_of(request)
    findings = findings_of_standard(found, day=readings.day_of(timezone.now()), actor=actor)
    lines = {str(key): [line for line in lines_of(each) if line.speaks] for key, each in findings.items()}
    counts = counted(line for each in lines.values() for line in each)
    context = {"standard": found, "lines": lines.items(), "counts": counts}
    return render(request, "web/parts/system_findings.html", context)


def norms(request: HttpRequest, code: str) -> HttpResponse:
    """Show the duties of law of which the clauses of a standard speak."""
    found, actor, day = fetch(request, code), actor_of(request), readings.day_of(timezone.now())
    units = estates_for(actor, found)
    unit = chosen_unit(units, request.GET.get("unit", ""), found)
    report = legal_report_on(gather_for(actor, unit, day=day), day=day, standard=found)
    context = {
        "standard": found,
        "units": units,
        "unit": unit,
        "report": report,
        "lines": [line for line in duty_lines(report) if line.clauses],
        "crumbs": way(found, _("Legal duties")),
    }
    return render(request, "web/standard_norms.html", context)


def deviations(request: HttpRequest) -> HttpResponse:
    """List what was signed, and take one back."""
    actor, now = actor_of(request), timezone.now()
    outcome = NOTHING
    if request.method == "POST":
        key = request.POST.get("key", "")
        outcome = attempt(request, {"end": lambda: services.end_deviation(actor=actor, key=key, at=now)})
        if not outcome.told:
            return redirect("deviations")
    day = readings.day_of(now)
    over = {"over": True, "holding": False}.get(request.GET.get("state", ""))
    context = {
        "rows": [(row, row.expires_on < day) for row in deviations_within(actor, day=day, over=over)[:_MOST]],
        "state": request.GET.get("state", ""),
        "manages": actor.may_anywhere("standards.deviate"),
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Deviations"))],
    }
    return render(request, "web/deviations.html", context, status=outcome.status)
