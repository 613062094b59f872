"""Posts on duty when a step can start, posts that are higher, clauses and steps that find each other."""

from __future__ import annotations

import pytest
from tests.domain.process.tables import row, table
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process import compile_table
from guicheng.domain.process.citing import uncited
from guicheng.domain.process.duties import WEEK, Staffing, escalations_down, off_duty

END = "结束"
OFFICE = [(day * 1440 + 9 * 60, day * 1440 + 18 * 60) for day in range(5)]
ALWAYS = [(0, WEEK)]
NIGHT = [(day * 1440 + 22 * 60, (day + 1) * 1440 % WEEK + 6 * 60) for day in range(7)]


def told(rows, duty, starts):
    return [
        (finding.steps, finding.message.render()) for finding in off_duty(compile_table(table(*rows)), duty, starts)
    ]


def test_a_step_that_can_start_at_night_needs_somebody_then():
    rows = [row(1, "2", post="监控"), row(2, "3", post="维修"), row(3, END, post="经理")]
    duty = {"监控": ALWAYS, "维修": OFFICE, "经理": OFFICE}
    ((steps, message),) = told(rows, duty, ALWAYS)
    assert steps == ("2",)
    assert "day 1" in message
    assert "00:00" in message
    assert told(rows, {**duty, "维修": ALWAYS}, ALWAYS) != []
    assert told(rows, {**duty, "监控": OFFICE}, OFFICE) == []
    assert told(rows, {}, ALWAYS) == []


def test_a_night_shift_goes_on_into_the_next_week():
    rows = [row(1, END, post="夜班")]
    assert told(rows, {"夜班": NIGHT}, [(6 * 1440 + 23 * 60, 5 * 60)]) == []
    ((_steps, message),) = told(rows, {"夜班": NIGHT}, [(12 * 60, 12 * 60 + 1)])
    assert "12:00" in message


@pytest.mark.parametrize(
    ("late", "free"),
    [("4小时→2", False), ("30分钟→2", True), ("1个工作日→2", False), ("7天→2", True), ("7天改派→2", True)],
)
def test_an_alarm_rings_so_long_after_the_start(late, free):
    rows = [row(1, END, post="监控", late=late), row(2, END, post="主管")]
    duty = {"监控": ALWAYS, "主管": [(540, 1080)]}
    assert (told(rows, duty, [(960, 961)]) == []) == free


def test_what_is_done_again_is_followed_round():
    rows = [row(1, "2", post="甲"), row(2, "好→结束；坏→1", post="乙")]
    assert [steps for steps, _message in told(rows, {"甲": OFFICE, "乙": ALWAYS}, OFFICE)] == [("1",)]


def test_an_alarm_goes_to_a_higher_post():
    rows = [
        row(1, "2", post="主管", late="30分钟→3"),
        row(2, END, post="维修工", late="1小时→1"),
        row(3, END, post="前台"),
    ]
    found = list(escalations_down(compile_table(table(*rows)), {"维修工": 1, "主管": 2}))
    assert found == []
    found = list(escalations_down(compile_table(table(*rows)), {"维修工": 1, "主管": 2, "前台": 1}))
    assert [(finding.code, finding.steps) for finding in found] == [("escalation-down", ("1", "3"))]


def test_an_alarm_that_ends_the_case_goes_to_nobody():
    assert list(escalations_down(graph("s>A A!e A>e2"), {"": 1})) == []


def test_clauses_and_steps_find_each_other():
    found = list(uncited({"1": ["5.1"], "2": [], "3": ["9.9"]}, ["5.1", "5.2"], ["5.1", "5.2", "5.2"]))
    assert [(finding.code, finding.steps) for finding in found] == [
        ("step-without-clause", ("2",)),
        ("unknown-clause", ("3",)),
        ("clause-without-step", ()),
    ]


def test_a_case_starts_while_the_post_of_its_first_step_is_on_duty():
    found = compile_table(table(row(1, "2", post="客服"), row(2, END, post="维修工")))
    day, night = ((540, 1080),), ((600, 1140),)
    (finding,) = Staffing({"客服": day, "维修工": night}, {}).warnings(found)
    assert (finding.code, finding.steps) == ("post-off-duty", ("2",))
    assert not Staffing({"客服": day, "维修工": day}, {}).warnings(found)
    assert Staffing({"维修工": day}, {}).warnings(found)
    assert not Staffing({}, {}).warnings(compile_table(table(row(1, END, post=""))))
