"""Diagrams that want to harm: nothing is run, no file or address is opened; damaged ones are refused in a sentence."""

from __future__ import annotations

import builtins
import os
import random
import socket

import pytest

from adapters.bpmn.test_writing import random_table
from guicheng.adapters.bpmn.own_drawing import drawing_of_diagram
from guicheng.adapters.bpmn.refusal import DiagramRefusedError
from guicheng.adapters.bpmn.tables import rows_of_diagram
from guicheng.adapters.bpmn.writing import write_diagram, write_graph
from guicheng.adapters.process_drawing import draw
from guicheng.adapters.processes import open_process
from guicheng.domain.values import GuichengError

_QUICK, _MANY = 400, 100_000
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
PLAIN = f"""<definitions xmlns="{MODEL}" xmlns:x="urn:x"><process id="p"><startEvent id="s"/>
<task id="a" name="甲"/><exclusiveGateway id="g"/><endEvent id="e"/><endEvent id="f"/>
<sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="g"/>
<sequenceFlow id="3" sourceRef="g" targetRef="e"><conditionExpression>CONDITION</conditionExpression></sequenceFlow>
<sequenceFlow id="4" sourceRef="g" targetRef="f"/></process></definitions>"""
TIMER = "<timerEventDefinition><timeDuration>${evil()}</timeDuration></timerEventDefinition>"
WHEN = "<completionCondition>evil()</completionCondition>"
CODE = [
    "__import__('os').system('touch /tmp/ran')",
    "open('/etc/passwd').read()",
    "exec('1')",
    "a.__class__.__mro__",
    "[x for x in ().__class__.__base__.__subclasses__()]",
    "(lambda: 1)()",
    "${execution.setVariable('a', 1)}",
    "#{bean.run()}",
    "a if b else c",
    "a[0]",
    "f'{a}'",
    "a := 1",
    "a ** 99999999",
    "9 * 9",
    "`id`",
    "$(id)",
    "a; b()",
]


def plain(condition="x == 1"):
    return PLAIN.replace("CONDITION", condition.replace("&", "&amp;").replace("<", "&lt;"))


@pytest.fixture
def watched(monkeypatch):
    """Whoever opens a file, an address or a program is caught."""
    touched = []
    open_process("x.bpmn", plain().encode())  # what is imported on first use is imported now
    for owner, name in (
        (builtins, "eval"),
        (builtins, "exec"),
        (os, "system"),
        (socket, "socket"),
        (socket, "getaddrinfo"),
    ):
        monkeypatch.setattr(owner, name, lambda *given, _name=name, **_more: touched.append((_name, given[:1])))
    return touched


@pytest.mark.parametrize("code", CODE)
def test_a_condition_that_is_code_is_refused_and_never_run(code, watched):
    with pytest.raises(DiagramRefusedError) as caught:
        open_process("x.bpmn", plain(code).encode())
    assert {finding.code for finding in caught.value.findings} == {"hostile-file"}
    assert caught.value.findings[0].steps == ("3",)
    assert watched == []


@pytest.mark.parametrize("condition", ["x == 1", "${a == 'b' && c <= 3}", "紧急", "3处以下", "not a or b != 2", ""])
def test_a_condition_that_compares_is_read(condition, watched):
    assert open_process("x.bpmn", plain(condition).encode()).graph.tasks
    assert watched == []


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>',
        "<!DOCTYPE d [" + '<!ENTITY a "ha">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
        ) + "]>",
        "<!DOCTYPE d []>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_expanded(start, encoding, watched):
    with pytest.raises(GuichengError) as caught:
        open_process("x.bpmn", (start + plain().replace("甲", "&e;")).encode(encoding))
    assert caught.value.message.render()
    assert watched == []


@pytest.mark.parametrize(
    "part",
    [
        '<scriptTask id="bad"><script>1</script></scriptTask>',
        '<serviceTask id="bad" x:class="org.Evil"/>',
        '<task id="bad"><extensionElements><x:executionListener class="E"/></extensionElements></task>',
        '<task id="bad"><extensionElements><x:taskListener expression="${e.run()}"/></extensionElements></task>',
        '<userTask id="bad" x:delegateExpression="${evil}"/>',
        f'<intermediateCatchEvent id="bad">{TIMER}</intermediateCatchEvent>',
        f'<task id="bad"><multiInstanceLoopCharacteristics>{WHEN}</multiInstanceLoopCharacteristics></task>',
    ],
)
def test_a_program_in_any_corner_is_refused_with_its_element_named(part, watched):
    with pytest.raises(DiagramRefusedError) as caught:
        open_process("x.bpmn", plain().replace("<endEvent", f"{part}<endEvent", 1).encode())
    assert "bad" in {step for finding in caught.value.findings for step in finding.steps}
    assert watched == []


def test_a_timer_that_leads_nowhere_known_is_refused_with_its_flow_named():
    timer = f'<boundaryEvent id="b" attachedToRef="a">{TIMER.replace("${evil()}", "PT5M")}</boundaryEvent>'
    flow = '<sequenceFlow id="9" sourceRef="b" targetRef="nobody"/>'
    with pytest.raises(DiagramRefusedError) as caught:
        open_process("x.bpmn", plain().replace("<endEvent", f"{timer}{flow}<endEvent", 1).encode())
    assert caught.value.findings[0].steps == ("9",)


def test_markup_in_names_stays_text_in_every_form():
    data = plain().replace('name="甲"', 'name="&lt;script&gt;alert(1)&lt;/script&gt;"').encode()
    found = rows_of_diagram("x.bpmn", data)
    assert found.process.steps[0].name == "<script>alert(1)</script>"
    assert "<script" not in draw(found.process)
    assert b"<script" not in write_graph(found.graph)


def broken(data: bytes, chance: random.Random) -> bytes:
    """A diagram with some pieces cut out, doubled, swapped, or overwritten."""
    found = bytearray(data)
    for _hit in range(chance.randint(1, 4)):
        start, size = chance.randrange(len(found)), chance.choice((1, 1, 2, 8, 40))
        kind = chance.randrange(4)
        if kind == 0:
            del found[start : start + size]
        elif kind == 1:
            found[start:start] = found[start : start + size]
        elif kind == 2:
            found[start : start + 1] = chance.randbytes(1)
        else:
            other = chance.randrange(len(found))
            found[start : start + size] = found[other : other + size]
    return bytes(found)


def read_all(count: int, seed: int) -> tuple[int, int]:
    chance = random.Random(seed)  # noqa: S311  it makes test inputs and no secrets
    sources = [write_diagram(random_table(number)) for number in range(3)] + [plain().encode()] * 3
    read = refused = 0
    for _turn in range(count):
        data = broken(chance.choice(sources), chance)
        try:
            found = rows_of_diagram("x.bpmn", data)
            read += 1
            if read % 50 == 0:
                drawing_of_diagram("x.bpmn", data)
                write_graph(found.graph)
        except GuichengError as error:
            refused += bool(error.message.render())
    return read, refused


def test_damaged_diagrams_are_read_or_refused_and_nothing_else():
    read, refused = read_all(_QUICK, 1)
    assert read > _QUICK / 50
    assert refused > _QUICK / 10


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", [2, 3])
def test_very_many_damaged_diagrams_are_read_or_refused_and_nothing_else(seed):
    assert sum(read_all(_MANY // 2, seed)) == _MANY // 2
