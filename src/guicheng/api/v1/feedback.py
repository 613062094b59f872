"""Records of what customers said, and the themes in them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Path, Query
from ninja.files import UploadedFile

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import voices as shapes
from guicheng.apps.research import services
from guicheng.apps.research.models import Feedback
from guicheng.apps.research.selectors.feedback import FeedbackWish, feedback_by_key, feedback_visible_to, themes_of
from guicheng.apps.research.services import FeedbackPlan

calls = Calls("feedback")
_READ, _EDIT = "research.read", "research.edit"


@calls.get("/feedback", needs=_READ, answer=shapes.FeedbackRecords, summary="List records", refuses=("bad-cursor",))
def list_feedback(request: HttpRequest, wanted: Query[shapes.FeedbackWanted]) -> dict[str, Any]:
    """Return the records within reach that fit, the latest that were taken in first."""
    wish = FeedbackWish(**wanted.model_dump(exclude={"cursor"}))
    rows = feedback_visible_to(actor_of(request), wish)
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": _records(found), "next": following}


# Before the address of one record, which would take it for a key.
@calls.write(
    "POST",
    "/feedback/import",
    needs=_EDIT,
    answer=shapes.FeedbackImported,
    summary="Import records from Excel",
    refuses=("file-refused",),
)
def import_feedback(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Take the records of a workbook in, or none of them and a remark beside each row that is wrong."""
    told = services.import_feedback(
        actor=actor_of(request),
        data=file.read(),
        name=file.name or "-",
        today=timezone.localdate(),
        at=timezone.now(),
        translate=gettext,
    )
    faults = [{"sheet": each.sheet, "row": each.row, "sentence": each.message.render(gettext)} for each in told.faults]
    counts = {"added": told.added, "known": told.known, "covered": told.covered}
    return {**counts, "to_mend": faults, "workbook": base64.b64encode(told.workbook).decode()}


@calls.get("/feedback/{key}", needs=_READ, answer=shapes.FeedbackRecord, summary="See a record")
def see_feedback(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one record, its marks of people covered."""
    return _records([feedback_by_key(actor_of(request), key)])[0]


@calls.write(
    "POST",
    "/feedback",
    needs=_EDIT,
    answer=shapes.FeedbackRecord,
    status=201,
    summary="Take a record in",
    refuses=("not-as-wanted", "taken", "archived"),
)
def add_feedback(request: HttpRequest, body: shapes.FeedbackIn) -> dict[str, Any]:
    """Take a record in; phone numbers, rooms, plates and names with titles are covered before anything is kept."""
    rating = "" if body.rating is None else str(body.rating)
    plan = FeedbackPlan(body.kind, body.received_on, body.text, rating, body.outside)
    made = services.add_feedback(
        actor=actor_of(request),
        unit_key=body.unit,
        plan=plan,
        today=timezone.localdate(),
        at=timezone.now(),
        group_key=body.group,
    )
    return _records([made])[0]


@calls.write("PUT", "/feedback/{key}/themes", needs=_EDIT, answer=shapes.FeedbackRecord, summary="Sort a record")
def sort_feedback(request: HttpRequest, key: Path[str], body: shapes.FeedbackSorted) -> dict[str, Any]:
    """Say whose a record is and which themes it speaks of; that stands above the words found in it."""
    row = services.sort_feedback(
        actor=actor_of(request), key=key, group_key=body.group, theme_keys=body.themes, at=timezone.now()
    )
    return _records([row])[0]


@calls.ask(
    "/feedback/{key}/original",
    needs="people.reveal",
    answer=shapes.InFull,
    summary="See a record in full",
    refuses=("not-as-wanted",),
)
def reveal_feedback(request: HttpRequest, key: Path[str], body: shapes.WhyInFull) -> dict[str, Any]:
    """Return the words as they came; each time the audit keeps who saw them and why."""
    text = services.reveal_feedback(actor=actor_of(request), key=key, reason=body.reason, at=timezone.now())
    return {"text": text}


@calls.write("DELETE", "/feedback/{key}", needs=_EDIT, answer=None, summary="Delete a record")
def delete_feedback(request: HttpRequest, key: Path[str]) -> None:
    """Delete a record for good; demands lose it as a source."""
    services.delete_feedback(actor=actor_of(request), key=key, at=timezone.now())


def _records(rows: Sequence[Feedback]) -> list[dict[str, Any]]:
    themes = themes_of(list(rows))
    return [_record(row, [link.theme for link in themes.get(row.pk, ())]) for row in rows]


def _record(row: Feedback, themes: Sequence[Any]) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("kind", "received_on", "text", "covered", "rating", "outside")}
    return {
        "key": str(row.key),
        "unit": named(row.unit),
        "group": named(row.group),
        "themes": [named(theme) for theme in themes],
        **plain,
    }


def named(row: Any) -> dict[str, str] | None:
    """Return a thing by key and name; None for nothing."""
    return None if row is None else {"key": str(row.key), "name": row.name}
