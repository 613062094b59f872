"""Each code, the steps it names, and tables on which it stays silent."""

from __future__ import annotations

import pytest
from tests.domain.process.tables import row, table

from guicheng.domain.process import check_table

END = "结束"
_FAULTS = {
    "a join behind a choice": (
        "deadlock", ("4",),
        [row(1, "急→2；缓→3"), row(2, "4"), row(3, "4"), row(4, END, join="全部")],
    ),
    "a branch that ends before the join": (
        "deadlock",
        ("4",),
        [row(1, "并行→2、3"), row(2, "合格→4；不合格→结束"), row(3, "4"), row(4, END, join="全部")],
    ),
    "no join behind a split": (
        "doubled-step", ("4",),
        [row(1, "并行→2、3"), row(2, "4"), row(3, "4"), row(4, "5"), row(5, END)],
    ),
    "an alarm into the main flow": ("doubled-step", ("2",), [row(1, "2", late="30分钟→2"), row(2, END)]),
    "a round without a way out": ("livelock", ("2", "3"), [row(1, "急→2；缓→结束"), row(2, "3"), row(3, "2")]),
    "a row nobody leads to": ("dead-step", ("2",), [row(1, "3"), row(2, "3"), row(3, END)]),
    "a lone condition": ("no-route", ("1",), [row(1, "有漏点→2"), row(2, END)]),
    "an answer of the record": ("no-route", ("1",), [row(1, "优→2；良→2", record="评分表(结论:优/良/差)"), row(2, END)]),
    "no target at all": ("no-route", ("2",), [row(1, "2"), row(2, "")]),
    "a number between the ranges": ("no-route", ("1",), [row(1, "3处以下→2；5处以上→结束"), row(2, END)]),
    "ranges that meet": ("overlapping-routes", ("1",), [row(1, "3处以下→2；3处以上→结束"), row(2, END)]),
    "one answer twice": ("overlapping-routes", ("1",), [row(1, "急→2；急→结束"), row(2, END)]),
    "a step that is not there": ("unknown-target", ("1",), [row(1, "急→9；缓→2"), row(2, END)]),
    "an alarm to a step that is not there": ("unknown-target", ("1",), [row(1, "2", late="30分钟→9"), row(2, END)]),
    "no post": ("no-post", ("2",), [row(1, "2"), row(2, END, post="")]),
    "no record": ("no-record", ("2",), [row(1, "2"), row(2, END, record="/")]),
    "no limit": ("no-limit", ("1",), [row(1, "2", limit="及时"), row(2, END)]),
    "alarms in a circle": (
        "escalation-loop", ("1", "2"),
        [row(1, "3", late="1小时改派→2"), row(2, "3", late="1小时改派→1"), row(3, END)],
    ),
}  # fmt: skip
_SOUND = {
    "answers, a loop and a join": [
        row(1, "紧急→2；一般→3"), row(2, "并行→4、5"), row(3, "6"), row(4, "7"), row(5, "7"), row(6, "合格→结束；不合格→3"),
        row(7, "结束", join="全部"),
    ],
    "one person told by several steps": [row(1, "2", late="30分钟→3"), row(2, END, late="30分钟→3"), row(3, END)],
    "told and told again higher up": [row(1, END, late="30分钟→2"), row(2, END, late="1小时→3"), row(3, END)],
    "branches that end on their own": [row(1, "并行→2、3"), row(2, END), row(3, END)],
    "numbers without a gap": [row(1, "3处及以下→2；超过3处→结束"), row(2, END)],
    "whole numbers side by side": [row(1, "1-3处→2；4处以上→结束"), row(2, END)],
    "everything else": [row(1, "有漏点→2；其他→结束"), row(2, END)],
    "taken away once": [row(1, "3", late="1小时改派→2"), row(2, "3"), row(3, END)],
    "full-width and Chinese numerals": [
        row(1, "紧急－＞第二步，一般=>３"),
        row(2, "③", limit="半小时"), row(3, "流程结束", limit="两个工作日"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_is_found_at_its_steps_and_nothing_else_is(fault):
    code, steps, rows = _FAULTS[fault]
    assert [(finding.code, finding.steps) for finding in check_table(table(*rows)).findings] == [(code, steps)]


@pytest.mark.parametrize("name", _SOUND)
def test_on_a_sound_table_nothing_is_said(name):
    assert check_table(table(*_SOUND[name])).findings == ()
