"""Calls with an ``Idempotency-Key`` are carried out once; sent again they get the same answer."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils import timezone

from guicheng.api.v1.callers import actor_of, caller_of
from guicheng.api.v1.problems import MalformedCallError
from guicheng.apps.organization.services.integrations import begin_call, end_call

Call = Callable[..., HttpResponse]
#: Characters of a key.
LONGEST_KEY: Final = 80


def once(call: Call, *, secrets: tuple[str, ...] = ()) -> Call:
    """Carry out a writing call once a key.

    The answer of the first call is remembered for two days; a call that was refused, or failed through a fault of
    ours, is not, so that it can be sent again.

    Args:
        call: The call, which returns its answer written out.
        secrets: Fields of the answer that are told once; the remembered answer has null in their place.
    """

    @wraps(call)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return call(request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            raise MalformedCallError(["header.Idempotency-Key"])
        caller = caller_of(actor_of(request))
        earlier = begin_call(caller=caller, key=key, digest=_digest(request), at=timezone.now())
        if earlier is not None:
            again = HttpResponse(earlier.body, status=earlier.status, content_type="application/json; charset=utf-8")
            again["Idempotent-Replayed"] = "true"
            return again
        try:
            answer = call(request, *args, **kwargs)
        except BaseException:
            end_call(caller=caller, key=key, status=500, body="")
            raise
        end_call(caller=caller, key=key, status=answer.status_code, body=_without(answer, secrets))
        return answer

    guarded.__signature__ = inspect.signature(call)  # type: ignore[attr-defined]
    return guarded


def _digest(request: HttpRequest) -> str:
    found = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    try:
        found.update(request.body)
    except RawPostDataException:  # a file was sent, and is read already
        for file in request.FILES.getlist("file"):
            found.update(f"{file.name}\n".encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    return found.hexdigest()


def _without(answer: HttpResponse, secrets: tuple[str, ...]) -> str:
    text = answer.content.decode()
    if not secrets:
        return text
    return json.dumps({**json.loads(text), **dict.fromkeys(secrets)}, ensure_ascii=False)
