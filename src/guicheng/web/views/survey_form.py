"""The builder of questionnaires: sections and questions by plain forms, a preview, files in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.questionnaires import read_questionnaire
from guicheng.adapters.xlsform import LeftOut, read_xlsform, write_xlsform
from guicheng.apps.research.models import Survey
from guicheng.apps.research.selectors.surveys import survey_visible_to
from guicheng.apps.research.services.forms import save_form
from guicheng.apps.research.services.survey_access import NotASurveyError
from guicheng.domain.demand import drafting
from guicheng.domain.demand.form import read_form, write_form
from guicheng.domain.demand.questions import Audience, Kind
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _ as _message
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.question_form import question_of, rows_of, says
from guicheng.web.respondents import whole
from guicheng.web.survey_draft import faults_of, listed, section_of
from guicheng.web.survey_words import DIMENSIONS, KINDS, conditions_after
from guicheng.web.views.processes import download
from guicheng.web.views.surveys import about, way_of

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_BYTES: Final = 1_000_000


def survey_form(request: HttpRequest, key: str) -> HttpResponse:
    """Show the questions of a survey; move and take out, add sections, read a file in."""
    found = survey_visible_to(actor_of(request), key)
    outcome, left_out = NOTHING, list[str]()
    if request.method == "POST":
        outcome = attempt(request, _acts(request, found, left_out))
        if not outcome.told and not left_out:
            return redirect(f"{reverse('survey_form', args=[found.key])}{_place(request)}")
        found.refresh_from_db()
    whole_form, faults = read_form(found.form)
    sections = drafting.sections_of(found.form)
    context = {
        **about(request, found, "survey_form"),
        "sections": listed(found.form, faults),
        "elsewhere": [fault.message.render(_) for fault in faults_of(faults, "")],
        "faults": len(faults),
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "form": found.form,
        "audience": found.form.get("audience", Audience.ANYONE.value),
        "section_names": [str(each.get("id", "")) for each in sections],
        "conditions": list(conditions_after(whole_form, "")),
        "left_out": left_out,
        "unmapped": _told(write_xlsform(whole_form)[1]) if whole_form else None,
        "told": outcome.told,
        "crumbs": way_of(found, crumbs.Crumb(_("Questions"))),
    }
    return render(request, "web/survey_form.html", context, status=outcome.status)


def _place(request: HttpRequest) -> str:
    name = request.POST.get("question", "") or request.POST.get("section", "")
    return f"#at-{name}" if name and request.POST.get("act") != "remove" else ""


def _acts(request: HttpRequest, found: Survey, left_out: list[str]) -> dict[str, Act]:
    given, form = request.POST, found.form
    question, section = given.get("question", ""), given.get("section", "")

    def told() -> dict[str, Any]:
        """Return the section that the form says, with a name of its own."""
        return {"id": section or drafting.free_name(form, "s"), **section_of(given)}

    changes: dict[str, Any] = {
        "up": lambda: drafting.moved_question(form, question, -1),
        "down": lambda: drafting.moved_question(form, question, 1),
        "remove": lambda: drafting.without_question(form, question),
        "section-up": lambda: drafting.moved_section(form, section, -1),
        "section-down": lambda: drafting.moved_section(form, section, 1),
        "section-remove": lambda: drafting.without_section(form, section),
        "section": lambda: drafting.with_section(form, told(), replaces=section),
        "texts": lambda: {**form, **_texts(request)},
        "file": lambda: _from_file(request, left_out),
    }
    return {name: _saving(request, found, change) for name, change in changes.items()}


def _saving(request: HttpRequest, found: Survey, change: Any) -> Act:
    def act() -> Survey:
        revision = whole(request.POST.get("revision", "")) or 0
        return save_form(
            actor=actor_of(request), survey_key=found.key, form=change(), revision=revision, at=timezone.now()
        )

    return act


def _texts(request: HttpRequest) -> dict[str, str]:
    given = request.POST
    return {
        name: given.get(name, "").replace("\0", "").strip()[:2000]
        for name in ("title", "opening", "closing", "audience")
    }


def _from_file(request: HttpRequest, left_out: list[str]) -> Mapping[str, Any]:
    """Return the questionnaire of a file; what its format says and ours cannot is added to the list."""
    file = request.FILES.get("file")
    if file is None:
        raise NotASurveyError(_message("Choose a file first."), field="file")
    name, data = file.name or "", file.read(_MOST_BYTES)
    if not name.lower().endswith(".xlsx"):
        read = read_questionnaire(name, data)
        if read.form is None:
            raise FileRefusedError(read.complaints[0].message)
        return write_form(read.form)
    book = read_xlsform(name, data)
    if book.form is None:
        raise FileRefusedError(book.faults[0].message)
    left_out += _told(book.left_out)
    return write_form(book.form)


def _told(left_out: Sequence[LeftOut]) -> list[str]:
    return [_("{place}: {what}").format(place=each.place, what=each.message.render(_)) for each in left_out]


def survey_question(request: HttpRequest, key: str) -> HttpResponse:
    """Add a question of a kind, or change one; what is wrong with it is told beside what was typed."""
    found = survey_visible_to(actor_of(request), key)
    asked = request.POST if request.method == "POST" else request.GET
    name = asked.get("question", "")
    place = drafting.place_of(found.form, name) if name else None
    if name and place is None:
        raise Http404
    old = drafting.sections_of(found.form)[place[0]]["questions"][place[1]] if place else {}
    kind = _kind(str(old.get("kind", "")) or asked.get("kind", "") or Kind.SINGLE.value)
    question, outcome = dict(old), NOTHING
    if request.method == "POST":
        question = {"id": drafting.free_name(found.form, "q"), **question_of(request.POST, kind)}
        outcome = _keep(request, found, question, name)
        if not outcome.told:
            return redirect(f"{reverse('survey_form', args=[found.key])}#at-{question['id']}")
    whole_form = read_form(found.form)[0]
    allowed = says(kind)
    context = {
        **about(request, found, "survey_form"),
        "question": question,
        "name": name,
        "kind": kind.value,
        "kind_words": KINDS[kind],
        "allowed": allowed,
        "section": asked.get("section", ""),
        "lists": [
            (
                each,
                rows_of(question, each),
                _("Rows") if each == "rows" else _("Columns") if kind is Kind.MATRIX else _("Options"),
            )
            for each in ("rows", "options")
            if each in allowed
        ],
        "ticks": kind in {Kind.SINGLE, Kind.MULTIPLE},
        "conditions": list(conditions_after(whole_form, name)),
        "dimensions": [(each.value, words) for each, words in DIMENSIONS.items()],
        "told": outcome.told,
        "crumbs": way_of(
            found,
            crumbs.Crumb(_("Questions"), reverse("survey_form", args=[found.key])),
            crumbs.Crumb(str(KINDS[kind])),
        ),
    }
    return render(request, "web/survey_question.html", context, status=outcome.status)


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError as error:
        raise Http404 from error


def _keep(request: HttpRequest, found: Survey, question: Mapping[str, Any], name: str) -> Outcome:
    """Save a question, unless something is wrong with it alone; what it breaks elsewhere is told by the builder."""
    section = request.POST.get("section", "")
    form = drafting.with_question(found.form, question, section=section, replaces=name)
    place = drafting.place_of(form, str(question.get("id", "")))
    faults = read_form(form)[1]
    own = faults_of(faults, f"sections[{place[0] + 1}].questions[{place[1] + 1}]") if place else faults
    if own:
        return Outcome(told=tuple(fault.message.render(_) for fault in own), status=422)
    return attempt(request, {"save": _saving(request, found, lambda: form)})


def survey_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the questionnaire as a file that can be read in again: JSON with all of it, XLSForm with what maps.

    One with faults leaves as JSON alone.
    """
    found = survey_visible_to(actor_of(request), key)
    form = read_form(found.form)[0]
    if kind == "json":
        data, media = json.dumps(found.form, ensure_ascii=False, indent=2).encode(), "application/json; charset=utf-8"
    elif kind == "xlsx" and form is not None:
        data, media = write_xlsform(form, found.link)[0], _WORKBOOK
    else:
        raise Http404
    return download(data, media, f"{found.title}.{kind}")
