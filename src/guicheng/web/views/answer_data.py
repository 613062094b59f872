"""What is kept of a respondent, shown, given out and deleted by the code that they alone hold; and their letters."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guicheng.apps.research.models import Survey
from guicheng.apps.research.readings.codes import code_of, shown
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors import public
from guicheng.apps.research.services import answering
from guicheng.web.actor import address_of
from guicheng.web.answers_told import answer_lines
from guicheng.web.limits import too_often
from guicheng.web.respondents import cookie_name
from guicheng.web.views.answering import public_page

#: Tries of codes from one address in ten minutes; a code has 99 bits.
MOST_TRIES: Final = 60
_UNPROCESSABLE, _TOO_MANY = 422, 429


def answer_data(request: HttpRequest, link: str) -> HttpResponse:
    """Show what is kept under a code, give it out as a file, or delete it."""
    survey = public.survey_at(link)
    if request.method != "POST":
        code = code_of(request.COOKIES.get(cookie_name(survey, ""), ""))
        return _page(request, survey, {"code": shown(code)})
    if too_often(what="data", address=address_of(request), most=MOST_TRIES):
        return _page(request, survey, {"told": _("Too many tries. Go on in ten minutes.")}, status=_TOO_MANY)
    code = code_of(request.POST.get("code", ""))
    kept = public.data_of(survey, code) if code else None
    if kept is None:
        told = _("Nothing is kept under this code. Copy it once more, letter by letter.")
        return _page(request, survey, {"told": told, "code": request.POST.get("code", "")}, status=_UNPROCESSABLE)
    if request.POST.get("act") == "delete":
        return _page(request, survey, {"gone": answering.take_back(survey=survey, code=code, at=timezone.now())})
    if request.POST.get("act") == "download":
        text = json.dumps(kept, ensure_ascii=False, indent=2)
        disposition = 'attachment; filename="answers.json"'
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store, private"}
        return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
    return _page(request, survey, {"kept": kept, "code": shown(code), "lines": _lines(survey, code)})


def _lines(survey: Survey, code: str) -> list[tuple[str, str]]:
    row = public.kept_response(survey, code) or public.kept_draft(survey, code)
    return answer_lines(form_of(row.version), row.answers) if row else []


def _page(request: HttpRequest, survey: Survey, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    told = {"survey": survey, **public_page(request), **context}
    response = render(request, "web/answer_data.html", told, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def letters(request: HttpRequest, link: str) -> HttpResponse:
    """Make the letters of public pages large, or as usual."""
    survey = public.survey_at(link)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = f"/q/{survey.link}/"
    response = redirect(back)
    large = request.POST.get("size") == "large"
    response.set_cookie("size", "large" if large else "usual", max_age=365 * 24 * 3600, samesite="Lax")
    return response
