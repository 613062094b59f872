"""A process begun from nothing, a table or a diagram, renamed, taken out of use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.processes.diagrams import told_numbers
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import Drawn, Row
from guicheng.apps.processes.services.access import note, process_for
from guicheng.apps.processes.services.storing import Content, NotAProcessError, store, tidy
from guicheng.apps.standards.selectors import company_of
from guicheng.domain.values.message import _

_CODE: Final = re.compile(r"[A-Z0-9一-鿿][A-Z0-9一-鿿._-]{0,19}")
_LONGEST_TITLE: Final = 120


@transaction.atomic
def create_process(
    *,
    actor: Actor,
    unit_key: str | UUID,
    code: str,
    title: str,
    at: datetime,
    rows: Iterable[Row] = (),
    drawn: Drawn = None,
) -> Process:
    """Begin a process, empty or with the rows of a file.

    Args:
        actor: Who begins it; needs ``processes.edit`` at the unit.
        unit_key: The unit to which it belongs.
        code: Up to 20 letters, digits, dots and dashes; once in a company.
        title: At most 120 characters.
        at: Now, with time zone.
        rows: Cells by column; lasting ids are given to steps that have none.
        drawn: The diagram that it comes from, where no table can say all of it.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAProcessError: The code or the title cannot be what it is, or the code is taken.
    """
    unit: Unit = one(Unit.objects.filter(actor.within("processes.read", "")), unit_key)
    permit(actor, "processes.edit", unit)
    named = _code(code)
    process = Process(unit=unit, company=company_of(unit), code=named, title=_title(title), revision=0, changed_at=at)
    try:
        with transaction.atomic():
            process.save()
    except IntegrityError as error:
        raise NotAProcessError(
            _("There is a process {code} already. Choose another code.", code=named), field="code"
        ) from error
    kept = tidy(rows, (), new=drawn is not None)
    store(process, Content(kept, told_numbers(process.title, drawn, kept)), "create", actor, at)
    note(process, "create_process", actor, at, after={"code": process.code, "title": process.title})
    return process


@transaction.atomic
def rename_process(*, actor: Actor, process_key: str | UUID, title: str, at: datetime) -> Process:
    """Give a process another title.

    Raises:
        NotAProcessError: The title is empty or too long.
    """
    process = process_for(actor, "processes.edit", process_key)
    before, process.title = process.title, _title(title)
    process.save(update_fields=["title"])
    note(process, "rename_process", actor, at, before={"title": before}, after={"title": process.title})
    return process


@transaction.atomic
def set_archived(*, actor: Actor, process_key: str | UUID, archived: bool, at: datetime) -> Process:
    """Take a process out of use or back into use; its editions stay."""
    process = process_for(actor, "processes.publish", process_key, archived=True)
    process.archived_at = at if archived else None
    process.save(update_fields=["archived_at"])
    note(process, "archive_process" if archived else "unarchive_process", actor, at)
    return process


def _code(text: str) -> str:
    found = "".join(str(text).split()).upper()
    if not _CODE.fullmatch(found):
        raise NotAProcessError(
            _("Write a code of at most 20 letters, digits, dots and dashes, such as LC-01."), field="code"
        )
    return found


def _title(text: str) -> str:
    found = " ".join(str(text).replace("\0", "").split())
    if not found or len(found) > _LONGEST_TITLE:
        raise NotAProcessError(
            _("Write a title of at most {most} characters.", most=str(_LONGEST_TITLE)), field="title"
        )
    return found
