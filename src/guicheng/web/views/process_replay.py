"""A log beside a process: which cases fit, the first wrong step of the others, where cases wait. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from guicheng.adapters.process_drawing import Look, draw_graph
from guicheng.adapters.process_log import read_log_file
from guicheng.adapters.process_log_words import NAMES, figures, named, sentence
from guicheng.apps.processes import selectors
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import compiled
from guicheng.domain.process import Graph
from guicheng.domain.process.logs import LogReport, Spell, read_log
from guicheng.domain.process.replay import Deviation
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.views.processes import way

_MOST_BYTES: Final = 20_000_000
_MOST_CASES: Final = 200
_MOST_WAYS: Final = 50
_UNPROCESSABLE: Final = 422


def replay(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a log, or show what the one that was sent says of an edition or of the draft."""
    found = selectors.process_visible_to(actor_of(request), code)
    told, shown = "", {}
    if request.method == "POST":
        try:
            shown = _shown(_report(request, found))
        except GuichengError as error:
            told = error.message.render(gettext)
    here = crumbs.Crumb(found.code, reverse("process", args=[found.code]))
    context = {
        "process": found,
        "editions": found.editions.defer("rows", "drawn"),
        "chosen": request.POST.get("edition", ""),
        "told": (told,) if told else (),
        **shown,
        "crumbs": way(here, crumbs.Crumb(gettext("Replay"))),
    }
    return render(request, "web/process_replay.html", context, status=_UNPROCESSABLE if told else 200)


def _report(request: HttpRequest, found: Process) -> LogReport:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise NoLogError(_("Choose a CSV file with a line a step that was done."))
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise NoLogError(_("The log is larger than 20 MB. Divide it, or use guicheng process replay."))
    return read_log(_graph(found, request.POST.get("edition", "")), read_log_file(file.name or "-", data))


class NoLogError(GuichengError):
    """There is no log to look at."""

    code = "no-log"


def _graph(found: Process, chosen: str) -> Graph:
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 9:
        edition = selectors.edition_of(found, int(chosen))
        return compiled(edition.title, edition.rows, edition.drawn)
    return compiled(found.title, found.rows, found.drawn)


def _shown(report: LogReport) -> dict[str, Any]:
    wrong = [(case, verdict) for case, verdict in report.verdicts.items() if verdict.kind is not Deviation.FITTING]
    return {
        "report": report,
        "cases": len(report.verdicts),
        "tallies": [(NAMES[kind].render(gettext), report.kinds[kind], kind is Deviation.FITTING) for kind in NAMES],
        "wrong": [
            (case, NAMES[verdict.kind].render(gettext), sentence(report, verdict).render(gettext))
            for case, verdict in wrong[:_MOST_CASES]
        ],
        "more_wrong": max(0, len(wrong) - _MOST_CASES),
        "steps": [
            (named(report, times.step), times.count, *_minutes(times.waited), *_minutes(times.lasted))
            for times in report.steps
        ],
        "variants": list(_variants(report)),
        "more_ways": max(0, len(report.variants) - _MOST_WAYS),
        "drawing": _drawing(report),
    }


def _variants(report: LogReport) -> Iterator[tuple[int, int, str, str]]:
    """Yield how many cases went a way, as a number and in percent, the way, and how it stands to the process."""
    for variant in report.variants[:_MOST_WAYS]:
        steps = " → ".join(named(report, step) for step in variant.steps)
        share = round(100 * variant.count / max(1, len(report.verdicts)))
        yield variant.count, share, steps, NAMES[variant.kind].render(gettext)


def _minutes(spell: Spell | None) -> tuple[str, str, str]:
    if spell is None:
        return ("—", "—", "—")
    middle, tail, longest = (f"{value:.4g}" for value in (spell.median, spell.tail, spell.longest))
    return middle, tail, longest


def _drawing(report: LogReport) -> SafeString:
    nodes, notes = report.graph.by_id, dict[str, tuple[str, ...]]()
    for times in report.steps:
        told: list[Message] = [_("done {count} times", count=str(times.count))]
        if times.waited:
            told.append(figures(times.waited))
        notes[nodes[times.step].step] = tuple(message.render(gettext) for message in told)
    heat = {nodes[step].step: level for step, level in report.heat.items()}
    look = Look(heat=heat, title=report.graph.name, nobody=gettext("no post"))
    # Every text in it went through html.escape.
    return mark_safe(draw_graph(report.graph, look, notes))  # noqa: S308
