"""Records of what customers said: listed, taken in, sorted, looked at in full for a reason, deleted."""

from __future__ import annotations

import base64
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.feedback_sheet import feedback_template
from guicheng.apps.research import services
from guicheng.apps.research.models import Feedback
from guicheng.apps.research.selectors.feedback import FeedbackWish, feedback_by_key, feedback_visible_to, themes_of
from guicheng.apps.research.services import FeedbackImport
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.comparing import day_of_form
from guicheng.web.voices import (
    FEEDBACK_KINDS,
    MARKS,
    further,
    group_choices,
    pairs,
    start_of,
    theme_choices,
    units_to_read,
    units_to_write,
)

_PAGE: Final = 50
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Remarks shown on the page; the workbook holds all of them.
_SHOWN: Final = 50


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Feedback”."""
    return [crumbs.Crumb(_("Feedback"), reverse("feedback") if steps else ""), *steps]


def feedback(request: HttpRequest) -> HttpResponse:
    """List the records that fit, and take one in."""
    actor, given = actor_of(request), request.POST
    outcome = attempt(request, {"add": lambda: _added(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Feedback):
        return redirect("feedback_record", key=outcome.value.key)
    wish, start = wish_of(request), start_of(request.GET)
    rows = feedback_visible_to(actor, wish)
    total = rows.count()
    shown = list(rows[start : start + _PAGE])
    themes = themes_of(shown)
    context = {
        "rows": [(row, FEEDBACK_KINDS[row.kind], themes.get(row.pk, ())) for row in shown],
        "total": total,
        "more": further(request.GET, start + _PAGE) if total > start + _PAGE else "",
        "wish": wish,
        "filtered": wish != FeedbackWish(),
        "kinds": pairs(FEEDBACK_KINDS),
        "themes": [("none", _("without a theme")), *theme_choices(actor)],
        "groups": group_choices(actor),
        "units": units_to_read(actor),
        "writable": units_to_write(actor),
        "today": timezone.localdate(),
        "told": outcome.told,
        "given": given,
        "crumbs": way(),
    }
    return render(request, "web/feedback.html", context, status=outcome.status)


def wish_of(request: HttpRequest) -> FeedbackWish:
    """Return which records an address asks for."""
    asked = request.GET
    return FeedbackWish(
        words=asked.get("q", "")[:100],
        kind=asked.get("kind", ""),
        theme=asked.get("theme", "")[:36],
        unit=asked.get("unit", "")[:36],
        group=asked.get("group", "")[:36],
        since=day_of_form(asked.get("since", "")),
        until=day_of_form(asked.get("until", "")),
    )


def _added(request: HttpRequest) -> Feedback:
    given = request.POST
    plan = services.FeedbackPlan(
        kind=given.get("kind", ""),
        received_on=day_of_form(given.get("received_on", "")),
        text=given.get("text", ""),
        rating=given.get("rating", ""),
        outside=given.get("outside", ""),
    )
    return services.add_feedback(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        plan=plan,
        today=timezone.localdate(),
        at=timezone.now(),
        group_key=given.get("group", ""),
    )


def record(request: HttpRequest, key: str) -> HttpResponse:
    """Show a record, say which themes it speaks of, or delete it."""
    found = feedback_by_key(actor_of(request), key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("feedback") if request.POST["act"] == "delete" else redirect("feedback_record", key=found.key)
    return _page(request, found, outcome)


def original(request: HttpRequest, key: str) -> HttpResponse:
    """Show a record in full, once, to whoever says why; the audit keeps the reason."""
    actor, given = actor_of(request), request.POST
    found = feedback_by_key(actor, key)
    reveal: dict[str, Act] = {
        "reveal": lambda: services.reveal_feedback(
            actor=actor, key=found.key, reason=given.get("reason", ""), at=timezone.now()
        )
    }
    outcome = attempt(request, reveal)
    return _page(request, found, outcome, original=outcome.value or "")


def _acts(request: HttpRequest, found: Feedback) -> dict[str, Act]:
    actor, given, now = actor_of(request), request.POST, timezone.now()
    return {
        "sort": lambda: services.sort_feedback(
            actor=actor,
            key=found.key,
            group_key=given.get("group", ""),
            theme_keys=given.getlist("theme"),
            at=now,
        ),
        "delete": lambda: services.delete_feedback(actor=actor, key=found.key, at=now),
    }


def _page(request: HttpRequest, found: Feedback, outcome: Outcome, **more: Any) -> HttpResponse:
    actor = actor_of(request)
    links = themes_of([found]).get(found.pk, [])
    context = {
        "record": found,
        "kind": FEEDBACK_KINDS[found.kind],
        "covered": [MARKS[mark] for mark in found.covered],
        "spoken": links,
        "chosen": {str(link.theme.key) for link in links},
        "group": str(found.group.key) if found.group else "",
        "themes": theme_choices(actor),
        "groups": group_choices(actor),
        "editable": actor.may("research.edit", found.unit),
        "may_open": actor.may("improvement.work", found.unit),
        "reveals": bool(found.original) and actor.may("people.reveal", found.unit),
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(f"{FEEDBACK_KINDS[found.kind]} {found.received_on:%Y-%m-%d}")),
        **more,
    }
    return render(request, "web/feedback_record.html", context, status=outcome.status)


def feedback_import(request: HttpRequest) -> HttpResponse:
    """Take a workbook of records, and show what was taken in or what is wrong with which row."""
    outcome = attempt(request, {"import": lambda: _imported(request)}) if request.method == "POST" else NOTHING
    result = outcome.value if isinstance(outcome.value, FeedbackImport) else None
    told = outcome.told
    if request.method == "POST" and not told and result is None:
        told = (_("Choose the workbook first, then import it."),)
    faults = result.faults[:_SHOWN] if result else ()
    context = {
        "told": told,
        "result": result,
        "faults": [(fault.sheet, fault.row, fault.message.render(_)) for fault in faults],
        # The marked workbook goes back with the page, since nothing of a refused import is kept.
        "workbook": base64.b64encode(result.workbook).decode() if result and result.workbook else "",
        "sheet": _SHEET,
        "crumbs": way(crumbs.Crumb(_("Import from Excel"))),
    }
    refused = bool(told or faults)
    status = outcome.status if outcome.status != 200 else 422 if refused else 200
    return render(request, "web/feedback_import.html", context, status=status)


def _imported(request: HttpRequest) -> FeedbackImport | None:
    file = request.FILES.get("file")
    if file is None:
        return None
    return services.import_feedback(
        actor=actor_of(request),
        data=file.read(),
        name=str(file.name),
        today=timezone.localdate(),
        at=timezone.now(),
        translate=_,
    )


def sheet(_request: HttpRequest) -> HttpResponse:
    """Send an empty workbook with headings and explanations."""
    response = HttpResponse(feedback_template(_), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="feedback.xlsx"'
    return response
