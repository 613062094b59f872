"""A respondent at the door: their code, invitation, language, and what they send."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language

from guicheng.apps.research.models import Survey
from guicheng.apps.research.readings.codes import CODE_LENGTH, code_of, draw
from guicheng.apps.research.services.answering import Sending

#: How long a browser keeps a code, seconds: half a year.
_KEPT: Final = 180 * 24 * 3600
_LARGEST: Final = 10**10
#: Fields of the form that are no answers.
OWN: Final = frozenset(
    {"csrfmiddlewaretoken", "act", "code", "version", "segment", "seen", "began", "seconds", "website"}
)


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody before a public form.

    Args:
        survey: What they are asked.
        code: Theirs alone.
        token: Token of their invitation, "" for none.
        known: Whether their browser brought the code along.
    """

    survey: Survey
    code: str
    token: str
    known: bool

    @classmethod
    def of(cls, request: HttpRequest, survey: Survey, token: str) -> Respondent:
        """Return who asks: the code of the form, of the browser, or a new one."""
        brought = code_of(request.POST.get("code", "")) or code_of(request.COOKIES.get(cookie_name(survey, token), ""))
        return cls(survey, brought or draw(CODE_LENGTH), token, bool(brought))

    def remember(self, response: HttpResponseBase) -> None:
        """Have the browser keep the code, for the pages of this survey alone."""
        response.set_cookie(
            cookie_name(self.survey, self.token),
            self.code,
            max_age=_KEPT,
            path=f"/q/{self.survey.link}/",
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def cookie_name(survey: Survey, token: str) -> str:
    """Return the name of the cookie; people who share a browser and have invitations of their own have one each."""
    own = f"-{hashlib.sha256(token.encode()).hexdigest()[:6]}" if token else ""
    return f"q-{survey.link}{own}"


def sending_of(request: HttpRequest, respondent: Respondent) -> Sending:
    """Return what a form sends, whatever it holds."""
    given = request.POST
    return Sending(
        code=respondent.code,
        fields={name: tuple(given.getlist(name)) for name in given if name not in OWN},
        version=whole(given.get("version", "")) or 0,
        language=get_language(),
        seconds=_seconds(request),
        token=respondent.token,
        segment=given.get("segment", ""),
    )


def _seconds(request: HttpRequest) -> int | None:
    """Return how long somebody took: what the page measured, or since the form was first shown."""
    measured = whole(request.POST.get("seconds", ""))
    if measured is not None:
        return measured
    began = whole(request.POST.get("began", ""))
    passed = int(timezone.now().timestamp()) - began if began else -1
    return passed if passed >= 0 else None


def whole(text: str) -> int | None:
    """Return a whole number from 0 on, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) < _LARGEST else None
