"""One nonconformity: what was found, why, how it is mended, whether that lasted; and the notice on paper."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guicheng.apps.improvement.handouts import made_notice
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import (
    VERIFY,
    WORK,
    is_owner,
    nonconformity_visible_to,
    same_clause_elsewhere,
)
from guicheng.apps.improvement.selectors.revisions import revisions_for
from guicheng.apps.improvement.services import judging, mending, revising
from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.orders.finding import posts_for_orders
from guicheng.apps.operations.services.photos import LARGEST
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.attainment.mending import MOST_WHYS, Act, NotMendedError, Stand, possible
from guicheng.domain.values.message import _ as said
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.acting import Act as Do
from guicheng.web.actor import actor_of
from guicheng.web.mending_page import measured_of, photo_answer, told_of, way
from guicheng.web.mending_words import ROOTS, SEVERITIES, chosen

_FORMS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def nonconformity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a nonconformity; do something about it."""
    actor = actor_of(request)
    now, outcome = timezone.now(), NOTHING
    found = nonconformity_visible_to(actor, key, at=now)
    if request.method == "POST":
        outcome = attempt(request, _acts(request, actor, found))
        if not outcome.told:
            return redirect("nonconformity", key=found.key)
        found = nonconformity_visible_to(actor, key, at=now)
    context = told_of(found, at=now) | _asked(request, actor, found, outcome) | measured_of(actor, found)
    if found.source_kind == "inspection" and not actor.may("inspections.read", found.unit):
        context["source_address"] = ""
    context["crumbs"] = way(crumbs.Crumb(found.called))
    return render(request, "web/improvement/nonconformity.html", context, status=outcome.status)


def printed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the notice to mend (整改通知单) for a sheet of paper, with lines to sign on."""
    now = timezone.now()
    found = nonconformity_visible_to(actor_of(request), key, at=now)
    context = told_of(found, at=now)
    there = crumbs.Crumb(found.called, reverse("nonconformity", args=[found.key]))
    context["crumbs"] = [*way(there), crumbs.Crumb(_("Print"))]
    return render(request, "web/improvement/print.html", context)


def notice(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Send the notice to mend as a Word file or PDF, in the reader's language."""
    if kind not in _FORMS:
        raise Nonconformity.DoesNotExist
    found = nonconformity_visible_to(actor_of(request), key)
    content = made_notice(found, form=kind, language=get_language() or "zh-hans", at=timezone.now())
    response = HttpResponse(content, content_type=_FORMS[kind])
    name = f"{_('Notice to mend')} {found.called}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def photo(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """Show a photo of a nonconformity."""
    found = nonconformity_visible_to(actor_of(request), key)
    return photo_answer(one(found.photos.all(), file), small=request.GET.get("size") == "small")


def _acts(request: HttpRequest, actor: Actor, found: Nonconformity) -> dict[str, Do]:
    given = request.POST
    rev = given.get("rev", "")
    named: dict[str, Any] = {"actor": actor, "key": found.key, "at": timezone.now(), "write_key": given.get("key", "")}
    moved = {**named, "rev": int(rev) if rev.isascii() and rev.isdigit() and len(rev) < 9 else None}
    reason, words = given.get("reason", ""), given.get("words", "")
    return {
        Act.ASSIGN: lambda: mending.assign_nonconformity(
            owner=given.get("owner", ""), post=given.get("post", ""), days=_number(given.get("days", "")), **moved
        ),
        Act.GRADE: lambda: mending.grade_nonconformity(severity=given.get("severity", ""), reason=reason, **moved),
        Act.CAUSE: lambda: mending.find_cause(whys=_whys(given), root=given.get("root", ""), **moved),
        Act.PLAN: lambda: mending.plan_mending(
            correction=given.get("correction", ""), action=given.get("action", ""), **moved
        ),
        Act.PHOTO: lambda: mending.add_photo(data=_sent(request), after=given.get("after") == "yes", **named),
        Act.FINISH: lambda: mending.finish_mending(words=words, **moved),
        Act.RETURN: lambda: judging.return_mending(reason=reason, **moved),
        Act.VERIFY: lambda: judging.verify_mending(check_on=_day(given.get("check_on", "")), words=words, **moved),
        Act.EFFECT: lambda: judging.judge_effect(lasts=given.get("lasts") == "yes", words=words, **moved),
        Act.VOID: lambda: judging.void_nonconformity(reason=reason, **moved),
        Act.REVISE: lambda: revising.revise_for(reason=reason, **moved),
    }


def _asked(request: HttpRequest, actor: Actor, found: Nonconformity, outcome: Outcome) -> dict[str, Any]:
    """Return what the reader of the page can do."""
    given, can = request.POST, {each.value for each in possible(Stand(found.stand))}
    works = actor.may(WORK, found.unit)
    mends = works or is_owner(actor, found)
    person = actor.person.pk if actor.person else 0
    judges = actor.may(VERIFY, found.unit) and person not in {found.owner_id, found.finished_by_id}
    again = given if outcome.told else {}
    elsewhere = list(same_clause_elsewhere(actor, found)[:100])
    return {
        "works": works,
        "mends": mends,
        "judges": judges,
        "can": can,
        "revises": Act.REVISE.value in can and found.standard is not None and actor.may_anywhere("standards.edit"),
        "people": colleagues_at(found.unit) if works and Act.ASSIGN.value in can else [],
        "posts": posts_for_orders(actor) if works and Act.ASSIGN.value in can else [],
        "severities": chosen(SEVERITIES, found.proposed or found.severity),
        "roots": chosen(ROOTS, again.get("root", found.root)),
        "levels": _levels(found, again),
        "elsewhere": elsewhere,
        "estates": len({each.unit_id for each in elsewhere}),
        "opened": revisions_for(found),
        "given": given,
        "told": outcome.told,
        "key": secrets.token_hex(8),
    }


def _levels(found: Nonconformity, again: Any) -> list[dict[str, Any]]:
    """Return the five levels of the form, as they were sent or as they are kept."""
    levels = []
    for place in range(1, MOST_WHYS + 1):
        kept = found.whys[place - 1] if place <= len(found.whys) else {"text": "", "evidence": ""}
        text, shown = again.get(f"why-{place}", kept["text"]), again.get(f"shown-{place}", kept["evidence"])
        levels.append({"place": place, "text": text, "evidence": shown})
    return levels


def _whys(given: Any) -> list[tuple[str, str]]:
    return [(given.get(f"why-{place}", ""), given.get(f"shown-{place}", "")) for place in range(1, MOST_WHYS + 1)]


def _sent(request: HttpRequest) -> bytes:
    sent = request.FILES.get("photo")
    if sent is None:
        raise NotMendedError(said("Choose a photo."), field="photo")
    return bytes(sent.read(LARGEST + 1))


def _number(text: str) -> int | None:
    """Return a number that a form sent; None for an empty field, 0 for what is none."""
    told = text.strip()
    if not told:
        return None
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0


def _day(text: str) -> date | None:
    """Return a day that a form sent, None for an empty field.

    Raises:
        NotMendedError: It is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotMendedError(
            said("“{said}” is no day. Write it like 2026-12-31.", said=text[:20]), field="check_on"
        ) from error
