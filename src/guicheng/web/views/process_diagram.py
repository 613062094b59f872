"""A process as a diagram: drawn in the browser, given out as BPMN."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.apps.processes import selectors
from guicheng.apps.processes.diagrams import diagram_of
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import read, staffed
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.process_page import found_of
from guicheng.web.views.processes import download, way

#: What somebody begins with who draws before a first step is written.
_EMPTY: Final = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 id="definitions" targetNamespace="urn:guicheng:process"><bpmn:collaboration id="collaboration">
<bpmn:participant id="pool" processRef="process"/></bpmn:collaboration><bpmn:process id="process" isExecutable="false">
<bpmn:laneSet id="lanes"><bpmn:lane id="lane_1"><bpmn:flowNodeRef>start</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start"/></bpmn:process><bpmndi:BPMNDiagram id="diagram">
<bpmndi:BPMNPlane id="plane" bpmnElement="collaboration"><bpmndi:BPMNShape id="pool_di" bpmnElement="pool"
 isHorizontal="true"><dc:Bounds x="0" y="0" width="900" height="160"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="lane_di" bpmnElement="lane_1" isHorizontal="true">
<dc:Bounds x="30" y="0" width="870" height="160"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="start_di"
 bpmnElement="start"><dc:Bounds x="80" y="62" width="36" height="36"/></bpmndi:BPMNShape></bpmndi:BPMNPlane>
</bpmndi:BPMNDiagram></bpmn:definitions>
"""


def draw(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page on which a process is drawn."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    reading = staffed(read(found.title, found.rows, drawn=found.drawn), selectors.staffing_of(found))
    context = {
        "process": found,
        "edits": actor.may("processes.edit", found.unit) and not found.archived_at,
        "edition": selectors.last_edition(found),
        "running": selectors.running_request(found),
        **found_of(found, found.rows, reading, selectors.clauses_cited(actor, found.rows)),
        "crumbs": way(crumbs.Crumb(found.code, reverse("process", args=[found.code])), crumbs.Crumb(_("Drawing"))),
    }
    return render(request, "web/process_draw.html", context)


def diagram_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give the process as BPMN, as it was drawn or as the service draws its table."""
    found = selectors.process_visible_to(actor_of(request), code)
    return download(diagram(found), "application/xml; charset=utf-8", f"{found.code} {found.title}.bpmn")


def diagram(process: Process) -> bytes:
    """Return a process as BPMN; one whose table cannot be read yet is an empty pool."""
    try:
        return diagram_of(process.title, process.rows, process.drawn)
    except GuichengError:
        return _EMPTY.encode()
