"""Processes: found, begun from a table or a diagram, written, checked, linked to clauses, given out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import process_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import processes as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.diagrams import diagram_read
from guicheng.apps.processes.exports import file_of
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import graph_of, process_of
from guicheng.apps.standards.selectors import clause_visible_to
from guicheng.domain.process import Report, check_graph, check_table, read_promise

calls = Calls("processes")
_READ, _EDIT = "processes.read", "processes.edit"
_WRITTEN: Final = ("not-a-process", "archived")
_DIAGRAM: Final = ("diagram-refused", "file-refused")
_CHECKED: Final = ("table-refused", *_DIAGRAM, "promise-refused", "too-many-states")


@calls.get("/processes", needs=_READ, answer=shapes.Processes, summary="List processes", refuses=("bad-cursor",))
def list_processes(request: HttpRequest, wanted: Query[shapes.ProcessListWanted]) -> dict[str, Any]:
    """Return the processes within reach that fit, by code."""
    rows = selectors.processes_visible_to(actor_of(request), wanted=wanted.words, archived=wanted.archived)
    found, following = page_of(rows, wanted.cursor, by="code")
    return {"items": [json.head_json(row) for row in found], "next": following}


@calls.get("/processes/{code}", needs=_READ, answer=shapes.ProcessWhole, summary="See a process")
def see_process(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return a process by its code or key, with its step table."""
    return _whole(_found(request, code))


@calls.write(
    "POST",
    "/processes",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    status=201,
    summary="Begin a process",
    refuses=("not-a-process", *_DIAGRAM),
)
def create_process(request: HttpRequest, body: shapes.ProcessIn) -> dict[str, Any]:
    """Begin a process, empty, from rows or from a BPMN diagram; what no table can say stays in the diagram."""
    title, rows, drawn = body.title, _rows(body.rows), None
    if body.bpmn:
        named, rows, drawn = diagram_read(f"{body.code}.bpmn", body.bpmn.encode())
        title, drawn = title or named[:120], drawn if drawn and drawn["only"] else None
    made = services.create_process(
        actor=actor_of(request),
        unit_key=body.unit,
        code=body.code,
        title=title,
        rows=rows,
        drawn=drawn,
        at=timezone.now(),
    )
    return _whole(made)


@calls.write(
    "PATCH",
    "/processes/{code}",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Rename a process",
    refuses=_WRITTEN,
)
def rename_process(request: HttpRequest, code: Path[str], body: shapes.ProcessChange) -> dict[str, Any]:
    """Give a process another title."""
    return _whole(services.rename_process(title=body.title, **_named(request, code)))


@calls.write(
    "PUT",
    "/processes/{code}/table",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Save a step table",
    refuses=(*_WRITTEN, "stale", "only-in-diagram"),
)
def save_table(request: HttpRequest, code: Path[str], body: shapes.TableIn) -> dict[str, Any]:
    """Save a table over the revision that was seen; rows without a name are left out."""
    return _whole(
        services.save_table(
            rows=_rows(body.rows),
            revision=body.revision,
            gives_up_diagram=body.gives_up_diagram,
            **_named(request, code),
        )
    )


@calls.write(
    "PUT",
    "/processes/{code}/diagram",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Save a diagram",
    refuses=(*_WRITTEN, *_DIAGRAM, "stale"),
)
def save_diagram(request: HttpRequest, code: Path[str], body: shapes.DiagramIn) -> dict[str, Any]:
    """Save a BPMN diagram over the revision that was seen, with the table that it says."""
    return _whole(services.save_diagram(xml=body.bpmn, revision=body.revision, **_named(request, code)))


@calls.write(
    "PUT",
    "/processes/{code}/steps/{step}/clauses",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Link a step to clauses",
    refuses=(*_WRITTEN, "stale", "only-in-diagram"),
)
def link_step(request: HttpRequest, code: Path[str], step: Path[str], body: shapes.Citations) -> dict[str, Any]:
    """Say which clauses a step realises, in place of those that it cites now; the step is named by its lasting id."""
    found = _found(request, code)
    if all(row["id"] != step for row in found.rows):
        raise Process.DoesNotExist
    cell = "、".join(body.clauses)
    rows = [{**row, "clauses": cell} if row["id"] == step else row for row in found.rows]
    return _whole(services.save_table(rows=rows, revision=body.revision, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/undo",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Take a change back",
    refuses=(*_WRITTEN, "stale"),
)
def undo_process(request: HttpRequest, code: Path[str], body: shapes.ProcessSeen) -> dict[str, Any]:
    """Take the last change of a process back, as a change of its own."""
    return _whole(services.undo(revision=body.revision, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/redo",
    needs=_EDIT,
    answer=shapes.ProcessWhole,
    summary="Do a change again",
    refuses=(*_WRITTEN, "stale"),
)
def redo_process(request: HttpRequest, code: Path[str], body: shapes.ProcessSeen) -> dict[str, Any]:
    """Do again what was taken back last."""
    return _whole(services.redo(revision=body.revision, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/archive",
    needs="processes.publish",
    answer=shapes.ProcessWhole,
    summary="Take a process out of use",
)
def archive_process(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Take a process out of use; its editions stay."""
    return _whole(services.set_archived(archived=True, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/unarchive",
    needs="processes.publish",
    answer=shapes.ProcessWhole,
    summary="Take a process back into use",
)
def unarchive_process(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Take a process back into use."""
    return _whole(services.set_archived(archived=False, **_named(request, code)))


@calls.get("/processes/{code}/check", needs=_READ, answer=shapes.Report, summary="Check a process", refuses=_CHECKED)
def check_process(request: HttpRequest, code: Path[str], wanted: Query[shapes.PromiseWanted]) -> dict[str, Any]:
    """Prove the draft of a process and time it, with a promise beside the limits if one is named."""
    found = _found(request, code)
    promise = read_promise(wanted.promise) if wanted.promise.strip() else None
    if found.drawn and found.drawn["only"]:
        report = check_graph(graph_of(found.title, found.drawn), promise)
    else:
        report = check_table(process_of(found.title, found.rows), promise)
    return json.report_json(report, selectors.staffing_of(found).warnings(report.graph))


@calls.ask("/step-tables/check", needs=_READ, answer=shapes.Report, summary="Check a table", refuses=_CHECKED)
def check_rows(request: HttpRequest, body: shapes.CheckIn) -> dict[str, Any]:
    """Prove and time a table or a BPMN diagram that is not kept."""
    return json.report_json(_checked(body))


@calls.get(
    "/processes/{code}/history",
    needs=_READ,
    answer=shapes.SavedList,
    summary="Read the history of a process",
    refuses=("bad-cursor",),
)
def process_history(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the saves of a process, newest first, each with what it changed."""
    found, following = page_of(_found(request, code).changes.all(), wanted.cursor, falling=True)
    return {"items": [json.saved_json(row) for row in found], "next": following}


@calls.get(
    "/processes/{code}/files/{form}",
    needs=_READ,
    answer=shapes.File,
    summary="Fetch a process as a file",
    refuses=("table-refused",),
)
def fetch_process(request: HttpRequest, code: Path[str], form: Path[shapes.Form]) -> dict[str, Any]:
    """Return the bytes of a process as xlsx, csv, md, bpmn or svg; all but the picture can be read in again."""
    found = _found(request, code)
    data, media = file_of(found, form)
    return {"name": f"{found.code} {found.title}.{form}", "content_type": media, "content": b64encode(data).decode()}


@calls.get("/clauses/{key}/steps", needs=_READ, answer=shapes.ClauseSteps, summary="List the steps of a clause")
def list_clause_steps(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the steps of drafts of processes that realise a clause."""
    actor = actor_of(request)
    clause = clause_visible_to(actor, key)
    found = selectors.steps_realising(actor, [clause.key]).get(clause.key, [])
    names = ("id", "number", "name", "post", "limit")
    items = [
        {"process": process.code, "title": process.title, **{name: row.get(name, "") for name in names}}
        for process, row in found
    ]
    return {"items": items}


def _checked(body: shapes.CheckIn) -> Report:
    promise = read_promise(body.promise) if body.promise.strip() else None
    if body.bpmn:
        return check_graph(graph_of(body.title or "-", {"xml": body.bpmn}), promise)
    return check_table(process_of(body.title or "-", _rows(body.rows)), promise)


def _rows(rows: Iterable[shapes.RowIn]) -> list[dict[str, str]]:
    return [row.model_dump() for row in rows]


def _found(request: HttpRequest, code: str) -> Process:
    return selectors.process_visible_to(actor_of(request), code)


def _named(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return who changes which process when."""
    actor: Actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    return {"actor": actor, "process_key": found.key, "at": timezone.now()}


def _whole(found: Process) -> dict[str, Any]:
    return json.whole_json(found, selectors.running_request(found))
