"""A table as BPMN 2.0: read back it is the same table, in the order of the schema, every element with its place."""

from __future__ import annotations

import pytest
from lxml import etree

from domain.process.tables import Blocks, table
from guicheng.adapters.bpmn.identities import lasting_id, safe
from guicheng.adapters.bpmn.reading import read_diagram
from guicheng.adapters.bpmn.tables import rows_of_diagram
from guicheng.adapters.bpmn.writing import write_diagram, write_graph
from guicheng.domain.process import check_graph, check_table, read_table

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
HEAD = ["序号", "步骤", "岗位", "时限", "表单/记录", "去向", "超时", "汇合", "输入", "说明", "条款"]
FULL = [
    [
        "1",
        "接听\n报修",
        "客服",
        "5分钟",
        "报修单(紧急程度:紧急/一般)",
        "紧急→2；一般→3",
        "",
        "",
        "来电",
        "礼貌",
        "KF-01/3.2",
    ],
    ["2", "急修", "维修工", "30分钟", "维修单", "4", "30分钟改派→5；20分钟→5", "", "", "", "KF-01/1、KF-02/2"],
    ["3.1", '预约<&>"', "", "2个工作日", "", "4", "超时→5", "", "", "", ""],
    ["3", "并行", "客服", "及时", "单", "4、6", "", "", "", "", ""],
    ["4", "完工", "维修工", "1小时30分", "单", "合格→7；有漏点→2；7", "", "", "", "", ""],
    ["5", "调派", "主管", "10分钟", "单", "4", "", "", "", "", ""],
    ["6", "通知", "主管", "10分钟", "单", "7", "", "", "", "", ""],
    ["7", "回访", "客服", "1天", "单", "结束", "", "全部", "", "", ""],
]
#: Order of children as Semantic.xsd demands it, for the elements that we write.
ORDER = {
    "definitions": ["collaboration", "process", "BPMNDiagram"],
    "process": ["extensionElements", "laneSet", "*"],
    "node": [
        "extensionElements", "incoming", "outgoing", "multiInstanceLoopCharacteristics",
        "terminateEventDefinition", "timerEventDefinition", "messageEventDefinition",
    ],
}  # fmt: skip


def random_table(seed: int):
    rows = Blocks(seed, 3 + seed % 25).process()
    for place, row in enumerate(rows):
        row[2] = ["客服", "维修工", "主管", "保安"][(place * 7 + seed) % (1 + seed % 4)]
    return table(*rows)


def name_of(element) -> str:
    return etree.QName(element).localname


@pytest.mark.parametrize("seed", range(120))
def test_a_table_comes_back_as_it_was(seed):
    found = rows_of_diagram("x.bpmn", write_diagram(random_table(seed)))
    assert not found.beyond
    assert found.process == random_table(seed)


def test_every_column_comes_back():
    process = read_table("报修", [HEAD, *FULL])
    found = rows_of_diagram("x.bpmn", write_diagram(process))
    again = found.process
    assert [step.id for step in again.steps] == [step.id for step in process.steps]
    for was, now in zip(process.steps, again.steps, strict=True):
        assert (now.post, now.limit_text, now.record, now.note, now.inputs, now.clauses) == (
            was.post, was.limit_text, was.record, was.note, was.inputs, was.clauses,
        )  # fmt: skip
        assert now.name == " ".join(was.name.split())
        assert (now.ways, now.alarms, now.waits_for_all, now.limit) == (
            was.ways,
            was.alarms,
            was.waits_for_all,
            was.limit,
        )


def test_columns_that_the_table_lacks_stay_away():
    process = read_table("报修", [["序号", "步骤", "岗位", "去向"], ["1", "登记", "客服", "结束"]])
    found = rows_of_diagram("x.bpmn", write_diagram(process))
    assert found.process == process
    assert not check_table(found.process).findings


def test_ids_are_made_of_lasting_ids_and_survive_new_numbers_and_names():
    one = read_table("甲", [HEAD[:6], ["1", "登记", "客服", "", "", "2"], ["2", "归档", "客服", "", "", "结束"]])
    two = read_table("乙", [HEAD[:6], ["甲1", "受理", "客服", "", "", "7"], ["7", "归档", "客服", "", "", "结束"]])
    first = write_diagram(one, ids={"1": "aa", "2": "bb"})
    second = write_diagram(two, ids={"甲1": "aa", "7": "bb"})

    def ids(data):
        return {element.get("id") for element in etree.fromstring(data).iter() if element.get("id")}

    assert ids(first) == ids(second)
    assert [row["id"] for row in rows_of_diagram("x.bpmn", second).rows] == ["aa", "bb"]


@pytest.mark.parametrize("text", ["3", "3 (a)", "一", "a_b", "1.2", "😀"])
def test_different_texts_give_different_ids(text):
    assert lasting_id(f"step_{safe(text)}") == ("" if "." in text else text)
    assert lasting_id(f"step_{safe(text)}.choice") == ""
    assert lasting_id(text) == ""


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_children_stand_in_the_order_of_the_schema(seed):
    root = etree.fromstring(write_diagram(random_table(seed)))
    assert [name_of(child) for child in root] == ORDER["definitions"]
    process = root.find(f"{MODEL}process")
    assert [name_of(child) for child in process][:2] == ORDER["process"][:2]
    for element in process:
        if name_of(element) not in {"extensionElements", "laneSet", "sequenceFlow"}:
            places = [ORDER["node"].index(name_of(child)) for child in element]
            assert places == sorted(places)


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_every_element_has_its_place_and_every_reference_its_element(seed):
    root = etree.fromstring(write_diagram(random_table(seed)))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    drawn = {element.get("bpmnElement") for element in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    process = root.find(f"{MODEL}process")
    lanes = {lane.get("id") for lane in root.iter(f"{MODEL}lane")}
    wanted = {child.get("id") for child in process if child.get("id") and name_of(child) != "laneSet"}
    assert drawn == wanted | lanes | {"pool"}
    for flow in root.iter(f"{MODEL}sequenceFlow"):
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= set(ids)
    held = [reference.text for reference in root.iter(f"{MODEL}flowNodeRef")]
    assert sorted(held) == sorted(
        child for child in wanted if not child.startswith("flow_") or child.endswith("_timer")
    )


@pytest.mark.parametrize("seed", range(0, 100, 7))
def test_a_diagram_written_as_a_diagram_says_the_same(seed):
    graph = read_diagram("x.bpmn", write_diagram(random_table(seed)))
    again = read_diagram("x.bpmn", write_graph(graph))
    assert [(node.name, node.post, node.limit, node.record) for node in graph.tasks] == [
        (node.name, node.post, node.limit, node.record) for node in again.tasks
    ]
    assert {finding.code for finding in check_graph(graph).findings} == {
        finding.code for finding in check_graph(again).findings
    }
