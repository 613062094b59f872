"""What a form asks for: one act of several, done or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from guicheng.domain.values import GuichengError, NotAllowedError, StaleError
from guicheng.domain.values.message import bounded

_DONE, _FORBIDDEN, _UNPROCESSABLE = 200, 403, 422
#: Of a page that says that somebody else was faster.
CONFLICT: Final = 409
Act = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form.

    Args:
        value: What the act returned; None where it was refused.
        told: Why it was refused, in the reader's language; none where it was done.
        status: Status of a page that says so.
    """

    value: Any = None
    told: tuple[str, ...] = ()
    status: int = _DONE


NOTHING: Final = Outcome()


def attempt(request: HttpRequest, acts: Mapping[str, Act]) -> Outcome:
    """Do what the field ``act`` of a form names; that somebody else was faster has a status of its own.

    Args:
        request: A POST.
        acts: What can be asked for.

    Raises:
        Http404: The form asks for something else.
    """
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        return Outcome(value=act())
    except NotAllowedError as error:
        return Outcome(told=(error.message.render(_),), status=_FORBIDDEN)
    except StaleError as error:
        return Outcome(told=(error.message.render(_),), status=CONFLICT)
    except GuichengError as error:
        reasons = getattr(error, "reasons", None) or (error.message,)
        return Outcome(told=tuple(reason.render(_) for reason in bounded(reasons)), status=_UNPROCESSABLE)
