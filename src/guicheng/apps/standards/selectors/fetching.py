"""Fetch = authorise: what an actor may see at all; absent and forbidden look alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import ApprovalRoute, DraftClause, Edition, Standard, Submission, Thread

Found = TypeVar("Found", bound=Model)


def as_key(model: type[Model], key: str | UUID) -> UUID:
    """Return a key as the database holds it.

    Raises:
        DoesNotExist: It is no key; the error is the model's own, as for a row that is absent.
    """
    if isinstance(key, UUID):
        return key
    try:
        return UUID(key)
    except (ValueError, AttributeError, TypeError) as error:
        raise getattr(model, "DoesNotExist") from error  # noqa: B009 - a type of the model's class, unknown to mypy


def one(rows: QuerySet[Found], key: str | UUID) -> Found:
    """Return the row with a key among the rows that an actor may see.

    Raises:
        DoesNotExist: There is none.
    """
    return rows.get(key=as_key(rows.model, key))


def drafts_within(actor: Actor, permission: str = "standards.read") -> QuerySet[Standard]:
    """Return the standards in whose unit a permission holds."""
    return Standard.objects.filter(actor.within(permission)).select_related("unit", "steward")


def standard_visible_to(actor: Actor, key_or_code: str | UUID) -> Standard:
    """Return a standard whose draft the actor may read.

    Args:
        actor: Who asks.
        key_or_code: Its key, or its code in the actor's company.

    Raises:
        Standard.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return drafts_within(actor).get(by_key_or_code(actor, key_or_code))


def published_visible_to(actor: Actor, key_or_code: str | UUID) -> Standard:
    """Return a standard that has an edition and whose editions the actor may read.

    Raises:
        Standard.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    rows = Standard.objects.filter(actor.where_it_holds("standards.read_published"), editions__isnull=False)
    return rows.select_related("unit", "steward").distinct().get(by_key_or_code(actor, key_or_code))


def by_key_or_code(actor: Actor, key_or_code: str | UUID) -> Q:
    """Return the filter for a standard by its key, or by its code in the actor's company."""
    try:
        return Q(key=as_key(Standard, key_or_code))
    except Standard.DoesNotExist:
        return Q(code=str(key_or_code).replace("\0", "").upper(), company_id=actor.company_id)


def clause_visible_to(actor: Actor, key: str | UUID) -> DraftClause:
    """Return a clause of a draft.

    Raises:
        DraftClause.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    rows = DraftClause.objects.filter(actor.within("standards.read", "standard__unit"))
    return one(rows.select_related("standard__unit", "standard__steward"), key)


def thread_visible_to(actor: Actor, key: str | UUID) -> Thread:
    """Return a conversation.

    Raises:
        Thread.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    rows = Thread.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard__unit")
    return one(rows, key)


def submission_visible_to(actor: Actor, key: str | UUID) -> Submission:
    """Return an approval.

    Raises:
        Submission.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    rows = Submission.objects.filter(actor.within("standards.read", "standard__unit"))
    return one(rows.select_related("standard__unit", "submitted_by"), key)


def route_visible_to(actor: Actor, key: str | UUID) -> ApprovalRoute:
    """Return a route.

    Raises:
        ApprovalRoute.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return one(ApprovalRoute.objects.filter(actor.within("standards.read")).select_related("unit"), key)


def edition_visible_to(actor: Actor, key_or_code: str | UUID, number: int) -> Edition:
    """Return an edition of a standard by its number.

    Raises:
        Edition.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return editions_within(actor).get(_of_standard(actor, key_or_code), number=number)


def editions_by_number(actor: Actor, key_or_code: str | UUID, numbers: Sequence[int]) -> list[Edition]:
    """Return several editions of a standard, in the order of the numbers: one query.

    Raises:
        Edition.DoesNotExist: There is not one of each, or they lie outside the actor's reach.
    """
    rows = editions_within(actor).filter(_of_standard(actor, key_or_code), number__in=numbers)
    found = {edition.number: edition for edition in rows}
    if any(number not in found for number in numbers):
        raise Edition.DoesNotExist
    return [found[number] for number in numbers]


def edition_by_key(actor: Actor, key: str | UUID) -> Edition:
    """Return an edition by its own key.

    Raises:
        Edition.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return one(editions_within(actor), key)


def editions_within(actor: Actor) -> QuerySet[Edition]:
    """Return the editions that an actor may read, each with its standard and withdrawal.

    Those of units above are among them: they hold for the units below.
    """
    rows = Edition.objects.filter(actor.where_it_holds("standards.read_published", "standard__unit"))
    return rows.select_related("standard__unit", "withdrawal", "published_by")


def _of_standard(actor: Actor, key_or_code: str | UUID) -> Q:
    try:
        return Q(standard__key=as_key(Standard, key_or_code))
    except Standard.DoesNotExist:
        code = str(key_or_code).replace("\0", "").upper()
        return Q(standard__code=code, standard__company_id=actor.company_id)


def unit_within(actor: Actor, key: str | UUID, permission: str = "standards.read") -> Unit:
    """Return a unit in which a permission holds.

    Raises:
        Unit.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    found: Unit = one(Unit.objects.filter(actor.within(permission, "")), key)
    return found


def company_of(unit: Unit) -> Unit:
    """Return the root of a unit's tree."""
    found: Unit = Unit.objects.get(path=unit.company_path)
    return found


def colleague(actor: Actor, key: str | UUID) -> Person:
    """Return somebody who works for the actor's company and may sign in.

    Raises:
        Person.DoesNotExist: There is none.
    """
    found: Person = one(Person.objects.filter(company_id=actor.company_id, is_active=True), key)
    return found


def clean(text: Any) -> str:
    """Return text without what a database cannot hold, and without blanks at its ends."""
    return str(text).replace("\0", "").strip()
