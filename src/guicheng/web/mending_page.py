"""A nonconformity as its page and its paper show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.adapters.photo_store import StoreFailedError
from guicheng.apps.improvement.models import Nonconformity, NonconformityPhoto
from guicheng.apps.improvement.selectors.clauses import newer_of
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.selectors.mended import effect_of_mending
from guicheng.apps.improvement.selectors.nonconformities import acts_of, photos_of
from guicheng.apps.improvement.services.photos import mending_photos, small_mending_photos
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.mending import Stand
from guicheng.web import crumbs
from guicheng.web.effect_words import effect_told
from guicheng.web.mending_words import (
    ADVICE,
    ROOTS,
    SEVERITIES,
    SOURCES,
    lines_of,
    severity_chip,
    source_address,
    stand_chip,
)


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Nonconformities”."""
    return [crumbs.Crumb(_("Nonconformities"), reverse("nonconformities") if steps else ""), *steps]


def told_of(row: Nonconformity, *, at: datetime) -> dict[str, Any]:
    """Return what page and paper say of a nonconformity at a moment: two queries."""
    photos = photos_of(row)
    return {
        "row": row,
        "stand": stand_chip(row),
        "severity": severity_chip(row.severity),
        "proposed": SEVERITIES.get(row.proposed, ""),
        "due": last_day_of(row),
        "root": ROOTS.get(row.root, ""),
        "advice": ADVICE.get(row.root, ""),
        "source": SOURCES.get(row.source_kind, row.source_kind),
        "source_address": source_address(row),
        "before": [each for each in photos if not each.after],
        "after": [each for each in photos if each.after],
        "lines": list(lines_of(acts_of(row))),
        "is_open": row.stand == Stand.OPEN,
        "late": row.stand == Stand.OPEN and row.due_at < at,
        "newer": newer_of(row),
    }


def measured_of(actor: Actor, row: Nonconformity) -> dict[str, Any]:
    """Return what the figures say of a mending, empty where they say nothing: two queries."""
    found = effect_of_mending(actor, row) if actor.may_anywhere("attainment.read") else None
    return {"measured": {**effect_told(found.effect), "again": found.again}} if found else {}


def photo_answer(photo: NonconformityPhoto, *, small: bool) -> HttpResponse:
    """Return the bytes of a photo; the small one where it is asked for and there."""
    made = small_mending_photos().read(photo.kept) if small else None
    try:
        data = mending_photos().read(photo.kept) if made is None else made
    except StoreFailedError as error:
        raise NonconformityPhoto.DoesNotExist from error
    response = HttpResponse(data, content_type=photo.media if made is None else "image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = "inline"
    return response
