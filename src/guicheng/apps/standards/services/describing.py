"""What a standard covers: services of the catalogue, grades, kinds of property, customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.catalogue.selectors import catalogue_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Standard, StandardItem
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.selectors import clean
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for, standard_for
from guicheng.apps.standards.services.acts import Change
from guicheng.apps.standards.services.drafts import edit_clause
from guicheng.apps.standards.services.standards import audit
from guicheng.apps.standards.services.voiding import void_opinions
from guicheng.domain.capacity import effort_of, print_effort
from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES
from guicheng.domain.elements import SEVEN
from guicheng.domain.values.message import _

_MOST_GRADES: Final = 20
_LONGEST_GRADE: Final = 20
_LONGEST: Final = 300
#: What stands beside a clause.
_BESIDE: Final = frozenset({*SEVEN, "frequency", "effort", "material", "grade"})


@transaction.atomic
def describe_standard(
    *,
    actor: Actor,
    key: str | UUID,
    at: datetime,
    items: Iterable[str] | None = None,
    grades: Iterable[str] | None = None,
    property_types: Iterable[str] | None = None,
    customer_groups: Iterable[str] | None = None,
) -> Standard:
    """Say what a standard covers; what is None stays as it is.

    Args:
        actor: Who says it; needs ``standards.edit``.
        key: The standard.
        at: Now, with time zone.
        items: Codes of the services that it covers, shipped or the company's own.
        grades: Names of its grades, the best first; none for one form only.
        property_types: Where it holds; none for everywhere.
        customer_groups: For whom it holds; none for everybody.

    Raises:
        NotAsWantedError: A value is none that there is.
    """
    standard = standard_for(actor, "standards.edit", key)
    before = _told(standard)
    if items is not None:
        _cover(standard, items)
    graded = standard.grades
    if grades is not None:
        standard.grades = _wanted_grades(grades)
    if property_types is not None:
        standard.property_types = _known(property_types, PROPERTY_TYPES, "property_types")
    if customer_groups is not None:
        standard.customer_groups = _known(customer_groups, CUSTOMERS, "customer_groups")
    after = _told(standard)
    if after == before:
        return standard
    standard.revision, standard.updated_at = standard.revision + 1, at
    standard.save()
    if graded != standard.grades:
        words = company_words(standard.company_id)
        void_opinions(standard=standard, keys=[None], words=words, actor=actor, at=at)
    audit(standard, "describe_standard", actor, at, before=before, after=after)
    return standard


@transaction.atomic
def set_elements(
    *, actor: Actor, clause_key: str | UUID, revision: int, elements: Mapping[str, str], at: datetime
) -> Change:
    """Write what a clause's text does not say beside it; what is not named stays as it is.

    Args:
        actor: Who writes; needs ``standards.edit``.
        clause_key: The clause.
        revision: The revision that the actor saw.
        elements: Element, ``effort``, ``material`` or ``grade`` → words; "" takes it away.
        at: Now, with time zone.

    Raises:
        StaleError: Somebody changed or deleted the clause since.
        NoEffortError: The effort or the material is written so that nobody can read it.
        NotAsWantedError: There is no such element.
    """
    clause = clause_for(actor, "standards.edit", clause_key)
    beside = dict(clause.elements)
    for name, words in elements.items():
        if name not in _BESIDE:
            raise NotAsWantedError(_("Choose from the list."), field="elements")
        beside[name] = clean(words)[:_LONGEST]
    effort = effort_of(beside.get("effort", ""), beside.get("material", ""))
    beside |= dict(zip(("effort", "material"), print_effort(effort), strict=True)) if effort else {}
    kept = {name: words for name, words in beside.items() if words}
    return edit_clause(actor=actor, key=clause.key, revision=revision, text=clause.text, elements=kept, at=at)


def _cover(standard: Standard, items: Iterable[str]) -> None:
    wanted, catalogue = set(items), catalogue_of(standard.company_id)
    for code in wanted:
        item = catalogue.get(code)
        if item is None or not item.parent:
            raise NotAsWantedError(_("There is no service “{code}” in the catalogue.", code=code[:60]), field="items")
    standard.items.exclude(code__in=wanted).delete()
    rows = [StandardItem(standard=standard, code=code) for code in sorted(wanted)]
    StandardItem.objects.bulk_create(rows, ignore_conflicts=True)


def _wanted_grades(grades: Iterable[str]) -> list[str]:
    wanted = [name for grade in grades if (name := clean(grade))]
    if (
        len(wanted) > _MOST_GRADES
        or len(set(wanted)) < len(wanted)
        or max(map(len, wanted), default=0) > _LONGEST_GRADE
    ):
        raise NotAsWantedError(
            _("Write at most 20 different grades, the best first, each of at most 20 characters."), field="grades"
        )
    return wanted


def _known(values: Iterable[str], known: tuple[str, ...], field: str) -> list[str]:
    wanted = set(values)
    if not wanted <= set(known):
        raise NotAsWantedError(_("Choose from the list."), field=field)
    return [value for value in known if value in wanted]


def _told(standard: Standard) -> dict[str, Any]:
    return {
        "items": sorted(StandardItem.objects.filter(standard=standard).values_list("code", flat=True)),
        "grades": list(standard.grades),
        "property_types": list(standard.property_types),
        "customer_groups": list(standard.customer_groups),
    }
