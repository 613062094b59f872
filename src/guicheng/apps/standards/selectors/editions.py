"""Editions: which is in force on a day, and what differs between two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import DraftClause, Edition, EditionClause, Standard
from guicheng.apps.standards.readings import (
    ClauseDifference,
    ClauseText,
    content_hash,
    differences,
    edition_content,
)
from guicheng.apps.standards.selectors.fetching import by_key_or_code, drafts_within, editions_within, unit_within
from guicheng.apps.standards.selectors.paging import cursor_of, place_of


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A page of editions.

    Args:
        rows: Editions with standard and unit loaded.
        next: Cursor of the next page, "" at the end.
        total: How many fit in all.
    """

    rows: list[Edition]
    next: str
    total: int


def took_effect(day: date) -> Q:
    """Return the filter for editions that have come into force by a day, whatever became of them since.

    One that was withdrawn no later than its first day never came into force.
    """
    in_time = Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_on__gt=F("effective_from"))
    return Q(effective_from__lte=day) & in_time


def in_force(rows: QuerySet[Edition], day: date) -> QuerySet[Edition]:
    """Narrow to the editions in force on a day.

    Of a standard that is the one with the highest number that has come into force. Where that one is withdrawn none
    is: what it replaced does not come back.
    """
    latest = Edition.objects.filter(took_effect(day), standard=OuterRef("standard")).order_by("-number")
    newest = rows.filter(number=Subquery(latest.values("number")[:1])).filter(took_effect(day))
    return newest.filter(Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_on__gt=day))


def edition_in_force(standard: Standard, day: date) -> Edition | None:
    """Return the edition of a standard that is in force on a day, None where there is none."""
    return in_force(Edition.objects.filter(standard=standard), day).select_related("withdrawal").first()


@dataclass(frozen=True, slots=True)
class StandardOnDay:
    """A standard with the edition in force on a day.

    Args:
        standard: The standard, with unit and steward.
        number: Number of the edition, 0 where none is in force.
        since: The first day of the edition; None where none is in force.
    """

    standard: Standard
    number: int
    since: date | None


def standard_on_day(actor: Actor, key_or_code: str | UUID, day: date) -> StandardOnDay:
    """Return a standard whose draft the actor may read, with the edition in force on a day: one query.

    Raises:
        Standard.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    current = in_force(Edition.objects.filter(standard=OuterRef("pk")), day)
    rows = drafts_within(actor).annotate(
        current_number=Subquery(current.values("number")[:1]),
        current_since=Subquery(current.values("effective_from")[:1]),
    )
    found = rows.get(by_key_or_code(actor, key_or_code))
    return StandardOnDay(found, found.current_number or 0, found.current_since)


def editions_in_force(standard_ids: Collection[int], day: date) -> dict[int, Edition]:
    """Return the edition in force of each of several standards: one query."""
    rows = in_force(Edition.objects.filter(standard_id__in=standard_ids), day).select_related("withdrawal")
    return {edition.standard_id: edition for edition in rows}


def stays_in_force(standard: Standard, day: date) -> bool:
    """Tell whether an edition is in force on a day or will be later."""
    if edition_in_force(standard, day) is not None:
        return True
    coming = Edition.objects.filter(standard=standard, effective_from__gt=day)
    return coming.filter(took_effect(date.max)).exists()


def published_standards_visible_to(
    actor: Actor, *, day: date, words: str = "", unit: str = "", cursor: str = "", count: int = 50
) -> EditionPage:
    """Return the editions that are in force on a day, by code: three queries.

    Args:
        actor: Who asks; needs ``standards.read_published`` at the units.
        day: The day.
        words: Words that code, title or a clause must hold, each of them.
        unit: Key of a unit; only its standards and those below. "" for all.
        cursor: Where the page before ended.
        count: How many to return at most.

    Raises:
        BadCursorError: The cursor is none of ours.
        Unit.DoesNotExist: The unit is not within reach.
    """
    rows = in_force(editions_within(actor), day)
    if unit:
        rows = rows.filter(standard__unit__path__startswith=unit_within(actor, unit, "standards.read_published").path)
    for word in words.replace("\0", "").split()[:8]:
        said = EditionClause.objects.filter(text__icontains=word).values("edition")
        rows = rows.filter(Q(code__icontains=word) | Q(title__icontains=word) | Q(pk__in=said))
    total = rows.count()
    if cursor:
        code, key = place_of(cursor)
        rows = rows.filter(Q(code__gt=code) | Q(code=code, pk__gt=key))
    found = list(rows.order_by("code", "pk")[: count + 1])
    more = len(found) > count
    return EditionPage(found[:count], cursor_of(found[count - 1].code, found[count - 1].pk) if more else "", total)


def editions_of(standard: Standard) -> QuerySet[Edition]:
    """Return all editions of a standard, newest first, with withdrawal and publisher."""
    return Edition.objects.filter(standard=standard).select_related("withdrawal", "published_by")


def last_number(standard: Standard) -> int:
    """Return the number of the newest edition, 0 for none."""
    return Edition.objects.filter(standard=standard).aggregate(last=Max("number"))["last"] or 0


def edition_clauses(edition: Edition) -> QuerySet[EditionClause]:
    """Return the clauses of an edition, in order."""
    return EditionClause.objects.filter(edition=edition).order_by("position")


def edition_is_whole(edition: Edition, clauses: Sequence[EditionClause] | None = None) -> bool:
    """Tell whether an edition's rows still give the hash under which it was published: one query.

    Args:
        edition: The edition.
        clauses: All of its clauses in order, where they were read already: no query.
    """
    rows = edition_clauses(edition) if clauses is None else clauses
    return content_hash(edition_content(edition, rows)) == edition.content_hash


def edition_difference(older: Edition, newer: Edition) -> list[ClauseDifference]:
    """Compare two editions of a standard clause by clause: two queries."""
    return differences(texts_of(edition_clauses(older)), texts_of(edition_clauses(newer)))


@dataclass(frozen=True, slots=True)
class Turn:
    """An edition beside the one before it.

    Args:
        before: The clauses of the one before, in order; none where there is none.
        after: Its own clauses, in order.
        older_from: The first day of the edition that took effect last among those before it; None for none.
        newer_from: The first day of the edition that takes effect first among those after it; None for none.
    """

    before: Sequence[EditionClause]
    after: Sequence[EditionClause]
    older_from: date | None
    newer_from: date | None

    @property
    def changes(self) -> list[ClauseDifference]:
        """What became of each clause; without an edition before, every clause is added."""
        return differences(texts_of(self.before), texts_of(self.after))


def turn_of(edition: Edition) -> Turn:
    """Return an edition beside the one before it, and when those around it took effect: one query."""
    others = Edition.objects.filter(standard=edition.standard_id)
    older, newer = others.filter(number__lt=edition.number), others.filter(number__gt=edition.number)
    rows = EditionClause.objects.filter(
        Q(edition=edition) | Q(edition=Subquery(older.order_by("-number").values("pk")[:1]))
    ).annotate(
        older_from=Subquery(older.filter(withdrawal=None).order_by("-effective_from").values("effective_from")[:1]),
        newer_from=Subquery(newer.filter(withdrawal=None).order_by("effective_from").values("effective_from")[:1]),
    )
    found = list(rows.order_by("position"))
    return Turn(
        [each for each in found if each.edition_id != edition.pk],
        [each for each in found if each.edition_id == edition.pk],
        found[0].older_from if found else None,
        found[0].newer_from if found else None,
    )


def changes_since_edition(standard: Standard) -> list[ClauseDifference]:
    """Compare the draft with the newest edition; without one, every clause is added: three queries."""
    return changes_for_approval(standard)[0]


def changes_for_approval(standard: Standard) -> tuple[list[ClauseDifference], frozenset[UUID]]:
    """Compare the draft with the newest edition, and what stands beside the clauses, such as the effort: three queries.

    Returns:
        What became of each clause, and the keys of those whose elements alone are others.
    """
    last = editions_of(standard).first()
    before = list(edition_clauses(last)) if last else []
    after = list(DraftClause.objects.filter(standard=standard).order_by("position", "pk"))
    found = differences(texts_of(before), texts_of(after))
    was, becomes = ({clause.key: clause.elements for clause in clauses} for clauses in (before, after))
    same = (each.key for each in found if each.verdict == "same")
    return found, frozenset(key for key in same if was[key] != becomes[key])


def texts_of(clauses: Iterable[EditionClause | DraftClause]) -> list[ClauseText]:
    """Return clauses as they are compared."""
    return [
        ClauseText(clause.key, clause.text, clause.number, clause.kind, place) for place, clause in enumerate(clauses)
    ]
