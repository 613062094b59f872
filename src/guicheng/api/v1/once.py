"""Calls with an ``Idempotency-Key`` are carried out once; sent again they get the same answer."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from pydantic import BaseModel

from guicheng.api.v1.callers import actor_of, caller_of
from guicheng.apps.organization.services.integrations import begin_call, end_call

Call = Callable[..., Any]


def once(call: Call) -> Call:
    """Carry out a writing call once a key.

    The answer of the first call is remembered for two days; a call that failed through a fault of ours is not.
    """

    @wraps(call)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return call(request, *args, **kwargs)
        caller = caller_of(actor_of(request))
        said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
        earlier = begin_call(caller=caller, key=key, digest=sha256(said).hexdigest(), at=timezone.now())
        if earlier is not None:
            return HttpResponse(earlier.body, status=earlier.status, content_type="application/json")
        try:
            answer = call(request, *args, **kwargs)
        except BaseException:
            end_call(caller=caller, key=key, status=500, body="")
            raise
        status, value = answer if isinstance(answer, tuple) else (200, answer)
        end_call(caller=caller, key=key, status=status, body=_text(value))
        return answer

    # The framework reads the types from the signature, and could not find their names from here.
    guarded.__signature__ = inspect.signature(call, eval_str=True)  # type: ignore[attr-defined]
    return guarded


def _text(value: Any) -> str:
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(plain, ensure_ascii=False, default=str)
