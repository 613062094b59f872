"""Surveys: listed, begun, described, opened, closed, and how a running one stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.questionnaires import shipped_questionnaires
from guicheng.apps.platform.readings import begin_of_month
from guicheng.apps.research.models import Survey
from guicheng.apps.research.selectors.surveys import survey_units, survey_visible_to, surveys_visible_to
from guicheng.apps.research.selectors.tracking import Tracking, review_of, tracking_of
from guicheng.apps.research.services import invitations, surveys
from guicheng.apps.research.services.invitations import SegmentPlan
from guicheng.apps.research.services.surveys import SurveyFacts
from guicheng.domain.demand.form import read_form, write_form
from guicheng.domain.demand.sampling import sample_size
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.respondents import whole
from guicheng.web.survey_words import STATES
from guicheng.web.views.comparing import day_of_form

_MOST: Final = 300
_MARGINS: Final = (0.03, 0.05, 0.08, 0.1)
_USUAL_RATE: Final = 30
#: The state of those closed in this month.
_CLOSED: Final = "closed_month"


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Questionnaires”."""
    return [crumbs.Crumb(_("Questionnaires"), reverse("surveys") if steps else ""), *steps]


def way_of(survey: Survey, *steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page of a survey."""
    return way(crumbs.Crumb(survey.title, reverse("survey", args=[survey.key]) if steps else ""), *steps)


def about(request: HttpRequest, survey: Survey, here: str) -> dict[str, Any]:
    """Return what every page of a survey shows: its name, state, tabs, and what this reader may do."""
    actor = actor_of(request)
    tabs = (
        ("survey", _("How it stands")),
        ("survey_settings", _("Purpose and groups")),
        ("survey_form", _("Questions")),
        ("survey_preview", _("Preview")),
        ("survey_people", _("Invitations")),
        ("survey_answers", _("Answers")),
        ("survey_analysis", _("Analysis")),
        ("survey_reports", _("Report")),
    )
    return {
        "survey": survey,
        "state": STATES[survey.state],
        "tabs": [(reverse(name, args=[survey.key]), title, name == here) for name, title in tabs],
        "edits": actor.may("research.edit", survey.unit) and not survey.archived_at,
        "runs": actor.may("research.run", survey.unit),
        "given": request.POST,
    }


def public_address(request: HttpRequest, survey: Survey) -> str:
    """Return the whole address of the public form."""
    return request.build_absolute_uri(reverse("answer", args=[survey.link]))


def surveys_page(request: HttpRequest) -> HttpResponse:
    """List the surveys; begin one, empty or from a template."""
    actor, wanted = actor_of(request), request.GET.get("q", "")[:60]
    archived = request.GET.get("archived") == "1"
    outcome = attempt(request, {"create": lambda: _begun(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Survey):
        return redirect("survey_form", key=outcome.value.key)
    state = request.GET.get("state", "")
    since = begin_of_month(timezone.now()) if state == _CLOSED else None
    rows = surveys_visible_to(actor, wanted=wanted, state=state, archived=archived, closed_since=since)[:_MOST]
    context = {
        "rows": [(row, STATES[row.state]) for row in rows],
        "units": list(survey_units(actor)) if actor.may_anywhere("research.edit") else [],
        "templates": [(name, form.title, len(form.questions)) for name, form in shipped_questionnaires().items()],
        "wanted": wanted,
        "states": [
            ("", _("all"), False),
            *((name, face[0], name == state) for name, face in STATES.items()),
            (_CLOSED, _("Closed this month"), state == _CLOSED),
        ],
        "archived": archived,
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(),
    }
    return render(request, "web/surveys.html", context, status=outcome.status)


def _begun(request: HttpRequest) -> Survey:
    given = request.POST
    template = shipped_questionnaires().get(given.get("template", ""))
    return surveys.create_survey(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        title=given.get("title", ""),
        form=write_form(template) if template else None,
        at=timezone.now(),
    )


def survey_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a survey stands; open it, close it, lay it aside, write to those who have not answered."""
    found = survey_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        sent = f"?letters={outcome.value}" if isinstance(outcome.value, int) else ""
        return redirect(f"{reverse('survey', args=[found.key])}{sent}")
    tracking = tracking_of(found)
    form, faults = read_form(found.form)
    last = found.versions.first()
    context = {
        **about(request, found, "survey"),
        "tracking": tracking,
        "margin": round(100 * tracking.margin, 1) if tracking.margin is not None else None,
        "waiting": sum(each.waits for each in review_of(found)) if tracking.all.answered else 0,
        "questions": len(form.questions) if form else None,
        "faults": len(faults),
        "changed": last is not None and last.form != found.form,
        "version": last,
        "address": public_address(request, found),
        "mail": bool(settings.EMAIL_HOST),
        "letters": whole(request.GET.get("letters", "")),
        "sizes": _sizes(tracking, whole(request.GET.get("rate", "")) or _USUAL_RATE),
        "rate": whole(request.GET.get("rate", "")) or _USUAL_RATE,
        "told": outcome.told,
        "crumbs": way_of(found),
    }
    return render(request, "web/survey.html", context, status=outcome.status)


def _sizes(tracking: Tracking, rate: int) -> list[tuple[float, Any]]:
    """Return how many answers some margins of error need, at a rate of answering in percent."""
    population = tracking.all.population
    if not population:
        return []
    part = min(max(rate, 1), 100) / 100
    return [(round(100 * margin, 1), sample_size(population, margin, response_rate=part)) for margin in _MARGINS]


def _acts(request: HttpRequest, found: Survey) -> dict[str, Act]:
    named: dict[str, Any] = {"actor": actor_of(request), "survey_key": found.key, "at": timezone.now()}
    base = request.build_absolute_uri("/")
    return {
        "open": lambda: surveys.open_survey(**named),
        "close": lambda: surveys.close_survey(**named),
        "aside": lambda: surveys.lay_survey_aside(aside=True, **named),
        "back": lambda: surveys.lay_survey_aside(aside=False, **named),
        "letters": lambda: invitations.send_letters(base=base, **named),
    }


def survey_settings(request: HttpRequest, key: str) -> HttpResponse:
    """Say what a survey is for, whom it asks and how long answers are kept; name its groups."""
    found = survey_visible_to(actor_of(request), key)
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(
            request, {"describe": lambda: _described(request, found), "segments": lambda: _grouped(request, found)}
        )
        if not outcome.told:
            return redirect("survey_settings", key=found.key)
    segments = [(each.name, each.population, each.wanted) for each in found.segments.all()]
    act = request.POST.get("act") if outcome.told else ""
    context = {
        **about(request, found, "survey_settings"),
        "facts": _facts(request, found) if act == "describe" else SurveyFacts.of(found),
        "closes": request.POST.get("closes_on", "") if act == "describe" else found.closes_on,
        "rows": [*(_plans_given(request) if act == "segments" else segments), *([("", None, None)] * 3)],
        "told": outcome.told,
        "crumbs": way_of(found, crumbs.Crumb(_("Purpose and groups"))),
    }
    return render(request, "web/survey_settings.html", context, status=outcome.status)


def _facts(request: HttpRequest, found: Survey) -> SurveyFacts:
    given = request.POST
    facts = SurveyFacts.of(found)
    return replace(
        facts,
        title=given.get("title", ""),
        purpose=given.get("purpose", ""),
        contact=given.get("contact", ""),
        anonymous=given.get("anonymous", "") == "1" if "anonymous" in given else facts.anonymous,
        by_invitation=given.get("by_invitation", "") == "1" if "by_invitation" in given else facts.by_invitation,
        population=_count(given.get("population", "")),
        most=_count(given.get("most", "")),
        keep_days=whole(given.get("keep_days", "")) or 0,
        closes_on=_day(given.get("closes_on", "")),
    )


def _described(request: HttpRequest, found: Survey) -> Survey:
    return surveys.describe_survey(
        actor=actor_of(request), survey_key=found.key, facts=_facts(request, found), at=timezone.now()
    )


def _day(text: str) -> date | None:
    return day_of_form(text) if text.strip() else None


def _count(text: str) -> int | None:
    """Return a number of people, None where the field is empty; what is no number is out of every bound."""
    stripped = text.strip()
    if not stripped:
        return None
    number = whole(stripped)
    return number if number is not None else -1


def _plans_given(request: HttpRequest) -> list[tuple[str, int | None, int | None]]:
    given = request.POST
    lists = zip(given.getlist("name"), given.getlist("population"), given.getlist("wanted"), strict=False)
    return [(name, _count(people), _count(wanted)) for name, people, wanted in lists if name.strip()]


def _grouped(request: HttpRequest, found: Survey) -> list[Any]:
    plans = [SegmentPlan(*each) for each in _plans_given(request)]
    return list(invitations.set_segments(actor=actor_of(request), survey_key=found.key, plans=plans, at=timezone.now()))
