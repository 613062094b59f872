"""Invitations to a survey, their links as a table, the code to scan and a notice to hang up."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from guicheng.adapters.clean_text import clean
from guicheng.adapters.qr import qr_svg
from guicheng.apps.research.models import Invitation, Survey
from guicheng.apps.research.readings.codes import token_of
from guicheng.apps.research.selectors.surveys import invitations_of, survey_visible_to
from guicheng.apps.research.services import invitations
from guicheng.apps.research.services.invitations import Invited
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.respondents import whole
from guicheng.web.views.processes import download
from guicheng.web.views.surveys import about, public_address, way_of

_PAGE: Final = 100


def survey_people(request: HttpRequest, key: str) -> HttpResponse:
    """List the invitations; invite people by address or on paper, take an invitation back."""
    found = survey_visible_to(actor_of(request), key)
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(
            request, {"invite": lambda: _invited(request, found), "revoke": lambda: _revoked(request, found)}
        )
        if not outcome.told:
            return redirect("survey_people", key=found.key)
    start = whole(request.GET.get("from", "")) or 0
    rows = list(invitations_of(found)[start : start + _PAGE + 1])
    context = {
        **about(request, found, "survey_people"),
        "rows": rows[:_PAGE],
        "start": start,
        "following": start + _PAGE if len(rows) > _PAGE else None,
        "earlier": max(0, start - _PAGE) if start else None,
        "segments": list(found.segments.all()),
        "told": outcome.told,
        "mail": bool(settings.EMAIL_HOST),
        "most": invitations.MOST_AT_ONCE,
        "crumbs": way_of(found, crumbs.Crumb(_("Invitations"))),
    }
    return render(request, "web/survey_people.html", context, status=outcome.status)


def _invited(request: HttpRequest, found: Survey) -> list[Invitation]:
    given = request.POST
    people = invitations.read_invited(given.get("people", ""))
    nameless = min(whole(given.get("count", "")) or 0, invitations.MOST_AT_ONCE)
    return invitations.invite(
        actor=actor_of(request),
        survey_key=found.key,
        people=[*people, *([Invited()] * nameless)],
        segment_key=given.get("segment", ""),
        at=timezone.now(),
    )


def _revoked(request: HttpRequest, found: Survey) -> None:
    invitations.revoke_invitation(
        actor=actor_of(request),
        survey_key=found.key,
        invitation_key=request.POST.get("invitation", ""),
        at=timezone.now(),
    )


def survey_links(request: HttpRequest, key: str) -> HttpResponse:
    """Give the links of all invitations as a table, for letters of one's own and codes on paper."""
    found = survey_visible_to(actor_of(request), key)
    text = StringIO()
    table = csv.writer(text)
    table.writerow([_("Name"), _("E-mail address"), _("Group"), _("Link of their own")])
    for row in invitations_of(found).iterator():
        link = request.build_absolute_uri(reverse("answer_invited", args=[found.link, token_of(row.key)]))
        table.writerow([_cell(row.name), _cell(row.address), _cell(row.segment.name if row.segment else ""), link])
    # The mark at its beginning has Excel read it as UTF-8.
    return download(("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8", f"{found.title}.csv")


def _cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    shown = clean(text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) else shown


def survey_code(request: HttpRequest, key: str) -> HttpResponse:
    """Give the code to scan as SVG."""
    found = survey_visible_to(actor_of(request), key)
    data = qr_svg(_address(request, found), title=found.title).encode()
    return HttpResponse(data, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})


def survey_notice(request: HttpRequest, key: str) -> HttpResponse:
    """Show a notice with the code, to be printed and hung up."""
    found = survey_visible_to(actor_of(request), key)
    address = _address(request, found)
    context: dict[str, Any] = {
        **about(request, found, "survey"),
        "address": address,
        "code": mark_safe(qr_svg(address, title=_("Code of the link"))),  # noqa: S308 - drawn by us, its title escaped
        "segments": list(found.segments.all()),
        "wanted": request.GET.get("g", ""),
        "crumbs": way_of(found, crumbs.Crumb(_("Notice with the code"))),
    }
    return render(request, "web/survey_notice.html", context)


def _address(request: HttpRequest, found: Survey) -> str:
    """Return the public address, with the group that somebody chose for this code."""
    wanted = request.GET.get("g", "")
    known = {str(each.key) for each in found.segments.all()} if wanted else set()
    return f"{public_address(request, found)}?g={wanted}" if wanted in known else public_address(request, found)
