"""What a process says, made tidy and written with its caches, its change and its links to clauses."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process, StepClause, TableChange
from guicheng.apps.processes.readings import COLUMNS, Drawn, Row, read
from guicheng.apps.processes.services.linking import links_of
from guicheng.domain.process.cells import LATER
from guicheng.domain.values import FieldError
from guicheng.domain.values.message import _

_MOST_STEPS: Final = 500
_LONGEST_CELL: Final = 1_000
_LASTING: Final = re.compile(r"[0-9a-f]{12}")


class NotAProcessError(FieldError):
    """A value is missing or cannot be what it is; nothing was written."""

    code = "not-a-process"


@dataclass(frozen=True, slots=True)
class Content:
    """What a process says.

    Args:
        rows: Its table, tidy.
        drawn: Its diagram, None while the table says everything.
    """

    rows: list[dict[str, str]]
    drawn: Drawn = None


def store(process: Process, content: Content, act: str, actor: Actor, at: datetime) -> None:
    """Write what a process says with its caches, its change and its links to clauses."""
    before, drawn_before = process.rows, process.drawn
    reading = read(process.title, content.rows, drawn=content.drawn)
    process.rows, process.drawn, process.revision = content.rows, content.drawn, process.revision + 1
    process.errors, process.minutes = reading.errors, reading.minutes
    process.changed_at, process.changed_by = at, actor.person
    process.save()
    TableChange.objects.create(
        process=process,
        revision=process.revision,
        act=act,
        before=before,
        after=content.rows,
        drawn_before=drawn_before,
        drawn_after=content.drawn,
        at=at,
        by=actor.person,
        by_name=actor.name[:120],
    )
    process.links.all().delete()
    StepClause.objects.bulk_create(links_of(process, actor, content.rows))


def tidy(rows: Iterable[Row], known: Sequence[Row], *, new: bool = False) -> list[dict[str, str]]:
    """Return rows as they are kept: clean cells, no empty rows, a number and a lasting id each.

    Args:
        rows: Cells by column, with the lasting id of steps that have one.
        known: The rows that stand there.
        new: Whether lasting ids that no row has yet are taken as they come, as from a diagram; and a step without
            one is the step of its number.

    Raises:
        NotAProcessError: There are too many steps or a cell is too long.
    """
    wanted = [{"id": row.get("id", ""), **_cells(row)} for row in rows]
    found = [row for row in wanted if row["name"]]
    if len(found) > _MOST_STEPS:
        raise NotAProcessError(_("A process has at most {most} steps.", most=str(_MOST_STEPS)), field="rows")
    ours, seen, numbers = {row["id"] for row in known}, set[str](), {row["number"] for row in found}
    named = {row["number"]: row["id"] for row in known} if new else {}
    free = (str(number) for number in range(1, 2 * _MOST_STEPS + 1) if str(number) not in numbers)
    for row in found:
        lasting = row["id"] or named.get(row["number"], "")
        fits = lasting in ours or (new and _LASTING.fullmatch(lasting) is not None)
        row["id"] = lasting if fits and lasting not in seen else uuid.uuid4().hex[:12]
        seen.add(row["id"])
        row["number"] = row["number"] or next(free)
    return found


def _cells(row: Row) -> dict[str, str]:
    cells = {name: _cell(row.get(name, "")) for name in COLUMNS}
    return {name: text for name, text in cells.items() if text or name not in LATER}


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in str(text).replace("\0", "").splitlines())
    found = "\n".join(line for line in lines if line)
    if len(found) > _LONGEST_CELL:
        raise NotAProcessError(
            _("A cell holds at most {most} characters. Shorten it: {said}…", most=str(_LONGEST_CELL), said=found[:20]),
            field="rows",
        )
    return found
