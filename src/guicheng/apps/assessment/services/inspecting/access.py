"""Who may do what about inspections, who is of an estate, and numbers as people type them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from django.db.models import Q

from guicheng.apps.assessment.selectors.inspections import PLAN
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement, Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.apps.organization.services.noting import note_at
from guicheng.domain.values.message import _

_LARGEST: Final = 10_000


def planned_company(actor: Actor) -> Unit:
    """Return the company of somebody who plans inspections for all of it.

    Raises:
        Unit.DoesNotExist: They belong to none.
        NotAllowedError: Their role does not hold at the company.
    """
    company: Unit = Unit.objects.get(pk=actor.company_id)
    permit(actor, PLAN, company)
    return company


def is_of(person: Person, estate: Unit) -> bool:
    """Tell whether somebody works at an estate, or holds a role there or below it."""
    here = Q(unit__path__startswith=estate.path)
    return Placement.objects.filter(here, person=person).exists() or Grant.objects.filter(here, person=person).exists()


def estate_without(people: Collection[Person], estates: Iterable[Unit]) -> Unit | None:
    """Return the first estate of which all of some people are, None where somebody is left for each: two queries."""
    paths: dict[int, list[str]] = {person.pk: [] for person in people}
    for model in (Placement, Grant):
        for person, path in model.objects.filter(person__in=paths).values_list("person", "unit__path"):
            paths[person].append(path)
    for estate in estates:
        if all(any(path.startswith(estate.path) for path in found) for found in paths.values()):
            return estate
    return None


def points_of(text: str, field: str, *, least: Fraction = Fraction(0)) -> Fraction:
    """Return points as somebody typed them, with two decimals at most.

    Raises:
        NotAsWantedError: They are none.
    """
    said = unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-").strip().removesuffix("分").strip()
    try:
        found = Fraction(said) if "/" not in said and "e" not in said.lower() else None
    except (ValueError, ZeroDivisionError):
        found = None
    if found is None or (found * 100).denominator != 1 or not least <= found <= _LARGEST:
        raise NotAsWantedError(
            _("“{said}” is no number of points. Write one such as 10 or 0.5.", said=said[:20]), field=field
        )
    return found


def points_or_none(text: str, field: str) -> Fraction | None:
    """Return points as somebody typed them, None where they typed nothing.

    Raises:
        NotAsWantedError: They are none.
    """
    return points_of(text, field) if text.strip() else None


def note(unit: Unit, act: str, actor: Actor, at: datetime, **about: Any) -> None:
    """Write the audit row of an act on inspections; ``about`` is that of ``note_at``."""
    note_at(unit, f"assessment.{act}", actor, at, **about)
