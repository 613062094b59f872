"""Clauses that a nonconformity can break: those in force within reach, found by their name or their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.fetching import editions_within

_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Newer:
    """The edition in force where it is newer than the one by which a nonconformity was judged.

    Args:
        number: The number of the edition in force.
        sentence: The clause as it says it; "" where it has it no more.
        reworded: Whether that is another sentence.
    """

    number: int
    sentence: str
    reworded: bool


def clauses_in_force(actor: Actor, *, at: datetime) -> QuerySet[EditionClause]:
    """Return the clauses in force that an actor may read, by standard and place.

    Args:
        actor: Who asks.
        at: Now, with time zone.
    """
    editions = in_force(editions_within(actor), _day(at)).filter(standard__company=actor.company_id)
    rows = EditionClause.objects.filter(edition__in=editions.values("pk"), kind=ClauseKind.CLAUSE)
    return rows.select_related("edition__standard").order_by("edition__code", "position", "pk")


def clauses_called(actor: Actor, called: str, *, at: datetime) -> QuerySet[EditionClause]:
    """Return the clauses in force that somebody may mean by a key, or by standard and number such as KF-03/2.

    Args:
        actor: Who asks.
        called: What they wrote.
        at: Now, with time zone.
    """
    rows, named = clauses_in_force(actor, at=at), _key(called)
    if named:
        return rows.filter(key=named)
    code, _sign, number = called.replace(" ", "/").partition("/")
    return rows.filter(edition__code=code.upper(), number=number).exclude(number="")


def clauses_saying(actor: Actor, words: str, *, at: datetime) -> QuerySet[EditionClause]:
    """Return the clauses in force that hold all of some words in their sentence, their number or their standard.

    Args:
        actor: Who asks.
        words: With blanks between; none finds nothing.
        at: Now, with time zone.
    """
    rows, parts = clauses_in_force(actor, at=at), words.replace("/", " ").split()[:_MOST_WORDS]
    if not parts:
        return rows.none()
    for word in parts:
        of_standard = Q(edition__code__iexact=word) | Q(edition__standard__title__icontains=word)
        rows = rows.filter(Q(text__icontains=word) | Q(number=word) | of_standard)
    return rows


def with_newer(rows: QuerySet[Nonconformity], *, at: datetime) -> QuerySet[Nonconformity]:
    """Have nonconformities tell with ``newer_of`` what is in force now: no query.

    Args:
        rows: The nonconformities.
        at: Now, with time zone.
    """
    newer = Edition.objects.filter(standard=OuterRef("standard"), number__gt=OuterRef("edition"))
    said = EditionClause.objects.filter(
        edition__standard=OuterRef("standard"), edition__number=OuterRef("newer_number"), key=OuterRef("clause_key")
    )
    rows = rows.annotate(newer_number=Subquery(in_force(newer, _day(at)).values("number")[:1]))
    return rows.annotate(newer_sentence=Subquery(said.order_by("position").values("text")[:1]))


def newer_of(row: Nonconformity) -> Newer | None:
    """Return the edition in force where it is newer than the one by which a nonconformity was judged: no query.

    Args:
        row: The nonconformity, read by ``with_newer``.
    """
    number, sentence = getattr(row, "newer_number", None), getattr(row, "newer_sentence", None) or ""
    return Newer(number, sentence, bool(sentence) and sentence != row.sentence) if number else None


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _day(at: datetime) -> date:
    return at.astimezone(get_default_timezone()).date()
