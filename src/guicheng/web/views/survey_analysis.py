"""What the answers to a survey say, and the answers behind each figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.adapters.survey_tables import names_of, survey_tables
from guicheng.apps.research.models import FormVersion, SurveyState
from guicheng.apps.research.selectors import analysis as analyses
from guicheng.apps.research.selectors.analysis import Analysis, Choice
from guicheng.apps.research.selectors.counting import counted_answers
from guicheng.apps.research.selectors.surveys import survey_visible_to
from guicheng.domain.demand.questions import Questionnaire
from guicheng.domain.demand.suppression import LEAST
from guicheng.domain.values import Message
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.views.surveys import about, way_of

_MOST_SHARES: Final = 60


def survey_analysis(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the answers say."""
    actor = actor_of(request)
    found = survey_visible_to(actor, key)
    context = {
        **about(request, found, "survey_analysis"),
        "crumbs": way_of(found, crumbs.Crumb(_("Analysis"))),
        "least": LEAST,
    }
    if found.state == SurveyState.DRAFT or not found.versions.exists():
        return render(request, "web/survey_analysis.html", context)
    choice = choice_of(request.GET.dict())
    earlier = analyses.earlier_surveys(actor, found)
    told = analyses.analysis_of(found, choice, analyses.chosen_among(earlier, choice))
    context |= {"analysis": told, "choice": choice, "earlier": earlier, **facts_of(told), **_choices(told, choice)}
    context["query"] = request.GET.urlencode()
    if told.enough:
        names = names_of(told.form, said_here)
        context["tables"] = list(survey_tables(told.form, told.figures, told.changes, said_here))
        context["withheld"] = [names[each] for each in told.figures.withheld]
    return render(request, "web/survey_analysis.html", context)


def survey_figure(request: HttpRequest, key: str, question: str) -> HttpResponse:
    """Show how often each answer was given in one field; answers of fewer than five people stay hidden."""
    found = survey_visible_to(actor_of(request), key)
    try:
        counted = counted_answers(found, question)
    except FormVersion.DoesNotExist as error:
        raise Http404 from error
    if counted is None:
        raise Http404
    name = names_of(counted.form, said_here).get(question, question)
    way = way_of(found, crumbs.Crumb(_("Analysis"), reverse("survey_analysis", args=[found.key])), crumbs.Crumb(name))
    context = {
        **about(request, found, "survey_analysis"),
        "counted": counted,
        "lines": [(_said(counted.form, question, value), count) for value, count in counted.values],
        "name": name,
        "least": LEAST,
        "crumbs": way,
    }
    return render(request, "web/survey_figure.html", context)


def said_here(message: Message) -> str:
    """Say a sentence in the language of the request."""
    return message.render(_)


def choice_of(given: Mapping[str, str]) -> Choice:
    """Return how a form wants a survey analysed; shares that are no numbers are left out."""
    shares = []
    for name, text in list(given.items())[:_MOST_SHARES]:
        if name.startswith("share."):
            try:
                shares.append((name.removeprefix("share."), float(text)))
            except ValueError:
                continue
    return Choice(given.get("weight", "")[:40], tuple(shares), given.get("before", "")[:36])


def facts_of(told: Analysis) -> dict[str, Any]:
    """Return the sample in numbers."""
    weighting = told.weighting
    return {
        "margin": None if told.margin is None else f"{100 * told.margin:.1f}",
        "rate": None if told.rate is None else f"{100 * told.rate:.0f}",
        "effective": f"{told.figures.effective:.0f}",
        "design_effect": f"{weighting.design_effect:.2f}" if weighting else None,
        "unmet": f"{100 * weighting.error:.1f}" if weighting and not weighting.met else None,
        "refusal": told.refusal.render(_) if told.refusal else "",
    }


def _choices(told: Analysis, choice: Choice) -> dict[str, Any]:
    shares = dict(choice.shares)
    question = told.form.question(choice.weight) if choice.weight else None
    return {
        "weighable": analyses.weighable(told.form),
        "segmented": told.survey.segments.exists(),
        "wanted_shares": [(option, shares.get(option.id, "")) for option in question.options] if question else [],
    }


def _said(form: Questionnaire, field: str, value: str) -> str:
    question = form.question(field)
    option = question.option(value) if question else None
    return option.text if option else value
