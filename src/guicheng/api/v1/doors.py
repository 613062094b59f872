"""The table of calls: what each one needs, answers and refuses; a call that names no permission cannot be written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import TypeAdapter

from guicheng.api.v1.callers import SIGNED_IN, Session, Token
from guicheng.api.v1.once import once
from guicheng.api.v1.problems import CODES
from guicheng.api.v1.shapes.parts import Problem
from guicheng.apps.organization.permissions import PERMISSIONS

View = Callable[..., Any]
#: What any call can be refused with, and any that writes.
_ALWAYS: Final = ("not-signed-in", "malformed", "too-many-calls")
_WHEN_READING: Final = ("absent",)
_WHEN_ASKING: Final = ("not-from-a-page", "not-allowed", "absent", "too-large")
_WHEN_WRITING: Final = ("idempotency-mismatch", "under-way")


@dataclass(frozen=True, slots=True)
class Declared:
    """A call as it was declared.

    Args:
        method: GET, POST, PATCH, PUT or DELETE.
        path: Below /api/v1.
        needs: The permission, or ``SIGNED_IN``.
        refuses: Codes of the problems with which it can be refused, beside those of every call.
        once: Whether it takes an idempotency key.
        often: Whether phones make it all day, so that it counts by itself; see ``limits``.
    """

    method: str
    path: str
    needs: str
    refuses: tuple[str, ...]
    once: bool = False
    often: bool = False

    def __post_init__(self) -> None:
        """Keep the service from starting with a misspelt permission or code.

        Raises:
            KeyError: There is none of this name.
        """
        if self.needs != SIGNED_IN:
            PERMISSIONS[self.needs]
        for code in self.refuses:
            CODES[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes with which it can be refused."""
        return tuple(dict.fromkeys((*_ALWAYS, *self.refuses)))


#: Every call there is, by method and path.
CALLS: Final[dict[tuple[str, str], Declared]] = {}
#: One router for all nouns: an address whose methods stand in two routers would answer for the first one only.
ROUTER: Final = Router()


class Calls:
    """The calls about one noun.

    Args:
        tag: The noun, as the description groups calls.
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag

    def get(
        self, path: str, *, needs: str, answer: Any, summary: str, refuses: tuple[str, ...] = ()
    ) -> Callable[[View], View]:
        """Declare a call that reads; whoever lacks the permission meets what is absent."""
        return self._declare(Declared("GET", path, needs, (*_WHEN_READING, *refuses)), {200: answer}, summary)

    def ask(
        self, path: str, *, needs: str, answer: Any, summary: str, refuses: tuple[str, ...] = ()
    ) -> Callable[[View], View]:
        """Declare a POST that writes nothing to be done once, such as reading a text."""
        codes = (*_WHEN_ASKING, *refuses)
        return self._declare(Declared("POST", path, needs, codes), {200: answer}, summary)

    def write(
        self,
        method: str,
        path: str,
        *,
        needs: str,
        answer: Any,
        summary: str,
        status: int = 200,
        refuses: tuple[str, ...] = (),
        secrets: tuple[str, ...] = (),
        often: bool = False,
    ) -> Callable[[View], View]:
        """Declare a call that writes, once a key.

        Args:
            method: POST, PATCH, PUT or DELETE.
            path: Below /api/v1.
            needs: The permission, or ``SIGNED_IN``.
            answer: Shape of what it answers; None for nothing.
            summary: What it does, in a few words.
            status: Status of success; 204 where nothing is answered.
            refuses: Codes beyond those that every writing call has.
            secrets: Fields of the answer that are told once and not remembered.
            often: Whether phones make it all day.
        """

        def declare(view: View) -> View:
            told = 204 if answer is None else status
            carried_out = once(_answering(view, answer, told), secrets=secrets)
            codes = (*_WHEN_ASKING, *_WHEN_WRITING, *refuses)
            declared = Declared(method, path, needs, codes, once=True, often=often)
            self._declare(declared, {told: answer}, summary)(carried_out)
            return view

        return declare

    def _declare(self, declared: Declared, answers: dict[int, Any], summary: str) -> Callable[[View], View]:
        if (declared.method, declared.path) in CALLS:
            raise ValueError(f"{declared.method} {declared.path} is declared twice")
        CALLS[declared.method, declared.path] = declared
        writes = declared.method != "GET"
        refusals = {CODES[code].status: Problem for code in declared.codes}

        def bind(view: View) -> View:
            return ROUTER.api_operation(
                [declared.method],
                declared.path,
                auth=[kind(declared.needs, writes=writes, often=declared.often) for kind in (Token, Session)],
                response={**answers, **dict(sorted(refusals.items()))},
                summary=summary,
                tags=[self.tag],
                operation_id=view.__name__,
            )(view)

        return bind


def _answering(view: View, shape: Any, status: int) -> View:
    """Return the call with its answer written out, so that it can be remembered word for word."""
    adapter: TypeAdapter[Any] | None = TypeAdapter(shape) if shape is not None else None

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        value = view(request, *args, **kwargs)
        if adapter is None:
            return HttpResponse(status=status)
        text = adapter.dump_json(adapter.validate_python(value))
        return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")

    # The framework reads the types from the signature, and could not find their names from here.
    answer.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return answer
