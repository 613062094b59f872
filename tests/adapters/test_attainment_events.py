"""Events for attainment, as systems without phones write them."""

import json

import pytest

from guicheng.adapters.attainment.events import lines_in, read_events
from guicheng.adapters.attainment.moments import written
from guicheng.domain.attainment.casefile import local

EVENT = {"kind": "report", "occurrence": "WX-1", "wall": "2026-11-03T08:15:00+08:00", "payload": {"estate": "静园"}}


def line(**more):
    return json.dumps({**EVENT, **more}, ensure_ascii=False)


def only(data):
    found = read_events(lines_in(data))
    assert found.bad == ()
    [placed] = found.placed
    return placed


def reasons(*lines):
    return [(each.line, each.reason.render()) for each in read_events(lines).bad]


@pytest.mark.parametrize(
    "wall",
    [
        "2026-11-03T08:15:00+08:00",
        "2026-11-03T08:15:00.000+08:00",
        "2026-11-03T08:15:00.000000000+08:00",
        "2026-11-03T08:15",
        "2026-11-03 08:15",
        "2026-11-03 8:15:00",
        "2026-11-03T08:15:00+0800",
        "2026-11-03T08:15+08",
        "2026-11-03T00:15:00Z",
        "2026-11-03 00:15z",
        "2026/11/3 8:15",
        "2026.11.03 08:15",
        "2026年11月3日8:15",
        "2026年11月3日 8时15分",
        "2026年11月03日08时15分00秒",
        "2026年11月3日 早上8点15分",
    ],
)
def test_a_moment_may_be_written_as_people_and_systems_do(wall):
    assert local(only(line(wall=wall).encode()).effective_ms).isoformat() == "2026-11-03T08:15:00"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-11-03 24:00", "2026-11-04T00:00:00+08:00"),
        ("2026年11月3日下午3时5分", "2026-11-03T15:05:00+08:00"),
        ("2026年11月3日中午12点", "2026-11-03T12:00:00+08:00"),
        ("2026年11月3日中午1点整", "2026-11-03T13:00:00+08:00"),
        ("2026-11-03T08:15:00.25-05:30", "2026-11-03T08:15:00.250000-05:30"),
        *((each, None) for each in ("2026-11-03", "2026-02-30 10:00", "2026-11-03 08:60", "2026-11-03 24:01",
                                    "2026-11-031:15", "2026-11/03 08:15", "2026-11-03 8", "8:15", "",
                                    "9999-12-31 24:00")),
    ],
)  # fmt: skip
def test_what_is_no_moment_is_none(text, form):
    assert written(text) == form


def test_moments_of_a_payload_are_written_alike():
    plan = only(line(kind="plan", payload={"begin": "2026年11月3日8:00", "end": "2026-11-03 10:00"}).encode()).event
    assert plan.payload == {"begin": "2026-11-03T08:00:00+08:00", "end": "2026-11-03T10:00:00+08:00"}
    slot = only(line(payload={"slot": "2026-11-03 08:00", "end": "Tor 3"}).encode()).event
    assert slot.payload == {"slot": "2026-11-03T08:00:00+08:00", "end": "Tor 3"}


def test_a_device_has_any_name_and_is_the_same_by_the_same_name():
    names = ("门岗-1号机", "门岗-1号机", "PDA 7", "0f8fad5b-d9cb-469f-a165-70867728950e")
    keys = [only(line(device=name).encode()).event.device for name in names]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == names[3]
    assert reasons(line(device=7)) == [(1, "`device` has to be the key that registering the device gave.")]


def test_a_task_has_any_name():
    assert only(line(occurrence="报修 2026-31").encode()).event.occurrence == "报修 2026-31"
    assert [
        number for number, _reason in reasons(line(occurrence=""), line(occurrence="x" * 65), line(occurrence=7))
    ] == [
        1,
        2,
        3,
    ]


def test_numbers_with_decimals_are_text():
    assert only(line(payload={"answer": 0.04}).encode()).event.payload == {"answer": "0.04"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_of_order_and_ends_of_lines_are_no_part_of_a_line(encoding, end):
    found = read_events(lines_in(end.join([line(), "", line(occurrence="WX-2")]).encode(encoding)))
    assert ([each.event.payload["estate"] for each in found.placed], found.bad) == (["静园", "静园"], ())
    assert sorted(found.lines.values()) == [1, 3]


def test_a_line_in_another_encoding_is_named_and_the_others_are_read():
    found = read_events(lines_in(b"\n".join([line().encode(), line(occurrence="WX-2").encode("gb18030")])))
    assert [(each.line, each.reason.render()) for each in found.bad] == [(2, "it is not UTF-8; save the file as UTF-8")]
    assert len(found.placed) == 1


def test_an_object_that_says_something_twice_is_refused_at_any_depth():
    assert reasons(
        '{"kind": "a", "kind": "b"}', '{"payload": {"post": "a", "post": "b", "x\\u0007": 1, "x\\u0007": 2}}'
    ) == [
        (1, "`kind` stands there twice; leave one of them."),
        (2, "`post、x?` stands there twice; leave one of them."),
    ]


def test_a_correction_names_an_event_by_its_id_in_any_form():
    lines = [line(id="E-4"), line(kind="correct", id="E-5", payload={"of": "E-4", "reason": "误点"})]
    first, correction = read_events(lines).placed
    assert correction.event.payload == {"of": first.event.id, "reason": "误点"}
    strange = line(kind="correct", id="E-6", payload={"of": 4})
    assert only(strange.encode()).event.payload == {"of": 4}
    assert only(line(kind="note", payload={"of": "E-4"}).encode()).event.payload == {"of": "E-4"}
