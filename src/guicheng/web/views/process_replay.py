"""A log beside a process: which cases fit, the first wrong step of the others, where cases wait; kept if wished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from guicheng.adapters.process_log import read_log_file
from guicheng.adapters.process_log_json import log_json
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.models import KeptReplay, Process, ProcessEdition
from guicheng.apps.processes.readings import compiled
from guicheng.apps.processes.services.replays import Log
from guicheng.domain.process import Graph
from guicheng.domain.process.logs import read_log
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.web import crumbs
from guicheng.web.acting import attempt
from guicheng.web.actor import actor_of
from guicheng.web.replay_page import shown
from guicheng.web.views.processes import way

_MOST_BYTES: Final = 20_000_000
_UNPROCESSABLE: Final = 422


class NoLogError(GuichengError):
    """There is no log to look at."""

    code = "no-log"


@dataclass(frozen=True, slots=True)
class _Replayed:
    """What one log said."""

    result: dict[str, Any]
    graph: Graph
    kept: KeptReplay | None


def replay(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a log, or show what the one that was sent says of an edition or of the draft."""
    found = selectors.process_visible_to(actor_of(request), code)
    told, context = "", dict[str, Any]()
    if request.method == "POST":
        try:
            replayed = _replayed(request, found)
        except GuichengError as error:
            told = error.message.render(gettext)
        else:
            context = shown(replayed.result, replayed.graph) | {"kept": replayed.kept}
    context |= {
        "process": found,
        "edits": actor_of(request).may("processes.edit", found.unit) and not found.archived_at,
        "editions": found.editions.defer("rows", "drawn"),
        "replays": selectors.replays_of(found)[:50],
        "chosen": request.POST.get("edition", ""),
        "keep": request.POST.get("keep", ""),
        "told": (told,) if told else (),
        "crumbs": way(_here(found), crumbs.Crumb(gettext("Replay"))),
    }
    return render(request, "web/process_replay.html", context, status=_UNPROCESSABLE if told else 200)


def _here(found: Process) -> crumbs.Crumb:
    return crumbs.Crumb(found.code, reverse("process", args=[found.code]))


def _replayed(request: HttpRequest, found: Process) -> _Replayed:
    log = _log(request)
    edition = _edition(found, request.POST.get("edition", ""))
    graph = _graph(found, edition)
    report = read_log(graph, read_log_file(log.name, log.data))
    kept = None
    if request.POST.get("keep"):
        kept = services.keep_replay(
            actor=actor_of(request), process_key=found.key, edition=edition, log=log, report=report, at=timezone.now()
        )
    return _Replayed(log_json(report), graph, kept)


def _log(request: HttpRequest) -> Log:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise NoLogError(_("Choose a CSV file with a line a step that was done."))
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise NoLogError(_("The log is larger than 20 MB. Divide it, or use guicheng process replay."))
    return Log(file.name or "-", data)


def _edition(found: Process, chosen: str) -> ProcessEdition | None:
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 9:
        return selectors.edition_of(found, int(chosen))
    return None


def _graph(found: Process, edition: ProcessEdition | None) -> Graph:
    if edition is not None:
        return compiled(edition.title, edition.rows, edition.drawn)
    return compiled(found.title, found.rows, found.drawn)


def kept_replay(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Show a replay that was kept; delete it."""
    found = selectors.process_visible_to(actor_of(request), code)
    kept = selectors.replay_of(found, key)
    told: tuple[str, ...] = ()
    if request.method == "POST":
        named: dict[str, Any] = {"actor": actor_of(request), "process_key": found.key, "at": timezone.now()}
        outcome = attempt(request, {"delete": lambda: services.delete_replay(replay_key=kept.key, **named)})
        if not outcome.told:
            return redirect("process_replay", code=found.code)
        told = tuple(outcome.told)
    context = {
        "process": found,
        "replay": kept,
        "edits": actor_of(request).may("processes.edit", found.unit) and not found.archived_at,
        "told": told,
        "crumbs": way(
            _here(found),
            crumbs.Crumb(gettext("Replay"), reverse("process_replay", args=[found.code])),
            crumbs.Crumb(kept.file_name),
        ),
        **_shown(found, kept),
    }
    return render(request, "web/process_replay_kept.html", context, status=_UNPROCESSABLE if told else 200)


def _shown(found: Process, kept: KeptReplay) -> dict[str, Any]:
    """Return what a kept replay shows on the process as it was then."""
    try:
        if kept.edition is not None:
            graph = _graph(found, kept.edition)
        else:
            graph = compiled(found.title, selectors.rows_at(found, kept.revision))
    except GuichengError as error:
        return {"told": (error.message.render(gettext),)}
    return shown(kept.result, graph)
