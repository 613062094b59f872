"""Scorecards, their results by month, and appeals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guicheng.apps.assessment.models import (
    CardAppeal,
    CardResult,
    CardVersion,
    ExtraPoints,
    PersonRanking,
    ScoreCard,
)
from guicheng.apps.assessment.selectors.reach import MANAGE, READ
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Unit
from guicheng.apps.organization.selectors.fetching import one


def cards_visible_to(actor: Actor) -> QuerySet[ScoreCard]:
    """Return the cards of the actor's company that are in use, with their versions."""
    rows = ScoreCard.objects.filter(company_id=actor.company_id, archived_at=None)
    rows = rows.select_related("post", "company").prefetch_related("versions__by")
    return rows if actor.may_anywhere(READ) else rows.none()


def card_visible_to(actor: Actor, key: str | UUID) -> ScoreCard:
    """Return a card of the actor's company, with its versions.

    Raises:
        ScoreCard.DoesNotExist: There is none within reach.
    """
    return one(cards_visible_to(actor), key)


def card_version_for(card: ScoreCard, month: str) -> CardVersion | None:
    """Return the version of a card that holds in a month: the newest that begins in it or before."""
    fitting = [each for each in card.versions.all() if each.begins <= month]
    return max(fitting, key=lambda each: (each.begins, each.number), default=None)


def every_result(actor: Actor) -> QuerySet[CardResult]:
    """Return all results within reach, those that others followed too."""
    rows = CardResult.objects.filter(actor.within(READ))
    return rows.select_related("unit", "card__post", "version", "by", "signature__by")


def results_visible_to(
    actor: Actor, *, card: ScoreCard | None = None, month: str = "", unit: Unit | None = None
) -> QuerySet[CardResult]:
    """Return the newest result of each card, estate and month within reach: the months falling, estates in order.

    Args:
        actor: Who asks.
        card: Only of this card.
        month: Only of this month.
        unit: Only of this estate.
    """
    later = CardResult.objects.filter(
        card=OuterRef("card"), month=OuterRef("month"), unit=OuterRef("unit"), number__gt=OuterRef("number")
    )
    rows = every_result(actor).filter(~Exists(later))
    wanted = {"card": card, "month": month, "unit": unit}
    return rows.filter(**{name: value for name, value in wanted.items() if value}).order_by("-month", "unit__path")


def result_visible_to(actor: Actor, key: str | UUID) -> CardResult:
    """Return a result.

    Raises:
        CardResult.DoesNotExist: There is none within reach.
    """
    return one(every_result(actor), key)


def versions_of_result(row: CardResult) -> list[CardResult]:
    """Return all results of the same card, estate and month, the first one first: one query."""
    rows = CardResult.objects.filter(card=row.card_id, month=row.month, unit=row.unit_id)
    return list(rows.select_related("by", "signature__by").order_by("number"))


def appeals_about(rows: Sequence[CardResult]) -> list[CardAppeal]:
    """Return the appeals against results with their answers, in the order they came: one query."""
    found = CardAppeal.objects.filter(result__in=[row.pk for row in rows])
    return list(found.select_related("by", "result", "answer__by", "answer__result").order_by("pk"))


def open_appeals_visible_to(actor: Actor) -> QuerySet[CardAppeal]:
    """Return the appeals within reach that nobody has answered, the oldest first."""
    rows = CardAppeal.objects.filter(actor.within(READ, "result__unit"), answer=None)
    return rows.select_related("by", "result__unit", "result__card").order_by("pk")


def appeals_to_answer(actor: Actor) -> QuerySet[CardAppeal]:
    """Return the open appeals that an actor may answer: nobody answers their own."""
    rows = open_appeals_visible_to(actor).filter(actor.within(MANAGE, "result__unit"))
    return rows.exclude(by=actor.person) if actor.person else rows.none()


def appeal_visible_to(actor: Actor, key: str | UUID) -> CardAppeal:
    """Return an appeal.

    Raises:
        CardAppeal.DoesNotExist: There is none within reach.
    """
    rows = CardAppeal.objects.filter(actor.within(READ, "result__unit"))
    return one(rows.select_related("by", "result__unit", "result__card__company", "result__version"), key)


def extra_of(card: ScoreCard, month: str, units: Sequence[int]) -> dict[int, list[ExtraPoints]]:
    """Return extra points by estate, in the order they were given: one query."""
    found: dict[int, list[ExtraPoints]] = {}
    rows = ExtraPoints.objects.filter(card=card, month=month, unit__in=units).select_related("by").order_by("pk")
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return found


def ranking_of_persons(company_id: int | None) -> PersonRanking | None:
    """Return who switched the order of persons on or off last; None where it was always off."""
    return PersonRanking.objects.filter(company=company_id).select_related("by").first()


def people_of_post(card: ScoreCard, units: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of those who fill the post of a card, by estate: one query; none for a card of estates."""
    found: dict[int, list[str]] = {}
    if card.post_id is None:
        return found
    rows = Placement.objects.filter(post=card.post_id, unit__in=units, person__is_active=True)
    for unit, name in rows.order_by("person__name").values_list("unit_id", "person__name"):
        found.setdefault(unit, []).append(name)
    return found


def in_order(rows: Sequence[CardResult]) -> list[tuple[int | None, CardResult]]:
    """Return results by their total with their places; equal totals share a place, those without one come last.

    Args:
        rows: Newest results of one card and month.
    """
    judged = sorted((row for row in rows if row.total is not None), key=_total, reverse=True)
    totals = [row.total for row in judged]
    found: list[tuple[int | None, CardResult]] = [(totals.index(row.total) + 1, row) for row in judged]
    return [*found, *((None, row) for row in rows if row.total is None)]


def _total(row: CardResult) -> Decimal:
    return row.total or Decimal()
