"""Documents that were asked for, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.catalogue.selectors import facts_at
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import (
    DraftClause,
    Edition,
    EditionClause,
    Handout,
    HandoutFile,
    HandoutState,
    Standard,
)
from guicheng.apps.standards.readings import CompanyWords, company_words
from guicheng.apps.standards.readings.handouts import draft_source, edition_source
from guicheng.apps.standards.selectors.editions import edition_in_force, in_force
from guicheng.apps.standards.selectors.fetching import company_of, one, published_for
from guicheng.apps.standards.selectors.system import holding_at
from guicheng.domain.targets.handbook import posts_named
from guicheng.domain.targets.source import Imprint, SourceStandard
from guicheng.domain.values import ClauseRef


@dataclass(frozen=True, slots=True)
class HandoutSource:
    """What a document is made of.

    Args:
        standards: In the order in which they are told.
        place: Title page of what holds at a unit; None for that of one standard.
        words: By which clauses are read.
    """

    standards: tuple[SourceStandard, ...]
    place: Imprint | None
    words: CompanyWords


def handouts_visible_to(actor: Actor) -> QuerySet[Handout]:
    """Return the documents of what the actor may read, newest first: those of drafts only for who may read drafts."""
    drafts = Q(standard__isnull=False) & actor.within("standards.read")
    # Of an edition from above they are for whoever may read the edition; what holds at a unit is for its own people.
    editions = Q(edition__isnull=False) & published_for(actor, "edition__standard__")
    published = Q(standard__isnull=True) & (actor.within("standards.read_published") | editions)
    return Handout.objects.filter(drafts | published).select_related("unit", "asked_by").order_by("-pk")


def handout_visible_to(actor: Actor, key: str | UUID) -> Handout:
    """Return one document.

    Raises:
        Handout.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return one(handouts_visible_to(actor), key)


def handouts_about(
    actor: Actor, *, unit: Unit | None = None, standard_id: int | None = None, edition_id: int | None = None
) -> list[Handout]:
    """Return the documents that somebody asked for about one thing, newest first: one query."""
    rows = handouts_visible_to(actor).filter(standard=standard_id, edition=edition_id)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return list(rows.filter(asked_key=actor.id)[:20])


def handout_content(handout: Handout) -> bytes:
    """Return the bytes of a document that is ready.

    Raises:
        HandoutFile.DoesNotExist: It is not ready.
    """
    found = HandoutFile.objects.filter(handout=handout, handout__state=HandoutState.READY).get()
    return bytes(found.content)


def handout_source(handout: Handout, *, day: date) -> HandoutSource:
    """Return what a document is made of, as it stands on a day: a constant number of queries.

    Of a unit these are the editions in force of its own standards and of those above it: what holds there is read
    there.
    """
    company = company_of(handout.unit)
    words, grade = company_words(company.pk), str(handout.wish.get("grade", ""))
    if handout.standard is not None:
        clauses = DraftClause.objects.filter(standard=handout.standard).order_by("position", "pk")
        source = draft_source(handout.standard, clauses, words, company=company.name, grade=grade)
        return HandoutSource((source,), None, words)
    if handout.edition is not None:
        return HandoutSource((_of_edition(handout.edition, company.name, grade, day),), None, words)
    place = Imprint(ClauseRef(handout.unit.name), handout.unit.name, company=company.name, as_of=day)
    grade = grade or facts_at(handout.unit).estate.grade
    return HandoutSource(tuple(_at_unit(handout.unit, company.name, grade, day)), place, words)


def posts_at(unit: Unit, *, day: date) -> list[str]:
    """Return the posts that the clauses in force at a unit name as their provider, most often first: one query."""
    return _posts(EditionClause.objects.filter(edition__in=_editions_at(unit, day)).values_list("elements", flat=True))


def grades_at(unit: Unit) -> list[str]:
    """Return the names of the grades that standards holding at a unit have, the best first: one query."""
    named = Standard.objects.filter(holding_at(unit)).values_list("grades", flat=True)
    return list(dict.fromkeys(name for grades in named for name in grades or ()))


def posts_in(clauses: QuerySet[EditionClause] | QuerySet[DraftClause]) -> list[str]:
    """Return the posts that clauses name as their provider, most often first: one query."""
    return _posts(clauses.values_list("elements", flat=True))


def _posts(rows: QuerySet[EditionClause, dict[str, str]] | QuerySet[DraftClause, dict[str, str]]) -> list[str]:
    return list(posts_named(str(elements.get("provider", "")) for elements in rows))


def _of_edition(edition: Edition, company: str, grade: str, day: date) -> SourceStandard:
    current = edition_in_force(edition.standard, day)
    clauses = EditionClause.objects.filter(edition=edition).order_by("position")
    holds = current is not None and current.pk == edition.pk
    return edition_source(edition, clauses, company=company, grade=grade, day=day, in_force=holds)


def _at_unit(unit: Unit, company: str, grade: str, day: date) -> list[SourceStandard]:
    editions = list(_editions_at(unit, day).select_related("withdrawal").order_by("category", "code"))
    clauses: dict[int, list[EditionClause]] = {edition.pk: [] for edition in editions}
    for clause in EditionClause.objects.filter(edition__in=clauses).order_by("edition", "position"):
        clauses[clause.edition_id].append(clause)
    return [
        edition_source(each, clauses[each.pk], company=company, grade=grade, day=day, in_force=True)
        for each in editions
    ]


def _editions_at(unit: Unit, day: date) -> QuerySet[Edition]:
    return in_force(Edition.objects.filter(standard__in=Standard.objects.filter(holding_at(unit))), day)
