"""Rounds in lists: my own of today, those that pass a point, and all of them for who leads the work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import Round
from guicheng.apps.operations.selectors.estates import estates_visible_to
from guicheng.apps.operations.selectors.rounds.rounds import (
    RoundStanding,
    RoundWish,
    my_rounds,
    points_within,
    round_counts,
    rounds_at_point,
    rounds_wanted,
    standing_of,
)
from guicheng.domain.targets.checklist_line import Theme
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.rounds import STANDINGS, THEMES, face_of

_PAGE: Final = 50
_DAY: Final = timedelta(days=1)
_DONE: Final = frozenset({RoundStanding.DONE, RoundStanding.LATE})


def mine(request: HttpRequest) -> HttpResponse:
    """Show what somebody walks today: what is to do first, what is done last."""
    at = timezone.localtime()
    rows = my_rounds(actor_of(request), _midnight(at.date(), at))
    done = [row for row in rows if standing_of(row, at) in _DONE]
    context = {
        "todo": shown([row for row in rows if row not in done], at),
        "done": shown(done, at),
        "today": at,
        "crumbs": [crumbs.Crumb(_("My rounds"))],
    }
    return render(request, "web/rounds/mine.html", context)


def at_point(request: HttpRequest) -> HttpResponse:
    """Show the rounds that pass the point whose label was read; one alone is opened at once."""
    actor, code, at = actor_of(request), request.GET.get("code", "").strip()[:80], timezone.localtime()
    point, rows = rounds_at_point(actor, code, at) if code else (None, [])
    if point is not None and len(rows) == 1:
        return redirect(f"{reverse('round', args=[rows[0].occurrence])}?point={point.key}")
    context = {
        "code": code,
        "point": point,
        "choices": points_within(actor, code) if code and point is None else [],
        "rounds": shown(rows, at),
        "crumbs": [crumbs.Crumb(_("My rounds"), reverse("rounds")), crumbs.Crumb(_("Rounds at a point"))],
    }
    return render(request, "web/rounds/at_point.html", context)


def every(request: HttpRequest) -> HttpResponse:
    """Show the rounds that fit, with how many stand how."""
    actor, at = actor_of(request), timezone.localtime()
    asked = _asked(request, at)
    wish = RoundWish(
        unit=asked["unit"],
        since=_midnight(asked["since"], at),
        until=_midnight(asked["until"], at) + _DAY,
        theme=asked["theme"],
        failed=asked["failed"],
    )
    counts = round_counts(rounds_wanted(actor, wish, at), at)
    rows = rounds_wanted(actor, wish.standing_so(asked["standing"]), at)
    begin = asked["page"] * _PAGE
    found = list(rows[begin : begin + _PAGE + 1])
    query = request.GET.copy()
    query["page"] = str(asked["page"] + 1)
    query_of = request.GET.copy()
    query_of.pop("page", None)
    query_of.pop("standing", None)
    context = {
        "rounds": shown(found[:_PAGE], at),
        "asked": asked,
        "more": f"?{query.urlencode()}" if len(found) > _PAGE else "",
        "units": estates_visible_to(actor),
        "themes": THEMES.items(),
        "counts": [(each.value, *STANDINGS[each], counts[each]) for each in STANDINGS],
        "rest": query_of.urlencode(),
        "crumbs": [crumbs.Crumb(_("Rounds of all"))],
    }
    return render(request, "web/rounds/every.html", context)


def shown(rows: Iterable[Round], at: datetime) -> list[dict[str, Any]]:
    """Return rounds as lists show them."""
    found = []
    for row in rows:
        word, icon, colour = face_of(row, at)
        late = at - row.end if row.end and row.finished_at is None and at >= row.end else None
        found.append({"row": row, "word": word, "icon": icon, "colour": colour, "late": late})
    return found


def _asked(request: HttpRequest, at: datetime) -> dict[str, Any]:
    given = request.GET
    page = given.get("page", "")
    since = _day(given.get("since", ""), at.date())
    standing, theme = given.get("standing", ""), given.get("theme", "")
    return {
        "unit": given.get("unit", "") if _is_key(given.get("unit", "")) else "",
        "since": since,
        "until": max(since, _day(given.get("until", ""), since if given.get("since") else at.date())),
        "standing": standing if standing in list(RoundStanding) else "",
        "theme": theme if theme in list(Theme) else "",
        "failed": given.get("failed") == "1",
        "page": int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 0,
    }


def _is_key(text: str) -> bool:
    return len(text) == 36 and all(sign in "0123456789abcdef-" for sign in text) and text.count("-") == 4


def _day(text: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if 2000 <= found.year <= 2100 else otherwise


def _midnight(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time.min, tzinfo=at.tzinfo)
