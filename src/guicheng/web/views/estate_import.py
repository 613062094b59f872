"""An estate from a workbook: all of it, or nothing and remarks in the same workbook."""

from __future__ import annotations

import base64
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.estate_sheet import estate_template
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.services.ground_import import import_estate
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services import ImportResult
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import tabs, way
from guicheng.web.sentences import in_a_row

_FORBIDDEN, _UNPROCESSABLE = 403, 422
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Remarks shown on the page; the workbook holds all of them.
_SHOWN: Final = 50
_COUNTS: Final = {
    "places_written": gettext_lazy("Buildings and places"),
    "points_written": gettext_lazy("Patrol points"),
    "equipment_written": gettext_lazy("Equipment"),
    "posts_written": gettext_lazy("Posts filled"),
    "shifts_written": gettext_lazy("Shifts"),
    "rosters_written": gettext_lazy("Rosters"),
    "crews_written": gettext_lazy("People in crews"),
}


def estate_import(request: HttpRequest, key: str) -> HttpResponse:
    """Take a workbook, and show what was written or what is wrong with which row."""
    unit = estate_visible_to(actor_of(request), key)
    told, result, status = "", None, 200
    if request.method == "POST":
        try:
            told, result = _imported(request, unit)
            status = _UNPROCESSABLE if told or (result and result.errors) else status
        except NotAllowedError as error:
            told, status = error.message.render(_), _FORBIDDEN
        except GuichengError as error:
            told, status = error.message.render(_), _UNPROCESSABLE
    errors = result.errors[:_SHOWN] if result else ()
    context = {
        "unit": unit,
        "told": [told] if told else [],
        "result": result,
        "counts": [(str(name), result.counts[each]) for each, name in _COUNTS.items() if result.counts.get(each)]
        if result
        else [],
        "errors": [(each.sheet, each.row, in_a_row(said.render(_) for said in each.messages)) for each in errors],
        # The marked workbook goes back with the page, since nothing of a refused import is kept.
        "workbook": base64.b64encode(result.workbook).decode() if result and result.workbook else "",
        "sheet": _SHEET,
        "tabs": tabs(unit, ""),
        "crumbs": way(unit, crumbs.Crumb(_("Import from Excel"))),
    }
    return render(request, "web/estate_import.html", context, status=status)


def _imported(request: HttpRequest, unit: Unit) -> tuple[str, ImportResult | None]:
    file = request.FILES.get("file")
    if file is None:
        return _("Choose the workbook first, then import it."), None
    result = import_estate(
        actor=actor_of(request),
        unit_key=unit.key,
        data=file.read(),
        name=str(file.name),
        at=timezone.now(),
        translate=_,
    )
    return "", result


def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Send an empty workbook with headings and explanations."""
    estate_visible_to(actor_of(request), key)
    response = HttpResponse(estate_template(_), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="estate.xlsx"'
    return response
