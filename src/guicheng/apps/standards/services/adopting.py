"""Standards kept as texts taken into drafts: new ones, or what a text changes in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal
from uuid import UUID, uuid4

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import ChangeWhy, ClauseChange, DraftClause, Standard
from guicheng.apps.standards.readings.texts import part_of, state_of
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.acts import DraftAct, revisions_of
from guicheng.apps.standards.services.describing import describe_standard
from guicheng.apps.standards.services.drafts import MOST_CLAUSES
from guicheng.apps.standards.services.placing import in_order, placed, woven
from guicheng.apps.standards.services.standards import code_taken, create_standard, rename_standard
from guicheng.domain.standard import ClauseText, StandardText
from guicheng.domain.values.message import _

_BATCH: Final = 400
Taken = Literal["created", "changed", "unchanged"]


@transaction.atomic
def take_text(
    *, actor: Actor, unit: Unit, text: StandardText, at: datetime, prune: bool = False
) -> tuple[Standard, Taken]:
    """Make a standard of a text, or take over what the text changes in the draft of the same code.

    Clauses are known again by their keys, then by number and text, and come to stand in the order of the text. What
    the text says of title, coverage and grades is taken over; accepted findings are not, since a person answers for
    each. Keys that nothing else has stay, so that the file and the draft know each other for the same.

    Args:
        actor: Who takes it in; needs ``standards.edit`` at the unit.
        unit: Where a new standard belongs.
        text: The standard.
        at: Now, with time zone.
        prune: Whether clauses of the draft that the text lacks are deleted.

    Returns:
        The standard, and what became of it.

    Raises:
        NotAsWantedError: It has too many clauses, or a value is none.
        CodeTakenError: The code is that of a standard out of reach.
        InReviewError: An approval of the draft runs.
    """
    if len(text.parts) > MOST_CLAUSES:
        raise NotAsWantedError(
            _(
                "“{title}” would have {count} clauses; a standard has at most {limit}.",
                title=text.title,
                count=str(len(text.parts)),
                limit=str(MOST_CLAUSES),
            ),
            field="text",
        )
    known = Standard.objects.filter(code=text.code.upper(), company__path=unit.company_path).first()
    if known is None:
        return _create(actor, unit, text, at), "created"
    try:
        standard = standard_for(actor, "standards.edit", known.key)
    except Standard.DoesNotExist as error:
        raise code_taken(known.code) from error
    changed = _take_changes(actor, standard, text, at, prune=prune)
    before = standard.revision
    _describe(actor, standard, text, at)
    standard.refresh_from_db()
    return standard, "changed" if changed or standard.revision != before else "unchanged"


def _create(actor: Actor, unit: Unit, text: StandardText, at: datetime) -> Standard:
    free = text.key and not Standard.objects.filter(key=text.key).exists()
    standard = create_standard(
        actor=actor,
        unit_key=unit.key,
        code=text.code,
        title=text.title,
        category=text.domain,
        at=at,
        key=UUID(text.key) if free else None,
    )
    _describe(actor, standard, text, at)
    standard.refresh_from_db()
    if text.parts:
        act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
        clauses = [_clause(standard, part) for part in _keyed(standard, text)]
        placed(clauses, ())
        act.add(clauses)
        act.finish("adopt_standard")
    return standard


def _describe(actor: Actor, standard: Standard, text: StandardText, at: datetime) -> None:
    category = text.domain or standard.category
    rename_standard(actor=actor, key=standard.key, title=text.title, code=standard.code, at=at, category=category)
    describe_standard(
        actor=actor,
        key=standard.key,
        at=at,
        items=text.items,
        grades=text.grades,
        property_types=text.property_types,
        customer_groups=text.customer_groups,
    )


def _keyed(standard: Standard, text: StandardText) -> list[ClauseText]:
    """Return the parts of a text without the keys that clauses of other standards have or had."""
    keys = [part.key for part in text.parts if part.key]
    taken = {str(key) for key in DraftClause.objects.filter(key__in=keys).values_list("key", flat=True)}
    elsewhere = ClauseChange.objects.filter(clause_key__in=keys).exclude(standard=standard)
    taken |= {str(key) for key in elsewhere.values_list("clause_key", flat=True)}
    return [replace(part, key="") if part.key in taken else part for part in text.parts]


def _clause(standard: Standard, part: ClauseText) -> DraftClause:
    return DraftClause(standard=standard, key=UUID(part.key) if part.key else uuid4(), **state_of(part))


def _take_changes(actor: Actor, standard: Standard, text: StandardText, at: datetime, *, prune: bool) -> bool:
    """Bring the draft to the text; tell whether anything changed."""
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
    clauses = list(DraftClause.objects.filter(standard=standard).order_by("position", "pk"))
    pairs = _paired(text, clauses)
    there = {clause.pk for clause in pairs.values()}
    if prune:
        for clause in clauses:
            if clause.pk not in there:
                clause.standard = standard
                act.remove(clause)
        clauses = [clause for clause in clauses if clause.pk in there]
    fresh = _keyed(standard, text)
    wanted = [pairs.get(index) or _clause(standard, part) for index, part in enumerate(fresh)]
    order = woven(clauses, wanted)
    before = {clause.pk: clause.position for clause in clauses}
    spread = placed(order, in_order(clauses, order))
    DraftClause.objects.bulk_update(spread, ["position"], batch_size=_BATCH)
    before |= {clause.pk: clause.position for clause in spread}
    for index, clause in pairs.items():
        _bring(act, clause, text.parts[index], before[clause.pk])
    added = [clause for clause in wanted if not clause.pk]
    revisions = revisions_of([clause.key for clause in added])
    for clause in added:
        # One that was deleted and comes back goes on with its revisions.
        clause.revision = revisions.get(clause.key, 0) + 1
    act.add(added)
    if not act.touched:
        return False
    act.finish("take_standard")
    return True


def _bring(act: DraftAct, clause: DraftClause, part: ClauseText, position: int) -> None:
    """Give a clause what the text says of it, and the place that it has there."""
    clause.standard = act.standard
    wanted = state_of(part)
    # What a file cannot tell apart, such as an empty element, is no difference.
    if state_of(part_of(clause)) == wanted and clause.position == position:
        return
    place, clause.position = clause.position, position
    before = act.snapshot(clause)
    clause.position = place
    for name, value in wanted.items():
        setattr(clause, name, value)
    act.change(clause, before)


def _paired(text: StandardText, clauses: list[DraftClause]) -> Mapping[int, DraftClause]:
    """Return the clause of the draft that each part of the text stands for, by position of the part."""
    by_key = {str(clause.key): clause for clause in clauses}
    found = {index: by_key[part.key] for index, part in enumerate(text.parts) if part.key in by_key}
    used = {clause.pk for clause in found.values()}
    for keyed_too, same in ((True, _number_and_text), (True, _text), (False, _number)):
        free: dict[object, DraftClause] = {}
        for clause in clauses:
            if clause.pk not in used and same(clause):
                free.setdefault(same(clause), clause)
        for index, part in enumerate(text.parts):
            # A number alone makes a clause the same only where the file gives no key that says otherwise.
            if index not in found and (keyed_too or not part.key) and same(part) in free:
                found[index] = free.pop(same(part))
                used.add(found[index].pk)
    return found


def _number_and_text(said: ClauseText | DraftClause) -> tuple[str, str]:
    return said.number, said.text


def _text(said: ClauseText | DraftClause) -> str:
    return said.text


def _number(said: ClauseText | DraftClause) -> str:
    return said.number
