"""What changed between two tables, by the lasting id of each step."""

from __future__ import annotations

from guicheng.domain.process.difference import difference, matched


def step(key, number, name, **more):
    return {"id": key, "number": number, "name": name, "post": "客服", "next": "结束", **more}


def told(older, newer):
    return [(change.step, change.what, change.before, change.after) for change in difference(older, newer)]


def test_each_kind_of_change_is_told_once():
    older = [step("a", "1", "登记", next="2"), step("b", "2", "派单", limit="5分钟", next="3"), step("c", "3", "回访")]
    newer = [
        step("a", "1", "受理", next="2", post="管家"),
        step("b", "2", "派单", limit="10分钟", next="4", record="派单记录", timeout="10分钟→4"),
        step("d", "4", "维修"),
    ]
    assert told(older, newer) == [
        ("1 受理", "name", "登记", "受理"),
        ("1 受理", "post", "客服", "管家"),
        ("2 派单", "limit", "5分钟", "10分钟"),
        ("2 派单", "record", "", "派单记录"),
        ("2 派单", "next", "3", "4"),
        ("2 派单", "timeout", "", "10分钟→4"),
        ("4 维修", "added", "", ""),
        ("3 回访", "removed", "", ""),
    ]


def test_a_route_to_the_same_step_under_a_new_number_has_not_changed():
    older = [step("a", "1", "登记", next="2", timeout="5分钟→2"), step("b", "2", "派单")]
    newer = [step("a", "1", "登记", next="3", timeout="5分钟→3"), step("x", "2", "核实"), step("b", "3", "派单")]
    assert told(older, newer) == [("2 核实", "added", "", ""), ("3 派单", "number", "2", "3")]


def test_steps_at_another_place_are_told():
    older = [step("a", "1", "登记"), step("b", "2", "派单")]
    assert [change.what for change in difference(older, older[::-1])] == ["moved", "moved"]


def test_tables_that_cannot_be_read_are_compared_cell_by_cell():
    older = [step("a", "1", "登记", next="2"), step("b", "1", "派单")]
    newer = [step("a", "1", "登记", next="3"), step("b", "1", "派单")]
    assert told(older, newer) == [("1 登记", "next", "2", "3")]


def test_steps_without_ids_are_matched_by_name_then_by_number():
    older = [step("", "1", "登记"), step("", "2", "派单"), step("", "3", "维修"), step("z", "4", "归档")]
    newer = [
        step("", "1", "登记"),
        step("", "2", "核实"),
        step("", "3", "派单"),
        step("z", "9", "存档"),
        step("", "7", "新"),
    ]
    first, second = matched(older, newer)
    ids = {row["name"]: row["id"] for row in first}
    found = {row["name"]: row["id"] for row in second}
    assert found["登记"] == ids["登记"]
    assert found["派单"] == ids["派单"]
    assert found["存档"] == "z"
    assert found["核实"] == "new 1"
    assert found["新"] == "new 4"


def test_steps_of_one_name_are_matched_by_number():
    older = [step("", "1", "回访"), step("", "2", "回访")]
    first, second = matched(older, [step("", "2", "回访"), step("", "1", "回访")])
    assert [row["id"] for row in second] == [first[1]["id"], first[0]["id"]]
