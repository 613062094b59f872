"""``guicheng process render``, ``diff`` and ``replay``."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import docx
import pytest
from tests.cli.test_commands import run

TABLE = """序号,步骤,岗位,时限,表单/记录,去向,超时
1,接听报修,客服,5分钟,报修单（保存3年）,急修→2；一般→3,
2,急修,维修工,30分钟,维修单,4,30分钟改派→5
3,预约,维修工,1天,预约单,4,
4,完工验收,客服,1小时,维修单,结束,
5,调派,主管,10分钟,派工单,4,
"""
LOG = """工单号,环节,完成时间,结果
A,1,2026-01-05 08:00,急修
A,2,2026-01-05 08:20,
A,4,2026-01-05 09:00,
B,1,2026-01-05 08:00,急修
B,4,2026-01-05 09:00,
C,1,2026-01-05 08:00,一般
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "报修.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "log.csv").write_bytes(LOG.encode("gbk"))
    return tmp_path


def render(folder, *words):
    code, out, err = run("process", "render", *words, folder=folder)
    assert (code, err) == (0, ""), err
    assert "is written" in out


def test_a_table_becomes_each_form(folder):
    for form, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("bpmn", b"<?xml"), ("docx", b"PK"), ("pdf", b"%PDF")):
        render(folder, "报修.csv", "-o", f"out.{form}")
        assert (folder / f"out.{form}").read_bytes().startswith(start)
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO((folder / "out.docx").read_bytes())).paragraphs]
    assert "步骤" in words


def test_a_diagram_is_drawn_and_written_again_and_becomes_a_chapter(folder):
    render(folder, "报修.csv", "-o", "a.bpmn")
    for name in ("b.svg", "b.bpmn", "b.docx"):
        render(folder, "a.bpmn", "-o", name)
    code, out, _err = run("process", "diff", "报修.csv", "b.bpmn", "--json", folder=folder)
    assert (code, json.loads(out)["changes"]) == (0, [])


def test_themes_and_folding_change_the_drawing(folder):
    texts = set()
    for more in ((), ("--theme", "dark"), ("--theme", "print"), ("--fold",)):
        render(folder, "报修.csv", "-o", "x.svg", *more)
        texts.add((folder / "x.svg").read_text(encoding="utf-8"))
        ET.parse(folder / "x.svg")  # noqa: S314 - drawn here
    assert len(texts) >= 3


def test_what_cannot_be_rendered_is_refused_in_a_sentence(folder):
    (folder / "or.bpmn").write_text(
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>'
        '<task id="a" name="甲"/><endEvent id="e"><terminateEventDefinition/></endEvent>'
        '<sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="e"/>'
        "</process></definitions>",
        encoding="utf-8",
    )
    for words, said in (
        (("报修.csv", "-o", "x.jpg"), "names no form"),
        (("nothing.csv", "-o", "x.svg"), "no file"),
        (("log.csv", "-o", "x.svg"), "step table"),
        (("or.bpmn", "-o", "x.docx"), "cannot express"),
        (("报修.csv", "-o", "no/such/x.svg"), "cannot be written"),
    ):
        code, _out, err = run("process", "render", *words, folder=folder)
        assert (code, said in err) == (2, True), (words, err)
    render(folder, "or.bpmn", "-o", "x.svg")
    render(folder, "or.bpmn", "-o", "y.bpmn")
    assert run("process", "diff", "or.bpmn", "报修.csv", folder=folder)[0] == 2
    assert json.loads(run("process", "diff", "or.bpmn", "报修.csv", "--json", folder=folder)[1])["changes"] is None


def test_a_difference_is_told_step_by_step(folder):
    newer = TABLE.replace("5分钟,报修单（保存3年）", "3分钟,报修单（保存3年）").replace("3,预约,维修工", "3,预约,客服")
    newer = newer.replace("5,调派,主管,10分钟,派工单,4,", "5,调派,主管,10分钟,派工单,6,\n6,跟进,主管,1天,单,4,")
    (folder / "新.csv").write_text(newer, encoding="utf-8")
    code, out, err = run("process", "diff", "报修.csv", "新.csv", folder=folder)
    assert (code, err) == (0, "")
    assert "1 接听报修\n  limit: 5分钟 → 3分钟" in out
    assert "post: 维修工 → 客服" in out
    assert "6 跟进\n  step added; post: 主管" in out
    found = json.loads(run("process", "diff", "报修.csv", "新.csv", "--json", folder=folder)[1])["changes"]
    assert [(each["step"], each["what"]) for each in found] == [
        ("1", "limit"),
        ("3", "post"),
        ("5", "next"),
        ("6", "added"),
    ]
    assert run("process", "diff", "报修.csv", "报修.csv", folder=folder)[1] == "Nothing changed.\n"


def test_a_log_is_replayed(folder):
    code, out, _err = run("process", "replay", "报修.csv", "log.csv", "--json", "--svg", "log.svg", folder=folder)
    found = json.loads(out)
    assert (code, found["cases"], found["events"], found["fitting"]) == (1, 3, 6, 1)
    parts = ("case", "kind", "event", "step", "others")
    assert [tuple(each[part] for part in parts) for each in found["deviations"]] == [
        ("B", "skipped", 2, 4, [2]),
        ("C", "unfinished", None, "", [3]),
    ]
    waited = {each["step"]: each["waited_minutes"] for each in found["steps"]}
    assert waited[2] == {"n": 1, "median": 20.0, "p95": 20.0, "max": 20.0}
    assert waited[1] is None
    assert [each["count"] for each in found["variants"]] == [1, 1, 1]
    drawing = (folder / "log.svg").read_text(encoding="utf-8")
    assert 'class="heat"' in drawing
    assert "done 3 times" in drawing
    code, out, _err = run("process", "replay", "报修.csv", "log.csv", folder=folder)
    assert code == 1
    assert "✕ B: event 2: 4 完工验收 was done although 2 急修 was skipped" in out
    assert "✕ C: it stands still; awaited: 3 预约" in out


def test_many_cases_and_ways_are_cut_short_on_the_screen(folder):
    lines = [f"N{number},{1 + number % 5},2026-01-05 08:{number:02}," for number in range(40)]
    lines += [f"M{number},{'12345'[number % 5]},,\nM{number},{'31524'[number % 4]},," for number in range(20)]
    (folder / "many.csv").write_text("工单号,环节,完成时间,结果\n" + "\n".join(lines), encoding="utf-8")
    _code, out, _err = run("process", "replay", "报修.csv", "many.csv", folder=folder)
    assert out.count("more; --json names all") == 2


def test_a_log_that_is_none_is_refused(folder):
    for words in (("报修.csv", "报修.csv"), ("log.csv", "log.csv"), ("报修.csv", "log.csv", "--svg", "no/x.svg")):
        code, _out, err = run("process", "replay", *words, folder=folder)
        assert code == 2
        assert err
    assert "refused" in json.loads(run("process", "replay", "报修.csv", "报修.csv", "--json", folder=folder)[1])
