"""Downloads of drafts and editions, alone or many in one file."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import readings, selectors
from guicheng.usecases.take_sheet import files_of_drafts
from guicheng.web import draft_files
from guicheng.web.actor import actor_of
from guicheng.web.standards_list import ListWish, fitting
from guicheng.web.views.standards import show_list

#: Standards in one file.
_MOST: Final = 500


def draft_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Hand out the draft of a standard."""
    actor, day = actor_of(request), readings.day_of(timezone.now())
    if kind not in draft_files.KINDS:
        raise Http404
    rows = selectors.standard_rows(actor, [code], day=day)
    standard = rows[0].standard
    if kind == "md":
        # The one form that guicheng check reads and the page for editing takes back.
        (text,) = files_of_drafts([standard]).values()
        return draft_files.answer(text.encode("utf-8", "replace"), f"{standard.code} {standard.title}", kind)
    return draft_files.answer(draft_files.drafts_file(rows, kind, day=day), f"{standard.code} {standard.title}", kind)


def edition_file(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """Hand out an edition, word for word as it was published."""
    edition = selectors.edition_visible_to(actor_of(request), code, number)
    if kind not in draft_files.KINDS:
        raise Http404
    data = draft_files.edition_file(edition, list(selectors.edition_clauses(edition)), kind)
    name = _("{code} {title} edition {number}").format(code=edition.code, title=edition.title, number=number)
    return draft_files.answer(data, name, kind)


def standards_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the drafts of the standards that were ticked, or of all that fit the filters in the address."""
    actor, day, wish = actor_of(request), readings.day_of(timezone.now()), ListWish.of(request.GET)
    # One file, one standard: several in Markdown are a folder.
    kind = draft_files.FOLDER if kind == "md" else kind
    folder = kind == draft_files.FOLDER
    if not folder and kind not in draft_files.KINDS:
        raise Http404
    keys = request.POST.getlist("key")[:_MOST]
    if keys and request.POST.get("scope") != "all":
        rows = selectors.standard_rows(actor, keys, day=day)
    else:
        try:
            rows = fitting(actor, wish, day=day, count=_MOST + 1).rows
        except Unit.DoesNotExist as error:
            raise Http404 from error
    if sum(row.clauses for row in rows) > draft_files.MOST_CLAUSES or len(rows) > _MOST:
        most = _("One file holds at most {standards} standards and {clauses} clauses. Choose fewer.")
        return show_list(request, told=most.format(standards=_MOST, clauses=draft_files.MOST_CLAUSES))
    data = draft_files.folder_file(actor, rows, day=day) if folder else draft_files.drafts_file(rows, kind, day=day)
    return draft_files.answer(data, f"{_('Standards')} {day:%Y-%m-%d}", kind)
