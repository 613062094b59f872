"""The demonstration company: loaded by whoever has the set-up key, watched while it is told, and removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from guicheng.adapters.setup_key import is_setup_key
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import any_company
from guicheng.apps.organization.selectors import demonstration as found_demonstration
from guicheng.apps.organization.services.accounts import first_password
from guicheng.domain.values import GuichengError
from guicheng.usecases.demonstration import CHAPTERS, begin_loading, how_far, remove_demonstration
from guicheng.web.actor import actor_of

_UNPROCESSABLE, _TOO_MANY = 422, 429
_PAGE: Final = "web/demonstration.html"


def demonstration(request: HttpRequest) -> HttpResponse:
    """Load the demonstration company for whoever has the set-up key, and let its administrator remove it."""
    context = _context(request)
    if request.method != "POST":
        return render(request, _PAGE, context)
    if not ratelimit.consume(request, action="setup"):
        context["told"] = [_("That was too often. Wait a minute, then try once more.")]
        return render(request, _PAGE, context, status=_TOO_MANY)
    company: Unit | None = context["company"]
    if company is None:
        return _load(request, context)
    if not context["removes"]:
        raise Http404
    remove_demonstration(company=company, actor=actor_of(request), at=timezone.now())
    request.session.flush()
    return redirect("home")


def progress(request: HttpRequest) -> JsonResponse:
    """Tell how far the loading is, for the page that shows it."""
    context = _context(request)
    return JsonResponse(
        {
            "state": "reading" if context["under_way"] else "ready",
            "done": context["done"],
            "total": context["total"],
            "sentence": context["chapter"],
        }
    )


def _context(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows.

    Raises:
        Http404: A real company is here, and the demonstration is none of theirs who asks.
    """
    actor, company, far = actor_of(request), found_demonstration(), how_far()
    fresh = not any_company()
    removes = company is not None and actor.may("organization.manage", company)
    if not removes and not fresh:
        raise Http404
    under_way = company is not None and far.done < len(CHAPTERS)
    broken = [_("The loading broke off. Nothing of it is left; load it anew.")]
    return {
        "crumbs": [],
        "told": broken if far.broke_off and company is None else [],
        "company": company,
        "removes": removes,
        "offered": company is None,
        "under_way": under_way,
        "done": far.done,
        "total": len(CHAPTERS),
        "chapter": CHAPTERS[far.done][0].render(_) if under_way else "",
    }


def _load(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Have the company loaded and show its password, this once."""
    if not is_setup_key(settings.HOME, request.POST.get("key", "")):
        context["told"] = [
            _("The set-up key does not fit. It stands where the service was started, and in the data folder.")
        ]
        return render(request, _PAGE, context, status=_UNPROCESSABLE)
    now, password = timezone.now(), first_password()
    try:
        loaded = begin_loading(last=localdate(now) - timedelta(days=1), password=password, at=now)
    except GuichengError as error:
        context["told"] = [error.message.render(_)]
        return render(request, _PAGE, context, status=_UNPROCESSABLE)
    context |= {"offered": False, "company": loaded.company, "password": password, "usernames": loaded.usernames}
    return render(request, _PAGE, context)
