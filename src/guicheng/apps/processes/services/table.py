"""A process begun, its table saved over the revision that was seen, and changes taken back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.processes.models import Process, StepClause, TableChange
from guicheng.apps.processes.readings import COLUMNS, Row, cited, read
from guicheng.apps.processes.selectors import clauses_cited
from guicheng.apps.processes.services.access import note, permit, process_for
from guicheng.apps.standards.selectors import company_of
from guicheng.domain.values import GuichengError, Message, StaleError
from guicheng.domain.values.message import _

_CODE: Final = re.compile(r"[A-Z0-9一-鿿][A-Z0-9一-鿿._-]{0,19}")
_MOST_STEPS: Final = 500
_LONGEST_CELL: Final = 1_000
_LONGEST_TITLE: Final = 120


class NotAProcessError(GuichengError):
    """A value is missing or cannot be what it is; nothing was written.

    Args:
        message: What to write instead.
        field: Name of the argument.
    """

    code = "not-a-process"

    def __init__(self, message: Message, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def create_process(
    *, actor: Actor, unit_key: str | UUID, code: str, title: str, at: datetime, rows: Iterable[Row] = ()
) -> Process:
    """Begin a process, empty or with the rows of a file.

    Args:
        actor: Who begins it; needs ``processes.edit`` at the unit.
        unit_key: The unit to which it belongs.
        code: Up to 20 letters, digits, dots and dashes; once in a company.
        title: At most 120 characters.
        at: Now, with time zone.
        rows: Cells by column; lasting ids are given to steps that have none.

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
    _store(process, _tidy(rows, ()), "create", actor, at)
    note(process, "create_process", actor, at, after={"code": process.code, "title": process.title})
    return process


@transaction.atomic
def save_table(*, actor: Actor, process_key: str | UUID, rows: Iterable[Row], revision: int, at: datetime) -> Process:
    """Save a table over the revision that was seen; a table that says the same is not saved again.

    Args:
        actor: Who saves; needs ``processes.edit``.
        process_key: The process.
        rows: Cells by column, with the lasting id of steps that have one.
        revision: The revision that the actor saw.
        at: Now, with time zone.

    Raises:
        Process.DoesNotExist: There is none within reach.
        StaleError: Somebody saved since; what they wrote stands, and nothing was written.
        NotAProcessError: There are too many steps or a cell is too long.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    found = _tidy(rows, process.rows)
    if found != process.rows:
        count = _store(process, found, "save", actor, at)
        note(process, "save_table", actor, at, after={"count": count})
    return process


@transaction.atomic
def undo(*, actor: Actor, process_key: str | UUID, revision: int, at: datetime) -> Process:
    """Take the last change of a table back, as a change of its own; one that was taken back is passed over.

    Raises:
        StaleError: Somebody saved since.
        NotAProcessError: Nothing is left to take back.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    change = _to_take_back(process)
    if change is None:
        raise NotAProcessError(_("Nothing is left to take back."), field="revision")
    _store(process, change.before, "undo", actor, at)
    note(process, "undo_table", actor, at)
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


def _fresh(process: Process, revision: int) -> None:
    if process.revision != revision:
        raise StaleError(
            _("Somebody changed {code} since. What you wrote stands below; nothing was saved.", code=process.code)
        )


def _store(process: Process, rows: list[dict[str, str]], act: str, actor: Actor, at: datetime) -> int:
    """Write a table with its caches, its change and its links to clauses; return how many steps it has."""
    before, reading = process.rows, read(process.title, rows)
    process.rows, process.revision = rows, process.revision + 1
    process.errors, process.minutes = reading.errors, reading.minutes
    process.changed_at, process.changed_by = at, actor.person
    process.save()
    TableChange.objects.create(
        process=process,
        revision=process.revision,
        act=act,
        before=before,
        after=rows,
        at=at,
        by=actor.person,
        by_name=actor.name[:120],
    )
    clauses = clauses_cited(actor, rows)
    process.links.all().delete()
    StepClause.objects.bulk_create(
        StepClause(process=process, step_id=step, clause=key)
        for step, texts in cited(rows).items()
        for key in dict.fromkeys(clauses[text].key for text in texts if text in clauses)
    )
    return len(rows)


def _to_take_back(process: Process) -> TableChange | None:
    """Return the newest change that is neither a taking back nor taken back."""
    skip = 0
    for change in process.changes.all():
        if change.act == "undo":
            skip += 1
        elif skip:
            skip -= 1
        else:
            return change if change.act == "save" else None
    return None


def _tidy(rows: Iterable[Row], known: Sequence[Row]) -> list[dict[str, str]]:
    """Return rows as they are kept: clean cells, no empty rows, a number and a lasting id each."""
    wanted = [{"id": row.get("id", ""), **{name: _cell(row.get(name, "")) for name in COLUMNS}} for row in rows]
    found = [row for row in wanted if row["name"]]
    if len(found) > _MOST_STEPS:
        raise NotAProcessError(_("A process has at most {most} steps.", most=str(_MOST_STEPS)), field="rows")
    ours, seen, numbers = {row["id"] for row in known}, set[str](), {row["number"] for row in found}
    free = (str(number) for number in range(1, 2 * _MOST_STEPS + 1) if str(number) not in numbers)
    for row in found:
        if row["id"] not in ours or row["id"] in seen:
            row["id"] = uuid.uuid4().hex[:12]
        seen.add(row["id"])
        row["number"] = row["number"] or next(free)
    return found


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in str(text).replace("\0", "").splitlines())
    found = "\n".join(line for line in lines if line)
    if len(found) > _LONGEST_CELL:
        raise NotAProcessError(
            _("A cell holds at most {most} characters. Shorten it: {said}…", most=str(_LONGEST_CELL), said=found[:20]),
            field="rows",
        )
    return found


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
