"""Named parameters: values that stand in many clauses and are changed in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Parameter, Standard
from guicheng.apps.standards.readings import company_words, day_of, judge, notes_of, parameter_names, settle
from guicheng.apps.standards.selectors import clean, parameter_uses, parameter_visible_to
from guicheng.apps.standards.services.access import NotAsWantedError, moment
from guicheng.apps.standards.services.checks import count_errors, store_derived
from guicheng.apps.standards.services.voiding import void_opinions
from guicheng.apps.standards.services.words import company_for, note_words
from guicheng.domain.standard.parameters import canonical
from guicheng.domain.values import GuichengError, StaleError
from guicheng.domain.values.message import _

_BLANK: Final = re.compile(r"[\n\r\t【】]")
_LONGEST_NAME: Final = 60
_LONGEST_VALUE: Final = 40
_LONGEST_NOTE: Final = 500


class ParameterUsedError(GuichengError):
    """Clauses name the parameter."""

    code = "parameter-used"


@transaction.atomic
def set_parameter(*, actor: Actor, name: str, value: str, at: datetime, note: str = "", revision: int = 0) -> Parameter:
    """Add a named parameter or change its value; every clause that names it is read anew at once.

    Args:
        actor: Who sets it; needs ``lexicon.manage`` for the company.
        name: Its name: a group, a dot, a name, such as 时限.急修到场.
        value: What stands for it in the text, such as 30分钟; at most 40 characters.
        at: Now, with time zone.
        note: Where the value comes from.
        revision: The revision that the actor saw; 0 for a new one.

    Raises:
        NotAsWantedError: Name or value cannot be what they are, or the name is taken.
        StaleError: Somebody changed it since; nothing is written.
    """
    company = company_for(actor)
    called, wanted = canonical(clean(name)), clean(value)
    _nameable(called, wanted)
    row = Parameter.objects.select_for_update().filter(company=company, name=called).first()
    before = {"value": row.value} if row else {}
    row = _revised(row, company, called, revision)
    row.value, row.note, row.changed_at = wanted, clean(note)[:_LONGEST_NOTE], at
    row.save()
    if before != {"value": wanted}:
        _reread_uses(company, called, actor, at)
    note_words(actor, company, "set_parameter", row, at, before=before, after={"value": wanted}, job=False)
    return row


@transaction.atomic
def bring_parameters(*, actor: Actor, values: Mapping[str, str], at: datetime) -> list[str]:
    """Give named parameters the values of a file; return the names of those that had none or another one.

    Args:
        actor: Who brings them; needs ``lexicon.manage`` for the company where one changes.
        values: Value by name.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: A name or a value cannot be what it is.
    """
    rows = Parameter.objects.filter(company_id=actor.company_id)
    there = {name: (value, revision) for name, value, revision in rows.values_list("name", "value", "revision")}
    changed = []
    for name, value in sorted(values.items()):
        now, revision = there.get(canonical(clean(name)), ("", 0))
        if now != clean(value):
            set_parameter(actor=actor, name=name, value=value, at=at, revision=revision)
            changed.append(name)
    return changed


@transaction.atomic
def remove_parameter(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Remove a parameter that no draft names.

    Raises:
        ParameterUsedError: Clauses name it.
    """
    company, row = company_for(actor), parameter_visible_to(actor, key)
    used = parameter_uses(company.pk, row.name).count()
    if used:
        raise ParameterUsedError(
            _("Clauses that name {name}: {count}. Change them first.", name=row.name, count=str(used))
        )
    note_words(actor, company, "remove_parameter", row, at, before={"value": row.value}, job=False)
    row.delete()


def _nameable(name: str, value: str) -> None:
    if parameter_names(f"【{name}】") != {name} or len(name) > _LONGEST_NAME:
        raise NotAsWantedError(_("Write a group, a dot and a name, such as 时限.急修到场."), field="name")
    if not value or len(value) > _LONGEST_VALUE or _BLANK.search(value):
        raise NotAsWantedError(
            _("Write a value of at most {limit} characters, such as 30分钟.", limit="40"), field="value"
        )


def _revised(row: Parameter | None, company: Unit, name: str, revision: int) -> Parameter:
    if row is None:
        return Parameter(company=company, name=name)
    if revision == 0:
        raise NotAsWantedError(_("{name} is there already. Change its value instead.", name=name), field="name")
    if row.revision != revision:
        raise StaleError(
            _("{name} was changed at {when}. Compare, then save.", name=name, when=moment(row.changed_at)),
            present=row.value,
            revision=row.revision,
        )
    row.revision += 1
    return row


def _reread_uses(company: Unit, name: str, actor: Actor, at: datetime) -> None:
    """Read the clauses that name a parameter anew, and take them out of approvals that cover them."""
    words = company_words(company.pk)
    named = parameter_uses(company.pk, name)
    # Locked in one order, so that two changes at a time do not wait for each other; clauses are read under the lock.
    standards = Standard.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    for standard in standards.filter(pk__in=named.order_by().values("standard")):
        rows = list(named.filter(standard=standard))
        notes = notes_of(standard.pk, [clause.key for clause in rows])
        store_derived([settle(clause, judge(clause, words, notes, day_of(at))) for clause in rows])
        count_errors(standard)
        void_opinions(standard=standard, keys=[clause.key for clause in rows], words=words, actor=actor, at=at)
