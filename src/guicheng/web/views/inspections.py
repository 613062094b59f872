"""Inspections in a list and as a workbook; one inspection with its score, its signature, and as it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.reports.table import table_book
from guicheng.apps.assessment.models import Finding, Inspection, InspectionKind, InspectionState
from guicheng.apps.assessment.selectors.inspection_results import Came, came_to, photo_of_inspection
from guicheng.apps.assessment.selectors.inspections import (
    CARRY_OUT,
    INDEPENDENT,
    PLAN,
    InspectionWish,
    finding_visible_to,
    findings_visible_to,
    inspection_visible_to,
    inspections_wanted,
    sees_visitor,
)
from guicheng.apps.assessment.selectors.inspectors import inspectors_for
from guicheng.apps.assessment.services.inspecting import carrying_out, following, settling
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import NonconformityFilter, nonconformities_visible_to
from guicheng.apps.operations.selectors.estates import estates_visible_to
from guicheng.apps.organization.actors import Actor
from guicheng.apps.platform.readings import begin_of_month
from guicheng.usecases.follow_up_finding import SOURCE, nonconformity_of_finding, with_findings_left
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.field_photos import field_photo
from guicheng.web.inspection_page import sample_words, sections_of, shown, state_of, total_of
from guicheng.web.inspection_words import KINDS, MORE_STATES, OF, SAMPLES, STATES, points

_PAGE: Final = 50
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Inspections”."""
    return [crumbs.Crumb(_("Inspections"), reverse("inspections") if steps else ""), *steps]


def index(request: HttpRequest) -> HttpResponse:
    """Show the inspections that fit, the latest first."""
    actor, asked = actor_of(request), _asked(request)
    begin = asked["page"] * _PAGE
    rows = list(_wanted(actor, asked)[begin : begin + _PAGE + 1])
    query = request.GET.copy()
    query["page"] = str(asked["page"] + 1)
    context = {
        "inspections": shown(rows[:_PAGE], timezone.now()),
        "asked": asked,
        "more": f"?{query.urlencode()}" if len(rows) > _PAGE else "",
        "query": request.GET.urlencode(),
        "units": estates_visible_to(actor),
        "kinds": KINDS.items(),
        "states": [*((code, word) for code, (word, _icon, _colour) in STATES.items()), *MORE_STATES.items()],
        "of": OF.items(),
        "may_plan": actor.may_anywhere(PLAN),
        "crumbs": way(),
    }
    return render(request, "web/inspections/index.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """Send what was found on the inspections that fit, one finding a row, as a workbook."""
    wanted = _wanted(actor_of(request), _asked(request))
    rows = findings_visible_to(actor_of(request)).filter(inspection__in=wanted.order_by().values("pk"))
    head = [
        _("Inspection"), _("Kind"), _("Estate"), _("Begun at"), _("Score"), _("Section of the sheet"), _("Line"),
        _("Place"), _("Findings"), _("Points off"), _("Clause"), _("Edition"), _("Sentence"),
    ]  # fmt: skip
    lines = (
        (
            row.inspection.title, str(KINDS[row.inspection.kind]), row.unit.name, _day(row.inspection.started_at),
            points(row.inspection.score["total"]), row.section, row.text, row.item, row.count, points(row.points),
            row.citation, row.edition, row.sentence,
        )
        for row in rows.order_by("inspection__begin", "pk")
    )  # fmt: skip
    response = HttpResponse(table_book(_("Findings"), head, lines), content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="inspections.xlsx"'
    return response


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show an inspection; take its begin, its end, its signature and what follows from it."""
    row = inspection_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, row)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(_after(request, row, outcome.value))
    return render(
        request, "web/inspections/inspection.html", _context(request, row, outcome.told), status=outcome.status
    )


def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Show the report of an inspection as it is printed, with lines to sign."""
    row = inspection_visible_to(actor_of(request), key)
    context = _context(request, row, ())
    found = [each for section in context["sections"] for each in section.lost]
    return render(request, "web/inspections/report.html", {**context, "found": found})


def finding(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the inspection that found something, where it stands there."""
    found = finding_visible_to(actor_of(request), key)
    return redirect(f"{reverse('inspection', args=[found.inspection.key])}#f-{found.key}")


def photo(request: HttpRequest, key: str, sha256: str) -> HttpResponse:
    """Send a photo of an inspection; small where there is a small one and ``size=small`` asks for it."""
    found = photo_of_inspection(actor_of(request), key, sha256)
    return field_photo(request, found)


def _acts(request: HttpRequest, row: Inspection) -> dict[str, Any]:
    said = request.POST
    about: dict[str, Any] = {"actor": actor_of(request), "at": timezone.now()}
    finding = said.get("finding", "")[:40]
    return {
        "assign": lambda: carrying_out.assign_inspection(key=row.key, person_key=said.get("person", ""), **about),
        "start": lambda: carrying_out.start_inspection(key=row.key, **about),
        "present": lambda: settling.present_inspection(key=row.key, **about),
        "sign": lambda: settling.sign_inspection(
            key=row.key, name=said.get("name", ""), objection=said.get("objection", ""), **about
        ),
        "order": lambda: following.order_of_finding(key=finding, **about),
        "mend": lambda: nonconformity_of_finding(key=finding, **about),
    }


def _after(request: HttpRequest, row: Inspection, value: Any) -> str:
    """Return where somebody goes on: whoever began walks the round."""
    if request.POST.get("act") == "start" and value.round is not None:
        return reverse("round", args=[value.round.occurrence])
    return reverse("inspection", args=[row.key])


def _context(request: HttpRequest, row: Inspection, told: tuple[str, ...]) -> dict[str, Any]:
    actor, came = actor_of(request), _came(row)
    kept = {each.address: each for each in row.findings.select_related("order")} if row.score else {}
    word, icon, colour = state_of(row, timezone.now())
    mine = actor.person is not None and row.inspector_id == actor.person.pk
    may_plan = actor.may(PLAN, row.company if row.kind in INDEPENDENT else row.unit)
    planned = row.state == InspectionState.PLANNED
    return {
        "inspection": row,
        "kind": KINDS[row.kind],
        "word": word,
        "icon": icon,
        "colour": colour,
        "sections": sections_of(came, kept, _mended(request, kept)) if came else (),
        "total": total_of(row, came),
        "full": points(came.content.full) if came else "",
        "band": came.score.band if came else None,
        "vetoes": came.score.vetoes if came else (),
        "extra": points(came.score.extra) if came and came.score.extra else "",
        "sample": row.sample,
        "sampled": SAMPLES.get(row.sample.get("of", ""), ""),
        "says": sample_words(came.sample) if came else None,
        "signature": getattr(row, "signature", None),
        "finished": bool(row.round and row.round.finished_at),
        "mine": mine,
        "sees_visitor": sees_visitor(actor, row),
        "sees_round": row.round is not None and actor.may("field.read", row.round.unit),
        "may_start": planned and actor.may(CARRY_OUT, row.unit),
        "may_assign": planned and may_plan,
        "may_sign": row.state == InspectionState.TO_SIGN and not mine and actor.may(CARRY_OUT, row.unit),
        "may_report": actor.may("orders.report", row.unit),
        "may_mend": actor.may("improvement.work", row.unit),
        "people": inspectors_for(actor, row) if planned and may_plan else (),
        "said": request.POST,
        "told": told,
        "printed_at": timezone.localtime(),
        "crumbs": way(crumbs.Crumb(row.title)),
    }


def _mended(request: HttpRequest, kept: Mapping[str, Finding]) -> dict[str, Nonconformity]:
    """Return the nonconformities that were opened of findings, by the key of the finding."""
    if not kept:
        return {}
    rows = nonconformities_visible_to(actor_of(request), NonconformityFilter(source=SOURCE))
    found = rows.filter(source_key__in=[str(each.key) for each in kept.values()])
    return {each.source_key: each for each in found}


def _came(row: Inspection) -> Came | None:
    return came_to(row) if row.round is not None else None


def _asked(request: HttpRequest) -> dict[str, Any]:
    given = request.GET
    number = given.get("page", "")
    kind, state, month = given.get("kind", ""), given.get("state", ""), given.get("month", "")
    of = given.get("of", "")
    return {
        "kind": kind if kind in InspectionKind.values else "",
        "state": state if state in {*InspectionState.values, *MORE_STATES} else "",
        "of": of if of in OF else "",
        "unit": given.get("unit", "") if _is_key(given.get("unit", "")) else "",
        "month": month if month_of(month) else "",
        "page": int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0,
    }


def _wanted(actor: Actor, asked: Mapping[str, Any]) -> QuerySet[Inspection]:
    since, until = month_of(asked["month"]) or (None, None)
    state = asked["state"]
    signed = begin_of_month(timezone.now()) if state == "signed_month" else None
    wish = InspectionWish(
        kind=asked["kind"],
        unit=asked["unit"],
        state="" if state in {"signed_month", "follow"} else state,
        since=since,
        until=until,
        mine=asked["of"] == "mine",
        signed_since=signed,
    )
    rows = inspections_wanted(actor, wish)
    return with_findings_left(rows) if state == "follow" else rows


def month_of(text: str) -> tuple[datetime, datetime] | None:
    """Return the first moment of a month such as 2026-11, and of the next; None for another text."""
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        first = None
    if first is None or first.year > 2200:
        return None
    following_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    zone = timezone.get_default_timezone()
    return datetime.combine(first, time.min, tzinfo=zone), datetime.combine(following_month, time.min, tzinfo=zone)


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _is_key(text: str) -> bool:
    return len(text) == 36 and text.replace("-", "").isalnum() and text.isascii()
