"""The page of a robot or a program: how it fares and what it was sent."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guicheng.apps.notices.models import Robot, Subscription
from guicheng.apps.notices.selectors.outward import deliveries_of
from guicheng.web.acting import Outcome
from guicheng.web.notice_words import STATES, kind_choices, reason_of, what_of

_PAGE: Final = 30


def outlet_page(request: HttpRequest, found: Robot | Subscription, outcome: Outcome) -> dict[str, Any]:
    """Return what the page of a robot or a program shows.

    Args:
        request: The request.
        found: The robot or program.
        outcome: What came of the act that was asked for.
    """
    state = request.GET.get("state", "")
    page = Paginator(deliveries_of(found, state=state), _PAGE).get_page(request.GET.get("page"))
    return {
        "outlet": found,
        "error": error_of(found),
        "chosen": request.POST.getlist("kind") if outcome.told else found.kinds,
        "kinds": kind_choices(),
        "page": page,
        "rows": [(row, what_of(row), STATES[row.state], reason_of(row)) for row in page],
        "states": [(name, words[0]) for name, words in STATES.items()],
        "state": state,
        "told": outcome.told,
    }


def error_of(row: Robot | Subscription) -> str:
    """Return why the last message was not taken, "" where it was."""
    return row.error_message.render(_) if row.error_message else ""
