"""The tree, posts and people from a workbook: all of it, or nothing and remarks in the same workbook."""

from __future__ import annotations

import base64
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.organization_sheet import organization_template
from guicheng.apps.organization import services
from guicheng.apps.organization.services import ImportResult
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.sentences import in_a_row
from guicheng.web.views.organization import way

_FORBIDDEN, _UNPROCESSABLE = 403, 422
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Remarks shown on the page; the workbook holds all of them.
_SHOWN: Final = 50
_COUNTS: Final = {
    "units_added": gettext_lazy("Units added"),
    "units_changed": gettext_lazy("Units changed"),
    "posts_added": gettext_lazy("Posts added"),
    "posts_changed": gettext_lazy("Posts changed"),
    "people_added": gettext_lazy("People added"),
    "people_changed": gettext_lazy("People changed"),
    "placements_added": gettext_lazy("Posts given"),
    "roles_granted": gettext_lazy("Roles granted"),
    "hours_set": gettext_lazy("Duty hours set"),
}


def organization_import(request: HttpRequest) -> HttpResponse:
    """Take a workbook, and show what was written or what is wrong with which row."""
    told, result, status = "", None, 200
    if request.method == "POST":
        try:
            told, result = _imported(request)
            status = _UNPROCESSABLE if told or (result and result.errors) else status
        except NotAllowedError as error:
            told, status = error.message.render(_), _FORBIDDEN
        except GuichengError as error:
            told, status = error.message.render(_), _UNPROCESSABLE
    context = {
        "told": [told] if told else [],
        "result": result,
        "counts": _counts(result),
        "errors": _errors(result),
        # The marked workbook goes back with the page, since nothing of a refused import is kept.
        "workbook": base64.b64encode(result.workbook).decode() if result and result.workbook else "",
        "sheet": _SHEET,
        "crumbs": way(crumbs.Crumb(_("Import from Excel"))),
    }
    return render(request, "web/organization_import.html", context, status=status)


def _imported(request: HttpRequest) -> tuple[str, ImportResult | None]:
    file = request.FILES.get("file")
    if file is None:
        return _("Choose the workbook first, then import it."), None
    result = services.import_organization(
        actor=actor_of(request), data=file.read(), name=str(file.name), at=timezone.now(), translate=_
    )
    return "", result


def _counts(result: ImportResult | None) -> list[tuple[str, int]]:
    if result is None or result.errors:
        return []
    return [(str(name), result.counts[key]) for key, name in _COUNTS.items() if result.counts.get(key)]


def _errors(result: ImportResult | None) -> list[tuple[str, int, str]]:
    errors = result.errors[:_SHOWN] if result else ()
    return [(each.sheet, each.row, in_a_row(message.render(_) for message in each.messages)) for each in errors]


def sheet(_request: HttpRequest) -> HttpResponse:
    """Send an empty workbook with headings and explanations."""
    response = HttpResponse(organization_template(_), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="organization.xlsx"'
    return response
