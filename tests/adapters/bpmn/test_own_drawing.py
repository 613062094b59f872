"""A diagram is drawn as its author arranged it, or laid out anew where places are missing."""

from __future__ import annotations

import pytest
from lxml import etree

from adapters.bpmn.test_writing import random_table
from guicheng.adapters.bpmn.own_drawing import drawing_of_diagram
from guicheng.adapters.bpmn.reading import read_diagram
from guicheng.adapters.bpmn.writing import write_diagram
from guicheng.adapters.process_drawing import Look, svg_of
from guicheng.domain.process import compile_table
from guicheng.domain.process.diagram import faults_of, fold, lay_out
from guicheng.domain.process.graph import Kind

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
HAND_DRAWN = f"""<definitions xmlns="{MODEL}" xmlns:di="{DI}" xmlns:c="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:d="http://www.omg.org/spec/DD/20100524/DI"><process id="p" name="手绘">
  <startEvent id="s"/><task id="a" name="登记并核对业主信息"/><exclusiveGateway id="x"/><endEvent id="e"/><endEvent id="f"/>
  <sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="x"/>
  <sequenceFlow id="3" name="行" sourceRef="x" targetRef="e"/><sequenceFlow id="4" name="否" sourceRef="x" targetRef="f"/>
  </process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p">
  SHAPES
  <di:BPMNEdge bpmnElement="1"><d:waypoint x="136" y="218"/><d:waypoint x="200" y="218"/></di:BPMNEdge>
  <di:BPMNEdge bpmnElement="2"><d:waypoint x="300" y="218"/><d:waypoint x="400" y="260"/></di:BPMNEdge>
  <di:BPMNEdge bpmnElement="3"><d:waypoint x="450" y="260"/><d:waypoint x="550" y="260"/></di:BPMNEdge>
  <di:BPMNEdge bpmnElement="4"><d:waypoint x="425" y="285"/><d:waypoint x="425" y="350"/>
  <di:BPMNLabel><c:Bounds x="430" y="300" width="12" height="14"/></di:BPMNLabel></di:BPMNEdge>
  </di:BPMNPlane></di:BPMNDiagram></definitions>"""
PLACES = {
    "s": (100, 200, 36, 36),
    "a": (200, 180, 100, 80),
    "x": (400, 235, 50, 50),
    "e": (550, 242, 36, 36),
    "f": (407, 350, 36, 36),
}


def hand_drawn(**changes) -> bytes:
    shapes = "".join(
        f'<di:BPMNShape bpmnElement="{name}"><c:Bounds x="{x}" y="{y}" width="{wide}" height="{high}"/></di:BPMNShape>'
        for name, (x, y, wide, high) in {**PLACES, **changes}.items()
    )
    return HAND_DRAWN.replace("SHAPES", shapes).encode()


@pytest.mark.parametrize("seed", range(0, 60, 4))
def test_what_we_wrote_is_drawn_as_we_laid_it_out(seed):
    ours = lay_out(compile_table(random_table(seed)))
    found = drawing_of_diagram("x.bpmn", write_diagram(random_table(seed)))
    assert found.box.wide == pytest.approx(ours.box.wide, abs=0.1)
    assert sorted(round(shape.box.left + shape.box.top) for shape in found.shapes) == sorted(
        round(shape.box.left + shape.box.top) for shape in ours.shapes
    )
    assert [lane.post for lane in found.lanes] == [lane.post for lane in ours.lanes]
    assert len(found.timers) == len(ours.timers)
    assert sum(shape.node.kind is Kind.START for shape in found.shapes) == 1
    assert len(fold(found, 700)) >= 1


def test_the_places_of_the_author_are_kept():
    found = drawing_of_diagram("x.bpmn", hand_drawn())
    boxes = {shape.node.id: shape.box for shape in found.shapes}
    assert boxes["a"].left - boxes["s"].left == 100
    assert boxes["x"].top - boxes["a"].top == 55
    assert [label.rows for label in found.labels] == [("行",), ("否",)]
    assert found.by_id["s"].node.kind is Kind.START
    text = svg_of(found, Look())
    assert "L310" in text or "L" in text.split('class="way"')[2]
    assert "登记并核对业主" in text


@pytest.mark.parametrize("place", [("x", 1, 2, 3), (float("nan"), 1, 2, 3), (1, 1, 0, 3), (1e300, 1, 2, 3)])
def test_a_diagram_with_a_place_that_is_none_is_laid_out_anew(place):
    data = hand_drawn(a=place)
    found = drawing_of_diagram("x.bpmn", data)
    assert found == lay_out(read_diagram("x.bpmn", data))
    assert faults_of(found) == []


def test_a_diagram_without_a_drawing_is_laid_out():
    root = etree.fromstring(write_diagram(random_table(5)))
    root.remove(root.find(f"{{{DI}}}BPMNDiagram"))
    found = drawing_of_diagram("x.bpmn", etree.tostring(root))
    assert faults_of(found) == []
    assert found.head > 0
