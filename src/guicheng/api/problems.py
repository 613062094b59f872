"""What a call answers when it is not carried out: a code and a sentence, never a stack."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import ValidationError

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class NoSuchThingError(GuichengError):
    """What was asked for is absent, or not for this browser: both look alike."""

    code = "absent"


class MalformedCallError(GuichengError):
    """A call has not the shape that the description asks for."""

    code = "malformed"


def install(api: NinjaAPI) -> None:
    """Let typed errors answer as problems."""

    def answer(request: HttpRequest, error: GuichengError, status: int) -> HttpResponse:
        found = {"code": error.code, "message": error.message.render(gettext)}
        return api.create_response(request, found, status=status)

    @api.exception_handler(NoSuchThingError)
    def absent(request: HttpRequest, error: NoSuchThingError) -> HttpResponse:
        return answer(request, error, 404)

    @api.exception_handler(GuichengError)
    def refused(request: HttpRequest, error: GuichengError) -> HttpResponse:
        return answer(request, error, 422)

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = ", ".join(".".join(str(step) for step in found["loc"]) for found in error.errors[:5])
        message = _("The call does not fit its description at {where}. Compare it with /api/docs.", where=where)
        return answer(request, MalformedCallError(message), 422)
