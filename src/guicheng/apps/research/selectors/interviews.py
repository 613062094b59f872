"""Interviews, the code book, and what coders made of quotes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.research.models import Code, Coding, Interview, Quote
from guicheng.apps.research.selectors.groups import READ


def interviews_visible_to(actor: Actor) -> QuerySet[Interview]:
    """Return the interviews within reach with ``said``, how many quotes each has, the latest first."""
    rows = Interview.objects.filter(actor.within(READ)).select_related("unit", "group")
    return rows.annotate(said=Count("quotes")).order_by("-held_on", "-pk")


def interview_visible_to(actor: Actor, key: str | UUID) -> Interview:
    """Return an interview.

    Raises:
        Interview.DoesNotExist: There is none within reach.
    """
    return one(interviews_visible_to(actor), key)


def quotes_visible_to(actor: Actor) -> QuerySet[Quote]:
    """Return the quotes within reach, each with its interview."""
    return Quote.objects.filter(actor.within(READ, "interview__unit")).select_related("interview__unit", "note")


def quote_visible_to(actor: Actor, key: str | UUID) -> Quote:
    """Return a quote.

    Raises:
        Quote.DoesNotExist: There is none within reach.
    """
    return one(quotes_visible_to(actor), key)


def codes_visible_to(actor: Actor) -> QuerySet[Code]:
    """Return the code book of the actor's company, by name; none without ``research.read`` anywhere."""
    if not actor.may_anywhere(READ):
        return Code.objects.none()
    rows = Code.objects.filter(company_id=actor.company_id).select_related("theme", "merged_into")
    return rows.annotate(used=Count("codings")).order_by("name")


def code_visible_to(actor: Actor, key: str | UUID) -> Code:
    """Return an entry of the code book.

    Raises:
        Code.DoesNotExist: There is none in the actor's company.
    """
    return one(codes_visible_to(actor), key)


def codings_for(actor: Actor, interview: Interview) -> dict[int, list[Coding]]:
    """Return what coders made of the quotes of an interview, by primary key of the quote: two queries.

    Of others somebody sees a quote's codes only after they coded it themselves, so that a second coder stays blind.
    Whoever does not code, since they may only read, sees all.
    """
    rows = Coding.objects.filter(quote__interview=interview).select_related("coder")
    rows = rows.prefetch_related(Prefetch("codes", Code.objects.order_by("name")))
    found: dict[int, list[Coding]] = {}
    for coding in rows:
        found.setdefault(coding.quote_id, []).append(coding)
    if not actor.may("research.edit", interview.unit):
        return found
    mine = getattr(actor.person, "pk", None)
    return {
        quote: codings if any(each.coder_id == mine for each in codings) else [] for quote, codings in found.items()
    }
