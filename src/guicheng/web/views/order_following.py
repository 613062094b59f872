"""The page on which whoever reported an order follows it: no account, no script, nothing of the work inside."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import comments_of, files_of, order_at, promises_of
from guicheng.apps.operations.selectors.orders.standing import state_of_order
from guicheng.apps.operations.services import orders as services
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.orders import ENDED, OrderState, Phase, StageName
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import address_of
from guicheng.web.limits import too_often
from guicheng.web.order_page import file_answer
from guicheng.web.order_words import KINDS, PHASES
from guicheng.web.views.answering import public_page

#: Sendings from one address to one order in ten minutes.
MOST_SENT: Final = 20
_TOO_MANY: Final = 429
_SHOWN: Final = (StageName.RESPOND, StageName.ARRIVE, StageName.FINISH)


def follow(request: HttpRequest, link: str) -> HttpResponse:
    """Show how far an order is, take a message and one rating."""
    found = order_at(link)
    outcome = NOTHING
    if request.method == "POST":
        outcome = _sent(request, found)
        if not outcome.told:
            return redirect("order_follow", link=found.link)
    response = render(request, "web/orders/follow.html", _context(request, found, outcome), status=outcome.status)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def file(request: HttpRequest, link: str, file: str) -> HttpResponse:
    """Show a file that whoever reported the order may see."""
    return file_answer(request, one(order_at(link).files.filter(stream="resident"), file))


def _sent(request: HttpRequest, found: WorkOrder) -> Outcome:
    given = request.POST
    if too_often(what=f"order:{found.link}", address=address_of(request), most=MOST_SENT):
        return Outcome(
            told=(_("Many messages came from your network. Send this one in ten minutes."),), status=_TOO_MANY
        )
    mark = given.get("mark", "")
    now = timezone.now()
    return attempt(
        request,
        {
            "rate": lambda: services.rate_order(
                link=found.link, mark=int(mark) if mark in set("12345") else 0, words=given.get("words", ""), at=now
            ),
            "write": lambda: services.answer_as_resident(link=found.link, text=given.get("text", ""), at=now),
        },
    )


def _context(request: HttpRequest, found: WorkOrder, outcome: Outcome) -> dict[str, Any]:
    state = state_of_order(found)
    lines = {line.stage: line for line in stages_of(found, state, promises_of(found))}
    return {
        "order": found,
        "kind": KINDS[found.kind],
        "phase": PHASES[state.phase],
        "stops": [_stop(state, name, lines) for name in _SHOWN if name in lines],
        "comments": comments_of(found, resident=True),
        "files": files_of(found, resident=True),
        "rating": getattr(found, "rating", None),
        "rates": state.phase in ENDED - {Phase.CANCELLED} and getattr(found, "rating", None) is None,
        "writes": state.phase is not Phase.CANCELLED,
        "marks": [(5, _("very satisfied")), (4, _("rather satisfied")), (3, _("so-so")), (2, _("dissatisfied")),
                  (1, _("very dissatisfied"))],
        "given": request.POST,
        "told": outcome.told,
        **public_page(request),
    }  # fmt: skip


def _stop(state: OrderState, name: StageName, lines: Any) -> dict[str, Any]:
    """Return a stop on the way of an order: what was promised, and when it was reached."""
    words = {
        StageName.RESPOND: _("We answer"),
        StageName.ARRIVE: _("Somebody comes"),
        StageName.FINISH: _("It is done"),
    }
    return {"name": words[name], "due": lines[name].due, "done": lines[name].finished}
