"""Refusals as problem+json (RFC 9457): a stable code, a sentence, and what the caller needs to go on."""

from __future__ import annotations

import json
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from guicheng.domain.values import GuichengError, NotAllowedError, StaleError
from guicheng.domain.values.message import _

_STATUSES: Final = {
    "not-allowed": 403,
    "stale": 409,
    "idempotency-mismatch": 422,
    "under-way": 409,
    "in-review": 409,
    "code-taken": 409,
    "content-changed": 409,
    "too-soon": 429,
}


def problem(code: str, sentence: str, status: int, **more: Any) -> HttpResponse:
    """Return a refusal."""
    body = {"type": f"/api/v1/docs#{code}", "title": sentence, "status": status, "code": code, **more}
    text = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")


def of(error: GuichengError) -> HttpResponse:
    """Return a typed error as a refusal."""
    more: dict[str, Any] = {}
    if isinstance(error, StaleError):
        more = {"present": error.present, "revision": error.revision}
    elif field := getattr(error, "field", None):
        more = {"field": field}
    elif findings := getattr(error, "findings", None):
        more = {"findings": [{"clause": key, "number": number, "code": code} for key, number, code in findings]}
    return problem(error.code, error.message.render(gettext), _STATUSES.get(error.code, 422), **more)


def install(api: NinjaAPI) -> None:
    """Let every error answer as a problem."""

    @api.exception_handler(GuichengError)
    def refused(_request: HttpRequest, error: GuichengError) -> HttpResponse:
        return of(error)

    @api.exception_handler(NotAllowedError)
    def forbidden(_request: HttpRequest, error: NotAllowedError) -> HttpResponse:
        return of(error)

    @api.exception_handler(ObjectDoesNotExist)
    def absent(_request: HttpRequest, _error: ObjectDoesNotExist) -> HttpResponse:
        sentence = _("There is no such thing, or it is out of your reach.").render(gettext)
        return problem("absent", sentence, 404)

    @api.exception_handler(Http404)
    def nowhere(_request: HttpRequest, _error: Http404) -> HttpResponse:
        sentence = _("There is no such thing, or it is out of your reach.").render(gettext)
        return problem("absent", sentence, 404)

    @api.exception_handler(AuthenticationError)
    def stranger(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        sentence = _("Sign in, or send a token as “Authorization: Bearer …”.").render(gettext)
        answer = problem("not-signed-in", sentence, 401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = [".".join(str(step) for step in found["loc"]) for found in error.errors[:5]]
        message = _(
            "The call does not fit its description at {where}. Compare it with /api/v1/docs.", where=", ".join(where)
        )
        return problem("malformed", message.render(gettext), 422, where=where)
