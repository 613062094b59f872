"""A process while it is being written: proved, saved, taken back; answered as data for the script of its page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.diagrams import diagram_read
from guicheng.apps.processes.merging import keyed, merge
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import COLUMNS, Row, difference, read, staffed
from guicheng.domain.values import GuichengError, StaleError
from guicheng.web.actor import actor_of
from guicheng.web.process_page import HEADINGS, found_of

_CONFLICT: Final = 409
_UNPROCESSABLE: Final = 422
_MOST_ROWS: Final = 1_000


@require_POST
def live(request: HttpRequest, code: str) -> HttpResponse:
    """Do what a page asks for while somebody writes: ``prove``, ``save``, ``draw``, ``undo`` or ``redo``.

    The body is JSON: ``act``, the ``revision`` that was seen, ``rows`` with cells by column and ``id``, or ``xml``.
    The answer holds ``revision``, ``rows``, and ``html`` with what follows from the table. Status 409 says that
    somebody else saved first, with their rows, and both put together; 422 why nothing was saved.
    """
    found = selectors.process_visible_to(actor_of(request), code)
    asked = _asked(request)
    rows, revision = asked["rows"], asked["revision"]
    named: dict[str, Any] = {"actor": actor_of(request), "process_key": found.key, "at": timezone.now()}
    acts: Mapping[str, Callable[[], Process]] = {
        "prove": lambda: found,
        "save": lambda: services.save_table(rows=rows, revision=revision, **named),
        "draw": lambda: services.save_diagram(xml=asked["xml"], revision=revision, **named),
        "undo": lambda: services.undo(revision=revision, **named),
        "redo": lambda: services.redo(revision=revision, **named),
    }
    if asked["act"] not in acts:
        raise Http404
    try:
        saved = acts[asked["act"]]()
    except StaleError as error:
        return _both(request, found, asked, error)
    except GuichengError as error:
        steps = [step for finding in getattr(error, "findings", ()) for step in finding.steps]
        return JsonResponse({"sentence": error.message.render(_), "elements": steps}, status=_UNPROCESSABLE)
    return _answer(request, saved, rows if asked["act"] == "prove" else saved.rows)


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    rows, revision = said.get("rows"), said.get("revision")
    return {
        "act": str(said.get("act", "prove")),
        "revision": revision if isinstance(revision, int) else -1,
        "xml": str(said.get("xml", "")),
        "rows": [_row(row) for row in rows[:_MOST_ROWS] if isinstance(row, dict)] if isinstance(rows, list) else [],
    }


def _row(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row.get(name, "")) for name in ("id", *COLUMNS)}


def _answer(request: HttpRequest, process: Process, rows: Sequence[Row]) -> JsonResponse:
    actor = actor_of(request)
    drawn = process.drawn if rows is process.rows else None
    reading = staffed(read(process.title, rows, drawn=drawn), selectors.staffing_of(process))
    context = {
        "process": process,
        "edition": selectors.last_edition(process),
        "running": selectors.running_request(process),
        **found_of(process, rows, reading, selectors.clauses_cited(actor, rows)),
    }
    html = render_to_string("web/parts/process_found.html", context, request)
    return JsonResponse({"revision": process.revision, "rows": list(rows), "html": html})


def _both(request: HttpRequest, process: Process, asked: Mapping[str, Any], error: StaleError) -> JsonResponse:
    """Tell what each of two people changed since the revision that one of them saw, and put both together."""
    # It was fetched before somebody else saved.
    process.refresh_from_db()
    base, typed = selectors.rows_at(process, asked["revision"]), keyed(_written(process, asked))
    merged = merge(base, process.rows, typed)
    told = {
        "process": process,
        "drawn": asked["act"] == "draw",
        "theirs": _told(difference(base, process.rows)),
        "mine": _told(difference(base, typed)),
        "both": [f"{step} {HEADINGS[column]}" for step, column in merged.both],
    }
    return JsonResponse(
        {
            "sentence": error.message.render(_),
            "revision": process.revision,
            "rows": process.rows,
            "merged": [{**row, "id": "" if row["id"].startswith("new-") else row["id"]} for row in merged.rows],
            "html": render_to_string("web/parts/process_conflict.html", told, request),
        },
        status=_CONFLICT,
    )


def _written(process: Process, asked: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the table that somebody wrote, also as a diagram; the saved one where the diagram cannot be read."""
    if asked["act"] != "draw":
        return list(asked["rows"]) or list(process.rows)
    try:
        return diagram_read(process.code, asked["xml"].encode())[1]
    except GuichengError:
        return list(process.rows)


def _told(changes: Sequence[Any]) -> list[tuple[str, str]]:
    return [(each.step, each.sentence.render(_)) for each in changes]
