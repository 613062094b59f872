"""What is told against a clause above, as both clauses as a whole bear it out."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.system import System
from guicheng.domain.standard.tailoring import borne_out


def entry(text, level):
    clause = read(text)
    return Entry(clause, terms_of(clause, level=level), level, f"{level.name}.md:1")


def told(mine, upper, *others):
    entries = [entry(mine, Level.ESTATE), entry(upper, Level.COMPANY), *(entry(each, Level.ESTATE) for each in others)]
    begun = System(entries).findings()
    return begun, list(borne_out(begun, entries))


@pytest.mark.parametrize(
    ("mine", "upper", "begun", "wanted"),
    [
        ("接到紧急报修后，维修工25分钟内到达现场。", "接到紧急报修后，维修工20分钟内到达现场。", "CJ001", "CJ001"),
        ("接到紧急报修后，维修工25分钟内到达现场。", "发现空调停机后，空调维修工15分钟内到达现场。", "CJ001", "CJ003"),
    ],
)
def test_what_single_promises_tell_stands_as_both_clauses_bear_it_out(mine, upper, begun, wanted):
    first, last = told(mine, upper)
    assert [each.finding.code for each in first] == [begun]
    assert [each.finding.code for each in last] == [wanted]
    assert last[0].finding.message.fields == first[0].finding.message.fields
    assert last[0].verdict == ("LOOSER" if wanted == "CJ001" else "CANNOT_COMPARE")


@pytest.mark.parametrize(
    ("mine", "upper"),
    [
        (
            "责任人自接到指派起2小时内联系投诉人，说明处理步骤和预计时间。",
            "涉及人身安全的投诉，秩序主管自接报起15分钟内到达现场。",
        ),
        (
            "保洁员清吸电梯门槽每日不少于1次，作业后门槽无砂石、线团。",
            "保洁员巡回保洁电梯厅每2小时不少于1次，填写《巡回保洁表》。",
        ),
    ],
)
def test_what_is_about_another_thing_is_not_told(mine, upper):
    first, last = told(mine, upper)
    assert [each.finding.code for each in first] == ["CJ001"]
    assert last == []


def test_what_is_told_of_clauses_of_one_level_stays():
    first, last = told("大堂每日清扫3次", "投诉3日内答复", "大堂每日清扫2次")
    assert [each.finding.code for each in first] == ["CT002"]
    assert last == list(first)
