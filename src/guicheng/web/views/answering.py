"""The public form: no account, no script needed, sent once however often it arrives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research.models import FormVersion, Survey
from guicheng.apps.research.readings.codes import CODE_LENGTH, code_of, draw, seed_of, shown
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors import public
from guicheng.apps.research.selectors.public import Closed
from guicheng.apps.research.services import answering
from guicheng.apps.research.services.answering import AnswersRefusedError, NotTakenError, Sending
from guicheng.web.actor import address_of
from guicheng.web.limits import too_often
from guicheng.web.questionnaire import Filling, pages_of, sent_of, shown_in
from guicheng.web.respondents import Respondent, sending_of

#: Sendings from one address in ten minutes: a whole estate office may sit behind one address.
MOST_SENT: Final = 60
_GONE, _FORBIDDEN, _ABSENT, _UNPROCESSABLE, _CONFLICT, _TOO_MANY = 410, 403, 404, 422, 409, 429
_STATUS: Final = {Closed.INVITED_ONLY: _FORBIDDEN, Closed.STRANGE: _ABSENT}


def answer(request: HttpRequest, link: str, token: str = "") -> HttpResponse:
    """Show the form of a survey, keep what is sent, or say why nothing is taken."""
    survey = public.survey_at(link)
    respondent = Respondent.of(request, survey, token)
    if request.method == "POST":
        return _sent(request, respondent)
    if respondent.known and public.kept_response(survey, respondent.code):
        return _thanks(request, respondent)
    entry = public.gate(survey, token=token, segment=request.GET.get("g", ""), day=day_of(timezone.now()))
    if entry.closed:
        return _closed(request, survey, entry.closed)
    draft = public.kept_draft(survey, respondent.code) if respondent.known else None
    version = draft.version if draft else public.newest_version(survey)
    segment = entry.segment or (draft.segment if draft else None)
    filling = Filling(seed_of(respondent.code), sent_of(draft.answers) if draft else {})
    more: dict[str, Any] = {
        "resumed": draft is not None,
        "segment": str(segment.key) if segment else "",
        "began": int(timezone.now().timestamp()) - (draft.seconds if draft else 0),
    }
    return _form(request, respondent, version, filling, **more)


def _sent(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    acts = {"save": _put_aside, "resume": _resume, "anew": _anew}
    return acts.get(request.POST.get("act", ""), _send)(request, respondent)


def _send(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Keep the answers; ask first what only follows from them, where no script has asked it yet."""
    sending = sending_of(request, respondent)
    refusal = _refusal(request, respondent)
    if refusal:
        return _again(request, respondent, sending, told=refusal[0], status=refusal[1])
    try:
        version = respondent.survey.versions.get(number=sending.version)
    except FormVersion.DoesNotExist:
        version = public.newest_version(respondent.survey)
        sending = replace(sending, version=version.number)
    if _unseen(request, version, sending):
        told = _("More questions follow from your answers. They are marked as new.")
        return _again(request, respondent, sending, told=told, status=_UNPROCESSABLE)
    try:
        answering.answer(survey=respondent.survey, sending=sending, at=timezone.now())
    except AnswersRefusedError as error:
        return _again(request, respondent, sending, refused=error)
    except NotTakenError as error:
        return _closed(request, respondent.survey, error.closed, status=_CONFLICT)
    if not request.accepts("text/html"):
        response: HttpResponse = JsonResponse({"code": shown(respondent.code)})
    else:
        response = redirect(request.path)
    respondent.remember(response)
    return response


def _unseen(request: HttpRequest, version: FormVersion, sending: Sending) -> set[str]:
    """Return the questions that follow from the answers and were not on the page that was sent."""
    seen = set(request.POST.get("seen", "").split(","))
    return set(shown_in(form_of(version), Filling(seed_of(sending.code), sending.fields))) - seen


def _refusal(request: HttpRequest, respondent: Respondent) -> tuple[str, int] | None:
    """Say why nothing is taken from this sender now; None where nothing stands against it."""
    if too_often(what=f"answer:{respondent.survey.link}", address=address_of(request), most=MOST_SENT):
        return _(
            "A great many answers came from your network. Your answers stand below; send them in ten minutes."
        ), _TOO_MANY
    if request.POST.get("website"):
        return _("Leave the field “Website” empty and send again. It keeps programs out."), _UNPROCESSABLE
    return None


def _put_aside(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    sending = sending_of(request, respondent)
    refusal = _refusal(request, respondent)
    if refusal:
        return _again(request, respondent, sending, told=refusal[0], status=refusal[1])
    try:
        draft = answering.put_aside(survey=respondent.survey, sending=sending, at=timezone.now())
    except NotTakenError as error:
        return _closed(request, respondent.survey, error.closed, status=_CONFLICT)
    except FormVersion.DoesNotExist:
        return redirect(request.path)
    context = {"code": shown(respondent.code), "answered": len(draft.answers), "kept_days": 30}
    response = _page(request, respondent.survey, "web/answer_aside.html", context)
    respondent.remember(response)
    return response


def _resume(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Go on on another device, by the code that was shown on the first one."""
    code = code_of(request.POST.get("resume", ""))
    often = too_often(what="resume", address=address_of(request), most=20)
    if often or not code or not public.kept_draft(respondent.survey, code):
        told = _("Nothing is kept under this code. Copy it once more, letter by letter.")
        fresh = replace(respondent, code=draw(CODE_LENGTH))
        return _form(
            request,
            fresh,
            public.newest_version(respondent.survey),
            Filling(seed_of(fresh.code)),
            told=told,
            status=_UNPROCESSABLE,
        )
    response = redirect(request.path)
    replace(respondent, code=code).remember(response)
    return response


def _anew(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    """Let somebody else answer in the same browser; an invitation is for one."""
    response = redirect(request.path)
    replace(respondent, code=draw(CODE_LENGTH)).remember(response)
    return response


def _again(
    request: HttpRequest,
    respondent: Respondent,
    sending: Sending,
    *,
    told: str = "",
    refused: AnswersRefusedError | None = None,
    status: int = _UNPROCESSABLE,
) -> HttpResponse:
    """Show the form with what was sent, and say what is missing; a script is told by field."""
    told = refused.message.render(_) if refused else told
    complaints = refused.complaints if refused else ()
    if not request.accepts("text/html"):
        wrong = [{"field": each.field, "message": each.message.render(_)} for each in complaints]
        return JsonResponse({"error": told, "complaints": wrong}, status=status)
    versions = respondent.survey.versions
    version = versions.filter(number=sending.version).first() or public.newest_version(respondent.survey)
    filling = Filling(seed_of(respondent.code), sending.fields, complaints)
    more: dict[str, Any] = {"segment": sending.segment, "began": request.POST.get("began", ""), "told": told}
    return _form(request, respondent, version, filling, status=status, again=True, **more)


def _form(
    request: HttpRequest,
    respondent: Respondent,
    version: FormVersion,
    filling: Filling,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    questionnaire = form_of(version)
    pages = pages_of(questionnaire, filling)
    seen = set(request.POST.get("seen", "").split(","))
    context = {
        "questionnaire": questionnaire,
        "pages": pages,
        "seen": ",".join(shown_in(questionnaire, filling)),
        "new": {asked.id for page in pages for asked in page.asked if asked.shown} - seen if "again" in more else set(),
        "version": version.number,
        "code": respondent.code,
        "segments": [] if respondent.token else public.segments_open(respondent.survey),
        "wrong": {each.field: each.message.render(_) for each in filling.complaints},
        "trapped": bool(request.POST.get("website")),
        **more,
    }
    response = _page(request, respondent.survey, "web/answer.html", context, status=status)
    respondent.remember(response)
    return response


def _thanks(request: HttpRequest, respondent: Respondent) -> HttpResponse:
    found = public.kept_response(respondent.survey, respondent.code)
    closing = form_of(found.version).closing if found else ""
    context = {"closing": closing, "code": shown(respondent.code), "alone": bool(respondent.token)}
    return _page(request, respondent.survey, "web/answer_thanks.html", context)


def _closed(request: HttpRequest, survey: Survey, why: Closed, *, status: int = 0) -> HttpResponse:
    sentence = why.message.render(_)
    status = status or _STATUS.get(why, _GONE)
    if not request.accepts("text/html"):
        return JsonResponse({"error": sentence, "closed": True}, status=status)
    return _page(request, survey, "web/answer_closed.html", {"sentence": sentence}, status=status)


def _page(
    request: HttpRequest, survey: Survey, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, template, {"survey": survey, **public_page(request), **context}, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def public_page(request: HttpRequest) -> dict[str, Any]:
    """Return what every public page knows: how large its letters are."""
    return {"large": request.COOKIES.get("size") == "large"}
