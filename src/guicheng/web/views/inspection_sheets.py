"""Scoring sheets, and the page on which one is written: the server adds the points up each time it is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.assessment.models import InspectionSheet
from guicheng.apps.assessment.readings.inspection_sheets import Content, content_of
from guicheng.apps.assessment.selectors import inspection_sheets as selectors
from guicheng.apps.assessment.selectors.inspections import PLAN
from guicheng.apps.assessment.services.inspecting import sheets
from guicheng.apps.assessment.services.inspecting.sheet_rules import PartAsked, RowAsked, SheetAsked
from guicheng.apps.assessment.services.inspecting.sheets import OwnLine
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.domain.attainment.inspecting.sheet import faults_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.inspection_words import VETOES, points
from guicheng.web.views.inspections import way


def index(request: HttpRequest) -> HttpResponse:
    """Show the sheets of the company; begin one."""
    actor = actor_of(request)
    outcome = attempt(request, {"begin": lambda: _begin(request)}) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect("inspection_sheet", key=outcome.value.key)
    context = {
        "sheets": [(row, len(content_of(row.draft).rows)) for row in selectors.sheets_visible_to(actor)],
        "may_plan": _may_write(request),
        "said": request.POST,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Scoring sheets"))),
    }
    return render(request, "web/inspections/sheets.html", context, status=outcome.status)


def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a sheet with what it adds up to; take changes, and put it in force."""
    row = selectors.sheet_visible_to(actor_of(request), key)
    outcome = attempt(request, _acts(request, row)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("inspection_sheet", key=row.key)
    return render(request, "web/inspections/sheet.html", _context(request, row, outcome), status=outcome.status)


def _context(request: HttpRequest, row: InspectionSheet, outcome: Outcome) -> dict[str, Any]:
    content, said = content_of(row.draft), request.POST if outcome.told else {}
    day, may = timezone.localdate(), _may_write(request)
    used = selectors.version_in_use(row)
    now = selectors.today(content, None, day, row.company_id)
    return {
        "sheet": row,
        "parts": _parts(content, said),
        "sum": points(content.sheet.sum),
        "full": points(content.full),
        "faults": [fault.render(_) for fault in faults_of(content.sheet)],
        "bonuses": said.get("bonuses") or "\n".join(f"{each.name} {points(each.points)}" for each in content.bonuses),
        "bonus_cap": said.get("bonus_cap") or points(content.bonus_cap),
        "bands": said.get("bands")
        or "\n".join(f"{points(each.since)} {each.name} {points(each.payout * 100)}%" for each in content.bands),
        "vetoes": VETOES.items(),
        "version": used,
        "changed": used is not None and used.content != row.draft,
        "gone": now.gone,
        "missing": now.missing,
        "editions": selectors.editions_of_company(row.company_id, day) if may else (),
        "may_write": may,
        "said": said,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(_("Scoring sheets"), reverse("inspection_sheets")), crumbs.Crumb(row.title)),
    }


def _parts(content: Content, said: Any) -> list[dict[str, Any]]:
    """Return the sections with the values of their fields: what was typed, where that was refused."""
    parts, place = [], 0
    for number, part in enumerate(content.parts):
        rows = []
        for row in part.rows:
            place += 1
            typed = f"row-{row.key}-"
            rows.append(
                {
                    "row": row,
                    "place": place,
                    "points": said.get(f"{typed}points", points(row.points)),
                    "each": said.get(f"{typed}each", "" if row.each is None else points(row.each)),
                    "cap": said.get(f"{typed}cap", "" if row.cap is None else points(row.cap)),
                    "veto": said.get(f"{typed}veto", row.veto.value if row.veto else ""),
                }
            )
        sum_of_rows = sum((row.points for row in part.rows), part.points * 0)
        parts.append(
            {
                "number": number,
                "name": said.get(f"part-{number}-name", part.name),
                "points": said.get(f"part-{number}-points", points(part.points)),
                "cap": said.get(f"part-{number}-cap", "" if part.cap is None else points(part.cap)),
                "sum": points(sum_of_rows),
                "whole": sum_of_rows == part.points,
                "rows": rows,
            }
        )
    return parts


def _acts(request: HttpRequest, row: InspectionSheet) -> dict[str, Any]:
    said = request.POST
    about: dict[str, Any] = {"actor": actor_of(request), "key": row.key, "at": timezone.now()}
    number = said.get("revision", "")
    revision = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
    return {
        "save": lambda: sheets.save_draft(revision=revision, asked=_asked(request, row), **about),
        "take": lambda: sheets.take_over(standards=said.getlist("standard"), **about),
        "add": lambda: sheets.add_line(own=OwnLine(said.get("section", ""), LineAsked(said.get("text", ""))), **about),
        "share": lambda: sheets.share_draft(**about),
        "renew": lambda: sheets.renew_draft(**about),
        "force": lambda: sheets.put_in_force(revision=revision, **about),
    }


def _asked(request: HttpRequest, row: InspectionSheet) -> SheetAsked:
    said, content = request.POST, content_of(row.draft)
    parts = [
        PartAsked(*(said.get(f"part-{number}-{name}", "") for name in ("name", "points", "cap")))
        for number in range(len(content.parts))
    ]
    rows = {each.key: _row_asked(request, each.key) for each in content.rows if f"row-{each.key}-points" in said}
    return SheetAsked(
        title=said.get("title", ""),
        full=said.get("full", ""),
        parts=parts,
        rows=rows,
        bonuses=said.get("bonuses"),
        bonus_cap=said.get("bonus_cap", ""),
        bands=said.get("bands"),
    )


def _row_asked(request: HttpRequest, key: str) -> RowAsked:
    said = {name: request.POST.get(f"row-{key}-{name}", "") for name in RowAsked.__dataclass_fields__}
    return RowAsked(
        points=said["points"],
        each=said["each"],
        cap=said["cap"],
        veto=said["veto"],
        counted=bool(said["counted"]),
        sampled=bool(said["sampled"]),
        out=bool(said["out"]),
    )


def _begin(request: HttpRequest) -> InspectionSheet:
    return sheets.begin_sheet(actor=actor_of(request), title=request.POST.get("title", ""), at=timezone.now())


def _may_write(request: HttpRequest) -> bool:
    """Tell whether somebody plans for all of the company; a menu, the service decides."""
    actor = actor_of(request)
    return actor.person is not None and actor.may(PLAN, actor.person.company)
