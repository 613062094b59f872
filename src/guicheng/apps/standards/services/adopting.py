"""Standards kept as texts taken into drafts: new ones, or what a text changes in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import ChangeWhy, DraftClause, Standard
from guicheng.apps.standards.readings.texts import state_of
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.acts import STEP, DraftAct, place_after
from guicheng.apps.standards.services.describing import describe_standard
from guicheng.apps.standards.services.drafts import MOST_CLAUSES
from guicheng.apps.standards.services.standards import create_standard
from guicheng.domain.standard import ClauseText, StandardText
from guicheng.domain.values.message import _

Taken = Literal["created", "changed", "unchanged"]


@transaction.atomic
def take_text(
    *, actor: Actor, unit: Unit, text: StandardText, at: datetime, prune: bool = False
) -> tuple[Standard, Taken]:
    """Make a standard of a text, or take over what the text changes in the draft of the same code.

    Clauses are known again by their keys, then by number and text. What the text says of coverage and grades is taken
    over; accepted findings are not, since a person answers for each.

    Args:
        actor: Who takes it in; needs ``standards.edit`` at the unit.
        unit: Where a new standard belongs.
        text: The standard.
        at: Now, with time zone.
        prune: Whether clauses of the draft that the text lacks are deleted.

    Returns:
        The standard, and what became of it.

    Raises:
        NotAsWantedError: It has no clauses or too many, or a value is none.
        CodeTakenError: The code is that of a standard out of reach.
        InReviewError: An approval of the draft runs.
    """
    if not 1 <= len(text.parts) <= MOST_CLAUSES:
        raise NotAsWantedError(
            _(
                "“{title}” would have {count} clauses; a standard has 1 to {limit}.",
                title=text.title,
                count=str(len(text.parts)),
                limit=str(MOST_CLAUSES),
            ),
            field="text",
        )
    known = Standard.objects.filter(code=text.code.upper(), company__path=unit.company_path).first()
    if known is None:
        return _create(actor, unit, text, at), "created"
    standard = standard_for(actor, "standards.edit", known.key)
    changed = _take_changes(actor, standard, text, at, prune=prune)
    before = standard.revision
    _describe(actor, standard, text, at)
    standard.refresh_from_db()
    return standard, "changed" if changed or standard.revision != before else "unchanged"


def _create(actor: Actor, unit: Unit, text: StandardText, at: datetime) -> Standard:
    standard = create_standard(
        actor=actor, unit_key=unit.key, code=text.code, title=text.title, category=text.domain, at=at
    )
    _describe(actor, standard, text, at)
    standard.refresh_from_db()
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
    taken = _keys_taken(text)
    act.add([_clause(standard, part, (index + 1) * STEP, taken) for index, part in enumerate(text.parts)])
    act.finish("adopt_standard")
    return standard


def _describe(actor: Actor, standard: Standard, text: StandardText, at: datetime) -> None:
    describe_standard(
        actor=actor,
        key=standard.key,
        at=at,
        items=text.items,
        grades=text.grades,
        property_types=text.property_types,
        customer_groups=text.customer_groups,
    )


def _keys_taken(text: StandardText) -> set[str]:
    """Return the keys of parts that clauses of some draft have already; those parts get new ones."""
    keys = [part.key for part in text.parts if part.key]
    return {str(key) for key in DraftClause.objects.filter(key__in=keys).values_list("key", flat=True)}


def _clause(standard: Standard, part: ClauseText, position: int, taken: set[str]) -> DraftClause:
    key = UUID(part.key) if part.key and part.key not in taken else uuid4()
    return DraftClause(standard=standard, key=key, position=position, **state_of(part))


def _take_changes(actor: Actor, standard: Standard, text: StandardText, at: datetime, *, prune: bool) -> bool:
    """Bring the draft to the text; tell whether anything changed."""
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
    clauses = list(DraftClause.objects.filter(standard=standard).order_by("position", "pk"))
    pairs = _paired(text, clauses)
    if prune:
        kept = {clause.pk for clause in pairs.values()}
        for clause in clauses:
            if clause.pk not in kept:
                clause.standard = standard
                act.remove(clause)
    taken = _keys_taken(text)
    previous: DraftClause | None = None
    for index, part in enumerate(text.parts):
        found = pairs.get(index)
        if found is None:
            found = _clause(standard, part, _place(standard, previous), taken)
            act.add([found])
        else:
            _bring(act, found, part)
        previous = found
    if not act.touched:
        return False
    act.finish("take_standard")
    return True


def _place(standard: Standard, previous: DraftClause | None) -> int:
    after = DraftClause.objects.get(pk=previous.pk) if previous else None
    return place_after(standard, after)


def _bring(act: DraftAct, clause: DraftClause, part: ClauseText) -> None:
    clause.standard = act.standard
    wanted = state_of(part)
    now = {name: getattr(clause, name) for name in wanted}
    if now == wanted:
        return
    before = act.snapshot(clause)
    for name, value in wanted.items():
        setattr(clause, name, value)
    act.change(clause, before)


def _paired(text: StandardText, clauses: list[DraftClause]) -> Mapping[int, DraftClause]:
    """Return the clause of the draft that each part of the text stands for, by position of the part."""
    by_key = {str(clause.key): clause for clause in clauses}
    found = {index: by_key[part.key] for index, part in enumerate(text.parts) if part.key in by_key}
    used = {clause.pk for clause in found.values()}
    for same in (lambda c: (c.number, c.text), lambda c: c.text, lambda c: c.number or None):
        free: dict[object, DraftClause] = {}
        for clause in clauses:
            if clause.pk not in used and same(clause) is not None:
                free.setdefault(same(clause), clause)
        for index, part in enumerate(text.parts):
            if index not in found and not part.key and (clause := free.pop(same(part), None)) is not None:
                found[index] = clause
                used.add(clause.pk)
    return found
