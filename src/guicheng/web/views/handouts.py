"""Manuals, handbooks and notices: asked for, made in the background, fetched."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import handouts, readings, selectors, services
from guicheng.apps.standards.models import Edition, Handout, Standard
from guicheng.apps.standards.selectors import handouts as found_handouts
from guicheng.usecases.ask_for_document import ask_for_document
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.handouts import FORMS, KINDS, PAPERS, UNDER_WAY, HandoutLine, wish_of

Subject = Standard | Edition | Unit


def of_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Have the draft of a standard as a document."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    rows = found_handouts.handouts_about(actor_of(request), standard_id=standard.pk)
    title = f"{standard.code} {standard.title}"
    way = crumbs.standards(crumbs.Crumb(title, reverse("standard", args=[standard.code])), crumbs.Crumb(_page()))
    posts = found_handouts.posts_in(standard.clauses.all())
    return _answer(request, standard, rows=rows, way=way, posts=posts, title=title, grades=standard.grades or ())


def of_edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have an edition as a document."""
    edition = selectors.edition_visible_to(actor_of(request), code, number)
    rows = found_handouts.handouts_about(actor_of(request), edition_id=edition.pk)
    title = f"{edition.code} {edition.title}"
    own = reverse("edition", args=[edition.standard.code, number])
    way = crumbs.in_force(crumbs.Crumb(title, own), crumbs.Crumb(_page()))
    posts = found_handouts.posts_in(selectors.edition_clauses(edition))
    told = _("Edition {number}").format(number=number)
    return _answer(
        request, edition, rows=rows, way=way, posts=posts, title=f"{title} · {told}", grades=edition.grades or ()
    )


def of_unit(request: HttpRequest, key: str) -> HttpResponse:
    """Have all that holds at a unit as one document."""
    unit = selectors.unit_within(actor_of(request), key, "standards.read_published")
    rows = found_handouts.handouts_about(actor_of(request), unit=unit)
    way = [
        crumbs.Crumb(_("Organization"), reverse("organization")),
        crumbs.Crumb(unit.name, reverse("unit", args=[unit.key])),
        crumbs.Crumb(_page()),
    ]
    posts = found_handouts.posts_at(unit, day=readings.day_of(timezone.now()))
    return _answer(
        request, unit, rows=rows, way=way, posts=posts, title=unit.name, grades=found_handouts.grades_at(unit)
    )


def file(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a document that is ready."""
    found = found_handouts.handout_visible_to(actor_of(request), key)
    content = found_handouts.handout_content(found)
    disposition = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=handouts.CONTENT_TYPES[found.form], headers=headers)


def _page() -> str:
    return _("Manuals and notices")


def _answer(
    request: HttpRequest,
    subject: Subject,
    *,
    rows: Sequence[Handout],
    way: list[crumbs.Crumb],
    posts: Sequence[str],
    title: str,
    grades: Sequence[str],
) -> HttpResponse:
    outcome = _asked(request, subject) if request.method == "POST" else NOTHING
    if outcome.value is not None:
        return redirect(request.path)
    lines = [HandoutLine.of(row) for row in rows]
    context = {
        "subject_title": title,
        "is_draft": isinstance(subject, Standard),
        "lines": lines,
        "under_way": any(line.state in UNDER_WAY for line in lines),
        "kinds": KINDS,
        "forms": FORMS,
        "papers": PAPERS,
        "posts": posts,
        "grades": grades,
        "given": request.POST,
        "told": outcome.told,
        "days": services.KEPT.days,
        "crumbs": way,
    }
    part = request.headers.get("HX-Request") == "true" and request.GET.get("rows")
    template = "web/parts/handout_rows.html" if part else "web/handouts.html"
    return render(request, template, context, status=outcome.status)


def _asked(request: HttpRequest, subject: Subject) -> Outcome:
    actor, wish, now = actor_of(request), wish_of(request.POST.dict()), timezone.now()
    return attempt(request, {"ask": lambda: ask_for_document(actor=actor, subject=subject, wish=wish, at=now)})
