"""Editions: published, read on any day, compared, withdrawn."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.clause_json import differences_json
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import approval as shapes
from guicheng.api.v1.shapes import history
from guicheng.api.v1.shapes.parts import Number, Wanted
from guicheng.api.v1.standards import today
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Edition, EditionClause
from guicheng.usecases.publish_edition import publish_edition as publish

calls = Calls("editions")
_READ = "standards.read_published"


@calls.get(
    "/editions/in-force",
    needs=_READ,
    answer=shapes.EditionsInForce,
    summary="List the editions in force on a day",
    refuses=("bad-cursor",),
)
def list_in_force(request: HttpRequest, wanted: Query[shapes.InForceWanted]) -> dict[str, Any]:
    """Return the edition of each standard within reach that is in force on a day, by code."""
    day = wanted.day or today()
    page = selectors.published_standards_visible_to(
        actor_of(request), day=day, words=wanted.words, unit=wanted.unit, cursor=wanted.cursor, count=PAGE
    )
    return {"items": [_head(row) for row in page.rows], "next": page.next, "total": page.total, "day": day}


@calls.get(
    "/standards/{code}/editions", needs=_READ, answer=shapes.Editions, summary="List editions", refuses=("bad-cursor",)
)
def list_editions(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the editions of a standard, newest first."""
    standard = selectors.published_visible_to(actor_of(request), code)
    found, following = page_of(selectors.editions_of(standard), wanted.cursor, falling=True)
    return {"items": [_head(edition) for edition in found], "next": following}


@calls.write(
    "POST",
    "/standards/{code}/editions",
    needs="standards.publish",
    answer=shapes.EditionWhole,
    status=201,
    summary="Publish an edition",
    refuses=("not-approved", "content-changed", "findings-stand", "not-as-wanted", "archived"),
)
def publish_edition(request: HttpRequest, code: Path[str], body: shapes.EditionIn) -> dict[str, Any]:
    """Publish the approved draft of a standard as its next edition. For people, not for tokens."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    made = publish(
        actor=actor,
        standard_key=standard.key,
        effective_from=body.effective_from,
        note=body.note,
        at=timezone.now(),
    )
    return _whole(selectors.edition_visible_to(actor, str(standard.key), made.number))


@calls.get("/standards/{code}/in-force", needs=_READ, answer=shapes.EditionWhole, summary="See the edition in force")
def edition_in_force(request: HttpRequest, code: Path[str], wanted: Query[shapes.DayWanted]) -> dict[str, Any]:
    """Return the edition of a standard that is in force on a day, word for word; absent where none is."""
    actor = actor_of(request)
    standard = selectors.published_visible_to(actor, code)
    found = selectors.edition_in_force(standard, wanted.day or today())
    if found is None:
        raise ObjectDoesNotExist
    return _whole(selectors.edition_visible_to(actor, str(standard.key), found.number))


@calls.get("/standards/{code}/editions/{number}", needs=_READ, answer=shapes.EditionWhole, summary="See an edition")
def see_edition(request: HttpRequest, code: Path[str], number: Path[Number]) -> dict[str, Any]:
    """Return an edition, word for word as it was published."""
    return _whole(selectors.edition_visible_to(actor_of(request), code, number))


@calls.get(
    "/standards/{code}/editions/{older}/to/{newer}",
    needs=_READ,
    answer=history.Differences,
    summary="Compare two editions",
    refuses=("bad-cursor",),
)
def compare_editions(
    request: HttpRequest, code: Path[str], older: Path[Number], newer: Path[Number], wanted: Query[Wanted]
) -> dict[str, Any]:
    """Return what became of each clause from one edition to another, with the words marked."""
    actor = actor_of(request)
    first = selectors.edition_visible_to(actor, code, older)
    second = selectors.edition_visible_to(actor, code, newer)
    return differences_json(selectors.edition_difference(first, second), wanted.cursor)


@calls.write(
    "POST",
    "/standards/{code}/editions/{number}/withdraw",
    needs="standards.withdraw",
    answer=shapes.Edition,
    summary="Withdraw an edition",
    refuses=("withdrawn", "not-as-wanted", "archived"),
)
def withdraw_edition(
    request: HttpRequest, code: Path[str], number: Path[Number], body: shapes.WithdrawalIn
) -> dict[str, Any]:
    """Take an edition out of force; what it replaced does not come back. For people, not for tokens."""
    actor = actor_of(request)
    edition = selectors.edition_visible_to(actor, code, number)
    services.withdraw_edition(actor=actor, edition_key=edition.key, reason=body.reason, on=body.on, at=timezone.now())
    return _head(selectors.edition_visible_to(actor, code, number))


def _head(found: Edition) -> dict[str, Any]:
    withdrawal = getattr(found, "withdrawal", None)
    return {
        "standard": found.code,
        "number": found.number,
        "title": found.title,
        "content_hash": found.content_hash,
        "effective_from": found.effective_from,
        "note": found.note,
        "published_at": found.published_at,
        "published_by": told(found.published_by),
        "withdrawn_on": withdrawal.withdrawn_on if withdrawal else None,
    }


def _whole(found: Edition) -> dict[str, Any]:
    return {
        **_head(found),
        "parameters": found.parameters,
        "whole": selectors.edition_is_whole(found),
        "clauses": [_clause(each) for each in selectors.edition_clauses(found)],
    }


def _clause(each: EditionClause) -> dict[str, Any]:
    names = ("kind", "level", "number", "text", "elements", "echo", "confirmed")
    return {"key": str(each.key), **{name: getattr(each, name) for name in names}}
