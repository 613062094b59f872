"""A process saved over the revision that was seen, as table or as diagram; changes taken back and done again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.diagrams import diagram_read, told_anew, told_numbers
from guicheng.apps.processes.models import Process, TableChange
from guicheng.apps.processes.readings import Row
from guicheng.apps.processes.services.access import note, process_for
from guicheng.apps.processes.services.storing import Content, NotAProcessError, store, tidy
from guicheng.domain.values import GuichengError, StaleError
from guicheng.domain.values.message import _


class OnlyInDiagramError(GuichengError):
    """The table cannot say all that the diagram says, so that saving it alone would lose something."""

    code = "only-in-diagram"


@transaction.atomic
def save_table(
    *,
    actor: Actor,
    process_key: str | UUID,
    rows: Iterable[Row],
    revision: int,
    at: datetime,
    gives_up_diagram: bool = False,
) -> Process:
    """Save a table over the revision that was seen; a table that says the same is not saved again.

    Args:
        actor: Who saves; needs ``processes.edit``.
        process_key: The process.
        rows: Cells by column, with the lasting id of steps that have one.
        revision: The revision that the actor saw.
        at: Now, with time zone.
        gives_up_diagram: Whether what stands only in the diagram may be lost; the history keeps it.

    Raises:
        Process.DoesNotExist: There is none within reach.
        StaleError: Somebody saved since; what they wrote stands, and nothing was written.
        OnlyInDiagramError: Something stands only in the diagram.
        NotAProcessError: There are too many steps or a cell is too long.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    beyond = bool(process.drawn and process.drawn["only"])
    if beyond and not gives_up_diagram:
        raise OnlyInDiagramError(
            _(
                "{code} holds parts that stand only in the diagram. Change it there, or let the table be all of it.",
                code=process.code,
            )
        )
    found = tidy(rows, process.rows)
    if found != process.rows or beyond:
        kept = told_anew(process.title, process.drawn, process.rows, found)
        _written(process, Content(found, kept), "save", actor, at)
    return process


@transaction.atomic
def save_diagram(*, actor: Actor, process_key: str | UUID, xml: str, revision: int, at: datetime) -> Process:
    """Save a diagram over the revision that was seen, and the table that it says.

    Args:
        actor: Who saves; needs ``processes.edit``.
        process_key: The process.
        xml: BPMN 2.0.
        revision: The revision that the actor saw.
        at: Now, with time zone.

    Raises:
        StaleError: Somebody saved since.
        DiagramRefusedError: It holds what is not supported, or what could do harm.
        FileRefusedError: It is damaged.
        NotAProcessError: There are too many steps or a cell is too long.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    _title, rows, drawn = diagram_read(f"{process.code}.bpmn", xml.encode())
    kept = tidy(rows, process.rows, new=True)
    found = Content(kept, told_numbers(process.title, drawn, kept))
    if found != Content(process.rows, process.drawn):
        _written(process, found, "save", actor, at)
    return process


@transaction.atomic
def undo(*, actor: Actor, process_key: str | UUID, revision: int, at: datetime) -> Process:
    """Take the last change back, as a change of its own; one that was taken back is passed over.

    Raises:
        StaleError: Somebody saved since.
        NotAProcessError: Nothing is left to take back.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    change = _found(process, "undo")
    store(process, Content(change.before, change.drawn_before), "undo", actor, at)
    note(process, "undo_table", actor, at)
    return process


@transaction.atomic
def redo(*, actor: Actor, process_key: str | UUID, revision: int, at: datetime) -> Process:
    """Do again what was taken back last, as a change of its own; a change made since leaves nothing to do again.

    Raises:
        StaleError: Somebody saved since.
        NotAProcessError: Nothing is left to do again.
    """
    process = process_for(actor, "processes.edit", process_key)
    _fresh(process, revision)
    change = _found(process, "redo")
    store(process, Content(change.after, change.drawn_after), "redo", actor, at)
    note(process, "redo_table", actor, at)
    return process


def _written(process: Process, content: Content, act: str, actor: Actor, at: datetime) -> None:
    store(process, content, act, actor, at)
    note(process, "save_table", actor, at, after={"count": len(content.rows)})


def _fresh(process: Process, revision: int) -> None:
    if process.revision != revision:
        raise StaleError(
            _("Somebody changed {code} since. What you wrote stands below; nothing was saved.", code=process.code),
            present=json.dumps(process.rows, ensure_ascii=False),
            revision=process.revision,
        )


def _found(process: Process, way: Literal["undo", "redo"]) -> TableChange:
    """Return the change that is taken back or done again next.

    Raises:
        NotAProcessError: There is none.
    """
    done, taken_back = list[int](), list[int]()
    for key, act in process.changes.order_by("revision").values_list("pk", "act"):
        if act == "undo" and done:
            taken_back.append(done.pop())
        elif act == "redo" and taken_back:
            done.append(taken_back.pop())
        elif act == "save":
            done.append(key)
            taken_back.clear()
    if way == "undo" and not done:
        raise NotAProcessError(_("Nothing is left to take back."), field="revision")
    if way == "redo" and not taken_back:
        raise NotAProcessError(_("Nothing is left to do again."), field="revision")
    return process.changes.get(pk=(done if way == "undo" else taken_back)[-1])
