"""BPMN 2.0 XML → graph; what is outside the supported part is refused with its element named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guicheng.adapters import xml
from guicheng.adapters.bpmn import refusal
from guicheng.adapters.bpmn.expressions import is_plain_condition
from guicheng.adapters.bpmn.names import MODEL, local, space
from guicheng.adapters.bpmn.scope import Scope, scope_of
from guicheng.adapters.bpmn.weaving import weave
from guicheng.adapters.xml import Element
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Graph
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_DIAGRAM_BYTES = 5_000_000
_PASSIVE = frozenset({
    "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference",
    "dataInput", "dataOutput", "inputSet", "outputSet", "ioSpecification", "property", "textAnnotation", "association",
    "group", "incoming", "outgoing", "dataInputAssociation", "dataOutputAssociation", "sequenceFlow",
    "multiInstanceLoopCharacteristics", "conditionExpression", "potentialOwner", "performer", "humanPerformer",
    "resourceRole", "rendering",
})  # fmt: skip
_NODES = frozenset({
    "startEvent", "endEvent", "task", "userTask", "manualTask", "exclusiveGateway", "parallelGateway",
    "inclusiveGateway", "boundaryEvent", "intermediateCatchEvent", "callActivity", "subProcess",
})  # fmt: skip
_DEFINITIONS = {
    "startEvent": frozenset[str](),
    "endEvent": frozenset({"terminateEventDefinition"}),
    "boundaryEvent": frozenset({"timerEventDefinition"}),
    "intermediateCatchEvent": frozenset({"timerEventDefinition", "messageEventDefinition"}),
}
#: Attributes of other editors that name a program.
_CARRIERS = frozenset({"class", "delegateExpression", "expression"})
_PROGRAMS = frozenset({"script", "executionListener", "taskListener"})


def is_diagram(name: str, data: bytes) -> bool:
    """Tell whether a file is, or says that it is, a BPMN diagram."""
    if PurePosixPath(name).suffix.lower() == ".bpmn":
        return True
    start = data[:2_000].replace(b"\x00", b"")
    return PurePosixPath(name).suffix.lower() == ".xml" or (b"<" in start[:10] and b"BPMN/20100524" in start)


def read_diagram(name: str, data: bytes) -> Graph:
    """Read a diagram.

    Args:
        name: File name.
        data: The whole file.

    Raises:
        DiagramRefusedError: It holds elements outside the supported part, conditions or elements that are programs,
            or declares entities. Nothing of it is run, no file and no address that it names is opened.
        FileRefusedError: It is empty, damaged or too large.
    """
    root = _root(name, data)
    processes = [child for child in root if local(child.tag) == "process" and _is_model(child)]
    findings = [finding for element in processes for finding in _checked(element)]
    findings += _programs(root)
    if findings:
        raise refusal.refuse(name, findings)
    called = {str(element.get("id")): element for element in processes}
    main = _main(name, root, processes)
    try:
        return weave(PurePosixPath(name).stem, scope_of(main), called, _title(root, main))
    except refusal.DiagramRefusedError as error:
        raise refusal.refuse(name, list(error.findings)) from error


def _root(name: str, data: bytes) -> Element:
    if not data or len(data) > MAX_DIAGRAM_BYTES:
        raise FileRefusedError(
            _("“{name}” is empty or larger than 5 MB. Save the diagram again and give that file.", name=name)
        )
    window = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
        why = _(
            "“{name}” declares entities, which diagrams never need and attackers use. "
            "Draw the diagram anew and save it as .bpmn.",
            name=name,
        )
        raise refusal.DiagramRefusedError(why, (refusal.hostile("", why),))
    root = xml.parse(name, data)
    if local(root.tag) != "definitions" or not _is_model(root):
        raise FileRefusedError(_("“{name}” is no BPMN diagram. Save it as BPMN 2.0 XML and give that.", name=name))
    return root


def _is_model(element: Element) -> bool:
    return space(element.tag) == MODEL


def _identity(element: Element | None) -> str:
    """Return the id of an element, or that of the nearest one around it which has one."""
    at = element
    while at is not None:
        if at.get("id"):
            return str(at.get("id"))
        at = at.getparent()
    return "" if element is None else local(element.tag)


def _checked(container: Element) -> Iterator[ProcessFinding]:
    """Yield what must be refused in a process or sub-process."""
    for element in container:
        kind = local(element.tag)
        if not _is_model(element) or kind in _PASSIVE - {"sequenceFlow"}:
            continue
        if kind not in _NODES and kind != "sequenceFlow":
            yield refusal.unsupported(_identity(element), kind)
            continue
        yield from _checked_parts(element, kind)
        if kind == "subProcess":
            if element.get("triggeredByEvent") == "true":
                yield refusal.unsupported(_identity(element), "event subProcess")
            yield from _checked(element)


def _checked_parts(element: Element, kind: str) -> Iterator[ProcessFinding]:
    for child in element:
        name = local(child.tag)
        if not _is_model(child):
            continue
        if (
            name.endswith("EventDefinition") and name not in _DEFINITIONS.get(kind, frozenset())
        ) or name == "standardLoopCharacteristics":
            yield refusal.unsupported(_identity(element), name)
    count = sum(local(child.tag).endswith("EventDefinition") for child in element)
    if count > 1 or (kind in {"boundaryEvent", "intermediateCatchEvent"} and count == 0):
        yield refusal.unsupported(_identity(element), kind)


def _programs(root: Element) -> Iterator[ProcessFinding]:
    """Yield the programs that hide in any element, and conditions that are more than comparisons."""
    for element in root.iter():
        kind = local(element.tag)
        foreign = space(element.tag) != MODEL
        carrier = any(local(key) in _CARRIERS and (foreign or space(key)) for key in element.attrib)
        # A task that is refused for its kind needs no second finding for the program that it names.
        refused = not foreign and kind.endswith("Task") and kind not in _NODES
        if kind in _PROGRAMS or (carrier and not refused):
            yield refusal.code_inside(_identity(element), kind)
        elif kind in {"conditionExpression", "completionCondition", "condition"}:
            if element.get("language", "").lower().endswith("script") or not is_plain_condition(element.text or ""):
                yield refusal.code_inside(_identity(element.getparent()), kind)
        elif kind in {"timeDuration", "timeDate", "timeCycle", "loopCardinality"}:
            text = element.text or ""
            if any(mark in text for mark in "()${}#;`"):
                yield refusal.code_inside(_identity(element), kind)


def _main(name: str, root: Element, processes: list[Element]) -> Element:
    """Return the process that is meant: the one that no other calls."""
    called = {str(element.get("calledElement")) for element in root.iter() if local(element.tag) == "callActivity"}
    full = [element for element in processes if any(local(child.tag) in _NODES for child in element)]
    free = [element for element in full if element.get("id") not in called] or full
    if not free:
        raise FileRefusedError(_("“{name}” holds no process. Draw its steps and give it again.", name=name))
    if len(free) > 1:
        message = _(
            "“{name}” holds several processes side by side. Give each in a file of its own, or call it from the first.",
            name=name,
        )
        raise refusal.refuse(name, [refusal.unsupported(_identity(other), "process", message) for other in free[1:]])
    return free[0]


def _title(root: Element, main: Element) -> str:
    for element in root.iter():
        if local(element.tag) == "participant" and element.get("processRef") == main.get("id") and element.get("name"):
            return str(element.get("name"))
    return str(main.get("name") or "")


__all__ = ["Scope", "is_diagram", "read_diagram"]
