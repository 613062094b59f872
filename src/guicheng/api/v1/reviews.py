"""Reviews of standards: which are due because of what, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import reviews as shapes
from guicheng.apps.improvement.models import Review
from guicheng.apps.improvement.selectors.review_reasons import Reason
from guicheng.apps.improvement.selectors.reviews import Reviewed, reason_of, review_of, reviews
from guicheng.apps.improvement.selectors.revisions import Opened, revisions_of
from guicheng.apps.improvement.services.reviews import keep_standard, revise_after_review

calls: Final = Calls("reviews")
_READ: Final = "standards.read"


@calls.get("/reviews", needs=_READ, answer=shapes.Reviews, summary="List reviews of standards")
def list_reviews(request: HttpRequest) -> dict[str, Any]:
    """Return the standards in force within reach, those that something asks to review first."""
    return {"items": [_head(each) for each in reviews(actor_of(request), day=timezone.localdate())]}


@calls.get("/reviews/{code}", needs=_READ, answer=shapes.ReviewWhole, summary="See the review of a standard")
def see_review(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return what asks for the review of a standard, with what its figures were counted of, and what was done."""
    return _whole(request, code)


@calls.write(
    "POST",
    "/reviews/{code}",
    needs="standards.edit",
    answer=shapes.ReviewWhole,
    status=201,
    summary="Note the review of a standard",
    refuses=("not-a-nonconformity", "archived"),
)
def note_review(request: HttpRequest, code: Path[str], body: shapes.ReviewIn) -> dict[str, Any]:
    """Note that a standard was reviewed: it stays as it is, or a revision is opened. For people, not for tokens."""
    actor = actor_of(request)
    found = review_of(actor, code, day=timezone.localdate())
    acts: dict[str, Callable[..., Review]] = {"keep": keep_standard, "revise": revise_after_review}
    acts[body.act](actor=actor, key=found.standard.key, because=body.because, next_on=body.next_on, at=timezone.now())
    return _whole(request, code)


def _whole(request: HttpRequest, code: str) -> dict[str, Any]:
    found = review_of(actor_of(request), code, day=timezone.localdate())
    return {
        **_head(found),
        "past": [_past(each) for each in found.past],
        "revisions": [_revision(each) for each in revisions_of(found.standard)],
    }


def _head(found: Reviewed) -> dict[str, Any]:
    return {
        "standard": found.standard.code,
        "title": found.standard.title,
        "edition": found.edition.number,
        "next_on": found.next_on,
        "reasons": [_reason(each) for each in found.reasons],
    }


def _reason(each: Reason) -> dict[str, Any]:
    opens = [{"kind": one.kind, "words": one.words, "keys": list(one.keys)} for one in each.opens]
    return {"kind": each.kind, "text": each.message.render(gettext), "clauses": each.clauses, "counted_of": opens}


def _past(row: Review) -> dict[str, Any]:
    return {
        "at": row.at,
        "by": row.by_name,
        "because": row.because,
        "revised": row.revision_id is not None,
        "reasons": [reason_of(each).message.render(gettext) for each in row.reasons],
    }


def _revision(each: Opened) -> dict[str, Any]:
    row = each.revision
    return {
        "at": row.at,
        "by": row.by_name,
        "reason": row.reason,
        "citation": row.citation,
        "evidence": [one.called for one in each.evidence],
        "edition": each.became,
    }
