"""Packs of evidence: asked for of one order, case, round or task, looked after, fetched."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import DisputePack
from guicheng.apps.operations.selectors import packs as found_packs
from guicheng.apps.operations.selectors.disputes.subjects import Subject, subject_visible_to
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of

_PAGE: Final = 30
#: Kind of what a pack is about → its word, and the name of its page.
KINDS: Final[dict[str, tuple[str | Promise, str]]] = {
    "order": (gettext_lazy("Work order"), "order"),
    "case": (gettext_lazy("Case"), "case"),
    "round": (gettext_lazy("Round"), "round"),
    "task": (gettext_lazy("Task"), ""),
}
_STATES: Final = {
    "waiting": (gettext_lazy("Being made"), "is-waiting"),
    "working": (gettext_lazy("Being made"), "is-waiting"),
    "ready": (gettext_lazy("Ready"), "is-ok"),
    "refused": (gettext_lazy("Not made"), "is-warning"),
}


def packs(request: HttpRequest) -> HttpResponse:
    """List the packs within reach, the newest first."""
    rows = found_packs.packs_visible_to(actor_of(request))
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, KINDS[row.kind][0], _STATES[row.state]) for row in page],
        "crumbs": _way(),
    }
    return render(request, "web/packs/list.html", context)


def new(request: HttpRequest, about: str, occurrence: str) -> HttpResponse:
    """Ask for a pack of one order, case, round or task."""
    actor = actor_of(request)
    found = subject_visible_to(actor, about, occurrence)
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, {"ask": lambda: _ask(request, about, occurrence)})
        if not outcome.told:
            return redirect("pack", key=outcome.value.key)
    earlier = found_packs.packs_visible_to(actor).filter(occurrence=found.occurrence)
    context: dict[str, Any] = {
        "subject": found,
        "kind": KINDS[found.kind][0],
        "there": _page_of(found),
        "holds": actor.may("evidence.keep", found.unit),
        "reveals": actor.may("people.reveal", found.unit),
        "earlier": [(row, KINDS[row.kind][0], _STATES[row.state]) for row in earlier[:10]],
        "given": request.POST,
        "told": outcome.told,
        "crumbs": _way(crumbs.Crumb(found.name)),
    }
    return render(request, "web/packs/new.html", context, status=outcome.status)


def _ask(request: HttpRequest, about: str, occurrence: str) -> DisputePack:
    given = request.POST
    wish = PackWish(
        given.get("case", ""),
        given.get("reason", ""),
        reveal=given.get("reveal") == "yes",
        hold=given.get("hold") == "yes",
    )
    return ask_for_pack(actor=actor_of(request), kind=about, key=occurrence, wish=wish, at=timezone.now())


def pack(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far a pack is, its hashes, and how it is checked."""
    row = found_packs.pack_visible_to(actor_of(request), key)
    name = KINDS[row.kind][1]
    context = {
        "pack": row,
        "kind": KINDS[row.kind][0],
        "state": _STATES[row.state],
        "there": reverse(name, args=[row.subject]) if name else "",
        "refusal": row.refusal.render(_) if row.refusal else "",
        "command": f"python verify.py pack.zip --hash {row.statements}",
        "under_way": row.state in {"waiting", "working"},
        "crumbs": _way(crumbs.Crumb(row.name)),
    }
    return render(request, "web/packs/pack.html", context)


def zip_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the zip file of a pack."""
    row = found_packs.pack_visible_to(actor_of(request), key)
    return _sent(found_packs.pack_content(row), "application/zip", f"pack-{row.statements[:8]}.zip")


def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Send the PDF file of a pack."""
    row = found_packs.pack_visible_to(actor_of(request), key)
    return _sent(found_packs.pack_paper(row), "application/pdf", f"pack-{row.statements[:8]}.pdf")


def _sent(data: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=content_type, headers=headers)


def _page_of(subject: Subject) -> str:
    name = KINDS[subject.kind][1]
    return reverse(name, args=[subject.key]) if name else ""


def _way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    return [crumbs.Crumb(_("Evidence packs"), reverse("packs") if steps else ""), *steps]
