"""The approval of a draft: sent, agreed to or returned, reminded of, and published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import people_visible_to
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Standard, Submission
from guicheng.apps.standards.selectors.editions import changes_for_approval
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.usecases.publish_edition import publish_edition
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.differences import DifferenceLine
from guicheng.web.views.standard import fetch

_FORBIDDEN, _UNPROCESSABLE = 403, 422


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far the approval of a draft is, and take what somebody decides."""
    found, told, status = fetch(request, code), "", 200
    if request.method == "POST":
        try:
            _act(request, found)()
        except (Submission.DoesNotExist, Person.DoesNotExist) as error:
            raise Http404 from error
        except GuichengError as error:
            told, status = error.message.render(_), _FORBIDDEN if isinstance(error, NotAllowedError) else _UNPROCESSABLE
        else:
            return redirect("approval", code=code)
    return render(request, "web/approval.html", _context(request, found, told), status=status)


def _context(request: HttpRequest, found: Standard, told: str) -> dict[str, object]:
    actor, running = actor_of(request), selectors.open_submission(found)
    view = selectors.submission_view(running, actor) if running else None
    differences, beside = changes_for_approval(found)
    lines = [DifferenceLine.of(each, beside=each.key in beside) for each in differences]
    people = people_visible_to(actor).filter(is_active=True)[:200] if actor.may_anywhere("people.read") else []
    title = f"{found.code} {found.title}"
    return {
        "standard": found,
        "view": view,
        "differences": [line for line in lines if line.changed],
        "people": people,
        "may_submit": actor.may("standards.submit", found.unit),
        "may_publish": actor.may("standards.publish", found.unit),
        "earlier": selectors.submissions_of(found)[:20],
        "today": timezone.localdate(),
        "told": told,
        "given": request.POST,
        "crumbs": crumbs.standards(crumbs.Crumb(title, f"/standards/{found.code}/"), crumbs.Crumb(_("Approval"))),
    }


def _act(request: HttpRequest, found: Standard) -> Callable[[], Any]:
    """Return what a form asks for."""
    actor, now, given = actor_of(request), timezone.now(), request.POST
    running = selectors.open_submission(found)
    key = str(running.key) if running else ""
    comment, people = given.get("comment", ""), given.getlist("person")
    acts: dict[str, Callable[[], Any]] = {
        "submit": lambda: services.submit(
            actor=actor, standard_key=found.key, note=given.get("note", ""), copies=people, at=now
        ),
        "approve": lambda: services.approve(
            actor=actor, submission_key=key, comment=comment, seen_hash=given.get("seen", ""), at=now
        ),
        "return": lambda: services.return_submission(actor=actor, submission_key=key, comment=comment, at=now),
        "withdraw": lambda: services.withdraw_submission(actor=actor, submission_key=key, at=now),
        "remind": lambda: services.remind(actor=actor, submission_key=key, at=now),
        "add": lambda: services.add_approver(actor=actor, submission_key=key, person_key="".join(people[:1]), at=now),
        "copy": lambda: services.copy_submission(actor=actor, submission_key=key, person_keys=people, at=now),
        "publish": lambda: publish_edition(
            actor=actor, standard_key=found.key, effective_from=_day(given.get("day", "")), at=now
        ),
    }
    act = acts.get(given.get("act", ""))
    if act is None:
        raise Http404
    return act


def _day(text: str) -> date:
    """Return the day of a form; what is no day counts as today, the earliest there may be."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
