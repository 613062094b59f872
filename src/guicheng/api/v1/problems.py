"""Refusals as problem+json (RFC 9457): a stable code, a sentence, and what the caller needs to go on."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guicheng.adapters.bpmn.refusal import DiagramRefusedError
from guicheng.apps.operations.services.rounds.answering import RoundUnfinishedError
from guicheng.domain.attainment.inspecting.sheet import SheetRefusedError
from guicheng.domain.values import GuichengError, NotAllowedError, StaleError
from guicheng.domain.values.message import _

_LOG: Final = logging.getLogger("guicheng.security")
_FAULTS: Final = logging.getLogger("guicheng.faults")


class Code(NamedTuple):
    """A code of a problem: the status that goes with it, and what it means."""

    status: int
    meaning: str


#: Every code there is; a code keeps its meaning for good.
CODES: Final[dict[str, Code]] = {
    "unreadable": Code(400, "The call cannot be read, or names a host that this service does not answer for."),
    "not-signed-in": Code(401, "There is neither a token that works nor a session."),
    "not-from-a-page": Code(403, "A session writes without the CSRF token of a page."),
    "not-allowed": Code(403, "Visible, but the roles or scopes do not include this; the sentence says who can help."),
    "author-cannot-approve": Code(403, "Who wrote in a draft, or sent it, cannot approve it."),
    "absent": Code(404, "There is no such thing, or it is out of reach; both look alike."),
    "wrong-method": Code(405, "The address does not answer this method; `Allow` names those it answers."),
    "stale": Code(409, "Somebody changed it since; `present` and `revision` say what stands there now."),
    "archived": Code(409, "It is archived and takes nothing new."),
    "code-taken": Code(409, "Another standard of the company has this code."),
    "taken": Code(409, "Another one has this name, code, user name or address; `field` says which."),
    "result-settled": Code(409, "The result is signed or was followed by another, or the appeal was answered."),
    "still-used": Code(409, "Something active stands below the unit or fills the post."),
    "still-in-force": Code(409, "An edition is in force or will be; withdraw it first."),
    "last-administrator": Code(409, "Nobody would be left who administers the company."),
    "ended": Code(409, "The person's access was ended; readmit them first."),
    "reading-changed": Code(409, "The clause is read otherwise now, or has no such finding any more."),
    "in-review": Code(409, "An approval runs; withdraw it first."),
    "nothing-to-approve": Code(409, "The draft is empty or says what the newest edition says."),
    "findings-stand": Code(409, "Findings of severity error stand; `findings` lists them."),
    "route-too-short": Code(409, "The route cannot come to two different approvers who did not write."),
    "not-your-turn": Code(409, "The step that is reached does not ask this person, or they have decided."),
    "not-approved": Code(409, "No approval of the draft is complete."),
    "content-changed": Code(409, "The draft is not what was approved."),
    "faults-stand": Code(409, "Faults of the process stand; mend them first."),
    "not-asked": Code(409, "The approval of the process is not at this step."),
    "only-in-diagram": Code(409, "Parts of the process stand only in its diagram, which a table would lose."),
    "withdrawn": Code(409, "The edition is withdrawn already."),
    "parameter-used": Code(409, "Clauses of drafts name the parameter."),
    "not-read-yet": Code(409, "The document is not read yet."),
    "under-way": Code(409, "The same call, by its key, is being carried out at this moment."),
    "not-sent": Code(409, "The message cannot be sent again as things stand."),
    "order-refused": Code(409, "As the order stands this cannot be done; load the order again."),
    "nonconformity-refused": Code(409, "As the nonconformity stands this cannot be done; load it again."),
    "case-refused": Code(409, "It does not fit where the case stands; load the case again."),
    "not-back": Code(409, "The case cannot go back there, or the step cannot be taken back any more."),
    "not-executable": Code(409, "Some case of the process could not come to a proper end."),
    "survey-state": Code(409, "The survey stands where this cannot be done."),
    "not-taken": Code(409, "The survey takes no answer from this person now."),
    "unreadable-form": Code(409, "A newer release wrote the questionnaire, which this one cannot read."),
    "not-to-seal": Code(409, "The month is not over, has nothing counted, or changed nothing since its last seal."),
    "too-large": Code(413, "The body is larger than 1 MB; a manual is sent as a document."),
    "malformed": Code(422, "The call does not fit its description; `where` names the places."),
    "not-as-wanted": Code(422, "A value is missing or cannot be what it is; `field` says which."),
    "not-a-survey": Code(422, "A value of a survey is missing or cannot be what it is; `field` says which."),
    "answers-refused": Code(422, "Answers are missing or do not fit the questionnaire."),
    "not-an-order": Code(422, "A value of an order is missing or cannot be what it is; `field` says which."),
    "not-a-nonconformity": Code(422, "A value of a nonconformity or review cannot be what it is; `field` says which."),
    "not-a-case": Code(422, "A value of a case is missing or cannot be what it is; `field` says which."),
    "sheet-refused": Code(422, "A scoring sheet does not add up, or more is wrong with it; `missing` says all."),
    "round-unfinished": Code(422, "Something of a round is missing; `missing` says what, line by line."),
    "form-incomplete": Code(422, "Answers of a form are missing or cannot be; `fields` says what to do, by field."),
    "not-a-process": Code(422, "A value of a process is missing or cannot be what it is; `field` says which."),
    "table-refused": Code(422, "There is no step table in it, it holds no step, or two steps of one number."),
    "diagram-refused": Code(422, "The diagram holds what is not supported, or could do harm; `elements` says which."),
    "promise-refused": Code(422, "The promise does not fit the process."),
    "assumption-refused": Code(422, "What times are to rest on cannot be what it is."),
    "log-refused": Code(422, "The log is no table of cases and steps, or a time in it cannot be read."),
    "too-many-ways": Code(422, "Too much of the process can run side by side to follow what happened."),
    "too-many-states": Code(422, "Too much of the process runs side by side to prove anything of it."),
    "not-in-catalogue": Code(422, "A value of the service catalogue cannot be what it is; `field` says which."),
    "not-brought": Code(422, "Standards kept as files cannot be taken; the sentence tells all reasons."),
    "standards-file": Code(422, "Lines of a standard kept as a file are not in the format; all are told."),
    "no-rows-known": Code(422, "No row of the workbook says which clause it is; take the draft anew as a workbook."),
    "not-a-number": Code(422, "A fact of a unit is written so that it is no number."),
    "no-effort": Code(422, "Effort or material of a clause is written so that nobody can read it."),
    "unknown-grade": Code(422, "The standards of the library have no grade of this name."),
    "photo-gone": Code(410, "The photo was forgotten when its days were over; its hash stays in the chain."),
    "no-canonical-form": Code(422, "A value has no single form as bytes."),
    "event-refused": Code(422, "An event cannot be kept as it is; the answer to its batch says why."),
    "pack-refused": Code(422, "There is nothing to pack on these days, or too much."),
    "formula-refused": Code(422, "A metric cannot be worked out by this formula."),
    "scorecard-refused": Code(422, "The weights do not add up to 100, or the card cannot be summed up honestly."),
    "no-month": Code(422, "A month is written so that it is none; `field` says which."),
    "bad-cursor": Code(422, "The cursor is none that a page of this list gave."),
    "idempotency-mismatch": Code(422, "The key belongs to another call."),
    "file-refused": Code(422, "The file cannot or must not be read."),
    "too-much-stored": Code(422, "There is no room for another document, or it is too large."),
    "too-soon": Code(429, "People were reminded less than an hour ago; `Retry-After` says when it is possible."),
    "urged-too-soon": Code(429, "Somebody asks for haste again within ten minutes."),
    "too-many-calls": Code(429, "The caller called too often; `Retry-After` says when to go on."),
    "not-stored": Code(503, "The disk or the database took no write; nothing was kept. Send it again later."),
    "store-failed": Code(503, "The disk took no photo, or gave none back; nothing was kept. Send it again later."),
    "fault": Code(500, "A fault of the service, which its log describes; nothing of the call was kept."),
}
_ABSENT: Final = _("There is no such thing, or it is out of your reach.")


#: What an answer means that the calls themselves did not give, by its status.
_ELSEWHERE: Final = {
    400: ("unreadable", _("The call cannot be read, or it names a host that this service does not answer for.")),
    403: ("not-allowed", _("This call is not allowed.")),
    404: ("absent", _ABSENT),
    405: ("wrong-method", _("This address does not answer this method.")),
    413: ("too-large", _("The call is larger than the service takes. Divide it, or send a document.")),
    500: ("fault", _("The service failed. Try again; if it fails again, tell who runs it when that was.")),
}


class MalformedCallError(GuichengError):
    """A call does not fit its description.

    Args:
        where: Places of the call, such as ``body.text``.
    """

    code = "malformed"

    def __init__(self, where: Sequence[str]) -> None:
        super().__init__(
            _(
                "The call does not fit its description at {where}. Compare it with /api/v1/docs.",
                where=", ".join(where),
            )
        )
        self.where = list(where)


def problem(code: str, sentence: str, **more: Any) -> HttpResponse:
    """Return a refusal with the status of its code."""
    status = CODES[code].status if code in CODES else 422
    body = {"type": f"/api/v1/docs#{code}", "title": sentence, "status": status, "code": code, **more}
    text = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")


def instead_of(answer: HttpResponse) -> HttpResponse:
    """Return a problem for a refusal that was written before or beside the calls, with its headers; others unchanged.

    The body of an unknown address, of a wrong method or of a fault would be a page for people.
    """
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code not in _ELSEWHERE or kind.startswith("application/problem+json"):
        return answer
    code, message = _ELSEWHERE[answer.status_code]
    found = problem(code, message.render(gettext))
    for name, value in answer.headers.items():
        if name not in {"Content-Type", "Content-Length"}:
            found.headers[name] = value
    found.cookies = answer.cookies
    return found


def of(error: GuichengError) -> HttpResponse:
    """Return a typed error as a refusal."""
    answer = problem(error.code, error.message.render(gettext), **_facts(error))
    if (seconds := _seconds_to_wait(error)) is not None:
        answer["Retry-After"] = str(seconds)
    return answer


def _facts(error: GuichengError) -> dict[str, Any]:
    if isinstance(error, StaleError):
        return {"present": error.present, "revision": error.revision}
    for name in ("field", "where"):
        if found := getattr(error, name, None):
            return {name: found}
    if isinstance(error, RoundUnfinishedError | SheetRefusedError):
        return {"missing": [reason.render(gettext) for reason in error.reasons]}
    if faults := getattr(error, "faults", None):
        return {"fields": {fault.field: fault.message.render(gettext) for fault in faults}}
    if isinstance(error, DiagramRefusedError):
        return {"elements": sorted({step for finding in error.findings for step in finding.steps})}
    if findings := getattr(error, "findings", None):
        return {"findings": [{"clause": str(key), "number": number, "code": code} for key, number, code in findings]}
    return {}


def _seconds_to_wait(error: GuichengError) -> int | None:
    again = getattr(error, "again_at", None)
    if isinstance(again, datetime):
        return max(1, math.ceil((again - timezone.now()).total_seconds()))
    seconds = getattr(error, "seconds", None)
    return seconds if isinstance(seconds, int) else None


def _place(steps: Sequence[str | int]) -> str:
    """Return a place of a call, without the name that the code has for all of the body or query."""
    return ".".join(str(step) for index, step in enumerate(steps) if index != 1 or step not in {"body", "wanted"})


def install(api: NinjaAPI) -> None:
    """Let every error answer as a problem."""
    _install_not_stored(api)

    @api.exception_handler(GuichengError)
    def refused(request: HttpRequest, error: GuichengError) -> HttpResponse:
        if isinstance(error, NotAllowedError):
            asked = request.resolver_match.route if request.resolver_match else "-"
            _LOG.warning("refused %s %s at %s", request.method, asked, request.META.get("REMOTE_ADDR"))
        return of(error)

    @api.exception_handler(ObjectDoesNotExist)
    def absent(_request: HttpRequest, _error: ObjectDoesNotExist) -> HttpResponse:
        return problem("absent", _ABSENT.render(gettext))

    @api.exception_handler(Http404)
    def nowhere(_request: HttpRequest, _error: Http404) -> HttpResponse:
        return problem("absent", _ABSENT.render(gettext))

    @api.exception_handler(AuthenticationError)
    def stranger(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        sentence = _("Sign in, or send a token as “Authorization: Bearer …”.").render(gettext)
        answer = problem("not-signed-in", sentence)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        return of(MalformedCallError([_place(found["loc"]) for found in error.errors[:5]]))

    for kind in (HttpError, MultiPartParserError, SuspiciousOperation):

        @api.exception_handler(kind)
        def unreadable(_request: HttpRequest, _error: Exception) -> HttpResponse:
            return of(MalformedCallError(["body"]))

    @api.exception_handler(RequestDataTooBig)
    def too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
        megabytes = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024)
        message = _("The call is larger than {megabytes} MB. Divide it, or send a document.", megabytes=megabytes)
        return problem("too-large", message.render(gettext))


def _install_not_stored(api: NinjaAPI) -> None:
    """Let a write that the disk or the database did not take answer as a problem; nothing of the call was kept."""

    @api.exception_handler(OperationalError)
    def not_stored(request: HttpRequest, error: OperationalError) -> HttpResponse:
        _FAULTS.error("nothing was kept of %s %s", request.method, request.path, exc_info=error)
        sentence = _("The disk or the database took no write. Nothing was kept; send it again in a minute.")
        answer = problem("not-stored", sentence.render(gettext))
        answer["Retry-After"] = "60"
        return answer
