"""The library of processes, and one process: its table, its drawing and its proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.step_tables import read_step_rows
from guicheng.apps.platform.readings import begin_of_month
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.diagrams import only_in_diagram
from guicheng.apps.processes.exports import file_of
from guicheng.apps.processes.models import Process, ProcessEdition
from guicheng.apps.processes.pictures import paper_drawing
from guicheng.apps.processes.readings import Row, difference, read, staffed
from guicheng.domain.process import Promise, read_promise
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.acting import CONFLICT, NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.process_page import VIEWS, found_of, rows_of

STATES: Final = {
    "": gettext_lazy("all"),
    "draft": gettext_lazy("without an edition"),
    "approval": gettext_lazy("in approval"),
    "published": gettext_lazy("with an edition"),
    "month": gettext_lazy("edition of this month"),
}
_MOST_BYTES: Final = 10_000_000


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Processes”."""
    return [crumbs.Crumb(_("Processes"), reverse("processes") if steps else ""), *steps]


def library(request: HttpRequest) -> HttpResponse:
    """List the processes; begin one, empty or from a file."""
    actor, wanted = actor_of(request), request.GET.get("q", "")[:60]
    archived, state = request.GET.get("archived") == "1", request.GET.get("state", "")
    since = begin_of_month(timezone.now()) if state == "month" else None
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, {"create": lambda: _begin(request)})
        if not outcome.told:
            return redirect("process", code=outcome.value.code)
    context = {
        "processes": selectors.processes_visible_to(actor, wanted=wanted, state=state, archived=archived, since=since),
        "above": [] if archived or state else _from_above(request, wanted),
        "units": selectors.units_for(actor, "processes.edit"),
        "wanted": wanted,
        "states": [(name, word, name == state) for name, word in STATES.items()],
        "archived": archived,
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(),
    }
    return render(request, "web/processes.html", context, status=outcome.status)


def _from_above(request: HttpRequest, wanted: str) -> list[ProcessEdition]:
    """Return the editions in force from above, of which the reader sees nothing else, that fit what is looked for."""
    found, part = selectors.editions_from_above(actor_of(request), day=timezone.localdate()), wanted.strip().lower()
    return [each for each in found if part in f"{each.code} {each.title}".lower()]


def _begin(request: HttpRequest) -> Process:
    given, file = request.POST, request.FILES.get("file")
    title, rows = given.get("title", ""), list[dict[str, str]]()
    if file is not None:
        found, rows = read_step_rows(file.name or "", file.read(_MOST_BYTES))
        title = title.strip() or found[:120]
    return services.create_process(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        code=given.get("code", ""),
        title=title,
        rows=rows,
        at=timezone.now(),
    )


def process(request: HttpRequest, code: str) -> HttpResponse:
    """Show a process; save its table over the revision that was seen, take a change back, rename it."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    outcome, rows = NOTHING, list[dict[str, str]]()
    if request.method == "POST":
        rows = rows_of(request.POST)
        outcome = _write(request, found, rows)
        if not outcome.told:
            place = f"#s-{request.POST['turn'].partition(' ')[2]}" if request.POST.get("turn") else ""
            return redirect(f"{reverse('process', args=[found.code])}{place}")
        found.refresh_from_db()
    typed = bool(outcome.told) and request.POST.get("act") == "save"
    return _page(request, found, rows if typed else found.rows, outcome)


def _page(request: HttpRequest, found: Process, rows: Sequence[Row], outcome: Outcome) -> HttpResponse:
    actor, wish = actor_of(request), request.GET.get("promise", "")[:100]
    promise, told = _promise(wish)
    drawn = found.drawn if rows is found.rows else None
    reading = read(found.title, rows, promise, drawn=drawn)
    if promise and reading.refusal:
        told, reading = (reading.refusal.render(_),), read(found.title, rows, drawn=drawn)
    reading = staffed(reading, selectors.staffing_of(found))
    view = request.GET.get("view", "both")
    context: dict[str, Any] = {
        "process": found,
        "edits": actor.may("processes.edit", found.unit) and not found.archived_at,
        "publishes": actor.may("processes.publish", found.unit),
        "migrates": actor.may_anywhere("cases.migrate"),
        "edition": selectors.last_edition(found),
        "running": selectors.running_request(found),
        "told": (*outcome.told, *told),
        "stale": outcome.status == CONFLICT,
        "promise": wish,
        "promised": promise is not None and not told,
        "view": view if view in {"table", "lanes"} else "both",
        "views": VIEWS,
        "turns": (
            ("up", _("Up")),
            ("down", _("Down")),
            ("insert", _("Insert a step after")),
            ("remove", _("Delete the step")),
        ),
        "crumbs": way(crumbs.Crumb(found.code)),
        "beyond": [(name, why.render(_)) for name, why in only_in_diagram(found.title, drawn)],
        **found_of(found, rows, reading, selectors.clauses_cited(actor, rows)),
    }
    return render(request, "web/process.html", context, status=outcome.status)


def _promise(text: str) -> tuple[Promise | None, tuple[str, ...]]:
    if not text.strip():
        return None, ()
    try:
        return read_promise(text), ()
    except GuichengError as error:
        return None, (error.message.render(_),)


def _write(request: HttpRequest, found: Process, rows: Sequence[Row]) -> Outcome:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    revision = int(text) if (text := given.get("revision", "")).isascii() and text.isdigit() and len(text) < 9 else -1
    named: dict[str, Any] = {"actor": actor, "process_key": found.key, "at": now}
    return attempt(
        request,
        {
            "save": lambda: services.save_table(rows=rows, revision=revision, **named),
            "table": lambda: services.save_table(rows=found.rows, revision=revision, gives_up_diagram=True, **named),
            "redo": lambda: services.redo(revision=revision, **named),
            "undo": lambda: services.undo(revision=revision, **named),
            "rename": lambda: services.rename_process(title=given.get("title", ""), **named),
            "archive": lambda: services.set_archived(archived=True, **named),
            "unarchive": lambda: services.set_archived(archived=False, **named),
        },
    )


def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was changed, by whom, step by step."""
    found = selectors.process_visible_to(actor_of(request), code)
    changes = [
        (change, [(each.step, each.sentence.render(_)) for each in difference(change.before, change.after)])
        for change in selectors.changes_of(found)
    ]
    here = crumbs.Crumb(found.code, reverse("process", args=[found.code]))
    context = {"process": found, "changes": changes, "crumbs": way(here, crumbs.Crumb(_("History")))}
    return render(request, "web/process_history.html", context)


def table_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Give the table as a file."""
    found = selectors.process_visible_to(actor_of(request), code)
    try:
        data, media = file_of(found, kind)
    except KeyError as error:
        raise Http404 from error
    return download(data, media, f"{found.code} {found.title}.{kind}")


def drawing_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give the swimlanes as SVG with its own colours, for papers."""
    found = selectors.process_visible_to(actor_of(request), code)
    drawing = paper_drawing(found.title, found.rows, found.drawn)
    if not drawing:
        raise Http404
    return download(drawing.encode(), "image/svg+xml; charset=utf-8", f"{found.code} {found.title}.svg")


def download(data: bytes, media: str, name: str) -> HttpResponse:
    """Return a file that the browser saves under a name."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": disposition})
