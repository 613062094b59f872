"""What somebody was told, and how they want to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.notices.models import Notice
from guicheng.apps.notices.selectors.own import choices_of, notices_of, unread_count, wish_of
from guicheng.apps.notices.services import own
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.notice_words import PACES, WAYS, kind_choices, kind_name, time_of

_PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in its reader's language."""

    key: str
    title: str
    text: str
    kind: str
    unit: str
    at: datetime
    path: str
    unread: bool
    urgent: bool

    @classmethod
    def of(cls, row: Notice) -> Line:
        """Show a notice."""
        happening = row.happening
        text = happening.text_message
        return cls(
            str(row.key),
            happening.title_message.render(_),
            text.render(_) if text else "",
            kind_name(happening.kind),
            str(happening.unit.name),
            happening.at,
            happening.path,
            row.read_at is None,
            happening.urgent,
        )


def notices(request: HttpRequest) -> HttpResponse:
    """Show what the reader was told, the newest first; open one, mark them as read."""
    actor = actor_of(request)
    if request.method == "POST":
        return _read(request)
    unread, kind = request.GET.get("what") != "all", request.GET.get("kind", "")
    page = Paginator(notices_of(actor, kind=kind, unread=unread), _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [Line.of(row) for row in page],
        "unread": unread,
        "count": unread_count(actor),
        "kind": kind,
        "kinds": kind_choices(),
        "crumbs": [crumbs.Crumb(_("Notices"))],
    }
    return render(request, "web/notices/list.html", context)


def _read(request: HttpRequest) -> HttpResponse:
    """Mark notices as read; a single one leads to its page."""
    actor, keys = actor_of(request), request.POST.getlist("key")
    own.read_notices(actor=actor, keys=keys or None, at=timezone.now())
    if len(keys) == 1 and (row := notices_of(actor).filter(key=keys[0]).first()):
        # The path is one that this service wrote itself; it never leaves the service.
        return redirect(row.happening.path)
    return redirect("notices")


def settings(request: HttpRequest) -> HttpResponse:
    """Choose how often letters come, when none does, and which kinds come by which way."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(f"{reverse('notice_settings')}?done=1")
    wish, given = wish_of(actor.person), request.POST if outcome.told else {}
    context = {
        "wish": wish,
        "quiet_from": given.get("quiet_from") or (f"{wish.quiet_from:%H:%M}" if wish.quiet_from else ""),
        "quiet_to": given.get("quiet_to") or (f"{wish.quiet_to:%H:%M}" if wish.quiet_to else ""),
        "paces": PACES.items(),
        "ways": WAYS.items(),
        "choices": [(each.kind, each.kind.title.render(_), each.way) for each in choices_of(actor.person)],
        "has_address": bool(actor.person and actor.person.email),
        "done": "done" in request.GET,
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Notices"), reverse("notices")), crumbs.Crumb(_("My notices"))],
    }
    return render(request, "web/notices/settings.html", context, status=outcome.status)


def _acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    ways = {name.removeprefix("way-"): given[name] for name in given if name.startswith("way-")}
    begin, end = time_of(given.get("quiet_from", "")), time_of(given.get("quiet_to", ""))
    return {
        "letters": lambda: own.choose_letters(actor=actor, letters=given.get("letters", ""), at=now),
        "quiet": lambda: own.choose_quiet(actor=actor, begin=begin, end=end, at=now),
        "ways": lambda: own.choose_ways(actor=actor, ways=ways, at=now),
    }
