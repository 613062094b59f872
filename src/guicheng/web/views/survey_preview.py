"""What respondents will see, tried without keeping anything, and what they saw in a version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guicheng.apps.research.models import Survey
from guicheng.apps.research.selectors.surveys import survey_visible_to, version_of
from guicheng.domain.demand.answers import check_answers
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Questionnaire
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.answers_told import answer_lines
from guicheng.web.questionnaire import Filling, pages_of, shown_in
from guicheng.web.respondents import OWN, whole
from guicheng.web.views.answering import public_page
from guicheng.web.views.surveys import about, way_of


def survey_preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page around the preview; the form itself stands in a frame of a phone's width, or alone."""
    found = survey_visible_to(actor_of(request), key)
    form, faults = read_form(found.form)
    context = {
        **about(request, found, "survey_preview"),
        "questionnaire": form,
        "faults": [fault.message.render(_) for fault in faults],
        "versions": list(found.versions.select_related("made_by").defer("form")),
        "crumbs": way_of(found, crumbs.Crumb(_("Preview"))),
    }
    return render(request, "web/survey_preview.html", context)


def survey_trial(request: HttpRequest, key: str, number: int = 0) -> HttpResponse:
    """Show the form as a respondent sees it, the draft or a version; what is sent is checked and kept nowhere."""
    found = survey_visible_to(actor_of(request), key)
    form, _faults = read_form(version_of(found, number).form if number else found.form)
    if form is None:
        return render(request, "web/answer_closed.html", _unfinished(request, found), status=422)
    seed = whole(request.GET.get("seed", "")) or 1
    sent = {name: tuple(request.POST.getlist(name)) for name in request.POST if name not in OWN}
    checked = check_answers(form, sent, seed)
    ready = request.method == "POST" and not checked.complaints and not _more(request, form, seed)
    filling = Filling(seed, sent, checked.complaints if request.method == "POST" else ())
    context = {
        "survey": found,
        **public_page(request),
        "preview": True,
        "questionnaire": form,
        "pages": pages_of(form, filling),
        "seen": ",".join(checked.shown),
        "wrong": {each.field: each.message.render(_) for each in filling.complaints},
        "segments": list(found.segments.all()),
        "told": _("More questions follow from your answers. They are marked as new.")
        if _more(request, form, seed)
        else "",
        "lines": answer_lines(form, checked.answers) if ready else None,
    }
    return render(request, "web/survey_trial.html", context, status=422 if filling.complaints else 200)


def _more(request: HttpRequest, form: Questionnaire, seed: int) -> bool:
    """Tell whether questions follow that were not on the page which was sent."""
    if request.method != "POST":
        return False
    sent = {name: tuple(request.POST.getlist(name)) for name in request.POST if name not in OWN}
    return bool(set(shown_in(form, Filling(seed, sent))) - set(request.POST.get("seen", "").split(",")))


def _unfinished(request: HttpRequest, found: Survey) -> dict[str, object]:
    sentence = _("The questionnaire has faults. They are told on the page of its questions.")
    return {"survey": found, **public_page(request), "sentence": sentence}
