"""Scorecards: writing one, changing it from a month on, points that praise adds and faults take off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import CardVersion, ExtraPoints, PersonRanking, ScoreCard
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors.reach import MANAGE
from guicheng.apps.assessment.selectors.scorecards import card_visible_to
from guicheng.apps.assessment.services.scored_access import (
    NAME,
    company_of_metrics,
    note,
    unit_for_scores,
    wanted_words,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import post_visible_to
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError, person_of
from guicheng.domain.attainment.card import card_json, read_card
from guicheng.domain.values.message import _

_REASON: Final = 500
_MOST_POINTS: Final = 100
_LAST_DAY: Final = 28


@transaction.atomic
def add_card(
    *,
    actor: Actor,
    name: str,
    definition: Mapping[str, Any],
    begins: str,
    at: datetime,
    post_key: str | UUID = "",
) -> ScoreCard:
    """Add a scorecard of every estate, or of a post at every estate.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        name: What people call it, once in the company.
        definition: Lines, bands and most extra points, as ``domain.attainment.card`` reads them.
        begins: First month, such as 2026-10.
        at: Now, with time zone.
        post_key: The post; "" for whole estates.

    Raises:
        Post.DoesNotExist: There is no such post.
        NotAllowedError: The actor may not.
        NotAsWantedError: The name is missing or too long.
        TakenError: The company has a card of this name.
        ScorecardRefusedError: The weights do not add up to 100, or the card cannot be summed up honestly.
        NoMonthError: The month is none.
    """
    company = company_of_metrics(actor)
    said = wanted_words(name, "name", _("Enter the name of the scorecard."), most=NAME)
    if ScoreCard.objects.filter(company=company, name=said).exists():
        raise TakenError(_("The company has a scorecard “{name}” already.", name=said), field="name")
    found, month = card_json(read_card(definition)), wanted_month(begins, "begins")
    post = post_visible_to(actor, post_key) if post_key else None
    made = ScoreCard.objects.create(company=company, name=said, post=post)
    CardVersion.objects.create(card=made, number=1, definition=found, begins=month, at=at, by=actor.person)
    told = {"begins": month, "lines": len(found["lines"])}
    note(company, "add_card", actor, at, subject="scorecard", key=made.key, label=said, after=told)
    return made


@transaction.atomic
def change_card(
    *, actor: Actor, key: str | UUID, definition: Mapping[str, Any], begins: str, reason: str, at: datetime
) -> CardVersion:
    """Change a card from a month on; months before keep theirs, and results keep the version they were made by.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        key: The card.
        definition: As for ``add_card``.
        begins: First month, not before that of the newest version.
        reason: Why; those who are scored see it.
        at: Now, with time zone.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key.
        NotAllowedError: The actor may not.
        NotAsWantedError: There is no reason, nothing changes, or the month lies before the newest version.
        ScorecardRefusedError: It cannot be summed up honestly.
        NoMonthError: The month is none.
    """
    card = card_visible_to(actor, key)
    company = company_of_metrics(actor)
    why = wanted_words(reason, "reason", _("Write why the card changes; those who are scored see it."), most=_REASON)
    last = card.versions.latest("number")
    month, found = wanted_month(begins, "begins"), card_json(read_card(definition))
    if month < last.begins:
        raise NotAsWantedError(
            _("The newest card holds from {month} on. Choose that month or a later one.", month=last.begins),
            field="begins",
        )
    if found == last.definition:
        raise NotAsWantedError(_("This is the card that holds already. Change something, or leave it."))
    made = CardVersion.objects.create(
        card=card, number=last.number + 1, definition=found, begins=month, reason=why, at=at, by=actor.person
    )
    told = {"begins": month, "lines": len(found["lines"]), "reason": why}
    note(company, "change_card", actor, at, subject="scorecard", key=card.key, label=card.name, after=told)
    return made


@transaction.atomic
def archive_card(*, actor: Actor, key: str | UUID, at: datetime) -> ScoreCard:
    """Take a card out of use; its versions and results stay.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key in use.
        NotAllowedError: The actor may not.
    """
    card = card_visible_to(actor, key)
    company = company_of_metrics(actor)
    card.archived_at = at
    card.save(update_fields=["archived_at"])
    note(company, "archive_card", actor, at, subject="scorecard", key=card.key, label=card.name)
    return card


@transaction.atomic
def work_out_from_day(*, actor: Actor, key: str | UUID, day: int | None, at: datetime) -> ScoreCard:
    """Have a card worked out by itself, each night from a day of the next month on, or stop that.

    Args:
        actor: Who decides; needs ``scorecards.manage`` at the company.
        key: The card.
        day: From 1 to 28; None to stop it.
        at: Now, with time zone.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key in use.
        NotAllowedError: The actor may not.
        NotAsWantedError: There is no such day in every month.
    """
    card = card_visible_to(actor, key)
    company = company_of_metrics(actor)
    if day is not None and not 1 <= day <= _LAST_DAY:
        raise NotAsWantedError(
            _("Choose a day from 1 to {last}; every month has it.", last=str(_LAST_DAY)), field="day"
        )
    before, card.day = card.day, day
    card.save(update_fields=["day"])
    note(company, "work_out_from_day", actor, at, subject="scorecard", key=card.key, label=card.name,
         before={"day": before}, after={"day": day})  # fmt: skip
    return card


@transaction.atomic
def give_extra_points(
    *,
    actor: Actor,
    card_key: str | UUID,
    unit_key: str | UUID,
    month: str,
    points: str,
    reason: str,
    at: datetime,
) -> ExtraPoints:
    """Add points for praise, or take some off for a fault; they count when the month is worked out next.

    Args:
        actor: Who does, a person; needs ``scorecards.manage`` at the estate.
        card_key: The card.
        unit_key: The estate.
        month: Such as 2026-10.
        points: Above 0 to add, below 0 to take off, at most 100 either way.
        reason: What for, and what shows it.
        at: Now, with time zone.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key.
        Unit.DoesNotExist: There is no such estate within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: The points are none, or there is no reason.
        NoMonthError: The month is none.
    """
    unit = unit_for_scores(actor, MANAGE, unit_key)
    card = one(ScoreCard.objects.filter(company_id=actor.company_id, archived_at=None), card_key)
    why = wanted_words(reason, "reason", _("Write what the points are for, and what shows it."), most=_REASON)
    made = ExtraPoints.objects.create(
        card=card, unit=unit, month=wanted_month(month), points=_points(points), reason=why, at=at, by=person_of(actor)
    )
    told = {"extra_points": str(made.points), "month": made.month, "reason": why}
    note(unit, "give_extra_points", actor, at, subject="scorecard", key=card.key, label=card.name, after=told)
    return made


@transaction.atomic
def allow_ranking_of_persons(*, actor: Actor, on: bool, reason: str, at: datetime) -> PersonRanking:
    """Let results of posts be put in order with the names of people, or stop it.

    Args:
        actor: Who decides, a person; needs ``scorecards.manage`` at the company.
        on: Whether it is allowed.
        reason: Why; asked for when it is switched on.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not.
        NotAsWantedError: It is switched on without a reason.
    """
    company = company_of_metrics(actor)
    asked = _("Write why persons are put in order, and who agreed to it.") if on else None
    why = wanted_words(reason, "reason", asked, most=_REASON)
    row, _made = PersonRanking.objects.update_or_create(
        company=company, defaults={"on": on, "reason": why, "at": at, "by": person_of(actor)}
    )
    note(company, "allow_ranking_of_persons", actor, at, subject="company", key=company.key, label=company.name,
         after={"on": on, "reason": why})  # fmt: skip
    return row


def _points(text: str) -> Decimal:
    try:
        found = Decimal(text.strip().replace("＋", "+").replace("－", "-").replace("−", "-")).quantize(Decimal("0.01"))
    except InvalidOperation:
        found = Decimal()
    if not found or abs(found) > _MOST_POINTS:
        raise NotAsWantedError(_("Write points such as 2 or -0.5, at most 100."), field="points")
    return found
