"""The evidence log: events, one event with its proof, photos, packs to give out."""

from __future__ import annotations

import tempfile
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.exports import write_pack
from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors import chain, events
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.domain.evidence import proves
from guicheng.domain.evidence.chain import link_of, record_hash
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.evidence import (
    FLAGS,
    GRADES,
    KINDS,
    WHY,
    Asked,
    clock_told,
    content_of,
    day_of,
    line_of,
    lines_of,
    moment,
)
from guicheng.web.field_photos import field_photo

_PAGE = 50


def log(request: HttpRequest) -> HttpResponse:
    """Show the events that fit, the newest in the chain first."""
    actor, asked = actor_of(request), Asked.of(request.GET)
    if asked.values["unit"] and not _is_key(asked.values["unit"]):
        asked.values["unit"] = ""
    found = list(events.events_wanted(actor, asked.wish())[: _PAGE + 1])
    shown = found[:_PAGE]
    wider = [name for name in Asked.NAMES if name != "before" and asked.values[name]]
    context = {
        "lines": lines_of(shown),
        "asked": asked.values,
        "kinds": KINDS.items(),
        "units": units_visible_to(actor)
        .filter(actor.within("evidence.read", ""), archived_at__isnull=True)
        .order_by("path"),
        "older": asked.address(before=str(shown[-1].seq)) if len(found) > _PAGE else "",
        "narrowed": bool(wider),
        "today": timezone.localdate(),
        "crumbs": [crumbs.Crumb(_("Evidence log"))],
    }
    return render(request, "web/evidence.html", context)


def event(request: HttpRequest, event: str) -> HttpResponse:
    """Show one event: what it says, its grade, what was raised, its place in the chain."""
    row = events.event_visible_to(actor_of(request), event)
    photos = events.photos_of([row])
    line = line_of(row, frozenset(photos))
    proof = chain.proof_of(row)
    context = {
        "row": row,
        "line": line,
        "grade": GRADES.get(line.grade, ""),
        "content": content_of(row),
        "clock": clock_told(row),
        "received": moment(row.received_ms),
        "flags": [(FLAGS[each.flag], WHY[each.flag], each.other) for each in row.flags.all()],
        "photos": [(sent, photos.get(sent)) for sent in events.event_of(row).photos],
        "proof": proof,
        "proved": proof is not None and proves(proof[1], row.link, proof[0].root),
        "stamp": proof[0].stamp if proof else None,
        "unaltered": _is_unaltered(row, proof[0] if proof else None),
        "crumbs": [crumbs.Crumb(_("Evidence log"), reverse("evidence")), crumbs.Crumb(str(line.what))],
    }
    return render(request, "web/evidence_event.html", context)


def _is_unaltered(row: FieldEvent, day: chain.Day | None) -> bool:
    """Tell whether the link of an event follows from the one before and from all that is kept of it."""
    if day is not None and row.seq > day.first:
        before = day.links[row.seq - day.first - 1]
    else:
        before = chain.link_before(row.company, row.seq)
    return link_of(before, row.seq, record_hash(chain.record_of_event(row))) == str(row.link)


def photo(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send a photo as it is kept, or small where ``size=small`` asks for that and there is a small one."""
    found = events.photo_visible_to(actor_of(request), sha256)
    return field_photo(request, found)


def pack(request: HttpRequest) -> FileResponse:
    """Send what was received on some days, with the verifier."""
    today = timezone.localdate()
    since = day_of(request.GET.get("since", "")) or today
    until = day_of(request.GET.get("until", "")) or today
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        write_pack(file, actor=actor_of(request), since=since, until=until)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"evidence-{since}-{until}.zip", content_type="application/zip"
    )


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
