"""A draft as a workbook for editing, and the edited workbook taken back."""

from __future__ import annotations

import base64
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings.difference import marks
from guicheng.domain.standard.rows import RowChange
from guicheng.usecases.convert_standards import Rows
from guicheng.usecases.take_sheet import sheet_of_draft, take_sheet
from guicheng.web import draft_files
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.differences import VERDICTS, marked
from guicheng.web.sentences import in_a_row
from guicheng.web.views.standard import fetch
from guicheng.web.views.standard_sheet import way
from guicheng.web.wording import Word

_UNPROCESSABLE = 422
#: Changes and refused rows shown on the page; the workbook holds all of the latter.
_SHOWN: Final = 100


def clause_rows(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a draft is edited in Excel; take an edited workbook and tell what it changed and what was refused."""
    standard = fetch(request, code)
    outcome = _brought(request, standard) if request.method == "POST" else NOTHING
    rows: Rows | None = outcome.value
    faults = rows.taken.faults if rows else {}
    context = {
        "standard": standard,
        "told": outcome.told,
        "rows": rows,
        "changes": [_line(each) for each in rows.taken.changes[:_SHOWN]] if rows else [],
        "faults": [(number, in_a_row(each.render(_) for each in faults[number])) for number in sorted(faults)[:_SHOWN]],
        "workbook": base64.b64encode(rows.returned(_)).decode()
        if rows and rows.sheet.raw and (faults or rows.taken.changes)
        else "",
        "sheet": draft_files.EXCEL,
        "remove": bool(request.POST.get("remove")),
        "crumbs": way(standard, _("Edit in Excel")),
    }
    status = _UNPROCESSABLE if faults else outcome.status
    return render(request, "web/clause_rows.html", context, status=status)


def clause_rows_file(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the workbook for editing."""
    standard = fetch(request, code)
    data = sheet_of_draft(actor=actor_of(request), standard_key=standard.key, translate=_)
    return draft_files.answer(data, f"{standard.code} {standard.title} {_('for editing')}", "xlsx")


def _brought(request: HttpRequest, standard: Standard) -> Outcome:
    file, wanted, at = request.FILES.get("file"), bool(request.POST.get("remove")), timezone.now()
    name, data = (str(file.name), file.read()) if file else ("", b"")
    return attempt(
        request,
        {
            "take": lambda: take_sheet(
                actor=actor_of(request), standard_key=standard.key, name=name, data=data, at=at, remove=wanted
            )
        },
    )


def _line(change: RowChange) -> tuple[Word, str, SafeString]:
    """Return what a row changed: the word for it, the number of the clause, its words with the changes marked."""
    part = change.after or change.before
    before, after = (each.text if each else "" for each in (change.before, change.after))
    return VERDICTS[change.what], part.number if part else "", marked(marks(before, after))
