"""Standards: created, named, assigned, moved, archived."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Trade, Unit
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings import company_words, reader_version
from guicheng.apps.standards.selectors import clean, colleague, company_of, unit_within
from guicheng.apps.standards.selectors.people import holders_of
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.telling import follow
from guicheng.apps.standards.services.voiding import void_opinions
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_CODE: Final = re.compile(r"\w[\w.-]{0,19}")
_LONGEST_TITLE: Final = 120
_EDIT: Final = "standards.edit"


class CodeTakenError(GuichengError):
    """Another standard of the company has this code."""

    code = "code-taken"


class InReviewError(GuichengError):
    """An approval of the standard runs."""

    code = "in-review"


@transaction.atomic
def create_standard(
    *,
    actor: Actor,
    unit_key: str | UUID,
    code: str,
    title: str,
    at: datetime,
    category: str = "",
    steward_key: str | UUID = "",
    key: UUID | None = None,
) -> Standard:
    """Create a standard without clauses.

    Args:
        actor: Who creates it; needs ``standards.edit`` at the unit.
        unit_key: The unit it belongs to.
        code: Its code, unique in the company: letters, figures, dots and hyphens, at most 20.
        title: Its title, at most 120 characters.
        at: Now, with time zone.
        category: A ``Trade``, or "".
        steward_key: Who looks after it; "" for nobody.
        key: Its lasting key, which no other standard has; None for a new one.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        CodeTakenError: Another standard of the company has this code.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    unit = unit_within(actor, unit_key)
    permit(actor, _EDIT, unit)
    takes_standards(unit)
    standard = Standard(
        key=key or uuid4(),
        company=company_of(unit),
        unit=unit,
        code=wanted_code(code),
        title=wanted_title(title),
        category=wanted_category(category),
        steward=wanted_steward(actor, steward_key, unit),
        reader=reader_version(),
        created_at=at,
        updated_at=at,
    )
    _save_named(standard)
    follow(actor.person, standard)
    follow(standard.steward, standard)
    audit(standard, "create_standard", actor, at, after=_named(standard))
    return standard


@transaction.atomic
def rename_standard(
    *, actor: Actor, key: str | UUID, title: str, code: str, at: datetime, category: str = ""
) -> Standard:
    """Give a standard another title, code or category; see ``create_standard`` for values and errors."""
    standard = standard_for(actor, _EDIT, key)
    before = _named(standard)
    standard.title, standard.code = wanted_title(title), wanted_code(code)
    standard.category = wanted_category(category)
    if _named(standard) == before:
        return standard
    standard.revision, standard.updated_at = standard.revision + 1, at
    _save_named(standard)
    words = company_words(standard.company_id)
    void_opinions(standard=standard, keys=[None], words=words, actor=actor, at=at)
    audit(standard, "rename_standard", actor, at, before=before, after=_named(standard))
    return standard


def audit(
    standard: Standard,
    name: str,
    actor: Actor,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write the audit row of an act on a standard."""
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="standard",
        key=str(standard.key),
        label=str(standard),
        unit_path=str(standard.unit.path),
        before=before,
        after=after,
        at=at,
    )


def wanted_code(code: str) -> str:
    """Return a code as it is kept: in capitals.

    Raises:
        NotAsWantedError: It is empty, too long, or holds other characters.
    """
    wanted = clean(code).upper()
    if not _CODE.fullmatch(wanted):
        raise NotAsWantedError(
            _("Write a code of letters, figures, dots and hyphens, at most 20 characters, such as KF-03."), field="code"
        )
    return wanted


def wanted_title(title: str) -> str:
    """Return a title as it is kept.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    wanted = clean(title)
    if not wanted or len(wanted) > _LONGEST_TITLE:
        raise NotAsWantedError(
            _("Write a title of at most {limit} characters.", limit=str(_LONGEST_TITLE)), field="title"
        )
    return wanted


def wanted_category(category: str) -> str:
    """Return a category.

    Raises:
        NotAsWantedError: There is no such category.
    """
    if category and category not in Trade.values:
        raise NotAsWantedError(_("Choose a category from the list."), field="category")
    return category


def takes_standards(unit: Unit) -> None:
    """Let a unit pass that is not archived.

    Raises:
        NotAsWantedError: It is.
    """
    if unit.archived_at:
        raise NotAsWantedError(_("{unit} is archived. Choose another unit.", unit=unit.name), field="unit_key")


def wanted_steward(actor: Actor, key: str | UUID, unit: Unit) -> Person | None:
    """Return who looks after a standard, None for nobody.

    Raises:
        Person.DoesNotExist: There is none in the company.
        NotAsWantedError: They cannot read the standards of the unit.
    """
    if not key:
        return None
    person = colleague(actor, key)
    if not holders_of(unit, "standards.read").filter(pk=person.pk).exists():
        raise NotAsWantedError(
            _("{name} cannot read the standards of {unit}. Choose somebody who can.", name=person.name, unit=unit.name),
            field="steward_key",
        )
    return person


def _named(standard: Standard) -> dict[str, str]:
    return {"code": standard.code, "title": standard.title, "category": standard.category}


def _save_named(standard: Standard) -> None:
    try:
        with transaction.atomic():
            standard.save()
    except IntegrityError as error:
        raise code_taken(standard.code) from error


def code_taken(code: str) -> CodeTakenError:
    """Return the error that says that another standard of the company has a code, whoever may see it."""
    return CodeTakenError(_("Another standard has the code {code}. Choose another one.", code=code))
