"""The cells of a step table: lengths of time, ways, alarms, names of steps, and where the table stands."""

from __future__ import annotations

import pytest
from tests.domain.process.tables import HEAD, row, table

from guicheng.domain.process import (
    TableRefusedError,
    check_table,
    choose_table,
    compile_table,
    read_promise,
    read_table,
)
from guicheng.domain.process.limits import plain_number, read_limit
from guicheng.domain.process.promise import PromiseRefusedError
from guicheng.domain.process.routes import Targets, number_key, read_alarms, read_ways

END = "结束"
_STEPS = Targets({"2": "2", "3": "3", "4": "4"}, {"上门": "2", "回访": "4"}, "3")


@pytest.mark.parametrize(
    ("text", "unit", "minutes"),
    [
        ("1小时30分", "", 90),
        ("15-30分钟", "", 30),
        ("30分钟，夜间1小时", "", 60),
        ("1小时，夜间30分钟", "", 60),
        ("2小时半", "", 150),
        ("当天", "", 1440),
        ("≤30", "分钟", 30),
        ("及时", "分钟", None),
        ("0分钟", "", None),
        ("30", "", None),
        ("{15|20|30}分钟", "", 30),
        ("{60分钟|2小时|3小时}", "", 180),
        ("{3小时30分|7小时}内", "", 420),
        ("{10|20|30}~{1|2}小时", "", 120),
        ("{5|10}", "分钟", 10),
        ("{及时|5}分钟", "", 5),
        ("{15}分钟", "", None),
    ],
)
def test_a_length_of_time_is_read(text, unit, minutes):
    found = read_limit(text, unit)
    assert (found and found.minutes) == minutes


def test_working_days_are_counted_beside_the_minutes():
    assert read_limit("两个工作日").workdays == 2
    assert (plain_number(read_limit("20秒").minutes), plain_number(read_limit("1分钟").minutes)) == (0.3333, 1)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("上门", [("", ("2",))]),
        ("转上门环节", [("", ("2",))]),
        ("下一步", [("", ("3",))]),
        ("流程结束", [("", (END,))]),
        ("转办结", [("", (END,))]),
        ("紧急→2，一般→3", [("紧急", ("2",)), ("一般", ("3",))]),
        ("紧急→2、3，一般→4", [("紧急", ("2", "3")), ("一般", ("4",))]),
        ("紧急→并行→2、3", [("紧急", ("2", "3"))]),
        ("紧急→→2", [("紧急", ("2",))]),
        ("紧急:2;一般:3", [("紧急", ("2",)), ("一般", ("3",))]),
        ("合格转4", [("合格", ("4",))]),
        ("并行：2、3", [("", ("2", "3"))]),
        ("并行2、3", [("", ("2", "3"))]),
        ("急修转第2步，一般转第3步", [("急修", ("2",)), ("一般", ("3",))]),
        ("若合格则进入4", [("合格", ("4",))]),
        ("合格→4（不合格→2）", [("合格", ("4",)), ("不合格", ("2",))]),
        ("2；；2", [("", ("2",))]),
        ("/", []),
        ("4（通过）、2（退回）", [("通过", ("4",)), ("退回", ("2",))]),
        ("属实则转3，否则打回2", [("属实", ("3",)), ("否则", ("2",))]),
        ("2、3同时进行", [("", ("2", "3"))]),
    ],
)
def test_a_way_is_read(text, ways):
    assert [(way.answer, way.targets) for way in read_ways(text, _STEPS)] == ways


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("急→9，缓→3", ("9",)), ("急→九九→3", ("九九",)), ("看情况", ("看情况",)), ("急→，", ("，",))],
)
def test_a_target_that_no_step_has_is_kept_as_written(text, unknown):
    assert read_ways(text, _STEPS)[0].unknown == unknown


def test_one_line_may_ring_several_times():
    found = read_alarms("30分钟→2，1小时改派→3；报告", _STEPS)
    assert [(alarm.limit.minutes, alarm.target, alarm.interrupts) for alarm in found] == [
        (30, "2", False),
        (60, "3", True),
    ]


def test_step_numbers_are_compared_as_numbers():
    assert [number_key(text) for text in ("⑳", "十二", "03.", "0")] == ["20", "12", "3", "0"]


def test_the_table_that_tells_most_is_chosen():
    poor = [["序号", "步骤", "岗位"], ["1", "登记", "客服"]]
    rich = [["无关"], HEAD, row(1, END)]
    assert choose_table([[["甲"]], poor, rich, poor]) is rich
    assert choose_table([[["甲"]]]) is None


def test_rows_of_one_step_are_put_together_and_a_repeated_heading_is_left_out():
    second = row(1, "缓→3")
    process = table(row(1, "急→2"), second, HEAD, row(2, END), row(3, END))
    assert [step.id for step in process.steps] == ["1", "2", "3"]
    assert [way.answer for way in process.by_id["1"].ways] == ["急", "缓"]
    assert process.posts == ("客服",)


def test_two_steps_of_one_number_are_refused():
    again = row(1, END)
    again[1] = "另一件事"
    with pytest.raises(TableRefusedError) as refused:
        table(row(1, "2"), again)
    assert refused.value.code == "table-refused"


def test_without_a_column_for_routes_the_steps_follow_one_another():
    process = read_table("报修", [["步骤", "岗位", "时限（分钟）"], ["登记", "客服", "10"], ["上门", "维修工", "20"]])
    report = check_table(process, read_promise("30:1→2"))
    assert (report.sound, report.once.minutes, report.lacking) == (True, 30, ("record",))


@pytest.mark.parametrize("promise", ["30:1→2,1=没有", "30:2→1", "30:1→9"])
def test_a_promise_beside_another_process_is_refused(promise):
    with pytest.raises(PromiseRefusedError):
        check_table(table(row(1, "2"), row(2, END)), read_promise(promise))


def test_answers_of_a_promise_may_be_left_blank():
    assert read_promise("30:1→2,,").answers == {}


@pytest.mark.parametrize(
    ("rows", "nodes"),
    [
        ([row(1, "急→2；缓→2"), row(2, END, join="全部")], {"2.merge"}),
        ([row(1, "并行→2、3"), row(2, "急→4；缓→4"), row(3, "4"), row(4, END, join="全部")], {"4.join", "4.from.2"}),
        ([row(1, END, join="全部")], {"1.end"}),
        ([row(1, "急→2、3；缓→3"), row(2, END), row(3, END)], {"1.split1", "1.choice"}),
        ([row(1, "2；急→3"), row(2, END), row(3, END)], {"1.choice"}),
    ],
)
def test_what_leads_to_a_step_is_drawn_as_a_merge_or_a_join(rows, nodes):
    graph = compile_table(table(*rows))
    assert nodes <= set(graph.by_id)


def test_a_step_that_leads_to_itself_and_waits_is_compiled():
    rows = [row(1, "2"), row(2, "再来→2；好→结束", join="全部")]
    assert {finding.code for finding in check_table(table(*rows)).findings} == {"deadlock"}
